"""Writing a segment: its postings, parted by term into files of a few kilobytes.

Terms stand in the order of their code points, cut into shards where that makes even sizes and short bounds.
The layout of a shard is in ``docs/search-format.md``.
"""

from __future__ import annotations

import json
import sys
from array import array
from dataclasses import dataclass, field
from itertools import chain, groupby
from math import log2
from operator import sub
from typing import TYPE_CHECKING

from sitegen.search.analysis import BANDS, FIELDS, read_band
from sitegen.search.file import File
from sitegen.search.packing import pack_streams, pack_text, varint, word_streams
from sitegen.search.terms import is_cjk, prefix, term_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.search.analysis import Postings
    from sitegen.search.plan import Part, Segment

    Load = Callable[[str, int], bytes]

DENSE = 64
"""A list that has a posting in fewer than this many documents writes its gaps in one byte, others in two."""

MOST_SHARDS = 60
"""The most shards that the terms of one prefix can have."""

_TERM_BITS = 30

STREAM_OF_FIELD = (3, 3, 3, 3, 0, 1, 2)
"""Which stream of attributes holds each field's: the long fields have one each."""

_LOW_BYTE, _HIGH_BYTE = (0, 1) if sys.byteorder == "little" else (7, 6)


def write(segment: Segment, load: Load, bands: Iterable[int] = BANDS) -> Iterator[File]:
    """Yield the files of some bands of a segment, one by one, each band on its own in memory.

    ``load(key, band)`` gives that band of the analysis stored under ``key``. Bands are independent: they may
    be written in any processes, and all together give the segment.
    """
    for band in bands:
        entries: list[tuple[str, int]] = []
        words: list[str] = []
        number = 0
        for first, shards in _entries(_gather(segment, load, band), segment.documents):
            entries.append((first, len(shards)))
            for shard in shards:
                words += filter(_is_word, shard.terms)
                yield File(f"{segment.name}/{band}-{number}.bin", shard.packed())
                number += 1
        if words:
            yield File(f"{segment.name}/{band}-words.bin", pack_text("\n".join(sorted(words)).encode()))
        if band == 0:
            yield File(f"{segment.name}/categories.bin", _categories(segment.parts))
        yield File(f"{segment.name}/{band}", json.dumps(entries).encode(), served=False)


# ── one band of a segment ───────────────────────────────────────────────────────────────────────────


def _gather(segment: Segment, load: Load, band: int) -> tuple[dict[str, array[int]], ...]:
    """For each field, each term's postings over the whole segment, with the segment's document numbers."""
    found: tuple[dict[str, array[int]], ...] = tuple({} for _ in FIELDS)
    first = 0
    for part in segment.parts:
        for number, postings in enumerate(read_band(load(part.key, band))):
            carried = bytes(bits >> number & 1 for bits in part.carried)
            _append(found[number], postings.only(carried) if 0 in carried else postings, first << 16)
        first += len(part.carried)
    return found


def _append(found: dict[str, array[int]], postings: Postings, base: int) -> None:
    row = array("Q", map(base.__add__, postings.row))
    start = 0
    for term, count in zip(postings.terms, postings.counts, strict=True):
        stop = start + count
        so_far = found.get(term)
        if so_far is None:
            found[term] = row[start:stop]
        else:
            so_far.extend(row[start:stop])
        start = stop


