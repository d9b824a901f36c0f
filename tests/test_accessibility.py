"""Every kind of page by axe-core's rules: light and dark, on a phone and a desk, with scripts and without."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import chromium, serving
from tests.sites import Built, SiteBuilder
from tests.test_golden import PAGES, SAMPLE

KINDS = [PAGES[kind] for kind in ("home", "archive", "digest", "categories", "category", "month", "search")]
KINDS += [
    PAGES["trends"],
    PAGES["paper-of-two-digests"],
    PAGES["not-found"],
    "saved/",
    "offline/",
    "pages/about/",
]
WIDTHS = {"phone": 360, "desk": 1280}
FORMS = [
    ("light", "phone", "scripts"),
    ("dark", "phone", "scripts"),
    ("light", "desk", "scripts"),
    ("dark", "desk", "scripts"),
    ("light", "phone", "no scripts"),
    ("dark", "desk", "no scripts"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = SiteBuilder(tmp_path_factory.mktemp("accessible") / "site")
    shutil.copytree(SAMPLE / "content", site.root / "content", dirs_exist_ok=True)
    site.file(
        "content/pages/about.md",
        "# About\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n[x](/digests/)\n\n```\nx\n```\n",
    )
    built: Built = site.config('title = "Digests"\nlanguage = "zh-CN"').build()
    with serving(built.folder) as served:
        yield served


@pytest.mark.parametrize(("scheme", "width", "scripts"), FORMS)
def test_no_page_breaks_a_rule(browser: Browser, address: str, scheme: str, width: str, scripts: str) -> None:
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    if scripts == "no scripts":  # axe itself is one, so the site's are kept away
        context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    broken = []
    for place in KINDS:
        page.goto(address + place)
        broken += [f"{place}: {found}" for found in violations(page)]
    context.close()
    assert broken == []


def test_nor_does_a_listing_with_everything_open(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}digests/2025-05-27/")
    page.locator("[data-expand-all]").click()
    page.locator(".acts button").first.click()
    page.keyboard.press("?")
    page.locator("dialog").wait_for()
    found = violations(page)
    page.close()
    assert found == []


def violations(page: Page) -> list[str]:
    results = Axe().run(page).response["violations"]
    return [f"{one['id']} at {node['target']}" for one in results for node in one["nodes"][:3]]
