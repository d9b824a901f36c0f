"""Feeds as Atom (https://www.rfc-editor.org/rfc/rfc4287)."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.feeds.syndication import Feed, FeedEntry
from sitegen.feeds.xml import HEAD, attribute, element


def atom(feed: Feed, address: str) -> str:
    """Write a feed; ``address`` is its own."""
    return "".join(_lines(feed, address))


def _lines(feed: Feed, address: str) -> Iterator[str]:
    yield f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{attribute(feed.language)}">\n'
    yield element("id", feed.identity)
    yield element("title", feed.title)
    if feed.subtitle:
        yield element("subtitle", feed.subtitle)
    yield element("link", attributes={"rel": "self", "type": "application/atom+xml", "href": address})
    yield element("link", attributes={"rel": "alternate", "type": "text/html", "href": feed.home})
    yield element("updated", feed.moment)
    yield f"<author>{element('name', feed.author)}</author>\n"
    for entry in feed.entries:
        yield from _entry(entry)
    yield "</feed>\n"


def _entry(entry: FeedEntry) -> Iterator[str]:
    yield "<entry>\n"
    yield element("id", entry.identity)
    yield element("title", entry.title or entry.link, {"xml:lang": entry.lang})
    yield element("link", attributes={"rel": "alternate", "type": "text/html", "href": entry.link})
    if entry.original:
        yield element("link", attributes={"rel": "related", "href": entry.original})
    yield element("published", entry.moment)
    yield element("updated", entry.moment)
    for name in entry.authors:
        if name.strip():
            yield f"<author>{element('name', name)}</author>\n"
    for tag in entry.tags:
        yield element("category", attributes={"term": tag})
    yield element("content", entry.html or entry.title, {"type": "html"})
    yield "</entry>\n"
