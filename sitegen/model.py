"""The types that stages hand to each other. Frozen, and without methods that do work.

Read from top to bottom it is the pipeline: a ``SourceFile`` is read into a ``Digest`` of ``Record``
values (``formats``), a record is typeset into an ``Entry`` (``typeset``), entries are gathered into a
``Catalog`` (``catalog``), and a catalog is planned as ``Page`` values (``pages``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sitegen.diagnostics import Diagnostic

# ── read ────────────────────────────────────────────────────────────────────────────────────────────


class SourceFile(NamedTuple):
    """One file of the content folder. ``path`` is relative to that folder, with ``/``."""

    path: str
    data: bytes


class Field(NamedTuple):
    """One labelled text of a paper.

    ``name`` is canonical (``tldr``, ``motivation``, ``abstract``, …; a slug of the label when unknown),
    ``label`` is what the file says, ``text`` is the raw text, ``line`` where the label stands.
    """

    name: str
    label: str
    text: str
    line: int


class Record(NamedTuple):
    """One paper as one digest tells it. ``key`` is its identity across digests (``urls.paper_key``)."""

    key: str
    url: str
    title: str
    authors: tuple[str, ...]
    number: int | None
    fields: tuple[Field, ...]
    line: int


class Section(NamedTuple):
    """The papers of one category in one digest, in the file's order.

    ``category`` is the identifier (``cs.LG``; empty for papers outside any category), ``label`` the
    heading's words where they say more, ``stated`` the total given in the table of contents.
    """

    category: str
    label: str
    stated: int | None
    line: int
    records: tuple[Record, ...]


class Remark(NamedTuple):
    """Text of a digest that belongs to no paper: kept, and shown on the digest's page."""

    text: str
    line: int


class Digest(NamedTuple):
    """One digest file, understood. ``date`` is ISO (``2025-05-27``)."""

    path: str
    date: str
    title: str
    sections: tuple[Section, ...]
    remarks: tuple[Remark, ...] = ()


# ── typeset ─────────────────────────────────────────────────────────────────────────────────────────


class Prose(NamedTuple):
    """A field ready for a page: ``html`` is safe to insert, ``lang`` BCP 47, ``name`` its data-field."""

    name: str
    label: str
    lang: str
    html: str


class Entry(NamedTuple):
    """A record ready for pages. ``title`` and ``authors`` are plain text, ``title_html`` is safe HTML.

    ``tldr`` and ``abstract`` are plain text for feeds, cards and citations; a notice that there is no summary
    is no ``tldr``.
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


class TypesetDigest(NamedTuple):
    """The entries of a digest, in its order, the bytes that each takes on a listing, and its remarks.

    ``diagnostics`` say what was odd in their text.
    """

    entries: tuple[Entry, ...]
    weights: tuple[int, ...]
    remarks: tuple[Prose, ...]
    diagnostics: tuple[Diagnostic, ...]


class Document(NamedTuple):
    """What the search index is told of a paper by one digest, every text plain.

    ``summary`` is all summary fields but the TL;DR.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    category: str
    tldr: str
    summary: str
    abstract: str


# ── gathered ────────────────────────────────────────────────────────────────────────────────────────


class Mention(NamedTuple):
    """Where one record stands, without its text: what a catalog is made of.

    ``digest`` is the content key of the file's stored form, ``place`` the record's index in it and ``line``
    its line; ``weight`` is the size in bytes of what a listing shows of it, ``heading`` a hash of its key,
    title and authors, ``fingerprint`` one of all that is shown.
    A tuple, because an archive holds a hundred thousand of them.
    """

    key: str
    date: str
    digest: str
    place: int
    category: str
    number: int | None
    line: int
    weight: int
    heading: int
    fingerprint: str

    def __repr__(self) -> str:
        """Tell what can be seen of it: pages are hashed by this, and stay as they are when a record moves."""
        return f"{self.key} {self.date} {self.number} {self.fingerprint} {self.category!r}"


class OutlineSection(NamedTuple):
    """A section of one digest by its mentions."""

    category: str
    label: str
    stated: int | None
    mentions: tuple[Mention, ...]


class Outline(NamedTuple):
    """A digest without its text: all that a build keeps of it in memory.

    ``alike`` is a hash of what papers related to its papers are found by.
    """

    digest: str
    path: str
    date: str
    title: str
    sections: tuple[OutlineSection, ...]
    remarks: tuple[Prose, ...] = ()
    alike: str = ""


class DaySection(NamedTuple):
    """The papers of one category on one day; each paper once, at its first place."""

    category: str
    label: str
    mentions: tuple[Mention, ...]


class Day(NamedTuple):
    """All digests of one date. ``seen`` tells, for papers of earlier days, the last day before this one."""

    date: str
    title: str
    sections: tuple[DaySection, ...]
    remarks: tuple[Prose, ...]
    paths: tuple[str, ...]
    total: int
    seen: dict[str, str]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper over all digests: its mentions, newest first, and its categories. Leaner than a tuple."""

    key: str
    mentions: tuple[Mention, ...]
    categories: tuple[str, ...]


class Month(NamedTuple):
    """The papers that a category first had in one month (``2025-05``), newest day first."""

    month: str
    mentions: tuple[Mention, ...]


class Category(NamedTuple):
    """A category over all digests. ``months`` and ``dates`` (of digests that hold it) are newest first."""

    name: str
    label: str
    months: tuple[Month, ...]
    dates: tuple[str, ...]
    total: int


class Catalog(NamedTuple):
    """Everything published, related both ways, without text. ``days`` are newest first."""

    days: tuple[Day, ...]
    papers: dict[str, Paper]
    categories: tuple[Category, ...]
    by_date: dict[str, Day]
    by_category: dict[str, Category]


# ── planned ─────────────────────────────────────────────────────────────────────────────────────────


class Page(NamedTuple):
    """A page to be: where, of what kind (its template's name), and a hash of all that it shows.

    ``content`` is one of the plain types of ``pages.plan``; it holds mentions, and the renderer reads the
    entries that they stand for. ``day`` is the one whose entries it shows most of, so that pages of a day
    can be rendered together, and ``entries`` how many it shows.
    """

    address: str
    kind: str
    inputs: str
    content: object
    day: str = ""
    entries: int = 1


class OwnPage(NamedTuple):
    """A page of the publisher's own. ``title`` is what links call it; ``heading`` is safe HTML.

    ``source`` is its Markdown from ``line`` of its file on, ``html`` that once it is set.
    """

    path: str
    address: str
    title: str
    heading: str
    lang: str
    source: str
    line: int
    html: str = ""


# ── built ───────────────────────────────────────────────────────────────────────────────────────────


class Report(NamedTuple):
    """What one build did, or with ``check`` would have done.

    ``records`` counts papers as digests tell them, ``papers`` distinct ones; ``bytes`` is the site's size;
    ``seconds`` has ``total`` and each stage; ``reasons`` say why pages were written, by address.
    """

    digests: int
    records: int
    papers: int
    files_total: int
    files_written: int
    files_unchanged: int
    files_removed: int
    bytes: int
    diagnostics: tuple[Diagnostic, ...]
    seconds: dict[str, float]
    peak_rss_bytes: int
    reasons: Mapping[str, str]
    failed: bool
