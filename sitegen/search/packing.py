"""The bytes of the format: numbers, and streams packed with raw deflate.

Files are packed by us, because static hosts compress text by themselves but leave what they do not know as
it is: so every file is small on every host. Numbers are coded by deflate's Huffman codes alone, one block
for each kind of number; looking for repetitions in them finds only accidents.
"""

from __future__ import annotations

import zlib
from posixpath import commonprefix
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMAT = "1"
"""The format's version: part of every fingerprint and of the directory."""

_RAW, _MEMORY = -15, 9


def varint(number: int) -> bytes:
    """A number from 0 in groups of seven bits, lowest first; all bytes but the last have their top bit."""
    groups = bytearray()
    while number > 0x7F:
        groups.append(number & 0x7F | 0x80)
        number >>= 7
    groups.append(number)
    return bytes(groups)


def pack_text(data: bytes, primer: bytes = b"") -> bytes:
    """``data`` in raw deflate, for text, as small as zlib can, after a ``primer`` that the reader has too."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, primer)
    return packer.compress(data) + packer.flush()


def pack_streams(streams: Iterable[bytes], strategy: int = zlib.Z_HUFFMAN_ONLY) -> bytes:
    """Streams of numbers in one raw deflate stream, each with Huffman codes of its own.

    Unpacked, it begins with the number of streams and the length of each (varints); then they follow.
    """
    streams = list(streams)
    lengths = b"".join([varint(len(streams)), *(varint(len(stream)) for stream in streams)])
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW, _MEMORY, strategy)
    parts = []
    held = [lengths]
    for stream in streams:
        held.append(stream)
        if sum(map(len, held)) >= _WORTH_A_BLOCK:
            parts += [packer.compress(b"".join(held)), packer.flush(zlib.Z_BLOCK)]
            held = []
    parts += [packer.compress(b"".join(held)), packer.flush()]
    return b"".join(parts)


_WORTH_A_BLOCK = 40
"""Bytes below which a stream shares its block with the next: a block's own codes cost about as much."""


def entry_streams(bands: Sequence[Sequence[tuple[str, int]]]) -> list[bytes]:
    """A segment's entries, for each band its prefixes in order and how many shards each has, as streams.

    How many entries each band has (varints), a byte of shards for each entry, and the prefixes
    (``word_streams``).
    """
    entries = [entry for band in bands for entry in band]
    return [
        b"".join(varint(len(band)) for band in bands),
        bytes(shards for _, shards in entries),
        *word_streams([prefix for prefix, _ in entries]),
    ]


def word_streams(words: Iterable[str]) -> tuple[bytes, bytes]:
    """Sorted words in two streams, each word as what differs from the one before.

    The first stream has a byte for each word: sixteen times the characters it shares with the one before (at
    most 15) plus the number of further ones; 15 stands for 15 and more, and a byte of how many more follows.
    The second has the further characters' code points: the first as the step from the character in its place
    before (a zigzag varint), the others as they are (varints).
    """
    shapes, letters = bytearray(), bytearray()
    before = ""
    for word in words:
        shared = min(len(commonprefix([before, word])), 15)
        further = len(word) - shared
        shapes.append(shared << 4 | min(further, 15))
        if further >= 15:
            shapes.append(further - 15)
        if further:
            step = ord(word[shared]) - (ord(before[shared]) if shared < len(before) else 0)
            letters += varint(2 * step if step >= 0 else -2 * step - 1)
            for letter in word[shared + 1 :]:
                letters += varint(ord(letter))
        before = word
    return bytes(shapes), bytes(letters)
