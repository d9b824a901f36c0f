"""The two tasks of a build's workers: load a digest file, render a batch of pages.

A worker is told once what all its tasks share, and keeps its state in this module. What they need is heavy to
import, so a build with nothing to do never imports this module.
"""

from __future__ import annotations

import functools
import os

from sitegen import feeds, formats, text
from sitegen.model import Digest, Entry, Mention, Page, SourceFile, TypesetDigest
from sitegen.output import Output, Staged
from sitegen.pages.render import Renderer
from sitegen.sources import ContentFile
from sitegen.store import Entries, Store
from sitegen.typeset import typeset
from sitegen.workers import Done, Shared, peak_memory

# What a worker keeps at hand: pages come day by day, and each entry is shown on three or four of them.
_OPEN_DIGESTS = 12
_KEPT_ENTRIES = 1_000


class Worker:
    """The state of one worker."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.store = Store(shared.cache)
        self._config = shared.site.config
        self._renderer = Renderer(shared.site)
        self.output = Output(shared.output)
        self._open = functools.lru_cache(maxsize=_OPEN_DIGESTS)(self.store.entries)
        self._read = functools.lru_cache(maxsize=_KEPT_ENTRIES)(self._read_entry)
        self._block = functools.lru_cache(maxsize=shared.texts)(text.block) if shared.texts else text.block

    def typeset(self, digest: Digest) -> TypesetDigest:
        """Set a digest."""
        return typeset(digest, self._config.labels, self._block)

    def render(self, page: Page) -> bytes:
        """Make a file. Raises ``TemplateFault``."""
        data = feeds.render(page, self._config, self._read)
        return self._renderer.render(page, self._read) if data is None else data

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
    key, file = task
    source = SourceFile(file.path, file.file.read_bytes())
    loaded = formats.load(source)
    if loaded.digest is None:
        _worker.store.put_skipped(key, loaded.diagnostics)
    else:
        _worker.store.put(key, loaded.digest, _worker.typeset(loaded.digest), loaded.diagnostics)
    return _done(())


def render_pages(pages: tuple[Page, ...]) -> Done:
    """Render pages and stage those that differ from what is published."""
    assert _worker  # noqa: S101 - the pool's initializer ran
    staged = [_worker.output.stage(page.address, _worker.render(page)) for page in pages]
    return _done(tuple(staged))


def _done(staged: tuple[Staged, ...]) -> Done:
    return Done(staged, os.getpid(), peak_memory())
