"""What crawlers read: robots.txt and the sitemap (https://www.sitemaps.org/protocol.html).

The sitemap is an index of parts, one a month: a month that is over never changes. What belongs to no month,
the home page and the like, stands in a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from sitegen import urls
from sitegen.config import Config
from sitegen.feeds.fingerprints import fingerprint
from sitegen.feeds.links import Links
from sitegen.feeds.xml import HEAD, text
from sitegen.model import Catalog, Page

# Addresses in a part: the protocol allows 50,000.
LIMIT = 45_000
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_UNLISTED = frozenset({urls.NOT_FOUND, urls.OFFLINE, urls.SAVED, urls.SEARCH})


class SitemapPart(NamedTuple):
    """A part of the sitemap: the addresses of pages, in order."""

    addresses: tuple[str, ...]


class SitemapIndex(NamedTuple):
    """The sitemap: the addresses of its parts, each with the date of the newest digest it tells of."""

    parts: tuple[tuple[str, str], ...]


class Robots(NamedTuple):
    """What crawlers are told; ``has_sitemap`` when there is one."""

    has_sitemap: bool


def plan(
    catalog: Catalog, config: Config, look: str, pages: Iterable[str], papers: Iterable[tuple[str, str]]
) -> Iterator[Page]:
    """Plan robots.txt and, where the site's address is known, the sitemap of these pages' addresses.

    ``papers`` are those of papers' pages, each with the month that first told of it.
    """
    has_sitemap = bool(config.base_url and catalog.days)
    yield Page(urls.ROBOTS, "robots", fingerprint(look, str(has_sitemap)), Robots(has_sitemap=has_sitemap))
    if not has_sitemap:
        return
    newest = {day.date[:7]: day.date for day in reversed(catalog.days)}
    parts = []
    for month, addresses in sorted(_by_month(pages, papers).items()):
        for number, start in enumerate(range(0, len(addresses), LIMIT), 1):
            content = SitemapPart(tuple(addresses[start : start + LIMIT]))
            part = urls.sitemap_part(month or "pages", number)
            yield Page(part, "sitemap-part", fingerprint(look, *content.addresses), content)
            parts.append((part, newest.get(month, catalog.days[0].date)))
    index = SitemapIndex(tuple(parts))
    yield Page(urls.SITEMAP, "sitemap-index", fingerprint(look, repr(index)), index)


def _by_month(pages: Iterable[str], papers: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Sort addresses by the month they belong to."""
    found: dict[str, list[str]] = {}
    for address, month in chain(((page, _month(page)) for page in pages), papers):
        if address not in _UNLISTED:
            found.setdefault(month, []).append(address)
    for addresses in found.values():
        addresses.sort()
    return found


def _month(address: str) -> str:
    """Read the month out of the address of a digest or of a category's month; other addresses have none."""
    folder, *rest = address.split("/")
    if folder == "digests" and rest[0]:
        return rest[0][:7]
    return rest[1] if folder == "categories" and len(rest) > 2 else ""


def sitemap_part(content: SitemapPart, config: Config) -> str:
    """Write a part. It states no dates of pages: they would have to change in months that are over."""
    links = Links(config)
    rows = "".join(f"<url><loc>{text(links.full(a))}</loc></url>\n" for a in content.addresses)
    return f'{HEAD}<urlset xmlns="{_SCHEMA}">\n{rows}</urlset>\n'


def sitemap_index(content: SitemapIndex, config: Config) -> str:
    """Write the index."""
    links = Links(config)
    rows = "".join(
        f"<sitemap><loc>{text(links.full(address))}</loc><lastmod>{date}</lastmod></sitemap>\n"
        for address, date in content.parts
    )
    return f'{HEAD}<sitemapindex xmlns="{_SCHEMA}">\n{rows}</sitemapindex>\n'


def robots(content: Robots, config: Config) -> str:
    """Write robots.txt: all may be read but the search, whose files say nothing by themselves."""
    links = Links(config)
    sitemap = f"\nSitemap: {links.full(urls.SITEMAP)}\n" if content.has_sitemap else ""
    path = links.path(urls.SEARCH)
    # The page itself may be found; the index beside it, and what was asked, are nothing to find.
    return f"User-agent: *\nAllow: {path}$\nDisallow: {path}\n{sitemap}"
