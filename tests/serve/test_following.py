"""What changed decides what happens: seen through real browser pages and real files."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serve.conftest import MANY
from tests.serve.running import Running, Tab, running, until
from tests.sites import SiteBuilder, Told, digest_text

Open = Callable[[str], Tab]
DAY = "digests/2025-05-27/"


def told(tldr: str) -> str:
    """The text of the later day, with one paper."""
    return digest_text(Told("2505.90001", "Late", tldr=tldr))


# ── ways of saving ──────────────────────────────────────────────────────────────────────────────────


def in_place(file: Path, text: str) -> None:
    file.write_text(text)


def in_two_steps(file: Path, text: str) -> None:
    with file.open("w") as opened:
        opened.write(text[: len(text) // 2])
        opened.flush()
        time.sleep(0.1)
        opened.write(text[len(text) // 2 :])


def rename_over(file: Path, text: str) -> None:
    scratch = file.with_name(f".{file.name}.swp")
    scratch.write_text(text)
    scratch.replace(file)


def rename_over_from_beside(file: Path, text: str) -> None:
    scratch = file.with_name("4913")
    scratch.write_text(text)
    scratch.replace(file)


def with_backup(file: Path, text: str) -> None:
    backup = file.with_name(f"{file.name}~")
    file.replace(backup)
    file.write_text(text)
    backup.unlink()


def delete_first(file: Path, text: str) -> None:
    file.unlink()
    time.sleep(0.1)
    file.write_text(text)


@pytest.mark.parametrize(
    "save", [in_place, in_two_steps, rename_over, rename_over_from_beside, with_backup, delete_first]
)
def test_however_an_editor_saves_the_page_shows_it(
    open_tab: Open, two_days: SiteBuilder, preview: Running, tmp_path: Path, save: Callable[[Path, str], None]
) -> None:
    tab = open_tab("papers/2505/2505.90001/")
    save(two_days.root / "content/2025-05-28.md", told("It is all different."))
    tab.shows("It is all different.")
    preview.ends_as(two_days, tmp_path / "clean")


def test_of_edits_in_quick_succession_the_last_one_shows(
    open_tab: Open, two_days: SiteBuilder, preview: Running, tmp_path: Path
) -> None:
    tab = open_tab("papers/2505/2505.90001/")
    for number in range(3):
        two_days.file("content/2025-05-28.md", told(f"Version {number}."))
        time.sleep(0.15)
    tab.shows("Version 2.")
    preview.ends_as(two_days, tmp_path / "clean")
    assert "Version 2." in tab.page.inner_text("body")


def test_a_checkout_of_many_files_ends_in_the_right_site(
    two_days: SiteBuilder, preview: Running, tmp_path: Path
) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.hooksPath=/dev/null"]
        subprocess.run(["git", *identity, *arguments], cwd=two_days.root, check=True, capture_output=True)

    two_days.file(".gitignore", "/.sitegen/\n")
    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "few")
    git("switch", "-c", "many")
    for number in range(200):
        day = f"{2000 + number // 12}-{1 + number % 12:02}-01"
        two_days.digest(f"{day[:4]}/{day}", Told(f"{day[2:4]}{day[5:7]}.{number:05}", f"Paper {number}"))
    two_days.remove("content/2025-05-28.md")
    git("add", "-A")
    git("commit", "-m", "many")
    preview.ends_as(two_days, tmp_path / "many")
    git("switch", "main")
    preview.ends_as(two_days, tmp_path / "few")
    git("switch", "many")
    preview.ends_as(two_days, tmp_path / "many-again")


def test_digests_deleted_renamed_and_in_new_folders_end_in_the_right_site(
    two_days: SiteBuilder, preview: Running, tmp_path: Path
) -> None:
    content = two_days.root / "content"
    (content / "2025-05-28.md").rename(content / "2025-06-01.md")
    preview.ends_as(two_days, tmp_path / "renamed")
    (content / "2025-06-01.md").unlink()
    preview.ends_as(two_days, tmp_path / "deleted")
    two_days.digest("2025/06/2025-06-02", Told("2506.00002"))
    preview.ends_as(two_days, tmp_path / "in a new folder")
    (content / "2025").rename(content / "old")
    preview.ends_as(two_days, tmp_path / "folder renamed")
    two_days.digest("old/06/2025-06-02", Told("2506.00003"))
    preview.ends_as(two_days, tmp_path / "edited where it was moved to")
    (content / "old").rename(tmp_path / "elsewhere")
    preview.ends_as(two_days, tmp_path / "folder moved out")
    shutil.rmtree(content)
    two_days.digest("2025-06-03", Told("2506.00004"))
    preview.ends_as(two_days, tmp_path / "content made anew")
    two_days.digest("2025-06-03", Told("2506.00005"))
    preview.ends_as(two_days, tmp_path / "and edited")


# ── what happens in the page ────────────────────────────────────────────────────────────────────────


def test_a_style_is_swapped_without_reloading(
    open_tab: Open, two_days: SiteBuilder, preview: Running, tmp_path: Path
) -> None:
    tab = open_tab(DAY)
    tab.mark()
    for width in (3, 4, 5):
        two_days.file("static/css/print.css", f"body {{ outline: {width}px solid }}")
        tab.until(f"getComputedStyle(document.body).outlineWidth === '{width}px'")
    two_days.remove("static/css/print.css")
    tab.until("getComputedStyle(document.body).outlineStyle === 'none'")
    tab.until("document.querySelectorAll('link[rel=stylesheet]').length === 1")
    preview.ends_as(two_days, tmp_path / "clean")
    assert not tab.reloaded
    # What is linked now is what is published.
    tab.page.reload()
    tab.in_touch()
    assert tab.page.evaluate("document.styleSheets.length") == 1


def test_only_the_pages_that_an_edit_concerns_are_reloaded(open_tab: Open, two_days: SiteBuilder) -> None:
    later, earlier = open_tab("digests/2025-05-28/"), open_tab(DAY)
    later.mark()
    earlier.mark()
    two_days.file("content/2025-05-28.md", told("Nobody expected this."))
    later.shows("Nobody expected this.")
    assert later.reloaded
    # The other page was told too by now, since it is told first or right after.
    two_days.file("content/2025-05-28.md", told("Nor this."))
    later.shows("Nor this.")
    assert not earlier.reloaded


def test_the_reader_stays_where_they_are(open_tab: Open, two_days: SiteBuilder) -> None:
    tab = open_tab(DAY)
    article = tab.page.locator("[data-paper='2505.00030']")

    def top() -> float:
        return float(article.evaluate("one => one.getBoundingClientRect().top"))

    article.locator("details").evaluate("one => { one.open = true; }")
    article.evaluate("one => { one.scrollIntoView({ behavior: 'instant' }); }")
    tab.page.evaluate("scrollBy({ top: 7, behavior: 'instant' })")
    before = top()
    assert abs(before) < 100
    tab.mark()
    # What is read moves down the page, since a paper above it becomes longer.
    long = Told("2505.00001", "Paper 1", tldr="Much longer. " * 300)
    two_days.digest("2025-05-27", long, *MANY[1:])
    tab.shows("Much longer.")
    assert tab.reloaded
    until(lambda: abs(top() - before) < 2)
    assert tab.page.locator("[data-paper] details[open]").count() == 1
    assert article.locator("details[open]").count() == 1


def test_a_new_digest_appears_on_the_home_page(open_tab: Open, two_days: SiteBuilder) -> None:
    tab = open_tab("")
    two_days.digest("2025-05-29", Told("2505.90002", "Brand new"))
    tab.shows("Brand new")


def test_a_page_that_is_not_there_yet_comes_and_goes(open_tab: Open, two_days: SiteBuilder) -> None:
    tab = open_tab("digests/2025-05-29/")
    assert "Page not found" in tab.page.inner_text("h1")
    two_days.digest("2025-05-29", Told("2505.90002", "Brand new"))
    tab.shows("Brand new")
    two_days.remove("content/2025-05-29.md")
    tab.until("document.querySelector('h1')?.innerText.includes('Page not found')")


def test_a_template_and_a_script_reload_every_page(open_tab: Open, two_days: SiteBuilder) -> None:
    home, day = open_tab(""), open_tab(DAY)
    base = (Path(__file__).parents[2] / "templates/base.html").read_text()
    two_days.file("templates/base.html", base.replace("</body>", "<p>New foot.</p></body>"))
    home.shows("New foot.")
    day.shows("New foot.")
    theme = (Path(__file__).parents[2] / "static/js/theme.js").read_text()
    two_days.file("static/js/theme.js", theme + "\ndocument.documentElement.dataset.told = 'yes';\n")
    home.until("document.documentElement.dataset.told === 'yes'")
    day.until("document.documentElement.dataset.told === 'yes'")


def test_a_static_file_is_copied(open_tab: Open, two_days: SiteBuilder, preview: Running) -> None:
    tab = open_tab("")
    two_days.file("static/root/CNAME", "papers.example")
    until(lambda: tab.page.request.get(f"{preview.address}CNAME").text() == "papers.example")
    two_days.file("static/root/CNAME", "digests.example")
    until(lambda: tab.page.request.get(f"{preview.address}CNAME").text() == "digests.example")
    until((preview.folder / "CNAME").exists)


def test_the_configuration_changes_the_site_and_where_it_is(
    open_tab: Open, two_days: SiteBuilder, preview: Running, tmp_path: Path
) -> None:
    tab = open_tab("")
    two_days.config('title = "Renamed"\n')
    tab.until("document.title.includes('Renamed')")
    (two_days.root / "content").rename(two_days.root / "papers")
    two_days.config('title = "Renamed"\ncontent = "papers"\n')
    preview.ends_as(two_days, tmp_path / "moved")
    two_days.file("papers/2025-05-28.md", told("Found in its new place."))
    tab.shows("Found in its new place.")


def test_a_page_learns_what_it_missed(open_tab: Open, two_days: SiteBuilder, preview: Running) -> None:
    tab = open_tab("papers/2505/2505.90001/")
    port = preview.address.rstrip("/").rpartition(":")[2]
    preview.stop()
    tab.until("document.documentElement.dataset.preview === 'lost'")
    tab.mark()
    two_days.file("content/2025-05-28.md", told("While you were away."))
    with running(two_days.root, "--port", port):
        tab.shows("While you were away.")
        assert tab.reloaded
        tab.in_touch()
        tab.page.close()
    tab.troubles.clear()  # the browser minds that nobody answered


def test_the_search_is_current_after_each_rebuild(open_tab: Open, two_days: SiteBuilder) -> None:
    tab = open_tab("search/?q=zebrafish")

    def found(*papers: str) -> None:
        tab.until("document.querySelector('main').dataset.searchState === 'done'")
        hits = "[...document.querySelectorAll('li[data-paper]')].map(hit => hit.dataset.paper)"
        tab.until(f"JSON.stringify({hits}) === '{json.dumps(papers, separators=(',', ':'))}'")

    found()
    two_days.file("content/2025-05-28.md", told("On zebrafish."))
    found("2505.90001")
    two_days.digest("2025-05-29", Told("2505.90002", "More zebrafish, and zebrafish again"))
    tab.until("document.querySelectorAll('li[data-paper]').length === 2")
    two_days.file("content/2025-05-28.md", told("On other fish."))
    found("2505.90002")
    assert tab.page.input_value("input[name=q]") == "zebrafish"
