"""TeX's dashes and ties: ``1--10``, ``so --- it``, ``Fig.~1``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .walk import Walk

# In a text without TeX commands a tilde means “about” or “to” as often as a tie. A tie binds one of these, to
# its left, to what the pattern of the same name matches, to its right.
_LEFT = re.compile(
    r"(?P<number>[0-9])$|(?P<mark>[.,)])$|(?<![\w.-])(?:(?P<proper>[A-Z][A-Za-z-]{1,18})|(?P<word>[A-Za-z-]{2,19}))$"
)
_RIGHT = {
    "number": re.compile(r"[A-Za-z](?:[A-Za-z]|/)"),  # 52~MB, 3~m/s
    "mark": re.compile(r"\w"),  # et al.~2022
    "proper": re.compile(r"[0-9A-Z(]"),  # Layer~3, Stage~II
    "word": re.compile(r"[A-Z(]"),  # models~(LLMs)
}
_NEAR = 20
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]")


def dash(walk: Walk, token: str, at: int, _end: int) -> int:
    """Handle a run of hyphens: an en or em dash between words, as written in ``--option`` and ``<!--``."""
    text, after = walk.text, at + len(token)
    before, behind = text[at - 1 : at] if at else "", text[after : after + 1]
    if len(token) > 3 or not before or not behind or before in "<!" or behind == ">":
        return 0
    left = before.isalnum() or before in ")]}%.,;:?!\"'”$*"
    right = behind.isalnum() or behind in "([{\"'“`\\$*"
    spaced = before.isspace() and behind.isspace() and (before, behind) != ("\n", "\n")
    if not (spaced or (left and (right or behind.isspace())) or (len(token) == 3 and (left or right))):
        return 0
    walk.say("–" if len(token) == 2 else "—")
    return after


def tie(walk: Walk, _token: str, at: int, _end: int) -> int:
    """Handle a tilde: a no-break space between two words of a TeX text, as written in ``~80%``, ``10~20``."""
    text = walk.text
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not before or not behind or not before.isascii() or not behind.isascii():
        return 0
    if not (before.isalnum() or before in ".,)$}%") or not (behind.isalnum() or behind in "\\$({["):
        return 0
    if before.isdigit() and behind.isdigit():
        return 0
    if not walk.is_tex and not _is_tied(text, at):
        return 0
    walk.say("\u00a0")
    return at + 1


def _is_tied(text: str, at: int) -> bool:
    """Tell whether words tie around a tilde in a text without other signs of TeX."""
    left, right = text[max(0, at - _NEAR) : at], text[at + 1 : at + _NEAR]
    found = _LEFT.search(left)
    return (
        found is not None
        and _RIGHT[found.lastgroup or ""].match(right) is not None
        and _EASTERN.search(left + right) is None  # where a tilde is a dash between numbers
    )
