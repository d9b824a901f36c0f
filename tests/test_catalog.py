"""Merging, order, categories, months, neighbours."""

from __future__ import annotations

import pytest

from sitegen import catalog
from sitegen.model import Mention, Outline, OutlineSection
from tests.links import check
from tests.sites import SiteBuilder, Told, digest_text

BASE = "https://example.org/daily/"
# A day as some crawlers write it: the category is named, and no paper of it was found.
NONE_FOUND = """<div id=toc></div>

# Table of Contents

- [cs.CV](#cs.CV) [Total: 0]


<div id='cs.CV'></div>

# cs.CV [[Back]](#toc)

"""


def outline(date: str, path: str = "", weight: int = 100, heading: int = 0, **sections: list[str]) -> Outline:
    """A digest by its papers: ``outline("2025-05-27", cs_LG=["1", "2"])``."""
    digest = path or f"{date}.md"
    made = []
    place = 0
    for name, keys in sections.items():
        category = name.replace("_", ".")
        mentions = []
        for key in keys:
            seal = f"{key}@{date}"
            mentions.append(Mention(key, date, digest, place, category, place + 1, 9, weight, heading, seal))
            place += 1
        made.append(OutlineSection(category, "", None, tuple(mentions)))
    return Outline(digest, digest, date, "", tuple(made))


def test_a_paper_knows_all_its_days_newest_first_and_its_categories() -> None:
    days = [outline("2025-05-27", cs_LG=["1"]), outline("2025-05-28", cs_CL=["1"], cs_LG=["2"])]
    found, _ = catalog.build(days)
    paper = found.papers["1"]
    assert [m.date for m in paper.mentions] == ["2025-05-28", "2025-05-27"]
    assert paper.categories == ("cs.CL", "cs.LG")


def test_the_order_of_files_does_not_matter() -> None:
    days = [outline(f"2025-05-{d}", cs_LG=[str(d), "1"], cs_CL=["2"]) for d in range(10, 20)]
    assert catalog.build(days) == catalog.build(reversed(days))


def test_configured_categories_come_first_then_the_others_by_name() -> None:
    found, _ = catalog.build([outline("2025-05-27", math_AG=["1"], cs_CL=["2"], cs_LG=["3"])], ["cs.LG"])
    assert [c.name for c in found.categories] == ["cs.LG", "cs.CL", "math.AG"]


def test_days_know_their_neighbours_and_which_papers_were_seen_before() -> None:
    days = [outline("2025-05-27", cs_LG=["1", "2"]), outline("2025-06-02", cs_LG=["2", "3"])]
    found, _ = catalog.build(days)
    first, second = found.by_date["2025-05-27"], found.by_date["2025-06-02"]
    assert (first.previous, first.next) == ("", "2025-06-02")
    assert (second.previous, second.next) == ("2025-05-27", "")
    assert (first.seen, second.seen) == ({}, {"2": "2025-05-27"})


def test_a_category_has_each_paper_once_in_the_month_of_its_first_day() -> None:
    days = [outline("2025-05-27", cs_LG=["1", "2"]), outline("2025-06-02", cs_LG=["2", "3"])]
    category = catalog.build(days)[0].by_category["cs.LG"]
    assert [(m.month, [x.key for x in m.mentions]) for m in category.months] == [
        ("2025-06", ["3"]),
        ("2025-05", ["1", "2"]),
    ]
    assert category.total == 3
    assert category.dates == ("2025-06-02", "2025-05-27")


def test_a_paper_told_twice_in_a_section_stands_there_once_but_keeps_both_tellings() -> None:
    found, _ = catalog.build([outline("2025-05-27", cs_LG=["1", "2", "1"])])
    assert [m.key for m in found.days[0].sections[0].mentions] == ["1", "2"]
    assert found.days[0].total == 2
    assert len(found.papers["1"].mentions) == 2


def test_several_files_of_one_day_make_one_day_and_a_note() -> None:
    days = [
        outline("2025-05-27", "b.md", cs_LG=["2"]),
        outline("2025-05-27", "a.md", cs_LG=["1"], cs_CL=["3"]),
    ]
    found, notes = catalog.build(days)
    assert [(s.category, [m.key for m in s.mentions]) for s in found.days[0].sections] == [
        ("cs.LG", ["1", "2"]),
        ("cs.CL", ["3"]),
    ]
    [note] = notes
    assert str(note).startswith("b.md: note[same-day]: a.md tells of 2025-05-27 too; ")


def test_of_two_files_of_a_day_the_richer_telling_of_a_paper_is_listed_and_shown_first() -> None:
    days = [
        outline("2025-05-27", "a.jsonl", 10, cs_LG=["1", "2"]),
        outline("2025-05-27", "b.md", 90, cs_LG=["1"]),
    ]
    found, _ = catalog.build(days)
    assert [(m.key, m.digest) for m in found.days[0].sections[0].mentions] == [
        ("1", "b.md"),
        ("2", "a.jsonl"),
    ]
    assert [m.digest for m in found.papers["1"].mentions] == ["b.md", "a.jsonl"]


def test_another_title_or_other_authors_than_before_are_noted_at_the_newer_place() -> None:
    days = [outline("2025-05-27", heading=1, cs_LG=["1"]), outline("2025-05-28", heading=2, cs_LG=["1"])]
    _, notes = catalog.build(days)
    [note] = notes
    assert str(note).startswith(
        "2025-05-28.md:9: note[heading-differs]: title or authors of 1 are others than"
    )


@pytest.mark.parametrize("base", ["", BASE])
@pytest.mark.parametrize("content", ["digest", "paper"])
def test_a_category_without_papers_is_a_category_all_the_same(
    site: SiteBuilder, base: str, content: str
) -> None:
    site.config(f'base_url = "{base}"\n[feeds]\ncontent = "{content}"\n')
    built = site.file("content/2025-05-27.md", NONE_FOUND).build()
    assert (built.codes(), check(built.folder, base).broken) == ([], [])
    assert [c.get("width") for c in built.main("categories/").iter("rect")] == ["0%"]
    assert "cs.CV Computer Vision and Pattern Recognition 0" in built.text("digests/2025-05-27/")
    assert "27 May 2025" in built.text("categories/cs.CV/")
    assert built.main("categories/cs.CV/").find_class("toc") == []

    other = site.digest("2025-05-28", Told("2505.00001")).build()
    assert check(other.folder, base).broken == []
    assert [c.get("width") for c in other.main("categories/").iter("rect")] == ["0%", "100%"]
    assert other.files() == site.build(clean=True, output=site.root / "again").files()


def test_a_category_loses_its_only_paper(site: SiteBuilder) -> None:
    site.config(f'base_url = "{BASE}"')
    site.digest("2025-05-27", Told("2505.00001", category="cs.CV"), Told("2505.00002")).build()
    site.file("content/2025-05-27.md", NONE_FOUND + digest_text(Told("2505.00002")))
    built = site.build()
    assert check(built.folder, BASE).broken == []
    assert "categories/cs.CV/2025-05/index.html" not in built.files()
    assert built.files() == site.build(clean=True, output=site.root / "again").files()


def test_a_large_day_leads_to_its_category_without_papers(site: SiteBuilder) -> None:
    long = {"Method": "It is long. " * 700}
    many = [Told(f"2505.4{n:04}", f"Paper {n}", fields=long) for n in range(80)]
    built = site.file("content/2025-05-27.md", NONE_FOUND + digest_text(*many)).build()
    assert check(built.folder).broken == []
    assert ("cs.CV 0", "/digests/2025-05-27/#cs.CV") in built.links("digests/2025-05-27/cs.LG/")
