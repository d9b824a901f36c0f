"""Deciding the index: which documents are in which segment, without anybody's text.

Every record of every digest is a document, numbered over the whole archive in the order of the digests. A
document carries the fields that no earlier document of its paper said in the same words, so a repeated
paper costs little. A segment is a range of digests.

**The schedule.** Digests come oldest first. Each starts a segment of its own; while the last segment has
more than a quarter as many documents as the one before it, the two become one. So sizes fall at least
fourfold from one segment to the next, there are few of them, and a document is rewritten seldom. The outcome
depends on the numbers of documents alone, so that an incremental build and a clean one agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from sitegen.search.analysis import FIELDS, LENGTHS, read_head
from sitegen.search.packing import FORMAT, varint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.search.analysis import Head

GROWTH = 4
"""A segment stays closed while what follows it has at most one in this many of its documents."""


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
    """A closed range of documents. Its files are a function of what its ``fingerprint`` covers.

    ``name`` is the folder of its files; it holds the fingerprint, so that what once was read at an address
    stays right.
    """

    name: str
    fingerprint: str
    documents: int
    parts: tuple[Part, ...]


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
    known = _Papers()
    totals = [[0, 0] for _ in FIELDS]
    leaves: list[Leaf] = []
    parts: list[Part] = []
    used: dict[str, int] = {}
    for source in sources:
        head = read_head(source.head)
        if not head.keys:
            continue
        carried = bytes(known.add(key, prints) for key, prints in zip(head.keys, head.prints, strict=True))
        _count(totals, head, carried)
        nth = used[source.date] = used.get(source.date, 0) + 1
        folder = source.date if nth == 1 else f"{source.date}.{nth}"
        leaves.append(Leaf(source.date, source.key, folder, len(head.keys), head.pages))
        runs = tuple((category, len(list(run))) for category, run in groupby(head.categories))
        parts.append(Part(source.key, carried, runs))
    bounds = schedule([leaf.documents for leaf in leaves])
    return Plan(
        segments=tuple(
            _segment(leaves[start].date, parts[start:stop]) for start, stop in pairwise([0, *bounds])
        ),
        leaves=tuple(leaves),
        papers=len(known.seen),
        totals=tuple((documents, terms) for documents, terms in totals),
        repeats=bytes(known.repeats),
    )


def schedule(sizes: Sequence[int]) -> list[int]:
    """Where segments end, by the numbers of documents of the digests, oldest first."""
    segments: list[list[int]] = []
    for end, size in enumerate(sizes, start=1):
        segments.append([size, end])
        while len(segments) > 1 and segments[-1][0] * GROWTH > segments[-2][0]:
            last = segments.pop()
            segments[-1] = [segments[-1][0] + last[0], last[1]]
    return [end for _, end in segments]


class _Papers:
    """What every paper has said so far, and the list of repeats."""

    def __init__(self) -> None:
        self.seen: dict[str, set[tuple[int, str]]] = {}
        self.repeats = bytearray()
        self._last: dict[str, int] = {}
        self._documents = 0
        self._pointer = -1

    def add(self, key: str, prints: Sequence[str]) -> int:
        """Note one more document; returns the bits of the fields it carries."""
        said = self.seen.setdefault(key, set())
        new = [(field, text) for field, text in enumerate(prints) if (field, text) not in said]
        said.update(new)
        earlier = self._last.get(key)
        if earlier is None:
            self.repeats.append(0)
        else:
            step = earlier - self._pointer
            self.repeats += varint(1 + (2 * step if step >= 0 else -2 * step - 1))
            self._pointer = earlier
        self._last[key] = self._documents
        self._documents += 1
        return sum(1 << field for field, _ in new)


def _count(totals: list[list[int]], head: Head, carried: bytes) -> None:
    for levels, bits in zip(head.levels, carried, strict=True):
        for field, level in enumerate(levels):
            if bits >> field & 1:
                totals[field][0] += 1
                totals[field][1] += LENGTHS[level]


def _segment(date: str, parts: Sequence[Part]) -> Segment:
    digest = blake2b(FORMAT.encode(), digest_size=16)
    for part in parts:
        digest.update(b"\0".join([part.key.encode(), part.carried, b""]))
    fingerprint = digest.hexdigest()
    documents = sum(len(part.carried) for part in parts)
    return Segment(f"{date}-{fingerprint[:8]}", fingerprint, documents, tuple(parts))
