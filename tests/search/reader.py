"""A second reader of the index, written from ``docs/search-format.md``: plain, slow, for tests only."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

DENSE = 64
BANDS = 16


@dataclass(frozen=True)
class Posting:
    """One document's use of a term in one field."""

    document: int
    field: str
    frequency: int
    length: int


class Bytes:
    """Numbers read one by one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def __bool__(self) -> bool:
        return self._place < len(self._data)

    def byte(self) -> int:
        self._place += 1
        return self._data[self._place - 1]

    def varint(self) -> int:
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def zigzag(self) -> int:
        value = self.varint()
        return value >> 1 if value % 2 == 0 else -(value + 1 >> 1)

    def summed(self) -> int:
        """A number written as 255s and a rest."""
        total = 0
        while (byte := self.byte()) == 255:
            total += 255
        return total + byte

    def rest(self) -> bytes:
        return self._data[self._place :]


def streams(packed: bytes) -> list[bytes]:
    data = Bytes(zlib.decompress(packed, -15))
    lengths = [data.varint() for _ in range(data.varint())]
    rest = data.rest()
    ends = [sum(lengths[: i + 1]) for i in range(len(lengths))]
    assert ends[-1] == len(rest)
    return [rest[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def words(shapes: bytes, letters: bytes) -> Iterator[str]:
    shape, letter = Bytes(shapes), Bytes(letters)
    before = ""
    while shape:
        shared, further = divmod(shape.byte(), 16)
        if further == 15:
            further += shape.byte()
        word = before[:shared]
        for place in range(further):
            if place == 0:
                base = ord(before[shared]) if shared < len(before) else 0
                word += chr(base + letter.zigzag())
            else:
                word += chr(letter.varint())
        yield word
        before = word


CJK = (
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF),
)


def is_cjk(character: str) -> bool:
    code = ord(character)
    return code >= 0x20000 or any(low <= code <= high for low, high in CJK)


def prefix(term: str) -> str:
    return term[0] if is_cjk(term[0]) else term[:3]


def fnv(term: str) -> int:
    value = 2166136261
    for byte in term.encode():
        value = (value ^ byte) * 16777619 % 2**32
    return value


class Segment:
    def __init__(self, name: str, documents: int, first: int, listed: list[bytes]) -> None:
        self.name, self.documents, self.first = name, documents, first
        sizes = Bytes(listed[0])
        prefixes = list(words(listed[2], listed[3]))
        self.starts: list[str] = prefixes
        self.places: list[tuple[int, int, int]] = []  # band, first shard, shards
        entry = 0
        for band in range(BANDS):
            number = 0
            for _ in range(sizes.varint()):
                self.places.append((band, number, listed[1][entry]))
                number += listed[1][entry]
                entry += 1

    def shard(self, term: str) -> str | None:
        """The file that would hold a term."""
        entry = bisect_right(self.starts, prefix(term)) - 1
        if entry < 0:
            return None
        band, number, shards = self.places[entry]
        if shards > 1 and self.starts[entry] != prefix(term):
            return None
        return f"{self.name}/{band}-{number + fnv(term) % shards}.bin"


class Index:
    """An index, read through ``fetch``, which gives the bytes of a file below ``search/``."""

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        self._fetch = fetch
        text, self.primer, repeats, *listed = streams(fetch("directory.bin"))
        self.about = json.loads(text)
        self.segments = []
        first = 0
        for number, (name, documents) in enumerate(self.about["segments"]):
            self.segments.append(Segment(name, documents, first, listed[4 * number : 4 * number + 4]))
            first += documents
        self.documents = first
        self.paper = self._papers(Bytes(repeats))

    def _papers(self, repeats: Bytes) -> list[int]:
        """For each document the first document of its paper."""
        paper: list[int] = []
        pointer = -1
        while repeats:
            code = repeats.varint()
            if code == 0:
                paper.append(len(paper))
            else:
                code -= 1
                pointer += code >> 1 if code % 2 == 0 else -(code + 1 >> 1)
                paper.append(paper[pointer])
        return paper

    def hit(self, document: int) -> list[str]:
        """The fields of a document's hit record."""
        first = 0
        for folder, documents in self.about["digests"]:
            if document < first + documents:
                page, line = divmod(document - first, self.about["page"])
                packed = self._fetch(f"hits/{folder}/{page}.bin")
                text: str = zlib.decompressobj(-15, zdict=self.primer).decompress(packed).decode("gb18030")
                return str(text.split("\n")[line]).split("\t")
            first += documents
        raise IndexError(document)

    def postings(self, term: str) -> list[Posting]:
        """All postings of a term."""
        found = []
        for segment in self.segments:
            file = segment.shard(term)
            if file:
                found += [
                    Posting(segment.first + p.document, p.field, p.frequency, p.length)
                    for p in self.shard(file, segment.documents).get(term, [])
                ]
        return found

    def papers(self, term: str) -> set[int]:
        """The papers that hold a term."""
        return {self.paper[posting.document] for posting in self.postings(term)}

    def shard(self, file: str, documents: int) -> dict[str, list[Posting]]:
        """All of one shard."""
        fields, lengths = self.about["fields"], self.about["lengths"]
        shapes, letters, counts, holding, dense, high, low, holders, *attributes, often = streams(
            self._fetch(file)
        )
        count, dense_gap, high_gap, low_gap = Bytes(counts), Bytes(dense), Bytes(high), Bytes(low)
        holder, more = Bytes(holders), Bytes(often)
        by_stream = [Bytes(data) for data in attributes]
        stream_of = [by_stream[number] for number in (3, 3, 3, 3, 0, 1, 2)]
        shard: dict[str, list[Posting]] = {}
        for term, bits in zip(words(shapes, letters), holding, strict=True):
            number = count.varint()
            listed = []
            document = -1
            for _ in range(number):
                if number * DENSE > documents:
                    document += dense_gap.summed()
                else:
                    document += high_gap.summed() << 8 | low_gap.byte()
                listed.append(document)
            several = bits & (bits - 1)
            held = [holder.byte() if several else bits for _ in listed]
            shard[term] = []
            for place, field in enumerate(fields):
                for document, of_document in zip(listed, held, strict=True):
                    if of_document >> place & 1:
                        attribute = stream_of[place].byte()
                        frequency = attribute >> 5 or more.byte()
                        shard[term].append(Posting(document, field, frequency, lengths[attribute & 31]))
        for stream in (count, dense_gap, high_gap, low_gap, holder, more, *by_stream):
            assert not stream, "a shard is read to its end"
        return shard
