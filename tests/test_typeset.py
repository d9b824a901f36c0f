"""Records become entries: safe HTML, languages, plain texts, and the places of what is odd."""

from __future__ import annotations

from sitegen.model import Digest, Entry, Field, Prose, Record, Remark, Section
from sitegen.typeset import listed, typeset


def record(*fields: Field, title: str = "A title", line: int = 10) -> Record:
    return Record("2505.00001", "https://arxiv.org/abs/2505.00001", title, ("Ada",), 1, fields, line)


def digest(*records: Record, remarks: tuple[Remark, ...] = ()) -> Digest:
    return Digest("a.md", "2025-05-27", "", (Section("cs.LG", "", None, 1, records),), remarks)


def entry(*fields: Field, title: str = "A title") -> Entry:
    return typeset(digest(record(*fields, title=title))).entries[0]


def test_each_field_has_the_language_of_its_own_text() -> None:
    made = entry(
        Field("tldr", "TL;DR", "提出了一种方法。", 12), Field("abstract", "Abstract", "We show it.", 14)
    )
    assert [(f.name, f.label, f.lang) for f in made.fields] == [
        ("tldr", "TL;DR", "zh"),
        ("abstract", "Abstract", "en"),
    ]
    assert (made.tldr, made.abstract) == ("提出了一种方法。", "We show it.")


def test_a_notice_that_there_is_no_summary_is_a_field_and_no_tldr() -> None:
    made = entry(Field("tldr", "TL;DR", "Summary generation failed", 12))
    assert [field.html for field in made.fields] == ["<p>Summary generation failed</p>"]
    assert made.tldr == ""


def test_a_title_is_safe_and_has_its_mathematics() -> None:
    made = entry(title="<b>On $k<g$</b> & Erd\\H{o}s")
    assert "<b>" not in made.title_html
    assert "<math>" in made.title_html
    assert "Erdős" in made.title


def test_what_is_odd_is_told_at_its_line_and_column() -> None:
    text = "first line\nand \\nosuchmacro{x} here"
    [told] = typeset(digest(record(Field("method", "Method", text, 20)))).diagnostics
    assert str(told).startswith("a.md:21:5: note[tex-unknown]:")


def test_a_configured_label_gives_a_field_its_name() -> None:
    unknown = Field("研究动机", "研究动机", "因为。", 12)
    [made] = typeset(digest(record(unknown)), {"研究动机": "motivation"}).entries
    assert [(f.name, f.label) for f in made.fields] == [("motivation", "研究动机")]


def test_remarks_are_set_as_text() -> None:
    made = typeset(digest(remarks=(Remark("<i>stray</i>", 3),)))
    assert [(r.name, r.html) for r in made.remarks] == [("remark", "<p>&lt;i&gt;stray&lt;/i&gt;</p>")]


def prose(*names: str) -> tuple[Prose, ...]:
    return tuple(Prose(name, name, "en", f"<p>{name}</p>") for name in names)


def test_a_listing_leaves_the_abstract_out_where_a_summary_stands() -> None:
    shown = listed(prose("category", "tldr", "motivation", "keywords", "abstract"))
    assert [field.name for field in shown] == ["motivation", "keywords"]


def test_a_listing_shows_the_abstract_where_it_is_all_there_is() -> None:
    assert [field.name for field in listed(prose("category", "keywords", "abstract"))] == [
        "keywords",
        "abstract",
    ]


def test_a_listing_shows_the_abstract_where_summaries_failed() -> None:
    failed = Prose("tldr", "TL;DR", "en", "<p>N/A</p>")
    method = Prose("method", "Method", "en", "<p>Method extraction failed</p>")
    assert [field.name for field in listed((failed, method, *prose("abstract")))] == ["method", "abstract"]
    assert [field.name for field in listed((failed, *prose("method", "abstract")))] == ["method"]
