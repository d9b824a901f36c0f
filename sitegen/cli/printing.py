"""What the commands print: diagnostics in three forms, progress, the report, the last line.

Diagnostics quote the input, which may hold anything: no control character of it reaches a terminal.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model import Report

if TYPE_CHECKING:
    from sitegen.build import Progress

MANY = 50
"""An abridged list may be this long before it shows only the first few of each code."""
FEW = 5
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# C0 and C1 controls, line and paragraph separators, marks that reorder what is read, lone surrogates.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


# ── forms ───────────────────────────────────────────────────────────────────────────────────────────


def plain(text: str) -> str:
    r"""Put the text on one line, with every control character spelled out (``\x1b``)."""
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


def github(found: Diagnostic) -> str:
    """A diagnostic as a workflow command of GitHub Actions.

    Escaped as https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts does.
    """
    place = found.position
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": found.code}
    listed = ",".join(
        f"{name}={_escape(str(value), '%', chr(13), chr(10), ':', ',')}"
        for name, value in properties.items()
        if value
    )
    return f"::{_GITHUB[found.severity]} {listed}::{_escape(found.message, '%', chr(13), chr(10))}"


def _escape(text: str, *characters: str) -> str:
    for character in characters:  # the percent sign comes first
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def diagnostics_json(diagnostics: Sequence[Diagnostic]) -> list[dict[str, Any]]:
    """Diagnostics as the report holds them."""
    return [
        {
            "severity": found.severity.word,
            "code": found.code,
            "message": found.message,
            "file": found.position.file,
            "line": found.position.line,
            "column": found.position.column,
        }
        for found in diagnostics
    ]


def report_json(report: Report) -> str:
    """The report as a JSON text. It is ASCII, since what it quotes may not be text at all."""
    return (
        json.dumps(
            {
                "digests": report.digests,
                "records": report.records,
                "papers": report.papers,
                "files": {
                    "total": report.files_total,
                    "written": report.files_written,
                    "unchanged": report.files_unchanged,
                    "removed": report.files_removed,
                },
                "bytes": report.bytes,
                "diagnostics": diagnostics_json(sorted(report.diagnostics)),
                "seconds": report.seconds,
                "peak_rss_bytes": report.peak_rss_bytes,
            },
            indent=2,
        )
        + "\n"
    )


def abridge(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """All errors, and of a long list of others the first few of each code."""
    if len(diagnostics) <= MANY:
        return list(diagnostics)
    seen: Counter[str] = Counter()
    kept = []
    for found in diagnostics:
        seen[found.code] += 1
        if found.severity is Severity.ERROR or seen[found.code] <= FEW:
            kept.append(found)
    return kept


def counts(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """A table of how often each code was found: the worst first, then the most frequent."""
    tally = Counter((found.severity, found.code) for found in diagnostics)
    ordered = sorted(tally.items(), key=lambda item: (-item[0][0], -item[1], item[0][1]))
    width = len(str(max(tally.values(), default=0)))
    return [f"{number:>{width}} {severity.word}[{code}]" for (severity, code), number in ordered]


def last_line(report: Report, *, wrote: bool) -> str:
    """What was done, in one line."""
    parts = [f"{_count(report.papers, 'paper')} in {_count(report.digests, 'digest')}"]
    if report.failed:
        parts = ["failed: nothing was written"]
    elif wrote:
        parts.append(_count(report.files_total, "file"))
        parts[-1] += f", {report.files_written} written, {report.files_removed} removed"
    else:
        parts.append("nothing was written")
    tally = Counter(found.severity for found in report.diagnostics)
    found = [_count(tally[severity], severity.word) for severity in sorted(tally, reverse=True)]
    if found:
        parts.append(", ".join(found))
    return "; ".join([*parts, f"{report.seconds.get('total', 0):.2f} s"])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


class _Waits:
    """Says what a build waits for, and nothing of how far it is."""

    def stage(self, name: str, total: int) -> None:
        pass

    def advance(self, count: int = 1) -> None:
        pass

    def wait(self, what: str) -> None:
        _say(f"sitegen: {what}: waiting for it")


# ── printing ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """Prints for one command. ``form`` is ``text``, ``json`` or ``github``; ``abridged`` shortens lists."""

    form: str = "text"
    quiet: bool = False
    verbose: bool = False
    abridged: bool = False
    wrote: bool = True

    def report(self, report: Report) -> None:
        """Print the diagnostics to standard error, and the last line to standard output."""
        found = sorted(report.diagnostics)
        if self.quiet:
            found = [one for one in found if one.severity is Severity.ERROR]
        self._diagnostics(found)
        if self.verbose and self.form == "text":
            self._details(report)
        if not self.quiet:
            sys.stderr.flush()
            print(last_line(report, wrote=self.wrote), flush=True)  # noqa: T201 (the command line's own voice)

    def fault(self, message: str) -> None:
        """Print why a command was given up."""
        _say(f"sitegen: {plain(message)}")

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A progress bar on a terminal; elsewhere nothing is said but what is waited for."""
        from sitegen.build import SILENT  # noqa: PLC0415 (heavy)

        if self.quiet or not sys.stderr.isatty():
            yield SILENT if self.quiet else _Waits()
            return
        from sitegen.cli.progress import bar  # noqa: PLC0415 (not for every command)

        with bar() as shown:
            yield shown

    def _diagnostics(self, found: list[Diagnostic]) -> None:
        if self.form == "json":
            _say(json.dumps(diagnostics_json(found)))
            return
        if self.form == "github":
            for one in found:
                _say(github(one))
            return
        shown = abridge(found) if self.abridged else found
        write = _coloured() if shown and sys.stderr.isatty() else lambda one: _say(plain(str(one)))
        for one in shown:
            write(one)
        if len(found) > MANY:
            _say("\n".join(["", *counts(found)]))
            if len(shown) < len(found):
                _say(f"{len(shown)} of {len(found)} shown; all of them with -v")

    def _details(self, report: Report) -> None:
        for address, why in report.reasons.items():
            _say(plain(f"{address or '/'}: {why}"))
        times = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in report.seconds.items())
        _say(f"seconds: {times}; peak memory: {report.peak_rss_bytes / 1e6:.0f} MB")


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 (the command line's own voice)


def _coloured() -> Callable[[Diagnostic], None]:
    from rich.console import Console  # noqa: PLC0415 (only on a terminal)
    from rich.text import Text  # noqa: PLC0415

    console = Console(stderr=True, highlight=False, soft_wrap=True)

    def write(found: Diagnostic) -> None:
        console.print(
            Text.assemble(
                (plain(str(found.position)), "bold"),
                ": ",
                (f"{found.severity.word}[{found.code}]", _COLOURS[found.severity]),
                f": {plain(found.message)}",
            )
        )

    return write
