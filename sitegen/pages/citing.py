"""Papers for machines: what ``citation_*`` tags and JSON-LD say.

The tags are those that Google Scholar (https://scholar.google.com/intl/en/scholar/inclusion.html) and
Zotero read. Names stay as they are written out: Zotero takes a comma for the end of an author.
"""

from __future__ import annotations

import json

from markupsafe import Markup

from sitegen import citation, urls
from sitegen.model import Entry
from sitegen.pages.papers import PaperPage
from sitegen.pages.shown import Cited, Link
from sitegen.pages.site import Site

ATOM = "application/atom+xml"
BIBTEX = "application/x-bibtex"
JSON = "application/json"
JSON_FEED = "application/feed+json"
# A data block is not run, so the Content-Security-Policy lets it be, but it must not end early.
_IN_SCRIPT = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def cited(content: PaperPage, entry: Entry) -> Cited:
    """Say how a paper is cited, by what its newest digest tells."""
    key = content.key
    date = citation.published(key, content.places[-1].mention.date)
    authors = tuple(name for name in entry.authors if name.strip())
    return Cited(
        authors=authors,
        date=date.replace("-", "/"),
        arxiv_id=citation.arxiv_id(key),
        doi=citation.doi(key),
        pdf=citation.pdf(key),
        abstract=entry.abstract,
    )


def article(key: str, first: str, entry: Entry, url: str = "") -> dict[str, object]:
    """Say in schema.org's words what a paper is. ``first`` is its first day, ``url`` where it is read."""
    facts = {
        "@type": "ScholarlyArticle",
        "headline": entry.title,
        # Names alone, as in schema.org's own example: a paper has six, and there are many papers.
        "author": tuple(name for name in entry.authors if name.strip()),
        "datePublished": citation.published(key, first),
        "sameAs": citation.original(key, entry.url),
        "url": url,
    }
    return {name: value for name, value in facts.items() if value}


def json_ld(facts: dict[str, object]) -> Markup:
    """Write JSON-LD for a script element."""
    text = _JSON.encode({"@context": "https://schema.org", **facts})
    for sign, escaped in _IN_SCRIPT:
        text = text.replace(sign, escaped)
    return Markup(text)  # noqa: S704 - nothing in it can end the element


def feed_links(site: Site, category: str = "") -> tuple[Link, ...]:
    """Link to the feeds of the site and, before them, of a category."""
    title, links = site.config.title, []
    for name in (category, "") if category else ("",):
        words = f"{title} · {name}" if name else title
        links.append(Link(words, site.href(urls.atom(name)), ATOM))
        if site.config.base_url:
            links.append(Link(words, site.href(urls.json_feed(name)), JSON_FEED))
    return tuple(links)
