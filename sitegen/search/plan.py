"""Deciding the index: which documents are in which segment, without anybody's text.

Every record of every digest is a document, numbered over the whole archive in the order of the digests. A
document carries the fields that no earlier document of its paper said in the same words, so a repeated
paper costs little. A segment is a range of digests.

**The schedule.** Digests come oldest first. Each starts a segment of its own; while the last segment has
more than a sixth as many documents as the one before it, or that one has few digests, the two become one. So
sizes fall at least sixfold from one segment to the next, there are one to three of them (of each a query
reads a file for every word), and a document is rewritten some eleven times in all. The outcome depends on
numbers alone, of documents and digests, so that an incremental build and a clean one agree.

**Slices.** A segment's terms are parted, the finer the larger it is. A digest that is edited within an old,
large segment changes the slices alone that hold a term it gained or lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from sitegen.search import heads
from sitegen.search.analysis import BANDS, WORD_BANDS
from sitegen.search.heads import FIELDS, LENGTHS
from sitegen.search.packing import FORMAT, varint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from sitegen.search.heads import Head

    Array = NDArray[Any]

GROWTH = 6
"""A segment stays closed while what follows it has at most one in this many of its documents."""

CLOSED = 10
"""The digests of a closed segment at least. To write fewer anew, two files for each of a day's papers or so,
costs less than to have every reader's query read files of a further segment."""

HASH = 8
"""How many hexadecimal digits of a fingerprint stand in an address."""

_JOINED = ((1500, 12), (12000, 4))
"""How many bands make a slice, in segments of at most so many documents; in larger ones it is one."""


@dataclass(frozen=True, slots=True)
class Source:
    """One analysed digest: its ISO date, its key in the store, and its analysis's head."""

    date: str
    key: str
    head: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One digest's share of a segment.

    ``carried`` has a byte a document, bit ``i`` set if the document carries ``FIELDS[i]``; ``categories`` are
    the runs of equal categories, as (category, documents).
    """

    key: str
    carried: bytes
    categories: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A closed range of documents, with the date of its first. ``seal`` is a fingerprint of all it holds."""

    date: str
    seal: str
    documents: int
    parts: tuple[Part, ...]
    slices: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """A range of a segment's terms. Its files are a function of what its ``fingerprint`` covers.

    ``name`` is the folder of its files; it holds the fingerprint, so that what once was read at an address
    stays right. The first slice has the segment's categories too.
    """

    name: str
    fingerprint: str
    bands: range


