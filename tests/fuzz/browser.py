"""The search index's reader of the browser, fed with damaged files in a browser.

``python -m tests.fuzz.browser SECONDS [SEED]`` goes on for that long.
"""

from __future__ import annotations

import base64
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser import chromium
from tests.search.archive import Archive, paper

ROOT = Path(__file__).parents[2]
SCRIPTS = (
    "static/js/vendor/lunr.js",
    "static/js/search/terms.js",
    "static/js/search/reader.js",
    "tests/fuzz/reader.js",
)
# A run of so many inputs that does not end within so many milliseconds hangs.
_PATIENCE = 60_000
_START = """({ code, files, seed, count, patience }) => new Promise((resolve) => {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
  const given = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text)]));
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  let last = null;
  const end = (result) => { worker.terminate(); clearTimeout(timer); resolve(result); };
  const timer = setTimeout(() => end({ runs: 0, failures: [`hangs: ${last}`] }), patience);
  worker.onerror = (event) => end({ runs: 0, failures: [`${last}: ${event.message}`] });
  worker.onmessage = ({ data }) => (data.trying ? (last = data.trying) : end(data));
  worker.postMessage({ files: given, seed, count });
})"""


def archive() -> dict[str, bytes]:
    """The files of a small index with repeated papers, two languages and several segments."""
    days = Archive()
    for day in range(1, 7):
        days.day(
            f"2025-05-0{day}",
            *(
                paper(f"2505.{n:05}", f"Graphs {n}", tldr="知识图谱 works.", summary=f"Day {day}")
                for n in range(day, day + 9)
            ),
        )
    return days.files()


def damage(page: Page, seed: int, count: int) -> tuple[int, list[str]]:
    """Read that many damaged indexes; give how many were read and what went wrong."""
    given = {
        "code": "\n".join((ROOT / name).read_text("utf-8") for name in SCRIPTS),
        "files": {name: base64.b64encode(data).decode() for name, data in archive().items()},
        "seed": seed,
        "count": count,
        "patience": _PATIENCE,
    }
    done = page.evaluate(_START, given)
    return int(done["runs"]), [str(failure) for failure in done["failures"]]


def main(browser: Browser, seconds: float, seed: int) -> None:
    """Go on for some seconds."""
    end = time.monotonic() + seconds
    runs, failures = 0, []
    while time.monotonic() < end:
        page = browser.new_page()
        page.goto("data:text/html,")
        done, found = damage(page, seed + runs, 1_000)
        runs += done
        failures += found
        page.close()
    sys.stderr.write(f"reader.js: {runs} inputs, failures {failures}\n")


if __name__ == "__main__":
    with chromium() as started:
        main(started, float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
