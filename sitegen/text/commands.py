r"""TeX's commands in running text: ``\textbf{…}``, ``\cite{…}``, ``\href{…}{…}``, ``{\em …}``, ``\times``.

A handler is given where the command's name ends; it returns where to go on, or 0 if it declines.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from . import formulas
from .accents import LETTERS
from .links import anchor, is_allowed, unescaped
from .listings import listing
from .symbols import SYMBOLS
from .walk import escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from .walk import Walk

_SILENT = frozenset(
    ("xspace", "noindent", "footnotesize", "small", "newline", "centering", "protect", "sloppy", "par")
)
_STYLES = {
    "textbf": "strong", "textit": "em", "emph": "em", "textsl": "em", "texttt": "code", "underline": "u",
    "uline": "u", "textsuperscript": "sup", "textsubscript": "sub", "textsc": "", "textsf": "", "textrm": "",
    "textnormal": "", "textup": "", "textmd": "", "mbox": "", "text": "", "num": "",
}  # fmt: skip
_SWITCHES = {
    "em": "em", "it": "em", "itshape": "em", "sl": "em", "bf": "strong", "bfseries": "strong", "tt": "code",
    "ttfamily": "code", "sc": "", "scshape": "", "sf": "", "rm": "", "small": "", "footnotesize": "",
}  # fmt: skip
_CITES = ("cite", "citep", "citet", "citealp", "citealt", "citeauthor", "citeyear", "parencite", "textcite")

_SWITCH = re.compile(r"\{\\(" + "|".join(_SWITCHES) + r")(?![A-Za-z])\s*")
_CODE_POINT = re.compile(r'"([0-9A-F]{2,5})(?![0-9A-F])')
_CITED = re.compile(r"\*?\{([^{}\\]*)\}")


def command(walk: Walk, name: str, at: int, end: int) -> int:
    """Handle the command of this name whose backslash stands at ``at``."""
    after = at + 1 + len(name)
    if name == "begin":
        done = formulas.environment(walk, at, end) or listing(walk, at, end)
    elif name in _SILENT:
        return after
    elif handler := _HANDLERS.get(name):
        done = handler(walk, name, after, end)
    else:
        done = _symbol(walk, name, at, after)
    if not done and name in _HANDLERS and walk.text.startswith("{", after):
        message = f"expected \\{name} to be followed by what it takes, in braces; shown as written"
        walk.report("tex-unbalanced", message, at)
    elif not done:
        walk.report("tex-unknown", f"expected a TeX command known here, found \\{name}; shown as written", at)
    return done


def switch(walk: Walk, at: int, end: int) -> int:
    r"""Handle ``{\em words}``."""
    match = _SWITCH.match(walk.text, at, end)
    argument = walk.argument(at, end)
    if match is None or argument is None or match.end() > argument[1]:
        return 0
    _wrap(walk, _SWITCHES[match[1]], match.end(), argument[1])
    return argument[1] + 1


def _symbol(walk: Walk, name: str, at: int, after: int) -> int:
    text = walk.text
    char = SYMBOLS.get(name) or LETTERS.get(name)
    empty = text.startswith("{}", after)
    # One letter may be anything, like \S in a pattern; after a letter (Str\o m) or with braces it is TeX.
    if not char or (len(name) == 1 and not empty and not text[max(0, at - 1) : at].isalpha()):
        return 0
    walk.say(char)
    return after + 2 if empty else after


def _wrap(walk: Walk, tag: str, start: int, close: int) -> None:
    inner = walk.html(start, close)
    walk.atom(f"<{tag}>{inner}</{tag}>" if tag and inner.strip() else inner)


def _style(walk: Walk, name: str, after: int, end: int) -> int:
    argument = walk.argument(after, end)
    if argument is None:
        return 0
    _wrap(walk, _STYLES[name], *argument)
    return argument[1] + 1


def _quote(walk: Walk, name: str, after: int, end: int) -> int:
    argument = walk.argument(after, end)
    if argument is None:
        return 0
    inside = walk.inside(*argument)
    if name == "enquote":
        walk.say(f"“{inside}”")
    else:  # a footnote, after a space
        before = after - len(r"\footnote")
        spaced = walk.text[max(0, before - 1) : before].isspace()
        walk.say(f"({inside})" if spaced else f" ({inside})")
    return argument[1] + 1


def _cite(walk: Walk, _name: str, after: int, end: int) -> int:
    match = _CITED.match(walk.text, after, end)
    if match is None:
        return 0
    walk.say(f"[{match[1]}]")
    return match.end()


def _url(walk: Walk, _name: str, after: int, end: int) -> int:
    argument = walk.argument(after, end)
    if argument is None:
        return 0
    address = unescaped(walk.text[slice(*argument)].strip())
    is_link = walk.links and is_allowed(address)
    walk.atom(anchor(address, escape(address)) if is_link else escape(address))
    return argument[1] + 1


def _href(walk: Walk, _name: str, after: int, end: int) -> int:
    r"""Handle ``\href{address}{label}`` where a link can stand; the label may be missing."""
    target = walk.argument(after, end)
    if target is None:
        return 0
    address = unescaped(walk.text[slice(*target)].strip())
    if not walk.links or not is_allowed(address):
        return 0
    label = walk.argument(target[1] + 1, end)
    inner = walk.html(*label, links=False) if label else ""
    walk.atom(anchor(address, inner if inner.strip() else escape(address)))
    return (label or target)[1] + 1


def _second(walk: Walk, _name: str, after: int, end: int) -> int:
    r"""Handle ``\textcolor{colour}{text}`` and ``\foreignlanguage{language}{text}``: show the text."""
    first = walk.argument(after, end)
    second = first and walk.argument(first[1] + 1, end)
    if not second:
        return 0
    walk.atom(walk.html(*second))
    return second[1] + 1


def _code_point(walk: Walk, _name: str, after: int, end: int) -> int:
    r"""Handle ``\char"0986``."""
    match = _CODE_POINT.match(walk.text, after, end)
    if match is None or unicodedata.category(char := chr(int(match[1], 16)))[0] in "CZ":
        return 0
    walk.say(char)
    return match.end()


_HANDLERS: dict[str, Callable[[Walk, str, int, int], int]] = {
    **dict.fromkeys(_STYLES, _style),
    **dict.fromkeys(_CITES, _cite),
    "footnote": _quote,
    "enquote": _quote,
    "url": _url,
    "href": _href,
    "hyperlink": _href,
    "textcolor": _second,
    "foreignlanguage": _second,
    "char": _code_point,
}
