"""The tasks of a build's workers: load a digest file, render a batch of pages, write a segment's band.

A worker is told once what all its tasks share, and keeps its state in this module. What they need is heavy to
import, so a build with nothing to do never imports this module.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen import feeds, formats, insights, text, urls
from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.extensions import extensions
from sitegen.model import Digest, Entry, Mention, Page, SourceFile, TypesetDigest
from sitegen.output import Output, Staged
from sitegen.pages import cards
from sitegen.pages.papers import PaperPage, Related
from sitegen.pages.plan import DigestPage, HitsPage
from sitegen.pages.render import Renderer
from sitegen.pages.trends import TrendsPage, WeekLine
from sitegen.sources import ContentFile, read
from sitegen.store import Entries, Store, StoreDamageError
from sitegen.typeset import typeset
from sitegen.workers import Done, Shared, peak_memory

if TYPE_CHECKING:
    from sitegen import search

# What a worker keeps at hand: pages come day by day, and each entry is shown on three or four of them.
_OPEN_DIGESTS = 12
_OPEN_WORDS = 512  # each slice of the index reads from every digest of its segment
_KEPT_ENTRIES = 1_000
# As in ``search``, of which whoever only loads digests needs no more.
MOST_DOCUMENTS = 65_535
# Fields that the search index keeps apart from the summary.
_APART = frozenset({"category", "tldr", "abstract"})
_NOTHING: dict[str, bytes] = {}


class Worker:
    """The state of one worker."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.store = Store(shared.cache)
        self._config = shared.site.config
        self._renderer = Renderer(shared.site)
        self.output = Output(shared.output)
        self._open = functools.lru_cache(maxsize=_OPEN_DIGESTS)(self.store.entries)
        self._related = functools.lru_cache(maxsize=_OPEN_DIGESTS)(self.store.related)
        self._words = functools.lru_cache(maxsize=_OPEN_WORDS)(self.store.words)
        self._read = functools.lru_cache(maxsize=_KEPT_ENTRIES)(self._read_entry)
        # The digest that was loaded last, by its content key: its words are often wanted next.
        self._loaded: tuple[str, tuple[Digest, TypesetDigest] | None] = "", None
        self._block = functools.lru_cache(maxsize=shared.texts)(text.block) if shared.texts else text.block

    def load(self, key: str, file: ContentFile) -> None:
        """Read, set and store a digest file."""
        loaded = formats.load(SourceFile(file.path, read(file)), extensions().formats)
        if loaded.digest is None:
            self.store.put_skipped(key, loaded.diagnostics)
            self._loaded = key, None
            return
        is_whole = self._config.paper_pages != "all"
        done = typeset(loaded.digest, self._config.labels, self._block, whole=is_whole)
        notes = insights.note_down(noted(loaded.digest, done))
        self.store.put_notes(key, notes)
        found = (*loaded.diagnostics, *_too_many(loaded.digest))
        self.store.put(key, loaded.digest, done, found, insights.alike(notes))
        self._loaded = key, (loaded.digest, done)

    def analyse(self, key: str, file: ContentFile) -> None:
        """Store the words of a digest file."""
        if self._loaded[0] != key:
            self.load(key, file)
        from sitegen import search  # noqa: PLC0415 - heavy, and not every process comes here

        if found := self._loaded[1]:
            words = search.analyse(documents(*found)[: search.MOST_DOCUMENTS])
            self.store.put_words(key, (words.head, *words.bands, *words.pages))

    def render(self, page: Page) -> bytes:
        """Make a file. Raises ``TemplateFault``."""
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

    def bands(self, key: str, numbers: range) -> list[bytes]:
        """Some bands of a digest's analysis. Raises ``StoreDamageError``."""
        return self._words(key).parts(range(1 + numbers.start, 1 + numbers.stop))

    def relate(self, days: tuple[insights.RelatedDay, ...], warm: int) -> dict[str, bytes]:
        """Store the related papers of days' papers; give each paper's fingerprint, by the days' keys."""
        found = {}
        for key, rows in insights.relate(
            days, warm, lambda digest, part: self.store.notes(digest).part(part)
        ):
            self.store.put_related(key, rows)
            found[key] = "".join(map(insights.seal, rows)).encode()
        return found

    def _near(self, related: Related | None) -> tuple[insights.Near, ...]:
        if related is None:
            return ()
        return insights.read_row(self._related(related.day)[related.place])

    def _week(self, week: WeekLine) -> bytes:
        """The counts of a week's papers; nothing for a week without any."""
        if not week.key:
            return b""
        counts = self.store.week(week.key)
        if counts is None:
            counts = insights.count_week(
                week.papers, lambda digest: self.store.notes(digest).part(insights.TRENDS)
            )
            self.store.put_week(week.key, counts)
        return counts

    def _read_entry(self, mention: Mention) -> Entry:
        entries: Entries = self._open(mention.digest)
        return entries.get(mention.place, mention.fingerprint)


