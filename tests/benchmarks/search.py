"""What the search costs: bytes, requests, waves and time of queries in a browser; the index's size and build.

``python -m tests.benchmarks.search FOLDER [--queries 200] [--pagefind PYTHON]`` reads a published site.
Queries are one to four words drawn with their frequency from its papers' pages, Latin, Chinese and both.
Every first query has a browser that knows nothing yet, 1280 by 720, and a host that compresses as static
hosts do. Bytes are those of whole answers, heads included. ``--pagefind`` names a Python that has
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
WINDOW: ViewportSize = {"width": 1280, "height": 720}
DONE = "main[data-search-state=done]"
OURS = re.compile(r"/assets/js/search/|^/search/$|/search/.*\.bin$")
"""What a search brings; the site's other scripts every page has."""

WAITED_FOR = re.compile(OURS.pattern + r"|/assets/js/(marks|memory|controls)")


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


def fresh(browser: Browser) -> BrowserContext:
    """A browser that knows nothing, and keeps nothing for reading offline."""
    return browser.new_context(viewport=WINDOW, service_workers="block")


def ask_first(context: BrowserContext, host: Hosting, query: str) -> Page:
    """Open the search with a query, in a browser that knows nothing."""
    page = context.new_page()
    page.goto(f"{host.address}search/?q={quote(query)}")
    page.wait_for_selector(DONE)
    page.wait_for_timeout(60)
    return page


def first_query(browser: Browser, host: Hosting, query: str) -> tuple[Sent, Sent]:
    """What is sent until a query's first results are seen, and until ten of them are."""
    context = fresh(browser)
    host.sent()
    page = ask_first(context, host, query)
    seen = host.sent()
    wanted = min(10, int(page.get_attribute("main", "data-search-count") or 0))
    while page.locator("main .hits li").count() < wanted:
        page.evaluate("document.querySelector('main .more button').click()")
        page.wait_for_timeout(40)
    context.close()
    return seen, [*seen, *host.sent()]


TIMES = """performance.getEntriesByType("resource").filter(({ transferSize }) => transferSize).map(
  ({ name, startTime, responseEnd }) =>
  [name, performance.timeOrigin + startTime, performance.timeOrigin + responseEnd])"""


def waves(browser: Browser, host: Hosting, query: str) -> int:
    """The longest chain of files, each asked for after the one before had come, with slow answers."""
    context = fresh(browser)
    host.sent(delay=0.15)
    page = ask_first(context, host, query)
    timed = [*page.evaluate(TIMES), *(entry for worker in page.workers for entry in worker.evaluate(TIMES))]
    host.sent()
    context.close()
    chains: list[tuple[float, int]] = []
    for name, asked, had in sorted(timed, key=lambda entry: entry[1]):
        if WAITED_FOR.search(name.split("?")[0]):
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
    say(f"{name:46}{cuts[9]:9.1f}{cuts[18]:9.1f}{max(values):9.1f} {unit}")


def kilobytes(sent: Sent, pattern: str) -> float:
    """The kilobytes of those files that a pattern finds."""
    return sum(size for path, size in sent if re.search(pattern, path)) / 1000


def requests(sent: Sent, pattern: str) -> int:
    """How many of the files a pattern finds."""
    return sum(1 for path, _ in sent if re.search(pattern, path))


def browse(host: Hosting, asked: Sequence[str]) -> None:
    """Print what queries cost."""
    say(f"{f'{len(asked)} queries':46}{'median':>9}{'95 %':>9}{'most':>9}")
    with chromium() as browser:
        first = [first_query(browser, host, query) for query in asked]
        seen, ten = [a for a, _ in first], [b for _, b in first]
        ours = OURS.pattern
        row("first query, ten hits: bytes", [kilobytes(sent, ours) for sent in ten], "kB")
        shards = r"/search/[^/]+/\d+\.bin$"
        parts = [("scripts", r"/assets/js/search/"), ("directory", "directory"), ("shards", shards)]
        for name, pattern in [*parts, ("hits", "/hits/")]:
            row(f"  {name}", [kilobytes(sent, pattern) for sent in ten], "kB")
        row("  with the scripts of every page", [kilobytes(sent, ours + "|/js/") for sent in ten], "kB")
        row("first query, results in sight: requests", [requests(sent, ours) for sent in seen])
        for name, pattern in [*parts, ("hits", "/hits/")]:
            row(f"  {name}", [requests(sent, pattern) for sent in seen])
        row("first query, ten hits: requests", [requests(sent, ours) for sent in ten])
        row("  with the scripts of every page", [requests(sent, ours + "|/js/") for sent in ten])
        row("first query: waves", [waves(browser, host, query) for query in asked[:24]])
        further = further_queries(browser, host, asked)
        row("further query: bytes", [kilobytes(sent, ours) for _, sent in further], "kB")
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
