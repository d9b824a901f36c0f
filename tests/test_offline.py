"""The site without a network: what a browser keeps of it, always whole, and how that is turned off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import Handler, serving
from tests.serve.running import running, until
from tests.sites import Built, SiteBuilder, Told

PREFIX = "/here/"
DAYS = [f"2025-05-{day:02}" for day in range(20, 26)]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def papers(day: str) -> list[Told]:
    return [
        Told(f"2505.{day[-2:]}{n:03}", f"Paper {n} of {day}", f"cs.{'LG' if n else 'CL'}") for n in range(3)
    ]


@pytest.fixture
def days(site: SiteBuilder) -> SiteBuilder:
    site.config(f'title = "Digests"\nbase_url = "https://example.org{PREFIX}"')
    for day in DAYS:
        site.digest(day, *papers(day))
    return site


class Network:
    """A server that can be gone."""

    def __init__(self, built: Built) -> None:
        self.gone = False
        network = self

        class Failing(Handler):
            def handle_one_request(self) -> None:
                if network.gone:
                    self.close_connection = True
                else:
                    super().handle_one_request()

        self._serving = serving(built.folder, PREFIX, Failing)
        self.address = ""

    @contextmanager
    def up(self) -> Iterator[str]:
        with self._serving as self.address:
            yield self.address


KEPT = (
    "async () => (await Promise.all((await caches.keys()).map(async (name) =>"
    " (await (await caches.open(name)).keys()).map(({url}) => new URL(url).pathname)))).flat().sort()"
)


def kept(page: Page) -> list[str]:
    """The pages that the browser keeps, without the site's path."""
    paths = map(str, page.evaluate(KEPT))
    return [path.removeprefix(PREFIX) for path in paths if "/assets/" not in path]


def until_kept(page: Page, *addresses: str) -> None:
    """Wait until the browser keeps these and, as the last of all, the home page."""
    until(lambda: {"", *addresses} <= set(kept(page)), f"{addresses} are not kept")


def test_the_last_days_are_read_without_a_network(context: BrowserContext, days: SiteBuilder) -> None:
    network = Network(days.build())
    with network.up() as address:
        page = context.new_page()
        page.goto(address)
        until_kept(page, "offline/")
        last = [f"digests/{day}/" for day in DAYS[-3:]]
        assert kept(page) == ["", *last, "offline/", "saved/"]
        network.gone = True
        page.reload()
        page.get_by_role("link", name="Read the whole day").click()
        page.wait_for_url(f"**/{last[-1]}")
        paper = page.locator("article").first
        paper.locator("summary").click()
        expect(paper.locator("[data-field=motivation]")).to_be_visible()
        # Styles and scripts are there as well.
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
        page.get_by_role("button", name="Expand all").click()
        page.goto(f"{address}digests/{DAYS[0]}/")
        expect(page.locator("h1")).to_have_text("No network")


def test_saved_papers_are_read_without_a_network(context: BrowserContext, days: SiteBuilder) -> None:
    network = Network(days.build())
    with network.up() as address:
        page = context.new_page()
        page.goto(f"{address}digests/{DAYS[0]}/")
        page.get_by_role("button", name=f"Save: Paper 1 of {DAYS[0]}").click()
        until_kept(page, "papers/2505/2505.20001/")
        network.gone = True
        page.goto(f"{address}saved/")
        page.get_by_role("link", name=f"Paper 1 of {DAYS[0]}").click()
        expect(page.locator("[data-field=abstract]")).to_contain_text("We show it.")
        network.gone = False
        page.goto(f"{address}saved/")
        page.get_by_role("button", name="Remove").click()
        until(lambda: "papers/2505/2505.20001/" not in kept(page))


