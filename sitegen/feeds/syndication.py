"""Feeds, before they are written as Atom or JSON Feed: which there are, and what their entries say.

An entry is a day's digest or a paper, as configured. What an entry says follows from its day alone, so that
it never changes while newer ones push it out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from sitegen import citation, urls
from sitegen.config import Config
from sitegen.feeds.fingerprints import fingerprint
from sitegen.feeds.links import Links
from sitegen.feeds.prose import beginning, portable
from sitegen.model import Catalog, Category, Day, DaySection, Entry, Mention, Page

# Papers that an entry tells of, and a feed in all. The site's feed stays near half a megabyte, which all
# readers take, and a category's near 150 kB, since there are many and a digest rewrites each.
SITE_BOUNDS = (300, 900)
CATEGORY_BOUNDS = (100, 300)
# Without a TL;DR, this much of the abstract.
TEASER = 300
# The collaborations of thousands are named by their first authors.
MOST_AUTHORS = 50

Read = Callable[[Mention], Entry]


# ── the plan ────────────────────────────────────────────────────────────────────────────────────────


class FeedSection(NamedTuple):
    """A section of a day in a feed: the first of its papers, and how many it has in all."""

    category: str
    label: str
    total: int
    mentions: tuple[Mention, ...]


class FeedDay(NamedTuple):
    """A day in a feed."""

    date: str
    title: str
    total: int
    sections: tuple[FeedSection, ...]


class FeedPage(NamedTuple):
    """A feed of the site, or of a category if one is named: its ``days``, or its ``papers``, newest first."""

    category: str
    label: str
    days: tuple[FeedDay, ...]
    papers: tuple[Mention, ...]


def plan(catalog: Catalog, config: Config, look: str) -> Iterator[Page]:
    """Plan the feeds of the site and of each category. A JSON Feed needs a ``base_url``."""
    by_day = config.feed_content == "digest"
    contents = [_site_feed(catalog, config.feed_entries, by_day=by_day)]
    contents += [_category_feed(catalog, c, config.feed_entries, by_day=by_day) for c in catalog.categories]
    for name, label, days, papers in contents:
        told = {m.key for m in papers} | {m.key for d in days for s in d.sections for m in s.mentions}
        content = FeedPage(name, label, days, papers)
        inputs = fingerprint(look, repr((name, label, days, papers)))
        day = catalog.days[0].date if catalog.days else ""
        yield Page(urls.atom(name), "atom", inputs, content, day, len(told))
        if config.base_url:
            yield Page(urls.json_feed(name), "json-feed", inputs, content, day, len(told))


_Contents = tuple[str, str, tuple[FeedDay, ...], tuple[Mention, ...]]


def _site_feed(catalog: Catalog, entries: int, *, by_day: bool) -> _Contents:
    if by_day:
        days = ((day, day.sections) for day in catalog.days[:entries])
        return "", "", _newest_days(days, *SITE_BOUNDS), ()
    fresh = (
        {m.key: m for s in day.sections for m in s.mentions if m.key not in day.seen}.values()
        for day in catalog.days
    )
    return "", "", (), _newest_papers(fresh, entries, SITE_BOUNDS[0])


def _category_feed(catalog: Catalog, category: Category, entries: int, *, by_day: bool) -> _Contents:
    if by_day:
        found = (catalog.by_date[date] for date in category.dates[:entries])
        days = ((day, tuple(s for s in day.sections if s.category == category.name)) for day in found)
        return category.name, category.label, _newest_days(days, *CATEGORY_BOUNDS), ()
    fresh = (
        tuple(told) for month in category.months for _, told in groupby(month.mentions, lambda m: m.date)
    )
    return category.name, category.label, (), _newest_papers(fresh, entries, CATEGORY_BOUNDS[0])


def _newest_days(
    days: Iterable[tuple[Day, Sequence[DaySection]]], most_a_day: int, most: int
) -> tuple[FeedDay, ...]:
    """Take days, newest first, while the papers told of stay within the bound."""
    taken: list[FeedDay] = []
    for day, sections in days:
        share = _share([len(s.mentions) for s in sections], most_a_day)
        told = tuple(FeedSection(s.category, s.label, len(s.mentions), s.mentions[:share]) for s in sections)
        most -= sum(len(s.mentions) for s in told)
        if taken and most < 0:
            break
        taken.append(FeedDay(day.date, day.title, sum(s.total for s in told), told))
    return tuple(taken)


def _share(sizes: Sequence[int], most: int) -> int:
    """Find how many papers of each section can be told so that all together are at most ``most``."""
    largest = max(sizes, default=0)
    return next((k for k in range(largest, 0, -1) if sum(min(k, n) for n in sizes) <= most), 1)


def _newest_papers(days: Iterable[Collection[Mention]], entries: int, most: int) -> tuple[Mention, ...]:
    """Take as many of the newest papers as configured, and all of the newest day within the bound."""
    taken: list[Mention] = []
    for found in days:
        room = entries - len(taken) if taken else max(entries, most)
        taken += list(found)[:room]
        if len(taken) >= entries:
            break
    return tuple(taken)


# ── what is said ────────────────────────────────────────────────────────────────────────────────────


class FeedEntry(NamedTuple):
    """An entry: ``identity`` names it for ever, ``original`` is the paper itself, ``html`` is safe."""

    identity: str
    title: str
    lang: str
    link: str
    original: str
    moment: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    html: str


class Feed(NamedTuple):
    """A feed, ready to be written: ``home`` is the page that it follows."""

    identity: str
    title: str
    subtitle: str
    home: str
    moment: str
    author: str
    language: str
    entries: tuple[FeedEntry, ...]


def compose(content: FeedPage, config: Config, read: Read) -> Feed:
    """Say what a feed says."""
    links = Links(config)
    home = urls.category(content.category) if content.category else urls.HOME
    label = content.label or config.category_names.get(content.category, "")
    name = f"{content.category} ({label})" if label and label != content.category else content.category
    entries = [_day_entry(day, content.category, links, read) for day in content.days]
    entries += [_paper_entry(mention, links, read(mention)) for mention in content.papers]
    return Feed(
        identity=links.identity(home),
        title=f"{config.title} · {name}" if name else config.title,
        subtitle=config.description,
        home=links.full(home),
        # A feed without entries never changed.
        moment=entries[0].moment if entries else links.moment("1970-01-01"),
        author=config.author or config.title,
        language=config.language,
        entries=tuple(entries),
    )


def _day_entry(day: FeedDay, category: str, links: Links, read: Read) -> FeedEntry:
    address, fragment = urls.digest(day.date), urls.section(category) if category else ""
    words = [day.date, category, day.title] if day.title else [day.date, category, str(day.total)]
    return FeedEntry(
        identity=links.identity(address, fragment),
        title=" · ".join(word for word in words if word),
        lang=links.config.language,
        link=links.full(address, fragment),
        original="",
        moment=links.moment(day.date),
        authors=(),
        tags=tuple(s.category for s in day.sections if s.category),
        html="".join(_day_html(day, links, read, with_contents=not category)),
    )


def _day_html(day: FeedDay, links: Links, read: Read, *, with_contents: bool) -> Iterator[str]:
    address = urls.digest(day.date)

    def link(section: FeedSection, words: str) -> str:
        href = links.full(address, urls.section(section.category))
        return f'<a href="{escape(href)}">{escape(words)}</a>'

    if with_contents:
        lines = (f"<li>{link(s, s.category or day.date)} {s.total}</li>" for s in day.sections)
        yield f"<ul>{''.join(lines)}</ul>"
    for section in day.sections:
        if with_contents:
            yield f"<h2>{escape(section.category or day.date)}</h2>"
        for mention in section.mentions:
            yield _told_briefly(mention, links, read(mention))
        if left := section.total - len(section.mentions):
            yield f"<p>{link(section, f'+ {left}')}</p>"


def _told_briefly(mention: Mention, links: Links, entry: Entry) -> str:
    href = escape(links.full(*links.paper(mention)))
    teaser = entry.tldr or beginning(entry.abstract, TEASER)
    field = next((f for f in entry.fields if f.name == ("tldr" if entry.tldr else "abstract")), None)
    body = f"<br><span{_lang(field.lang if field else '')}>{escape(teaser)}</span>" if teaser else ""
    return f'<p><a href="{href}"{_lang(entry.title_lang)}>{escape(entry.title)}</a>{body}</p>'


def _lang(tag: str) -> str:
    return f' lang="{escape(tag)}"' if tag else ""


def _paper_entry(mention: Mention, links: Links, entry: Entry) -> FeedEntry:
    address, fragment = links.paper(mention)
    fields = (
        f"<h4>{escape(f.label)}</h4><div{_lang(f.lang)}>{portable(f.html)}</div>"
        for f in entry.fields
        if f.html and f.name != "category"
    )
    return FeedEntry(
        identity=links.identity(address, fragment),
        title=entry.title,
        lang=entry.title_lang,
        link=links.full(address, fragment),
        original=citation.original(mention.key, entry.url),
        moment=links.moment(mention.date),
        authors=entry.authors[:MOST_AUTHORS],
        tags=(mention.category,) if mention.category else (),
        html="".join(fields),
    )
