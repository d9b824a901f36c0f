"""What the search costs: bytes, requests, waves and time of queries in a browser; the index's size and build.

``python -m tests.benchmarks.search FOLDER [--queries 200] [--pagefind PYTHON]`` reads a published site.
Queries are one to four words drawn with their frequency from its papers' pages, Latin, Chinese and both.
Every first query has a browser that knows nothing yet, on a phone and on a desk, and a host that compresses
as static hosts do. Bytes are those of whole answers, heads included. ``--pagefind`` names a Python that has
``pagefind[extended]``: it and our index are then both made of the same 10,000 pages.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import quote

from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from sitegen.search.terms import text_terms
from tests.benchmarks.host import Hosting, hosting
from tests.benchmarks.indexing import compare, say
from tests.browser import chromium

Sent = list[tuple[str, int]]
PAGES = 400
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 720}
DONE = "main[data-search-state=done]"
OURS = re.compile(r"/assets/js/search/|^/search/$|/search/.*\.bin$")
"""What a search brings: its page with the directory in it, its script, shards and hits."""

ALL = re.compile(OURS.pattern + r"|/assets/js/")
"""The same with the scripts that every page has."""

AFTER_THE_PAGE = re.compile(r"/assets/js/(search/|site)|/search/.*\.bin$")


# ── queries ─────────────────────────────────────────────────────────────────────────────────────────


def queries(folder: Path, count: int) -> list[str]:
    """Draw queries: words as often as texts have them, Chinese ones of two to four characters."""
    dice = random.Random(2026)
    files = sorted(folder.glob("papers/*/*/index.html"))
    texts = [words_of(file) for file in dice.sample(files, min(PAGES, len(files)))]
    latin = [w for text in texts for w in re.findall(r"[A-Za-z][A-Za-z-]{2,}", text) if text_terms(w)]
    runs = [run for text in texts for run in re.findall(r"[\u4e00-\u9fff]{2,}", text)]

    def chinese() -> str:
        run = dice.choice(runs)
        length = min(len(run), dice.choice([2, 2, 2, 3, 4, 4]))
        start = dice.randrange(len(run) - length + 1)
        return str(run[start : start + length])

    def word(kind: int) -> str:
        is_latin = not runs or (latin and (kind == 0 or (kind == 2 and dice.random() < 0.5)))
        return str(dice.choice(latin)) if is_latin else chinese()

    return [" ".join(word(number // 4 % 3) for _ in range(1 + number % 4)) for number in range(count)]


def words_of(file: Path) -> str:
    """The text of a paper's page."""
    main = next(html.document_fromstring(file.read_bytes()).iter("main"))
    return " ".join(" ".join(map(str, main.itertext())).split())


# ── a browser ───────────────────────────────────────────────────────────────────────────────────────


def fresh(browser: Browser, window: ViewportSize = PHONE) -> BrowserContext:
    """A browser that knows nothing, and keeps nothing for reading offline."""
    return browser.new_context(viewport=window, is_mobile=window is PHONE, service_workers="block")


def ask_first(context: BrowserContext, host: Hosting, query: str) -> Page:
    """Open the search with a query, in a browser that knows nothing."""
    page = context.new_page()
    page.goto(f"{host.address}search/?q={quote(query)}")
    page.wait_for_selector(DONE)
    page.wait_for_timeout(120)
    return page


MORE = """(wanted) => {
  const shown = document.querySelectorAll("main .hits li").length;
  if (shown < wanted) document.querySelector("main .more button").click();
}"""


def first_query(browser: Browser, host: Hosting, query: str, window: ViewportSize) -> tuple[Sent, Sent]:
    """What is sent until a query's results fill a window, and until ten of them are there."""
    context = fresh(browser, window)
    host.sent()
    page = ask_first(context, host, query)
    seen = host.sent()
    wanted = min(10, int(page.get_attribute("main", "data-search-count") or 0))
    while page.locator("main .hits li").count() < wanted:
        page.evaluate(MORE, wanted)
        page.wait_for_timeout(40)
    context.close()
    return seen, [*seen, *host.sent()]


TIMES = """performance.getEntriesByType("resource").filter(({ transferSize }) => transferSize).map(
  ({ name, startTime, responseEnd }) =>
  [name, performance.timeOrigin + startTime, performance.timeOrigin + responseEnd])"""


