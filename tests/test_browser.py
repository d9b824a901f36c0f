"""A reader's walk through the sample site in a real browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import Browser

from tests.browser import Visit, serving
from tests.sites import Built, SiteBuilder, Told
from tests.test_golden import SAMPLE

PREFIX = "/some/where/"
EVERY_KIND = [
    "",
    "digests/",
    "digests/2025-05-27/",
    "digests/2025-06-02/",
    "categories/",
    "categories/cs.LG/",
]
EVERY_KIND += ["categories/cs.LG/2025-05/", "papers/2505/2505.18830/", "papers/2505/2505.19714/", "trends/"]
EVERY_KIND += ["search/", "saved/", "offline/", "404.html"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = SiteBuilder(tmp_path_factory.mktemp("walk") / "site")
    for file in (SAMPLE / "content").iterdir():
        site.file(f"content/{file.name}", file.read_bytes())
    return site.config(f'title = "Digests"\nbase_url = "https://example.org{PREFIX}"').build()


@pytest.fixture(scope="module")
def address(sample: Built) -> Iterator[str]:
    with serving(sample.folder, PREFIX) as served:
        yield served


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    page = browser.new_page()
    visit = Visit(page, address)
    yield visit
    page.close()
    assert visit.troubles == []


def test_every_page_and_every_anchor_that_is_linked_is_there(visit: Visit) -> None:
    """Follow every link of the site, as a crawler would, in the browser's own idea of a link."""
    waiting, seen = [visit.site], Counter[str]()
    anchors: dict[str, set[str]] = {}
    while waiting:
        url = waiting.pop()
        if url in anchors:
            continue
        if not url.endswith(("/", ".html")):  # a feed, BibTeX, JSON: nothing to browse
            assert visit.page.request.get(url).ok, url
            anchors[url] = set()
            continue
        response = visit.page.goto(url)
        assert response
        assert response.ok, url
        anchors[url] = set(visit.page.eval_on_selector_all("[id]", "all => all.map(one => one.id)"))
        for target in visit.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)"):
            page, anchor = urldefrag(urljoin(url, target))
            if page.startswith(visit.site):
                waiting.append(page)
                seen[f"{page}#{anchor}"] += 1
            else:
                assert page.startswith(("https://", "http://")), page
    missing = [
        link for link in seen if urldefrag(link)[1] and urldefrag(link)[1] not in anchors[urldefrag(link)[0]]
    ]
    assert missing == []
    assert {"", "digests/", "categories/", "search/", "papers/2505/2505.18830/"} <= {
        url.removeprefix(visit.site) for url in anchors
    }


def test_details_open_and_close(visit: Visit) -> None:
    page = visit.go("digests/2025-05-27/")
    paper = page.locator("article[data-paper='2505.18830']")
    motivation = paper.locator("[data-field='motivation']")
    assert not motivation.is_visible()
    paper.locator("summary").first.click()
    assert motivation.is_visible()
    paper.locator("summary").first.click()
    assert not motivation.is_visible()


def test_a_section_leads_back_to_the_contents(visit: Visit) -> None:
    page = visit.go("digests/2025-05-27/")
    page.set_viewport_size({"width": 800, "height": 600})  # where they do not stand beside it
    page.locator("#toc summary").click()
    page.locator("#toc a", has_text="cs.CL").click()
    assert page.url.endswith("#cs.CL")
    page.locator("section[id='cs.CL'] .back").click()
    assert page.url.endswith("#toc")


def test_a_link_to_a_paper_in_its_digest_opens_its_details(visit: Visit) -> None:
    page = visit.go("digests/2025-05-27/#2505.18830")
    assert page.locator("article[data-paper='2505.18830'] [data-field='motivation']").is_visible()


def test_the_theme_is_chosen_and_remembered(visit: Visit) -> None:
    page = visit.go()
    background = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(background)
    page.locator("[data-theme-toggle]").click()
    dark = page.evaluate(background)
    assert dark != light
    page.reload()
    assert page.evaluate(background) == dark


def test_the_icons_that_pages_name_are_there(visit: Visit) -> None:
    page = visit.go()
    for kind in ("icon", "apple-touch-icon"):
        address = page.locator(f"link[rel='{kind}']").evaluate("one => one.href")
        assert page.request.get(address).ok, kind


def test_everything_reads_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for place in EVERY_KIND:
        page.goto(address + place)
        assert page.locator("main").inner_text().strip()
    page.goto(address + "digests/2025-05-27/")
    paper = page.locator("article[data-paper='2505.18830']")
    paper.locator("summary").first.click()
    assert paper.locator("[data-field='motivation']").is_visible()
    context.close()


