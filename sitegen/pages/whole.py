"""What a digest shows of its papers where not every paper has a page of its own: all that there is.

The article of a paper's first day is its place, to which links lead. There stand its related papers and the
other days that told of it, so that page changes when the paper is told of again, as its own page would. A
later article has what that day said and leads back. No article repeats what other days said: what stands on
which page follows from the day alone.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import NamedTuple

from sitegen import urls
from sitegen.catalog import page_since
from sitegen.insights import Firsts, Near
from sitegen.model import Catalog, Day, Mention
from sitegen.pages.papers import DayRelated, Related

# Other days that a paper's place names, the latest: each leads to the one before, so all can be reached.
_DAYS = 12


class Whole(NamedTuple):
    """A paper as a digest's page shows it whole. ``first`` is the day that had it first.

    ``page`` is the address of its own page, if it has one; ``days`` are other days that told of it, newest
    first, ``others`` what this day told of it elsewhere in its files. ``near`` are its related papers, filled
    in where the page is rendered, and ``seal`` is a fingerprint of them.
    """

    first: str
    page: str
    days: tuple[str, ...]
    others: tuple[Mention, ...]
    related: Related | None
    seal: str
    near: tuple[Near, ...] = ()


Wholes = dict[str, Whole]


def wholes(
    day: Day, catalog: Catalog, firsts: Firsts, related: Mapping[str, DayRelated], paper_pages: str
) -> Wholes:
    """Tell by key what a day shows of its papers beside what its sections tell; nothing if all have pages."""
    if paper_pages == "all":
        return {}
    shown = dict.fromkeys(mention for section in day.sections for mention in section.mentions)
    places = {mention.key: place for place, mention in enumerate(firsts[day.date])}
    return {m.key: _whole(m.key, day, shown, catalog, places, related, paper_pages) for m in shown}


def _whole(
    key: str,
    day: Day,
    shown: Container[Mention],
    catalog: Catalog,
    places: Mapping[str, int],
    related: Mapping[str, DayRelated],
    paper_pages: str,
) -> Whole:
    paper = catalog.papers[key]
    first = paper.mentions[-1].date
    page = urls.paper(key) if page_since(paper, paper_pages) else ""
    days = dict.fromkeys(m.date for m in paper.mentions if m.date != day.date)
    here = day.date == first
    near = related[first] if here else None
    return Whole(
        first=first,
        page=page,
        # Its own page has them.
        days=() if page or not here else tuple(days)[:_DAYS],
        others=tuple(m for m in paper.mentions if m.date == day.date and m not in shown),
        related=Related(near.key, places[key]) if near else None,
        seal=near.seal(places[key]) if near else "",
    )


def trace(told: Wholes) -> str:
    """Say all that is shown of papers, and nothing of where it is kept."""
    return "".join(repr((key, one.page, one.days, one.others, one.seal)) for key, one in told.items())
