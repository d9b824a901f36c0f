"""The trends of a whole site: what counts when, and what never changes."""

from __future__ import annotations

from tests.sites import Built, SiteBuilder, Told


def rows(built: Built, address: str) -> list[list[str]]:
    """The table of papers a week, without its head."""
    table = built.main(address).xpath("//details//table/tbody/tr")
    return [[cell.text_content() for cell in row] for row in table]


def test_a_paper_counts_once_in_the_week_that_first_told_of_it(site: SiteBuilder) -> None:
    site.digest("2025-05-28", Told("2505.00001"), Told("2505.00002", category="cs.CV"))
    site.digest("2025-06-03", Told("2505.00001"), Told("2505.00003"))
    assert rows(site.build(), "trends/") == [["2 Jun 2025", "1", "1", "0"], ["26 May 2025", "2", "1", "1"]]


def test_a_year_that_is_over_has_a_page_that_no_later_day_changes(site: SiteBuilder) -> None:
    site.digest("2025-05-28", Told("2505.00001")).digest("2026-01-07", Told("2601.00001"))
    before = site.build().files()
    after = site.digest("2026-01-08", Told("2601.00002")).digest("2027-02-01", Told("2701.00001")).build()
    name = "trends/2025/index.html"
    assert before[name] == after.files()[name]
    assert before["trends/index.html"] != after.files()["trends/index.html"]
    assert rows(after, "trends/2026/") == [["5 Jan 2026", "2", "2"]]
    links = [href for _, href in after.links("trends/") if "/trends/2" in href]
    assert links == ["/trends/2026/", "/trends/2025/"]


def test_the_latest_page_shows_a_year_of_weeks(site: SiteBuilder) -> None:
    site.digest("2023-05-28", Told("2305.00001")).digest("2025-05-28", Told("2505.00001"))
    built = site.build()
    assert len(rows(built, "trends/")) == 52
    assert rows(built, "trends/2023/") == [["22 May 2023", "1", "1"]]


def test_an_edited_digest_is_counted_anew(site: SiteBuilder) -> None:
    site.digest("2025-05-28", *(Told(f"2505.0000{n}", authors=("Ada Lovelace",)) for n in range(3)))
    assert "Ada Lovelace" in site.build().text("trends/")
    site.digest("2025-05-28", *(Told(f"2505.0000{n}", authors=("Mary Somerville",)) for n in range(3)))
    text = site.build().text("trends/")
    assert "Mary Somerville" in text
    assert "Ada Lovelace" not in text
    assert len(list((site.root / ".sitegen" / "weeks").iterdir())) == 1


def test_a_site_without_papers_has_trends_all_the_same(site: SiteBuilder) -> None:
    assert "There is no digest yet." in site.build().text("trends/")
