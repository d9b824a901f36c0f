"""Analysing one digest: the expensive part, done once for each content, in any process.

An ``Analysis`` knows its own digest alone, so it stays valid whatever is published before or after it.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, compress, pairwise
from typing import TYPE_CHECKING

from sitegen.search import hits
from sitegen.search.terms import category_terms, key_terms, name_terms, text_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.search.document import Document

FIELDS = ("id", "title", "author", "category", "tldr", "summary", "abstract")
"""What can be searched, in the order of the format; at most eight."""

BAND_STARTS = (
    "",
    "cat",
    "fix",
    "mod",
    "sh",
    "上",
    "传",
    "力",
    "在",
    "展",
    "拟",
    "有",
    "点",
    "码",
    "致",
    "过",
)
"""Where each band of terms starts. Bands are written one by one, so that memory stays small; any bounds
would do, these part real digests evenly."""

BANDS = range(len(BAND_STARTS))

_OFTEN, _MOST = 8, 255
_SIZES = struct.Struct("=III")


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the index needs of one digest.

    ``head`` is small and needed for every plan; ``bands[i]`` holds the postings of one range of terms, needed
    only by ``write``; ``pages`` are the finished files of hit records.
    """

    head: bytes
    bands: tuple[bytes, ...]
    pages: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """An analysis's head, read.

    For each document its key and category, and of each of its fields the length (as a place in ``LENGTHS``)
    and a fingerprint of the text.
    """

    keys: tuple[str, ...]
    categories: tuple[str, ...]
    levels: tuple[tuple[int, ...], ...]
    prints: tuple[tuple[str, ...], ...]
    pages: int


@dataclass(frozen=True, slots=True)
class Postings:
    """One field's postings within one band of one digest, as its terms' lists one after another.

    ``terms[i]`` has ``counts[i]`` postings of ``row``. A posting's upper sixteen bits are the document's
    number in the digest, the next eight the term's frequency if it is 8 or more (at most 255) or else 0,
    the next three the frequency if it is less than 8, the last five the field's place in ``LENGTHS``.
    """

    terms: list[str]
    counts: array[int]
    row: array[int]

    def only(self, documents: bytes) -> Postings:
        """The postings of those documents that have a 1 in ``documents``; terms left without any go."""
        kept = bytes([documents[posting >> 16] for posting in self.row])
        counts = array(
            "H",
            [
                kept.count(1, stop - count, stop)
                for count, stop in zip(self.counts, accumulate(self.counts), strict=True)
            ],
        )
        return Postings(
            list(compress(self.terms, counts)),
            array("H", filter(None, counts)),
            array("I", compress(self.row, kept)),
        )


# ── field lengths ───────────────────────────────────────────────────────────────────────────────────


def _lengths() -> tuple[int, ...]:
    powers = [1 << i for i in range(16)]
    return (0, *sorted({1, 2, *powers, *(3 * power for power in powers)}))[:32]


LENGTHS = _lengths()
"""The lengths a field can have: 0, 1, 2, 3, 4, 6, 8, 12, 16, 24, … A field's length is rounded up to one."""


def level(length: int) -> int:
    """The place in ``LENGTHS`` of a field of ``length`` terms, rounded up; the last for what is longer."""
    return min(bisect_right(LENGTHS, length - 1), len(LENGTHS) - 1)


# ── analysing ───────────────────────────────────────────────────────────────────────────────────────


def field_terms(document: Document) -> tuple[list[str], ...]:
    """The terms of each of ``FIELDS``."""
    return (
        key_terms(document.key),
        text_terms(document.title),
        name_terms(document.authors),
        category_terms(document.category),
        text_terms(document.tldr),
        text_terms(document.summary),
        text_terms(document.abstract),
    )


