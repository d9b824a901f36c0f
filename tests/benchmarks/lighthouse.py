"""Lighthouse's four scores, mobile, of the home page, a digest of 300 papers, a paper and the search.

``python -m tests.benchmarks.lighthouse FOLDER [PAGE…]`` reads digest files from a folder, builds a site of
them, serves it compressed and cached as static hosts do, tells for each page the median of three runs, and
fails when a score is below 99. It needs npm's ``lighthouse`` (``LIGHTHOUSE`` names its program) and Chromium.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sitegen.build import Options, build
from tests.benchmarks.host import hosting

LEAST = 99
RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def pages(site: Path) -> dict[str, str]:
    """Choose the pages: the digest with some 300 papers, and its first paper."""
    counted = {
        day: day.joinpath("index.html").read_text("utf-8").count("<article")
        for day in site.glob("digests/*")
        if day.is_dir()
    }
    day = min(counted, key=lambda day: abs(counted[day] - 300))
    paper = next(site.glob("papers/*/*/index.html")).parent
    return {
        "home": "",
        f"digest of {counted[day]}": f"digests/{day.name}/",
        "paper": f"{paper.relative_to(site).as_posix()}/",
        "search": "search/",
    }


def scores(url: str) -> tuple[dict[str, int], dict[str, str], list[str]]:
    """Run Lighthouse on a page: its scores, its metrics, and the audits that are not perfect."""
    command = [os.environ.get("LIGHTHOUSE", "lighthouse"), url, "--quiet", "--output=json"]
    command += [f"--chrome-flags={FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
    environment = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    told = json.loads(ran.stdout)
    found = {name: round(100 * (told["categories"][name]["score"] or 0)) for name in CATEGORIES}
    metrics = {name: told["audits"][name]["displayValue"] for name in METRICS}
    counted = {
        ref["id"] for name in CATEGORIES for ref in told["categories"][name]["auditRefs"] if ref["weight"]
    }
    faults = [
        a
        for a in sorted(counted)
        if told["audits"][a]["score"] is not None and told["audits"][a]["score"] < 1
    ]
    return found, metrics, faults


def main() -> int:
    content, *chosen = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        build(Options(root=root, content=Path(content), output=root / "public"))
        worst = 100
        with hosting(root / "public") as host:
            for name, page in pages(root / "public").items():
                if chosen and name.split()[0] not in chosen:
                    continue
                # The run whose first score is in the middle stands for all.
                runs = sorted(
                    (scores(host.address + page) for _ in range(RUNS)), key=lambda run: run[0]["performance"]
                )
                found, metrics, faults = runs[RUNS // 2]
                worst = min(worst, *found.values())
                line = map(str, (*found.values(), *metrics.values(), *faults))
                sys.stdout.write(f"{name:15}  {'  '.join(line)}\n")
                sys.stdout.flush()
    return 0 if worst >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
