"""A page of the publisher's own: a whole Markdown document as safe HTML.

Unlike a field, which is data, it may hold headings, tables, code blocks, links within the site and pictures
of it. Like a field it holds no HTML, no script, nothing of other hosts: who pushes digests may push pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor

from .result import Problem, Typeset
from .walk import escape

Resolve = Callable[[str], str]

_LONGEST = 60_000
_MOST_HEADINGS = 500
_MOST_EFFORT = 500_000
"""Characters passed over in search of closing brackets, all in all: a page of a thousand links has 50,000."""

_HEADINGS = re.compile(r"^(?:#|[=-]+ *$)", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_BRACKETS = re.compile(r"[\[\]]")

_OF_THE_SITE = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f]*")
_RELATIVE = re.compile(r"(?:[\w%~-][\w./%~-]*|\.{1,2}/[\w./%~-]*)?(?:[?#][^\s\\\x00-\x1f]*)?")
_OF_THE_WEB = re.compile(r"(?:https?://[A-Za-z0-9\[]|mailto:[A-Za-z0-9])[^\s\\\x00-\x1f]*", re.IGNORECASE)


def document(source: str, resolve: Resolve) -> Typeset:
    """Return a document as HTML.

    ``resolve`` makes a link of an address that begins with a slash, which is that of a page or file of the
    site. A link that is neither that, relative, http, https nor mailto becomes its words; a picture of
    another host becomes a link to it.
    """
    if _is_too_much(source):
        why = "The page is too long, or has too many brackets or headings; it is shown as it is written."
        return Typeset(f"<pre>{escape(source)}</pre>", (Problem("page-long", why, 0),))
    addresses = _Addresses(resolve)
    converter = Markdown(
        extensions=[
            "fenced_code",
            "sane_lists",
            TableExtension(),
            TocExtension(marker="", slugify=_anchor),
            addresses,
        ],
        output_format="html",
    )
    html = converter.convert(source)
    problems = [
        Problem(
            "page-link",
            f"A link to a page, the web or a mail address was expected; {address} is left out.",
            max(0, source.find(address)),
        )
        for address in addresses.refused
    ]
    return Typeset(html, tuple(problems))


def _is_too_much(source: str) -> bool:
    """Tell whether setting a text could take more than seconds.

    The library looks from each bracket on for the one that closes it, from paragraph to paragraph anew.
    """
    if len(source) > _LONGEST or sum(1 for _ in _HEADINGS.finditer(source)) > _MOST_HEADINGS:
        return True
    effort = 0
    for paragraph in _BLANK_LINES.split(source):
        opened: list[int] = []
        for bracket in _BRACKETS.finditer(paragraph):
            if bracket[0] == "[":
                opened.append(bracket.start())
            elif opened:
                effort += bracket.start() - opened.pop()
        effort += sum(len(paragraph) - start for start in opened)
    return effort > _MOST_EFFORT


def _anchor(heading: str, separator: str) -> str:
    """Name a heading's place; ``main`` is that of the page's own main part."""
    name = slugify_unicode(heading, separator) or "section"
    return f"{name}{separator}1" if name == "main" else name


class _Addresses(Extension):
    """Takes out what lets HTML through, and looks at every address at last, when all else is done."""

    def __init__(self, resolve: Resolve) -> None:
        super().__init__()
        self.resolve = resolve
        self.refused: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        md.treeprocessors.register(_Look(self), "addresses", -10)

    def told(self, address: str) -> str:
        """Return an address as a page may hold it; nothing if it may not."""
        if _OF_THE_SITE.fullmatch(address):
            return self.resolve(address)
        return address if _RELATIVE.fullmatch(address) or _OF_THE_WEB.fullmatch(address) else ""


class _Look(Treeprocessor):
    def __init__(self, addresses: _Addresses) -> None:
        super().__init__()
        self.addresses = addresses

    def run(self, root: Element) -> None:
        for element in root.iter():
            element.attrib.pop("style", None)  # a column's alignment, which the policy of the pages forbids
            if element.tag == "a":
                self._link(element, element.get("href", ""))
            elif element.tag == "img":
                self._picture(element, element.get("src", ""))

    def _link(self, element: Element, address: str) -> None:
        told = self.addresses.told(address)
        if told:
            element.set("href", told)
        else:
            self._refuse(element, address)

    def _picture(self, element: Element, address: str) -> None:
        told = self.addresses.told(address)
        if told and not _OF_THE_WEB.fullmatch(told):
            element.set("src", told)
            return
        element.text = element.get("alt") or address
        if told:
            element.tag = "a"
            element.attrib.clear()
            element.set("href", told)
        else:
            self._refuse(element, address)

    def _refuse(self, element: Element, address: str) -> None:
        self.addresses.refused.append(address)
        element.tag = "span"
        element.attrib.clear()
