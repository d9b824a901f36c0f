"""Pages in a worker: what they show is read from the store, and files are made of them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace

from sitegen import feeds, insights
from sitegen.model import Entry, Mention, Page
from sitegen.pages import cards
from sitegen.pages.papers import PaperPage, Related
from sitegen.pages.plan import DigestPage, HitsPage
from sitegen.pages.render import Renderer
from sitegen.pages.site import Site
from sitegen.pages.trends import TrendsPage, WeekLine
from sitegen.store import Entries, Store, Words

# What is kept at hand: pages come day by day, and each entry is shown on three or four of them.
_OPEN_DIGESTS = 4
_KEPT_ENTRIES = 500


class Maker:
    """Makes the files of one site. ``words`` opens a digest's words by its content key."""

    def __init__(self, site: Site, store: Store, words: Callable[[str], Words]) -> None:
        self._config = site.config
        self._renderer = Renderer(site)
        self._store = store
        self._words = words
        self._open = functools.lru_cache(maxsize=_OPEN_DIGESTS)(store.entries)
        self._related = functools.lru_cache(maxsize=_OPEN_DIGESTS)(store.related)
        self._read = functools.lru_cache(maxsize=_KEPT_ENTRIES)(self._read_entry)

    def prepare(self) -> Iterator[None]:
        """Compile the templates ahead of time, as ``Renderer.prepare`` does."""
        return self._renderer.prepare()

    def make(self, page: Page) -> bytes:
        """Make the file of a page. Raises ``TemplateFault``."""
        if isinstance(page.content, HitsPage):
            return self._words(page.content.key).part(page.content.part)
        if isinstance(page.content, cards.DayCard | cards.SiteCard):
            return cards.draw(page.content)
        if isinstance(page.content, TrendsPage):
            content = page.content
            weeks = [self._week(week) for week in content.weeks[-content.telling :]]
            page = page._replace(content=content._replace(told=insights.tell(weeks, content.recent)))
        elif isinstance(page.content, PaperPage):
            page = page._replace(content=page.content._replace(near=self._near(page.content.related)))
        elif isinstance(page.content, DigestPage) and page.content.whole:
            told = {
                key: one._replace(near=self._near(one.related)) for key, one in page.content.whole.items()
            }
            page = page._replace(content=replace(page.content, whole=told))
        data = feeds.render(page, self._config, self._read)
        return self._renderer.render(page, self._read) if data is None else data

    def _near(self, related: Related | None) -> tuple[insights.Near, ...]:
        if related is None:
            return ()
        return insights.read_row(self._related(related.day)[related.place])

    def _week(self, week: WeekLine) -> bytes:
        """The counts of a week's papers; nothing for a week without any."""
        if not week.key:
            return b""
        counts = self._store.week(week.key)
        if counts is None:
            counts = insights.count_week(
                week.papers, lambda digest: self._store.notes(digest).part(insights.TRENDS)
            )
            self._store.put_week(week.key, counts)
        return counts

    def _read_entry(self, mention: Mention) -> Entry:
        entries: Entries = self._open(mention.digest)
        return entries.get(mention.place, mention.fingerprint)
