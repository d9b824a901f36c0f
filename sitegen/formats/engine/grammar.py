"""Reading a Markdown digest whose papers follow a template: the skeleton, each paper, the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.formats.engine import authors
from sitegen.formats.engine.checks import check, check_totals, missing
from sitegen.formats.engine.dates import Dated, find_date, front_date, not_a_digest, undated
from sitegen.formats.engine.links import read_target
from sitegen.formats.engine.paper import Parts, read_paper
from sitegen.formats.engine.sheet import Sheet
from sitegen.formats.engine.skeleton import Block, SectionBlock, Skeleton
from sitegen.formats.engine.template import Extras, Template, fit, learnt, recurring, template
from sitegen.model import Digest, Record, Remark, Section
from sitegen.urls import paper_key

_BARE_DATE = re.compile(r"[0-9]{4}([-./])[0-9]{2}\1[0-9]{2}")


@dataclass(frozen=True)
class Grammar:
    """A Markdown syntax, described by its papers' template (see ``template.template``).

    ``tail`` is what the line after each paper's details begins with, where that marks the syntax. With an
    empty template the file's own order of labels is learnt.
    """

    name: str
    papers: str = ""
    tail: str = ""

    def fit(self, sheet: Sheet) -> float:
        """Say how well the file's papers follow the template."""
        blocks = sheet.sample
        if not blocks:
            return 0.0
        if not self.papers:
            return 1e-6  # papers of no known syntax: better than nothing
        score = fit(template(self.papers), sheet.shares)
        return score + self._tail_fit(sheet, blocks) if self.tail else score

    def _tail_fit(self, sheet: Sheet, blocks: list[Block]) -> float:
        with_tail = sum(
            any(
                line.startswith(self.tail)
                for line in sheet.lines[block.close + 1 : min(block.close + 4, block.end)]
            )
            for block in blocks
        )
        return 2 * with_tail / len(blocks) - 1

    def read(self, sheet: Sheet) -> Digest | None:
        """Read the file by the template."""
        blocks = sheet.skeleton.blocks
        if not self.papers:
            return read_digest(sheet, learnt(blocks), Extras(), {})
        form = template(self.papers)
        wanted = {slot.name: slot.label for slot in form.slots if slot.required}
        return read_digest(sheet, form, recurring(blocks, form), wanted)


def read_digest(sheet: Sheet, form: Template, extras: Extras, wanted: dict[str, str]) -> Digest | None:
    """Read a Markdown digest: every paper by the template, the frame, and all checks.

    ``wanted`` are the fields (with their labels) whose lack is to be reported. A file without a date whose
    papers are fewer than the lines around them is no digest, but perhaps a text that shows how one looks.
    """
    frame = sheet.skeleton
    remarks = [Remark(notice.text, sheet.numbers[notice.at]) for notice in frame.notices]
    found = [(part, _records(sheet, part, form, extras, remarks)) for part in frame.sections]
    sections = _merged(sheet, found, remarks)
    date = find_date(sheet.findings, date_places(sheet, frame))
    title, others = _title(frame)
    remarks += [Remark(text, sheet.numbers[at]) for at, text in others]
    remarks += _stray_remarks(sheet, frame.strays)
    check(sheet.findings, sections)
    check_totals(sheet.findings, frame, sections, sheet.numbers)
    missing(sheet.findings, wanted, [record for section in sections for record in section.records])
    if not date:
        papers = sum(len(section.records) for section in sections)
        (undated if papers > len(frame.strays) else not_a_digest)(sheet.findings)
        return None
    remarks.sort(key=lambda remark: remark.line)
    return Digest(sheet.path, date, title, sections, tuple(remarks))


def date_places(sheet: Sheet, frame: Skeleton) -> Iterator[Dated]:
    """Give the texts that may date a digest, the file's name first."""
    yield Dated(sheet.path.rpartition("/")[2], 0)
    yield front_date(sheet.lines, frame.front)
    for heading in [*frame.headings, *frame.dates]:
        yield Dated(sheet.lines[heading.at], sheet.numbers[heading.at])


