r"""TeX's commands in running text: ``\%``, ``\textbf{…}``, ``\cite{…}``, ``{\em …}``, ``\times``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import formulas
from .accents import ACCENT, GROUP, LETTERS, accented, written
from .links import anchor, unescaped
from .symbols import SYMBOLS
from .walk import escape

if TYPE_CHECKING:
    from .walk import Walk

_LITERAL = {
    "%": "%", "&": "&", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}",
    " ": " ", "\n": "\n", ",": "\u202f", ";": " ", "-": "", "/": "", "@": "",
}  # fmt: skip
_SILENT = frozenset(
    ("xspace", "noindent", "footnotesize", "small", "newline", "centering", "protect", "sloppy", "par")
)
_STYLES = {
    "textbf": "strong", "textit": "em", "emph": "em", "textsl": "em", "texttt": "code", "underline": "u",
    "uline": "u", "textsuperscript": "sup", "textsubscript": "sub", "textsc": "", "textsf": "", "textrm": "",
    "textnormal": "",
    "textup": "", "textmd": "", "mbox": "", "text": "",
}  # fmt: skip
_SWITCHES = {
    "em": "em", "it": "em", "itshape": "em", "sl": "em", "bf": "strong", "bfseries": "strong", "tt": "code",
    "ttfamily": "code", "sc": "", "scshape": "", "sf": "", "rm": "", "small": "", "footnotesize": "",
}  # fmt: skip
_SWITCH = re.compile(r"\{\\(" + "|".join(_SWITCHES) + r")(?![A-Za-z])\s*")
_CITES = frozenset(
    ("cite", "citep", "citet", "citealp", "citealt", "citeauthor", "citeyear", "parencite", "textcite")
)
_CITED = re.compile(r"\*?(?:\[[^\[\]{}\n]*\]){0,2}\{([^{}\\]*)\}")
_APOSTROPHE = re.compile(r"[A-Za-z]\\'(?:[stmd]|ll|re|ve)(?![A-Za-z])")  # it\'s
_SPLIT_GREEK = re.compile(r"\\([A-Za-z])\{([a-z]{2,6})\}")


def backslash(walk: Walk, token: str, at: int, end: int) -> int:
    """Handle a backslash and what follows it."""
    if token in {"\\(", "\\["}:
        return formulas.delimited(walk, token, at, end)
    name, after = token[1:], at + len(token)
    if (literal := _LITERAL.get(name)) is not None:
        walk.say(literal)
        return after
    text = walk.text
    if name == "\\":
        return _new_line(walk, at, after)
    if name == "*":  # Markdown's escape; an atom, so that it is no emphasis after all
        walk.atom("*")
        return after
    if name in {"^", "~"} and text.startswith("{}", after):
        walk.say(name)
        return after + 2
    if (name == '"' and walk.escapes_quotes) or (
        name == "'" and _APOSTROPHE.match(text, max(0, at - 1), end)
    ):
        walk.say(name)
        return after
    match = ACCENT.match(text, at, end)
    if match and (letter := accented(match)):
        walk.say(letter)
        return match.end()
    if not name.isalpha() or not name.isascii():
        return 0
    # \r{ho}: the command \rho whose first letter was taken for an accent somewhere on the way here.
    if (
        len(name) == 1
        and (match := _SPLIT_GREEK.match(text, at, end))
        and (greek := SYMBOLS.get(match[1] + match[2]))
    ):
        walk.say(greek)
        return match.end()
    done = formulas.environment(walk, at, end) if name == "begin" else _command(walk, name, after, end)
    if not done:
        walk.report("tex-unknown", f"expected a TeX command known here, found \\{name}; shown as written", at)
    return done


def _new_line(walk: Walk, at: int, after: int) -> int:
    r"""Handle TeX's ``\\`` where it ends a line, as written elsewhere (``\\server``)."""
    text = walk.text
    if not walk.is_tex or not text[after : after + 1].isspace() or not (at and text[at - 1] in " .\n}"):
        return 0
    if walk.blocks:
        walk.atom("<br>")
    return after


def _command(walk: Walk, name: str, after: int, end: int) -> int:
    """Handle a command of letters that ends at ``after``."""
    text = walk.text
    symbol = SYMBOLS.get(name) or LETTERS.get(name)
    if symbol:
        walk.say(symbol)
        return after + 2 if text.startswith("{}", after) else after
    if name in _SILENT:
        return after
    if name in _CITES:
        match = _CITED.match(text, after, end)
        if match is None:
            return 0
        walk.say(f"[{match[1]}]")
        return match.end()
    argument = walk.argument(after, end)
    if argument is None:
        return 0
    start, close = argument
    if name in _STYLES:
        _wrap(walk, _STYLES[name], start, close)
    elif name == "footnote":
        walk.say(" (" if not text[after - 10 : after - 9].isspace() else "(")
        walk.say(walk.inside(start, close))
        walk.say(")")
    elif name == "enquote":
        walk.say(f"“{walk.inside(start, close)}”")
    elif name == "url":
        address = unescaped(text[start:close].strip())
        walk.atom(anchor(address, escape(address)) if walk.links else escape(address))
    elif name in {"href", "textcolor"}:
        return _with_label(walk, name, start, close, end)
    else:
        return 0
    return close + 1


def _wrap(walk: Walk, tag: str, start: int, close: int) -> None:
    inner = walk.html(start, close)
    walk.atom(f"<{tag}>{inner}</{tag}>" if tag and inner.strip() else inner)


def _with_label(walk: Walk, name: str, start: int, close: int, end: int) -> int:
    r"""Handle ``\href{address}{label}`` and ``\textcolor{colour}{text}``."""
    label = walk.argument(close + 1, end)
    if label is None:
        return 0
    if name == "textcolor":
        walk.atom(walk.html(*label))
    else:
        address = unescaped(walk.text[start:close].strip())
        inner = walk.html(*label, links=False)
        walk.atom(anchor(address, inner if inner.strip() else escape(address)) if walk.links else inner)
    return label[1] + 1


def group(walk: Walk, _token: str, at: int, end: int) -> int:
    r"""Handle ``{\em words}`` and ``{\"o}``."""
    if (match := GROUP.match(walk.text, at, end)) and len(letter := written(match[1])) == 1:
        walk.say(letter)
        return match.end()
    switch = _SWITCH.match(walk.text, at, end)
    argument = walk.argument(at, end)
    if switch is None or argument is None or switch.end() > argument[1]:
        return 0
    _wrap(walk, _SWITCHES[switch[1]], switch.end(), argument[1])
    return argument[1] + 1
