r"""Where mathematics is in a text: ``$…$``, ``$$…$$``, ``\(…\)``, ``\[…\]``, ``\begin{equation}…``.

A dollar may be money. As in pandoc, no digit follows the dollar that closes a number; beyond that, words of
prose between two dollars are prose, and spaces next to the dollars ask for more signs of a formula.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .mathml import LENGTH_LIMIT, Unconvertible, mathml
from .walk import escape

if TYPE_CHECKING:
    from .walk import Walk

_DOLLARS = re.compile(r"\$\$(?!\$)([^$\\]*(?:\\.[^$\\]*)*)\$\$", re.DOTALL)
_DOLLAR = re.compile(r"\$(?!\$)([^$\\]*(?:\\.[^$\\]*)*)\$", re.DOTALL)
_ROUND = re.compile(r"\\\((?!\\[()])([^\\]*(?:\\[^()][^\\]*)*)\\\)", re.DOTALL)
_SQUARE = re.compile(r"\\\[(?!\\[\[\]])([^\\]*(?:\\[^\[\]][^\\]*)*)\\\]", re.DOTALL)
_ENVIRONMENTS = "equation align gather multline eqnarray displaymath math alignat flalign"
_BEGIN = re.compile(r"\\begin\{((?:" + _ENVIRONMENTS.replace(" ", "|") + r")\*?)\}")
_ENDS = {
    name + star: re.compile(re.escape(rf"\end{{{name}{star}}}"))
    for name in _ENVIRONMENTS.split()
    for star in ("", "*")
}
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_REFERENCE = re.compile(r"[0-9,;\s-]+")
_PROSE = re.compile(r"[A-Za-z]{3,}[,;:.]?\s+(?:[a-z]{2,}\s+)*[A-Za-z]{3,}")
_WORDS = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{2,}\s")
_SIGNS = re.compile(r"[\\^_{}=<>()+/×≤≥∈→±∼≈]")
_NUMBER_NEXT = re.compile(r"\s?[0-9]")
_TEX = re.compile(r"[\\^_{}=<>]")


def _set(walk: Walk, tex: str, at: int, end: int, *, display: bool = False) -> int:
    """Set the formula that stands from ``at`` to ``end``; as written where it cannot be set."""
    try:
        walk.atom(mathml(tex, display=display))
    except Unconvertible as reason:
        walk.report(
            "tex-unknown",
            f"expected a formula that can be shown as mathematics, but {reason}; shown as written",
            at,
        )
        walk.atom(escape(walk.text[at:end]))  # an atom: its stars are no emphasis
    return end


def _stands(tex: str) -> bool:
    return len(tex) <= LENGTH_LIMIT and bool(tex.strip()) and not _BLANK_LINE.search(tex)


_STYLED = re.compile(r"\$\s*\\(?:text(?:[a-z]{2})?|emph)\{")
_PLAIN = re.compile(r"[\w .,:;!?/()'+-]+")
_LINK = re.compile(r"\s*(\{?)\s*\\(?:href|url)\{")


def dollar(walk: Walk, mark: str, at: int, end: int) -> int:
    """Handle ``$`` and ``$$``."""
    text = walk.text
    if mark == "$$":
        match = _DOLLARS.match(text, at, end)
        if match and _stands(match[1]):
            return _set(walk, match[1], at, match.end(), display=True)
        walk.report(
            "tex-unbalanced", "expected $$ to be closed by $$ in the same paragraph; shown as written", at
        )
        walk.say(mark)
        return at + 2
    if stop := _styled(walk, at, end):
        return stop
    match = _DOLLAR.match(text, at, end)
    if match and (link := _LINK.match(match[1])):
        braced = 1 if link[1] and match[1].endswith("}") else 0
        walk.say(walk.inside(at + 1 + braced, match.end() - 1 - braced))  # a link, for some reason in dollars
        return match.end()
    if match and _is_formula(text, match):
        return _set(walk, match[1], at, match.end())
    if not text[at + 1 : at + 2].isdigit():  # a price is nothing odd
        walk.report(
            "tex-unbalanced", "expected $ to open a formula closed by another $; shown as written", at
        )
    return 0


def _styled(walk: Walk, at: int, end: int) -> int:
    r"""Handle ``$\textbf{P}$olicy`` and ``$\textbf{$x$-y}$``: running text that some put between dollars."""
    style = _STYLED.match(walk.text, at, end)
    argument = style and walk.argument(style.end() - 1, end)
    if not argument or not walk.text.startswith("$", argument[1] + 1):
        return 0
    words = walk.text[argument[0] : min(argument[1], argument[0] + LENGTH_LIMIT)]
    if "$" not in words and not _PLAIN.fullmatch(words):
        return 0
    walk.say(walk.inside(at + 1, argument[1] + 1))
    return argument[1] + 2


def _is_formula(text: str, match: re.Match[str]) -> bool:
    """Tell a formula from two dollars that happen to stand in one paragraph."""
    tex, at, end = match[1], match.start(), match.end()
    if not _stands(tex):
        return False
    is_tex = _TEX.search(tex) is not None
    if not is_tex and _PROSE.search(tex):
        return False
    if tex[0].isspace() or tex[-1].isspace():
        if tex[0].isspace() and tex[-1].isspace():
            return _SIGNS.search(tex) is not None and _WORDS.search(tex) is None
        return (is_tex or _WORDS.search(tex) is None) and not _NUMBER_NEXT.match(text, end)
    if text[end : end + 1].isdigit() and tex[0].isdigit():
        return False  # $5-$10
    before = text[at - 1 : at] if at else ""
    return is_tex or not (tex[0].isdigit() and before.isascii() and before.isalpha())  # US$5


def delimited(walk: Walk, mark: str, at: int, end: int) -> int:
    r"""Handle ``\(…\)`` and ``\[…\]``."""
    display = mark == "\\["
    match = (_SQUARE if display else _ROUND).match(walk.text, at, end)
    if match is None or not _stands(match[1]):
        walk.report(
            "tex-unbalanced", f"expected {mark} to be closed in the same paragraph; shown as written", at
        )
        return 0
    if display and _REFERENCE.fullmatch(match[1]):
        return 0  # \[1\]: a reference, escaped for Markdown
    return _set(walk, match[1], at, match.end(), display=display)


def environment(walk: Walk, at: int, end: int) -> int:
    r"""Handle ``\begin{equation}…\end{equation}`` and its like; decline other environments."""
    match = _BEGIN.match(walk.text, at, end)
    if match is None:
        return 0
    name = match[1]
    close = walk.next_end(_ENDS[name], match.end())
    stop = close + len(rf"\end{{{name}}}")
    if (
        close < 0
        or stop > end
        or not _stands(walk.text[match.end() : min(close, match.end() + LENGTH_LIMIT + 1)])
    ):
        walk.report(
            "tex-unbalanced", f"expected \\end{{{name}}} after \\begin{{{name}}}; shown as written", at
        )
        return 0
    return _set(walk, walk.text[at:stop], at, stop, display=name != "math")
