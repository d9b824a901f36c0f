"""Python-Markdown, cut down to what a field may hold: emphasis, lists, paragraphs.

A field is data, not a document, so the library's own rules are all taken out (they honour raw HTML,
headings, entities, references, indented code, and more), and a few of ours are put in. Its input is the
*source* of a walk, where code, links and mathematics are atoms already; its tree is written as HTML here,
all text escaped.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.util import Registry

from .layout import BLANK, EMPHASIS, ITEM, STRONG, STRONG_EMPHASIS
from .walk import escape

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


class _Emphasis(InlineProcessor):
    """``*words*``, ``**words**``, ``***words***``: one element within another for each of its tags."""

    def __init__(self, pattern: re.Pattern[str], tags: tuple[str, ...], md: Markdown) -> None:
        super().__init__(pattern.pattern, md)
        self.compiled_re = pattern
        self.tags = tags

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library's signature
    ) -> tuple[Element, int, int]:
        outer = inner = Element(self.tags[0])
        for tag in self.tags[1:]:
            inner = SubElement(inner, tag)
        inner.text = m[1]
        return outer, m.start(), m.end()


class _Field(BlockProcessor):
    """Paragraphs, and lists where there clearly is one: two items or more, each on a line of its own."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - the library's signature
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        while (
            blocks and _kind(_last_item(lines)) and _kind(_last_item(lines)) == _kind(ITEM.match(blocks[0]))
        ):
            lines += blocks.pop(0).split("\n")
        for run, items in _runs(lines):
            if items:
                _add_list(parent, items)
            elif (text := "\n".join(run)) and not text.isspace():
                SubElement(parent, "p").text = text.strip(BLANK)


def _kind(item: re.Match[str] | None) -> str:
    if item is None:
        return ""
    return "ol" if item["number"] else "ul"


def _last_item(lines: list[str]) -> re.Match[str] | None:
    for line in reversed(lines):
        if match := ITEM.match(line):
            return match
        if not line.startswith(" "):
            return None
    return None


def _runs(lines: list[str]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Part lines into paragraphs and lists: yield ``(lines, [])`` or ``(lines, items)``."""
    paragraph: list[str] = []
    at = 0
    while at < len(lines):
        end, items = _list_at(lines, at)
        if len(items) > 1:
            if paragraph:
                yield paragraph, []
                paragraph = []
            yield lines[at:end], items
            at = end
        else:
            paragraph.append(lines[at])
            at += 1
    if paragraph:
        yield paragraph, []


def _list_at(lines: list[str], at: int) -> tuple[int, list[list[str]]]:
    """Return where the list that begins at a line ends, and the lines of its items (none: no list)."""
    items: list[list[str]] = []
    kind, number = _kind(ITEM.match(lines[at])), -1
    while at < len(lines) and kind:
        match = ITEM.match(lines[at])
        if match:
            if _kind(match) != kind or (match["number"] and int(match["number"]) <= number):
                break
            number = int(match["number"] or 0) if kind == "ol" else -1
            items.append([lines[at]])
        elif items and lines[at].startswith(" "):
            items[-1].append(lines[at])
        else:
            break
        at += 1
    return at, items


def _add_list(parent: Element, items: list[list[str]]) -> None:
    first = ITEM.match(items[0][0])
    listing = SubElement(parent, _kind(first))
    expected = 1
    for lines in items:
        match = ITEM.match(lines[0])
        assert match is not None  # noqa: S101 - an item begins with its mark
        item = SubElement(listing, "li")
        if match["number"]:
            if int(match["number"]) != expected:
                item.set("value", str(int(match["number"])))
            expected = int(match["number"]) + 1
        item.text = "\n".join([lines[0][match.end() :], *lines[1:]]).strip(BLANK)


class _Rules(Extension):
    """All rules of the library out, ours in."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors = Registry()
        md.parser.blockprocessors = Registry()
        md.inlinePatterns = Registry()
        md.postprocessors = Registry()
        md.treeprocessors = Registry()
        md.treeprocessors.register(
            InlineTreeprocessor(md), "inline", 10
        )  # it keeps the patterns it is made with
        md.parser.blockprocessors.register(_Field(md.parser), "field", 10)
        md.inlinePatterns.register(_Emphasis(STRONG_EMPHASIS, ("strong", "em"), md), "strong-em", 30)
        md.inlinePatterns.register(_Emphasis(STRONG, ("strong",), md), "strong", 20)
        md.inlinePatterns.register(_Emphasis(EMPHASIS, ("em",), md), "em", 10)


def _write(element: Element) -> str:
    """Return an element as HTML. Its tags are ours, its text is escaped."""
    value = element.get("value")
    attributes = f' value="{escape(value)}"' if value else ""
    content = [escape(element.text or "")]
    for child in element:
        content += _write(child), escape(child.tail or "")
    return f"<{element.tag}{attributes}>{''.join(content)}</{element.tag}>"


class _Local(threading.local):
    """A converter of its own for each thread: a conversion keeps its state in the converter."""

    def __init__(self) -> None:
        self.converter = Markdown(extensions=[_Rules()])
        self.converter.serializer = _write


_local = _Local()


def markdown(source: str) -> str:
    """Return the HTML of a walk's source, its atoms still in their places as numbers."""
    return _local.converter.convert(source)
