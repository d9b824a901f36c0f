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
    """A segment's entries, for each band its prefixes in order and how many shards each has, as four streams.

    How many entries each band has (varints); a byte of shards for each entry; a byte for each prefix, sixteen
    times the characters it shares with the one before, plus its further ones; and the code points of those,
    the first as a step from the character in its place before (zigzag varint), others as they are (varints).
    """
    sizes, shards, shapes, letters = bytearray(), bytearray(), bytearray(), bytearray()
    before = ""
    for entries in bands:
        sizes += varint(len(entries))
        for prefix, count in entries:
            shards.append(count)
            shared = len(commonprefix([before, prefix]))
            shapes.append(shared << 4 | len(prefix) - shared)
            for place, character in enumerate(prefix[shared:]):
                base = ord(before[shared]) if place == 0 and shared < len(before) else 0
                step = ord(character) - base
                letters += varint(2 * step if step >= 0 else -2 * step - 1) if place == 0 else varint(step)
            before = prefix
    return [bytes(sizes), bytes(shards), bytes(shapes), bytes(letters)]
