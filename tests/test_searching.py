"""A reader uses the search page: typing, filters, keys, the way back; and what is said when reading fails."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Handler, serving
from tests.sites import Built, SiteBuilder, Told

GRAPHS = 30
WORDS, PAIRS = r"/search/[^/]*\.0-[^/]*/\d+\.bin", r"/search/[^/]*\.[1-9]-[^/]*/\d+\.bin"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = SiteBuilder(tmp_path_factory.mktemp("searching") / "site")
    graphs = [
        Told(f"2505.{n:05}", f"Graph number {n}", "cs.LG" if n % 3 else "cs.CL") for n in range(1, GRAPHS + 1)
    ]
    site.digest("2025-05-27", *graphs)
    site.digest(
        "2025-05-28",
        Told("2505.20001", "A quiet lighthouse", "cs.CV", ("Grace Hopper",), tldr="强化学习很有用。"),
        Told("2505.20002", "Two lanterns", "cs.CV", ("Grace Hopper",), tldr="图神经网络。"),
    )
    return site.build()


class Faulty(Handler):
    """A server that fails for what a test says, by pattern: with a status, bytes, or when it is let go."""

    faults: ClassVar[dict[str, int | bytes | threading.Event]] = {}

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        asked = f"{self.headers['Sec-Fetch-Dest']} {self.path}"
        for pattern, fault in list(self.faults.items()):
            if re.search(pattern, asked):
                if isinstance(fault, threading.Event):
                    fault.wait(20)
                elif isinstance(fault, bytes):
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(fault)))
                    self.end_headers()
                    self.wfile.write(fault)
                    return
                else:
                    self.send_error(fault)
                    return
        super().do_GET()

    def end_headers(self) -> None:
        if "/assets/js/search/" in self.path:  # the page's script is the worker's: each is to ask for it
            self.send_header("Cache-Control", "no-store")
        super().end_headers()


Faults = dict[str, int | bytes | threading.Event]
Open = Callable[[str], Page]


@pytest.fixture
def faults() -> Iterator[Faults]:
    Faulty.faults = {}
    yield Faulty.faults
    for fault in Faulty.faults.values():
        if isinstance(fault, threading.Event):
            fault.set()


@pytest.fixture
def visit(browser: Browser, built: Built, faults: Faults) -> Iterator[Open]:
    """Open an address of the site, in a browser that has read nothing of it."""
    assert faults == {}
    context = browser.new_context(service_workers="block", viewport={"width": 900, "height": 700})
    context.set_default_timeout(10_000)
    with serving(built.folder, by=Faulty) as site:

        def go(address: str) -> Page:
            page = context.new_page()
            page.goto(site + address)
            return page

        yield go
        context.close()


def papers(page: Page) -> list[str]:
    hits = page.locator("main li[data-paper]").evaluate_all("all => all.map(hit => hit.dataset.paper)")
    return [str(hit) for hit in hits]


def count(page: Page, number: int) -> None:
    """Wait until so many papers are said to be found."""
    expect(page.locator("main[data-search-state=done]")).to_have_attribute("data-search-count", str(number))


def box(page: Page) -> Page:
    page.locator("main input[name=q]").focus()
    return page


# ── typing and the way back ─────────────────────────────────────────────────────────────────────────


def test_typing_searches_and_makes_one_entry_of_the_history(visit: Open) -> None:
    page = visit("search/")
    expect(page.locator("main input[name=q]")).to_be_focused()
    before = page.evaluate("history.length")
    page.keyboard.type("lightho", delay=20)
    expect(page).to_have_url(re.compile(r"\?q=lightho$"))
    page.keyboard.type("use", delay=20)
    count(page, 1)
    expect(page).to_have_url(re.compile(r"\?q=lighthouse$"))
    assert page.evaluate("history.length") == before + 1
    assert page.locator("main mark").first.inner_text().lower() == "lighthouse"
    expect(page.locator("main [role=status]")).to_contain_text("1 ")


def test_an_answer_that_is_late_does_not_replace_a_later_one(visit: Open, faults: Faults) -> None:
    page = visit("search/")
    late = faults[WORDS] = threading.Event()
    with page.expect_request(re.compile(WORDS)):
        box(page).keyboard.type("graph")
    page.locator("main input[name=q]").fill("强化学习")
    count(page, 1)
    late.set()
    page.wait_for_timeout(300)
    assert papers(page) == ["2505.20001"]


def test_back_forward_and_reload_keep_the_query(visit: Open) -> None:
    page = visit("search/?q=lighthouse")
    count(page, 1)
    page.locator("main input[name=q]").fill("lanterns")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=lanterns$"))
    count(page, 1)
    assert papers(page) == ["2505.20002"]
    page.go_back()
    expect(page.locator("main li[data-paper='2505.20001']")).to_be_visible()
    assert page.locator("main input[name=q]").input_value() == "lighthouse"
    page.go_forward()
    expect(page.locator("main li[data-paper='2505.20002']")).to_be_visible()
    page.reload()
    expect(page.locator("main li[data-paper='2505.20002']")).to_be_visible()


def test_scrolling_shows_more_and_a_reader_comes_back_to_the_place(visit: Open) -> None:
    page = visit("search/?q=graph")
    count(page, GRAPHS)
    for _ in range(12):
        page.mouse.wheel(0, 2500)
        page.wait_for_timeout(60)
    expect(page.locator("main li[data-paper]")).to_have_count(GRAPHS)
    page.wait_for_timeout(300)  # the place is kept once scrolling has ended
    top = page.evaluate("scrollY")
    assert top > 300
    page.locator("main li[data-paper] h2 a").last.click()
    page.wait_for_url("**/papers/**")
    page.go_back()
    expect(page.locator("main li[data-paper]")).to_have_count(GRAPHS)
    assert abs(page.evaluate("scrollY") - top) < 300


# ── what a first query asks for ─────────────────────────────────────────────────────────────────────


class Noting(Handler):
    """A server that notes what it is asked for; scripts may be kept, as hosts let them be."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        self.asked.append(self.path.split("?")[0])
        super().do_GET()

    def end_headers(self) -> None:
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()


