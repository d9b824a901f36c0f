"""What a build tells: progress while it runs, and counts, times and diagnostics in its report."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from sitegen import hosting
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.manifest import Manifest, Staleness
from sitegen.model import Catalog, Outline, Report
from sitegen.output import Staged
from sitegen.store import diagnostic, plain_diagnostic
from sitegen.workers import peak_memory

_COUNTS = ("digests", "records", "papers", "files_total", "bytes")


class Progress(Protocol):
    """Who is told how far a build is."""

    def stage(self, name: str, total: int) -> None:
        """Say that a stage of ``total`` steps begins (0: unknown)."""

    def advance(self, count: int = 1) -> None:
        """Say that steps are done."""

    def wait(self, what: str) -> None:
        """Say that the build waits, and for what."""


class _Silent:
    def stage(self, name: str, total: int) -> None:
        pass

    def advance(self, count: int = 1) -> None:
        pass

    def wait(self, what: str) -> None:
        pass


SILENT: Progress = _Silent()


class Tally:
    """Counts, times and diagnostics of one build, up to its report."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.diagnostics: list[Diagnostic] = []
        self.peak = 0
        self._awaited = ""
        self._counts = dict.fromkeys(_COUNTS, 0)
        self._changes = {"files_written": 0, "files_removed": 0}
        self._reasons: Mapping[str, str] = {}
        self._seconds: dict[str, float] = {}
        self._begin = time.perf_counter()

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[None]:
        """Time a stage and announce it."""
        self.progress.stage(name, total)
        begin = time.perf_counter()
        yield
        self._seconds[name] = self._seconds.get(name, 0.0) + time.perf_counter() - begin

    def wait(self, what: str) -> None:
        """Say, again and again, what is being waited for."""
        if self._awaited != what:
            self._awaited = what
            self.progress.wait(what)
        self.progress.advance(0)

    def count_content(self, outlines: Sequence[Outline], library: Catalog) -> None:
        """Count what was read."""
        self._counts["digests"] = len(outlines)
        self._counts["records"] = sum(len(s.mentions) for outline in outlines for s in outline.sections)
        self._counts["papers"] = len(library.papers)

    def count_files(
        self,
        addresses: Collection[str],
        staged: list[Staged],
        todo: Staleness,
        past: Manifest,
        host: str,
        folder: str,
    ) -> None:
        """Count what was made, and whether the host that it is for would take it."""
        known = {**past.sizes, **{item.address: item.size for item in staged}}
        sizes = {address: known[address] for address in addresses}
        self.diagnostics += hosting.check(host, sizes, folder)
        self._counts["files_total"] = len(addresses)
        self._counts["bytes"] = sum(sizes.values())
        self._changes["files_written"] = sum(1 for item in staged if item.differs)
        self._changes["files_removed"] = len(todo.removed)
        self._reasons = todo.stale | todo.moved

    def told(self) -> dict[str, Any]:
        """Give what a later build of the same may repeat, for the manifest."""
        return {**self._counts, "diagnostics": [plain_diagnostic(d) for d in self.diagnostics]}

    def repeat(self, told: Mapping[str, Any]) -> None:
        """Say what an earlier build of the same said."""
        self._counts = {name: told[name] for name in _COUNTS}
        self.diagnostics = [diagnostic(raw) for raw in told["diagnostics"]]

    def judge(self, settings: Config, *, strict: bool) -> bool:
        """Sort the diagnostics, drop the silenced ones, and say whether they fail the build."""
        self.diagnostics = sorted(d for d in self.diagnostics if not settings.silences(d))
        return self.fails(settings, strict=strict)

    def fails(self, settings: Config, *, strict: bool) -> bool:
        """Say whether what was found so far fails the build."""
        told = (d.severity for d in self.diagnostics if not settings.silences(d))
        return max(told, default=Severity.NOTE) >= (Severity.WARNING if strict else Severity.ERROR)

    def report(self, *, failed: bool) -> Report:
        """Say what was done."""
        written = self._changes["files_written"]
        return Report(
            **self._counts,
            **self._changes,
            files_unchanged=self._counts["files_total"] - written,
            diagnostics=tuple(sorted(self.diagnostics)),
            seconds={"total": time.perf_counter() - self._begin, **self._seconds},
            peak_rss_bytes=self.peak or peak_memory(),
            reasons=self._reasons,
            failed=failed,
        )
