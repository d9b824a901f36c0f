"""A site beside what its host takes: figures always, a warning for each limit passed."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Severity
from sitegen.hosting import HOSTS, check
from tests.sites import SiteBuilder, Told

MIB = 1 << 20


def warnings(host: str, sizes: dict[str, int]) -> list[str]:
    return [d.message for d in check(host, sizes, "public") if d.severity is Severity.WARNING]


def test_the_figures_are_told() -> None:
    [note] = check("netlify", {"": 1_500_000, "papers/2505/2505.00001/": 200_000}, "public")
    assert note.code == "host-room"
    assert note.message == (
        "Netlify would be given 2 files, 2 files and folders in the site's root, 1.7 MB, 1.5 MB in index.html"
    )


def test_a_folder_counts_folders_too() -> None:
    sizes = {f"papers/2505/{number}/": 1 for number in range(54_001)}
    assert warnings("netlify", sizes) == [
        (
            "54,001 files and folders in papers/2505/, where Netlify takes at most 54,000 "
            f"({HOSTS['netlify'].source})"
        )
    ]
    del sizes["papers/2505/0/"]
    assert warnings("netlify", sizes) == []


def test_each_limit_that_is_passed_is_a_warning() -> None:
    assert len(warnings("cloudflare", {f"{number}.txt": 1 for number in range(20_001)})) == 1
    assert len(warnings("cloudflare", {"feed.xml": 25 * MIB + 1})) == 1
    assert len(warnings("github", {"feed.xml": 100 * MIB + 1})) == 1
    assert len(warnings("github", {f"{number}.bin": 50 * MIB for number in range(20)})) == 1


def test_too_many_files_call_for_fewer_pages() -> None:
    sizes = {f"papers/2505/{number}/": 1 for number in range(20_000)} | {"": 1}
    assert '20,000 are pages of papers, which `paper_pages = "none"` does without' in str(
        warnings("cloudflare", sizes)
    )
    del sizes[""]
    assert warnings("cloudflare", sizes) == []


def test_no_host_and_no_files_say_nothing() -> None:
    assert check("none", {"": 1}, "public") == []
    assert check("netlify", {}, "public") == []


@pytest.mark.parametrize("host", HOSTS)
def test_a_build_says_whether_its_site_fits(site: SiteBuilder, host: str) -> None:
    site.digest("2025-05-27", Told("2505.00001"))
    first = site.build(host=host).report
    again = site.build(host=host).report
    [told] = [d for d in first.diagnostics if d.code == "host-room"]
    assert f"{first.files_total:,} files" in told.message
    assert told in again.diagnostics
    assert again.files_written == 0


def test_a_configured_host_is_compared_and_pages_stay(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001")).build()
    report = site.config('host = "github"').build().report
    assert "host-room" in {d.code for d in report.diagnostics}
    assert report.files_written == 0
