"""What can be said against a digest once it is read: totals, doubles, papers without a summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sitegen.formats.engine.findings import Findings
from sitegen.formats.engine.skeleton import Skeleton
from sitegen.model import Record, Section
from sitegen.text.notices import is_notice

_PLACEHOLDER = re.compile(r"\{[A-Za-z_]{2,30}\}")
_SUMMARIES = {"tldr", "task", "motivation", "method", "result", "conclusion"}


def check(findings: Findings, sections: tuple[Section, ...], *, summarised: bool = False) -> None:
    """Report papers told twice, categories that disagree, and papers whose summaries were never made.

    With ``summarised`` a paper without a field of a summary counts among the last.
    """
    seen: dict[str, int] = {}
    failed: list[Record] = []
    unfilled: list[Record] = []
    total = 0
    for section in sections:
        for record in section.records:
            total += 1
            first = seen.setdefault(record.key, record.line)
            if first != record.line:
                message = (
                    f"The paper {record.key} stands in this file before, at line {first}; both are kept."
                )
                findings.add("duplicate-paper", record.line, 1, message)
            texts = {field.name: field.text for field in record.fields}
            summaries = [text for name, text in texts.items() if name in _SUMMARIES]
            if (summaries or summarised) and all(map(is_notice, summaries)):
                failed.append(record)
            if any(len(text) < 40 and _PLACEHOLDER.fullmatch(text) for text in texts.values()):
                unfilled.append(record)
            _check_category(findings, section, record, texts.get("category"))
    if failed:
        message = f"{len(failed)} of {total} papers have no summary, or a notice of its failure; it is kept."
        findings.add("failed-summary", min(record.line for record in failed), 1, message)
    if unfilled:
        message = (
            f"{len(unfilled)} of {total} papers hold names in braces, left by a template; they are kept."
        )
        findings.add("unfilled-template", min(record.line for record in unfilled), 1, message)


def _check_category(findings: Findings, section: Section, record: Record, category: str | None) -> None:
    if not category or category == section.category or not section.category:
        return
    if category == section.label or _PLACEHOLDER.fullmatch(category) or is_notice(category):
        return
    message = f"The paper says it is of {category}, but stands under {section.category}; both are kept."
    findings.add("category-differs", record.line, 1, message)


def check_totals(
    findings: Findings, frame: Skeleton, sections: tuple[Section, ...], numbers: Sequence[int]
) -> None:
    """Compare the totals that the contents state with the papers found."""
    by_name = {name: section for section in sections for name in (section.category, section.label) if name}
    for at, column, name, anchor, stated in frame.entries:
        section = by_name.get(name) or by_name.get(anchor)
        if section is None and stated != 0:
            message = f"The contents name {name}, but no section of that name follows."
            findings.add("missing-section", numbers[at], column, message)
        elif section and stated is not None and stated != len(section.records):
            message = f"The contents state {stated} papers of {name}; {len(section.records)} were found."
            findings.add("total-differs", numbers[at], column, message)
    found = sum(len(section.records) for section in sections)
    for at, column, stated in frame.totals:
        if stated != found:
            message = f"The file states {stated} papers; {found} were found."
            findings.add("total-differs", numbers[at], column, message)


def missing(findings: Findings, wanted: dict[str, str], records: list[Record]) -> None:
    """Report papers that lack a field their syntax has; a field that no paper has, once.

    ``wanted`` maps the names of fields to their labels.
    """
    lacks: Counter[str] = Counter()
    lines: list[tuple[int, list[str]]] = []
    for record in records:
        names = {field.name for field in record.fields}
        absent = [name for name in wanted if name not in names]
        lacks.update(absent)
        if absent:
            lines.append((record.line, absent))
    everywhere = {name for name, count in lacks.items() if count == len(records) > 1}
    if everywhere:
        labels = ", ".join(label for name, label in wanted.items() if name in everywhere)
        findings.add("missing-field", records[0].line, 1, f"No paper of this file has the expected {labels}.")
    for line, absent in lines:
        if labels := ", ".join(wanted[name] for name in absent if name not in everywhere):
            findings.add(
                "missing-field", line, 1, f"The paper lacks the expected {labels}; the rest is kept."
            )
