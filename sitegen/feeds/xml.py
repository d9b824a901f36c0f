"""XML of any text: what XML 1.0 has no place for (https://www.w3.org/TR/xml/#charsets) becomes U+FFFD."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(words: str) -> str:
    """Escape text for an element."""
    return escape(_ILLEGAL.sub("\ufffd", words), quote=False)


def attribute(words: str) -> str:
    """Escape text for a quoted attribute."""
    return escape(_ILLEGAL.sub("\ufffd", words))


def element(name: str, words: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """Write an element that holds text, or nothing. Attributes without a value are left out."""
    given = "".join(f' {key}="{attribute(value)}"' for key, value in (attributes or {}).items() if value)
    return f"<{name}{given}>{text(words)}</{name}>\n" if words else f"<{name}{given}/>\n"
