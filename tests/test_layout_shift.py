"""Nothing moves once it is drawn, however slowly a page arrives and whatever a reader chose."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import Handler, serving
from tests.sites import SiteBuilder, Told

PREFIX = "/here/"
DAY = "digests/2025-05-28/"
PLACES = ["", DAY, "categories/cs.LG/", "categories/cs.LG/2025-05/", "papers/2505/2505.10005/"]
PLACES += ["digests/", "categories/", "saved/", "search/", "404.html"]
CHOICES = {
    "nothing": {},
    "much": {
        "expand": {"*": True},
        "hidden": ["cs.LG"],
        "first": "followed",
        "fresh": "only",
        "density": "dense",
        "marks": {"follow": [{"kind": "word", "text": "graphs"}]},
    },
}
# A space that ends what has arrived of a line moves unseen.
WATCH = """
window.shifts = [];
const isSeen = ({ node }) => !node || node.textContent.trim();
const told = ({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.textContent;
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    if (sources.some(isSeen)) shifts.push({ value, moved: sources.map(told) });
  }
}).observe({ type: "layout-shift", buffered: true });
"""
PIECES = 5


class Slow(Handler):
    """Sends pages piece by piece, as a slow line does, and scripts late."""

    def copyfile(self, source: Any, outputfile: Any) -> None:  # noqa: ANN401 - as the base class
        data = source.read()
        if Path(source.name).suffix == ".js":
            time.sleep(0.1)
        elif Path(source.name).suffix == ".html":
            step = -(-len(data) // PIECES)
            for start in range(0, len(data), step):
                outputfile.write(data[start : start + step])
                time.sleep(0.08)
            return
        outputfile.write(data)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Many categories and papers of every length, some of them seen before."""
    site = SiteBuilder(tmp_path_factory.mktemp("still") / "site")
    site.config(f'base_url = "https://example.org{PREFIX}"')
    papers = [
        Told(
            f"2505.1{number:04}",
            f"Paper {number} on {'graphs' if number % 3 else 'a subject whose title takes two lines'}",
            f"cs.{('LG', 'CL', 'AI', 'CV', 'GT', 'RO')[number % 6]}",
            tldr="提出了一种模型。" * (1 + number % 7),
        )
        for number in range(40)
    ]
    built = site.digest("2025-05-27", *papers[:9]).digest("2025-05-28", *papers[5:]).build()
    with serving(built.folder, PREFIX, Slow) as served:
        yield served


@pytest.mark.parametrize("chosen", CHOICES.values(), ids=CHOICES)
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_nothing_moves(browser: Browser, address: str, width: int, chosen: dict[str, object]) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(WATCH)
    page.goto(f"{address}404.html")
    page.evaluate(
        "([path, all]) => Object.entries(all).forEach(([name, value]) =>"
        " localStorage[path + name] = JSON.stringify(value))",
        [PREFIX, chosen],
    )
    moved = {}
    for place in PLACES:
        page.goto(address + place)
        page.wait_for_timeout(500)
        if shifts := page.evaluate("shifts"):
            moved[place] = shifts
    page.close()
    assert moved == {}
