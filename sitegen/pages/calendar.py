"""The archive's calendar: every day of every month with a digest, shaded by how many papers it has."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Iterable
from itertools import groupby

from sitegen import urls
from sitegen.pages.plan import DayLine
from sitegen.pages.shown import CalendarMonth, Cell, Year
from sitegen.pages.site import Site

_SHADES = 5


def years(days: Iterable[DayLine], site: Site) -> list[Year]:
    """Lay days (newest first) out by year and month, newest first."""
    lines = list(days)
    steps = _steps([line.total for line in lines])
    found = []
    for year, of_year in groupby(lines, lambda line: line.date[:4]):
        here = list(of_year)
        months = tuple(
            _month(month, {line.date: line for line in of_month}, steps, site)
            for month, of_month in groupby(here, lambda line: line.date[:7])
        )
        found.append(Year(year, f"y{year}", len(here), months))
    return found


def _month(month: str, lines: dict[str, DayLine], steps: list[int], site: Site) -> CalendarMonth:
    first, length = calendar.monthrange(int(month[:4]), int(month[5:]))
    cells = []
    for day in range(1, length + 1):
        opening = f"d{first + 1}" if day == 1 else ""
        line = lines.get(f"{month}-{day:02}")
        if line is None:
            cells.append(Cell(day, opening))
            continue
        words = site.words.ngettext("{date}: {count} paper", "{date}: {count} papers", line.total)
        cells.append(
            Cell(
                day,
                f"{opening} l{bisect_right(steps, line.total) + 1}".strip(),
                site.href(urls.digest(line.date)),
                line.total,
                words.format(date=site.words.date(line.date), count=site.words.number(line.total)),
            )
        )
    return CalendarMonth(site.words.month(month), f"m{month}", tuple(cells))


def _steps(totals: list[int]) -> list[int]:
    """Where one shade ends and the next begins: each has as many days, so no odd day bleaches the rest."""
    ranked = sorted(totals)
    return [ranked[len(ranked) * shade // _SHADES] for shade in range(1, _SHADES) if ranked]
