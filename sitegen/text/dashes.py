"""TeX's dashes and ties: ``1--10``, ``so --- it``, ``Fig.~1``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .walk import Walk

_TIED_WORD = re.compile(
    r"(?:Sec(?:tion|t)?|Fig(?:ure)?|Tab(?:le)?|Eq(?:uation)?|Ref|Theorem|Lemma|al|vs|cf)\.?$"
)


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
    if not (walk.is_tex or before in ".," or _TIED_WORD.search(text, max(0, at - 12), at)):
        return 0
    walk.say("\u00a0")
    return at + 1