@dataclass(frozen=True, slots=True)
class Leaf:
    """One digest as the directory lists it: where its hit records are, and how many there are."""

    date: str
    key: str
    folder: str
    documents: int
    pages: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole index, decided.

    ``totals[i]`` is, for ``FIELDS[i]``, how many documents carry it and how many terms they have together;
    ``repeats`` says which documents are of the same paper, as ``docs/search-format.md`` tells.
    """

    segments: tuple[Segment, ...]
    leaves: tuple[Leaf, ...]
    papers: int
    totals: tuple[tuple[int, int], ...]
    repeats: bytes


def plan(sources: Iterable[Source]) -> Plan:
    """Plan the index of all digests, oldest first and, within a day, in any order that stays the same."""
    told = [(source, head) for source in sources if (head := heads.read(source.head)).keys]
    carried = _carried([head for _, head in told])
    leaves: list[Leaf] = []
    parts: list[Part] = []
    seals: list[tuple[str, ...]] = []
    used: dict[str, int] = {}
    for (source, head), bits in zip(told, carried, strict=True):
        nth = used[source.date] = used.get(source.date, 0) + 1
        folder = source.date if nth == 1 else f"{source.date}.{nth}"
        leaves.append(Leaf(source.date, source.key, folder, len(head.keys), head.pages))
        runs = tuple((category, len(list(run))) for category, run in groupby(head.categories))
        parts.append(Part(source.key, bits.tobytes(), runs))
        seals.append(head.seals)
    bounds = schedule([leaf.documents for leaf in leaves])
    papers, repeats = _repeats(key for _, head in told for key in head.keys)
    return Plan(
        segments=tuple(
            _segment(leaves[start].date, parts[start:stop], seals[start:stop])
            for start, stop in pairwise([0, *bounds])
        ),
        leaves=tuple(leaves),
        papers=papers,
        totals=_totals([head for _, head in told], carried),
        repeats=repeats,
    )


def schedule(sizes: Sequence[int]) -> list[int]:
    """Where segments end, by the numbers of documents of the digests, oldest first."""
    totals = [0, *accumulate(sizes)]
    bounds = [0]
    for end in range(1, len(totals)):
        while len(bounds) > 1:
            start, middle = bounds[-2:]  # of the last two segments
            documents = totals[middle] - totals[start]
            if middle - start >= CLOSED and documents >= GROWTH * (totals[end] - totals[middle]):
                break
            bounds.pop()
        bounds.append(end)
    return bounds[1:]


def _carried(told: Sequence[Head]) -> list[Array]:
    """For each digest and document the bits of the fields that no earlier document of its paper said."""
    if not told:
        return []
    bits = np.zeros(sum(len(head.keys) for head in told), np.uint8)
    for field in range(len(FIELDS)):  # one after another, for all together would take seven times the memory
        _, first = np.unique(np.concatenate([head.prints[:, field] for head in told]), return_index=True)
        bits[first] |= 1 << field
    return np.split(bits, np.cumsum([len(head.keys) for head in told])[:-1])


def _totals(told: Sequence[Head], carried: Sequence[Array]) -> tuple[tuple[int, int], ...]:
    lengths = np.array(LENGTHS)
    totals = np.zeros((len(FIELDS), 2), np.int64)
    for head, bits in zip(told, carried, strict=True):
        said = bits[:, None] >> np.arange(len(FIELDS)) & 1
        totals += np.column_stack([said.sum(axis=0), (lengths[head.levels] * said).sum(axis=0)])
    return tuple((int(documents), int(terms)) for documents, terms in totals)


def _repeats(keys: Iterable[str]) -> tuple[int, bytes]:
    """How many papers there are, and the list of repeats."""
    last: dict[str, int] = {}
    repeats = bytearray()
    pointer = -1
    for document, key in enumerate(keys):
        earlier = last.get(key)
        if earlier is None:
            repeats.append(0)
        else:
            step = earlier - pointer
            repeats += varint(1 + (2 * step if step >= 0 else -2 * step - 1))
            pointer = earlier
        last[key] = document
    return len(last), bytes(repeats)


def _segment(date: str, parts: Sequence[Part], seals: Sequence[Sequence[str]]) -> Segment:
    documents = sum(len(part.carried) for part in parts)
    whole = blake2b(f"{FORMAT} {date}".encode(), digest_size=16)
    for part in parts:
        whole.update(b"%d,%s" % (len(part.carried), part.carried))
    slices = []
    for number, bands in enumerate(_slicing(documents)):
        told = whole.copy()
        told.update(b"%d" % number)
        for of_digest in seals:
            told.update("".join(of_digest[bands.start : bands.stop]).encode())
        if number == 0:
            told.update(repr([part.categories for part in parts]).encode())
        fingerprint = told.hexdigest()
        slices.append(Slice(f"{date}.{number}-{fingerprint[:HASH]}", fingerprint, bands))
    for part in parts:
        whole.update(part.key.encode())
    return Segment(date, whole.hexdigest(), documents, tuple(parts), tuple(slices))


def _slicing(documents: int) -> list[range]:
    """The bands of each slice of a segment; no slice has both words and pairs."""
    joined = next((joined for most, joined in _JOINED if documents <= most), 1)
    return [
        kind[start : start + joined]
        for kind in (WORD_BANDS, BANDS[len(WORD_BANDS) :])
        for start in range(0, len(kind), joined)
    ]