def waves(browser: Browser, host: Hosting, query: str) -> int:
    """The longest chain of files from the page on, each asked for once the one before came, slowly."""
    context = fresh(browser)
    host.sent(delay=0.15)
    page = ask_first(context, host, query)
    timed = [*page.evaluate(TIMES), *(entry for worker in page.workers for entry in worker.evaluate(TIMES))]
    host.sent()
    context.close()
    chains: list[tuple[float, int]] = []
    for name, asked, had in sorted(timed, key=lambda entry: entry[1]):
        if AFTER_THE_PAGE.search(name.split("?")[0]):
            chains.append((had, 1 + max((length for end, length in chains if end <= asked), default=0)))
    return max(length for _, length in chains)


ASK = """([query]) => new Promise((resolve) => {
  const main = document.querySelector("main");
  const begun = performance.now();
  new MutationObserver((_, observer) => {
    if (main.dataset.searchState === "loading") return;
    observer.disconnect();
    resolve(performance.now() - begun);
  }).observe(main, { attributes: true, attributeFilter: ["data-search-state"] });
  const box = main.querySelector("input[type=search]");
  box.value = query;
  box.form.requestSubmit();
})"""


def further_queries(browser: Browser, host: Hosting, asked: Sequence[str]) -> list[tuple[float, Sent]]:
    """Milliseconds from a query to its results, and what is sent, in a page that answered others before."""
    context = fresh(browser)
    page = ask_first(context, host, "the first query")
    answers = []
    for query in asked:
        host.sent()
        milliseconds: Any = page.evaluate(ASK, [query])
        page.wait_for_timeout(20)
        answers.append((milliseconds, host.sent()))
    context.close()
    return answers


# ── the table ───────────────────────────────────────────────────────────────────────────────────────


def row(name: str, values: Sequence[float], unit: str = "") -> None:
    """Print the median, the 95th percentile and the largest of some values."""
    cuts = quantiles(values, n=20, method="inclusive")
    say(f"{name:52}{cuts[9]:9.1f}{cuts[18]:9.1f}{max(values):9.1f} {unit}")


def kilobytes(sent: Sent, pattern: str | re.Pattern[str]) -> float:
    """The kilobytes of those files that a pattern finds."""
    return sum(size for path, size in sent if re.search(pattern, path)) / 1000


def requests(sent: Sent, pattern: str | re.Pattern[str]) -> int:
    """How many of the files a pattern finds."""
    return sum(1 for path, _ in sent if re.search(pattern, path))


def browse(host: Hosting, asked: Sequence[str]) -> None:
    """Print what queries cost."""
    say(f"{f'{len(asked)} queries':52}{'median':>9}{'95 %':>9}{'most':>9}")
    with chromium() as browser:
        shards = r"/search/[^/]+/\d+\.bin$"
        parts = [("page, with directory", "^/search/$"), ("script", "/assets/js/search/"), ("shards", shards)]
        parts.append(("hits", "/hits/"))
        for name, window in (("phone", PHONE), ("desk", DESK)):
            first = [first_query(browser, host, query, window) for query in asked]
            seen = [a for a, _ in first]
            row(f"first query, {name}, results in sight: requests", [requests(sent, OURS) for sent in seen])
            row("  with the scripts of every page", [requests(sent, ALL) for sent in seen])
            for part, pattern in parts:
                row(f"  {part}", [requests(sent, pattern) for sent in seen])
        ten = [b for _, b in first]
        row("first query, ten hits: requests", [requests(sent, OURS) for sent in ten])
        row("  with the scripts of every page", [requests(sent, ALL) for sent in ten])
        row("first query, ten hits: bytes", [kilobytes(sent, OURS) for sent in ten], "kB")
        for part, pattern in parts:
            row(f"  {part}", [kilobytes(sent, pattern) for sent in ten], "kB")
        row("  with the scripts of every page", [kilobytes(sent, ALL) for sent in ten], "kB")
        row("first query: waves", [waves(browser, host, query) for query in asked[:24]])
        further = further_queries(browser, host, asked)
        row("further query: bytes", [kilobytes(sent, OURS) for _, sent in further], "kB")
        row("further query: time", [milliseconds for milliseconds, _ in further], "ms")


def size(folder: Path) -> None:
    """Print what the index weighs as it is served."""
    files = [file.stat().st_size for file in folder.glob("search/**/*.bin")]
    papers = sum(1 for _ in folder.glob("papers/*/*/index.html"))
    say(f"index: {papers} papers, {len(files)} files, {sum(files) / papers / 1000:.3f} kB a paper")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--pagefind", metavar="PYTHON", help="also index with Pagefind, by this Python")
    options = parser.parse_args()
    with hosting(options.folder) as host:
        browse(host, queries(options.folder, options.queries))
    size(options.folder)
    if options.pagefind:
        compare(options.folder, options.pagefind)


if __name__ == "__main__":
    main()
