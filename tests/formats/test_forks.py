"""Fields that publishers added to a syntax survive, and text that only looks like a label stays text."""

from __future__ import annotations

import pytest

from sitegen import formats
from sitegen.model import Field, SourceFile

PAPER = """### [{n}] [Paper {n}](https://arxiv.org/abs/2505.0000{n})
*A*

Main category: cs.LG{after_category}

TL;DR: t

<details>
  <summary>Details</summary>
Motivation: m

Method: m{within}

Result: r

Conclusion: c

Abstract: a{after_abstract}

</details>
"""


def fields(count: int = 1, **places: str) -> list[dict[str, Field]]:
    """Load papers that have something added at a place; give each one's fields by name."""
    gaps = {"after_category": "", "within": "", "after_abstract": ""} | places
    text = "".join(PAPER.format(n=n, **gaps) for n in range(1, count + 1))
    digest = formats.load(SourceFile("2025-05-27.md", text.encode())).digest
    assert digest
    return [{field.name: field for field in record.fields} for record in digest.sections[0].records]


@pytest.mark.parametrize(
    ("line", "name", "label", "text"),
    [
        ("Matched keywords: graphs, cuts", "matched-keywords", "Matched keywords", "graphs, cuts"),
        ("Source: x / venue", "source", "Source", "x / venue"),
        ("Groups: one", "groups", "Groups", "one"),
        ("Key words:without a space", "keywords", "Key words", "without a space"),
        ("**Relevance**: high", "relevance", "Relevance", "high"),
        ("中文标题：题目", "title-translation", "中文标题", "题目"),
        ("与遥感交叉或改进方案：无", "与遥感交叉或改进方案", "与遥感交叉或改进方案", "无"),
        ("#### 💡 大白话\nplainly", "plain-words", "💡 大白话", "plainly"),
    ],
)
def test_any_label_before_the_details_is_a_field(line: str, name: str, label: str, text: str) -> None:
    (found,) = fields(after_category=f"\n\n{line}")
    assert (found[name].label, found[name].text) == (label, text)
    assert found["category"].text == "cs.LG"
    assert found["tldr"].text == "t"


def test_bars_part_short_fields() -> None:
    (found,) = fields(after_category=" | Domain: health\n\nScore: 4/5 | Tags: a, b")
    texts = [found[name].text for name in ("category", "domain", "score", "tags")]
    assert texts == ["cs.LG", "health", "4/5", "a, b"]


@pytest.mark.parametrize("line", ["Techniques: blow-ups", "Main Theorems: two", "Nobody knows this: x"])
def test_a_label_within_the_details_counts_when_it_recurs(line: str) -> None:
    label, _, text = line.partition(": ")
    for found in fields(3, within=f"\n\n{line}"):
        assert found["method"].text == "m"
        assert [field.text for field in found.values() if field.label == label] == [text]


def test_a_lone_line_like_a_label_within_the_details_is_text() -> None:
    (found,) = fields(within="\n\nStep one: cut the graph")
    assert found["method"].text == "m\n\nStep one: cut the graph"


@pytest.mark.parametrize(
    ("line", "name"), [("中文摘要：译文", "translation"), ("Abstract (中文): 译文", "translation")]
)
def test_a_label_after_the_abstract_counts_when_half_the_papers_have_it(line: str, name: str) -> None:
    for found in fields(2, after_abstract=f"\n\n{line}"):
        assert (found["abstract"].text, found[name].text) == ("a", "译文")


def test_headings_of_a_structured_abstract_stay_in_it_however_often_they_recur() -> None:
    for found in fields(4, after_abstract="\n\nMethod: own\n\nResults: own"):
        assert found["abstract"].text == "a\n\nMethod: own\n\nResults: own"
        assert found["method"].text == "m"


def test_a_label_that_would_pass_over_one_still_to_come_is_text() -> None:
    (found,) = fields(within="\n\nConclusion: not yet")
    assert found["method"].text == "m\n\nConclusion: not yet"
    assert found["conclusion"].text == "c"


def test_a_label_of_the_details_before_them_is_text_if_it_comes_again_within() -> None:
    text = PAPER.format(n=1, after_category="", within="", after_abstract="")
    text = text.replace("TL;DR: t", "TL;DR: t\n\nMethod: in short")
    digest = formats.load(SourceFile("2025-05-27.md", text.encode())).digest
    assert digest
    texts = {field.name: field.text for field in digest.sections[0].records[0].fields}
    assert (texts["tldr"], texts["method"]) == ("t\n\nMethod: in short", "m")
