"""The plan: every page of the site with its address and a hash of all that it shows.

What a page shows of the rest of the site is bounded, so that a new digest changes few old pages: see
"Append-stable" in docs/architecture.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sitegen import urls
from sitegen.config import Config
from sitegen.insights import Firsts
from sitegen.model import Catalog, Category, Day, Mention, Page, Prose
from sitegen.pages import papers, trends
from sitegen.pages.hashing import hashed
from sitegen.pages.layout import DayLayout, MonthPart, Part, day_layout, month_layout
from sitegen.pages.whole import Wholes, trace, wholes

# How many of the newest papers a category's first page shows, and how many days the home page names.
CATEGORY_HEAD = 30
HOME_DAYS = 14


class DayLine(NamedTuple):
    """A day as lists name it."""

    date: str
    title: str
    total: int
    fresh: int


class HomePage(NamedTuple):
    """The latest day, the days before it, and the categories of the latest day with their totals there."""

    day: Day | None
    addresses: dict[str, str]
    days: tuple[DayLine, ...]


class ArchivePage(NamedTuple):
    """All days, newest first."""

    days: tuple[DayLine, ...]


class ContentsLine(NamedTuple):
    """A category in a day's table of contents: how many papers, and the page that holds them."""

    category: str
    label: str
    total: int
    address: str


@dataclass(frozen=True, slots=True)
class DigestPage:
    """One page of a day.

    ``contents`` are the whole day's, on every page. ``full`` is false on the first page of a day too large
    for one: it lists titles, and ``addresses`` says on which page each paper stands.
    ``before`` and ``after`` are the addresses of the neighbouring parts. ``whole`` has the papers that are
    shown whole, by key.
    """

    date: str
    title: str
    total: int
    part: Part
    full: bool
    contents: tuple[ContentsLine, ...]
    seen: dict[str, str]
    addresses: dict[str, str]
    remarks: tuple[Prose, ...]
    previous: str
    next: str
    before: str
    after: str
    whole: Wholes = field(default_factory=dict)


class CategoryLine(NamedTuple):
    """A category as lists name it."""

    name: str
    label: str
    total: int
    latest: str


class CategoriesPage(NamedTuple):
    """All categories, in order."""

    categories: tuple[CategoryLine, ...]


class CategoryPage(NamedTuple):
    """A category's newest papers and its months (``2025-05``, total)."""

    line: CategoryLine
    newest: tuple[Mention, ...]
    months: tuple[tuple[str, int], ...]
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One page of a category's month.

    ``index`` (address, first and last date of every part) and ``total`` stand on the first part alone;
    ``before`` and ``after`` are the neighbouring parts, ``previous`` and ``next`` the neighbouring months.
    """

    line: CategoryLine
    month: str
    part: MonthPart
    index: tuple[tuple[str, str, str], ...]
    total: int
    before: str
    after: str
    previous: str
    next: str


class PlainPage(NamedTuple):
    """A page that shows nothing of the catalog."""


class SearchPage(NamedTuple):
    """The search, with the index's directory in base64; without one where the index is not planned yet."""

    directory: str = ""


class HitsPage(NamedTuple):
    """A file of hit records for the search: one part of a digest's words, as they are kept."""

    key: str
    part: int


def plan(
    catalog: Catalog,
    config: Config,
    looks: Mapping[str, str],
    firsts: Firsts,
    related: Mapping[str, papers.DayRelated],
    known: papers.Known | None = None,
) -> Iterator[Page]:
    """Plan all pages, papers first and the home page last.

    ``looks`` has for each kind of page a hash of what it is made with; it becomes part of a page's inputs.
    ``firsts`` tells when each paper was first told of, ``related`` where its related ones are known.
    ``known`` keeps the pages of papers from plan to plan, so that only those that change are made again.
    """
    layouts = {day.date: day_layout(day) for day in catalog.days}
    which = config.paper_pages
    yield from papers.plan(catalog, which, firsts, related, layouts, looks["paper"], known)
    for layout in layouts.values():
        yield from _digest(layout, wholes(layout.day, catalog, firsts, related, which), looks["digest"])
    for category in catalog.categories:
        yield from _category(category, looks)
    lines = tuple(map(_line, catalog.categories))
    yield _page(urls.CATEGORIES, "categories", CategoriesPage(lines), looks["categories"])
    days = tuple(DayLine(d.date, d.title, d.total, d.total - len(d.seen)) for d in catalog.days)
    yield _page(urls.ARCHIVE, "archive", ArchivePage(days), looks["archive"])
    yield from trends.plan(firsts, [c.name for c in catalog.categories], looks["trends"])
    yield _page(urls.SEARCH, "search", SearchPage(), looks["search"])
    yield _page(urls.SAVED, "saved", PlainPage(), looks["saved"])
    yield _page(urls.NOT_FOUND, "404", PlainPage(), looks["404"])
    if config.offline_days:
        yield _page(urls.OFFLINE, "offline", PlainPage(), looks["offline"])
    latest = catalog.days[0] if catalog.days else None
    places = layouts[latest.date].addresses if latest else {}
    yield _page(urls.HOME, "home", HomePage(latest, places, days[:HOME_DAYS]), looks["home"])