def _title(frame: Skeleton) -> tuple[str, list[tuple[int, str]]]:
    """Give the digest's title, and the headings that are neither it nor a bare date."""
    title = frame.front.get("title", "")
    headings = [(at, text) for at, text in frame.headings if text and not _BARE_DATE.fullmatch(text)]
    if headings and (not title or headings[0][1] == title):
        return headings[0][1], headings[1:]
    return title, headings


def _stray_remarks(sheet: Sheet, strays: list[int]) -> Iterator[Remark]:
    """Keep lines outside any paper, neighbours together, and report each run."""
    run: list[int] = []
    for at in [*strays, -1]:
        if run and at != run[-1] + 1:
            line = sheet.numbers[run[0]]
            message = "Text outside any paper, which the syntax does not foresee; it is kept as a remark."
            sheet.findings.add("stray-text", line, 1, message)
            yield Remark("\n".join(sheet.lines[k] for k in run), line)
            run = []
        run.append(at)


def _merged(
    sheet: Sheet, found: list[tuple[SectionBlock, list[Record]]], remarks: list[Remark]
) -> tuple[Section, ...]:
    """Make sections; a second one of a category is joined to the first."""
    stated = {name: entry.total for entry in sheet.skeleton.entries for name in (entry.anchor, entry.name)}
    sections: dict[str, Section] = {}
    for part, records in found:
        line = sheet.numbers[part.at] if part.at >= 0 else 0
        first = sections.get(part.category)
        if first is None:
            total = stated.get(part.category, stated.get(part.label))
            sections[part.category] = Section(part.category, part.label, total, line, tuple(records))
            continue
        message = f"The section {part.category} stands before, at line {first.line}; the two are joined."
        sheet.findings.add("duplicate-section", line, 1, message)
        if part.label not in {first.label, ""} and first.label:
            remarks.append(Remark(part.label, line))
        joined = (*first.records, *records)
        sections[part.category] = first._replace(label=first.label or part.label, records=joined)
    outside = sections.get("")
    if outside and outside.records and len(sections) > 1:
        message = f"Papers stand before any category ({len(outside.records)}); they are kept, outside all."
        sheet.findings.add("paper-outside-category", outside.records[0].line, 1, message)
    return tuple(sections.values())


def _records(
    sheet: Sheet, part: SectionBlock, form: Template, extras: Extras, remarks: list[Remark]
) -> list[Record]:
    records = []
    for block in part.blocks:
        parts = read_paper(sheet.lines, sheet.numbers, block, form, extras)
        records.append(_record(sheet, block, parts))
        if parts.behind:
            line = sheet.numbers[parts.behind[0][0]]
            message = (
                "Text after a paper's details, which the syntax does not foresee; it is kept as a remark."
            )
            sheet.findings.add("stray-text", line, 1, message)
            remarks.append(Remark("\n".join(text for _, text in parts.behind), line))
    return records


def _record(sheet: Sheet, block: Block, parts: Parts) -> Record:
    findings, line = sheet.findings, sheet.numbers[block.head]
    url = read_target(block.target)
    fields = parts.fields
    column = max(sheet.lines[block.head].rfind("](") + 3, 1)
    if not url:
        findings.add(
            "unusable-link",
            line,
            column,
            "The link is no web address; the paper goes without, its text is kept.",
        )
        if block.target:
            fields.add("link", "", block.target, line)
    elif url != block.target:
        if any(map(str.isspace, block.target.strip())):  # more than an address stood there
            fields.add("link", "", block.target, line)
        findings.add("repaired-link", line, column, f"A web address was expected; it is read as {url}.")
    if not block.title:
        findings.add("missing-title", line, 1, "The paper's heading has no title.")
    if parts.head.authors is None:
        findings.add("missing-authors", line, 1, "A line *of authors* was expected under the heading.")
    if parts.unclosed:
        message = (
            "The paper's details are never closed; </details> was expected. They end where the paper ends."
        )
        findings.add("unclosed-details", sheet.numbers[block.details], 1, message)
    if parts.loose:
        at = sheet.numbers[parts.loose[0][0]]
        findings.add("stray-text", at, 1, "Text within a paper without a label; it is kept with the paper.")
        fields.add("text", "", "\n".join(text for _, text in parts.loose), at)
    names = authors.names(parts.head.authors or "")
    return Record(
        paper_key(url, block.title), url, block.title, names, block.number, tuple(fields.items), line
    )
