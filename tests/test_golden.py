"""The sample site's pages, as they should be. ``make golden`` writes them anew: read the diff."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree, html

from tests.sites import Built, SiteBuilder
from tests.test_related import told

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
SAMPLE = HERE.parent
# One page of each kind, and the kinds of paper that look different.
PAGES = {
    "home": "",
    "archive": "digests/",
    "digest": "digests/2025-05-27/",
    "digest-with-repeats": "digests/2025-05-28/",
    "categories": "categories/",
    "category": "categories/cs.LG/",
    "month": "categories/cs.LG/2025-05/",
    "paper": "papers/2505/2505.19714/",
    "paper-of-two-digests": "papers/2505/2505.18830/",
    "paper-with-old-id": "papers/0211/math.0211159/",
    "search": "search/",
    "trends": "trends/",
    "not-found": "404.html",
}
# The sample has too few papers for any to be alike; these are of three made-up topics.
OF_TOPICS = {"paper-with-related": "papers/2505/2505.00007/"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("sample") / "site"
    site = SiteBuilder(root)
    shutil.copytree(SAMPLE / "content", root / "content", dirs_exist_ok=True)
    shutil.copy(SAMPLE / "sitegen.toml", root)
    return site.build()


@pytest.fixture(scope="module")
def topics(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = SiteBuilder(tmp_path_factory.mktemp("topics") / "site")
    return (
        site.digest("2025-05-27", *map(told, range(6))).digest("2025-05-28", *map(told, range(6, 12))).build()
    )


@pytest.mark.parametrize("name", [*PAGES, *OF_TOPICS])
def test_a_page_is_as_expected(
    name: str, sample: Built, topics: Built, request: pytest.FixtureRequest
) -> None:
    expected = GOLDEN / f"{name}.html"
    found = laid_out(sample.main(PAGES[name]) if name in PAGES else topics.main(OF_TOPICS[name]))
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        expected.write_text(found, "utf-8")
    assert expected.read_text("utf-8") == found


def test_no_expected_page_is_left_over() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == {*PAGES, *OF_TOPICS}


def laid_out(main: html.HtmlElement) -> str:
    """A page's main part with each block on a line of its own, so that a diff shows what changed."""
    etree.indent(main, "  ")
    return str(html.tostring(main, encoding="unicode")).strip() + "\n"
