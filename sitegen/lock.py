"""One build at a time: a lock on the cache. The system lets it go when its holder ends, however it ends."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if os.name == "posix":
    import fcntl

# How long another build is waited for, and how often it is looked whether it ended, in seconds.
_PATIENCE, _PAUSE = 600.0, 0.05


class Occupied(Exception):  # noqa: N818 - another build's doing, not an error of ours
    """Another build holds the lock and does not let go: the message says which."""


@contextmanager
def alone(cache: Path, waiting: Callable[[str], None], patience: float = _PATIENCE) -> Iterator[None]:
    """Keep other builds with this cache out, once they are done.

    ``waiting`` is called again and again while another one runs, with what it is. Raises ``Occupied`` when
    that takes longer than ``patience`` seconds. Where nothing can be locked there is no lock.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        file = (cache / "lock").open("a+")
    except OSError:  # a cache that cannot be written is no trouble to a build that has nothing to write
        yield
        return
    with file:
        end = time.monotonic() + patience
        while not _take(file):
            other = f"another build of this site is running{_holder(file)}"
            if time.monotonic() > end:
                raise Occupied(f"{other}, and did not end in {patience:.0f} seconds: end it and build again")
            waiting(other)
            time.sleep(_PAUSE)
        try:
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
        except OSError:  # a full disk: the number is for people to read
            pass
        yield


def _take(file: IO[str]) -> bool:
    if os.name != "posix":
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks
        pass
    return True


def _holder(file: IO[str]) -> str:
    file.seek(0)
    number = file.read(20).strip()
    return f" (process {number})" if number.isdecimal() else ""