def test_a_new_day_takes_the_place_of_the_oldest(context: BrowserContext, days: SiteBuilder) -> None:
    network = Network(days.build())
    with network.up() as address:
        page = context.new_page()
        page.goto(address)
        until_kept(page, f"digests/{DAYS[-1]}/")
        days.digest("2025-05-26", *papers("2025-05-26")).build()
        page.goto(address)
        until_kept(page, "digests/2025-05-26/")
        until(lambda: f"digests/{DAYS[-3]}/" not in kept(page))
        network.gone = True
        page.goto(f"{address}digests/{DAYS[-1]}/")
        page.get_by_role("link", name="Next").click()
        expect(page.locator("h1")).to_contain_text("26 May")


def test_what_is_kept_is_of_one_build(context: BrowserContext, days: SiteBuilder) -> None:
    """A page is kept with what it names; a site published by halves changes nothing of it."""
    built = days.build()
    network = Network(built)
    with network.up() as address:
        page = context.new_page()
        page.goto(address)
        until_kept(page, "offline/")
        before = page.evaluate(KEPT)
        days.file("static/css/tokens.css", ":root { --ink: rgb(1, 2, 3); }").build()
        sheets = list((built.folder / "assets/css").glob("site.*.css"))
        [sheet] = sheets
        sheet_path = f"{PREFIX}assets/css/{sheet.name}"
        hidden = sheet.rename(sheet.with_suffix(".away"))
        page.goto(address)
        page.wait_for_timeout(500)
        assert page.evaluate(KEPT) == before
        network.gone = True
        page.reload()
        assert page.evaluate("getComputedStyle(document.documentElement).color") != "rgb(1, 2, 3)"
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
        # Once all of it is there, all of it is kept, and nothing of the old remains.
        network.gone = False
        hidden.rename(sheet)
        page.goto(address)
        until(lambda: [path for path in page.evaluate(KEPT) if path.endswith(".css")] == [sheet_path])
        network.gone = True
        for place in ("", f"digests/{DAYS[-1]}/", f"digests/{DAYS[-2]}/", "saved/"):
            page.goto(address + place)
            assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(1, 2, 3)", place


def test_turned_off_it_is_forgotten(context: BrowserContext, days: SiteBuilder) -> None:
    network = Network(days.build())
    with network.up() as address:
        page = context.new_page()
        page.goto(address)
        until_kept(page, "offline/")
        days.config(f'title = "Digests"\nbase_url = "https://example.org{PREFIX}"\noffline_days = 0')
        built = days.build()
        assert not (built.folder / "manifest.webmanifest").exists()
        assert not built.page("").xpath("//link[@rel='manifest']")
        page.goto(address)
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one?.update())")
        workers = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
        until(lambda: page.evaluate(workers) == 0)
        assert page.evaluate(KEPT) == []


def test_a_preview_keeps_nothing(context: BrowserContext, days: SiteBuilder) -> None:
    days.config('title = "Digests"')
    with running(days.root) as preview:
        page = context.new_page()
        page.goto(preview.address)
        page.wait_for_load_state("networkidle")
        assert page.locator("script[data-essence]").count() == 1
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
        assert page.evaluate(KEPT) == []


def test_the_site_can_be_installed(context: BrowserContext, days: SiteBuilder) -> None:
    built = days.build()
    manifest = json.loads((built.folder / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["name"] == "Digests"
    assert manifest["start_url"] == manifest["scope"] == PREFIX
    for icon in manifest["icons"]:
        assert (built.folder / icon["src"].removeprefix(PREFIX)).is_file()
    with serving(built.folder, PREFIX) as address:
        page = context.new_page()
        page.goto(address)
        session = context.new_cdp_session(page)
        assert session.send("Page.getAppManifest")["errors"] == []
        until_kept(page, "offline/")
        errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        # What a test's browser keeps apart counts as incognito.
        assert [one["errorId"] for one in errors if one["errorId"] != "in-incognito"] == []


def test_a_site_of_its_own_worker_keeps_it(days: SiteBuilder) -> None:
    days.file("static/root/manifest.webmanifest", "{}")
    built = days.build()
    assert (built.folder / "manifest.webmanifest").read_text("utf-8") == "{}"
    assert re.search(r"^const DAYS = 3;$", Path(built.folder / "sw.js").read_text("utf-8"), re.MULTILINE)
