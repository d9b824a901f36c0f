"""What all pages share: configuration, templates, the addresses of assets, the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen import urls
from sitegen.config import Config
from sitegen.model import OwnPage
from sitegen.pages.shown import Link
from sitegen.pages.words import Words, words


@dataclass(frozen=True, slots=True)
class Site:
    """The frame of all pages. ``assets`` maps a static file's name to its address.

    ``own`` are the pages that the publisher wrote: every page leads to them. ``theirs`` names the templates
    that are not sitegen's own.
    """

    config: Config
    templates: Mapping[str, str]
    assets: Mapping[str, str]
    own: tuple[OwnPage, ...] = ()
    theirs: frozenset[str] = frozenset()

    def href(self, address: str, fragment: str = "") -> str:
        """Link to an address of this site."""
        return urls.href(self.config.base_path, address, fragment)

    def paper_href(self, key: str, date: str) -> str:
        """Link to a paper that the digest of a day tells of."""
        return self.href(*urls.paper_in(self.config.paper_pages, key, date))

    @property
    def nav(self) -> dict[str, str]:
        """Where the frame of every page leads."""
        return {
            "home": self.href(urls.HOME),
            "archive": self.href(urls.ARCHIVE),
            "categories": self.href(urls.CATEGORIES),
            "trends": self.href(urls.TRENDS),
            "search": self.href(urls.SEARCH),
            "saved": self.href(urls.SAVED),
            "manifest": self.href(urls.MANIFEST),
            "feed": self.href(urls.atom()),
        }

    @property
    def own_links(self) -> tuple[Link, ...]:
        """Link to the publisher's own pages."""
        return tuple(Link(page.title, self.href(page.address)) for page in self.own)

    def canonical(self, address: str) -> str:
        """Give the full address, or nothing while the site has no ``base_url``."""
        return urls.href(self.config.base_url, address) if self.config.base_url else ""

    @property
    def words(self) -> Words:
        """The interface's words in its language. Raises ``TemplateFault``."""
        return words(self.config.language, self.templates)

    def gettext(self, message: str) -> str:
        """Say words of the interface in the interface's language."""
        return self.words.gettext(message)

    def label(self, category: str) -> str:
        """Give a category's words as configured, in the interface's language; nothing when there are none."""
        name = self.config.category_names.get(category, "")
        return self.gettext(name) if name else ""
