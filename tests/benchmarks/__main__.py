"""How long builds take: cold, with nothing to do, with a day more, with one summary or one template edited.

    python -m tests.benchmarks [--papers 1000 6000 25000] [--runs 3] [--json FILE]

Uses the real digests beside the checkout where they are, else makes some up. Each figure is a median over
runs of the command itself, start of Python included.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tests.conftest import SHARED
from tests.sites import Told, digest_text

REAL = SHARED / "corpus" / "dw"
COLUMNS = (
    "papers",
    "build",
    "wall s",
    "read",
    "load",
    "plan",
    "search",
    "render",
    "publish",
    "peak MB",
    "files",
    "MB",
    "site MB",
)
STAGES = COLUMNS[3:9]


def days(papers: int) -> list[tuple[str, bytes]]:
    """Digests that hold about so many records, newest last: real ones if possible."""
    if REAL.is_dir():
        files = sorted(REAL.glob("*.md"), reverse=True)
        counts = [file.read_bytes().count(b"\n### [") for file in files]
        enough = next((n for n in range(1, len(files)) if sum(counts[:n]) >= papers * 1.5), len(files))
        return [(file.name, file.read_bytes()) for file in reversed(files[:enough])]
    made = []
    for day in range(max(2, papers // 200)):
        told = [
            Told(f"25{day // 28:02}.{day % 28:02}{n:03}", f"Paper {n}", tldr="Told. " * 20)
            for n in range(200)
        ]
        made.append(
            (f"{2025 + day // 336}-{1 + day // 28 % 12:02}-{1 + day % 28:02}.md", digest_text(*told).encode())
        )
    return made


class Bench:
    """One site, built again and again by the command line."""

    def __init__(self, root: Path, papers: int) -> None:
        self.root = root
        self.begun = 0.0
        (root / "content").mkdir(parents=True)
        (root / "sitegen.toml").write_text('title = "Bench"\nbase_url = "https://example.org/"\n')
        *before, self.last = days(papers)
        for name, data in before:
            (root / "content" / name).write_bytes(data)

    def build(self, *options: str) -> dict[str, Any]:
        """Build once and give the report, with the wall time of the whole command."""
        self.begun = time.time()
        begin = time.perf_counter()
        subprocess.run([*self.command(), *options], check=True, stdout=subprocess.DEVNULL)
        wall = time.perf_counter() - begin
        return {**json.loads(self.report.read_bytes()), "wall": wall}

    @property
    def report(self) -> Path:
        """Where a build leaves its report."""
        return self.root / "report.json"

    def command(self) -> list[str]:
        """What a user would type."""
        return [sys.executable, "-m", "sitegen", "build", str(self.root), "-q", "--report", str(self.report)]

    def written(self) -> int:
        """Sum the bytes of the files that the last build wrote."""
        files = [file.stat() for file in (self.root / "public").rglob("*") if file.is_file()]
        return sum(file.st_size for file in files if file.st_mtime >= self.begun)

    def cold(self) -> None:
        """Forget everything."""
        shutil.rmtree(self.root / ".sitegen", ignore_errors=True)
        shutil.rmtree(self.root / "public", ignore_errors=True)

    def nothing(self) -> None:
        """Change nothing."""

    def without_last(self) -> None:
        """Take the last day away again, and build, so that it can be added."""
        (self.root / "content" / self.last[0]).unlink(missing_ok=True)
        self.build()

    def append(self) -> None:
        """Add a day."""
        self.without_last()
        (self.root / "content" / self.last[0]).write_bytes(self.last[1])

    def edit(self) -> None:
        """Edit one paper's summary."""
        file = sorted((self.root / "content").iterdir())[-1]
        file.write_bytes(file.read_bytes().replace(b"TL;DR: ", b"TL;DR: Edited. ", 1))

    def template(self) -> None:
        """Edit the template of papers' pages."""
        (self.root / "templates").mkdir(exist_ok=True)
        own = Path(__file__).parent.parent.parent / "templates" / "paper.html"
        target = self.root / "templates" / "paper.html"
        past = target.read_text("utf-8") if target.exists() else own.read_text("utf-8")
        target.write_text(past.replace("{% block main %}", "{% block main %}<!-- -->", 1), "utf-8")


def measure(bench: Bench, runs: int) -> list[dict[str, Any]]:
    """Measure every kind of build of one site."""
    kinds: list[tuple[str, Callable[[], None]]] = [
        ("cold", bench.cold),
        ("nothing", bench.nothing),
        ("append", bench.append),
        ("edit", bench.edit),
        ("template", bench.template),
    ]
    rows = []
    for name, prepare in kinds:
        reports = []
        for _ in range(runs):
            prepare()
            reports.append(bench.build())
            reports[-1]["bytes written"] = bench.written()
        middle = sorted(reports, key=lambda r: r["wall"])[len(reports) // 2]
        rows.append(
            {
                "papers": middle["papers"],
                "build": name,
                "wall s": round(median(r["wall"] for r in reports), 2),
                **{stage: round(middle["seconds"].get(stage, 0), 2) for stage in STAGES},
                "peak MB": middle["peak_rss_bytes"] >> 20,
                "files": middle["files"]["written"],
                "MB": round(middle["bytes written"] / 1e6, 1),
                "site MB": round(middle["bytes"] / 1e6, 1),
            }
        )
    return rows


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--papers", type=int, nargs="+", default=[1_000, 6_000, 25_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = []
    line = "{:>7} {:<9}" + " {:>8}" * (len(COLUMNS) - 2)
    print(line.format(*COLUMNS))  # noqa: T201 - a program of its own
    for papers in given.papers:
        with tempfile.TemporaryDirectory() as folder:
            for row in measure(Bench(Path(folder) / "site", papers), given.runs):
                rows.append(row)
                print(line.format(*row.values()), flush=True)  # noqa: T201
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1), "utf-8")


if __name__ == "__main__":
    main()
