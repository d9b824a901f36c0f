"""Where a preview builds: a folder of its own in the cache, so that none disturbs another or the site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

if os.name == "posix":
    import fcntl


class Place:
    """A folder that this preview alone writes, until it is closed.

    The first preview of a site has ``preview``, one that runs beside it ``preview-2``, and so on.
    """

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self._lock: IO[bytes] | None = None
        cache.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            self.folder = cache / (f"preview-{number}" if number > 1 else "preview")
            if self._take(self.folder.with_suffix(".lock")):
                return
            number += 1

    def close(self) -> None:
        """Leave the folder to the next preview, which finds it nearly done."""
        if self._lock:
            self._lock.close()

    def _take(self, file: Path) -> bool:
        self._lock = file.open("ab")
        if os.name != "posix":
            return True
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            return False
        return True
