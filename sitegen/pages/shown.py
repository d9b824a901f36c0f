"""What templates are given: words, links and safe HTML, in the order to show them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead. ``note`` is said beside them (a total, a date)."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field on a page: ``html`` is safe."""

    name: str
    label: str
    lang: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Item:
    """A paper on a listing."""

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


@dataclass(frozen=True, slots=True)
class Group:
    """Papers under one heading: ``anchor`` is its id, ``back`` where its back-link leads."""

    anchor: str
    heading: Link
    label: str
    total: int
    items: tuple[Item, ...]
    rest: Link | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar; without ``href`` it has no digest.

    ``marks`` are its classes: ``d1`` to ``d7``, the weekday on which it opens a month, and ``l1`` to ``l5``,
    how many papers it has beside the other days.
    """

    day: int
    marks: str
    href: str = ""
    total: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month of the calendar; ``anchor`` is its id."""

    text: str
    anchor: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the calendar, newest month first, and how many digests it has."""

    text: str
    anchor: str
    total: int
    months: tuple[CalendarMonth, ...]


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category among all. ``share`` is its total in per cent of the largest."""

    name: str
    label: str
    href: str
    total: int
    share: int
    latest: Link


@dataclass(frozen=True, slots=True)
class Version:
    """What a paper's digest of one date said differently."""

    date: str
    href: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A paper as reference managers and search engines want it. ``json_ld`` is safe in a script element."""

    authors: tuple[str, ...]
    date: str
    arxiv_id: str
    doi: str
    pdf: str
    abstract: str
    json_ld: Markup


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page's frame says: its title, description, addresses, and the pages beside it.

    ``alternates`` are its other forms and its feeds, each with its media type as note; ``cited`` is the paper
    that it is about.
    """

    title: str
    description: str
    here: str
    canonical: str
    previous: Link | None = None
    next: Link | None = None
    alternates: tuple[Link, ...] = ()
    cited: Cited | None = None