def _entries(fields: tuple[dict[str, array[int]], ...], documents: int) -> Iterator[tuple[str, list[_Shard]]]:
    """Cut a band: yield, for each entry of the directory, its first prefix and its shards.

    Terms with the same prefix stay together. Prefixes share a shard until it is full; one that would fill
    more than a shard alone has several, and a term's hash says in which it is.
    """
    target = _target(documents) * 8
    cost_of = _costs(documents)
    shard, first, filled = _Shard(documents), "", 0
    for start, terms in groupby(sorted(set().union(*fields)), prefix):
        group, total = [], 0
        for term in terms:
            lists = [(number, of_field[term]) for number, of_field in enumerate(fields) if term in of_field]
            group.append((term, lists))
            total += _TERM_BITS + sum(cost_of(len(row)) for _, row in lists)
        if shard.terms and filled + total > target:
            yield first, [shard]
            shard, filled = _Shard(documents), 0
        if total > target * 3 // 2:
            several = [_Shard(documents) for _ in range(min(-(-total // target), MOST_SHARDS))]
            for term, lists in group:
                several[term_hash(term) % len(several)].add(term, lists)
            yield start, several
            continue
        if not shard.terms:
            first = start
        for term, lists in group:
            shard.add(term, lists)
        filled += total
    if shard.terms:
        yield first, [shard]


def _target(documents: int) -> int:
    """How many bytes a shard should have: small where there is little to find."""
    for most, size in ((700, 1500), (3000, 2000), (15000, 3000)):
        if documents <= most:
            return size
    return 5000


def _costs(documents: int) -> Callable[[int], int]:
    """Estimates the bits of a list by its number of postings: the information in its gaps, and attributes."""
    known: dict[int, int] = {}

    def cost_of(postings: int) -> int:
        if postings not in known:
            known[postings] = int(postings * (log2(documents / postings) + 4) + 8)
        return known[postings]

    return cost_of


# ── one shard ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Shard:
    """Terms in order, each with its lists as (field, postings)."""

    documents: int
    terms: list[str] = field(default_factory=list)
    lists: list[list[tuple[int, array[int]]]] = field(default_factory=list)

    def add(self, term: str, lists: list[tuple[int, array[int]]]) -> None:
        """Put one more term in; terms come in order."""
        self.terms.append(term)
        self.lists.append(lists)

    def packed(self) -> bytes:
        """The shard's file."""
        dense: list[list[int]] = []
        sparse: list[list[int]] = []
        counts, fields = bytearray(), bytearray()
        holders: list[bytes] = []
        attributes: tuple[list[bytes], ...] = ([], [], [], [])
        often: list[bytes] = []
        for lists in self.lists:
            documents, holding = _together(lists)
            (dense if len(documents) * DENSE > self.documents else sparse).append(documents)
            counts += varint(len(documents))
            fields.append(sum(1 << number for number, _ in lists))
            holders.append(holding)
            for number, row in lists:
                data = row.tobytes()
                attributes[STREAM_OF_FIELD[number]].append(data[_LOW_BYTE::8])
                often.append(data[_HIGH_BYTE::8].replace(b"\0", b""))
        wide = _gaps(sparse)
        return pack_streams(
            [
                *word_streams(self.terms),
                bytes(counts),
                bytes(fields),
                _in_bytes(_gaps(dense)),
                _in_bytes([gap >> 8 for gap in wide]),
                bytes([gap & 0xFF for gap in wide]),
                b"".join(holders),
                *map(b"".join, attributes),
                b"".join(often),
            ]
        )


def _together(lists: list[tuple[int, array[int]]]) -> tuple[list[int], bytes]:
    """The documents of a term's lists, each once, and for each the bits of the fields that hold the term.

    The bits are left out where there is one field: every document's are the same.
    """
    if len(lists) == 1:
        return [posting >> 16 for posting in lists[0][1]], b""
    holding: dict[int, int] = {}
    for number, row in lists:
        bit = 1 << number
        for posting in row:
            document = posting >> 16
            holding[document] = holding.get(document, 0) + bit
    documents = sorted(holding)
    return documents, bytes(map(holding.__getitem__, documents))


def _gaps(lists: list[list[int]]) -> list[int]:
    """Of lists one after another, the step from each document to the next, from -1 to the first of a list."""
    documents = list(chain.from_iterable(lists))
    gaps = list(map(sub, documents, [0, *documents]))
    start = 0
    for row in lists:
        gaps[start] = row[0] + 1
        start += len(row)
    return gaps


class _Bytes(dict[int, bytes]):
    """From a number to its bytes: as many 255 as go into it, and the rest."""

    def __missing__(self, number: int) -> bytes:
        data = self[number] = b"\xff" * (number // 255) + bytes([number % 255])
        return data


_bytes = _Bytes()


def _in_bytes(numbers: list[int]) -> bytes:
    return b"".join(map(_bytes.__getitem__, numbers))


def _is_word(term: str) -> bool:
    """Whether a term can be the answer to a fuzzy word: no name, no Chinese, Japanese or Korean pair."""
    return term[0] != "=" and not is_cjk(term[0])


def _categories(parts: Iterable[Part]) -> bytes:
    """The runs of equal categories over the segment, the names first."""
    names: dict[str, int] = {}
    runs = bytearray()
    for part in parts:
        for category, count in part.categories:
            runs += varint(names.setdefault(category, len(names))) + varint(count)
    listed = json.dumps(list(names), ensure_ascii=False, separators=(",", ":")).encode()
    return pack_text(varint(len(listed)) + listed + bytes(runs))
