"""What is published for programs: feeds, sitemap, JSON, BibTeX. ``plan`` says which, ``render`` writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.catalog import page_since
from sitegen.config import Config
from sitegen.feeds import api, bibtex, llms, opensearch, sitemap, syndication
from sitegen.feeds.api import ApiDigest, ApiIndex, ApiSchema, ApiYear
from sitegen.feeds.atom import atom
from sitegen.feeds.bibtex import Bibliography
from sitegen.feeds.fingerprints import settings
from sitegen.feeds.json_feed import json_feed
from sitegen.feeds.links import Links
from sitegen.feeds.llms import Llms
from sitegen.feeds.opensearch import OpenSearch
from sitegen.feeds.sitemap import Robots, SitemapIndex, SitemapPart
from sitegen.feeds.syndication import FeedPage, Read
from sitegen.model import Catalog, Page

__all__ = ["Read", "plan", "render"]


def plan(
    catalog: Catalog,
    config: Config,
    version: str,
    pages: Iterable[str],
    papers: Iterable[tuple[str, str]],
) -> Iterator[Page]:
    """Plan all files for programs.

    ``version`` stands for the code that makes them; ``papers`` are the keys and addresses of papers' pages,
    ``pages`` the addresses of all others.
    """
    look = settings(config, version)
    which = config.paper_pages
    yield from syndication.plan(catalog, config, look)
    yield from api.plan(catalog, look)
    yield from bibtex.plan(catalog, look)
    yield from llms.plan(catalog, look)
    yield from opensearch.plan(config, look)
    months = ((address, page_since(catalog.papers[key], which)[:7]) for key, address in papers)
    yield from sitemap.plan(catalog, config, look, pages, months)


def render(page: Page, config: Config, read: Read) -> bytes | None:
    """Write a file; ``read`` gives the entry of a mention. None for a page that is not of this package."""
    text = _text(page, config, read)
    return None if text is None else text.encode("utf-8", "replace")


def _text(page: Page, config: Config, read: Read) -> str | None:
    address = Links(config).full(page.address)
    match page.content:
        case FeedPage() as content:
            feed = syndication.compose(content, config, read)
            return atom(feed, address) if page.kind == "atom" else json_feed(feed, address)
        case SitemapPart() as content:
            return sitemap.sitemap_part(content, config)
        case SitemapIndex() as content:
            return sitemap.sitemap_index(content, config)
        case Robots() as content:
            return sitemap.robots(content, config)
        case Bibliography() as content:
            return bibtex.bibtex(content, read)
        case ApiDigest() as content:
            return api.digest(content, config, read)
        case ApiYear() as content:
            return api.year(content, config)
        case ApiIndex() as content:
            return api.index(content, config)
        case ApiSchema():
            return api.schema(config)
        case Llms() as content:
            return llms.llms(content, config)
        case OpenSearch():
            return opensearch.opensearch(config)
        case _:
            return None
