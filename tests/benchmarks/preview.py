"""How soon a change is seen: from saving a file to the frame of headless Chromium that shows it.

    python -m tests.benchmarks.preview [--papers 25000] [--runs 20] [--folder DIR] [--json FILE]

Uses the real digests beside the checkout where they are, else makes some up. Each figure is a median. A
folder keeps the sites built, so that another go begins at once; `--runs 0` builds them and measures nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Error, Page

from tests.benchmarks.__main__ import days
from tests.browser import chromium
from tests.conftest import SHARED
from tests.serve.running import LONG, Running, running
from tests.sites import Told, digest_text

SEED = SHARED / "corpus" / "seed"
# A cold build of the archive comes before what is measured.
PATIENCE = 1800.0
IDLE_SECONDS = 20.0
BETWEEN = 0.7

# Notes, frame by frame, when the page shows which edit.
WATCH = """
const seen = {};
function note(kind, number) {
  const key = `bench ${kind} ${number}`;
  if (number && !(key in seen) && !localStorage.getItem(key)) {
    seen[key] = true;
    localStorage.setItem(key, String(performance.timeOrigin + performance.now()));
  }
}
function look() {
  note("text", document.querySelector("main")?.textContent.match(/Edit number ([0-9]+)[.]/)?.[1]);
  if (document.body) note("style", parseInt(getComputedStyle(document.body).outlineOffset) || 0);
  requestAnimationFrame(look);
}
requestAnimationFrame(look);
"""


class Archive:
    """A site, a preview of it, and an open page."""

    def __init__(self, root: Path, digests: list[tuple[str, bytes]]) -> None:
        self.root = root
        (root / "content").mkdir(parents=True, exist_ok=True)
        (root / "sitegen.toml").write_text('title = "Bench"\n')
        for name, data in digests:
            (root / "content" / name).write_bytes(data)
        self.file = root / "content" / digests[-1][0]
        self._original = self.file.read_text("utf-8")
        self._edits = 0

    @property
    def pages(self) -> tuple[str, str]:
        """The address of the newest digest, and of its first paper."""
        paper = re.search(r"arxiv\.org/\w+/(\d{4})\.(\d{5})", self._original)
        assert paper
        return f"digests/{self.file.name[:10]}/", f"papers/{paper[1]}/{paper[1]}.{paper[2]}/"

    def edit(self) -> tuple[str, int]:
        """Edit the summary of the newest digest's first paper."""
        self._edits += 1
        text = re.sub(
            r"^(TL;?DR: )", rf"\1Edit number {self._edits}. ", self._original, count=1, flags=re.MULTILINE
        )
        self.file.write_text(text, "utf-8")
        return "text", self._edits

    def style(self) -> tuple[str, int]:
        """Edit a style sheet."""
        self._edits += 1
        sheet = self.root / "static/css/print.css"
        sheet.parent.mkdir(parents=True, exist_ok=True)
        sheet.write_text(f"body {{ outline-offset: {self._edits}px }}\n")
        return "style", self._edits


def seen(page: Page, change: Callable[[], tuple[str, int]], runs: int) -> list[float]:
    """Milliseconds from each change to the frame that shows it."""
    change()  # the first one also creates folders and compiles templates
    time.sleep(BETWEEN * 3)
    taken = []
    for _ in range(runs):
        begin = time.time()
        kind, number = change()
        end = time.monotonic() + LONG
        while True:
            time.sleep(BETWEEN)
            assert time.monotonic() < end, f"never seen: {kind} {number}"
            try:
                shown = page.evaluate("key => localStorage.getItem(key)", f"bench {kind} {number}")
            except Error:
                continue  # it reloads
            if shown:
                taken.append(float(shown) - begin * 1000)
                break
    return taken


def serves(root: Path) -> float:
    """Seconds from the command to the first page."""
    begin = time.perf_counter()
    with running(root, "--jobs", "0") as preview:
        while "Serving at" not in preview.said:
            time.sleep(0.005)
        with urllib.request.urlopen(preview.address) as answer:
            answer.read()
        taken = time.perf_counter() - begin
        time.sleep(BETWEEN)
        return taken


def cpu_seconds(process: int) -> float:
    """Processor time of a process and its children."""
    own = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return (int(own[11]) + int(own[12])) / os.sysconf("SC_CLK_TCK") + sum(
        cpu_seconds(int(pid)) for pid in below
    )


def idle(preview: Running) -> float:
    """Per cent of a core that a preview takes when nothing happens."""
    time.sleep(3)
    before = cpu_seconds(preview.process.pid)
    time.sleep(IDLE_SECONDS)
    return 100 * (cpu_seconds(preview.process.pid) - before) / IDLE_SECONDS


def patient(root: Path) -> None:
    """Build everything once."""
    with running(root, "--jobs", "0") as preview:
        end = time.monotonic() + PATIENCE
        while not preview.builds:
            assert time.monotonic() < end
            time.sleep(0.2)


def measure(
    browser: Browser, papers: int, runs: int, folder: Path
) -> Iterator[tuple[str, float, str, float]]:
    """Give rows: what, the figure, its unit, the bound."""
    if SEED.is_dir():
        few = [(file.name, file.read_bytes()) for file in sorted(SEED.glob("*.md"))]
    else:
        told = (Told(f"2505.{n:05}", f"Paper {n}", tldr="Told. " * 20) for n in range(1, 13))
        few = [("2025-05-27.md", digest_text(*told).encode())]
    seed = Archive(folder / "seed", few)
    archive = Archive(folder / "archive", days(papers))
    for site in (seed, archive):
        patient(site.root)
    if not runs:
        return
    digest, paper = seed.pages
    with running(seed.root) as preview, browser.new_page() as page:
        page.add_init_script(WATCH)
        page.goto(preview.address + digest)
        time.sleep(BETWEEN)
        yield "CSS edit", median(seen(page, seed.style, runs)), "ms", 120
        yield "one paper edited, seed-size site", median(seen(page, seed.edit, runs)), "ms", 250
    digest, paper = archive.pages
    yield "start to serving, archive, warm", 1000 * median(serves(archive.root) for _ in range(5)), "ms", 1500
    with running(archive.root, "--jobs", "0") as preview, browser.new_page() as page:
        page.add_init_script(WATCH)
        page.goto(preview.address + paper)
        time.sleep(BETWEEN)
        yield "idle, archive watched", idle(preview), "% of a core", 1
        yield "one paper edited, archive, its page", median(seen(page, archive.edit, runs)), "ms", 1000
        page.goto(preview.address + digest)
        time.sleep(BETWEEN)
        yield "one paper edited, archive, its digest", median(seen(page, archive.edit, runs)), "ms", 1000
        yield "CSS edit, archive", median(seen(page, archive.style, 5)), "ms", 120


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--papers", type=int, default=25_000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--folder", type=Path, help="where the sites are kept")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows: list[dict[str, str | float]] = []
    missed = False
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        folder = given.folder or Path(scratch)
        for what, figure, unit, bound in measure(browser, given.papers, given.runs, folder):
            missed = missed or figure > bound
            verdict = "" if figure <= bound else "  MISSED"
            print(f"{what:<40} {figure:8.1f} {unit:<12} (bound {bound}){verdict}", flush=True)  # noqa: T201
            rows.append({"what": what, "figure": round(figure, 2), "unit": unit, "bound": bound})
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1), "utf-8")
    sys.exit(missed)


if __name__ == "__main__":
    main()