def _digest(layout: DayLayout, whole: Wholes, look: str) -> Iterator[Page]:
    day = layout.day
    at: dict[str, str] = {}
    first_page = layout.parts[0].address  # has all sections, those without papers too
    for part in layout.parts[0 if layout.whole else 1 :]:
        for section in part.sections:
            at.setdefault(section.category, part.address)
    contents = tuple(
        ContentsLine(s.category, s.label, len(s.mentions), at.get(s.category, first_page))
        for s in day.sections
    )
    ring = ["", *(part.address for part in layout.parts), ""]
    for place, part in enumerate(layout.parts, 1):
        first = place == 1
        content = DigestPage(
            date=day.date,
            title=day.title,
            total=day.total,
            part=part,
            full=layout.whole or not first,
            contents=contents,
            seen={m.key: day.seen[m.key] for s in part.sections for m in s.mentions if m.key in day.seen},
            addresses={} if layout.whole or not first else layout.addresses,
            remarks=day.remarks if first else (),
            previous=day.previous if first else "",
            next=day.next if first else "",
            before=ring[place - 1],
            after=ring[place + 1],
        )
        shown = sum(len(section.mentions) for section in part.sections)
        keys = (m.key for s in part.sections for m in s.mentions) if whole and content.full else ()
        told = {key: whole[key] for key in keys}
        page = _page(part.address, "digest", content, look + trace(told), day.date, shown)
        yield page._replace(content=replace(content, whole=told)) if told else page


def _line(category: Category) -> CategoryLine:
    return CategoryLine(category.name, category.label, category.total, category.dates[0])


def _category(category: Category, looks: Mapping[str, str]) -> Iterator[Page]:
    line = _line(category)
    newest: list[Mention] = []
    for month in category.months:
        newest += month.mentions[: CATEGORY_HEAD - len(newest)]
    months = tuple((m.month, len(m.mentions)) for m in category.months)
    content = CategoryPage(line, tuple(newest), months, category.dates[:HOME_DAYS])
    latest = newest[0].date if newest else category.dates[0]
    yield _page(urls.category(category.name), "category", content, looks["category"], latest, len(newest))

    ring = ["", *(m.month for m in category.months), ""]
    # A month's pages name the category and its words, never its growing total.
    still = CategoryLine(category.name, category.label, 0, "")
    for place, month in enumerate(category.months, 1):
        parts = month_layout(category, month)
        for part in parts:
            yield _page(
                part.address,
                "month",
                MonthPage(
                    line=still,
                    month=month.month,
                    part=part,
                    # Only the first part grows with the month; the others stay as they are.
                    index=tuple((p.address, p.dates[-1], p.dates[0]) for p in parts)
                    if part.number == 1
                    else (),
                    total=len(month.mentions) if part.number == 1 else 0,
                    before=parts[part.number - 2].address if part.number > 1 else "",
                    after=parts[part.number].address if part.number < len(parts) else "",
                    previous=ring[place + 1],
                    next=ring[place - 1],
                ),
                looks["month"],
                part.dates[0],
                len(part.mentions),
            )


def _page(address: str, kind: str, content: object, look: str, day: str = "", entries: int = 1) -> Page:
    return Page(address, kind, hashed(f"{look}\0{content!r}"), content, day, entries)
