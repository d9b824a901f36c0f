"""opensearch.xml (OpenSearch 1.1, draft 6): how a browser searches the site from its address bar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen import urls
from sitegen.config import Config
from sitegen.feeds.fingerprints import fingerprint
from sitegen.feeds.links import Links
from sitegen.feeds.xml import HEAD, attribute, text
from sitegen.model import Page

_SCHEMA = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT, _LONG = 16, 48
"""The most characters of a short name and of a long one."""


class OpenSearch(NamedTuple):
    """The file: made of the configuration alone."""


def plan(config: Config, look: str) -> Iterator[Page]:
    """Plan the file, for a site that knows its address: none but a full one is allowed in it."""
    if config.base_url:
        yield Page(urls.OPENSEARCH, "opensearch", fingerprint(look), OpenSearch())


def opensearch(config: Config) -> str:
    """Write the file."""
    links = Links(config)
    template = f"{links.full(urls.SEARCH)}?q={{searchTerms}}"
    return (
        f'{HEAD}<OpenSearchDescription xmlns="{_SCHEMA}">\n'
        f"<ShortName>{text(config.title[:_SHORT].strip())}</ShortName>\n"
        f"<LongName>{text(config.title[:_LONG].strip())}</LongName>\n"
        f"<Description>{text(config.description or config.title)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{attribute(template)}"/>\n'
        "</OpenSearchDescription>\n"
    )
