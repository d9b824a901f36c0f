"""From a walk's source to paragraphs, lists and emphasis, directly where that is all that is needed.

Nearly all fields hold neither emphasis nor lists. For them the HTML is written here, with the same bytes
that ``blocks`` would give by way of Python-Markdown, at a fraction of the cost; a property test compares
them.
"""

from __future__ import annotations

import re

from .walk import escape

_CJK = "\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2026"
_WORD = rf"[^\W{_CJK}]"

STRONG_EMPHASIS = re.compile(r"(?<!\*)\*{3}(?![\s*])([^*]+)(?<!\s)\*{3}(?!\*)")
STRONG = re.compile(
    r"(?<!\*)(?:(?<![A-Za-z0-9)\]])\*\*|\*\*(?![A-Za-z0-9(\[]))(?![\s*])((?:[^*]|(?<!\*)\*(?!\*))+)(?<![\s*])\*\*(?!\*)"
)
EMPHASIS = re.compile(
    rf"(?<![*)\]}}\x03\x0f])(?<!{_WORD})\*(?=[\w“\"‘'(\[\x02\x0e])([^*]+)(?<![\s*(\[{{])\*(?!\*)(?!{_WORD})"
)
ITEM = re.compile(r"[^\S\n]{0,3}(?:[-+*•]\s+|(?P<number>[0-9]{1,3})(?:[.)]\s+|[.、．](?=[^\W\d_])))(?=\S)")

_NEXT_ITEM = re.compile(r"\n" + ITEM.pattern.replace("?P<number>", "?:"))
_BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)?(?:(?<=\n)|(?<=\n ) (?=\S)|(?<=\n  ) ?(?=\S))")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_INDENTED = re.compile(r"\n {2,3}(?=\S)")
_CJK_BREAK = re.compile(rf"(?<=[{_CJK}])[ \t]*\n[ \t]*(?=[{_CJK}])")
_SPACE = re.compile(r"[ \t\n]+")
BLANK = " \t\n"


def normal(source: str) -> str:
    """Return a source with its paragraphs parted by one empty line each.

    An abstract wrapped in arXiv's way starts a paragraph with two spaces instead.
    """
    if "\n" not in source:
        return source
    return _INDENTED.sub("\n\n", _BLANK_LINES.sub("\n\n", source))


def fold(html: str) -> str:
    """Return HTML with each run of white space as one space, and none between ideographs."""
    if "\n" in html:
        html = _CJK_BREAK.sub("", html)
    elif "  " not in html and "\t" not in html:
        return html
    return _SPACE.sub(" ", html)


def is_plain(source: str) -> bool:
    """Tell whether a source holds neither emphasis nor a list."""
    if "*" in source and any(p.search(source) for p in (STRONG_EMPHASIS, STRONG, EMPHASIS)):
        return False
    if "\n" not in source:
        return True  # a list has two lines
    items = _NEXT_ITEM.finditer(source)
    return next(items, None) is None or (ITEM.match(source) is None and next(items, None) is None)


def paragraphs(source: str) -> str:
    """Return a normal source that holds neither emphasis nor a list as HTML."""
    source = escape(source)
    if "\n\n" not in source:
        return f"<p>{source.strip(BLANK)}</p>" if source and not source.isspace() else ""
    return "".join(
        f"<p>{part.strip(BLANK)}</p>" for part in source.split("\n\n") if part and not part.isspace()
    )
