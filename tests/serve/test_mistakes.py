"""Mistakes are shown in the page, over the last good one, and go when they are mended."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.serve.running import Running, Tab
from tests.sites import SiteBuilder, Told, digest_text

Open = Callable[[str], Tab]
HOSTILE = "<img src=x onerror='window.harmed = true'><script>window.harmed = true</script>"

MISTAKES = {
    "a template that is no template": (
        "templates/home.html",
        "<p>fine</p>\n{% if %}\n<p>never</p>\n",
        "templates/home.html:2",
        "{% if %}",
    ),
    "a template that asks for what is not there": (
        "templates/home.html",
        '{% extends "base.html" %}\n{% block main %}\n{{ nothing.at.all }}\n{% endblock %}\n',
        "templates/home.html:3",
        "{{ nothing.at.all }}",
    ),
    "a configuration that is no TOML": (
        "sitegen.toml",
        'title = "x"\ntitle = \n',
        "sitegen.toml:2",
        "title = ",
    ),
    "a key that does not exist": (
        "sitegen.toml",
        'title = "x"\ntitel = "y"\n',
        "sitegen.toml:2:1",
        'titel = "y"',
    ),
    "a digest without a date": ("content/undated.md", digest_text(Told("2505.1")), "content/undated.md", ""),
}


@pytest.mark.parametrize(("file", "text", "place", "line"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_shown_with_its_place_and_goes_when_it_is_mended(
    open_tab: Open, two_days: SiteBuilder, file: str, text: str, place: str, line: str
) -> None:
    before = (two_days.root / file).read_text() if (two_days.root / file).exists() else None
    home, day = open_tab(""), open_tab("digests/2025-05-27/")
    home.mark()
    two_days.file(file, text)
    for tab in (home, day):
        overlay = tab.page.locator("sitegen-preview .overlay")
        overlay.wait_for(state="visible")
        assert place in overlay.locator(".place").inner_text()
        assert overlay.locator(".message").inner_text().strip()
        if line:  # a second message may be taking the first one's place
            overlay.locator(".here .text", has_text=line.strip()).first.wait_for()
        assert line.strip() in "".join(overlay.locator(".here .text").all_inner_texts())
    # The last good page is under it, as it was.
    assert not home.reloaded
    assert "Late" in home.page.locator("main").inner_text()
    if before is None:
        two_days.remove(file)
    else:
        two_days.file(file, before)
    for tab in (home, day):
        tab.until("!document.querySelector('sitegen-preview[data-kind=error]')")
    assert not home.reloaded


@pytest.mark.parametrize("known", [True, False], ids=["in a known folder", "in a new folder"])
def test_what_is_half_written_is_not_shown(open_tab: Open, two_days: SiteBuilder, *, known: bool) -> None:
    templates = two_days.root / "templates"
    if known:
        two_days.file("templates/odd.html", "{% if %}")
        open_tab("").page.locator("sitegen-preview .overlay").wait_for(state="visible")
        two_days.remove("templates/odd.html")
    home = open_tab("")
    home.until("!document.querySelector('sitegen-preview[data-kind=error]')")
    home.mark()
    templates.mkdir(exist_ok=True)
    with (templates / "home.html").open("w") as file:
        time.sleep(0.2)  # read now, it would be an empty page
        file.write("{% if %}")
    home.page.locator("sitegen-preview .overlay").wait_for(state="visible")
    assert not home.reloaded


def test_an_overlay_waits_for_who_comes_later_and_can_be_put_aside(
    open_tab: Open, two_days: SiteBuilder, preview: Running
) -> None:
    two_days.file("templates/home.html", "{% if %}")
    preview.says("error")
    tab = open_tab("")
    overlay = tab.page.locator("sitegen-preview .overlay")
    overlay.wait_for(state="visible")
    tab.page.keyboard.press("Escape")
    assert overlay.count() == 0
    # Another mistake is another overlay.
    two_days.file("templates/home.html", "\n{% for %}")
    overlay.wait_for(state="visible")
    overlay.get_by_role("button", name="Dismiss").click()
    assert overlay.count() == 0


def test_one_mistake_gives_way_to_the_next(open_tab: Open, two_days: SiteBuilder) -> None:
    tab = open_tab("")
    two_days.file("templates/home.html", "{% if %}")
    tab.page.locator("sitegen-preview .overlay", has_text="home.html:1").wait_for()
    two_days.file("templates/archive.html", "\n\n{% if %}")
    two_days.remove("templates/home.html")
    tab.page.locator("sitegen-preview .overlay", has_text="archive.html:3").wait_for()
    assert tab.page.locator("sitegen-preview").count() == 1
    two_days.remove("templates/archive.html")
    tab.until("!document.querySelector('sitegen-preview[data-kind=error]')")


def test_a_site_that_was_never_built_shows_why(
    browser_tab: Callable[[SiteBuilder], Tab], two_days: SiteBuilder
) -> None:
    two_days.file("templates/home.html", "{% if %}")
    tab = browser_tab(two_days)
    overlay = tab.page.locator("sitegen-preview .overlay")
    overlay.wait_for(state="visible")
    assert "templates/home.html:1" in overlay.inner_text()
    two_days.remove("templates/home.html")
    tab.shows("Late")
    tab.until("!document.querySelector('sitegen-preview[data-kind=error]')")


def test_warnings_are_a_small_note_and_in_the_terminal(
    open_tab: Open, two_days: SiteBuilder, preview: Running
) -> None:
    two_days.config('silence = ["missing-field"]\n')
    tab = open_tab("")
    tab.until("!document.querySelector('sitegen-preview')")
    wrong = digest_text(Told("2505.90001", "Late")).replace("[Total: 1]", "[Total: 7]")
    two_days.file("content/2025-05-28.md", wrong)
    note = tab.page.locator("sitegen-preview .warnings")
    note.wait_for(state="visible")
    assert note.locator("summary").inner_text() == "1 warning"
    note.locator("summary").click()
    assert "content/2025-05-28.md:5" in note.locator(".place").inner_text()
    assert "[Total: 7]" in note.locator(".here").inner_text()
    preview.says(r"2025-05-28\.md:5.*warning\[total-differs\]")
    # Put aside, it stays away until there is another warning.
    note.get_by_role("button", name="Dismiss").click()
    assert note.count() == 0
    two_days.file("content/2025-05-28.md", wrong.replace("It works.", "It really works."))
    tab.shows("It really works.")
    tab.in_touch()
    assert note.count() == 0
    two_days.file("content/2025-05-28.md", wrong.replace("[Total: 7]", "[Total: 8]"))
    note.wait_for(state="visible")


def test_what_mistakes_quote_is_text_and_nothing_else(open_tab: Open, two_days: SiteBuilder) -> None:
    tab = open_tab("")
    two_days.file("sitegen.toml", f'"{HOSTILE}" = 1\n')
    overlay = tab.page.locator("sitegen-preview .overlay")
    overlay.wait_for(state="visible")
    assert HOSTILE in overlay.locator(".here").inner_text()
    assert HOSTILE in overlay.locator(".message").inner_text()
    two_days.config('title = "x"\n')
    hostile = digest_text(Told("2505.90001", "Late")).replace("- [cs.LG](#cs.LG)", f"- [{HOSTILE}](#x)")
    two_days.file("content/2025-05-28.md", hostile)
    note = tab.page.locator("sitegen-preview .warnings")
    note.wait_for(state="visible")
    note.locator("summary").click()
    assert HOSTILE in note.inner_text()
    for panel in (overlay, note):
        assert panel.locator("img, script").count() == 0
    assert tab.page.evaluate("window.harmed") is None
