"""A progress bar on standard error, by rich."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 0.7
"""Seconds that a build may take without a bar. What is done by then is spared the bar and its thread."""


class Bar:
    """One line, for the present stage, once a build takes its time."""

    def __init__(self) -> None:
        self._begin = time.monotonic()
        self._stage: tuple[str, int, int] | None = None
        self._shown: Progress | None = None
        self._task: TaskID | None = None

    def stage(self, name: str, total: int) -> None:
        """Begin a stage of ``total`` steps (0: unknown)."""
        self._stage = name, total, 0
        if self._shown and self._task is not None:
            self._shown.remove_task(self._task)
            self._task = None
        self._show()

    def wait(self, what: str) -> None:
        """Wait for something."""
        self.stage(f"{what}: waiting for it", 0)

    def advance(self, count: int = 1) -> None:
        """Steps of the present stage are done."""
        if self._stage:
            name, total, done = self._stage
            self._stage = name, total, done + count
        if self._shown and self._task is not None:
            self._shown.advance(self._task, count)
        else:
            self._show()

    def end(self) -> None:
        """Leave no trace."""
        if self._shown:
            self._shown.stop()

    def _show(self) -> None:
        if time.monotonic() - self._begin < PATIENCE or not self._stage:
            return
        self._shown = self._shown or _started()
        name, total, done = self._stage
        self._task = self._shown.add_task(name, total=total or None, completed=done)


def _started() -> Progress:
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.progress import (  # noqa: PLC0415 - heavy
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    shown = Progress(*columns, console=Console(stderr=True), transient=True)
    shown.start()
    return shown


@contextmanager
def bar() -> Iterator[Bar]:
    """Show progress as long as the context lasts, and leave no trace of it."""
    shown = Bar()
    try:
        yield shown
    finally:
        shown.end()
