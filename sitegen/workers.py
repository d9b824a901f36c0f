"""The two maps of a build, as worker processes run them: load a digest file, render a batch of pages.

A worker is told once what all its tasks share; tasks and results are small values. With one job, or little
to do, the same functions run in the build's own process.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from sitegen import formats
from sitegen.model import Entry, Mention, Page, SourceFile
from sitegen.output import Output, Staged
from sitegen.pages.render import Renderer
from sitegen.pages.site import Site
from sitegen.sources import ContentFile
from sitegen.store import Entries, Store
from sitegen.typeset import typeset

P = ParamSpec("P")
T = TypeVar("T")
A = TypeVar("A")

# What a worker keeps at hand: pages come day by day, and each entry is shown on three or four of them.
_OPEN_DIGESTS = 12
_KEPT_ENTRIES = 1_000


class WorkerDied(Exception):  # noqa: N818 - the name says it
    """A worker process ended without a result: killed, most often for want of memory."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What all tasks of a build share."""

    site: Site
    cache: Path
    output: Path


@dataclass(frozen=True, slots=True)
class Done:
    """A task's result with the process that had it and that process's peak memory so far, in bytes."""

    staged: tuple[Staged, ...]
    process: int
    peak: int


class _Worker:
    """The state of one worker."""

    def __init__(self, shared: Shared) -> None:
        self.store = Store(shared.cache)
        self.renderer = Renderer(shared.site)
        self.output = Output(shared.output)
        self._open = functools.lru_cache(maxsize=_OPEN_DIGESTS)(self.store.entries)
        self.read = functools.lru_cache(maxsize=_KEPT_ENTRIES)(self._read)

    def _read(self, mention: Mention) -> Entry:
        entries: Entries = self._open(mention.digest)
        return entries.get(mention.place, mention.fingerprint)


_worker: _Worker | None = None


def _start(shared: Shared) -> None:
    global _worker  # noqa: PLW0603 - a process pool hands state to its processes only so
    _worker = _Worker(shared)


def load_digest(task: tuple[str, ContentFile]) -> Done:
    """Read, set and store one digest file under its content key."""
    assert _worker  # noqa: S101 - the pool's initializer ran
    key, file = task
    source = SourceFile(file.path, file.file.read_bytes())
    loaded = formats.load(source)
    if loaded.digest is None:
        _worker.store.put_skipped(key, loaded.diagnostics)
    else:
        _worker.store.put(key, loaded.digest, typeset(loaded.digest), loaded.diagnostics)
    return _done(())


def render_pages(pages: tuple[Page, ...]) -> Done:
    """Render pages and stage those that differ from what is published."""
    assert _worker  # noqa: S101 - the pool's initializer ran
    staged = [
        _worker.output.stage(page.address, _worker.renderer.render(page, _worker.read)) for page in pages
    ]
    return _done(tuple(staged))


def _done(staged: tuple[Staged, ...]) -> Done:
    return Done(staged, os.getpid(), peak_memory())


def peak_memory() -> int:
    """The largest resident size of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class _Inline(Executor):
    """Runs each task at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a task; its exception, like its result, is kept in the future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Crew:
    """The workers of one build: this process for a few tasks, a pool of processes for many."""

    def __init__(self, shared: Shared, jobs: int) -> None:
        self._shared = shared
        self._jobs = jobs
        self._inline: _Inline | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._peaks: dict[int, int] = {}

    def __enter__(self) -> Crew:
        """Start nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the processes go; tasks that were not begun are not begun."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    @property
    def peak(self) -> int:
        """The largest resident sizes of this process and of each worker, added up, in bytes."""
        return sum((self._peaks | {os.getpid(): peak_memory()}).values())

    def map(self, task: Callable[[A], Done], items: Sequence[A], few: int) -> Iterator[tuple[Staged, ...]]:
        """Do a task for each item and yield the results in order; no more than ``few`` are done right here.

        Raises ``WorkerDied``, and whatever a task raises.
        """
        executor = self._executor(is_little=len(items) <= few)
        try:
            for done in executor.map(task, items):
                self._peaks[done.process] = done.peak
                yield done.staged
        except BrokenProcessPool as error:
            raise WorkerDied("a worker process died, perhaps for want of memory; try --jobs 1") from error

    def _executor(self, *, is_little: bool) -> Executor:
        if self._jobs == 1 or (is_little and not self._pool):
            if not self._inline:
                self._inline = _Inline()
                _start(self._shared)
            return self._inline
        if not self._pool:
            context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
            self._pool = ProcessPoolExecutor(self._jobs, context, _start, (self._shared,))
        return self._pool
