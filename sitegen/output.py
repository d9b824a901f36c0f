"""All writes to the published folder: staged first, then moved, so that it is whole at every instant.

A build stages what differs beside the folder, in the folders where it belongs, and then moves it in: what is
new first, since nothing that is published links to it yet, a new folder in one piece; then the files that
change, which may link to the new ones; removals last. Each move puts one file or folder in place as a whole.
A build that is killed leaves every file complete, and the next one completes the site.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sitegen import urls

MARKER = ".sitegen"
# No name of a site begins with a dot, so hidden files in the folder are never touched either.
_LEADS_OUT = re.compile(r"\A/|(?:\A|/)(?:\.|/)|\0")
_MARK = "This folder is written by sitegen, which replaces and removes files in it.\n"


class OutputFault(Exception):  # noqa: N818 - a fault of the user's folder, not an error of ours
    """An output folder that must not or cannot be written: the message says why and what to do."""


class Staged(NamedTuple):
    """A file of the site, and whether it differs from what is published, so that it waits to be moved in."""

    address: str
    differs: bool
    size: int


class Output:
    """The published folder. Cheap to make, so that each worker process has its own.

    With ``write`` false files are compared with what is published, and nothing is written at all.
    """

    def __init__(self, folder: Path, *, write: bool = True) -> None:
        self.folder = folder
        self._write = write
        self.staging = folder.parent / f".{folder.name}.staging"

    def claim(self, keep_out: Iterable[Path]) -> None:
        """Check that the folder is ours to write and clear the staging area.

        Raises ``OutputFault`` for a folder that is, or holds, one of ``keep_out``, or that holds files and
        was not made by sitegen.
        """
        real = self.folder.resolve()
        for other in (Path("/"), Path.home(), *keep_out):
            if other.resolve().is_relative_to(real):
                raise OutputFault(f"the output folder {self.folder} would hold {other}: choose another one")
        if self.folder.exists() and not self.folder.is_dir():
            raise OutputFault(f"the output folder {self.folder} is a file: choose another one")
        if self.folder.is_dir() and not (self.folder / MARKER).exists() and any(self.folder.iterdir()):
            raise OutputFault(
                f"the output folder {self.folder} holds files that sitegen did not write: "
                f"empty it, choose another one, or put an empty file named {MARKER} into it"
            )
        if self._write and self.staging.is_symlink():
            self.staging.unlink()
        self.discard()

    def published(self, address: str) -> bytes:
        """Read a published file; nothing if there is none."""
        try:
            return (self.folder / urls.output_file(address)).read_bytes()
        except OSError:
            return b""

    def stage(self, address: str, data: bytes) -> Staged:
        """Stage a file if it differs from what is published. Raises ``OutputFault``."""
        # Plain strings and os calls: with one file a paper, pathlib took half of this method's time.
        file = self._name(address)
        target = f"{self.folder}/{file}"
        try:
            if os.stat(target).st_size == len(data) and Path(target).read_bytes() == data:  # noqa: PTH116
                return Staged(address, differs=False, size=len(data))
        except OSError:
            pass  # it is not there yet
        if not self._write:
            return Staged(address, differs=True, size=len(data))
        scratch = f"{self.staging}/{file}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        try:
            opened = os.open(scratch, flags, 0o666)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(scratch), exist_ok=True)  # noqa: PTH103, PTH120
            opened = os.open(scratch, flags, 0o666)
        with open(opened, "wb") as writing:  # noqa: PTH123
            writing.write(data)
        return Staged(address, differs=True, size=len(data))

    def commit(self, removed: Iterable[str]) -> None:
        """Move in what was staged, what is new first, and remove the files of addresses that are gone.

        Raises ``OutputFault``, before anything is moved, where that would write outside the folder.
        """
        gone = [self._name(address) for address in removed]
        if self.folder.exists():
            new: list[str] = []
            changed: list[str] = []
            if self.staging.exists():
                self._compare("", new, changed)
            self._keep_inside(gone)
            _mark(self.folder)
            for file in (*new, *changed):
                os.replace(f"{self.staging}{file}", f"{self.folder}{file}")  # noqa: PTH105
        else:
            self.staging.mkdir(parents=True, exist_ok=True)
            _mark(self.staging)
            self.staging.rename(self.folder)
        for name in gone:
            self._remove(self.folder / name)
        shutil.rmtree(self.staging, ignore_errors=True)

    def _compare(self, inside: str, new: list[str], changed: list[str]) -> None:
        """Name what is new in a staged folder, and the files that take another's place."""
        with os.scandir(f"{self.staging}{inside}") as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            name = f"{inside}/{entry.name}"
            stands = os.path.lexists(f"{self.folder}{name}")
            if stands and entry.is_dir():
                self._keep_inside([f"{name}/"[1:]])
                self._compare(name, new, changed)
                continue
            (changed if stands else new).append(name)
            if not os.access(f"{self.folder}{inside}", os.W_OK):
                raise OutputFault(f"{self.folder}{inside}: Permission denied: nothing was published")

    def discard(self) -> None:
        """Forget what was staged."""
        if self._write:
            shutil.rmtree(self.staging, ignore_errors=True)

    def _name(self, address: str) -> str:
        name = urls.output_file(address)
        if _LEADS_OUT.search(name):
            raise OutputFault(f"{address!r} is no address within the output folder: nothing was published")
        return name

    def _keep_inside(self, names: Iterable[str]) -> None:
        """Check that no folder on the way to a file is a symbolic link, which leads who knows where."""
        known = {""}
        for name in names:
            folder = os.path.dirname(name)  # noqa: PTH120
            while folder not in known:
                known.add(folder)
                if os.path.islink(f"{self.folder}/{folder}"):  # noqa: PTH114
                    link = self.folder / folder
                    raise OutputFault(f"{link} is a symbolic link: remove it, nothing is written through one")
                folder = os.path.dirname(folder)  # noqa: PTH120

    def _remove(self, file: Path) -> None:
        file.unlink(missing_ok=True)
        for parent in file.parents:
            if parent == self.folder:
                return
            try:
                parent.rmdir()
            except OSError:
                return


def _mark(folder: Path) -> None:
    mark = folder / MARKER
    if not mark.exists() or mark.read_text("utf-8") != _MARK:
        mark.write_text(_MARK, "utf-8")
