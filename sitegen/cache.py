"""The cache's folder, or another one for a build that may not write there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Position, Severity


@contextmanager
def usable(folder: Path) -> Iterator[tuple[Path, list[Diagnostic]]]:
    """Give a cache that can be written: the folder, else an empty one for this build, and a warning."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f"probe.{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        found = f"expected a folder that can be written, but: {error.strerror}"
        told = f"{found}; this build goes without what past builds learned, and so will the next"
        with tempfile.TemporaryDirectory(prefix="sitegen-") as other:
            warning = Diagnostic(Position(str(folder)), Severity.WARNING, "cache-unusable", told)
            yield Path(other), [warning]
    else:
        yield folder, []
