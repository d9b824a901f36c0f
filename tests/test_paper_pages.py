"""Papers with pages of their own, without, or only where there is more to gather: all else works alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from sitegen import text, urls
from tests.browser import Visit, serving
from tests.links import check
from tests.sites import Built, SiteBuilder, Told, digest_text
from tests.test_lossless import EXPLAINED, bare, built, counted, missing

PREFIX = "/here/"
BASE = f"https://example.org{PREFIX}"
MODES = ("all", "linked", "none")
LONG = {"Motivation": "Why not.", "Method": "m" * 30_000, "Abstract": "An abstract."}
AGAIN = Told("2505.00001", "Diffusion over graphs", tldr="First said.", fields={"Abstract": "We show it."})
RELATED = Told("2505.00002", "Graphs under diffusion", tldr="Diffusion over graphs, too.")
ELSEWHERE = Told("", "From elsewhere", "cs.CL", url="https://example.com/paper")
CROWD = Told("math/0309136", "A crowd", "math.GT", authors=tuple(f"Member {n}" for n in range(12)))
MANY = [Told(f"2505.2{n:04}", f"Large {n}", f"cs.{'LG' if n % 2 else 'CL'}", fields=LONG) for n in range(25)]
DAYS = ("2025-05-26", "2025-05-27", "2025-05-28")
LARGE = "digests/2025-05-28/"


def told(root: Path, mode: str) -> SiteBuilder:
    """Three days: a paper comes again with other words, one stands in two files, the last day is large."""
    site = SiteBuilder(root).config(f'base_url = "{BASE}"\npaper_pages = "{mode}"\n')
    site.digest(DAYS[0], AGAIN, RELATED, CROWD, ELSEWHERE)
    site.digest(f"other/{DAYS[0]}", Told("2505.00002", "Graphs under diffusion", tldr="Told a second time."))
    site.digest(DAYS[1], Told("2505.00001", "Diffusion over graphs", tldr="Said otherwise."))
    return site.digest(DAYS[2], *MANY)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    return {mode: told(tmp_path_factory.mktemp(mode) / "site", mode).build() for mode in MODES}


@pytest.fixture
def visit(browser: Browser, sites: dict[str, Built]) -> Iterator[Visit]:
    """A reader of the site without pages of papers."""
    with serving(sites["none"].folder, PREFIX) as address:
        visit = Visit(browser.new_page(), address)
        yield visit
        assert visit.troubles == []
        visit.page.close()


def own_pages(site: Built) -> set[str]:
    return {name for name in site.files() if name.startswith("papers/")}


@pytest.mark.parametrize("mode", MODES)
def test_every_link_and_anchor_is_there(sites: dict[str, Built], mode: str) -> None:
    found = check(sites[mode].folder, BASE)
    assert found.links > 500
    assert found.broken == []


@pytest.mark.parametrize("line", ["#### Must read, says Maria", "- Accepted at NeurIPS:"])
def test_a_line_without_text_stays_told_when_a_later_day_leaves_it_out(site: SiteBuilder, line: str) -> None:
    plain = digest_text(RELATED)
    words = line.strip("#-: ")
    site.file(f"content/{DAYS[0]}.md", plain.replace("TL;DR:", f"{line}\n\nTL;DR:"))
    site.file(f"content/{DAYS[1]}.md", plain)
    built = site.file(f"content/{DAYS[2]}.md", plain).build()
    page = built.main(f"papers/2505/{RELATED.id}/")
    [version] = page.xpath(".//section[@class='versions']/details")
    [only] = version.xpath(".//*[@data-field]")
    assert (version.findtext("summary"), only.text_content().strip()) == ("26 May 2025", words)


def test_those_that_are_asked_for_have_pages(sites: dict[str, Built]) -> None:
    assert len(own_pages(sites["all"])) == sites["all"].report.papers == 29
    assert own_pages(sites["linked"]) == {
        f"{urls.paper(key)}index.html" for key in ("2505.00001", "2505.00002")
    }
    assert own_pages(sites["none"]) == set()


def test_a_paper_s_place_tells_all_that_its_page_would(sites: dict[str, Built]) -> None:
    place = sites["none"].main("digests/2025-05-26/")
    again, related, crowd, _ = place.xpath(".//article")
    assert "We show it." in again.text_content()
    assert again.xpath(".//p[@class='out']/a/@href") == ["https://arxiv.org/abs/2505.00001"]
    assert again.xpath(".//section[@class='days']//a/@href") == [f"{PREFIX}digests/2025-05-27/#2505.00001"]
    assert "Member 11" in crowd.text_content()
    # On one day the richer telling stands there, and the other beneath.
    assert "Diffusion over graphs, too." in related.text_content()
    assert "Told a second time." in related.xpath("string(.//section[@class='versions'])")
    later = sites["none"].main("digests/2025-05-27/").find(".//article")
    assert later is not None
    assert "Said otherwise." in later.text_content()
    assert later.xpath("a[@class='seen']/@href") == [f"{PREFIX}digests/2025-05-26/#2505.00001"]


def test_machines_are_told_of_papers_where_people_are(sites: dict[str, Built]) -> None:
    [data] = sites["none"].page("digests/2025-05-26/").xpath("//script[@type='application/ld+json']/text()")
    facts = json.loads(data)["@graph"][0]
    assert facts["headline"] == "Diffusion over graphs"
    assert facts["url"] == f"{PREFIX}digests/2025-05-26/#2505.00001"


def test_a_paper_told_again_has_a_page_that_gathers_it(sites: dict[str, Built]) -> None:
    place = sites["linked"].main("digests/2025-05-26/")
    assert place.xpath(".//article/h3/a/@href")[0] == f"{PREFIX}papers/2505/2505.00001/"
    page = sites["linked"].text("papers/2505/2505.00001/")
    assert "First said." in page
    assert "Said otherwise." in page


@pytest.mark.parametrize(("first", "then"), [("all", "none"), ("none", "linked"), ("linked", "all")])
def test_another_choice_is_as_if_it_had_always_been(
    sites: dict[str, Built], tmp_path: Path, first: str, then: str
) -> None:
    site = told(tmp_path / "site", first)
    site.build()
    site.config(f'base_url = "{BASE}"\npaper_pages = "{then}"\n')
    assert site.build().files() == sites[then].files()


@pytest.mark.parametrize("mode", ["linked", "none"])
def test_a_later_day_changes_the_place_of_what_it_tells_again_and_no_other(tmp_path: Path, mode: str) -> None:
    site = SiteBuilder(tmp_path / "site").config(f'base_url = "{BASE}"\npaper_pages = "{mode}"\n')
    for day in range(10, 15):
        site.digest(f"2025-05-{day}", Told(f"2505.000{day}", f"On graphs, part {day}"))
    before = site.build().files()
    site.digest("2025-05-15", Told("2505.00011", "On graphs, part 11", tldr="Again."), Told("2505.00099"))
    after = site.build().files()
    changed = {name for name in before if name.startswith("digests/") and after.get(name) != before[name]}
    assert changed == {f"digests/{date}/index.html" for date in ("2025-05-11", "2025-05-14")} | {
        "digests/index.html"
    }


def test_nothing_is_lost_without_pages(corpus: Path, tmp_path: Path) -> None:
    files = sorted((corpus / "seed").glob("*.md")) + sorted((corpus / "dw").glob("*.md"))[90:91]
    dialects = sorted((corpus / "dialects").iterdir())
    files += [min(folder.rglob("*.md"), key=lambda file: file.stat().st_size) for folder in dialects]
    site = built(tmp_path / "site", files, 'paper_pages = "none"')
    articles: dict[str, str] = {}
    for page in site.folder.glob("digests/*/**/index.html"):
        for article in re.findall(r"<article.*?</article>", page.read_text("utf-8"), re.DOTALL):
            key = re.match(r'<article data-paper="([^"]*)"', article)
            assert key
            articles[key[1]] = articles.get(key[1], "") + article
    lost = []
    papers = 0
    for file in files:
        for paper in counted(corpus, file):
            html = articles.get(urls.paper_key(paper["url"], paper["title"]), "")
            papers += 1
            folder = file.relative_to(corpus).as_posix().removeprefix("dialects/").partition("/")[0]
            where = f"{folder}/{file.name}:{paper['line']}"
            lost += [f"{where}: {what}" for what in missing(html, bare(text.reading(html)), paper)]
    assert papers > 250
    assert [what for what in lost if not what.startswith(tuple(EXPLAINED))] == []


# ── a reader's browser ──────────────────────────────────────────────────────────────────────────────


def test_a_hit_leads_to_its_place_which_opens(visit: Visit) -> None:
    page = visit.go("search/?q=title:crowd")
    page.locator("main li[data-paper] h2 a").click()
    page.wait_for_url("**/digests/2025-05-26/#math.0309136")
    article = page.locator("[id='math.0309136']")
    expect(article.get_by_text("Member 11")).to_be_visible()
    expect(article).to_be_in_viewport()


def test_on_a_large_day_details_are_brought_to_the_place(visit: Visit) -> None:
    article = visit.go(f"{LARGE}#2505.20007").locator("[id='2505.20007']")
    expect(article.get_by_text("An abstract.")).to_be_visible()
    expect(article.locator(".out a")).to_have_attribute("href", "https://arxiv.org/abs/2505.20007")
    expect(article.get_by_role("button", name="Copy BibTeX")).to_be_visible()
    expect(article).to_be_in_viewport()


def test_a_month_brings_details_from_the_digest(visit: Visit) -> None:
    article = visit.go("categories/math.GT/2025-05/").locator("article")
    article.locator("summary").first.click()
    expect(article.get_by_text("We show it.")).to_be_visible()


def test_a_saved_paper_is_found_again(visit: Visit) -> None:
    page = visit.go("categories/cs.LG/2025-05/")
    page.locator("[data-paper='2505.20007']").get_by_role("button", name=re.compile("^Save")).click()
    page.wait_for_function(
        "() => JSON.parse(localStorage.getItem('/here/marks')).saved['2505.20007'].day === '2025-05-28'"
    )
    # Saved where papers had pages of their own, or carried here from elsewhere: the search knows the place.
    page.evaluate(
        """() => {
        const marks = JSON.parse(localStorage.getItem('/here/marks'));
        marks.saved['2505.00001'] = { title: 'Old', authors: [], at: '2020' };
        localStorage.setItem('/here/marks', JSON.stringify(marks));
        }"""
    )
    visit.go("saved/")
    links = page.locator("[data-mine=papers] h2 a")
    expect(links.first).to_have_attribute("href", f"{PREFIX}{LARGE}#2505.20007")
    links.last.click()
    expect(page.locator("main li[data-paper]").first).to_have_attribute("data-paper", "2505.00001")
