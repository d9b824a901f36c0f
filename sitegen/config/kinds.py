"""The kinds of value a key of ``sitegen.toml`` may hold: what is expected, in words, and how it is read.

A reader takes what TOML gave and returns what ``Config`` holds; it raises ``ValueError`` with a remark
(which may be empty) when the value is not of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

MOST_FEED_ENTRIES = 1000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: ``expected`` completes "expected …", ``read`` converts or raises ``ValueError``."""

    expected: str
    read: Callable[[object], Any]


def nearest(word: str, valid: list[str]) -> str:
    """The valid word most like ``word``, or nothing when none is alike."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    folded = {name.casefold(): name for name in reversed(valid)}
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def describe(value: object) -> str:
    """What was found, in words: ``the text "many"``, ``the number 3``, ``a table``."""
    match value:
        case bool():
            return f"the truth value {str(value).lower()}"
        case int() | float():
            return f"the number {value}"
        case str():
            return f'the text "{value}"'
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return f"the date or time {value}"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _line(value: object) -> str:
    text = _text(value)
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise ValueError("it holds a line break or control character")
    return text.strip()


def _title(value: object) -> str:
    text = _line(value)
    if not text:
        raise ValueError("it is empty")
    return text


# RFC 5646, section 2.1, as far as languages, scripts, regions and variants go.
_LANGUAGE = re.compile(
    r"([a-z]{2,3})(-[a-z]{4})?(-(?:[a-z]{2}|[0-9]{3}))?((?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)


def _language(value: object) -> str:
    text = _text(value)
    match = _LANGUAGE.fullmatch(text.lower())
    if not match:
        likely = _LANGUAGE.fullmatch(text.lower().replace("_", "-"))
        raise ValueError(f'write "{_language(text.replace("_", "-"))}"' if likely else "")
    language, script, region, variants = (part or "" for part in match.groups())
    return language + script.title() + region.upper() + variants


def _timezone(value: object) -> str:
    text = _text(value)
    if text == "UTC":
        return text
    import zoneinfo  # noqa: PLC0415 - most sites say UTC, or nothing

    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        likely = nearest(text, sorted(zoneinfo.available_timezones()))
        raise ValueError(f'did you mean "{likely}"?' if likely else "") from None
    return text


_URL_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/\[\]@!$&'()*+,;=%]*")


def _base_url(value: object) -> str:
    text = _text(value)
    if not text:
        return text
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 (reading it is what checks it)
    except ValueError as error:
        raise ValueError(str(error)) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it must begin with https:// or http:// and a host")
    if "?" in text or "#" in text or "@" in parts.netloc:
        raise ValueError("it may not hold a user name, a query or a fragment")
    if not _URL_CHARACTERS.fullmatch(text):
        raise ValueError("it holds characters that must be percent-encoded")
    segments = parts.path.removesuffix("/").split("/")[1:]
    if any(segment in {"", ".", ".."} for segment in segments):
        raise ValueError("its path holds an empty, . or .. part")
    return f"{parts.scheme}://{parts.netloc.lower()}/" + "".join(f"{segment}/" for segment in segments)


def _folder(value: object) -> str:
    text = _line(value)
    if not text:
        raise ValueError("it is empty")
    return text


def _unique_texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError
    items = tuple(item.strip() for item in value)
    if "" in items:
        raise ValueError("one of them is empty")
    twice = sorted({item for item in items if items.count(item) > 1})
    if twice:
        raise ValueError(f'"{twice[0]}" stands twice')
    return items


# Codes of diagnostics and names of fields.
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _codes(value: object) -> tuple[str, ...]:
    for code in (codes := _unique_texts(value)):
        if not _SLUG.fullmatch(code):
            raise ValueError(f'"{code}" is no code')
    return codes


def _field_name(value: object) -> str:
    text = _text(value)
    if not _SLUG.fullmatch(text):
        raise ValueError
    return text


def whole(lowest: int, highest: int) -> Kind:
    """A whole number within bounds, both included."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise ValueError
        return value

    return Kind(f"a whole number from {lowest} to {highest}", read)


def choice(*words: str) -> Kind:
    """One of a few words."""

    def read(value: object) -> str:
        if value not in words:
            likely = nearest(value, list(words)) if isinstance(value, str) else ""
            raise ValueError(f'did you mean "{likely}"?' if likely else "")
        return str(value)

    return Kind("one of " + ", ".join(f'"{word}"' for word in words), read)


TITLE = Kind("a text of one line that is not empty", _title)
LINE = Kind("a text of one line", _line)
LANGUAGE = Kind('a BCP 47 language tag such as "en" or "zh-CN"', _language)
TIMEZONE = Kind('a name of the IANA time zone database such as "Asia/Shanghai"', _timezone)
BASE_URL = Kind('an absolute address such as "https://example.org/digests/", or ""', _base_url)
FOLDER = Kind("the path of a folder", _folder)
NAMES = Kind("a list of texts, each once", _unique_texts)
CODES = Kind('a list of diagnostic codes such as "total-differs", each once', _codes)
FIELD_NAME = Kind('a field name of lower-case letters, digits and hyphens such as "motivation"', _field_name)
