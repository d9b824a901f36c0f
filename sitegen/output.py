"""All writes to the published folder: staged first, then moved, so that it is whole at every instant.

A build stages what differs beside the folder and then moves it in: files that are new first, since nothing
that is published links to them yet; then those that change, which may link to the new ones; removals last.
Each move replaces one file as a whole. A build that is killed leaves every file complete, and the next one
completes the site.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sitegen import urls

MARKER = ".sitegen"
_MARK = "This folder is written by sitegen, which replaces and removes files in it.\n"


_scratch_numbers = itertools.count()


class OutputFault(Exception):  # noqa: N818 - a fault of the user's folder, not an error of ours
    """An output folder that must not or cannot be written: the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A file of the site: ``scratch`` holds it while it differs from what is published, else is empty."""

    address: str
    scratch: str
    new: bool
    size: int


class Output:
    """The published folder. Cheap to make, so that each worker process has its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
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
        shutil.rmtree(self.staging, ignore_errors=True)

    def stage(self, address: str, data: bytes) -> Staged:
        """Stage a file if it differs from what is published."""
        # Plain strings and os calls: with one file a paper, pathlib took half of this method's time.
        target = f"{self.folder}/{urls.output_file(address)}"
        new = False
        try:
            if os.stat(target).st_size == len(data) and Path(target).read_bytes() == data:  # noqa: PTH116
                return Staged(address, "", new=False, size=len(data))
        except OSError:
            new = True
        scratch = f"{os.getpid()}-{next(_scratch_numbers)}"
        try:
            file = open(f"{self.staging}/{scratch}", "wb")  # noqa: PTH123, SIM115
        except FileNotFoundError:
            self.staging.mkdir(parents=True, exist_ok=True)
            file = open(f"{self.staging}/{scratch}", "wb")  # noqa: PTH123, SIM115
        with file:
            file.write(data)
        return Staged(address, scratch, new=new, size=len(data))

    def commit(self, staged: Iterable[Staged], removed: Iterable[str]) -> None:
        """Move in what was staged, new files first, and remove the files of addresses that are gone."""
        self.folder.mkdir(parents=True, exist_ok=True)
        mark = self.folder / MARKER
        if not mark.exists() or mark.read_text("utf-8") != _MARK:
            mark.write_text(_MARK, "utf-8")
        moving = [item for item in staged if item.scratch]
        for item in sorted(moving, key=lambda item: not item.new):
            source = f"{self.staging}/{item.scratch}"
            target = f"{self.folder}/{urls.output_file(item.address)}"
            try:
                os.replace(source, target)  # noqa: PTH105
            except FileNotFoundError:
                os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
                os.replace(source, target)  # noqa: PTH105
        for address in removed:
            self._remove(address)
        shutil.rmtree(self.staging, ignore_errors=True)

    def discard(self) -> None:
        """Forget what was staged."""
        shutil.rmtree(self.staging, ignore_errors=True)

    def _remove(self, address: str) -> None:
        file = self.folder / urls.output_file(address)
        file.unlink(missing_ok=True)
        for parent in file.parents:
            if parent == self.folder:
                return
            try:
                parent.rmdir()
            except OSError:
                return
