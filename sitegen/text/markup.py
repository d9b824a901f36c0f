"""The doors: a title or a field as HTML or as plain text."""

from __future__ import annotations

import re
from html import unescape
from operator import attrgetter
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from . import characters, dashes, formulas, hygiene, layout, links, quoting
from .accents import accents
from .result import Typeset
from .walk import Walk, escape

if TYPE_CHECKING:
    from .result import Problem
    from .walk import Handler

_HANDLERS: dict[str, Handler] = {
    "\\": characters.backslash,
    "$": formulas.dollar,
    "`": quoting.backtick,
    "'": quoting.close,
    '"': quoting.close,
    "h": links.address,
    "!": links.markdown_link,
    "[": links.markdown_link,
    "-": dashes.dash,
    "~": dashes.tie,
    "{": characters.group,
}

_WALK_LIMIT = 1_000_000
"""Characters of a text whose marks are looked at; that many take a second. Real fields have up to 4,000."""

_MARKDOWN_LIMIT = 60_000
"""Characters of a source for Python-Markdown, whose cost may grow with the square of its input's length."""

_MARKS = r"\\$`*\[~"
_UNSURE = re.compile(f"[{_MARKS}{hygiene.SUSPECT}]")


def _is_bare(text: str) -> bool:
    """Tell whether a text is tidy and holds no mark that a walk would look at; lists are another matter.

    Nearly all texts are bare, so this is what their typesetting costs: one search and a few comparisons.
    """
    return (
        _UNSURE.search(text) is None
        and "--" not in text
        and "''" not in text
        and "://" not in text
        and (text.isascii() or is_normalized("NFC", text))
    )


def inline(text: str) -> Typeset:
    """Return a title or a label as HTML: one line, mathematics, code and TeX; no links, no emphasis."""
    if _is_bare(text):
        return Typeset(layout.fold(escape(text.strip(layout.BLANK))))
    clean, odd = hygiene.clean(text)
    walk = Walk(clean, _HANDLERS, links=False, blocks=False)
    source = _source(walk).strip(layout.BLANK)
    return Typeset(walk.fill(layout.fold(escape(source))), _placed(text, odd, walk))


def block(text: str) -> Typeset:
    """Return a field as HTML: paragraphs, lists, emphasis, code, links, mathematics."""
    if _is_bare(text):
        source = layout.normal(text)
        if layout.is_plain(source):
            return Typeset(layout.fold(layout.paragraphs(source)))
    return by_way_of_markdown(text, always=False)


def by_way_of_markdown(text: str, *, always: bool = True) -> Typeset:
    """Return a field as HTML the long way: by a walk, then by Python-Markdown.

    ``block`` takes its shortcuts; that both give the same bytes is for a test to show. Unless ``always``, the
    library is left out where a source holds nothing for it.
    """
    clean, odd = hygiene.clean(text)
    walk = Walk(clean, _HANDLERS, links=True, blocks=True)
    source = layout.normal(_source(walk))
    if not always and layout.is_plain(source):
        html = layout.paragraphs(source)
    elif len(source) > _MARKDOWN_LIMIT:
        _report_length(walk, _MARKDOWN_LIMIT, "its emphasis and lists are")
        html = layout.paragraphs(source)
    else:
        from .blocks import markdown  # noqa: PLC0415 - most runs never need the library

        html = markdown(source)
    return Typeset(walk.fill(layout.fold(html)), _placed(text, odd, walk))


def _source(walk: Walk) -> str:
    """Return a walk's source, or the text as written where it is too long to walk."""
    if len(walk.text) <= _WALK_LIMIT:
        return walk.source()
    _report_length(walk, _WALK_LIMIT, "its marks are")
    return walk.text


def _report_length(walk: Walk, limit: int, what: str) -> None:
    walk.report("text-long", f"expected a text of at most {limit} characters; {what} shown as written", 0)


def _placed(given: str, odd: tuple[Problem, ...], walk: Walk) -> tuple[Problem, ...]:
    """Return all problems with their offsets in the text given rather than in the tidied one."""
    found = sorted(walk.problems, key=attrgetter("offset"))
    if given != walk.text:
        offsets = hygiene.places(given, [problem.offset for problem in found])
        found = [problem._replace(offset=at) for problem, at in zip(found, offsets, strict=True)]
    return (*odd, *found)


def plain(text: str) -> str:
    """Return what a reader reads of a field or title: no marks, formulas as their TeX, white space folded."""
    if "\n" not in text and _is_bare(text):
        return " ".join(text.split())
    return reading(block(text).html)


def reading(html: str) -> str:
    """Return the plain text of HTML that ``block`` or ``inline`` made; list items keep their numbers."""
    if html.startswith("<p>") and html.find("<", 3) == len(html) - 4:  # one paragraph of words alone
        return " ".join(unescape(html[3:-4]).split())
    html = _FORMULA.sub(r"\1", html)
    if "<ol>" in html:
        html = _NUMBERED.sub(_number_items, html)
    return " ".join(unescape(_TAG.sub("", _BLOCK_TAG.sub(" ", html))).split())


_FORMULA = re.compile(r"<math[ >].*?<annotation[^>]*>(.*?)</annotation></semantics></math>", re.DOTALL)
_NUMBERED = re.compile(r"<ol>.*?</ol>", re.DOTALL)
_ITEM = re.compile(r'<li(?: value="([0-9]+)")?>')
_BLOCK_TAG = re.compile(r"</?(?:p|li|ol|ul|pre)(?: [^>]*)?>")
_TAG = re.compile(r"<[^>]*>")


def _number_items(numbered: re.Match[str]) -> str:
    number = 0

    def item(match: re.Match[str]) -> str:
        nonlocal number
        number = int(match[1]) if match[1] else number + 1
        return f" {number}. "

    return _ITEM.sub(item, numbered[0])


def name(text: str) -> str:
    """Return an author's name: TeX's accents as characters, everything else as it is."""
    return accents(hygiene.clean(text)[0])
