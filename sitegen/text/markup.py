"""The doors: a title or a field as HTML or as plain text."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from . import commands, dashes, formulas, hygiene, layout, links, quoting
from .accents import accents
from .result import Problem, Typeset
from .walk import Walk, escape

if TYPE_CHECKING:
    from .walk import Handler

_HANDLERS: dict[str, Handler] = {
    "\\": commands.backslash,
    "$": formulas.dollar,
    "`": quoting.backtick,
    "'": quoting.close,
    '"': quoting.close,
    "h": links.address,
    "!": links.markdown_link,
    "[": links.markdown_link,
    "-": dashes.dash,
    "~": dashes.tie,
    "{": commands.group,
}

_MARKED = re.compile(r"[\\$`*\[~]")
_PLAIN_MARKS = ("--", "://")


def _is_marked(text: str) -> bool:
    """Tell whether a tidy text may hold a mark; lists are looked for elsewhere."""
    return _MARKED.search(text) is not None or "--" in text or "://" in text


def _placed(given: str, problems: list[Problem]) -> tuple[Problem, ...]:
    """Return problems with their offsets in the text given rather than in the tidied one."""
    return tuple(Problem(p.code, p.message, hygiene.place(given, p.offset)) for p in problems)


def inline(text: str) -> Typeset:
    """Return a title or a label as HTML: one line, mathematics, code and TeX; no links, no emphasis."""
    clean, odd = hygiene.clean(text)
    clean = clean.strip()
    if not _is_marked(clean):
        return Typeset(layout.fold(escape(clean)), odd)
    walk = Walk(clean, _HANDLERS, links=False, blocks=False)
    html = walk.fill(layout.fold(escape(walk.source())))
    return Typeset(html, odd + tuple(walk.problems))


def block(text: str) -> Typeset:
    """Return a field as HTML: paragraphs, lists, emphasis, code, links, mathematics."""
    clean, odd = hygiene.clean(text)
    if not _is_marked(clean):
        source = layout.normal(clean)
        if layout.is_plain(source):
            return Typeset(layout.fold(layout.paragraphs(source)), odd)
    return _full(clean, odd)


def _full(clean: str, odd: tuple[Problem, ...]) -> Typeset:
    walk = Walk(clean, _HANDLERS, links=True, blocks=True)
    source = layout.normal(walk.source())
    if layout.is_plain(source):
        html = layout.paragraphs(source)
    elif layout.is_long(source):
        walk.problems.append(
            Problem("text-long", "expected a shorter text; its emphasis and lists are shown as written", 0)
        )
        html = layout.paragraphs(source)
    else:
        from .blocks import markdown  # noqa: PLC0415 - most runs never need the library

        html = markdown(source)
    return Typeset(walk.fill(layout.fold(html)), odd + tuple(walk.problems))


_ANNOTATION = re.compile(r"<math[ >].*?<annotation[^>]*>(.*?)</annotation></semantics></math>", re.DOTALL)
_BLOCK_TAG = re.compile(r"</?(?:p|li|ol|ul|pre)[^>]*>")
_ANY_TAG = re.compile(r"<[^>]*>")


def plain(text: str) -> str:
    """Return what a reader reads of a field or title: no marks, formulas as their TeX, white space folded."""
    html = block(text).html
    html = _ANNOTATION.sub(r"\1", html)
    return " ".join(unescape(_ANY_TAG.sub("", _BLOCK_TAG.sub(" ", html))).split())


def name(text: str) -> str:
    """Return an author's name: TeX's accents as characters, everything else as it is."""
    return accents(hygiene.clean(text)[0])
