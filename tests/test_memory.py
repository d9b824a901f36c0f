"""A process that builds again and again: what it remembers changes what it reads, never what it writes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.build import Memory, Options, Planned, build
from tests.sites import Built, SiteBuilder, Told

FIRST = Told("2505.00001", "First", tldr="It works.")
OTHER = Told("2505.00002", "Other", "cs.CL")


@pytest.fixture
def two_days(site: SiteBuilder) -> SiteBuilder:
    return site.digest("2025-05-27", FIRST).digest("2025-05-28", OTHER)


def built(site: SiteBuilder, memory: Memory, planned: Callable[[Planned], None] | None = None) -> Built:
    options = Options(root=site.root, output=site.root / "kept", jobs=1)
    return Built(site.root / "kept", build(options, memory=memory, planned=planned))


def clean(site: SiteBuilder, folder: Path) -> dict[str, bytes]:
    return site.build(output=folder, clean=True).files()


CHANGES: dict[str, Callable[[SiteBuilder], object]] = {
    "an edit": lambda site: site.digest("2025-05-27", Told("2505.00001", "First", tldr="It fails.")),
    "a new digest": lambda site: site.digest("2025-05-29", Told("2505.00003", "Third")),
    "a digest gone": lambda site: site.remove("content/2025-05-28.md"),
    "a digest moved": lambda site: (site.root / "content/2025-05-27.md").rename(
        site.root / "content/2025-05-20.md"
    ),
    "a template": lambda site: site.file("templates/404.html", "<p>gone</p>"),
    "a style": lambda site: site.file("static/css/tokens.css", "body { color: red }"),
    "a static file": lambda site: site.file("static/root/CNAME", "papers.example"),
    "the static file again": lambda site: site.file("static/root/CNAME", "digests.example"),
    "the configuration": lambda site: site.config('title = "Renamed"\nbase_url = "https://x.example/a/"\n'),
    "the cache gone": lambda site: shutil.rmtree(site.root / ".sitegen"),
    "the output gone": lambda site: shutil.rmtree(site.root / "kept"),
    "nothing": lambda _: None,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_build_that_remembers_equals_one_that_does_not(
    two_days: SiteBuilder, tmp_path: Path, change: Callable[[SiteBuilder], object]
) -> None:
    memory = Memory(texts=100)
    built(two_days, memory)
    change(two_days)
    after = built(two_days, memory)
    assert after.files() == clean(two_days, tmp_path / "clean")
    assert after.report.diagnostics == two_days.build(output=tmp_path / "again").report.diagnostics


def test_after_all_changes_in_turn_it_still_does(two_days: SiteBuilder, tmp_path: Path) -> None:
    memory = Memory(texts=2)  # few, so that texts are forgotten too
    for number, change in enumerate(CHANGES.values()):
        change(two_days)
        assert built(two_days, memory).files() == clean(two_days, tmp_path / str(number))


def test_what_is_planned_is_what_is_published(two_days: SiteBuilder) -> None:
    memory = Memory()
    built(two_days, memory)
    ahead: dict[str, bytes] = {}
    gone: list[str] = []

    def planned(site: Planned) -> None:
        ahead.update({address: site.file(address) for address in site.stale})
        gone.extend(site.removed)

    two_days.digest("2025-05-27", Told("2505.00001", "First", tldr="It fails.")).remove(
        "content/2025-05-28.md"
    )
    after = built(two_days, memory, planned)
    names = {
        address if not address.endswith("/") and address else f"{address}index.html" for address in ahead
    }
    assert {after.files()[name] for name in names} == set(ahead.values())
    assert "papers/2505/2505.00001/" in ahead
    assert "papers/2505/2505.00002/" in gone
    stale = after.report.reasons.keys()
    assert "papers/2505/2505.00001/" in stale
    assert ahead.keys() == {address for address in stale if not address.startswith("search/")}


def test_a_build_that_fails_plans_nothing(two_days: SiteBuilder) -> None:
    def planned(_: Planned) -> None:
        pytest.fail("nothing will be published")

    two_days.file("templates/home.html", "{% if %}")
    assert built(two_days, Memory(), planned).report.failed
    two_days.remove("templates/home.html").config("nonsense = 1")
    assert built(two_days, Memory(), planned).report.failed
