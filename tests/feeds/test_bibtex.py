"""BibTeX, read back by a BibTeX parser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import BibliographyData, Entry, parse_bytes, parse_string

from sitegen.feeds import bibtex
from tests.sites import Built, SiteBuilder, Told

# What TeX prints for each command that we write.
PRINTED = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    **{f"\\{sign}": sign for sign in "&%$#_"},
}


def printed(tex: str) -> str:
    """What a reader of the typeset bibliography sees; no sign that TeX takes for its own stands bare."""
    assert not re.search(r"(?<!\\)[&%$#_~^]", tex), tex
    return re.sub(r"\\[a-z]+\{\}|\\.", lambda found: PRINTED[found[0]], tex)


def entries(built: Built, name: str) -> BibliographyData:
    return parse_bytes((built.folder / name).read_bytes(), "bibtex")


def field(entry: Entry, name: str) -> str:
    return str(entry.fields[name])


def test_a_digest_s_papers_can_be_cited(site: SiteBuilder) -> None:
    paper = Told("2505.18830", "On Negative Gradients", authors=("Ada Lovelace", "DeepSeek-AI", "张三"))
    data = entries(site.digest("2025-05-27", paper, Told("math/0309136")).build(), "digests/2025-05-27.bib")
    assert list(data.entries) == ["arxiv-2505.18830", "arxiv-math.0309136"]
    entry = data.entries["arxiv-2505.18830"]
    assert entry.type == "misc"
    assert {name: field(entry, name) for name in entry.fields} == {
        "title": "{On Negative Gradients}",
        "year": "2025",
        "month": "May",
        "eprint": "2505.18830",
        "archivePrefix": "arXiv",
        "primaryClass": "cs.LG",
    }
    ada, group, single = entry.persons["author"]
    assert (ada.first_names, ada.last_names) == (["Ada"], ["Lovelace"])
    assert (group.first_names, group.last_names) == ([], ["{DeepSeek-AI}"])
    assert (single.first_names, single.last_names) == ([], ["{张三}"])
    old = data.entries["arxiv-math.0309136"]
    assert (field(old, "year"), field(old, "month"), field(old, "eprint")) == (
        "2003",
        "September",
        "math/0309136",
    )


def test_a_category_s_month_can_be_cited(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001"), Told("2505.00002", category="cs.CL"))
    built = site.digest("2025-06-02", Told("2505.00001"), Told("2506.00001")).build()
    assert list(entries(built, "categories/cs.LG/2025-05.bib").entries) == ["arxiv-2505.00001"]
    assert list(entries(built, "categories/cs.LG/2025-06.bib").entries) == ["arxiv-2506.00001"]
    assert list(entries(built, "categories/cs.CL/2025-05.bib").entries) == ["arxiv-2505.00002"]


def test_a_paper_from_elsewhere_has_the_month_of_its_first_digest(site: SiteBuilder) -> None:
    paper = Told("", url="https://www.biorxiv.org/content/10.1101/1%20a")
    built = site.digest("2025-05-27", paper).digest("2026-01-02", paper).build()
    [entry] = entries(built, "digests/2026-01-02.bib").entries.values()
    assert field(entry, "year") == "2025"
    assert field(entry, "url") == "https://www.biorxiv.org/content/10.1101/1%20a"
    assert "eprint" not in entry.fields
    assert [*entries(built, "digests/2025-05-27.bib").entries] == [entry.key]


@pytest.mark.parametrize(
    ("written", "first", "particle", "last", "suffix"),
    [
        ("Ludwig van der Berg", ["Ludwig"], ["van", "der"], ["Berg"], []),
        ("Martin Luther King Jr.", ["Martin", "Luther"], [], ["King"], ["Jr."]),
        ("Jean-Rémy O'Conti", ["Jean-Rémy"], [], ["O'Conti"], []),
        ("Research and Development Team", [], [], ["{Research and Development Team}"], []),
    ],
)
def test_names_keep_their_order(
    written: str, first: list[str], particle: list[str], last: list[str], suffix: list[str]
) -> None:
    text = f"@misc{{a, author = {{{bibtex.author('Ada Lovelace')} and {bibtex.author(written)}}}}}"
    person = parse_string(text, "bibtex").entries["a"].persons["author"][1]
    assert [*person.first_names, *person.middle_names] == first
    assert (person.prelast_names, person.last_names, person.lineage_names) == (particle, last, suffix)


def test_formulas_in_titles_stay_formulas(site: SiteBuilder) -> None:
    title = r"A $\ell_2$ bound on \{x\} at 50\% & $\{a_1\}$"
    built = site.digest("2025-05-27", Told("2505.00001", title)).build()
    [entry] = entries(built, "digests/2025-05-27.bib").entries.values()
    assert r"$\ell_2$" in field(entry, "title")
    assert r"50\% \& $\lbrace a_1\rbrace $" in field(entry, "title")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40))
def test_any_text_comes_back_and_ends_no_field(text: str) -> None:
    source = f"@misc{{a, title = {{{{{bibtex.escape(text)}}}}}, year = {{2025}}}}"
    entry = parse_string(source, "bibtex").entries["a"]
    assert entry.fields["year"] == "2025"
    assert printed(entry.fields["title"][1:-1]) == " ".join(text.split()) or text != " ".join(text.split())


def test_every_entry_of_the_real_digests_is_read_back(site: SiteBuilder, corpus: Path) -> None:
    for file in [*sorted(corpus.glob("dialects/*/*.md"))[:8], corpus / "seed/2025-05-27.md"]:
        site.file(f"content/{file.parent.name}/{file.name}", file.read_bytes())
    built = site.build()
    read = 0
    for name in built.files():
        if name.endswith(".bib"):
            text = (built.folder / name).read_text("utf-8")
            data = parse_string(text, "bibtex")
            assert len(data.entries) == text.count("@misc{arxiv-") + text.count("@misc{http")
            assert all(entry.persons["author"] for entry in data.entries.values())
            read += len(data.entries)
    assert read > 100
