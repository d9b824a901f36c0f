"""What a build tells: progress while it runs, and counts, times and diagnostics in its report."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.manifest import Manifest, Staleness
from sitegen.model import Page, Report
from sitegen.output import Staged
from sitegen.workers import peak_memory


class Progress(Protocol):
    """Who is told how far a build is."""

    def stage(self, name: str, total: int) -> None:
        """Say that a stage of ``total`` steps begins (0: unknown)."""

    def advance(self, count: int = 1) -> None:
        """Say that steps are done."""


class _Silent:
    def stage(self, name: str, total: int) -> None:
        pass

    def advance(self, count: int = 1) -> None:
        pass


SILENT: Progress = _Silent()


class Tally:
    """Counts, times and diagnostics of one build, up to its report."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.diagnostics: list[Diagnostic] = []
        self.digests = self.records = self.papers = self.peak = 0
        self._files = {"total": 0, "written": 0, "removed": 0, "bytes": 0}
        self._reasons: tuple[str, ...] = ()
        self._seconds: dict[str, float] = {}
        self._begin = time.perf_counter()

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[None]:
        """Time a stage and announce it."""
        self.progress.stage(name, total)
        begin = time.perf_counter()
        yield
        self._seconds[name] = time.perf_counter() - begin

    def count(self, plan: list[Page], staged: list[Staged], todo: Staleness, past: Manifest) -> None:
        """Count files."""
        sizes = past.sizes | {item.address: item.size for item in staged}
        self._files = {
            "total": len(plan),
            "written": sum(1 for item in staged if item.scratch),
            "removed": len(todo.removed),
            "bytes": sum(sizes[page.address] for page in plan),
        }
        self._reasons = tuple(f"{address or '/'}: {why}" for address, why in todo.stale.items())

    def judge(self, settings: Config, *, strict: bool) -> bool:
        """Sort the diagnostics, drop the silenced ones, and say whether they fail the build."""
        self.diagnostics = sorted(d for d in self.diagnostics if not settings.silences(d))
        worst = max((d.severity for d in self.diagnostics), default=Severity.NOTE)
        return worst >= (Severity.WARNING if strict else Severity.ERROR)

    def report(self, *, failed: bool) -> Report:
        """Say what was done."""
        files = self._files
        return Report(
            digests=self.digests,
            records=self.records,
            papers=self.papers,
            files_total=files["total"],
            files_written=files["written"],
            files_unchanged=files["total"] - files["written"],
            files_removed=files["removed"],
            bytes=files["bytes"],
            diagnostics=tuple(sorted(self.diagnostics)),
            seconds={"total": time.perf_counter() - self._begin, **self._seconds},
            peak_rss_bytes=self.peak or peak_memory(),
            reasons=self._reasons,
            failed=failed,
        )
