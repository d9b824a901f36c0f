"""Sections for syntaxes that write each paper's categories instead of parting papers by them."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.formats.engine.rows import ARXIV_CATEGORY
from sitegen.model import Record, Section


def grouped(papers: Iterable[tuple[str, Record]]) -> tuple[Section, ...]:
    """Put papers under their first category, in the order in which categories and papers come."""
    sections: dict[str, list[Record]] = {}
    for category, record in papers:
        sections.setdefault(category, []).append(record)
    return tuple(
        Section(category, "", None, records[0].line, tuple(records)) for category, records in sections.items()
    )


def first_category(categories: str) -> str:
    """Give the first of categories parted by commas, or by spaces as the interface of arXiv parts them."""
    first = categories.partition(",")[0].strip()
    word = first.partition(" ")[0]
    return word if ARXIV_CATEGORY.fullmatch(word) else first
