"""A process beside this one, for a build too small for a pool of them.

It is forked, so it knows all that this one knows and begins at once; a pool's processes start from nothing,
which takes longer than a small build.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, TypeVar

from sitegen.interrupts import uninterrupted

T = TypeVar("T")

# The bytes of a number. A pipe takes at least 4,096 bytes on Linux before whoever writes has to wait.
_TURN = 2
MOST_TURNS = 4_096 // _TURN


class Result(Generic[T]):
    """What a task gives: called, it waits for it."""

    def __init__(self, wait: Callable[[], T], ready: Callable[[], bool] = lambda: True) -> None:
        self._wait = wait
        self.ready = ready
        """Whether it could be waited for no longer: the task is done, or is done here."""

    def __call__(self) -> T:
        """Wait."""
        return self._wait()


class ProcessDied(Exception):  # noqa: N818 - the name says it
    """A process ended without a result."""


def can_fork() -> bool:
    """Whether this process may be doubled: a thread that held a lock at that moment would hold it forever."""
    try:
        return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:  # it cannot be known
        return False


@contextmanager
def beside(task: Callable[[], T]) -> Iterator[Result[T]]:
    """Do a task in a process of its own as long as the context lasts; give what waits for its result.

    Nothing but the result comes back. Where there may be no more processes, the task is done here when it is
    waited for. Raises then what the task raises, or ``ProcessDied``.
    """
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(task, receiving, sending))
    with uninterrupted(), suppress(OSError):
        process.start()
    sending.close()
    if not process.pid:
        receiving.close()
        yield Result(task)
        return
    told: list[T] = []

    def result() -> T:
        try:
            found, error = receiving.recv()
        except EOFError:
            raise ProcessDied from None
        if error:
            raise error
        told.append(found)
        return told[0]

    try:
        yield Result(result, receiving.poll)
    finally:
        if not told:
            process.kill()  # it takes no gentler notice: see uninterrupted
        process.join()
        receiving.close()


@contextmanager
def turns(count: int) -> Iterator[Callable[[], Iterator[int]]]:
    """Share the numbers below ``count`` with a process forked meanwhile; give what takes one after another.

    Each number is taken once, by whichever process is free: tasks take as long as they take. There may be
    ``MOST_TURNS``.
    """
    # What is in a pipe is read by whoever comes first.
    reading, writing = os.pipe()

    def take() -> Iterator[int]:
        while turn := os.read(reading, _TURN):
            yield int.from_bytes(turn)

    try:
        with open(writing, "wb") as filling:  # noqa: PTH123 - a pipe has no path
            filling.write(b"".join(turn.to_bytes(_TURN) for turn in range(count)))
        yield take
    finally:
        os.close(reading)


def _do(task: Callable[[], Any], receiving: Connection, sending: Connection) -> None:
    receiving.close()  # or nobody would notice that the other end is gone
    told: tuple[Any, Exception | None]
    try:
        told = task(), None
    except Exception as error:
        told = None, error
    with suppress(OSError):  # nobody waits any more
        sending.send(told)
