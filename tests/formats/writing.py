"""Digests made up: a model of a day's papers, and writers that put it into each syntax."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from hypothesis import strategies as st

from sitegen.formats.engine.grammar import Grammar

CATEGORIES = ("cs.LG", "cs.CL", "math.AG", "quant-ph", "bioRxiv", "Uncategorized")
# Characters that mean something to Markdown, HTML, TeX or line splitting, and some of many scripts.
_CHARACTERS = (
    "aZ 9.,;$\\*_[](){}<>|#`~-=+!?\"'&%^@/\t\x00\x08\x0b\x0c\r\x1c\x85\xa0\u2028\u200b\u202eé漢字かな한글𝕏"
)


@dataclass(frozen=True)
class Written:
    """One paper as it is to be written: its fields by the template's labels, in order."""

    title: str
    url: str
    authors: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Day:
    """Categories and their papers."""

    sections: tuple[tuple[str, tuple[Written, ...]], ...]


def slots(grammar: Grammar) -> list[str]:
    """Give the template's labels; one that may stand in either of two places is written in the first."""
    return [row for row in rows_of(grammar) if row != "<details>"]


def rows_of(grammar: Grammar) -> list[str]:
    """Give the template's lines, each once."""
    return list(
        dict.fromkeys(row.strip().removesuffix("?").rstrip() for row in grammar.papers.strip().splitlines())
    )


def _line() -> st.SearchStrategy[str]:
    return st.text(_CHARACTERS, max_size=24).map(lambda text: text.strip(" \r"))


def _is_plain(line: str) -> bool:
    """Say whether a line within a field can be nothing but text."""
    return not re.match(r"\s*(?:</?details|<summary|<div|<a |#|[^\n]{0,80}[:：])", line)


def _last(text: str) -> bool:
    return not re.search(r"^\s*(?:</details>|</?div|<a |#.*\]\()", text, re.MULTILINE)


def texts(*, last: bool) -> st.SearchStrategy[str]:
    """Give a field's text of some lines; that of the last field may hold headings and labels."""
    first = _line().filter(lambda line: not line.startswith("<"))
    inner = st.lists(_line().filter(_is_plain), max_size=4)
    if last:
        odd = st.sampled_from(
            ["Method: not a label here", "# A heading", "```", "**Result:** no", "- item", "", "---"]
        )
        inner = st.lists(_line() | odd, max_size=6)
    made = st.tuples(first, inner).map(lambda parts: "\n".join([parts[0], *parts[1]]).strip(" \n"))
    return made.filter(_last) if last else made


def _title() -> st.SearchStrategy[str]:
    kept = st.text(_CHARACTERS.replace("\r", ""), min_size=1, max_size=30).map(lambda text: text.strip(" "))
    return kept.filter(lambda text: text and "]([" not in text and not text.isspace())


def _author() -> st.SearchStrategy[str]:
    return st.text("aZ é.-'_\\漢", min_size=1, max_size=12).map(lambda name: name.strip(" ") or "N")


def papers(grammar: Grammar) -> st.SearchStrategy[Written]:
    """Give papers that the grammar's template can be written with."""
    rows = slots(grammar)
    fields = [
        st.just("") if "ategory" in row or "카테고리" in row else texts(last=row is rows[-1]) for row in rows
    ]
    return st.builds(
        Written,
        title=_title(),
        url=st.integers(1, 99999).map(lambda n: f"https://arxiv.org/abs/2505.{n:05}"),
        authors=st.lists(_author(), min_size=1, max_size=4).map(tuple),
        texts=st.tuples(*fields),
    )


def days(grammar: Grammar) -> st.SearchStrategy[Day]:
    """Give days of one to three categories."""
    return st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=3, unique=True).flatmap(
        lambda names: st.tuples(
            *(
                st.tuples(st.just(name), st.lists(papers(grammar), min_size=1, max_size=3).map(tuple))
                for name in names
            )
        ).map(Day)
    )


def write(grammar: Grammar, day: Day, *, numbered: bool = True) -> str:
    """Write a day in a Markdown syntax, with contents and a section for each category."""
    rows = ["<div id=toc></div>", "", "# Table of Contents", ""]
    rows += [f"- [{name}](#{name}) [Total: {len(papers)}]" for name, papers in day.sections]
    number = 0
    for name, papers_of in day.sections:
        rows += ["", "", f"<div id='{name}'></div>", "", f"# {name} [[Back]](#toc)", ""]
        for paper in papers_of:
            number += 1
            head = f"[{number}] " if numbered else ""
            rows += [f"### {head}[{paper.title}]({paper.url})", f"*{','.join(paper.authors)}*", ""]
            rows += _body(grammar, name, paper)
            if grammar.tail:
                rows += ["", f"{grammar.tail}{paper.url.replace('abs', 'pdf')}) | **Categories:** {name}"]
            rows.append("")
    return "\n".join(rows)


def _body(grammar: Grammar, category: str, paper: Written) -> list[str]:
    rows: list[str] = []
    texts_left = iter(paper.texts)
    opened = False
    for row in rows_of(grammar):
        if row == "<details>":
            opened = True
            rows.append("<details>")
            if "<summary>" not in grammar.papers:
                rows.append("  <summary>Details</summary>")
            continue
        text = category if "ategory" in row or "카테고리" in row else None
        said = next(texts_left)
        joint = "\n" if row.startswith("<summary>") else " "
        rows += [f"{row}{joint}{text if text is not None else said}", ""]
    return [*rows, "</details>", ""] if opened else rows


def write_json(day: Day) -> str:
    """Write a day as JSON Lines."""
    return "".join(
        json.dumps(
            {
                "categories": [name],
                "abs": paper.url,
                "title": paper.title,
                "authors": paper.authors,
                "summary": paper.texts[-1],
                "AI": {"tldr": paper.texts[1], "method": paper.texts[2]},
            },
            ensure_ascii=number % 2 == 0,
        )
        + "\n"
        for name, papers_of in day.sections
        for number, paper in enumerate(papers_of)
    )


def write_jekyll(day: Day) -> str:
    """Write a day as a Jekyll post."""
    rows = ["---", 'title: "Our day"', "date: 2025-05-27", "---", "", "# Our day", ""]
    for name, papers_of in day.sections:
        for paper in papers_of:
            rows += [
                f"### {paper.title}",
                f"- **arXiv**: [id]({paper.url})",
                f"- **Authors**: {', '.join(paper.authors)}",
            ]
            rows += [
                f"- **Categories**: {name}",
                f"- **TL;DR**: {paper.texts[1].split(chr(10))[0]}",
                "",
                paper.texts[-1],
                "",
            ]
    return "\n".join(rows)
