"""Every kind of page by axe-core's rules: light and dark, on a phone and a desk, with scripts and without."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import serving
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
FOUND, NONE_FOUND = PAGES["search"] + "?q=model", PAGES["search"] + "?q=zzxqy"
WIDTHS = {"phone": 360, "desk": 1280}
FORMS = list(itertools.product(("light", "dark"), WIDTHS, ("scripts", "no scripts")))


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
        reduced_motion="reduce",  # nothing is judged on its way to its colour
    )
    if scripts == "no scripts":  # axe itself is one, so the site's are kept away
        context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    broken = []
    for place in [*KINDS, FOUND, NONE_FOUND] if scripts == "scripts" else KINDS:
        page.goto(address + place)
        if "?" in place:
            page.locator("[data-search-state=done]").wait_for()
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


@pytest.mark.parametrize("width", WIDTHS)
def test_nor_does_the_page_of_saved_papers_with_all_it_can_hold(
    browser: Browser, address: str, width: str
) -> None:
    page = browser.new_page(viewport={"width": WIDTHS[width], "height": 900}, color_scheme="dark")
    page.goto(f"{address}digests/2025-05-27/")
    page.locator(".acts button").first.click()
    page.goto(f"{address}saved/")
    page.locator("[data-follow] input").fill("graphs")
    page.locator("[data-follow] button").click()
    expect(page.locator("[data-mine=follow] button")).to_have_count(1)
    found = violations(page)
    page.close()
    assert found == []


# What can be reached, and what was: told as the focus comes to it, with whether it is seen and not covered.
REACHED = """
window.reached = [];
addEventListener("focusin", ({ target }) => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(target);
  const [{ left, top, width, height }] = target.getClientRects();
  const there = document.elementFromPoint(left + Math.min(width / 2, 20), top + height / 2);
  const isSeen = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  const isBare = target.contains(there) || there?.contains(target);
  reached.push({ target, words: target.outerHTML.slice(0, 90), isSeen, isBare: Boolean(isBare) });
});
"""
WANTED = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }))
"""


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_is_reached_by_keyboard_and_the_focus_is_seen(
    browser: Browser, address: str, width: str
) -> None:
    page = browser.new_page(viewport={"width": WIDTHS[width], "height": 900})
    page.add_init_script(REACHED)
    missed = []
    for place in [*KINDS, FOUND]:
        page.goto(address + place)
        if "?" in place:
            page.locator("[data-search-state=done]").wait_for()
            while page.locator("p.more").is_visible():
                page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
                page.wait_for_timeout(50)
        page.wait_for_load_state("networkidle")
        page.evaluate("() => { document.activeElement?.blur(); reached.length = 0; scrollTo(0, 0); }")
        pressed = 0
        while (
            total := page.evaluate(f"({WANTED})().length")
        ) + 2 > pressed:  # what is found grows as it is read
            for _ in range(total + 2 - pressed):
                page.keyboard.press("Tab")
            pressed = total + 2
        missed += page.evaluate(
            f"""(place, told = (what, words) => `${{place}}: ${{what}}: ${{words}}`) => [
              ...({WANTED})().filter((one) => !reached.some(({{ target }}) => target === one))
                .map((one) => told("not reached", one.outerHTML.slice(0, 90))),
              ...reached.filter(({{ isSeen }}) => !isSeen).map(({{ words }}) => told("not seen", words)),
              ...reached.filter(({{ isBare }}) => !isBare).map(({{ words }}) => told("covered", words)),
            ]""",
            place,
        )
    page.close()
    assert missed == []


def test_nothing_moves_for_who_asked_for_stillness(browser: Browser, address: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    moving = []
    for place in KINDS:
        page.goto(address + place)
        moving += page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((one) => {
              const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
              return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
            }).map((one) => `${location.pathname}: ${one.outerHTML.slice(0, 90)}`)"""
        )
    page.close()
    assert moving == []


@pytest.mark.parametrize("place", KINDS)
def test_on_paper_there_is_what_is_read_alone(browser: Browser, address: str, place: str) -> None:
    page = browser.new_page()
    page.goto(address + place)
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    shown = page.locator("nav, .top, body > footer, button, form, input, select").evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 90))"
    )
    words = page.locator("main").inner_text().strip()
    page.close()
    assert shown == []
    assert words


def test_without_scripts_no_control_is_dead(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    dead = {}
    for place in KINDS:
        page.goto(address + place)
        controls = page.locator("button, input, select, textarea, [role=button]")
        if found := [one.inner_text() for one in controls.all() if one.is_visible()]:
            dead[place] = found
        assert page.locator("main").inner_text().strip()
    context.close()
    assert dead == {}


def violations(page: Page) -> list[str]:
    options = {"rules": {"target-size": {"enabled": True}}}
    results = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']} at {node['target']}" for one in results for node in one["nodes"][:3]]
