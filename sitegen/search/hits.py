"""Hit records: what a results page shows of a document, a few to a file, written once and for ever.

A record is a line of fields parted by tabs: the key, the title, the category, the number of authors, the
TL;DR (the beginning of the abstract where there is none), and the first authors.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from sitegen.search.file import File
from sitegen.search.packing import pack_text
from sitegen.search.primer import PRIMER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model import Document
    from sitegen.search.plan import Leaf

PAGE = 4
"""Documents a file. Hits lie far apart, so what else a file holds is read for nothing."""

ENCODING = "gb18030"
"""All of Unicode, with Chinese in two bytes where UTF-8 takes three: a tenth less after packing."""

AUTHORS = 3
WIDTH = 480
"""How much of the text a record keeps, in bytes of ``ENCODING``, as it happens about columns: nearly every
TL;DR whole, so that the page can show what of it was searched for."""


def pages(documents: Sequence[Document]) -> tuple[bytes, ...]:
    """A digest's hit records, as the bytes of files: document ``n`` is in file ``n // PAGE``."""
    primer = PRIMER.encode(ENCODING)
    return tuple(
        pack_text(
            "\n".join(map(_record, documents[start : start + PAGE])).encode(ENCODING, "replace"), primer
        )
        for start in range(0, len(documents), PAGE)
    )


def leaf_files(leaf: Leaf, pages: Sequence[bytes]) -> tuple[File, ...]:
    """The files of one digest's hit records, from its analysis's ``pages``."""
    return tuple(File(hits_name(leaf, number), page) for number, page in enumerate(pages))


def hits_name(leaf: Leaf, number: int) -> str:
    """The name of one file of a digest's hit records, below the site's ``search/``."""
    return f"hits/{leaf.folder}/{number}.bin"


def _record(document: Document) -> str:
    text = _line(document.tldr) or _line(document.abstract[: 2 * WIDTH])
    return "\t".join(
        [
            document.key,
            _line(document.title),
            _line(document.category),
            str(len(document.authors)),
            _shortened(text),
            *map(_line, document.authors[:AUTHORS]),
        ]
    )


def _shortened(text: str) -> str:
    """The beginning of ``text``, an ellipsis for what is left out."""
    encoded = text[: WIDTH + 1].encode(ENCODING, "replace")
    if len(encoded) <= WIDTH:
        return text
    # An incremental decoder keeps half a character to itself.
    return getincrementaldecoder(ENCODING)().decode(encoded[:WIDTH]) + "…"


def _line(text: str) -> str:
    return " ".join(text.split())
