"""Watches what a site is made from: the only importer of ``watchdog``."""

from __future__ import annotations

import errno
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot

# Not the opening and reading of files: our own builds do that.
_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
_RAN_OUT = (errno.ENOSPC, errno.EMFILE, errno.ENFILE)
_POLL_AT_LEAST, _POLL_AT_MOST = 0.5, 5.0
# Polling may take this part of a core.
_POLL_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Places:
    """What a site is made from: files, and folders with all that is in them. They need not exist yet."""

    files: frozenset[Path]
    folders: frozenset[Path]

    def concern(self, path: Path) -> bool:
        """Whether a change at a path can change the site. Names that builds never read cannot."""
        if path in self.files:
            return True
        for folder in self.folders:
            if path == folder or path in folder.parents:
                return True
            if folder in path.parents:
                *above, name = path.relative_to(folder).parts
                return not (_is_idle(name) or any(part.startswith(".") for part in above))
        return False

    def hold(self, path: Path) -> bool:
        """Whether a path is one of the folders, or holds one: its coming and going changes what to watch."""
        return any(path == folder or path in folder.parents for folder in self.folders)


def places(files: Iterable[Path], folders: Iterable[Path]) -> Places:
    """Collect places under their absolute names, and those that symbolic links lead to."""

    def both(paths: Iterable[Path]) -> frozenset[Path]:
        return frozenset(name for path in paths for name in (path.absolute(), path.resolve()))

    return Places(both(files), both(folders))


def _is_idle(name: str) -> bool:
    """Whether a build skips a name: hidden files and editors' copies, as ``sources`` has it."""
    return name.startswith((".", "#")) or name.endswith("~")


class Watch:
    """Watches places until it is closed, and tells of each change that concerns them.

    ``changed`` is called with the path, in a thread of the watch. ``unfinished`` has the files that somebody
    is writing, where the system tells. ``polls`` says whether the system could not watch for us, so that the
    watch looks for itself every ``interval`` seconds.
    """

    def __init__(self, watched: Places, changed: Callable[[Path], None]) -> None:
        self.polls = False
        self.interval = 0.0
        self.unfinished: set[Path] = set()
        self._places = watched
        self._handler = _Handler(watched, changed, self.unfinished)
        # Folders made quickly one in the other are found twice: watchdog does the right thing, and warns.
        warnings.filterwarnings("ignore", "Callback with id .* already exists", RuntimeWarning)
        try:
            self._observer = self._native()
        except OSError as error:
            if error.errno not in _RAN_OUT:
                raise
            self._observer = self._polling()

    def close(self) -> None:
        """Stop watching."""
        self._observer.stop()
        self._observer.join()

    def _native(self) -> BaseObserver:
        observer = Observer()
        observer.start()
        try:
            self._schedule(observer)
            # A watch that is refused below a folder is passed over in silence: ask for one more to see.
            with tempfile.TemporaryDirectory() as probe:
                observer.unschedule(observer.schedule(self._handler, probe, event_filter=_EVENTS))
        except OSError:
            observer.stop()
            observer.join()
            raise
        return observer

    def _polling(self) -> BaseObserver:
        self.polls = True
        begin = time.perf_counter()
        for folder in self._places.folders:
            if folder.is_dir():
                DirectorySnapshot(str(folder))
        effort = time.perf_counter() - begin
        self.interval = min(max(effort / _POLL_SHARE, _POLL_AT_LEAST), _POLL_AT_MOST)
        observer = PollingObserver(timeout=self.interval)
        observer.start()
        self._schedule(observer)
        return observer

    def _schedule(self, observer: BaseObserver) -> None:
        deep = {folder.resolve() for folder in self._places.folders if folder.is_dir()}
        deep = {folder for folder in deep if not any(other in folder.parents for other in deep)}
        # What holds a file or folder is watched too: files are replaced, folders come and go.
        holders = {_nearest(path.parent) for path in (*self._places.files, *self._places.folders)}
        for folder in sorted(deep):
            observer.schedule(self._handler, str(folder), recursive=True, event_filter=_EVENTS)
        for folder in sorted(holders - deep):
            observer.schedule(self._handler, str(folder), event_filter=_EVENTS)


def _nearest(folder: Path) -> Path:
    """Give the folder, or the nearest one above it that exists."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder.resolve()


class _Handler(FileSystemEventHandler):
    def __init__(self, watched: Places, changed: Callable[[Path], None], unfinished: set[Path]) -> None:
        self._places = watched
        self._changed = changed
        self._unfinished = unfinished

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass on what concerns the site."""
        for name in (event.src_path, event.dest_path):
            if name and self._places.concern(path := Path(str(name))):
                if _is_unfinished(event, path):
                    self._unfinished.add(path)
                else:
                    self._unfinished.discard(path)
                self._changed(path)


def _is_unfinished(event: FileSystemEvent, path: Path) -> bool:
    """Whether a file was opened or written and will be closed. Only inotify tells of the closing."""
    if sys.platform != "linux":
        return False
    if isinstance(event, FileCreatedEvent):
        # A file that was moved here from elsewhere is told of as a new one, and never closed.
        try:
            return path.stat().st_size == 0
        except OSError:  # it is gone already
            return False
    return isinstance(event, FileModifiedEvent)