def analyse(documents: Sequence[Document]) -> Analysis:
    """Analyse one digest's documents, in the digest's order: at most 65,536 of them."""
    of_fields = tuple(_Lists() for _ in FIELDS)
    levels: list[tuple[int, ...]] = []
    for number, document in enumerate(documents):
        row = []
        for lists, terms in zip(of_fields, field_terms(document), strict=True):
            length = level(len(terms))
            row.append(length)
            counts = Counter(terms)
            posting = number << 16 | length
            postings = [posting + (n << 5 if n < _OFTEN else min(n, _MOST) << 8) for n in counts.values()]
            # The innermost loop of all, run without a step of Python: lists[term].append(posting).
            deque(map(array.append, map(lists.__getitem__, counts), postings), maxlen=0)
        levels.append(tuple(row))
    pages = hits.pages(documents)
    return Analysis(
        head=_pack_head(documents, levels, len(pages)),
        bands=_pack_bands(of_fields),
        pages=pages,
    )


class _Lists(dict[str, "array[int]"]):
    """From a term to its postings, so far."""

    def __missing__(self, term: str) -> array[int]:
        row = self[term] = array("I")
        return row


# ── the stored form ─────────────────────────────────────────────────────────────────────────────────


def _pack_head(documents: Sequence[Document], levels: Sequence[tuple[int, ...]], pages: int) -> bytes:
    rows = [
        (document.key, document.category, row, _prints(document))
        for document, row in zip(documents, levels, strict=True)
    ]
    return zlib.compress(json.dumps([pages, rows], ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _prints(document: Document) -> str:
    """A fingerprint of each field's text, twelve characters each, to tell whether it was said before."""
    texts = (
        document.key,
        document.title,
        "\n".join(document.authors),
        document.category,
        document.tldr,
        document.summary,
        document.abstract,
    )
    return "".join(blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest() for text in texts)


def read_head(head: bytes) -> Head:
    """Read an analysis's head. Raises ``ValueError`` for what is none."""
    with _sound():
        pages, rows = json.loads(zlib.decompress(head))
        return Head(
            keys=tuple(row[0] for row in rows),
            categories=tuple(row[1] for row in rows),
            levels=tuple(tuple(row[2]) for row in rows),
            prints=tuple(tuple(row[3][i : i + 12] for i in range(0, len(row[3]), 12)) for row in rows),
            pages=pages,
        )


@contextmanager
def _sound() -> Iterator[None]:
    """Translate whatever reading bytes of another form raises."""
    try:
        yield
    except (zlib.error, struct.error, LookupError, TypeError, RecursionError) as error:
        raise ValueError(f"no part of an analysis: {error!r}") from error


def _pack_bands(of_fields: Sequence[_Lists]) -> tuple[bytes, ...]:
    bands: list[list[bytes]] = [[] for _ in BANDS]
    for lists in of_fields:
        ordered = sorted(lists)
        bounds = [*(bisect_left(ordered, start) for start in BAND_STARTS), len(ordered)]
        for band, (low, high) in zip(bands, pairwise(bounds), strict=True):
            terms = ordered[low:high]
            rows = list(map(lists.__getitem__, terms))
            counts = array("H", map(len, rows))
            joined = "\n".join(terms).encode()
            band.append(_SIZES.pack(len(joined), len(terms), sum(counts)))
            band.extend([joined, counts.tobytes(), *map(array.tobytes, rows)])
    return tuple(zlib.compress(b"".join(parts), 1) for parts in bands)


def read_band(band: bytes) -> tuple[Postings, ...]:
    """Read one of an analysis's bands: the postings of each of ``FIELDS``, terms sorted by code point.

    Raises ``ValueError`` for what is none.
    """
    with _sound():
        return _read_band(zlib.decompress(band))


def _read_band(data: bytes) -> tuple[Postings, ...]:
    place = 0

    def take(size: int) -> bytes:
        nonlocal place
        place += size
        return data[place - size : place]

    fields = []
    for _ in FIELDS:
        length, terms, postings = _SIZES.unpack(take(_SIZES.size))
        joined = take(length).decode()
        counts, row = array("H"), array("I")
        counts.frombytes(take(2 * terms))
        row.frombytes(take(4 * postings))
        words = joined.split("\n") if terms else []
        if (
            len(words) != len(counts)
            or len(counts) != terms
            or len(row) != postings
            or sum(counts) != postings
        ):
            raise ValueError("no part of an analysis: its terms and postings differ in number")
        fields.append(Postings(words, counts, row))
    return tuple(fields)
