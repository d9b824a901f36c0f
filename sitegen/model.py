"""The types that stages hand to each other. Frozen, and without methods that do work.

Read from top to bottom it is the pipeline: a ``SourceFile`` is read into a ``Digest`` of ``Record``
values (``formats``), a record is typeset into an ``Entry`` (``typeset``), entries are gathered into a
``Catalog`` (``catalog``), and a catalog is planned as ``Page`` values (``pages``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

# ── read ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the content folder. ``path`` is relative to that folder, with ``/``."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled text of a paper.

    ``name`` is canonical (``tldr``, ``motivation``, ``abstract``, …; a slug of the label when unknown),
    ``label`` is what the file says, ``text`` is the raw text, ``line`` where the label stands.
    """

    name: str
    label: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Record:
    """One paper as one digest tells it. ``key`` is the paper's identity across digests (``urls.paper_key``)."""

    key: str
    url: str
    title: str
    authors: tuple[str, ...]
    number: int | None
    fields: tuple[Field, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """The papers of one category in one digest, in the file's order.

    ``category`` is the identifier (``cs.LG``; empty for papers outside any category), ``label`` the
    heading's words where they say more, ``stated`` the total given in the table of contents.
    """

    category: str
    label: str
    stated: int | None
    line: int
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Text of a digest that belongs to no paper: kept, and shown on the digest's page."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest file, understood. ``date`` is ISO (``2025-05-27``)."""

    path: str
    date: str
    title: str
    sections: tuple[Section, ...]
    remarks: tuple[Remark, ...] = ()


# ── typeset ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Prose:
    """A field ready for a page: ``html`` is safe to insert, ``lang`` a BCP 47 tag, ``name`` its data-field."""

    name: str
    label: str
    lang: str
    html: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A record ready for pages. ``title`` and ``authors`` are plain text, ``title_html`` is safe HTML.

    ``tldr`` and ``abstract`` are plain text for feeds, cards and citations.
    """

    key: str
    url: str
    title: str
    title_html: str
    title_lang: str
    authors: tuple[str, ...]
    number: int | None
    fields: tuple[Prose, ...]
    tldr: str
    abstract: str


# ── gathered ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Mention:
    """Where one record stands, without its text: what a catalog is made of.

    ``digest`` is the source's content key in the store and ``index`` the record's place in it;
    ``weight`` is the size of its HTML in bytes, ``fingerprint`` a hash of all that is shown of it.
    """

    key: str
    date: str
    digest: str
    index: int
    category: str
    number: int | None
    title: str
    weight: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section of one digest by its mentions."""

    category: str
    label: str
    stated: int | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A digest without its text: all that a build keeps of it in memory."""

    digest: str
    path: str
    date: str
    title: str
    sections: tuple[OutlineSection, ...]
    remarks: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class DaySection:
    """The papers of one category on one day; each paper once, at its first place."""

    category: str
    label: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """All digests of one date. ``fresh`` holds the keys of papers that no earlier day had."""

    date: str
    title: str
    sections: tuple[DaySection, ...]
    remarks: tuple[Prose, ...]
    paths: tuple[str, ...]
    total: int
    fresh: frozenset[str]
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper over all digests: its mentions, newest first, and the categories it stood in."""

    key: str
    mentions: tuple[Mention, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The papers that a category first had in one month (``2025-05``), newest first."""

    month: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A category over all digests. ``months`` and ``dates`` are newest first."""

    name: str
    label: str
    months: tuple[Month, ...]
    dates: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything published, related both ways, without text. ``days`` are newest first."""

    days: tuple[Day, ...]
    papers: dict[str, Paper]
    categories: tuple[Category, ...]
    by_date: dict[str, Day] = field(default_factory=dict)
    by_category: dict[str, Category] = field(default_factory=dict)