_worker: Worker | None = None


def start(shared: Shared) -> None:
    """Make this process a worker of the build that ``shared`` describes."""
    global _worker  # noqa: PLW0603 - a process pool hands state to its processes only so
    if _worker is None or _worker.shared != shared:
        _worker = Worker(shared)


def load_digest(task: tuple[str, ContentFile]) -> Done:
    """Read, set and store one digest file under its content key."""
    assert _worker  # noqa: S101 - the pool's initializer ran
    _worker.load(*task)
    return _done(())


def analyse_digest(task: tuple[str, ContentFile]) -> Done:
    """Store the words of one digest file for the search index."""
    assert _worker  # noqa: S101 - the pool's initializer ran
    _worker.analyse(*task)
    return _done(())


def load_and_analyse_digest(task: tuple[str, ContentFile]) -> Done:
    """Do both for one digest file, while it is at hand."""
    load_digest(task)
    return analyse_digest(task)


def _too_many(digest: Digest) -> Iterator[Diagnostic]:
    count = sum(len(section.records) for section in digest.sections)
    if count > MOST_DOCUMENTS:
        message = f"Expected at most {MOST_DOCUMENTS} papers, found {count}; the search finds the first ones."
        yield Diagnostic(Position(digest.path, 1, 1), Severity.WARNING, "too-many-papers", message)


def documents(digest: Digest, typeset: TypesetDigest) -> list[search.Document]:
    """Give the plain texts of a digest's papers, in its order, for the search index."""
    from sitegen import search  # noqa: PLC0415 - heavy, see above

    categories = [section.category for section in digest.sections for _ in section.records]
    return [
        search.Document(
            key=entry.key,
            title=entry.title,
            authors=entry.authors,
            category=category,
            tldr=entry.tldr,
            summary="\n".join(text.reading(f.html) for f in entry.fields if f.name not in _APART),
            abstract=entry.abstract,
        )
        for category, entry in zip(categories, typeset.entries, strict=True)
    ]


def noted(digest: Digest, typeset: TypesetDigest) -> list[insights.Noted]:
    """Give what insights want to know of a digest's papers, in its order."""
    records = (record for section in digest.sections for record in section.records)
    return [
        insights.Noted(
            key=entry.key,
            title=entry.title,
            lang=entry.title_lang,
            tldr=entry.tldr,
            keywords=next((text.plain(f.text) for f in record.fields if f.name == "keywords"), ""),
            authors=entry.authors,
            body=entry.abstract or "\n".join([entry.tldr, *(f.text for f in record.fields)]),
        )
        for record, entry in zip(records, typeset.entries, strict=True)
    ]


def write_slice(task: tuple[search.Segment, search.Slice]) -> Done:
    """Stage the files of one slice of a segment."""
    from sitegen import search  # noqa: PLC0415 - heavy, see above

    assert _worker  # noqa: S101 - the pool's initializer ran
    try:
        files = list(search.write(*task, _worker.bands))
    except ValueError as error:
        raise StoreDamageError(str(error)) from error
    staged = [_worker.output.stage(urls.search(file.name), file.data) for file in files if file.served]
    return _done(tuple(staged), {file.name: file.data for file in files if not file.served})


def relate_days(task: tuple[tuple[insights.RelatedDay, ...], int]) -> Done:
    """Find the related papers of days' papers."""
    assert _worker  # noqa: S101 - the pool's initializer ran
    return _done((), _worker.relate(*task))


def render_pages(pages: tuple[Page, ...]) -> Done:
    """Render pages and stage those that differ from what is published."""
    assert _worker  # noqa: S101 - the pool's initializer ran
    staged = [_worker.output.stage(page.address, _worker.render(page)) for page in pages]
    return _done(tuple(staged))


def move_links(task: tuple[tuple[tuple[str, int], ...], Mapping[bytes, bytes]]) -> Done:
    """Stage pages, as (address, size) pairs, with other links to static files.

    A page that is not as it was published is left out: it has to be made again.
    """
    assert _worker  # noqa: S101 - the pool's initializer ran
    pages, moves = task
    staged = []
    for address, size in pages:
        data = _worker.output.published(address)
        if len(data) == size:
            for old, new in moves.items():
                data = data.replace(old, new)
            staged.append(_worker.output.stage(address, data))
    return _done(tuple(staged))


def _done(staged: tuple[Staged, ...], kept: Mapping[str, bytes] = _NOTHING) -> Done:
    return Done(staged, os.getpid(), peak_memory(), kept)
