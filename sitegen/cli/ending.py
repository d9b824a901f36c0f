"""How a command ends when it is asked to from outside."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Terminated(BaseException):
    """Somebody asked this process to end, as supervisors and time limits do."""


@contextmanager
def terminable() -> Iterator[None]:
    """Let a termination end a build as Ctrl-C does: with its processes, and what it staged removed.

    Raises ``Terminated`` then.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
