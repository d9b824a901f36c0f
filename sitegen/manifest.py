"""What stands in an output folder according to the last build, and what is stale against a new plan."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sitegen import urls
from sitegen.causes import Causes
from sitegen.model import Page
from sitegen.output import MARKER
from sitegen.store import StoreDamageError, content_key, read_sealed, write_sealed, write_whole

# To be changed with the form of what is saved: a manifest of another form is as good as none.
_FORMAT = "manifest 5"


class Files(NamedTuple):
    """The hashes of what files were made from, and their sizes in bytes, by address."""

    inputs: Mapping[str, str]
    sizes: Mapping[str, int]


class Manifest:
    """Every published address with the hash of what it was made from, and its size in bytes.

    ``moving`` are the addresses that a build was about to write or remove after the manifest was saved: it
    did not finish, so nothing is known of them. ``given`` has what the site was made of, by name (see
    ``causes``), ``everything`` is a hash of it all, and ``told`` what the build reported: a build that is
    given the same again has nothing to do, and never asks for the files.
    """

    def __init__(
        self,
        files: Files | Callable[[], Files],
        moving: frozenset[str] = frozenset(),
        *,
        given: Mapping[str, str] | None = None,
        everything: str = "",
        told: Mapping[str, Any] | None = None,
    ) -> None:
        self._files = files
        self.moving = moving
        self.given = given or {}
        self.everything = everything
        self.told = told or {}

    @property
    def files(self) -> Files:
        """The files, read when they are first asked for."""
        if callable(self._files):
            self._files = self._files()
        return self._files

    @property
    def inputs(self) -> Mapping[str, str]:
        """The hashes of what the files were made from, by address."""
        return self.files.inputs

    @property
    def sizes(self) -> Mapping[str, int]:
        """The sizes of the files in bytes, by address."""
        return self.files.sizes


@dataclass(frozen=True, slots=True)
class Staleness:
    """What a build has to do: addresses to make, each with the reason, and addresses to remove.

    ``moved`` are the pages, each with the reason, that stay as they are but for their links to static files,
    in which ``moves`` are to be replaced.
    """

    stale: dict[str, str]
    removed: tuple[str, ...]
    moved: dict[str, str]
    moves: dict[bytes, bytes]


def staleness(planned: Iterable[Page], past: Manifest, given: Mapping[str, str]) -> Staleness:
    """Compare a plan with the past. Pure, and the only judge of staleness.

    ``given`` has what the site is made of now, by name: it gives the reasons.
    """
    stale: dict[str, str] = {}
    moved: dict[str, str] = {}
    causes = Causes(past.given, given)
    known = past.inputs
    pages = {page.address: page for page in planned}
    for address, page in pages.items():
        before = known.get(address)
        if address in past.moving:
            stale[address] = "the last build did not finish"
        elif before is None:
            stale[address] = "new"
        elif before != page.inputs:
            stale[address] = causes.why(page) if before else "unknown to this cache"
        elif causes.moves and causes.moved(page):
            moved[address] = causes.why_moved
    gone = (known.keys() | past.moving) - pages.keys()
    return Staleness(stale, tuple(sorted(gone)), moved, causes.moves)


def load(cache: Path, output: Path, *, ignore: bool = False) -> Manifest:
    """Read the manifest of an output folder.

    Where there is none, it was damaged, or is to be ignored, all files that stand in the folder are listed
    with unknown inputs: they will be compared with what they should be, or removed.
    """
    if ignore or not (output / MARKER).exists():
        return _found(output)
    try:
        seal, _, data = _file(cache, output).read_bytes().partition(b"\n")
        if seal != _seal(data):
            return _found(output)
        head, _, files = data.partition(b"\n")
        known = {"given": {}, "everything": "", "told": {}} | json.loads(head)
        return Manifest(
            lambda: _files(files, output),
            _moving(cache, output),
            given={str(name): str(made_of) for name, made_of in known["given"].items()},
            everything=str(known["everything"]),
            told=dict(known["told"]),
        )
    except (OSError, ValueError, TypeError, AttributeError, RecursionError, StoreDamageError):
        return _found(output)


def state(cache: Path, output: Path) -> object:
    """Give what changes with the manifest of an output folder, at the cost of a look at its files."""
    known: list[object] = [output, (output / MARKER).exists()]
    for file in (_file(cache, output), _list(cache, output)):
        with suppress(OSError):
            stat = file.stat()
            known += (file.suffix, stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return known


def begin(cache: Path, output: Path, moving: Iterable[str]) -> None:
    """Note, before files are moved, which addresses will be written or removed."""
    cache.mkdir(parents=True, exist_ok=True)
    write_sealed(_list(cache, output), json.dumps(sorted(moving)).encode())


def save(cache: Path, output: Path, manifest: Manifest) -> None:
    """Keep the manifest of an output folder, in which nothing moves any more."""
    head = {"given": manifest.given, "everything": manifest.everything, "told": manifest.told}
    inputs, sizes = manifest.files
    # In columns, which are read in half the time.
    files = (list(inputs), list(inputs.values()), [sizes[address] for address in inputs])
    data = b"\n".join(json.dumps(part, separators=(",", ":")).encode() for part in (head, files))
    cache.mkdir(parents=True, exist_ok=True)
    write_whole(_file(cache, output), _seal(data), b"\n", data)
    _list(cache, output).unlink(missing_ok=True)


def _seal(data: bytes) -> bytes:
    return content_key(_FORMAT, data).encode()


def _files(data: bytes, output: Path) -> Files:
    try:
        addresses, inputs, sizes = json.loads(data)
        return Files(dict(zip(addresses, inputs, strict=True)), dict(zip(addresses, sizes, strict=True)))
    except (ValueError, TypeError, RecursionError):  # sealed by somebody else
        return _found(output).files


def _found(output: Path) -> Manifest:
    # What is hidden is not ours: no name of a site begins with a dot, and a checkout has its .git.
    names = [file.relative_to(output).as_posix() for file in output.rglob("*") if file.is_file()]
    ours = [name for name in names if not f"/{name}".count("/.")]
    sizes = {urls.address_of(name): (output / name).stat().st_size for name in ours}
    return Manifest(Files(dict.fromkeys(sizes, ""), sizes))


def _moving(cache: Path, output: Path) -> frozenset[str]:
    """Read what a build that did not finish was about to move. Raises ``StoreDamageError``."""
    file = _list(cache, output)
    return frozenset(map(str, json.loads(read_sealed(file)))) if file.exists() else frozenset()


def _file(cache: Path, output: Path) -> Path:
    return cache / f"output-{content_key(str(output.resolve()))[:12]}.json"


def _list(cache: Path, output: Path) -> Path:
    return _file(cache, output).with_suffix(".moving")
