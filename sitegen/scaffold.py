"""New sites, as ``sitegen init`` makes them: the files of ``starter/``, which build without a change.

There a name's ``dot.`` stands for the dot of a hidden file, and ``DATE`` for the day of its one digest.
"""

from __future__ import annotations

import json
import os
import shlex
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from sitegen.sources import built_in, read_tree

_CONTENT = 'content = "content"'
_WATCHED = "\ncontent templates "


class ScaffoldError(Exception):
    """The new site cannot be made there. The text says why."""


def create(folder: Path, date: str, digests: Path | None = None) -> None:
    """Make a new site in a folder that is new or empty.

    It has one digest of ``date`` (ISO), or is told to read the existing folder ``digests``, as that is.
    Raises ``ScaffoldError`` when the folder holds anything, is a file, or cannot be written to, and when
    there are no ``digests``.
    """
    if digests and not digests.is_dir():
        raise ScaffoldError(f"expected a folder of digests, but {digests} is not there; nothing was written")
    files = _files(date, os.path.relpath(digests.resolve(), folder.resolve()) if digests else "")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ScaffoldError(
                f"expected a new or empty folder, but {folder} holds files; nothing was written"
            )
        for name, text in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
    except FileExistsError:
        raise ScaffoldError(f"expected a new or empty folder, but {folder} is a file") from None
    except OSError as error:
        raise ScaffoldError(f"{error.filename or folder} cannot be written: {error.strerror}") from None


def _files(date: str, content: str) -> dict[str, str]:
    """The new site's files by name. ``content`` is where its digests are, if not in a folder of its own."""
    files = {}
    for name, data in read_tree(built_in("starter")).items():
        if not (content and name.startswith("content/")):
            files[name.replace("dot.", ".").replace("DATE", date)] = data.decode()
    if content:
        content = Path(content).as_posix()
        files["sitegen.toml"] = files["sitegen.toml"].replace(_CONTENT, f"content = {json.dumps(content)}")
        watched = f"\n{shlex.quote(content)} templates "
        files["netlify.toml"] = files["netlify.toml"].replace(_WATCHED, watched)
    files["requirements.txt"] = requirement(_installed_from())
    return files


def requirement(origin: str) -> str:
    """The new site's ``requirements.txt``, from the record of where sitegen was installed from.

    ``origin`` is the text of ``direct_url.json`` (PEP 610), or empty. A bare name is never written: the
    package of that name on PyPI is another one.
    """
    source = json.loads(origin) if origin else {}
    if "vcs_info" in source:
        vcs = source["vcs_info"]
        return f"sitegen @ {vcs['vcs']}+{source['url']}@{vcs['commit_id']}\n"
    return (
        "# Say here where the publishing machine is to install sitegen from, for example:\n"
        "# sitegen @ git+https://github.com/OWNER/sitegen\n"
    )


def _installed_from() -> str:
    try:
        return distribution("sitegen").read_text("direct_url.json") or ""
    except PackageNotFoundError:
        return ""
