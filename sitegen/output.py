"""All writes to the published folder: staged first, then moved, so that it is whole at every instant.

A build stages what differs beside the folder, in the folders where it belongs, and then moves it in: what is
new first, since nothing that is published links to it yet, a new folder in one piece; then the files that
change, which may link to the new ones; removals last. Each move puts one file or folder in place as a whole.
Where a file becomes a folder or a folder a file, the old one is put aside just before.
A build that is killed leaves every file complete, and the next one completes the site.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sitegen import urls

MARKER = ".sitegen"
# No name of a site begins with a dot, so hidden files in the folder are never touched either.
_LEADS_OUT = re.compile(r"\A/|(?:\A|/)(?:\.|/)|\0")
# Within the staging area, beside names of a site.
_ASIDE = ".aside"
_MARK = "This folder is written by sitegen, which replaces and removes files in it.\n"


class OutputFault(Exception):  # noqa: N818 - a fault of the user's folder, not an error of ours
    """An output folder that must not or cannot be written: the message says why and what to do."""


class Staged(NamedTuple):
    """A file of the site, and whether it differs from what is published, so that it waits to be moved in."""

    address: str
    differs: bool
    size: int


class _Moves(NamedTuple):
    """Names to move in: what is new, what takes the place of another kind of thing, files that change."""

    new: list[str]
    turned: set[str]
    changed: list[str]


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
            moves = _Moves([], set(), [])
            if self.staging.exists():
                self._compare("", moves, {f"/{name}" for name in gone})
            self._keep_inside(gone)
            _mark(self.folder)
            for file in (*moves.new, *sorted(moves.turned), *moves.changed):
                if file in moves.turned:
                    self._put_aside(file)
                os.replace(f"{self.staging}{file}", f"{self.folder}{file}")  # noqa: PTH105
        else:
            self.staging.mkdir(parents=True, exist_ok=True)
            _mark(self.staging)
            self.staging.rename(self.folder)
        for name in gone:
            self._remove(self.folder / name)
        self.discard()

    def _compare(self, inside: str, moves: _Moves, gone: Set[str]) -> None:
        """Sort what is in a staged folder by what stands in its place; ``gone`` are files to be removed."""
        with os.scandir(f"{self.staging}{inside}") as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            name = f"{inside}/{entry.name}"
            target = f"{self.folder}{name}"
            stands = os.path.lexists(target)
            if stands and entry.is_dir():
                self._keep_inside([f"{name}/"[1:]])
            is_folder = stands and os.path.isdir(target) and not os.path.islink(target)  # noqa: PTH112, PTH114
            if stands and entry.is_dir() and is_folder:
                self._compare(name, moves, gone)
                continue
            if stands and entry.is_dir() != is_folder:
                self._check_gone(name, gone)
                moves.turned.add(name)
            else:
                (moves.changed if stands else moves.new).append(name)
            if not os.access(f"{self.folder}{inside}", os.W_OK):
                raise OutputFault(f"{self.folder}{inside}: Permission denied: nothing was published")

    def _check_gone(self, name: str, gone: Set[str]) -> None:
        """Check that a file, or all that a folder holds, is the site's own and to be removed."""
        target = self.folder / name[1:]
        for file in target.rglob("*") if target.is_dir() else [target]:
            if file.is_dir() and not file.is_symlink():
                continue
            if f"/{file.relative_to(self.folder).as_posix()}" not in gone:
                raise OutputFault(
                    f"{file} is not the site's and in the way of {name[1:]}: remove it, nothing was published"
                )

    def _put_aside(self, name: str) -> None:
        """Take away in one piece what another kind of thing is to replace: a file, or a folder."""
        aside = self.staging / _ASIDE
        aside.mkdir(exist_ok=True)
        (self.folder / name[1:]).rename(aside / str(len(os.listdir(aside))))  # noqa: PTH208

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
        if file.is_dir() and not file.is_symlink():
            return  # the file became a folder
        with suppress(NotADirectoryError):  # its folder became a file
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


def keep_apart(named: Mapping[str, str], addresses: Iterable[str]) -> None:
    """Check that no file of the user's stands where a folder must be, nor the other way round.

    ``named`` has the files that keep their names: by address, where each was read. Raises ``OutputFault``.
    """
    below = tuple(f"{address}/" for address in named)
    # With each folder also the address that a file of its name would serve.
    above = {
        form: address
        for address in named
        for folder in list(PurePosixPath(address).parents)[:-1]
        for form in (str(folder), urls.address_of(str(folder)))
    }
    for address in addresses:
        if address.startswith(below):
            name = next(name for at, name in named.items() if address.startswith(f"{at}/"))
            clash = f"{name} is a file where the folder of {urls.output_file(address)} must be"
        elif address in above:
            name = named[above[address]]
            clash = f"{name} lies in a folder where the file {urls.output_file(address)} must be"
        else:
            continue
        raise OutputFault(f"{clash}: rename it, nothing was published")
