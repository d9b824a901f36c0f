r"""What a backslash begins in running text: ``\%``, ``\'e``, ``\(``, ``\\``; names are for ``commands``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import commands, formulas
from .accents import ACCENT, GROUP, accented, written
from .symbols import SYMBOLS

if TYPE_CHECKING:
    from .walk import Walk

_LITERAL = {
    "%": "%", "&": "&", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}",
    " ": " ", "\n": "\n", ",": "\u202f", ";": " ", "-": "", "/": "", "@": "",
}  # fmt: skip
_APOSTROPHE = re.compile(r"[A-Za-z]\\'(?:[stmd]|ll|re|ve)(?![A-Za-z])")  # it\'s
_PATH = re.compile(r"(?<![A-Za-z0-9])[A-Z]:\\[^\s${}]*")  # C:\new\to
_SPLIT_GREEK = re.compile(r"\\([A-Za-z])\{([a-z]{2,6})\}")


def backslash(walk: Walk, token: str, at: int, end: int) -> int:
    """Handle a backslash and what follows it."""
    name, after = token[1:], at + len(token)
    if name in {"(", "["}:
        return formulas.delimited(walk, token, at, end)
    if path := _PATH.match(walk.text, max(0, at - 2), end):
        walk.say(walk.text[at : path.end()])
        return path.end()
    if (literal := _LITERAL.get(name)) is not None:
        walk.say(literal)
        return after
    if name and not name.isalpha() and (done := _sign(walk, name, at, after, end)):
        return done
    if done := _letter(walk, name, at, end):
        return done
    return commands.command(walk, name, at, end) if name.isalpha() and name.isascii() else 0


def _sign(walk: Walk, name: str, at: int, after: int, end: int) -> int:
    r"""Handle signs after a backslash that are no accents: ``\\``, ``\*``, ``\^{}``, ``\"so\"``."""
    text = walk.text
    if name == "\\":
        return _new_line(walk, at, after)
    if name == "*":  # Markdown's escape; an atom, so that it is no emphasis after all
        walk.atom("*")
        return after
    if name in "^~" and text.startswith("{}", after):
        walk.say(name)
        return after + 2
    if (name == '"' and walk.escapes_quotes) or (
        name == "'" and _APOSTROPHE.match(text, max(0, at - 1), end)
    ):
        walk.say(name)
        return after
    return 0


def _new_line(walk: Walk, at: int, after: int) -> int:
    r"""Handle TeX's ``\\`` where it ends a line, as written elsewhere (``\\server``)."""
    text = walk.text
    if not walk.is_tex or not text[after : after + 1].isspace() or not (at and text[at - 1] in " .\n}"):
        return 0
    if walk.blocks:
        walk.atom("<br>")
    return after


def _letter(walk: Walk, name: str, at: int, end: int) -> int:
    r"""Handle an accent, and ``\r{ho}``: a ``\rho`` whose first letter was once taken for an accent."""
    text = walk.text
    if (match := ACCENT.match(text, at, end)) and (letter := accented(match)):
        walk.say(letter)
        return match.end()
    match = _SPLIT_GREEK.match(text, at, end) if len(name) == 1 else None
    if match and (greek := SYMBOLS.get(match[1] + match[2])):
        walk.say(greek)
        return match.end()
    return 0


def group(walk: Walk, _token: str, at: int, end: int) -> int:
    r"""Handle ``{\"o}`` and ``{\em words}``."""
    if (match := GROUP.match(walk.text, at, end)) and len(letter := written(match[1])) == 1:
        walk.say(letter)
        return match.end()
    return commands.switch(walk, at, end)
