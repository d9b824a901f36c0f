"""Feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from sitegen.feeds.syndication import Feed, FeedEntry


def json_feed(feed: Feed, address: str) -> str:
    """Write a feed; ``address`` is its own."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_filled(told), ensure_ascii=False, separators=(",", ":")) + "\n"


def _item(entry: FeedEntry) -> dict[str, Any]:
    told = {
        "id": entry.identity,
        "url": entry.link,
        "external_url": entry.original,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.moment,
        "authors": [{"name": name} for name in entry.authors if name.strip()],
        "tags": list(entry.tags),
        "language": entry.lang,
    }
    # An item must have content, empty as it may be.
    return _filled(told) | {"content_html": entry.html}


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value}
