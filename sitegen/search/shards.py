"""Writing a slice of a segment: its terms in order, cut into files of a few kilobytes.

The layout of a shard is in ``docs/search-format.md``.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from posixpath import commonprefix
from typing import TYPE_CHECKING, Any

import numpy as np

from sitegen.search.analysis import WORD_BANDS, WORD_STARTS, pair_starts
from sitegen.search.file import File
from sitegen.search.lists import gather, laid_out
from sitegen.search.packing import Words, ends_of, pack_streams, pack_text, pair_streams, varint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from sitegen.search.lists import Load
    from sitegen.search.plan import Part, Segment, Slice

    Array = NDArray[Any]

_WORD_BITS, _PAIR_BITS = 30, 14
_SLACK = 5
"""A shard may end up to a fifth before it is full, where that is told in fewer letters."""


def write(segment: Segment, piece: Slice, load: Load) -> Iterator[File]:
    """Yield the files of a slice of a segment, one by one.

    ``load(key, bands)`` gives those bands of the analysis stored under ``key``. Slices are independent: they
    may be written in any processes, and all together give the segment.
    """
    lists = gather(segment, load, piece.bands)
    starts: list[Any] = []
    band = piece.bands.start
    if len(lists.terms):
        streams = laid_out(lists, segment.documents)
        target = 8 * _target(segment.documents)
        if band in WORD_BANDS:
            cuts, starts, told = _cut_words(lists.terms, streams.costs, target, WORD_STARTS[band])
            words = "\n".join(_without_names(lists.terms)).encode()
            yield File(f"{piece.name}/words.bin", pack_text(words))
        else:
            first = int(pair_starts()[band - len(WORD_BANDS)])
            cuts, starts, told = _cut_pairs(lists.terms, streams.costs, target, first)
        data = [*(data for data, _ in told), *streams.data]
        ends = [each[cuts].tolist() for each in (*(ends_of(sizes) for _, sizes in told), *streams.ends)]
        for number in range(len(starts)):
            parts = (part[end[number] : end[number + 1]] for part, end in zip(data, ends, strict=True))
            yield File(f"{piece.name}/{number}.bin", pack_streams(parts))
    if piece is segment.slices[0]:
        yield File(f"{piece.name}/categories.bin", _categories(segment.parts))
    yield File(piece.name, json.dumps(starts).encode(), served=False)


def _target(documents: int) -> int:
    """How many bytes a shard should have: smaller where there is less to find."""
    for most, size in ((700, 3000), (15000, 4000)):
        if documents <= most:
            return size
    return 5000


Told = list[tuple[bytes, "Array"]]


def _cut_words(words: list[str], costs: Array, target: int, first: str) -> tuple[Array, list[str], Told]:
    """Where to cut words, the shortest strings that tell the shards apart, and the words' streams."""
    told = Words(words)
    cuts = _cuts(costs + _WORD_BITS, target, told.shared)
    told.shared[cuts[:-1]] = 0
    starts = [words[cut][: len(commonprefix([words[cut - 1], words[cut]])) + 1] for cut in cuts[1:-1]]
    return cuts, [first, *starts], [(data.tobytes(), sizes) for data, sizes in told.streams()]


def _cut_pairs(pairs: Array, costs: Array, target: int, first: int) -> tuple[Array, list[int], Told]:
    """The same for pairs: a start is a pair, its second unit 0 wherever it can be."""
    leads = np.diff(pairs >> 16, prepend=0) != 0
    cuts = _cuts(costs + _PAIR_BITS, target, ~leads)
    begins = np.zeros(len(pairs), bool)
    begins[cuts[:-1]] = True
    inner = cuts[1:-1]
    starts = np.where(leads[inner], pairs[inner] & 0xFFFF0000, pairs[inner]).tolist()
    return cuts, [first, *starts], [(data.tobytes(), sizes) for data, sizes in pair_streams(pairs, begins)]


def _cuts(costs: Array, target: int, dear: Array) -> Array:
    """Where shards begin, and the end: each as full as it may be, but ended where that is least ``dear``."""
    total = np.cumsum(costs)
    cuts, done = [0], 0
    while total[-1] - done > target:
        low, high = np.searchsorted(total, [done + target - target // _SLACK, done + target], "right")
        low = max(low, cuts[-1] + 1)
        high = max(high, low)
        if high >= len(costs):
            break
        cuts.append(int(high - np.argmin(dear[low : high + 1][::-1])))
        done = total[cuts[-1] - 1]
    return np.array([*cuts, len(costs)])


def _without_names(words: Sequence[str]) -> list[str]:
    """The words that can be the answer to a fuzzy word."""
    return [*words[: bisect_left(words, "=")], *words[bisect_left(words, ">") :]]


def _categories(parts: Iterable[Part]) -> bytes:
    """The runs of equal categories over the segment, the names first."""
    names: dict[str, int] = {}
    runs = bytearray()
    for part in parts:
        for category, count in part.categories:
            runs += varint(names.setdefault(category, len(names))) + varint(count)
    listed = json.dumps(list(names), ensure_ascii=False, separators=(",", ":")).encode()
    return pack_text(varint(len(listed)) + listed + bytes(runs))
