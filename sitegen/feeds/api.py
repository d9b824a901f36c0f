"""The archive as JSON for programs: an index, a list a year, a file a day, and the JSON Schema of all three.

Addresses and form are a contract: within a version, members may be added, none removed or changed. Links are
given from the host's root, so they are short and resolve against the address the file was read from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sitegen import urls
from sitegen.config import Config
from sitegen.feeds.fingerprints import fingerprint, trace
from sitegen.feeds.links import Links
from sitegen.feeds.prose import words
from sitegen.feeds.schema import SCHEMA, VERSION
from sitegen.feeds.syndication import Read
from sitegen.model import Catalog, Day, Mention, Page


class ApiIndex(NamedTuple):
    """The index: each year with how many digests and records it has, newest first; each category's facts."""

    years: tuple[tuple[str, int, int], ...]
    categories: tuple[tuple[str, str, int, str], ...]
    latest: str


class ApiYear(NamedTuple):
    """A year's digests, newest first: date, title, papers, papers new to the site."""

    year: str
    days: tuple[tuple[str, str, int, int], ...]


class ApiDigest(NamedTuple):
    """A day's digest."""

    day: Day


class ApiSchema(NamedTuple):
    """The JSON Schema."""


def plan(catalog: Catalog, look: str) -> Iterator[Page]:
    """Plan the API."""
    yield Page(urls.API_SCHEMA, "api-schema", fingerprint(look), ApiSchema())
    years: dict[str, list[Day]] = {}
    for day in catalog.days:
        years.setdefault(day.date[:4], []).append(day)
        shown = [look, repr((day.title, day.remarks)), *day.seen, *day.seen.values()]
        for section in day.sections:
            shown += (section.category, section.label, trace(section.mentions))
        inputs = fingerprint(*shown)
        yield Page(urls.api_digest(day.date), "api-digest", inputs, ApiDigest(day), day.date, day.total)
    for year, days in years.items():
        rows = tuple((d.date, d.title, d.total, d.total - len(d.seen)) for d in days)
        yield Page(urls.api_year(year), "api-year", fingerprint(look, repr(rows)), ApiYear(year, rows))
    index = ApiIndex(
        years=tuple((year, len(days), sum(d.total for d in days)) for year, days in years.items()),
        categories=tuple((c.name, c.label, c.total, c.dates[0]) for c in catalog.categories),
        latest=catalog.days[0].date if catalog.days else "",
    )
    yield Page(urls.API, "api-index", fingerprint(look, repr(index)), index)


def schema(config: Config) -> str:
    """Write the JSON Schema."""
    return _dump({"$id": Links(config).full(urls.API_SCHEMA)} | SCHEMA)


def index(content: ApiIndex, config: Config) -> str:
    """Write the index."""
    links = Links(config)
    return _dump(
        {
            "version": VERSION,
            "schema": links.path(urls.API_SCHEMA),
            "title": config.title,
            "description": config.description,
            "home": links.path(urls.HOME),
            "feed": links.path(urls.atom()),
            "latest": links.path(urls.api_digest(content.latest)) if content.latest else None,
            "years": [
                {"year": year, "digests": digests, "records": records, "url": links.path(urls.api_year(year))}
                for year, digests, records in content.years
            ],
            "categories": [
                {
                    "name": name,
                    "label": label or config.category_names.get(name, ""),
                    "papers": papers,
                    "latest": latest,
                    "page": links.path(urls.category(name)),
                    "feed": links.path(urls.atom(name)),
                }
                for name, label, papers, latest in content.categories
            ],
        }
    )


def year(content: ApiYear, config: Config) -> str:
    """Write a year's list."""
    links = Links(config)
    return _dump(
        {
            "version": VERSION,
            "year": content.year,
            "digests": [
                {
                    "date": date,
                    "title": title,
                    "records": records,
                    "new": new,
                    "url": links.path(urls.api_digest(date)),
                    "page": links.path(urls.digest(date)),
                }
                for date, title, records, new in content.days
            ],
        }
    )


def digest(content: ApiDigest, config: Config, read: Read) -> str:
    """Write a day's digest."""
    day, links = content.day, Links(config)
    return _dump(
        {
            "version": VERSION,
            "date": day.date,
            "title": day.title,
            "page": links.path(urls.digest(day.date)),
            "bibtex": links.path(urls.digest_bibtex(day.date)),
            "records": day.total,
            "remarks": [words(remark.html) for remark in day.remarks],
            "sections": [
                {
                    "category": section.category,
                    "label": section.label or config.category_names.get(section.category, ""),
                    "papers": [_paper(m, day, links, read) for m in section.mentions],
                }
                for section in day.sections
            ],
        }
    )


def _paper(mention: Mention, day: Day, links: Links, read: Read) -> dict[str, Any]:
    entry = read(mention)
    told: dict[str, Any] = {
        "id": mention.key,
        "number": mention.number,
        "title": entry.title,
        "authors": list(entry.authors),
        "tldr": entry.tldr,
        "url": entry.url,
        "page": links.path(*links.paper(mention)),
        "seen": day.seen.get(mention.key),
    }
    if links.config.api == "full":
        told["fields"] = [
            {"name": f.name, "label": f.label, "language": f.lang, "text": words(f.html)}
            for f in entry.fields
            if f.name != "category"
        ]
    return {name: value for name, value in told.items() if value is not None}


def _dump(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"
