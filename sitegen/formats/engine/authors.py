"""The lines between a paper's heading and its first label: the title's translation, the authors, and more."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TRANSLATION_LINES = 6
_AUTHOR_LINES = 40
_QUOTED = re.compile(r"""(['"])((?:(?!\1)[^\\]|\\.)*)\1(?:, *|$)""", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\'\"])")
_SEPARATOR = re.compile(r"\* {0,4}(?=\| {0,4}\S)")


@dataclass(slots=True)
class Head:
    """What stands under a heading. ``authors`` is as written, None without such a line; ``end`` comes next.

    ``more`` is what follows the authors on their line (``| **Category: cs.CR**``), ``at`` their line.
    """

    translation: str = ""
    translation_at: int = -1
    authors: str | None = None
    at: int = -1
    more: str = ""
    end: int = 0
    strays: list[int] = field(default_factory=list)


def read_head(lines: list[str], start: int, stop: int) -> Head:
    """Read the lines from ``start`` up to ``stop``, which is where the first label or the details stand."""
    head = Head(end=start)
    at = start
    while at < stop:
        line = lines[at].strip(" ")
        if not line or line.isspace():
            at += 1
        elif head.authors is None and head.translation_at < 0 and line.startswith(("> *", ">*")):
            at = _translation(head, lines, at, stop)
        elif head.authors is None and line.startswith("*"):
            at = _authors(head, lines, at, stop)
        else:
            head.strays.append(at)
            at += 1
    head.end = at
    return head


def _starred(lines: list[str], at: int, stop: int, most: int) -> tuple[str, int]:
    """Join lines up to the first that ends with a star or holds one before a bar; empty when none does."""
    for after in range(at + 1, min(at + 1 + most, stop + 1)):
        last = lines[after - 1].rstrip(" ")
        if not last or last.isspace():
            break
        if (last.endswith("*") and (after > at + 1 or len(last.lstrip("> ")) > 1)) or _SEPARATOR.search(last):
            return " ".join(line.strip(" ") for line in lines[at:after]), after
    return "", at + 1


def _translation(head: Head, lines: list[str], at: int, stop: int) -> int:
    text, after = _starred(lines, at, stop, _TRANSLATION_LINES)
    if not text.endswith("*"):
        head.strays.append(at)
        return at + 1
    head.translation, head.translation_at = text[1:].strip(" ")[1:-1].strip(" "), at
    return after


def _authors(head: Head, lines: list[str], at: int, stop: int) -> int:
    # A line that never ends in a star is not looked at again for each line after it.
    most = 1 if head.strays or lines[at].startswith("* ") else _AUTHOR_LINES
    text, after = _starred(lines, at, stop, most)
    if not text:
        head.strays.append(at)
        return at + 1
    head.at = at
    if found := _SEPARATOR.search(text):
        head.authors, head.more = text[1 : found.start()], text[found.end() :]
    else:
        head.authors = text[1:-1]
    return after


def names(authors: str) -> tuple[str, ...]:
    """Part a line of authors into names. Empty names stay, so that joined by commas nothing is lost.

    ``['A', "B O'C"]``, a list that a template printed raw, is read as the list it is.
    """
    text = authors.strip(" ")
    if not text:
        return ()
    if text.startswith("[") and text.endswith("]") and (listed := _listed(text[1:-1])):
        return listed
    return tuple(name.strip(" ") for name in text.split(","))


def _listed(text: str) -> tuple[str, ...]:
    """Read quoted names with commas between; give nothing if it is anything else."""
    found = []
    at = 0
    while at < len(text):
        quoted = _QUOTED.match(text, at)
        if not quoted:
            return ()
        found.append(_ESCAPED.sub(r"\1", quoted[2]))
        at = quoted.end()
    return tuple(found)
