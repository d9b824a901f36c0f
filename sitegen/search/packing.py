"""The bytes of the format: numbers, and streams packed with raw deflate.

Files are packed by us, because static hosts compress text by themselves but leave what they do not know as
it is: so every file is small on every host. Numbers are coded by deflate's Huffman codes alone, one block
for each kind of number; looking for repetitions in them finds only accidents.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

FORMAT = "1"
"""The format's version: part of every fingerprint and of the directory."""

MOST_SHARED = 15
"""The most bytes that a word is told to share with the one before it."""

_RAW, _MEMORY = -15, 9
_WORTH_A_BLOCK = 40
"""Bytes below which a stream shares its block with the next: a block's own codes cost about as much."""


def varint(number: int) -> bytes:
    """A number from 0 in groups of seven bits, lowest first; all bytes but the last have their top bit."""
    groups = bytearray()
    while number > 0x7F:
        groups.append(number & 0x7F | 0x80)
        number >>= 7
    groups.append(number)
    return bytes(groups)


def ends_of(sizes: Array) -> Array:
    """Where things of such sizes end, one after another, after a 0."""
    ends = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=ends[1:])
    return ends


def starts_of_runs(values: Array) -> Array:
    """Where each run of equal values starts."""
    differs = np.ones(len(values), bool)
    differs[1:] = values[1:] != values[:-1]
    return np.flatnonzero(differs)


def varints(numbers: Array) -> tuple[Array, Array]:
    """Many numbers, each less than 2**28, as ``varint`` has them, and how many bytes each takes."""
    sizes = 1 + (numbers > 0x7F) + (numbers > 0x3FFF) + (numbers > 0x1FFFFF)
    starts = np.cumsum(sizes) - sizes
    data = np.zeros(int(sizes.sum()), np.uint8)
    for group in range(4):
        longer = np.flatnonzero(sizes > group)
        more = np.where(sizes[longer] > group + 1, 0x80, 0)
        data[starts[longer] + group] = numbers[longer] >> 7 * group & 0x7F | more
    return data, sizes


def summed(numbers: Array) -> tuple[Array, Array]:
    """Many numbers, each as many 255 as go into it and the rest, and how many bytes each takes."""
    sizes = numbers // 255 + 1
    data = np.full(int(sizes.sum()), 255, np.uint8)
    data[np.cumsum(sizes) - 1] = numbers % 255
    return data, sizes


def pack_text(data: bytes, primer: bytes = b"") -> bytes:
    """``data`` in raw deflate, for text, after a ``primer`` that the reader has too."""
    packer = zlib.compressobj(6, zlib.DEFLATED, _RAW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, primer)
    return packer.compress(data) + packer.flush()


def pack_streams(streams: Iterable[bytes], strategy: int = zlib.Z_HUFFMAN_ONLY) -> bytes:
    """Streams of numbers in one raw deflate stream, each with Huffman codes of its own.

    Unpacked, it begins with the number of streams and the length of each (varints); then they follow.
    """
    streams = list(streams)
    lengths = b"".join([varint(len(streams)), *(varint(len(stream)) for stream in streams)])
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW, _MEMORY, strategy)
    parts = []
    held, size = [lengths], len(lengths)
    for stream in streams:
        held.append(stream)
        size += len(stream)
        if size >= _WORTH_A_BLOCK:
            parts += [packer.compress(b"".join(held)), packer.flush(zlib.Z_BLOCK)]
            held, size = [], 0
    parts += [packer.compress(b"".join(held)), packer.flush()]
    return b"".join(parts)


# ── terms ───────────────────────────────────────────────────────────────────────────────────────────


class Words:
    """Words in order as bytes of UTF-8, to be told each by what differs from the one before."""

    def __init__(self, words: Sequence[str]) -> None:
        encoded = "\n".join(words).encode().split(b"\n") if words else []
        table = np.array(encoded, "S")
        self._units = table.view(np.uint8).reshape(len(encoded), table.itemsize)
        self._lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
        self.shared = np.zeros(len(encoded), np.int64)
        """How many bytes each shares with the one before it; may be set to less."""
        if len(encoded) > 1:
            same = self._units[1:] == self._units[:-1]
            self.shared[1:] = np.minimum(same.argmin(axis=1), MOST_SHARED)

    def streams(self) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
        """Two streams, each with the bytes that each word takes of it.

        In the first, sixteen times the shared bytes plus the number of further ones; 15 stands for 15 and
        more, and a byte of how many more follows. In the second the further bytes.
        """
        further = self._lengths - self.shared
        sizes = 1 + (further >= 15)
        shapes = np.zeros(int(sizes.sum()), np.uint8)
        places = np.cumsum(sizes) - sizes
        shapes[places] = self.shared << 4 | np.minimum(further, 15)
        long = np.flatnonzero(further >= 15)
        shapes[places[long] + 1] = further[long] - 15
        column = np.arange(self._units.shape[1])
        told = (column >= self.shared[:, None]) & (column < self._lengths[:, None])
        return (shapes, sizes), (self._units[told], further)


def pair_streams(pairs: Array, begins: Array) -> tuple[tuple[Array, Array], ...]:
    """Pairs in order in three streams, each with the bytes that each pair takes of it.

    For each first unit the step from the one before and the number of pairs that begin with it (varints);
    then of each pair's second unit the step from that of the pair before with the same first, its upper and
    its lower byte in a stream each. Where ``begins`` is true, nothing stands before.
    """
    first, second = (pairs >> 16).astype(np.int64), (pairs & 0xFFFF).astype(np.int64)
    leads = begins.copy()
    leads[1:] |= first[1:] != first[:-1]
    places = np.flatnonzero(leads)
    steps = first[places]
    steps[1:] -= np.where(begins[places[1:]], 0, first[places[:-1]])
    numbers, sizes = varints(np.column_stack([steps, np.diff(places, append=len(pairs))]).ravel())
    of_first = np.zeros(len(pairs), np.int64)
    of_first[places] = sizes.reshape(-1, 2).sum(axis=1)
    gaps = second.copy()
    gaps[1:] -= np.where(leads[1:], 0, second[:-1])
    one = np.ones(len(pairs), np.int64)
    return (numbers, of_first), ((gaps >> 8).astype(np.uint8), one), ((gaps & 0xFF).astype(np.uint8), one)


def start_streams(word_bands: Sequence[Sequence[str]], pair_bands: Sequence[Sequence[int]]) -> list[bytes]:
    """Where a segment's shards start, band by band, as four streams.

    How many shards each band has (varints); the starts of those of words, as in a shard; and the starts of
    those of pairs, each the step of its first unit and its second unit (varints).
    """
    words = Words([start for band in word_bands for start in band])
    pairs = [start for band in pair_bands for start in band]
    firsts = [pair >> 16 for pair in pairs]
    return [
        b"".join(varint(len(band)) for band in (*word_bands, *pair_bands)),
        *(data.tobytes() for data, _ in words.streams()),
        b"".join(
            varint(first - before) + varint(pair & 0xFFFF)
            for before, first, pair in zip([0, *firsts], firsts, pairs, strict=False)
        ),
    ]
