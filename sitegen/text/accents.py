r"""TeX's ways to write characters of names: accents (``\"o``, ``\c{c}``) and letters (``\ss``)."""

from __future__ import annotations

import re
import unicodedata

_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip

LETTERS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "ss": "ß", "SS": "ẞ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "NG": "Ŋ", "i": "ı", "j": "ȷ",
}  # fmt: skip

_MARK = r"""[`'^~=."]"""
_LETTER_MARK = "[uvHcdbkrt]"
_BASE = r"(?:[A-Za-z]|\\[ij](?![A-Za-z]))"
ACCENT = re.compile(
    rf"\\(?:({_MARK})(?:\{{\s*({_BASE})\s*\}}|({_BASE}))"  # \'e  \'{e}  \'\i
    rf"|({_LETTER_MARK})(?:\s*\{{\s*({_BASE}{{1,2}})\s*\}}|\s+({_BASE})(?![^\W\d_])))"  # \c{c}  \c c
)
"""An accent over a letter. Groups: mark, braced letter, bare letter; letter mark, braced, bare."""

_LETTER = re.compile(
    r"\\(" + "|".join(sorted(LETTERS, key=len, reverse=True)) + r")(?![A-Za-z])(?:\{\}|\s+)?"
)
GROUP = re.compile(r"\{(\\[^{}]+?|\\[^{}]*\{[^{}]*\})\}")


def accented(match: re.Match[str]) -> str:
    """Return the character that an ``ACCENT`` match writes, or '' if there is none."""
    mark = match[1] or match[4]
    base = match[2] or match[3] or match[5] or match[6]
    base = {"\\i": "i", "\\j": "j"}.get(base, base)
    if mark == "t":
        return base[0] + "\u0361" + base[1:] if len(base) == 2 else ""
    if len(base) != 1:
        return ""
    char = unicodedata.normalize("NFC", base + _COMBINING[mark])
    return char if len(char) == 1 else ""


def written(text: str) -> str:
    """Return the text with accents and letters as characters; what is not one stays as it is."""
    text = ACCENT.sub(lambda m: accented(m) or m[0], text)
    return _LETTER.sub(lambda m: LETTERS[m[1]], text)


def _ungrouped(match: re.Match[str]) -> str:
    """Return a braced group without its braces if it holds one accented letter alone."""
    inner = written(match[1])
    return inner if len(inner) == 1 else match[0]


def accents(text: str) -> str:
    """Return the text of an author's name with TeX's accents as characters, everything else as it is."""
    if "\\" not in text:
        return text
    return written(GROUP.sub(_ungrouped, text))