# 640 pixels are a window of 1280 at 200 %.
@pytest.mark.parametrize("width", [320, 390, 640, 740, 1060, 1280, 2560])
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 640})
    wide = {}
    for place in EVERY_KIND:
        page.goto(address + place)
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[place] = found
    page.close()
    assert wide == {}


# What is drawn beyond the window, or over what stands beside it: a table's cell is no wider than its column.
CROWDED = """() => {
  const cut = (one) => one && (getComputedStyle(one).overflowX !== "visible" || cut(one.parentElement));
  const crowded = [];
  for (const element of document.querySelectorAll("body *")) {
    const {left, right, width, height} = element.getBoundingClientRect();
    if (!width || !height) continue;
    const beyond = (left < -1 || right > innerWidth + 1) && !cut(element.parentElement);
    const over = element.matches("td, th") && element.scrollWidth > element.clientWidth + 1;
    if (beyond || over) crowded.push(`${element.localName}.${element.className}: ${element.textContent}`);
  }
  return crowded;
}"""


@pytest.fixture(scope="module", params=["en", "zh", "ja"])
def wordy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site in each language with long words of every kind."""
    site = SiteBuilder(tmp_path_factory.mktemp("wordy") / "site").config(f'language = "{request.param}"')
    names = ["Uncategorized", "cond-mat.mtrl-sci", "physics.chem-ph", "cond-mat.stat-mech", "cs.LG"]
    title = "A-compound-of-many-words-that-no-rule-of-any-language-parts " + "x" * 90
    authors = ("Maximiliana Featherstonehaugh-Cholmondeley", "Wolfeschlegelsteinhausenbergerdorff", "李明")
    for month, day in product(range(1, 9), (9, 28)):
        papers = (
            Told(f"25{month:02}.{day}{n:03}", title, names[n % 5], authors, "y" * 200) for n in range(10)
        )
        site.digest(f"2025-{month:02}-{day:02}", *papers)
    with serving(site.build().folder) as served:
        yield served


@pytest.mark.parametrize("width", [320, 390, 640, 768])
def test_nothing_is_drawn_beyond_the_window_or_over_its_neighbour(
    browser: Browser, wordy: str, width: int
) -> None:
    """With all that opens opened, as on a phone, a tablet, and a window at 200 %."""
    page = browser.new_page(viewport={"width": width, "height": 640})
    listings = ["", "digests/", "digests/2025-08-28/", "categories/", "categories/cs.LG/"]
    listings += ["categories/cs.LG/2025-08/", "categories/cond-mat.mtrl-sci/2025-08/", "trends/"]
    crowded = {}
    for place in [*listings, "papers/2508/2508.28000/", "search/?q=words", "saved/", "offline/", "404.html"]:
        page.goto(wordy + place)
        if place.startswith("search"):
            page.wait_for_selector("main[data-search-state=done]")
        if place.startswith("papers"):
            page.locator(".acts summary").click()
            page.wait_for_selector(".choices")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        if found := page.evaluate(CROWDED):
            crowded[place] = [what[:60] for what in found[:5]]
    page.close()
    assert crowded == {}


def test_every_page_works_without_storage(visit: Visit) -> None:
    visit.page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB'])"
        " Object.defineProperty(window, name, {get() { throw new DOMException('SecurityError'); }});"
    )
    for place in EVERY_KIND:
        page = visit.go(place)
        page.locator("[data-theme-toggle]").click()
        assert page.locator("main").inner_text().strip(), place


def test_print_has_the_papers_alone_and_in_black_on_white(visit: Visit) -> None:
    page = visit.go("digests/2025-05-27/")
    page.locator("[data-theme-toggle]").click()
    page.locator("article summary").first.click()
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".top", "#toc", ".tools", ".acts >> nth=0", ".neighbours", "footer", ".back >> nth=0"):
        assert page.locator(hidden).is_hidden(), hidden
    assert page.locator("article details[open] [data-field]").first.is_visible()
    assert page.locator("article details:not([open])").first.is_hidden()
    ink, paper = page.evaluate(
        "() => [getComputedStyle(document.body).color,"
        " getComputedStyle(document.documentElement).backgroundColor]"
    )
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


def test_pages_are_reached_by_keyboard(visit: Visit) -> None:
    page = visit.go("digests/2025-05-27/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
