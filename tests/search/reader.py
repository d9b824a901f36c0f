"""A second reader of the index, written from ``docs/search-format.md``: plain, slow, for tests only."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

DENSE = 64


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
    before = b""
    while shape:
        shared, further = divmod(shape.byte(), 16)
        if further == 15:
            further += shape.byte()
        before = before[:shared] + bytes(letter.byte() for _ in range(further))
        yield before.decode()


def pairs(firsts: bytes, high: bytes, low: bytes) -> Iterator[str]:
    told, seconds = Bytes(firsts), iter(zip(high, low, strict=True))
    first = 0
    while told:
        first += told.varint()
        second = 0
        for _ in range(told.varint()):
            upper, lower = next(seconds)
            second += upper << 8 | lower
            yield chr(first) + (chr(second) if second else "")


CJK = (
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xD800, 0xDFFF),
)


def is_pair(term: str) -> bool:
    return len(term) <= 2 and all(any(low <= ord(c) <= high for low, high in CJK) for c in term)


class Segment:
    def __init__(self, about: tuple[str, int, str, int, str], first: int, listed: list[bytes]) -> None:
        date, self.documents, _, of_words, hashes = about
        self.first = first
        sizes, start = Bytes(listed[0]), Bytes(listed[3])
        names = [f"{date}.{n}-{hashes[8 * n : 8 * n + 8]}" for n in range(len(hashes) // 8)]
        counts = [sizes.varint() for _ in names]
        assert sum(counts) <= len(listed[1]) + len(listed[3]), "every file has a start"
        files = [[f"{name}/{n}.bin" for n in range(count)] for name, count in zip(names, counts, strict=True)]
        self.words = list(
            zip(words(listed[1], listed[2]), [f for one in files[:of_words] for f in one], strict=True)
        )
        starts = []
        unit = 0
        while start:
            unit += start.varint()
            starts.append(chr(unit) + chr(start.varint()))
        self.pairs = list(zip(starts, [f for one in files[of_words:] for f in one], strict=True))

    def shard(self, term: str) -> str | None:
        """The file that would hold a term."""
        listed = self.pairs if is_pair(term) else self.words
        place = (
            bisect_right([start for start, _ in listed], term.ljust(2, "\0") if is_pair(term) else term) - 1
        )
        return listed[place][1] if place >= 0 else None


class Index:
    """An index, read through ``fetch``, which gives the bytes of a file below ``search/``."""

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        self._fetch = fetch
        text, self.primer, repeats, *listed = streams(fetch("directory.bin"))
        self.about = json.loads(text)
        self.segments = []
        first = 0
        for number, about in enumerate(self.about["segments"]):
            self.segments.append(Segment(about, first, listed[4 * number :]))
            first += self.segments[-1].documents
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
        told = streams(self._fetch(file))
        terms = list(words(*told[:2]) if len(told) == 13 else pairs(*told[:3]))
        counts, holding, dense, high, low, holders, *attributes, often = told[-11:]
        count, dense_gap, high_gap, low_gap = Bytes(counts), Bytes(dense), Bytes(high), Bytes(low)
        holder, more = Bytes(holders), Bytes(often)
        by_stream = [Bytes(data) for data in attributes]
        stream_of = [by_stream[number] for number in (3, 3, 3, 3, 0, 1, 2)]
        shard: dict[str, list[Posting]] = {}
        for term, bits in zip(terms, holding, strict=True):
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
            for document, of_document in zip(listed, held, strict=True):
                for place, field in enumerate(fields):
                    if of_document >> place & 1:
                        attribute = stream_of[place].byte()
                        frequency = attribute >> 5 or more.byte()
                        shard[term].append(Posting(document, field, frequency, lengths[attribute & 31]))
        for stream in (count, dense_gap, high_gap, low_gap, holder, more, *by_stream):
            assert not stream, "a shard is read to its end"
        return shard
