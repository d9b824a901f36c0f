"""The tasks of a build's workers: load a digest file, render a batch of pages, write a segment's band.

A worker is told once what all its tasks share, and keeps its state in this module. What they need is heavy to
import, so each process imports what its own tasks need.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sitegen import insights, urls
from sitegen.model import Document, Page
from sitegen.output import Output, Staged
from sitegen.sources import ContentFile
from sitegen.store import Store, StoreDamageError
from sitegen.workers import Done, Shared, peak_memory

if TYPE_CHECKING:
    from sitegen import search
    from sitegen.digesting import Reader
    from sitegen.rendering import Maker

# What a worker keeps at hand: each slice of the index reads from every digest of its segment.
_OPEN_WORDS = 512
_NOTHING: dict[str, bytes] = {}


Loaded = tuple[str, list[Document] | None]
"""The digest that was loaded last, by its content key: its words are often wanted next."""


class Worker:
    """The state of one worker."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.store = Store(shared.cache)
        self._reader: Reader | None = None
        self._maker: Maker | None = None
        self.output = Output(shared.output, write=shared.write)
        self._words = functools.lru_cache(maxsize=_OPEN_WORDS)(self.store.words)
        self.loaded: Loaded = "", None

    def load(self, key: str, file: ContentFile) -> None:
        """Read, set and store a digest file."""
        if self._reader is None:
            from sitegen.digesting import Reader  # noqa: PLC0415 - heavy, and not every process comes here

            self._reader = Reader(self.store, self.shared.site.config, self.shared.texts)
        self.loaded = key, self._reader.load(key, file)

    def analyse(self, key: str, file: ContentFile) -> None:
        """Store the words of a digest file."""
        if self.loaded[0] != key:
            self.load(key, file)
        from sitegen import search  # noqa: PLC0415 - heavy, and not every process comes here

        found = self.loaded[1]
        if found is not None:
            words = search.analyse(found)
            self.store.put_words(key, (words.head, *words.bands, *words.pages))

    def render(self, page: Page) -> bytes:
        """Make a file. Raises ``TemplateFault``."""
        return self._made().make(page)

    def prepare(self) -> Iterator[None]:
        """Get ready to render, step by step as it is asked to go on."""
        return self._made().prepare()

    def _made(self) -> Maker:
        if self._maker is None:
            from sitegen.rendering import Maker  # noqa: PLC0415 - heavy, and not every process comes here

            self._maker = Maker(self.shared.site, self.store, self._words)
        return self._maker

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


_worker: Worker | None = None


def start(shared: Shared) -> None:
    """Make this process a worker of the build that ``shared`` describes."""
    global _worker  # noqa: PLW0603 - a process pool hands state to its processes only so
    if _worker is None or _worker.shared != shared:
        _worker = Worker(shared)


def loaded() -> Loaded:
    """Give what a worker in another process may be told with ``remember``."""
    assert _worker  # noqa: S101 - it was started
    return _worker.loaded


def remember(shared: Shared, known: Loaded) -> None:
    """Know the digest that another process loaded."""
    start(shared)
    assert _worker  # noqa: S101 - it is started
    _worker.loaded = known


def prepare(shared: Shared) -> Iterator[None]:
    """Get ready to render, here and in what is forked from here, step by step as it is asked to go on."""
    start(shared)
    assert _worker  # noqa: S101 - it is started
    return _worker.prepare()


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
