"""A progress bar on standard error, by rich."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Bar:
    """One line, for the present stage."""

    def __init__(self, shown: Progress) -> None:
        self._shown = shown
        self._task: TaskID | None = None

    def stage(self, name: str, total: int) -> None:
        """Begin a stage of ``total`` steps (0: unknown)."""
        if self._task is not None:
            self._shown.remove_task(self._task)
        self._task = self._shown.add_task(name, total=total or None)

    def wait(self, what: str) -> None:
        """Wait for something."""
        self.stage(f"{what}: waiting for it", 0)

    def advance(self, count: int = 1) -> None:
        """Steps of the present stage are done."""
        if self._task is not None:
            self._shown.advance(self._task, count)


@contextmanager
def bar() -> Iterator[Bar]:
    """Show progress as long as the context lasts, and leave no trace of it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        yield Bar(shown)
