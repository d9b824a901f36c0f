"""A build's workers: few tasks are done here and in a process beside, many by a pool of processes.

Tasks and results are small values; workers read and write files themselves (see ``tasks``).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

from sitegen.beside import MOST_TURNS, ProcessDied, Result, beside, can_fork, turns
from sitegen.interrupts import uninterrupted
from sitegen.model import Page
from sitegen.output import Staged
from sitegen.pages.site import Site

A = TypeVar("A")
T = TypeVar("T")


# Entries that one task shows: enough that handing it over costs nothing, few enough to share work evenly.
_BATCH = 200
# Tasks that are shared with a process beside this one.
_HALVED = 4
_DIED = "a worker process died, perhaps for want of memory; try --jobs 1"


class WorkerDied(Exception):  # noqa: N818 - the name says it
    """A worker process ended without a result: killed, most often for want of memory."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What all tasks of a build share. ``texts`` is how many set texts a worker keeps at hand.

    With ``write`` false nothing may be written to the output folder, nor beside it.
    """

    site: Site
    cache: Path
    output: Path
    texts: int = 0
    write: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """A task's result with the process that had it and that process's peak memory so far, in bytes.

    ``kept`` are results that are no files of the site, by name.
    """

    staged: tuple[Staged, ...]
    process: int
    peak: int
    kept: Mapping[str, bytes] = field(default_factory=dict)


def peak_memory() -> int:
    """The largest resident size of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Crew:
    """The workers of one build: this process for a few tasks, a pool of processes for many."""

    def __init__(self, shared: Shared, jobs: int) -> None:
        self._shared = shared
        self._jobs = jobs
        self._is_here = False
        self._is_halved = False
        self._begun = False
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[BaseProcess] = set()
        self._peaks: dict[int, int] = {}
        self._past_peak = 0

    def __enter__(self) -> Crew:
        """Start nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the processes go; tasks that were not begun are not begun."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    @property
    def peak(self) -> int:
        """The largest resident sizes of this process and of the workers beside it, added up, in bytes."""
        return peak_memory() + max(self._past_peak, sum(self._peaks.values()))

    def renew(self) -> None:
        """Let the processes go; others will come, who do not hold what these had learned of words."""
        if self._pool:
            self._pool.shutdown()
            self._pool = None
            self._past_peak = max(self._past_peak, sum(self._peaks.values()))
            self._peaks = {}

    def expect(self, tasks: int, few: int) -> None:
        """Begin to start what the processes start from, if that many tasks need them."""
        if self._jobs > 1 and tasks > few:
            self._begin()

    @contextmanager
    def beside(self, task: Callable[[], T]) -> Iterator[Result[T]]:
        """Do a task beside whatever is done as long as the context lasts; give what waits for its result.

        Where that cannot be, the task is done when it is waited for. Raises ``WorkerDied`` then, and whatever
        the task raises.
        """
        if not self.can_halve():
            yield Result(task)
            return

        def half() -> tuple[T, int]:
            shared = peak_memory()
            result = task()
            self.renew()
            return result, peak_memory() - shared

        def other_half() -> T:
            try:
                result, peak = wait()
            except ProcessDied:
                raise WorkerDied(_DIED) from None
            self._past_peak = max(self._past_peak, peak)
            return result

        self._is_halved = True  # in both processes: there are no more than two
        try:
            with beside(half) as wait:
                yield Result(other_half, wait.ready)
        finally:
            self._is_halved = False

    def can_halve(self) -> bool:
        """Whether a task can be done in a process beside this one."""
        return self._jobs > 1 and not (self._begun or self._is_halved) and can_fork()

    def map(self, task: Callable[[A], Done], items: Sequence[A], few: int) -> Iterator[Done]:
        """Do a task for each item and yield the results in order; no more than ``few`` are done right here.

        Raises ``WorkerDied``, and whatever a task raises.
        """
        results: Iterable[Done]
        try:
            if self._jobs == 1 or (len(items) <= few and not self._pool):
                if not self._is_here:
                    from sitegen import tasks  # noqa: PLC0415 - heavy, and a build may have nothing to do

                    tasks.start(self._shared)
                    self._is_here = True
                results = self._here(task, items)
            else:
                with uninterrupted():
                    results = self._processes().map(task, items)
                del items  # each is held until it is done, and no longer
            for done in results:
                if self._pool:
                    self._peaks[done.process] = done.peak
                yield done
        except BrokenProcessPool as error:
            # Python ends the others, but for one that was just being started: it would be waited for forever.
            for process in set(multiprocessing.active_children()) - self._others:
                process.terminate()
            raise WorkerDied(_DIED) from error

    def _here(self, task: Callable[[A], Done], items: Sequence[A]) -> Iterator[Done]:
        if not (_HALVED <= len(items) <= MOST_TURNS and self.can_halve()):
            yield from map(task, items)  # one by one, so that whoever waits for them can end it
            return
        with turns(len(items)) as take:

            def half() -> dict[int, Done]:
                return {turn: task(items[turn]) for turn in take()}

            with self.beside(half) as other_half:
                done = half() | other_half()
        yield from (done[turn] for turn in range(len(items)))

    def _processes(self) -> Executor:
        if not self._pool:
            self._begin()
            self._others = set(multiprocessing.active_children())
            self._pool = ProcessPoolExecutor(self._jobs, _context(), _start, (self._shared,))
        return self._pool

    def _begin(self) -> None:
        self._begun = True
        _begin_server()


def _context() -> BaseContext:
    return multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")


def _begin_server() -> None:
    """Start the process that workers are forked from, if there is none yet, and do not wait for it."""
    if os.name != "posix":
        return
    # Imported once, not by each worker.
    _context().set_forkserver_preload(
        ["sitegen.tasks", "sitegen.digesting", "sitegen.rendering", "sitegen.search"]
    )
    resource_tracker.ensure_running()  # first, for its start lets signals through (so in Python 3.11 to 3.13)
    with uninterrupted():
        forkserver.ensure_running()


def _start(shared: Shared) -> None:
    from sitegen import tasks  # noqa: PLC0415 - only a worker needs it

    gc.disable()  # a build makes millions of objects and hardly any garbage
    threading.Thread(target=_end_with_parent, name="end with parent", daemon=True).start()
    tasks.start(shared)


def _end_with_parent() -> None:
    """End when whoever gives the tasks is gone: a pool's processes would wait for another one forever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def batches(pages: Iterable[Page]) -> Iterator[tuple[Page, ...]]:
    """Cut pages, sorted by day, into tasks of about equal work."""
    batch: list[Page] = []
    entries = 0
    for page in pages:
        batch.append(page)
        entries += page.entries
        if entries >= _BATCH:
            yield tuple(batch)
            batch, entries = [], 0
    if batch:
        yield tuple(batch)