@pytest.mark.parametrize(("query", "shards"), [("lighthouse", 1), ("quiet 网络", 2)])
def test_a_first_query_asks_for_few_files(browser: Browser, built: Built, query: str, shards: int) -> None:
    Noting.asked = []
    with serving(built.folder, by=Noting) as site:
        page = browser.new_page(service_workers="block")
        page.goto(f"{site}search/?q={query}")
        page.wait_for_selector("main[data-search-state=done]")
        page.wait_for_timeout(300)
        page.close()
    search = [path for path in Noting.asked if "/search/" in path]
    scripts = [path for path in search if path.endswith(".js")]
    assert len(scripts) == 1  # the worker's too
    assert len([path for path in search if re.search(WORDS + "|" + PAIRS, path)]) == shards
    assert len([path for path in search if "/hits/" in path]) == 1
    assert len(search) == 1 + 1 + shards + 1  # the page has the directory


def test_hits_are_read_as_they_come_into_sight(browser: Browser, built: Built) -> None:
    Noting.asked = []
    with serving(built.folder, by=Noting) as site:
        page = browser.new_page(service_workers="block", viewport={"width": 390, "height": 844})
        page.goto(f"{site}search/?q=graph")
        count(page, GRAPHS)
        page.wait_for_timeout(300)
        few = page.locator("main li[data-paper]").count()
        assert few < 10
        assert page.locator("main li[data-paper]").last.bounding_box()["y"] < 844  # type: ignore[index]
        page.mouse.wheel(0, 100)
        expect(page.locator("main li[data-paper]")).not_to_have_count(few)
        page.close()


# ── filters and keys ────────────────────────────────────────────────────────────────────────────────


