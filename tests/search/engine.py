"""The browser's side of the search, without its page: an index in a folder, and the worker's desk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser import serving

SCRIPTS = Path(__file__).parents[2] / "static/js"


class Engine:
    """The worker's scripts in a page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def ask(self, queries: Sequence[str], limit: int) -> list[dict[str, Any]]:
        """For each query its ``count`` and its first ``hits``."""
        answers: list[dict[str, Any]] = self._page.evaluate(
            """async ([queries, limit]) => {
              const given = { author: "", from: "", to: "", categories: [], sort: "", offset: 0, limit };
              const answers = [];
              for (const query of queries) answers.push(await desk.search({ ...given, query }));
              return answers;
            }""",
            [list(queries), limit],
        )
        return answers

    def read(self, query: str) -> tuple[dict[str, Any], dict[str, int]]:
        """The answer to a query, and what is read for it anew: the files' addresses and sizes."""
        answer, files = self._page.evaluate(
            """async (query) => {
              desk.index.files.clear();
              performance.clearResourceTimings();
              const given = { author: "", from: "", to: "", categories: [], sort: "" };
              const answer = await desk.search({ ...given, query, offset: 0, limit: 10 });
              await new Promise((resolve) => setTimeout(resolve, 50));
              const read = performance.getEntriesByType("resource");
              const sizes = read.map(({ name, encodedBodySize }) => [name, encodedBodySize]);
              return [answer, Object.fromEntries(sizes)];
            }""",
            query,
        )
        return answer, files

    def papers(self, queries: Sequence[str]) -> list[list[int]]:
        """For each query all papers that it finds, by the numbers of their first documents."""
        found: list[list[int]] = self._page.evaluate(
            """async (queries) => {
              const given = { author: "", from: "", to: "" };
              const all = [];
              for (const query of queries) all.push((await desk.find({ ...given, query })).papers);
              return all;
            }""",
            list(queries),
        )
        return found

    def terms(self, texts: Sequence[str]) -> list[str]:
        """For each text its terms in order, parted by spaces."""
        found: list[str] = self._page.evaluate(
            "(texts) => texts.map((text) => textTerms(text).sort().join(' '))", list(texts)
        )
        return found


@contextmanager
def engine(browser: Browser, files: dict[str, bytes], folder: Path) -> Iterator[Engine]:
    """Start the engine over an index's files, which are written to a folder."""
    for name, data in files.items():
        file = folder / "search" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (folder / "index.html").write_text("<!doctype html>")
    worker = (SCRIPTS / "search/worker.js").read_text("utf-8")
    parts = [
        (SCRIPTS / "search" / name).resolve().read_text("utf-8")
        for name in re.findall(r'^importScripts\("(.+)"\);$', worker, re.MULTILINE)
    ]
    code = "\n".join([*parts, re.sub(r"^importScripts.*$", "", worker, flags=re.MULTILINE)])
    with serving(folder) as site:
        page = browser.new_page()
        page.goto(site)
        page.add_script_tag(content=code)
        page.evaluate(
            """async (root) => {
              const answer = await fetch(root + "directory.bin");
              await desk.open(root, await answer.arrayBuffer());
            }""",
            f"{site}search/",
        )
        yield Engine(page)
        page.close()
