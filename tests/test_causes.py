"""Why a page is stale, in words; and static files that move without a page being made again."""

from __future__ import annotations

import pytest

from tests.sites import Built, SiteBuilder, Told

FIRST = Told("2505.00001", "First", "cs.LG")
OTHER = Told("2505.00002", "Other", "cs.CL")


@pytest.fixture
def two_days(site: SiteBuilder) -> SiteBuilder:
    site.digest("2025-05-27", FIRST).digest("2025-05-28", OTHER).build()
    return site


def why(built: Built, address: str) -> list[str]:
    reasons = built.report.reasons
    return [reasons[address]] if address in reasons else []


def test_an_edited_digest_is_named(two_days: SiteBuilder) -> None:
    built = two_days.digest("2025-05-27", Told("2505.00001", "First", tldr="It fails.")).build()
    file = two_days.root / "content/2025-05-27.md"
    assert why(built, "digests/2025-05-27/") == [f"input changed: {file}"]
    assert why(built, "digests/2025-05-28/") == []


@pytest.mark.parametrize(
    ("paper", "again"),
    [
        (Told("2505.00001", "First", tldr="It fails."), False),
        (Told("2505.00001", "Last"), True),
        (Told("2505.00001", "First", authors=("Eve",)), True),
        (Told("2505.00001", "First", "cs.CL"), True),
    ],
    ids=["summary", "title", "authors", "category"],
)
def test_a_bibliography_is_made_again_only_for_what_it_tells(
    two_days: SiteBuilder, paper: Told, *, again: bool
) -> None:
    built = two_days.digest("2025-05-27", paper).build()
    assert bool(why(built, "digests/2025-05-27.bib")) is again
    assert built.files() == two_days.build(clean=True).files()


def test_a_new_page_is_said_to_be_new(two_days: SiteBuilder) -> None:
    built = two_days.digest("2025-05-29", Told("2505.00003")).build()
    assert why(built, "digests/2025-05-29/") == ["new"]


def test_an_edited_template_is_named(two_days: SiteBuilder) -> None:
    built = two_days.file("templates/404.html", "<p>gone</p>").build()
    [(address, reason)] = built.report.reasons.items()
    assert address == "404.html"
    assert reason.startswith("template changed: templates/404.html")


def test_a_changed_configuration_is_named(two_days: SiteBuilder) -> None:
    built = two_days.config('title = "Renamed"').build()
    assert why(built, "digests/") == ["the configuration changed"]


def test_an_edited_style_moves_links_and_makes_no_page_again(
    two_days: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = two_days.build().files()
    two_days.file("static/css/tokens.css", "body { color: red }")
    with monkeypatch.context() as patch:
        patch.setattr("sitegen.pages.render.Renderer.render", lambda *_: pytest.fail("a page was made"))
        built = two_days.build()
    assert why(built, "digests/2025-05-27/") == ["address changed: static/css/site.css"]
    after = built.files()
    page = "digests/2025-05-27/index.html"
    [old] = before.keys() - after.keys()
    [new] = after.keys() - before.keys()
    assert after[page] == before[page].replace(old.encode(), new.encode()) != before[page]
    assert two_days.build(clean=True).files() == after


def test_a_page_that_was_altered_is_made_again_when_styles_move(two_days: SiteBuilder) -> None:
    (two_days.root / "public/404.html").write_text("defaced")
    after = two_days.file("static/css/tokens.css", "body { color: red }").build().files()
    assert b"defaced" not in after["404.html"]
    assert two_days.build(clean=True).files() == after
