"""Reads the HTML that ``sitegen.text`` makes, strictly, and compares it with the text it was made from.

Written without a look at how the HTML is made: ``read`` knows what may stand in a page, ``lost`` knows what a
mark may become. Both are stricter than a browser.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from sitegen.text import tidy

_MATH = {
    "math", "semantics", "annotation", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt",
    "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts",
    "mtable", "mtr", "mtd", "mpadded", "mphantom", "mstyle", "b", "i",
}  # fmt: skip
_TEXT = {"p", "ol", "ul", "li", "pre", "code", "strong", "em", "u", "sup", "sub", "a", "br"}
_ATTRIBUTES = {
    ("a", "href"): r"(?i:https?://|mailto:)[^\s<>\"]+",
    ("a", "rel"): "nofollow noopener noreferrer",
    ("li", "value"): "[0-9]{1,3}",
    ("code", "data-lang"): r"[\w+#.-]+",
    ("math", "display"): "block",
    ("annotation", "encoding"): "application/x-tex",
    ("mtd", "class"): "left|right",
}
_MATH_ATTRIBUTE = re.compile(
    "(stretchy|lspace|rspace|width|height|depth|voffset|minsize|maxsize|linethickness|form|mathvariant|accent|"
    "accentunder|displaystyle|scriptlevel|symmetric|largeop|movablelimits|fence|separator)"
)
_TOKEN = re.compile(r'<(/?)([a-z]+)((?: [a-z-]+="[^"<>]*")*)(/?)>|([^<>]+)|(.)', re.DOTALL)
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"<>]*)"')
_PHRASING = {"p", "li", "strong", "em", "u", "sup", "sub", "a", "code", "pre"}
_PARENTS = {"p": {""}, "ol": {""}, "ul": {""}, "pre": {""}, "li": {"ol", "ul"}}


def read(html: str) -> str:
    """Return what a page shows, formulas by their TeX; raise AssertionError for what may not be there."""
    shown: list[str] = []
    stack = [""]
    number = 0
    for token in _TOKEN.finditer(html):
        close, tag, attributes, empty, text, stray = token.groups()
        assert not stray, f"a stray {stray!r} in {html!r}"
        if text is not None:
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", text), html
            assert re.sub("&(?:amp|lt|gt|quot);", "", text).count("&") == 0, f"a bare & in {html!r}"
            assert stack[-1] not in {"", "ol", "ul"}, f"text outside a paragraph: {html!r}"
            if "math" not in stack or stack[-1] == "annotation":
                shown.append(unescape(text))
        elif close:
            assert stack.pop() == tag, f"</{tag}> closes another element in {html!r}"
        else:
            assert tag in _MATH | _TEXT, f"<{tag}> in {html!r}"
            assert tag not in _MATH - {"math"} or "math" in stack, html
            assert stack[-1] in _PARENTS.get(tag, _PHRASING if "math" not in stack else _MATH | {"code"}), (
                html
            )
            assert not (tag == "a" and "a" in stack), html
            for name, value in _ATTRIBUTE.findall(attributes):
                pattern = _ATTRIBUTES.get((tag, name))
                if pattern is None:
                    assert tag in _MATH, f"{tag} {name} in {html!r}"
                    assert _MATH_ATTRIBUTE.fullmatch(name), f"{tag} {name} in {html!r}"
                    pattern = r"[a-z0-9.+%-]{1,20}"
                assert re.fullmatch(pattern, value), f"{tag} {name}={value!r}"
            if tag == "a":
                assert 'rel="nofollow noopener noreferrer"' in attributes, html
            number = 0 if tag in {"ol", "ul"} else number
            if tag == "li" and stack[-1] == "ol":
                value_match = re.search(r'value="(\d+)"', attributes)
                number = int(value_match[1]) if value_match else number + 1
                shown.append(f" {number} ")
            if tag in _PARENTS:
                shown.append(" ")
            if not empty and tag != "br":
                stack.append(tag)
    assert stack == [""], f"unclosed {stack} in {html!r}"
    return "".join(shown)


# What a mark may become: a pattern of the text, and what it may be shown as.
_RULES = [
    # Markdown's marks, mathematics' delimiters and TeX's braces may go
    (r"\*{1,3}|`{1,2}|\$\$?|\\[()\[\]]|[{}]|\\[-/@\s,;]|~", [""]),
    (r"(?m:^\s{0,3}(?:[-+*•]\s))", [""]),
    (r"(?m:^\s{0,3}0*([0-9]{1,3})[.)．、])", [r"\1"]),
    (r"(?m:^```[\w+#.-]*\s*?$)", [""]),
    (r"(?m:^\s*```\s*?$)", [""]),
    (r"!?\[|\]\((?:https?://|mailto:)[^\s]+?\)", [""]),
    (r"\]\((?:https?://|mailto:)(?:[^\s()]|\([^\s()]*\))+\)", [""]),
    # an address takes the place of a label that is missing
    (r"!?\[\s*\]\((\S+?)\)|\\(?:href|hyperlink)\{\s*(\S+?)\s*\}(?:\{\s*\})?", [r"\1", r"\2"]),
    (r"\\(?:textcolor|foreignlanguage)\{[^{}]*\}", [""]),
    (r"\\(?:href|hyperlink)\{\s*(?:https?://|mailto:)[^{}]*\}", [""]),
    (r"\\(?:begin|end)\{(?:itemize|enumerate)\}|\\item", [""]),
    (r"\\(?:textbf|textit|emph|textsl|texttt|underline|uline|textsuperscript|textsubscript|textsc)", [""]),
    (r"\\(?:textsf|textrm|textnormal|textup|textmd|mbox|text|url|num)", [""]),
    (r"\\(?:em|it|itshape|sl|bf|bfseries|tt|ttfamily|sc|scshape|sf|rm)\b", [""]),
    (r"\\(?:xspace|noindent|footnotesize|small|newline|centering|protect|sloppy|par|quad|qquad)", [""]),
    # characters
    (r"\\([%&#_${}])", [r"\1"]),
    (r"\\([%&#_~*'\"])|\\([~^])\{\}", [r"\1", r"\2"]),
    ("--", ["–"]),
    ("---", ["—"]),
    ("``", ["“"]),
    ("`", ["‘"]),
    ("''|\"", ["”", "“"]),
    ("'", ["’"]),
    (r"\\cite[a-z]*\*?\{([^{}]*)\}", [r"[\1]"]),
    (r"\\footnote\{", ["("]),
    (r"\\enquote\{", ["“"]),
    (r"\}", [")", "”"]),
    (r"\\\\", [""]),
]  # fmt: skip
_COMPILED = [(re.compile(pattern), results) for pattern, results in _RULES]
_NAMED = re.compile(r"\\([A-Za-z])\{[a-z]{2,6}\}|\\([A-Za-z]+)(?:\{\})?")
_ACCENT = re.compile(r"""\{?\\([`'^~=."uvHcdbkrt])\s*\{?\s*(\\?[^\W\d_])\s*\}?\}?""")
_ASCII_NAMES = {
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textless": "<", "textgreater": ">",
    "textbar": "|",
}  # fmt: skip


def lost(text: str, html: str) -> str:
    """Return '' if the HTML shows the text with nothing but marks gone or become their characters.

    Otherwise where the two part. All ways to read the marks are followed at once, one place of the text after
    the other; white space counts nowhere.
    """
    source, shown = tidy(text), "".join(read(html).split())
    if "".join(source.split()) == shown:
        return ""
    waiting: dict[int, set[int]] = {0: {0}}
    furthest = (0, 0)
    for at in range(len(source) + 1):
        ends = waiting.pop(at, set())
        if not ends:
            continue
        furthest = (at, max(ends))
        if at == len(source):
            return "" if len(shown) in ends else f"at the end: {shown[max(ends) :]!r} too much"
        for end in ends:
            for length, results in _readings(source, at, shown, end):
                waiting.setdefault(at + length, set()).update(
                    end + len(r) for r in results if shown.startswith(r, end)
                )
    return f"{source[furthest[0] : furthest[0] + 40]!r} became {shown[furthest[1] : furthest[1] + 40]!r}"


def _readings(source: str, at: int, shown: str, end: int) -> list[tuple[int, list[str]]]:
    """Return what may stand at a place of the text: how long it is and what it may be shown as."""
    char = source[at]
    found = [(1, ["" if char.isspace() else char])]
    if char not in "*`$\\{}~-!['\"]•+0123456789 \t.":
        return found
    for pattern, results in _COMPILED:
        if match := pattern.match(source, at):
            shown_as = [
                "".join(match.expand(r).split()) if "\\" in r and match.re.groups else r for r in results
            ]
            found.append((len(match[0]), shown_as))
    if char in "\\{":
        found += _characters(source, at, shown, end)
    return found


def _characters(source: str, at: int, shown: str, end: int) -> list[tuple[int, list[str]]]:
    """Return TeX's names of characters: one character for a name, of the same letter for an accent."""
    found = []
    after = shown[end : end + 1]
    if match := _ACCENT.match(source, at):
        base = match[2].lstrip("\\")
        if unicodedata.normalize("NFD", after)[:1] == base:
            found += [(length, [after]) for length in range(len(match[0]), 1, -1)]
    if match := re.compile(r'\\char"([0-9A-F]{2,5})').match(source, at):
        found.append((len(match[0]), [chr(int(match[1], 16))]))
    for start in (at, at + 1):
        if match := _NAMED.match(source, start):
            words = {"eg": "e.g.", "ie": "i.e.", "etal": "etal.", "TeX": "TeX", "LaTeX": "LaTeX"}
            result = words.get(match[2]) or _ASCII_NAMES.get(match[2])
            if result is None and after and not after.isascii():
                result = after
            if result:
                for length in {len(match[0]), len(match[0].removesuffix("{}"))}:
                    found.append((match.start() - at + length, [result]))
                    found.append((match.start() - at + length + 1, [result]))
    return found
