"""How much memory builds take: the peak over all processes together, beside how much each had.

    python -m tests.benchmarks.memory [--papers 6000 25000] [--runs 3] [--json FILE]

Shared pages are counted once: what is added up is each process's proportional set size, looked at every few
hundredths of a second while the command itself runs. So short peaks between two looks are missed; what the
build reports, the sum of each process's largest resident size, is the bound from above. Needs Linux.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.__main__ import Bench

INTERVAL = 0.03
COLUMNS = ("papers", "build", "all MB", "in stage", "processes MB", "reported MB", "wall s")
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


@dataclass
class Look:
    """What the processes held at one moment, in bytes, the first of them the build itself."""

    moment: float
    sizes: list[int]


@dataclass
class Watch:
    """All looks at one build; ``begin`` and ``end`` are when it was started and had ended."""

    begin: float
    end: float = 0
    looks: list[Look] = field(default_factory=list)

    def peak(self) -> Look:
        """Find the look at which all together held most."""
        return max(self.looks, key=lambda look: sum(look.sizes))

    def stage_peaks(self, report: dict[str, Any]) -> dict[str, int]:
        """Give the most that was held in each stage, in bytes, by how long the stages took."""
        seconds = dict(report["seconds"])
        start = self.end - seconds.pop("total")
        peaks = {"start": start}
        for stage, lasted in seconds.items():
            peaks[stage] = start = start + lasted
        found: dict[str, int] = {}
        for look in self.looks:
            stage = next((name for name, until in peaks.items() if look.moment <= until), "end")
            found[stage] = max(found.get(stage, 0), sum(look.sizes))
        return found


def watch(command: list[str]) -> Watch:
    """Run a command and look at it and all processes below it until it ends."""
    seen = Watch(time.monotonic())
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        if sizes := [size for pid in _tree(process.pid) if (size := _proportional(pid))]:
            seen.looks.append(Look(time.monotonic(), sizes))
        time.sleep(INTERVAL)
    seen.end = time.monotonic()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return seen


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            lists = [task.read_text() for task in Path(f"/proc/{parent}/task").glob("*/children")]
        except OSError:  # it ended while we looked
            continue
        found += [int(child) for text in lists for child in text.split()]
    return found


def _proportional(pid: int) -> int:
    try:
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def measure(bench: Bench, runs: int) -> list[dict[str, Any]]:
    """Measure a cold build and one that adds a day: of several runs the one that took most."""
    rows = []
    for name, prepare in (("cold", bench.cold), ("append", bench.append)):
        taken = []
        for _ in range(runs):
            prepare()
            seen = watch(bench.command())
            taken.append((seen.peak(), seen, json.loads(bench.report.read_bytes())))
        peak, seen, report = max(taken, key=lambda each: sum(each[0].sizes))
        stages = seen.stage_peaks(report)
        rows.append(
            {
                "papers": report["papers"],
                "build": name,
                "all MB": _mb(sum(peak.sizes)),
                "in stage": max(stages, key=lambda stage: stages[stage]),
                "processes MB": [_mb(size) for size in peak.sizes],
                "reported MB": _mb(report["peak_rss_bytes"]),
                "wall s": round(seen.end - seen.begin, 1),
                "stages MB": {stage: _mb(size) for stage, size in stages.items()},
            }
        )
    return rows


def _mb(size: int) -> float:
    return round(size / (1 << 20), 1)


def main() -> None:
    """Measure and print a table, and how much more the largest site takes than the smallest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--papers", type=int, nargs="+", default=[6_000, 25_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = []
    line = "{:>7} {:<7} {:>7} {:>8} {:>26} {:>12} {:>7}"
    print(line.format(*COLUMNS))  # noqa: T201 - a program of its own
    for papers in given.papers:
        with tempfile.TemporaryDirectory() as folder:
            for row in measure(Bench(Path(folder) / "site", papers), given.runs):
                rows.append(row)
                shown = row | {"processes MB": "+".join(str(round(size)) for size in row["processes MB"])}
                print(line.format(*(shown[name] for name in COLUMNS)))  # noqa: T201
                print(" " * 8 + "  ".join(f"{k} {v:.0f}" for k, v in row["stages MB"].items()), flush=True)  # noqa: T201
    cold = [row["all MB"] for row in rows if row["build"] == "cold"]
    print(f"cold: at most {max(cold)} MB, {cold[-1] - cold[0]:+.1f} MB from the first size to the last")  # noqa: T201
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1), "utf-8")


if __name__ == "__main__":
    main()
