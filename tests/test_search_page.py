"""A reader searches in a real browser: by English, by Chinese, and every paper of a real digest."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser import Visit, serving
from tests.sites import Built, SiteBuilder
from tests.test_golden import SAMPLE
from tests.test_lossless import built, counted


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("search") / "site", sorted((SAMPLE / "content").iterdir()))


def found(visit: Visit, query: str) -> list[str]:
    """The papers that a query finds, best first."""
    visit.go(f"search/?q={quote(query)}")
    visit.page.wait_for_selector("main[data-search-state='done']")
    hits = visit.page.eval_on_selector_all("main li[data-paper]", "all => all.map(hit => hit.dataset.paper)")
    return [str(hit) for hit in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("entropy Ricci flow", "math/0211159"),
        ("title:residual", "1512.03385"),
        ("author:Perelman", "math/0211159"),
        ("2505.18830", "2505.18830"),
        ("+category:cs.CL attention", "1706.03762"),
        ("resid*", "1512.03385"),
        ("perelmann~1", "math/0211159"),
    ],
)
def test_a_query_finds_its_paper_first(browser: Browser, sample: Built, query: str, expected: str) -> None:
    with serving(sample.folder) as address:
        visit = Visit(browser.new_page(), address)
        assert found(visit, query)[0] == expected
        assert visit.troubles == []
        visit.page.close()


def test_a_hit_leads_to_its_paper(browser: Browser, sample: Built) -> None:
    with serving(sample.folder) as address:
        visit = Visit(browser.new_page(), address)
        assert found(visit, "Perelman") == ["math/0211159"]
        visit.page.click("main li[data-paper] a")
        visit.page.wait_for_url("**/papers/0211/math.0211159/")
        assert visit.troubles == []
        visit.page.close()


def test_the_search_stands_under_a_sub_path(browser: Browser, tmp_path: Path) -> None:
    site = SiteBuilder(tmp_path / "site").config('base_url = "https://example.org/a/b/"')
    for file in (SAMPLE / "content").iterdir():
        site.file(f"content/{file.name}", file.read_bytes())
    with serving(site.build().folder, "/a/b/") as address:
        visit = Visit(browser.new_page(), address)
        assert found(visit, "Perelman") == ["math/0211159"]
        assert visit.troubles == []
        visit.page.close()


def test_every_paper_of_the_seed_is_found_by_its_title_and_by_chinese_words(
    browser: Browser, corpus: Path, tmp_path: Path
) -> None:
    [digest] = (corpus / "seed").glob("*.md")
    with serving(built(tmp_path / "seed", [digest]).folder) as address:
        visit = Visit(browser.new_page(), address)
        papers = counted(corpus, digest)
        assert len(papers) == 12
        for paper in papers:
            phrases = re.findall("[\u4e00-\u9fff]{6,12}", paper["fields"]["TL;DR"]["text"])
            assert found(visit, paper["title"])[0] == paper["id"]
            assert found(visit, max(phrases, key=len))[0] == paper["id"]
        assert visit.troubles == []
        visit.page.close()
