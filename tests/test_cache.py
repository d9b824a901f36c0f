"""A cache that cannot be written is done without, and that is said."""

from __future__ import annotations

from tests.sites import SiteBuilder, Told


def test_a_cache_that_cannot_be_written_is_done_without(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file(".sitegen", "in the way")
    built = site.build()
    assert "cache-unusable" in {d.code for d in built.report.diagnostics}
    assert built.report.files_written == built.report.files_total
    assert (site.root / ".sitegen").read_text() == "in the way"


def test_all_that_stands_is_compared_then(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file(".sitegen", "in the way").build()
    again = site.build().report
    assert (again.files_written, again.files_removed) == (0, 0)
    changed = site.digest("2025-05-27", Told("2505.00001", tldr="It fails.")).build()
    assert 0 < changed.report.files_written < changed.report.files_total
    assert site.remove(".sitegen").build(clean=True).files() == changed.files()


def test_clean_goes_without_what_past_builds_learned(site: SiteBuilder) -> None:
    before = site.digest("2025-05-27", Told("2505.00001")).build().files()
    stored = {file: file.stat().st_ctime_ns for file in (site.root / ".sitegen" / "digests").iterdir()}
    assert stored
    assert site.build(clean=True).files() == before
    assert all(file.stat().st_ctime_ns != made for file, made in stored.items())
