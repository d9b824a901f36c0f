"""Holding interruptions back while processes are started."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold a Ctrl-C or a termination back while processes are started, and let it through afterwards.

    It is for this process, which lets the others go: none of them may end in a traceback of its imports,
    or because it was told only half of what to do. The mask is for the processes, which inherit it; the
    handlers for this one, since libraries have threads that a mask set here does not reach. Terminations are
    not masked: a process is ended by one when another died.
    """
    if os.name != "posix":
        yield
        return
    held: list[int] = []
    handlers = {}
    if threading.current_thread() is threading.main_thread():  # no other may set handlers
        for number in (signal.SIGINT, signal.SIGTERM):
            handlers[number] = signal.signal(number, lambda number, _: held.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if held:
            signal.raise_signal(held[0])
