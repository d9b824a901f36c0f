"""The archive's calendar."""

from __future__ import annotations

from sitegen.config import Config
from sitegen.pages.calendar import years
from sitegen.pages.plan import DayLine
from sitegen.pages.site import Site

SITE = Site(Config(), {}, {})


def day(date: str, total: int) -> DayLine:
    return DayLine(date, "", total, total)


def test_days_stand_in_their_month_newest_first() -> None:
    found = years([day("2026-01-02", 3), day("2025-12-31", 2), day("2025-02-28", 1)], SITE)
    assert [(year.text, year.total, [month.text for month in year.months]) for year in found] == [
        ("2026", 1, ["January 2026"]),
        ("2025", 2, ["December 2025", "February 2025"]),
    ]
    february = found[1].months[1]
    assert [cell.day for cell in february.cells] == list(range(1, 29))
    assert [cell.day for cell in february.cells if cell.href] == [28]
    assert february.cells[27].href == "/digests/2025-02-28/"
    assert february.cells[27].words == "Friday, 28 February 2025: 1 paper"


def test_a_month_opens_on_its_weekday() -> None:
    [year] = years([day("2025-02-28", 1)], SITE)
    assert year.months[0].cells[0].marks == "d6"  # a Saturday
    [year] = years([day("2025-12-01", 1)], SITE)
    assert year.months[0].cells[0].marks == "d1 l5"


def test_shades_tell_apart_usual_days_whatever_one_odd_day_has() -> None:
    lines = [day(f"2025-05-{number:02}", total) for number, total in enumerate([5, 10, 20, 30, 4000], 1)]
    [year] = years(lines[::-1], SITE)
    shades = [cell.marks.split()[-1] for cell in year.months[0].cells if cell.href]
    assert shades == ["l1", "l2", "l3", "l4", "l5"]


def test_a_year_is_one_strip_of_weeks() -> None:
    [year] = years([day("2025-12-31", 2), day("2025-01-06", 1), day("2025-01-05", 1)], SITE)
    places = [(square.week, square.weekday, square.cell.day) for square in year.strip]
    assert places == [(52, 2, 31), (1, 0, 6), (0, 6, 5)]
    assert (year.first.week, year.first.weekday) == (0, 2)
    assert (year.last.week, year.last.weekday) == (52, 2)
    assert year.names[:2] == ((0, "Jan"), (4, "Feb"))


def test_no_days_no_years() -> None:
    assert years([], SITE) == []
