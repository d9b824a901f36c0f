"""All reads: the configuration, the digest files, templates and static files of the user and of sitegen."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import NamedTuple

from sitegen.model import SourceFile
from sitegen.store import StoreDamageError, content_key, read_sealed, write_sealed

DIGEST_ENDINGS = (".md", ".markdown", ".jsonl")
# A file under pages/ whose name holds a date is a digest all the same.
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HERE = Path(__file__).parent
# A file written this shortly before we looked may change again without its time changing.
_RACY_NS = 2_000_000_000


class SourceFault(Exception):  # noqa: N818 - a fault of the user's folder, not an error of ours
    """A folder or file that cannot be read: the message says which and why."""


class ContentFile(NamedTuple):
    """A digest file as found: ``path`` within the content folder, where it is, a hash of its bytes."""

    path: str
    file: Path
    size: int
    digest: str


def content_files(folder: Path, cache: Path, *, ignore: bool = False) -> list[ContentFile]:
    """Find the digest files of a folder and hash them, in the order of their paths.

    A file whose size, times and inode are those of last time is not read again, unless what the ``cache``
    knows is to be ignored. An absent folder holds none. Raises ``SourceFault``.
    """
    memory = cache / "sources.json"
    known = {} if ignore else _known_hashes(memory)
    found, learned, now = [], {}, time.time_ns()
    for path, file in _walk(folder):
        if path.startswith("pages/") and path.endswith(".md") and not _DATED.search(path):
            continue  # a page of the publisher's own
        try:
            stat = file.stat()
            if not S_ISREG(stat.st_mode):
                continue  # reading a pipe would never end
            sign = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
            past = known.get(path)
            digest = str(past[1]) if past and past[0] == sign else _hash(file.read_bytes())
        except OSError as error:
            raise SourceFault(f"cannot read {file}: {error.strerror}") from error
        found.append(ContentFile(path, file, stat.st_size, digest))
        if max(stat.st_mtime_ns, stat.st_ctime_ns) + _RACY_NS < now:
            learned[path] = [sign, digest]
    if learned != known:
        try:
            cache.mkdir(parents=True, exist_ok=True)
            write_sealed(memory, json.dumps(learned).encode())
        except OSError:
            pass  # a cache that cannot be written costs time only; the build says so when it stores digests
    return found


def own_pages(folder: Path) -> list[SourceFile]:
    """Read the pages of the publisher's own in a content folder. Raises ``SourceFault``."""
    try:
        found = [(path, file) for path, file in _walk(folder / "pages", (".md",)) if not _DATED.search(path)]
        return [SourceFile(f"pages/{path}", file.read_bytes()) for path, file in found]
    except OSError as error:
        raise SourceFault(f"cannot read {error.filename}: {error.strerror}") from error


def text(file: Path) -> str:
    """Read a text file. Raises ``FileNotFoundError`` where there is none, else ``SourceFault``."""
    try:
        return file.read_text("utf-8")
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise SourceFault(f"cannot read {file}: {error}") from error


def read_tree(folder: Path, endings: tuple[str, ...] | None = None) -> dict[str, bytes]:
    """Read all files of a folder, or those with one of the endings, by their relative names.

    An absent folder holds none. Raises ``SourceFault``: one cannot be read.
    """
    if not folder.is_dir():
        return {}
    return {path: file.read_bytes() for path, file in _walk(folder, endings) if file.is_file()}


def templates(root: Path) -> dict[str, str]:
    """Read the templates: sitegen's own, each replaced by the file of the same name under ``templates/``.

    One that is replaced remains at hand as ``sitegen/NAME``. Raises ``SourceFault``: one is not UTF-8.
    """
    ours, theirs = read_tree(built_in("templates")), read_tree(root / "templates")
    found = {}
    for name, data in (
        ours | theirs | {f"sitegen/{name}": ours[name] for name in ours if name in theirs}
    ).items():
        try:
            found[name] = data.decode()
        except UnicodeDecodeError as error:
            raise SourceFault(
                f"templates/{name}: expected UTF-8: {error.reason} at byte {error.start}"
            ) from error
    return found


def static(root: Path, endings: tuple[str, ...] | None = None) -> dict[str, bytes]:
    """Read the static files: sitegen's own, each replaced by the file of the same name under ``static/``."""
    return read_tree(built_in("static"), endings) | read_tree(root / "static", endings)


def code_version() -> str:
    """Hash sitegen's own code: what another version stored or wrote is made again."""
    code = sorted(_HERE.rglob("*.py"))
    return content_key(
        *(part for file in code for part in (file.relative_to(_HERE).as_posix(), file.read_bytes()))
    )


def built_in(name: str) -> Path:
    """Find sitegen's own templates or static files: in the package, or beside it in a checkout."""
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent / name


def _walk(folder: Path, endings: tuple[str, ...] | None = DIGEST_ENDINGS) -> Iterator[tuple[str, Path]]:
    """Yield a folder's files as (relative name, path), sorted; not hidden ones, nor editors' copies.

    A symbolic link is followed only to what lies within the folder: content comes from strangers.
    Raises ``SourceFault`` for a folder that cannot be read: what it holds is not to vanish from the site.
    """
    root = folder.resolve()
    found = []
    for here, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.startswith((".", "#")) or name.endswith("~"):
                continue
            if endings is not None and not name.lower().endswith(endings):
                continue
            file = Path(here, name)
            if file.is_symlink() and not file.resolve().is_relative_to(root):
                continue
            # Names are bytes to the system: read as UTF-8 whatever the locale, they are the same everywhere.
            path = os.fsencode(PurePosixPath(file.relative_to(folder)).as_posix())
            found.append((path.decode("utf-8", "surrogateescape"), file))
    yield from sorted(found)


def _refuse(error: OSError) -> None:
    """Refuse a folder that cannot be read, unless it is not there."""
    if not isinstance(error, FileNotFoundError):
        raise SourceFault(f"cannot read {error.filename}: {error.strerror}") from error


def read(file: ContentFile) -> bytes:
    """Read a digest file. Raises ``SourceFault`` if it is not what it was when it was found."""
    try:
        data = file.file.read_bytes()
    except OSError as error:
        raise SourceFault(f"cannot read {file.file}: {error.strerror}") from error
    if _hash(data) != file.digest:
        raise SourceFault(f"{file.file} changed while it was being read: build again")
    return data


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _known_hashes(memory: Path) -> dict[str, list[object]]:
    try:
        known = json.loads(read_sealed(memory))
    except (StoreDamageError, ValueError, RecursionError):
        return {}
    known = known if isinstance(known, dict) else {}
    return {path: past for path, past in known.items() if isinstance(past, list) and len(past) == 2}
