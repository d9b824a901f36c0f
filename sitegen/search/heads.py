"""An analysis's head: the little that every plan of the index needs of a digest, without its words."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from hashlib import blake2b
from sys import intern
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from sitegen.model import Document

    Array = NDArray[Any]

FIELDS = ("id", "title", "author", "category", "tldr", "summary", "abstract")
"""What can be searched, in the order of the format; at most eight."""

BOOSTS = (1, 2, 1, 1, 1, 0.25, 4)
"""How much each field counts. Abstracts and titles are the authors' words; summaries say the same again in
other words, some several times. So three words of one abstract find its paper before any that has one of
them in every field."""

_SIZE = struct.Struct("<II")
_PRINT = 8


def _lengths() -> tuple[int, ...]:
    powers = [1 << i for i in range(16)]
    return (0, *sorted({1, 2, *powers, *(3 * power for power in powers)}))[:32]


LENGTHS = _lengths()
"""The lengths a field can have: 0, 1, 2, 3, 4, 6, 8, 12, 16, 24, … A field's length is rounded up to one."""


@dataclass(frozen=True, slots=True)
class Head:
    """An analysis's head, read.

    For each document its key and category, and for each of its fields the length (as a place in ``LENGTHS``)
    and a number that is equal where the same paper says the same in that field. ``seals`` has a fingerprint
    of each of the analysis's bands.
    """

    keys: list[str]
    categories: list[str]
    levels: Array
    prints: Array
    seals: tuple[str, ...]
    pages: int


def pack(documents: Sequence[Document], levels: Array, bands: Iterable[bytes], pages: int) -> bytes:
    """Pack the head of a digest's analysis. ``levels`` has a row a document and a column a field."""
    seals = [blake2b(band, digest_size=_PRINT).hexdigest() for band in bands]
    rows = [[d.key for d in documents], [d.category for d in documents], seals, pages]
    listed = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    prints = b"".join(map(_prints, documents))
    return b"".join([_SIZE.pack(len(listed), len(documents)), listed, levels.tobytes(), prints])


def _prints(document: Document) -> bytes:
    texts = (
        "",
        document.title,
        "\n".join(document.authors),
        document.category,
        document.tldr,
        document.summary,
        document.abstract,
    )
    key = document.key.encode("utf-8", "replace") + b"\0"
    return b"".join(
        blake2b(b"%d%s%s" % (field, key, text.encode("utf-8", "replace")), digest_size=_PRINT).digest()
        for field, text in enumerate(texts)
    )


def read(head: bytes) -> Head:
    """Read an analysis's head. Raises ``ValueError`` for what is none."""
    try:
        length, documents = _SIZE.unpack_from(head)
        start = _SIZE.size + length
        keys, categories, seals, pages = json.loads(head[_SIZE.size : start])
        categories = [intern(category) for category in categories]
        size, shape = documents * len(FIELDS), (documents, len(FIELDS))
        levels = np.frombuffer(head, np.uint8, size, start).reshape(shape)
        prints = np.frombuffer(head, "<u8", size, start + size).reshape(shape)
        if not len(keys) == len(categories) == documents or (size and levels.max() >= len(LENGTHS)):
            raise ValueError("no head of an analysis: its documents differ in number")
    except (struct.error, TypeError, RecursionError) as error:
        raise ValueError(f"no head of an analysis: {error!r}") from error
    return Head(keys, categories, levels, prints, tuple(seals), pages)
