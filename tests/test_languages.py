"""The interface in the site's language: every word, date and number of it; a further language is one file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Visit, serving
from tests.sites import Built, SiteBuilder, Told

DAY = "digests/2025-05-28/"
PAPER = "papers/2505/2505.10000/"
PLACES = ["", DAY, PAPER, "digests/", "categories/", "categories/cs.LG/", "categories/cs.LG/2025-05/"]
PLACES += ["trends/", "search/", "saved/", "404.html", "offline/"]
# Names that are the same everywhere; what the papers themselves say holds no other Latin words.
NAMES = {"cs", "LG", "CL", "BibTeX", "JSON", "RIS", "Markdown", "Atom", "JavaScript", "arXiv", "arxiv", "org"}
# What is typed into the search has one form everywhere: title:, author:.
WORDS = re.compile(r"\b[A-Za-z]{2,}\b(?!:)")
SAID = """() => {
  const copy = document.body.cloneNode(true);
  const aside = "dt, kbd, noscript, .out, [data-field] > h2";
  for (const gone of copy.querySelectorAll(aside)) gone.remove();
  const attributes = ["aria-label", "title", "placeholder"];
  const all = [...copy.querySelectorAll("*")];
  const named = all.flatMap((one) => attributes.map((name) => one.getAttribute(name)));
  const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) texts.push(walk.currentNode.data);
  return [...texts, ...named.filter(Boolean), copy.textContent];
}"""


MONTHS = "January February March April May June July August September October November December"
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
ESPERANTO = {
    "Archive": "Arkivo",
    "Save": "Konservi",
    "{weekday}, {day} {month} {year}": "{weekday}, la {day}a de {month} {year}",
    DAYS: "lundo mardo merkredo ĵaŭdo vendredo sabato dimanĉo",
    MONTHS: "januaro februaro marto aprilo majo junio julio aŭgusto septembro oktobro novembro decembro",
    "1,000": "1.000",
}


def site_in(language: str, folder: Path) -> SiteBuilder:
    site = SiteBuilder(folder / "site").config(f'title = "论文"\nlanguage = "{language}"')
    authors = ("李明", "王芳")
    papers = [
        Told(
            f"2505.1{n:04}", f"第{n}篇论文", f"cs.{'LG' if n < 30 else 'CL'}", authors, "提出了一种方法。", {}
        )
        for n in range(40)
    ]
    return site.digest("2025-05-27", papers[0]).digest("2025-05-28", *papers)


@pytest.fixture(scope="module", params=["zh", "ja"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return site_in(request.param, tmp_path_factory.mktemp("languages")).build()


@pytest.fixture
def visit(browser: Browser, built: Built) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    with serving(built.folder) as address:
        yield Visit(context.new_page(), address)
    context.close()


def said(page: Page) -> list[str]:
    page.wait_for_function("() => document.querySelector('.theme')")
    return list(page.evaluate(SAID))


def english(texts: list[str]) -> set[str]:
    *pieces, _all = texts
    return {word for text in pieces for word in WORDS.findall(text)} - NAMES


def test_no_word_of_the_interface_is_left_in_english(visit: Visit) -> None:
    left = {place: found for place in PLACES if (found := english(said(visit.go(place))))}
    assert left == {}


def test_no_space_follows_a_full_width_mark(visit: Visit) -> None:
    spaced = re.compile(r".*[。，：；！？] .*")
    left = {place: found for place in PLACES if (found := spaced.findall("\n".join(said(visit.go(place)))))}
    assert left == {}


def test_what_scripts_say_is_in_the_language_too(visit: Visit) -> None:
    page = visit.go(DAY)
    page.locator(".acts button").first.click()
    expect(page.locator(".notice")).to_be_visible()
    page.keyboard.press("?")
    page.locator("dialog").wait_for()
    assert english(said(page)) == set()


def test_dates_are_the_language_s_own(visit: Visit) -> None:
    page = visit.go(DAY)
    expect(page.locator("h1")).to_have_text(re.compile(r"2025年5月28日 (星期三|水曜日)"))
    assert page.locator("html").get_attribute("lang") in {"zh", "ja"}


def test_a_further_language_is_one_file(browser: Browser, tmp_path: Path) -> None:
    catalog = "\n\n".join(f'msgid "{message}"\nmsgstr "{form}"' for message, form in ESPERANTO.items())
    site = site_in("eo", tmp_path).file("templates/messages/eo.po", catalog)
    crowd = [Told(f"2505.2{n:04}", tldr="", fields={}) for n in range(970)]
    with serving(site.digest("2025-05-26", *crowd).build().folder) as address:
        page = browser.new_page()
        page.goto(address + DAY)
        expect(page.locator("h1")).to_have_text("merkredo, la 28a de majo 2025")
        expect(page.locator(".top nav a").first).to_have_text("Arkivo")
        expect(page.locator(".acts button").first).to_have_text("Konservi")
        expect(page.locator("html")).to_have_attribute("lang", "eo")
        # Words without a translation stay English.
        expect(page.locator(".top nav a").last).to_have_text("Search")
        page.goto(f"{address}categories/")
        assert "1.000" in page.locator("main").inner_text()
        page.close()
