r"""Input hygiene: what every text passes before anything else looks at it.

Nothing is dropped. What has no place in a page is replaced by something visible, and control characters that
a JSON parser made of TeX commands (``"\beta"`` read as backspace and ``eta``) become the commands again.
After this a text holds no control character but line feed and tab, which is what the later stages rely on.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from .result import PROBLEM_LIMIT, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATORS = "\u0085\u2028\u2029"  # end a line for some readers and not for others
_REORDERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # bidirectional controls
_SHOWN = {
    # the control pictures: ␀ for NUL
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys(map(ord, _SEPARATORS), ord("\n")),
    **dict.fromkeys(map(ord, _REORDERING), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),  # a str can hold lone surrogates, UTF-8 cannot
    **dict.fromkeys(range(0xFDD0, 0xFDF0), 0xFFFD),  # noncharacters, and the last two of each plane
    **{plane + last: 0xFFFD for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)},
}
"""What stands for a character that cannot stand in a page, both as numbers."""

_LOW = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_HIGH = r"\x80-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
SUSPECT = rf"{_LOW}\t\r{_HIGH}\U00010000-\U0010ffff"
"""A character class that finds every text that ``clean`` may change, but for normalization. It is broader
than what is changed: classes of few and wide ranges are searched many times faster."""

_EATEN = r"[\x08\x0c\r\t](?=[A-Za-z])|\n(?=(?:abla|eq|otin|eg)(?![A-Za-z]))"
_MAYBE_EATEN = re.compile(_EATEN)
_FED = re.compile(_EATEN.split("|", 1)[1])
_SUSPECT = re.compile(f"[{SUSPECT}]")
_ODD = re.compile(f"[{_LOW}{_HIGH}{''.join(chr(code) for code in _SHOWN if code > 0xFFFF)}]|{_EATEN}")

_COMMANDS = {
    "\b": "backslash bar because begin beta between bf bfseries big bigcap bigcup bigg biggl biggr bigl "
    "bigoplus bigotimes bigr bigvee bigwedge binom bm bmod boldsymbol bot bowtie box boxed breve bullet",
    "\f": "fbox fcolorbox flat footnote footnotesize forall frac frown",
    "\r": "rVERT rVert raggedright raise rangle rbrace rbrack rceil ref renewcommand rfloor rho right "
    "rightarrow rightharpoonup rightleftharpoons rm root rvert",
    "\t": "tan tanh tau text textbf textcolor textit textmd textnormal textrm textsc textsf textsl "
    "textsubscript textsuperscript texttt textup tfrac theta therefore tilde times tiny to top triangle "
    "triangleq tt ttfamily",
    "\n": "nabla neq notin neg",
}
_FEED = re.compile(_FED)
_INITIALS = {"\b": "b", "\f": "f", "\r": "r", "\t": "t", "\n": "n"}
_NAMES = {control: frozenset(names.split()) for control, names in _COMMANDS.items()}
_LETTERS = re.compile("[A-Za-z]+")

# Outside a formula a tab or a line feed may well stand before a word; these are no words.
_CERTAIN = re.compile(r"ext[a-z]*\{|ilde\b|imes\b|heta\b|frac\{|riangleq\b|abla\b")
_FORMULA_WINDOW = 1_000

# Normalization sorts combining marks at quadratic cost: it gets short runs, parted where nothing composes.
_ALONE = " -~\\n\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff"
_RUN = re.compile(f"[{_ALONE}]?[^{_ALONE}]{{1,500}}")
_PIECE = 4_096


def _eaten(text: str, at: int) -> str:
    """Return the TeX command that the control character at ``at`` and letters after it once were, or ''."""
    letters = _LETTERS.match(text, at + 1)
    if letters is None:
        return ""
    control = text[at]
    name = _INITIALS.get(control, "") + letters[0]
    if name not in _NAMES.get(control, ()):
        return ""
    if control in "\t\n" and not _CERTAIN.match(text, at + 1) and not _in_formula(text, at):
        return ""
    return name


def _in_formula(text: str, at: int) -> bool:
    """Tell whether an odd number of dollars stands before ``at`` in its paragraph, or what of it is near."""
    start = max(0, at - _FORMULA_WINDOW)
    start = max(start, text.rfind("\n\n", start, at))
    return (text.count("$", start, at) - text.count("\\$", start, at)) % 2 == 1


def clean(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text fit for a page, and what was odd; offsets are into the text given."""
    problems: tuple[Problem, ...] = ()
    if _SUSPECT.search(text) or ("$" in text and _FED.search(text)):
        problems = tuple(islice(_problems(text), PROBLEM_LIMIT))
        text = _MAYBE_EATEN.sub(_repaired, text)
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SHOWN)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = _RUN.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    return text, problems


def _repaired(match: re.Match[str]) -> str:
    name = _eaten(match.string, match.start())
    return "\\" + name[0] if name else match[0]


def _problems(text: str) -> Iterator[Problem]:
    for match in _ODD.finditer(text):
        char, at = match[0], match.start()
        if name := _eaten(text, at):
            message = (
                f"expected the TeX command \\{name}, found a control character and “{name[1:]}”, "
                f"as a reader of JSON leaves it; read as \\{name}"
            )
            yield Problem("text-eaten-escape", message, at)
        elif (shown := chr(_SHOWN.get(ord(char), ord("\n")))) != "\n":
            message = f"expected no U+{ord(char):04X} in a text; shown as “{shown}”"
            yield Problem("text-control", message, at)


def tidy(text: str) -> str:
    """Return the text fit for a page: see this module. Tidying twice changes nothing more."""
    return clean(text)[0]


def places(given: str, offsets: list[int]) -> list[int]:
    """Return where in the text given that stands which tidying moved to these ascending offsets.

    Exact but for a character or two where a piece ends: the text is tidied again piece by piece, once.
    """
    found: list[int] = []
    if not offsets:
        return found
    moved = 0  # the length of all pieces before this one, tidied
    for start in range(0, len(given), _PIECE):
        piece = given[start : start + _PIECE]
        length = len(tidy(piece))
        while len(found) < len(offsets) and offsets[len(found)] < moved + length:
            wanted = offsets[len(found)] - moved
            found.append(start + bisect_left(range(len(piece)), wanted, key=lambda n: len(tidy(piece[:n]))))
        moved += length
    return found + [len(given)] * (len(offsets) - len(found))
