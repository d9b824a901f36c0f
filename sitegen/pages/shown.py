"""What templates are given: words, links and safe HTML, in the order to show them.

These are named tuples since a build makes half a million of them, at a third of a data class's cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup


class Link(NamedTuple):
    """Words and where they lead. ``note`` is said beside them (a total, a date)."""

    text: str
    href: str
    note: str = ""


class FieldView(NamedTuple):
    """A field on a page: ``html`` is safe, for an element of its own, which ends its last paragraph."""

    name: str
    label: str
    lang: str
    html: Markup


class Version(NamedTuple):
    """What a paper's digest of one date said differently."""

    date: str
    fields: tuple[FieldView, ...]


class About(NamedTuple):
    """What there is of a paper beside its fields: other tellings of it, days that told of it, related papers.

    ``related_lang`` is the language of all related papers' titles, if they have but one.
    """

    url: Link | None
    versions: Sequence[Version]
    days: Sequence[Link]
    related: Sequence[Link]
    related_lang: str


class Item(NamedTuple):
    """A paper on a listing; with ``about`` it is told whole."""

    key: str
    anchor: str
    href: str
    url: str
    number: int | None
    title: Markup
    lang: str
    authors: tuple[str, ...]
    more_authors: int
    tldr: FieldView | None
    details: tuple[FieldView, ...]
    seen: Link | None
    about: About | None = None


class Group(NamedTuple):
    """Papers under one heading: ``anchor`` is its id, ``back`` where its back-link leads."""

    anchor: str
    heading: Link
    label: str
    total: int
    items: tuple[Item, ...]
    rest: Link | None = None


class Cell(NamedTuple):
    """A day of the calendar; without ``href`` it has no digest.

    ``marks`` are its classes: ``d1`` to ``d7``, the weekday on which it opens a month, and ``l1`` to ``l5``,
    how many papers it has beside the other days.
    """

    day: int
    marks: str
    href: str = ""
    total: int = 0
    words: str = ""


class CalendarMonth(NamedTuple):
    """A month of the calendar; ``anchor`` is its id."""

    text: str
    anchor: str
    cells: tuple[Cell, ...]


class Square(NamedTuple):
    """A day of a year's strip: its week from the first, its weekday from Monday, and the calendar's cell."""

    week: int
    weekday: int
    cell: Cell


class Year(NamedTuple):
    """A year of the calendar, newest month first, and how many digests it has.

    ``strip`` has its days with a digest for one picture of all, from ``first`` to ``last``, and ``names`` its
    months, each with the week in which it begins.
    """

    text: str
    anchor: str
    total: int
    months: tuple[CalendarMonth, ...]
    strip: tuple[Square, ...]
    first: Square
    last: Square
    names: tuple[tuple[int, str], ...]


class CategoryRow(NamedTuple):
    """A category among all. ``share`` is its total in per cent of the largest."""

    name: str
    label: str
    href: str
    total: int
    share: int
    latest: Link


class Chart(NamedTuple):
    """Counts week by week as a path one unit wide a week, with what it says in words."""

    name: Link
    total: int
    most: str
    least: str
    width: int
    path: str


class WeekRow(NamedTuple):
    """A week of a table: the day it begins on, and the counts of its columns."""

    text: str
    counts: tuple[str, ...]


class TermRow(NamedTuple):
    """A term that rose or fell: its papers of each thousand before and now, and a line through the weeks."""

    name: Link
    lang: str
    before: str
    now: str
    width: int
    path: str


class TermTables(NamedTuple):
    """The terms that rose and those that fell."""

    rising: tuple[TermRow, ...]
    falling: tuple[TermRow, ...]


class AuthorRow(NamedTuple):
    """An author among the most frequent; ``share`` is the papers in per cent of the first one's."""

    name: Link
    total: int
    share: int


class Cited(NamedTuple):
    """A paper as reference managers and search engines want it."""

    authors: tuple[str, ...]
    date: str
    arxiv_id: str
    doi: str
    pdf: str
    abstract: str


class Frame(NamedTuple):
    """What the page's frame says: its title, description, addresses, and the pages beside it.

    ``alternates`` are its other forms and its feeds, each with its media type as note; ``cited`` is the paper
    that it is about, ``json_ld`` the same or all papers on it as JSON-LD, safe in a script element.
    ``card`` is the full address of the picture that is shown beside a link to it.
    """

    title: str
    description: str
    here: str
    canonical: str
    previous: Link | None = None
    next: Link | None = None
    alternates: tuple[Link, ...] = ()
    cited: Cited | None = None
    json_ld: Markup | str = ""
    card: str = ""