def test_filters_narrow_and_stand_in_the_address(visit: Open) -> None:
    page = visit("search/?q=graph")
    count(page, GRAPHS)
    page.locator("main summary", has_text="Filters").click()
    chip = page.locator(".chips button", has_text="cs.CL")
    expect(chip).to_contain_text(str(GRAPHS // 3))
    chip.click()
    count(page, GRAPHS // 3)
    assert "category=cs.CL" in page.url
    page.reload()
    count(page, GRAPHS // 3)
    page.goto(page.url.split("?")[0] + "?author=Grace+Hopper")
    count(page, 2)
    page.goto(page.url.split("?")[0] + "?q=graph+lighthouse&from=2025-05-28")
    count(page, 1)
    page.goto(page.url.split("?")[0] + "?q=graph+lighthouse+before:2025-05-28")
    count(page, GRAPHS)


def test_everything_is_done_by_keys(visit: Open) -> None:
    page = visit("digests/2025-05-28/")
    page.keyboard.type("/lanterns")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=lanterns")
    count(page, 1)
    page.keyboard.press("/")
    expect(page.locator("main input[name=q]")).to_be_focused()
    page.keyboard.type("lanterns lighthouse")
    count(page, 2)
    box(page).keyboard.press("ArrowDown")
    expect(page.locator("main li h2 a").nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("main li h2 a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("main input[name=q]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("main input[name=q]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/**")


def test_a_page_without_a_search_box_asks_in_one_of_its_own(visit: Open) -> None:
    page = visit("digests/2025-05-28/")
    page.keyboard.type("/some jokes")  # letters that save, open, mark and walk
    assert "2505.20001" not in page.evaluate("JSON.stringify(localStorage)")
    expect(page.locator("dialog input")).to_have_value("some jokes")
    page.locator("dialog input").fill("")  # in some browsers Escape empties it first
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("j")
    expect(page.locator("article").first).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("dialog input")).to_be_focused()
    page.locator("dialog input").fill("lanterns")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=lanterns")
    count(page, 1)
    page.go_back()
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_what_is_typed_before_the_script_is_there_is_searched(visit: Open, faults: Faults) -> None:
    page = visit("")
    slow = faults[r"script /assets/js/search/"] = threading.Event()
    page.goto(f"{page.url}search/?category=cs.CV", wait_until="commit")
    expect(page.locator("main input[name=q]")).to_be_focused()
    page.keyboard.type("lant")
    slow.set()
    page.keyboard.type("erns", delay=50)
    expect(page.locator("main input[name=q]")).to_have_value("lanterns")
    expect(page).to_have_url(re.compile(r"\?q=lanterns&category=cs.CV$"))
    count(page, 1)


@pytest.mark.parametrize("query", ["lighthouse~99", "x" * 1000, f"{'xy' * 500}~2"])
def test_no_query_keeps_the_search_busy(visit: Open, query: str) -> None:
    page = visit(f"search/?q={query}")
    expect(page.locator("main[data-search-state=done]")).to_be_attached()
    page.locator("main input[name=q]").fill("lanterns")
    count(page, 1)


def test_an_earlier_search_comes_back_where_it_was_left(visit: Open) -> None:
    page = visit("search/")
    box(page).keyboard.type("graph")
    count(page, GRAPHS)
    page.locator(".filters summary").click()
    page.locator("select[name=sort]").select_option("date")
    expect(page).to_have_url(re.compile("sort=date"))
    count(page, GRAPHS)
    page.wait_for_timeout(300)
    page.wait_for_function("() => { scrollTo(0, document.body.scrollHeight); return scrollY > 300; }")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=graph$"))
    count(page, GRAPHS)
    page.wait_for_function("() => scrollY === 0")


def test_a_chosen_category_keeps_the_focus(visit: Open) -> None:
    page = visit("search/?q=graph")
    count(page, GRAPHS)
    page.locator(".filters summary").click()
    chip = page.locator(".chips button[value='cs.CL']")
    chip.focus()
    page.keyboard.press("Space")
    count(page, GRAPHS // 3)
    expect(chip).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(300)
    expect(chip).to_be_focused()


def test_a_word_that_no_paper_has_brings_up_the_nearest(visit: Open) -> None:
    page = visit("search/?q=lighthose")
    count(page, 0)
    page.locator("main [role=status] a", has_text="lighthous").click()
    count(page, 1)


def test_an_author_of_a_hit_leads_to_their_papers(visit: Open) -> None:
    page = visit("search/?q=lighthouse")
    page.locator("main li a", has_text="Grace Hopper").click()
    count(page, 2)


# ── when reading fails ──────────────────────────────────────────────────────────────────────────────


def failed(page: Page, words: str) -> None:
    page.wait_for_selector("main[data-search-state=error]")
    expect(page.locator("main [role=status]")).to_contain_text(words)


@pytest.mark.parametrize(
    ("where", "fault", "words"),
    [
        (WORDS, 404, "A part of the index is missing"),
        (WORDS, b"this is no shard", "could not be read"),
        (r"/hits/", 500, "could not be read"),
        ("^worker ", 404, "stumbled"),
        ("^worker ", b"not a script (", "stumbled"),
    ],
)
def test_a_failure_is_told_and_can_be_tried_again(
    visit: Open, faults: Faults, where: str, fault: int | bytes, words: str
) -> None:
    faults[where] = fault
    page = visit("search/?q=lighthouse")
    failed(page, words)
    faults.clear()
    page.locator("main [role=status] button").click()
    count(page, 1)


@pytest.mark.parametrize(
    ("fault", "words"), [(404, "A part of the index is missing"), (500, "could not be read")]
)
def test_a_directory_that_cannot_be_read_anew_is_told(
    visit: Open, faults: Faults, fault: int, words: str
) -> None:
    faults |= {WORDS: 404, r"directory\.bin": fault}
    page = visit("search/?q=lighthouse")
    failed(page, words)
    faults.clear()
    page.locator("main [role=status] button").click()
    count(page, 1)


def test_a_slow_network_is_told_of_and_waited_for(visit: Open, faults: Faults) -> None:
    page = visit("search/")
    slow = faults[WORDS] = threading.Event()
    box(page).keyboard.type("lighthouse")
    page.wait_for_selector("main[data-search-state=loading]")
    expect(page.locator("main ol.hits")).to_have_attribute("aria-busy", "true")
    slow.set()
    count(page, 1)
    expect(page.locator("main ol.hits")).to_have_attribute("aria-busy", "false")


def test_without_a_network_it_says_so_and_goes_on_when_there_is_one(visit: Open) -> None:
    page = visit("search/?q=强化学习")
    count(page, 1)
    page.context.set_offline(True)
    page.locator("main input[name=q]").fill("lighthouse")
    failed(page, "You are offline")
    page.context.set_offline(False)
    count(page, 1)
    assert papers(page) == ["2505.20001"]


def test_an_index_written_anew_is_read_anew(browser: Browser, tmp_path: Path) -> None:
    site = SiteBuilder(tmp_path / "site").digest("2025-05-27", Told("2505.00001", "Old words"))
    built = site.build()
    with serving(built.folder) as address:
        page = browser.new_page(service_workers="block")
        page.goto(f"{address}search/?q=old")
        count(page, 1)
        site.digest("2025-05-27", Told("2505.00001", "Other lanterns")).build()
        page.locator("main input[name=q]").fill("图")
        page.locator("main input[name=q]").fill("lanterns")
        page.wait_for_selector("main[data-search-state=done]")
        page.close()
