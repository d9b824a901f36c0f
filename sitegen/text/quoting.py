"""Backticks and quotation marks: code, fenced code, and TeX's ``quotes''."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .walk import escape

if TYPE_CHECKING:
    from .walk import Walk

_FENCE = re.compile(r"```([\w+#.-]*)[^\S\n]*(?=\n)")
_FENCE_END = re.compile(r"\n[^\S\n]*```[^\S\n]*(?=\n|\Z)")
_CODE = re.compile(r"`([^`]*+)`(?![A-Za-z0-9`])")
_CODE_TWO = re.compile(r"``([^`]*(?:`(?!`)[^`]*)*)``(?![A-Za-z0-9`])")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_DOUBLE_END = re.compile(r"(?<=[^\s(\[])(?:''|\")(?!\w)")
_MISUSED = re.compile(r"(?:[\s(\[]|(?<!.))''\w", re.DOTALL)
_SINGLE_END = re.compile(r"(?<=[^\s(\['])'(?![\w'])")


def backtick(walk: Walk, mark: str, at: int, end: int) -> int:
    """Handle a run of backticks."""
    if len(mark) == 3 and walk.blocks and walk.starts_line(at):
        return _fence(walk, at, end)
    if len(mark) > 2:
        return 0
    return _code(walk, mark, at, end) or _open(walk, mark, at)


def _code(walk: Walk, mark: str, at: int, end: int) -> int:
    match = (_CODE if len(mark) == 1 else _CODE_TWO).match(walk.text, at, end)
    if match is None or not match[1].strip() or _BLANK_LINE.search(match[1]):
        return 0
    if len(mark) == 2 and "''" in match[1]:
        return 0  # ``one'' and ``another''
    if len(mark) == 1 and (match[1][0].isspace() or match[1][-1].isspace()):
        return 0  # `one' and `another'
    walk.atom(f"<code>{escape(match[1].strip())}</code>")
    return match.end()


def _fence(walk: Walk, at: int, end: int) -> int:
    match = _FENCE.match(walk.text, at, end)
    if match is None:
        return 0
    close = walk.next_end(_FENCE_END, match.end())
    if close < 0:
        return 0
    line_end = walk.text.find("\n", close + 1)
    stop = line_end if line_end >= 0 else len(walk.text)
    if stop > end:
        return 0
    language = f' data-lang="{escape(match[1])}"' if match[1] else ""
    walk.say("\n\n")
    walk.atom(f"<pre><code{language}>{escape(walk.text[match.end() + 1 : close])}</code></pre>")
    walk.say("\n\n")
    return stop


def _open(walk: Walk, mark: str, at: int) -> int:
    """Open a quotation, if something closes it in the same paragraph."""
    text, after = walk.text, at + len(mark)
    if text[after : after + 1].isspace():
        return 0
    if len(mark) == 1 and at and (text[at - 1].isalnum() or text[at - 1] in "`\\"):
        return 0
    close = walk.next_end(_DOUBLE_END if len(mark) == 2 else _SINGLE_END, after + 1)
    if close < 0 or close > walk.paragraph_end(at):
        return 0
    if len(mark) == 2:
        walk.double_quoted = True
        walk.say("“")
    else:
        walk.single_quoted = True
        walk.say("‘")
    return after


def close(walk: Walk, mark: str, at: int, _end: int) -> int:
    """Handle ``''``, ``"`` and ``'``: the end of a quotation that backticks opened."""
    if mark == "'":
        if not walk.single_quoted or walk.next_end(_SINGLE_END, at) != at:
            return 0
        walk.single_quoted = False
        walk.say("’")
        return at + 1
    if not walk.double_quoted and mark == "''" and _MISUSED.match(walk.text, at - 1 if at else 0):
        return _open(walk, mark, at)  # some write ''so'' for ``so''
    if not walk.double_quoted or walk.next_end(_DOUBLE_END, at) != at:
        return 0
    walk.double_quoted = False
    walk.say("”")
    return at + len(mark)
