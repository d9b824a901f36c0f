r"""Input hygiene: what every text passes before anything else looks at it.

Nothing is dropped. What has no place in a page is replaced by something visible, and control characters that
a JSON parser made of TeX commands (``"\beta"`` read as backspace and ``eta``) become the commands again.
After this a text holds no control character but line feed and tab, which is what the later stages rely on.
"""

from __future__ import annotations

import re
import unicodedata

from .result import Problem

_ODD = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"  # controls, C0 but tab and line feed, DEL, C1
    "\\u2028\\u2029"  # separators that end a line for some readers and not for others
    "\\u202a-\\u202e\\u2066-\\u2069"  # bidirectional embeddings, overrides, isolates
    "\\ud800-\\udfff"  # a str can hold lone surrogates, UTF-8 cannot
    "\\ufdd0-\\ufdef\\ufffe\\uffff"
    + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_TAB_OR_FEED = re.compile(r"\t|\n(?=(?:abla|eq|eg|otin)(?![A-Za-z]))")

_COMMANDS = {
    "\b": "backslash bar because begin beta between bf bfseries big bigcap bigcup bigg biggl biggr bigl "
    "bigoplus bigotimes bigr bigvee bigwedge binom bm bmod boldsymbol bot bowtie box boxed breve bullet",
    "\f": "fbox fcolorbox flat footnote footnotesize forall frac frown",
    "\r": "rVERT rVert raggedright raise rangle rbrace rbrack rceil ref renewcommand rfloor rho right "
    "rightarrow rightharpoonup rightleftharpoons rm root rvert",
    "\t": "tan tanh tau text textbf textcolor textit textmd textnormal textrm textsc textsf textsl "
    "textsubscript textsuperscript texttt textup tfrac theta therefore tilde times tiny to top triangle "
    "triangleq tt ttfamily",
}
_NAMES = {control: frozenset(names.split()) for control, names in _COMMANDS.items()}
_LETTERS = re.compile("[A-Za-z]+")

# Words that a tab may well stand before are commands only where a brace or a dollar says so.
_TAB_CERTAIN = re.compile(r"ext[a-z]*\{|ilde\b|imes\b|heta\b|frac\{|riangleq?\b|herefore\b")


def _picture(char: str) -> str:
    """Return what stands for a character that cannot stand in a page."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures: ␀ for NUL
    if code == 0x7F:
        return "\u2421"
    if char in "\u0085\u2028\u2029":
        return "\n"
    return "\ufffd"


def _eaten(text: str, at: int) -> str:
    """Return the TeX command that the control character at ``at`` and letters after it once were, or ''."""
    letters = _LETTERS.match(text, at + 1)
    if letters is None:
        return ""
    control = text[at]
    name = {"\b": "b", "\f": "f", "\r": "r", "\t": "t"}.get(control, "") + letters[0]
    if name not in _NAMES.get(control, ()):
        return ""
    if control == "\t" and not _TAB_CERTAIN.match(text, at + 1):
        return ""
    return name


def clean(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text fit for a page, and what was odd; offsets are into the text given."""
    problems: list[Problem] = []
    if "\t" in text or _ODD.search(text):
        text = _replace(text, problems)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text, tuple(problems)


def _replace(text: str, problems: list[Problem]) -> str:
    def stand_in(match: re.Match[str]) -> str:
        char, at = match[0], match.start()
        name = _eaten(text, at)
        if name:
            problems.append(
                Problem(
                    "text-eaten-escape",
                    f"expected the TeX command \\{name}, found a control character and "
                    f"“{name[1:]}” as a JSON reader leaves it; read as \\{name}",
                    at,
                )
            )
            return "\\" + name[0]
        if char == "\t":
            return char
        if char == "\r":
            return "" if text.startswith("\n", at + 1) else "\n"
        shown = _picture(char)
        if shown != "\n":
            problems.append(
                Problem("text-control", f"expected no U+{ord(char):04X} in a text; shown as “{shown}”", at)
            )
        return shown

    return _ODD_OR_TAB.sub(stand_in, text)


_ODD_OR_TAB = re.compile(_ODD.pattern[:-1] + "\\t]")


def tidy(text: str) -> str:
    """Return the text fit for a page: see this module. Tidying twice changes nothing more."""
    return clean(text)[0]


def place(given: str, offset: int) -> int:
    """Return where in the text given that stands which tidying moved to ``offset``."""
    if tidy(given[:offset]) == given[:offset]:
        return offset
    low, high = 0, len(given)
    while low < high:
        middle = (low + high) // 2
        if len(tidy(given[:middle])) < offset:
            low = middle + 1
        else:
            high = middle
    return low
