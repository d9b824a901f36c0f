"""Posts of a Jekyll site: front matter; papers under plain headings, a list of facts, the bare abstract."""

from __future__ import annotations

import re

from sitegen.formats.engine import authors
from sitegen.formats.engine.checks import check
from sitegen.formats.engine.dates import Dated, find_date, front_date, undated
from sitegen.formats.engine.fields import Fields
from sitegen.formats.engine.grouping import first_category, grouped
from sitegen.formats.engine.labels import label_at, name_of
from sitegen.formats.engine.links import read_target
from sitegen.formats.engine.rows import front_matter
from sitegen.formats.engine.sheet import Sheet
from sitegen.model import Digest, Field, Record, Remark
from sitegen.urls import paper_key

_HEAD = "### "
_FIRST_FACT = "- **arXiv**"
_LINK = re.compile(r"\[([^\[\]]{0,80})\]\(([^()\s]{0,500})\)")
_FACTS = 20
_TOTAL = re.compile(r"([0-9]{1,9}) papers")


class Jekyll:
    """``### TITLE``, bullets ``- **Label**: text``, a blank line, the abstract."""

    name = "jekyll"

    def fit(self, sheet: Sheet) -> float:
        """Fit where papers' facts follow plain headings."""
        frame = sheet.skeleton
        heads = [head.at for head in frame.headings] + [block.head for block in frame.blocks]
        if not any(line.startswith(_FIRST_FACT) for at in heads for line in sheet.lines[at + 1 : at + 2]):
            return 0.0
        found = _heads(sheet.lines)
        return 4.0 if found and len(found) >= len(frame.blocks) else 0.0

    def read(self, sheet: Sheet) -> Digest | None:
        """Read the front matter, what stands before the first paper, and the papers."""
        front, start = front_matter(sheet.lines)
        heads = _heads(sheet.lines)
        title, remarks = _frame(sheet, start, heads[0], front.get("title", ""))
        places = [
            Dated(sheet.path.rpartition("/")[2], 0),
            front_date(sheet.lines, front),
            Dated(title, start + 1),
        ]
        date = find_date(sheet.findings, places)
        ends = [*heads[1:], len(sheet.lines)]
        papers = [_paper(sheet, head, end) for head, end in zip(heads, ends, strict=True)]
        sections = grouped(papers)
        check(sheet.findings, sections)
        if (stated := _TOTAL.search(title[:300])) and int(stated[1]) != len(papers):
            message = f"The title states {stated[1]} papers; {len(papers)} were found."
            line = next((at for at in range(heads[0]) if title in sheet.lines[at]), 0)
            sheet.findings.add("total-differs", sheet.numbers[line], 1, message)
        if not date:
            undated(sheet.findings)
            return None
        return Digest(sheet.path, date, title, sections, tuple(remarks))


FORMAT = Jekyll()


def _heads(lines: list[str]) -> list[int]:
    return [
        at
        for at, line in enumerate(lines[:-1])
        if line.startswith(_HEAD) and lines[at + 1].startswith(_FIRST_FACT)
    ]


def _frame(sheet: Sheet, start: int, stop: int, title: str) -> tuple[str, list[Remark]]:
    remarks = []
    for at in range(start, stop):
        text = sheet.lines[at].strip()
        words = text.lstrip("#").strip()
        if not text or words == title:
            continue
        if not title and text.startswith("# "):
            title = words
            continue
        sheet.findings.add(
            "stray-text", sheet.numbers[at], 1, "Text before the first paper; it is kept as a remark."
        )
        remarks.append(Remark(sheet.lines[at], sheet.numbers[at]))
    return title, remarks


def _paper(sheet: Sheet, head: int, end: int) -> tuple[str, Record]:
    """Read one paper; give it with its first category."""
    line = sheet.numbers[head]
    title = sheet.lines[head].removeprefix(_HEAD).strip(" ")
    facts, after = _facts(sheet, head + 1, end)
    fields = Fields()
    names: tuple[str, ...] = ()
    url = category = ""
    for fact in facts:
        if fact.name == "arxiv":
            url = _links(sheet, fact, fields)
        elif fact.name == "authors":
            names = authors.names(fact.text)
        else:
            fields.add(fact.name, fact.label, fact.text, fact.line)
            category = first_category(fact.text) if fact.name == "categories" else category
    if abstract := "\n".join(sheet.lines[after:end]).strip(" \n"):
        at = next(at for at in range(after, end) if sheet.lines[at].strip(" "))
        fields.add("abstract", "", abstract, sheet.numbers[at])
    if not title:
        sheet.findings.add("missing-title", line, 1, "The paper's heading has no title.")
    if not names:
        sheet.findings.add(
            "missing-authors", line, 1, "A line - **Authors**: was expected under the heading."
        )
    if not url:
        sheet.findings.add("unusable-link", line, 1, "No web address was found; the paper goes without.")
    return category, Record(paper_key(url, title), url, title, names, None, tuple(fields.items), line)


def _facts(sheet: Sheet, start: int, end: int) -> tuple[list[Field], int]:
    """Read the bullets, each name once; give them and the index of the line after them.

    A line that is no bullet continues the one before it.
    """
    facts: list[Field] = []
    rows: list[str] = []
    at = start
    while at < end and sheet.lines[at].strip():
        line = sheet.lines[at]
        label = label_at(line, at)
        if label and label.style == "list-bold" and all(label.name != fact.name for fact in facts[:_FACTS]):
            _finish(facts, rows)
            facts.append(Field(label.name, label.label, "", sheet.numbers[at]))
            rows = [line[label.start :].strip(" ")]
        else:
            if not facts:
                facts.append(Field("text", "", "", sheet.numbers[at]))
            rows.append(line)
        at += 1
    _finish(facts, rows)
    return facts, at


def _finish(facts: list[Field], rows: list[str]) -> None:
    if facts:
        facts[-1] = facts[-1]._replace(text="\n".join(rows))


def _links(sheet: Sheet, fact: Field, fields: Fields) -> str:
    """Read ``[id](url) · [PDF](url)``: the first link is the paper's, others become fields."""
    links = _LINK.findall(fact.text)
    if not links:
        url = read_target(fact.text)
        if url != fact.text:
            fields.add("text", fact.label, fact.text, fact.line)
        return url
    url = read_target(links[0][1])
    if url != links[0][1]:
        fields.add("link", links[0][0], links[0][1], fact.line)
    for words, target in links[1:]:
        fields.add(name_of(words), words, target, fact.line)
    if _LINK.sub("", fact.text).strip(" ·\n") or links[0][0] not in url:
        sheet.findings.add(
            "stray-text", fact.line, 1, "Text beside the paper's links; it is kept with the paper."
        )
        fields.add("text", fact.label, fact.text, fact.line)
    return url
