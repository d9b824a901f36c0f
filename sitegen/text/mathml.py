"""A TeX formula as MathML, by math-core; its output is checked, never trusted.

Whatever the formula says, the result holds only the elements and attributes listed here, and the source as an
annotation. What cannot be converted raises ``Unconvertible``; the caller shows the source instead.
The library is loaded when the first formula appears: most runs of most commands never see one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from html import unescape
from typing import TYPE_CHECKING

from .burden import burden
from .walk import escape

if TYPE_CHECKING:
    from math_core import LatexToMathML

LENGTH_LIMIT = 4_000
"""Characters of one formula. The longest among 10,000 real ones has 600."""

_DEPTH_LIMIT = 40
"""Nested groups. The converter recurses on the C stack, which a few hundred levels can exhaust."""

_UNCLOSED_LIMIT = 8
"""Brackets that nothing closes: the converter's time doubles with each. ``[0, 1)`` counts as closed."""

_CACHED, _CACHED_LENGTH = 4_096, 200
"""Formulas kept, and the longest of them: a few megabytes. More than half of all formulas are repeats."""

_MACROS = {
    # Usual names that are not TeX's own: blackboard letters, and what other packages define.
    "R": r"\mathbb{R}", "N": r"\mathbb{N}", "Z": r"\mathbb{Z}", "Q": r"\mathbb{Q}", "C": r"\mathbb{C}",
    "F": r"\mathbb{F}", "E": r"\mathbb{E}",
    "dotsc": r"\ldots", "dotsb": r"\cdots", "dotsm": r"\cdots", "dotsi": r"\cdots", "dotso": r"\ldots",
    "mbox": r"\text{#1}", "hbox": r"\text{#1}", "textsc": r"\text{#1}", "smash": "{#1}", "ensuremath": "{#1}",
    "bigstar": "★", "nicefrac": r"{#1}/{#2}", "sfrac": r"{#1}/{#2}", "xspace": "",
    "argmax": r"\operatorname*{arg\,max}",
    "argmin": r"\operatorname*{arg\,min}", "eqdef": r"\triangleq",
    "mathds": r"\mathbb{#1}", "bbm": r"\mathbb{#1}",
    "mathbbm": r"\mathbb{#1}",
}  # fmt: skip

_ELEMENTS = re.compile(
    "math|semantics|annotation|m(?:row|i|n|o|text|space|frac|sqrt|root|sub|sup|subsup|under|over|underover"
    "|multiscripts|prescripts|table|tr|td|padded|phantom|style)|b|i|code"
)
_DROPPED = frozenset(["span"])
_ATTRIBUTES = re.compile(
    r"""(?x)
      display="block" | encoding="application/x-tex" | (?:display|script)(?:style|level)="[a-z0-9+-]{1,5}"
    | (?:stretchy|symmetric|largeop|movablelimits|accent|accentunder|fence|separator)="(?:true|false)"
    | (?:[lr]space|width|height|depth|voffset|m(?:in|ax)size|linethickness)
      ="[+-]?[0-9.]{1,12}(?:r?em|ex|p[xt]|%)?"
    | form="(?:prefix|infix|postfix)" | mathvariant="normal"
    """
)
# Attributes that an element must leave to an ``mstyle``.
_STYLE: dict[str, frozenset[str]] = {
    "": frozenset({"displaystyle", "scriptlevel"}),
    "math": frozenset(),
    "mstyle": frozenset(),
    "mtable": frozenset({"scriptlevel"}),
}
_ATTRIBUTE = re.compile(r'\s+([a-z-]+="[^"<>]*")')
_TAG = re.compile(r"<(/?)([a-z]+)((?:\s+[a-z-]+=\"[^\"<>]*\")*)\s*(/?)>|[<>]|&[A-Za-z]+;")
_ALIGNED = re.compile(r'style="text-align: (left|right);')

_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|[gex]?def|let|DeclareMathOperator|newenvironment)(?![a-z])"
)
_IDLE = re.compile(
    r"\\(?:label|tag\*?)\{[^{}]*\}|\\(?:nonumber|notag|tiny|small|scriptsize|footnotesize|normalsize)(?![A-Za-z])\s*"
)
_UNDERSCORED = re.compile(r"\\text\{[A-Za-z0-9_\\ -]*_[A-Za-z0-9_\\ -]*\}")  # \text{valid_set}
_ROW_GAP = re.compile(r"\\\\\s*\[-?[0-9.]+\s*(?:ex|em|pt|mm|cm)\]")
_TWICE_ESCAPED = re.compile(r"\\\\(?=[A-Za-z]{2})")
_UNICODE = re.compile(r"\\unicode\{x([0-9A-Fa-f]{2,6})\}")
_NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|multline|eqnarray|flalign|alignat)\}")
_BARE_PERCENT = re.compile(r"(?<!\\)((?:\\\\)*)%")
_ENTITY = re.compile(r"&(lt|gt|amp);")
_EMPTY = re.compile(r"<semantics>(?:<mrow></mrow>)?$")


