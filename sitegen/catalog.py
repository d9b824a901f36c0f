"""Many digests become one catalog: merging, order, categories, months. Each relation is computed once.

A catalog holds mentions, not texts: its size does not depend on how much the digests say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.model import Catalog, Category, Day, DaySection, Mention, Month, Outline, Paper


def build(
    outlines: Iterable[Outline], order: Sequence[str] = (), names: Mapping[str, str] | None = None
) -> tuple[Catalog, list[Diagnostic]]:
    """Gather outlines, in any order, into a catalog.

    ``order`` lists the categories that come first, ``names`` gives categories words of their own.
    Papers merge by key. On a day a paper stands once in a section, at its first place, told by the richest
    of the day's files; in a category it stands in the month of its first day there, so that months that are
    over do not change.
    """
    dated: dict[str, list[Outline]] = {}
    for outline in sorted(outlines, key=lambda o: (o.date, o.path)):
        dated.setdefault(outline.date, []).append(outline)

    mentions: dict[str, tuple[Mention, ...]] = {}  # oldest day first
    first_in: dict[str, dict[str, Mention]] = {}
    dates_of: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    days: list[Day] = []
    diagnostics: list[Diagnostic] = []

    dates = sorted(dated)
    for place, date in enumerate(dates):
        outlines_of_day = dated[date]
        if len(outlines_of_day) > 1:
            diagnostics += _several_files(outlines_of_day)
        sections = _merged_sections(outlines_of_day)
        on_day = {m.key: m for section in sections for m in reversed(section.mentions)}
        days.append(
            Day(
                date=date,
                title=next((o.title for o in outlines_of_day if o.title), ""),
                sections=sections,
                remarks=tuple(r for o in outlines_of_day for r in o.remarks),
                paths=tuple(o.path for o in outlines_of_day),
                total=len(on_day),
                seen={key: mentions[key][-1].date for key in on_day if key in mentions},
                previous=dates[place - 1] if place else "",
                next=dates[place + 1] if place + 1 < len(dates) else "",
            )
        )
        for outline in outlines_of_day:
            for told in outline.sections:
                for mention in told.mentions:
                    mentions[mention.key] = (*mentions.get(mention.key, ()), mention)
        for section in sections:
            if section.category:
                dates_of.setdefault(section.category, []).append(date)
                labels[section.category] = section.label or labels.get(section.category, "")
                first = first_in.setdefault(section.category, {})
                for mention in section.mentions:
                    first.setdefault(mention.key, mention)

    ordered = category_order(first_in, order)
    categories = tuple(
        Category(
            name=name,
            label=(names or {}).get(name) or labels[name],
            months=_months(first_in[name].values()),
            dates=tuple(reversed(dates_of[name])),
            total=len(first_in[name]),
        )
        for name in ordered
    )
    rank = {name: i for i, name in enumerate(ordered)}
    alone = {name: (name,) for name in ordered}  # one for all papers of one category, as most are
    papers = {key: _paper(key, found, rank, alone) for key, found in mentions.items()}
    diagnostics += _differing_headings(papers, {o.digest: o.path for day in dated.values() for o in day})
    days.reverse()
    catalog = Catalog(
        days=tuple(days),
        papers=papers,
        categories=categories,
        by_date={day.date: day for day in days},
        by_category={c.name: c for c in categories},
    )
    return catalog, diagnostics


def page_since(paper: Paper, paper_pages: str) -> str:
    """The day since which a paper has a page of its own, as configured; empty if it has none.

    With ``linked`` that is the day it was told of again: on another day, or otherwise on the same day.
    """
    if paper_pages == "all":
        return paper.mentions[-1].date
    if paper_pages == "none":
        return ""
    first = paper.mentions[-1]
    told = ((m.date, m.fingerprint) for m in reversed(paper.mentions))
    return next((date for date, said in told if (date, said) != (first.date, first.fingerprint)), "")


def category_order(names: Iterable[str], order: Sequence[str]) -> list[str]:
    """Sort category names: the configured ones first, in their order, then the others by name."""
    rank = {name: i for i, name in enumerate(order)}
    return sorted(names, key=lambda name: (rank.get(name, len(rank)), name.casefold(), name))


def _paper(
    key: str, found: tuple[Mention, ...], rank: Mapping[str, int], alone: Mapping[str, tuple[str]]
) -> Paper:
    if len(found) == 1:
        return Paper(key, found, alone.get(found[0].category, ()))
    categories = sorted({m.category for m in found if m.category}, key=rank.__getitem__)
    # Newest day first; on one day the richest telling, then the file's order.
    newest = sorted(found, key=lambda m: (m.date, m.weight), reverse=True)
    named = alone[categories[0]] if len(categories) == 1 else tuple(categories)
    return Paper(key, tuple(newest), named)


def _merged_sections(outlines: Sequence[Outline]) -> tuple[DaySection, ...]:
    """The sections of a day: a category's papers from all of its files together, each paper once."""
    gathered: dict[str, dict[str, Mention]] = {}
    labels: dict[str, str] = {}
    for outline in outlines:
        for section in outline.sections:
            kept = gathered.setdefault(section.category, {})
            labels[section.category] = labels.get(section.category) or section.label
            for mention in section.mentions:
                known = kept.setdefault(mention.key, mention)
                if known.digest != mention.digest and known.weight < mention.weight:
                    kept[mention.key] = mention
    return tuple(DaySection(name, labels[name], tuple(kept.values())) for name, kept in gathered.items())


def _months(firsts: Iterable[Mention]) -> tuple[Month, ...]:
    # The mentions come oldest day first; a stable sort keeps each day's own order.
    newest = sorted(firsts, key=lambda m: m.date, reverse=True)
    return tuple(Month(month, tuple(found)) for month, found in groupby(newest, key=lambda m: m.date[:7]))


def _differing_headings(papers: Mapping[str, Paper], paths: Mapping[str, str]) -> list[Diagnostic]:
    return [
        Diagnostic(
            Position(paths[newer.digest], newer.line),
            Severity.NOTE,
            "heading-differs",
            f"title or authors of {newer.key} are others than on {older.date}; "
            "the newest are shown, the others kept on its page",
        )
        for paper in papers.values()
        for newer, older in pairwise(paper.mentions)
        if newer.heading != older.heading
    ]


def _several_files(outlines: Sequence[Outline]) -> list[Diagnostic]:
    first, *others = outlines
    return [
        Diagnostic(
            Position(other.path),
            Severity.NOTE,
            "same-day",
            f"{first.path} tells of {other.date} too; both stand on that day's page, "
            "and of a paper in both the richer telling",
        )
        for other in others
    ]
