"""The posting lists of one slice of a segment, gathered from its digests and laid out as streams of bytes.

Everything is done for all lists at once, by operations on arrays: there are ten million postings in an
archive of half a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sitegen.search.analysis import WORD_BANDS, read_bands
from sitegen.search.packing import ends_of, starts_of_runs, summed, varints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from sitegen.search.plan import Segment

    Array = NDArray[Any]
    Load = Callable[[str, range], Sequence[bytes]]

DENSE = 64
"""A list that has a posting in fewer than this many documents writes its gaps in one byte, others in two."""

STREAM_OF_FIELD = (3, 3, 3, 3, 0, 1, 2)
"""Which stream of attributes holds each field's: the long fields have one each."""

_OFTEN = 8
_DOCUMENT, _TERM = 16, 40  # where a posting's document and term begin, within 64 bits
_DOCUMENTS = (1 << _TERM - _DOCUMENT) - 1


@dataclass(frozen=True, slots=True)
class Lists:
    """The terms of a slice, in order, and all their postings: term, document, field, frequency and length."""

    terms: Any
    postings: Array


@dataclass(frozen=True, slots=True)
class Streams:
    """All lists as streams. ``ends[i]`` is where a stream's part of term ``i`` begins."""

    data: list[bytes]
    ends: list[Array]
    costs: Array
    """For each term about how many bits its postings will take."""


def gather(segment: Segment, load: Load, bands: range) -> Lists:
    """Join the lists of a slice over a segment's digests; documents are numbered over the segment."""
    words = bands.start in WORD_BANDS
    parts = [read_bands(load(part.key, bands), words=words) for part in segment.parts]
    terms, places = (_merged_words if words else _merged_pairs)([part.terms for part in parts])
    first = 0
    rows = []
    for part, told, place in zip(segment.parts, parts, places, strict=True):
        row, term = told.row, np.repeat(place, told.counts)
        carried = np.frombuffer(part.carried, np.uint8)
        if len(carried) and carried.min() != carried.max():
            kept = np.flatnonzero(carried[row >> 16] >> (row >> 13 & 7) & 1)
            row, term = row[kept], term[kept]
        elif len(carried):
            kept = np.flatnonzero(int(carried[0]) >> (row >> 13 & 7) & 1)
            row, term = row[kept], term[kept]
        rows.append(term << _TERM | row + np.uint64(first << _DOCUMENT))
        first += len(carried)
    # Each digest's postings are in order already, and a stable sort merges runs.
    postings = np.sort(np.concatenate(rows), kind="stable") if rows else np.zeros(0, np.uint64)
    held = np.bincount((postings >> _TERM).astype(np.int64), minlength=len(terms)) > 0
    if held.all():
        return Lists(terms, postings)
    rank = (np.cumsum(held) - 1).astype(np.uint64)
    postings = rank[postings >> _TERM] << _TERM | postings & np.uint64((1 << _TERM) - 1)
    kept = np.flatnonzero(held)
    return Lists([terms[place] for place in kept] if words else terms[kept], postings)


def _merged_words(lists: Sequence[list[str]]) -> tuple[list[str], list[Array]]:
    terms = sorted(set().union(*lists))
    place_of = dict(zip(terms, range(len(terms)), strict=True))
    return terms, [np.fromiter(map(place_of.__getitem__, words), np.uint64, len(words)) for words in lists]


def _merged_pairs(lists: Sequence[Array]) -> tuple[Array, list[Array]]:
    joined = np.concatenate([np.zeros(0, np.uint32), *lists])
    order = np.argsort(joined, kind="stable")  # merges: each list is in order
    ordered = joined[order]
    starts = starts_of_runs(ordered)
    ranks = np.zeros(len(joined), np.uint64)
    ranks[order] = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(joined)))
    return ordered[starts], np.split(ranks, ends_of(np.array([*map(len, lists)], np.int64))[1:-1])


def laid_out(lists: Lists, documents: int) -> Streams:
    """Lay the lists of a segment with so many documents out, as ``docs/search-format.md`` says."""
    postings = lists.postings
    of_document = starts_of_runs(postings >> _DOCUMENT)
    # Where each document's postings begin, of every list.
    heads = postings[of_document]
    document = (heads >> _DOCUMENT & _DOCUMENTS).astype(np.int64)
    counts = np.bincount((heads >> _TERM).astype(np.int64), minlength=len(lists.terms))
    ends = ends_of(counts)
    starts = ends[:-1]
    posting_ends = np.append(of_document, len(postings))[ends]

    field = (postings >> 13 & 7).astype(np.uint8)
    holding = np.bitwise_or.reduceat(np.left_shift(1, field, dtype=np.uint8), of_document)
    fields = np.bitwise_or.reduceat(holding, starts)
    several = np.repeat(fields & (fields - 1) != 0, counts)
    gaps = np.diff(document, prepend=0)
    gaps[starts] = document[starts] + 1
    dense = np.repeat(counts * DENSE > documents, counts)
    wide = gaps[~dense]

    def per_document(data: Array, taken: Array, sizes: Array | None = None) -> tuple[bytes, Array]:
        taken = taken.astype(np.int64)
        if sizes is not None:
            taken[taken > 0] = sizes
        return data.tobytes(), ends_of(taken)[ends]

    frequency = (postings >> 5 & 0xFF).astype(np.uint8)
    often = frequency >= _OFTEN
    attributes = (np.where(often, 0, frequency) << 5 | postings & 31).astype(np.uint8)
    stream = np.array(STREAM_OF_FIELD, np.uint8)[field]

    def per_posting(data: Array, taken: Array) -> tuple[bytes, Array]:
        return data[taken].tobytes(), ends_of(taken)[posting_ends]

    count_data, count_sizes = varints(counts)
    dense_data, dense_sizes = summed(gaps[dense])
    high_data, high_sizes = summed(wide >> 8)
    made = [
        (count_data.tobytes(), ends_of(count_sizes)),
        (fields.tobytes(), np.arange(len(fields) + 1)),
        per_document(dense_data, dense, dense_sizes),
        per_document(high_data, ~dense, high_sizes),
        per_document((wide & 0xFF).astype(np.uint8), ~dense),
        per_document(holding[several], several),
        *(per_posting(attributes, stream == number) for number in range(4)),
        per_posting(frequency, often),
    ]
    # The information in the gaps, to the next bit, and about three bits for each posting's attributes.
    _, spread = np.frexp((documents // counts).astype(float))
    costs = counts * (spread + 1) + 3 * np.diff(posting_ends) + 8
    return Streams([data for data, _ in made], [ends for _, ends in made], costs)
