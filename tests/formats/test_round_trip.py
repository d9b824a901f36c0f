"""Write a made-up digest in a syntax, read it: the model comes back, whatever its texts hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import formats
from sitegen.formats import canonical
from sitegen.formats.engine.grammar import Grammar
from sitegen.formats.engine.labels import label_at, summary_at
from sitegen.model import Digest, SourceFile
from tests.formats import writing

GRAMMARS = [syntax for syntax in formats.FORMATS if isinstance(syntax, Grammar) and syntax.papers]


def _digest(text: str, path: str = "2025-05-27.md") -> tuple[Digest, str]:
    loaded = formats.load(SourceFile(path, text.encode("utf-8")))
    assert loaded.digest
    return loaded.digest, loaded.syntax


def _names(grammar: Grammar) -> list[str]:
    labels = [summary_at(row, 0) or label_at(row, 0) for row in writing.slots(grammar)]
    return [label.name for label in labels if label]


@pytest.mark.parametrize("grammar", GRAMMARS, ids=lambda grammar: grammar.name)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_what_is_written_in_a_syntax_is_read_back(grammar: Grammar, data: st.DataObject) -> None:
    day = data.draw(writing.days(grammar))
    digest, syntax = _digest(writing.write(grammar, day))
    assert syntax == grammar.name
    assert [(section.category, section.stated) for section in digest.sections] == [
        (name, len(papers)) for name, papers in day.sections
    ]
    number = 0
    for section, (name, papers) in zip(digest.sections, day.sections, strict=True):
        assert len(section.records) == len(papers)
        for record, paper in zip(section.records, papers, strict=True):
            number += 1
            assert (record.number, record.title, record.url) == (number, paper.title, paper.url)
            assert ",".join(record.authors) == ",".join(paper.authors)
            wanted: dict[str, str] = {}
            for field, text in zip(_names(grammar), paper.texts, strict=True):
                wanted.setdefault(field, name if field == "category" else text)
            found = {field.name: field.text for field in record.fields}
            assert {field: found.get(field) for field in wanted} == wanted
    assert digest.remarks == ()


@settings(max_examples=40, deadline=None)
@given(writing.days(canonical.FORMAT))
def test_json_lines_are_read_back(day: writing.Day) -> None:
    digest, syntax = _digest(writing.write_json(day), "2025-05-27.jsonl")
    assert syntax == "json-lines"
    assert [section.category for section in digest.sections] == [name for name, _ in day.sections]
    for section, (_, papers) in zip(digest.sections, day.sections, strict=True):
        for record, paper in zip(section.records, papers, strict=True):
            assert (record.title, record.url, record.authors) == (paper.title, paper.url, paper.authors)
            texts = {field.name: field.text for field in record.fields}
            assert (texts["tldr"], texts["method"], texts["abstract"]) == (
                paper.texts[1],
                paper.texts[2],
                paper.texts[-1],
            )


@settings(max_examples=40, deadline=None)
@given(writing.days(canonical.FORMAT))
def test_posts_of_jekyll_are_read_back(day: writing.Day) -> None:
    digest, syntax = _digest(writing.write_jekyll(day), "post.md")
    assert (syntax, digest.date, digest.title) == ("jekyll", "2025-05-27", "Our day")
    for section, (name, papers) in zip(digest.sections, day.sections, strict=True):
        assert section.category == name
        for record, paper in zip(section.records, papers, strict=True):
            assert (record.title, record.url, record.authors) == (paper.title, paper.url, paper.authors)
            texts = {field.name: field.text for field in record.fields}
            assert texts["tldr"] == paper.texts[1].split("\n")[0].strip(" ")
            assert texts.get("abstract", "") == paper.texts[-1]
