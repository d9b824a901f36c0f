"""The plan of the trends: a page of the latest weeks, and one a year that is over.

A year's page shows that year alone, so it never changes once the next year's first digest is there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import groupby
from typing import NamedTuple

from sitegen import urls
from sitegen.insights import Firsts, Places, Told, Week, by_week
from sitegen.model import Page
from sitegen.pages.hashing import hashed

# Weeks that the latest page's charts show, the last of these whose terms and authors it tells, and how many
# of those are the recent ones, which are compared with the others.
WEEKS = 52
TELLING = 26
RECENT = 8
# Categories that have a chart of their own; the rest are taken together.
CATEGORIES = 9


class WeekLine(NamedTuple):
    """A week by its Monday: its papers, those of each category shown, and what its counts are made from.

    ``key`` covers ``papers``, and says as much of them in a hash.
    """

    monday: str
    total: int
    counts: tuple[int, ...]
    key: str
    papers: Places = field(repr=False)


class TrendsPage(NamedTuple):
    """The trends of some weeks, oldest first, up to the day ``last``; of a ``year``, or the latest.

    Terms and authors are told of the last ``telling`` weeks, terms by comparing the last ``recent`` of them
    with the others. ``rest`` tells whether there are papers in none of ``categories``. ``years`` have pages
    of their own, newest first. ``told`` is filled in where the page is rendered, from what is known of its
    weeks.
    """

    year: str
    last: str
    weeks: tuple[WeekLine, ...]
    categories: tuple[str, ...]
    rest: bool
    telling: int
    recent: int
    years: tuple[str, ...]
    told: Told | None = None


def plan(firsts: Firsts, order: Sequence[str], look: str) -> Iterator[Page]:
    """Plan the pages of trends; ``order`` are the site's categories in its order."""
    weeks = by_week(firsts)
    of_years = {year: list(found) for year, found in groupby(weeks, key=lambda week: week.year)}
    over = [year for year, found in of_years.items() if any(w.key for w in found) and year != weeks[-1].year]
    over.reverse()
    yield _page(urls.TRENDS, "", weeks[-WEEKS:], order, tuple(over), look)
    for place, year in enumerate(over, 1):
        # Of the years, only earlier ones: the page is never changed for a later one.
        yield _page(urls.trends(year), year, _filled(of_years[year]), order, tuple(over[place:]), look)


def _filled(weeks: list[Week]) -> list[Week]:
    """Weeks without the empty ones at either end."""
    filled = [place for place, week in enumerate(weeks) if week.key]
    return weeks[filled[0] : filled[-1] + 1]


def _page(
    address: str, year: str, weeks: list[Week], order: Sequence[str], years: tuple[str, ...], look: str
) -> Page:
    totals: Counter[str] = Counter()
    for week in weeks:
        totals.update(week.categories)
    rank = {name: place for place, name in enumerate(order)}
    named = sorted((name for name in totals if name), key=lambda name: (-totals[name], rank[name]))
    chosen = named[:CATEGORIES]
    telling = len(weeks) if year else min(len(weeks), TELLING)
    content = TrendsPage(
        year=year,
        last=weeks[-1].last if weeks else "",
        weeks=tuple(
            WeekLine(
                week.monday,
                week.categories.total(),
                tuple(week.categories[name] for name in chosen),
                week.key,
                week.papers,
            )
            for week in weeks
        ),
        categories=tuple(chosen),
        rest=sum(totals.values()) > sum(totals[name] for name in chosen),
        telling=telling,
        recent=telling // 2 if year else min(RECENT, telling // 3),
        years=years,
    )
    return Page(address, "trends", hashed(f"{look}\0{content!r}"), content)
