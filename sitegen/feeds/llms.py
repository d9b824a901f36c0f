"""llms.txt (https://llmstxt.org): where a language model, or its user, finds the archive as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen import urls
from sitegen.config import Config
from sitegen.feeds.fingerprints import fingerprint
from sitegen.feeds.links import Links
from sitegen.model import Catalog, Page


class Llms(NamedTuple):
    """The file; ``example`` is the date of the first digest, which never changes."""

    example: str
    category: str


def plan(catalog: Catalog, look: str) -> Iterator[Page]:
    """Plan llms.txt."""
    first = catalog.days[-1] if catalog.days else None
    named = (s.category for s in first.sections if s.category and s.mentions) if first else ()
    category = next(iter(named), "")
    content = Llms(first.date if first else "", category)
    yield Page(urls.LLMS, "llms", fingerprint(look, repr(content)), content)


def llms(content: Llms, config: Config) -> str:
    """Write the file: the same on every day, since it tells where things are and not what is new."""
    return "".join(_lines(content, Links(config)))


def _lines(content: Llms, links: Links) -> Iterator[str]:
    date, category = content.example, content.category
    yield f"# {links.config.title}\n\n"
    if links.config.description:
        yield f"> {links.config.description}\n\n"
    yield "Scientific papers with short summaries, gathered day by day. "
    yield "Summaries are written by language models; abstracts are the authors'.\n\n"
    yield "## Data\n\n"
    yield f"- [Index]({links.full(urls.API)}): JSON; the newest digest, years, categories\n"
    yield f"- [Schema]({links.full(urls.API_SCHEMA)}): JSON Schema of the index, the years and the digests\n"
    if date:
        yield f"- [One day]({links.full(urls.api_digest(date))}): JSON; any other by its date\n"
        yield f"- [One day's papers]({links.full(urls.digest_bibtex(date))}): BibTeX\n"
    if date and category:
        address = links.full(urls.month_bibtex(category, date[:7]))
        yield f"- [One month of {category}]({address}): BibTeX; other categories and months alike\n"
    yield "\n## Pages\n\n"
    yield f"- [Archive]({links.full(urls.ARCHIVE)}): every day\n"
    yield f"- [Categories]({links.full(urls.CATEGORIES)}): every category, with its months and its feed\n"
    yield "\n## Feeds\n\n"
    yield f"- [Atom]({links.full(urls.atom())}): the newest days\n"
    if links.config.base_url:
        yield f"- [JSON Feed]({links.full(urls.json_feed())}): the same\n"