class Unconvertible(Exception):  # noqa: N818 - it is an outcome, named as one
    """A formula that cannot be shown as MathML; the text says why."""


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML  # noqa: PLC0415 - loaded with the first formula

    return LatexToMathML(fancy_error=False, annotation=True, allow_unreliable_rendering=True, macros=_MACROS)


def _prepared(source: str) -> str:
    """Return the source in the converter's dialect; what readers take it to mean stays the same."""
    source = _ENTITY.sub(lambda m: {"lt": "<", "gt": ">", "amp": r"\&"}[m[1]], source)
    source = _BARE_PERCENT.sub(r"\1\\%", source)  # an abstract has no comments: it means per cent
    source = _IDLE.sub("", source)  # sizes, and the numbers and anchors of the paper, mean nothing here
    source = _UNICODE.sub(_character, source)
    source = _UNDERSCORED.sub(lambda m: m[0].replace("_", r"\_").replace(r"\\_", r"\_"), source)
    source = _ROW_GAP.sub(r"\\\\", source)
    if "&" not in source and r"\begin" not in source:  # no rows: a backslash that was escaped twice
        source = _TWICE_ESCAPED.sub(r"\\", source)
    return _NUMBERED.sub(r"\\\1{\2*}", source)


def _character(match: re.Match[str]) -> str:
    r"""Return what ``\unicode{x2013}`` names, as text; the command itself if that is no visible character."""
    code = int(match[1], 16)
    if code > 0x10FFFF or unicodedata.category(chr(code))[0] in "CZ" or chr(code) in r"\{}$%#&_^~":
        return match[0]
    return rf"\text{{{chr(code)}}}"


def _checked(mathml: str) -> str:
    """Return the MathML with nothing but the elements and attributes allowed.

    Style and level of other elements go to an ``mstyle`` around them: MathML 3 allows them nowhere else.
    """
    ends: list[str] = []

    def tag(match: re.Match[str]) -> str:
        close, name, attributes, empty = match.groups()
        if match[0][0] == "&":  # XML knows five entities, and our feeds are XML
            return escape(unescape(match[0]))
        if name in _DROPPED:
            return ""
        if not _ELEMENTS.fullmatch(name or ""):
            raise Unconvertible(f"its MathML holds <{name}>" if name else "its MathML is malformed")
        if close:
            return f"</{name}>{ends.pop() if ends else ''}"
        kept: list[str] = []
        style: list[str] = []
        for attribute in _ATTRIBUTE.findall(attributes):
            if _ATTRIBUTES.fullmatch(attribute):
                fits = attribute.partition("=")[0] not in _STYLE.get(name, _STYLE[""])
                (kept if fits else style).append(attribute)
            elif aligned := _ALIGNED.match(attribute):
                kept.append(f'class="{aligned[1]}"')
        end = "</mstyle>" if style else ""
        start = f"<{' '.join(['mstyle', *style])}>" if style else ""
        if not empty:
            ends.append(end)
        return f"{start}<{' '.join([name, *kept])}{empty}>{end if empty else ''}"

    return _TAG.sub(tag, mathml)


def mathml(source: str, *, display: bool = False) -> str:
    """Return ``<math>`` for a TeX formula given without its delimiters.

    Raises ``Unconvertible`` for what is unknown, unbalanced, too long or too deep.
    """
    return (_kept if len(source) <= _CACHED_LENGTH else _converted)(source, display=display)


def _converted(source: str, *, display: bool) -> str:
    if len(source) > LENGTH_LIMIT:
        raise Unconvertible(f"it is longer than {LENGTH_LIMIT} characters")
    prepared = _prepared(source)
    depth, unclosed = burden(prepared)
    if depth > _DEPTH_LIMIT:
        raise Unconvertible("it is nested too deeply")
    if unclosed > _UNCLOSED_LIMIT:
        raise Unconvertible("too many of its brackets are not closed")
    if _DEFINITION.search(source):
        raise Unconvertible("it defines commands")
    from math_core import LatexError  # noqa: PLC0415 - loaded with the first formula

    try:
        found = _converter().convert_with_local_state(prepared, displaystyle=display)
    except LatexError as error:
        # Without its offset, which is a place in the prepared source.
        reason = str(error).split(": ", 1)[-1].rstrip(".")
        raise Unconvertible(reason[:1].lower() + reason[1:]) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, which is no Exception
            raise
        raise Unconvertible("the converter failed on it") from None
    # The converter's annotation repeats the prepared source; ours is the source.
    shown, _, _ = found.partition("<annotation")
    if _EMPTY.search(shown):
        raise Unconvertible("it is empty")
    note = f'<annotation encoding="application/x-tex">{escape(source.strip())}</annotation>'
    return f"{_checked(shown)}{note}</semantics></math>"


_kept = lru_cache(_CACHED)(_converted)
