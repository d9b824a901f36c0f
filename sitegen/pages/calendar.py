"""The archive's calendar: every day of every month with a digest, shaded by how many papers it has."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 - dates here are texts
from itertools import groupby

from sitegen import urls
from sitegen.pages.plan import DayLine
from sitegen.pages.shown import CalendarMonth, Cell, Square, Year
from sitegen.pages.site import Site

_SHADES = 5


def years(days: Iterable[DayLine], site: Site) -> list[Year]:
    """Lay days (newest first) out by year and month, newest first."""
    lines = list(days)
    steps = bounds([line.total for line in lines])
    found = []
    for year, of_year in groupby(lines, lambda line: line.date[:4]):
        here = list(of_year)
        months = tuple(
            _month(month, {line.date: line for line in of_month}, steps, site)
            for month, of_month in groupby(here, lambda line: line.date[:7])
        )
        first, last = (_square(f"{year}-{end}", None) for end in ("01-01", "12-31"))
        strip = tuple(_square(line.date, _cell(line, "", steps, site)) for line in here)
        starts = (_square(f"{year}-{month:02}-01", None).week for month in range(1, 13))
        names = tuple(zip(starts, site.words.months_brief, strict=True))
        found.append(Year(year, f"y{year}", len(here), months, strip, first, last, names))
    return found


def _square(date: str, cell: Cell | None) -> Square:
    day = Date.fromisoformat(date)
    opening = day.replace(month=1, day=1).weekday()
    return Square((day.timetuple().tm_yday - 1 + opening) // 7, day.weekday(), cell or Cell(day.day, ""))


def _cell(line: DayLine, opening: str, steps: list[int], site: Site) -> Cell:
    words = site.words.ngettext("{date}: {count} paper", "{date}: {count} papers", line.total)
    return Cell(
        int(line.date[8:]),
        f"{opening} l{bisect_right(steps, line.total) + 1}".strip(),
        site.href(urls.digest(line.date)),
        line.total,
        words.format(date=site.words.date(line.date), count=site.words.number(line.total)),
    )


def _month(month: str, lines: dict[str, DayLine], steps: list[int], site: Site) -> CalendarMonth:
    first, length = calendar.monthrange(int(month[:4]), int(month[5:]))
    cells = []
    for day in range(1, length + 1):
        opening = f"d{first + 1}" if day == 1 else ""
        line = lines.get(f"{month}-{day:02}")
        cells.append(_cell(line, opening, steps, site) if line else Cell(day, opening))
    return CalendarMonth(site.words.month(month), f"m{month}", tuple(cells))


def bounds(totals: list[int]) -> list[int]:
    """Where one shade ends and the next begins: each has as many days, so no odd day bleaches the rest."""
    ranked = sorted(totals)
    return [ranked[len(ranked) * shade // _SHADES] for shade in range(1, _SHADES) if ranked]
