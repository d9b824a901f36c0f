"""Pictures that stand beside a link where it is shared: one of each day, and one of the site.

A day's card says what a reader asks of it: which day, how many papers, of which categories. Its address and
its bytes follow from the day alone, so later days leave it and the pages that name it as they are. The
site's card changes with every day, at an address that does not.

Words that ``strokes`` cannot write are left out or said in figures: whoever shows a card shows the page's
title, in any script, beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date as Date  # noqa: N812 - dates here are texts
from typing import NamedTuple

from sitegen import urls
from sitegen.model import Catalog, Day, Page
from sitegen.pages.calendar import bounds
from sitegen.pages.drawing import Colour, Picture
from sitegen.pages.hashing import hashed
from sitegen.pages.site import Site
from sitegen.pages.strokes import CAPITAL, width, writable

SIZE = (1200, 630)
"""What social sites ask for, in pixels."""

_MARGIN = 72
_ROOM = SIZE[0] - 2 * _MARGIN
_RIGHT = SIZE[0] - _MARGIN
# Heights of capitals: a day's date and number of papers; the site's title; what stands beside these.
_DATE, _TOTAL, _TITLE, _ASIDE = 88, 44, 72, 26
# How wide strokes are, as a part of that height.
_BOLD, _PLAIN = 0.135, 0.12
# Categories on a day's card, the last of them being all others together where there are more, and how
# many pixels they may take, each and all together.
_ROWS, _ROW, _LIST = 7, 62, 276
# Weeks on the site's card, and pixels from one to the next.
_WEEKS, _WEEK = 26, 41

# As in static/css/tokens.css, for a site whose sheets name none.
_COLOURS = {
    "paper": "#fdfcfa",
    "ink": "#1d1b19",
    "quiet": "#69635c",
    "accent": "#a8321a",
    "line": "#e3ded6",
    "heat-1": "#f7e7e1",
    "heat-2": "#f0cdc1",
    "heat-3": "#e4a593",
    "heat-4": "#b34a31",
    "heat-5": "#96290f",
}
_DAY_COLOURS = ("paper", "ink", "quiet", "accent")
_SITE_COLOURS = ("paper", "ink", "quiet", "line", *(f"heat-{shade}" for shade in range(1, 6)))
_TOKEN = re.compile(rb"--([\w-]+):\s*(?:light-dark\(\s*)?(#(?:[0-9a-fA-F]{3}){1,2})\b")
_INK, _QUIET, _ACCENT = range(3)
_NO_DAY, _HEAT = 2, 3


class DayCard(NamedTuple):
    """A day: its date and number of papers in words, and its largest categories with their totals."""

    colours: tuple[str, ...]
    title: str
    date: str
    total: str
    rows: tuple[tuple[str, int], ...]


class SiteCard(NamedTuple):
    """The site: its title, what it says of itself or how many papers it has, and its last days.

    A day is (weeks before the last day's, weekday from Monday, shade from 0).
    """

    colours: tuple[str, ...]
    title: str
    aside: str
    days: tuple[tuple[int, int, int], ...]


def plan(catalog: Catalog, site: Site, sheets: Iterable[bytes], look: str) -> Iterator[Page]:
    """Plan the cards, if pages can name them: for that the site's own address must be known.

    ``sheets`` are the site's style sheets, whose colours cards have; ``look`` stands for the code.
    """
    if not site.config.base_url:
        return
    colours = _colours(sheets)
    title = _known(site.config.title)
    inks = tuple(colours[name] for name in _DAY_COLOURS)
    for day in catalog.days:
        yield _page(urls.card(day.date), _day(day, inks, title, site), look)
    days = _last([(day.date, day.total) for day in catalog.days])
    inks = tuple(colours[name] for name in _SITE_COLOURS)
    total = _said(len(catalog.papers), site)
    aside = _known(site.config.description) or (total if title else "")
    yield _page(urls.card(), SiteCard(inks, title or total, aside, days), look)


def draw(card: DayCard | SiteCard) -> bytes:
    """Draw a card as a PNG file."""
    ground, *inks = map(_colour, card.colours)
    picture = Picture(SIZE, ground, inks)
    if isinstance(card, DayCard):
        _draw_day(picture, card)
    else:
        _draw_site(picture, card)
    return picture.png()


def _page(address: str, card: DayCard | SiteCard, look: str) -> Page:
    return Page(address, "card", hashed(f"{look}\0{card!r}"), card)


def _day(day: Day, colours: tuple[str, ...], title: str, site: Site) -> DayCard:
    rows = [(section.category, len(section.mentions)) for section in day.sections if section.category]
    if len(rows) > _ROWS:
        shown = sorted(sorted(rows, key=lambda row: -row[1])[: _ROWS - 1], key=rows.index)
        others = [row for row in rows if row not in shown]
        rows = [*shown, (f"+{len(others)}", sum(total for _, total in others))]
    return DayCard(
        colours,
        title,
        _known(site.words.short_date(day.date)) or day.date,
        _said(day.total, site),
        tuple((_known(name), total) for name, total in rows),
    )


def _said(total: int, site: Site) -> str:
    said = site.words.ngettext("{count} paper", "{count} papers", total)
    return _known(said.format(count=site.words.number(total))) or str(total)


def _last(days: list[tuple[str, int]]) -> tuple[tuple[int, int, int], ...]:
    """Lay out the last of days (newest first) by weeks."""
    if not days:
        return ()
    ordinals = [(Date.fromisoformat(date).toordinal() - 1, total) for date, total in days]
    week = ordinals[0][0] // 7
    recent = [(week - day // 7, day % 7, total) for day, total in ordinals if week - day // 7 < _WEEKS]
    limits = bounds([total for _, _, total in recent])
    return tuple((week, weekday, bisect_right(limits, total)) for week, weekday, total in recent)


def _draw_day(picture: Picture, card: DayCard) -> None:
    rows = len(card.rows)
    pitch = min(_ROW, _LIST / rows) if rows else 0
    size = round(0.54 * pitch)
    # All of it stands in the middle of the card's height.
    y = (SIZE[1] - bool(card.title) * 2.8 * _ASIDE - _DATE - bool(rows) * 58 - rows * pitch) / 2
    if card.title:
        _fit(picture, card.title, (_MARGIN, y + _ASIDE), _ASIDE, _QUIET, _ROOM)
        y += 2.8 * _ASIDE
    y += _DATE
    wide = width(card.total) * _TOTAL / CAPITAL
    _fit(picture, card.date, (_MARGIN, y), _DATE, _INK, _ROOM - wide - 56, _PLAIN)
    picture.write(card.total, (_RIGHT - wide, y), _TOTAL, _BOLD, _ACCENT)
    y += 58 + pitch / 2
    if rows:
        _draw_rows(picture, card.rows, y, pitch, size)


def _draw_rows(
    picture: Picture, rows: tuple[tuple[str, int], ...], y: float, pitch: float, size: float
) -> None:
    """Draw categories one below the other, the middle of the first at ``y``: name, bar, number."""
    unit = size / CAPITAL
    names = [_cut(name, _ROOM / 3 / unit) for name, _ in rows]
    left = round(_MARGIN + max(map(width, names)) * unit + 28 - size / 2) + size / 2
    most = max(total for _, total in rows) or 1  # a category may hold no paper
    room = _RIGHT - left - width(str(most)) * unit - 22
    for name, (_, total) in zip(names, rows, strict=True):
        end = left + max(size, room * total / most)
        ink = _QUIET if name.startswith("+") else _ACCENT
        picture.write(name, (_MARGIN, y + size / 2), size, _PLAIN, _QUIET)
        middle = round(y - size / 2) + size / 2
        picture.line(((left + size / 2, middle), (end - size / 2, middle)), size, ink)
        picture.write(str(total), (end + 22, y + size / 2), size, _PLAIN, _INK)
        y += pitch


def _draw_site(picture: Picture, card: SiteCard) -> None:
    height = 7 * _WEEK if card.days else 0
    y = (SIZE[1] - bool(card.title) * (_TITLE + 60) - bool(card.aside) * 2.6 * _ASIDE - height) // 2
    if card.title:
        _fit(picture, card.title, (_MARGIN, y + _TITLE), _TITLE, _INK, _ROOM)
        y += _TITLE + 60
    if card.aside:
        _fit(picture, card.aside, (_MARGIN, y + _ASIDE / 2), _ASIDE, _QUIET, _ROOM)
        y += 2.6 * _ASIDE
    shades = {(week, weekday): shade for week, weekday, shade in card.days}
    first = max((week for week, _, _ in card.days), default=0)
    for week in range(_WEEKS if card.days else 0):
        for weekday in range(7):
            # A young archive begins at the left and has room to grow.
            middle = _MARGIN + 17 + _WEEK * ((first - week) % _WEEKS), int(y) + 20 + _WEEK * weekday
            shade = shades.get((week, weekday))
            thickness, ink = (6, _NO_DAY) if shade is None else (33, _HEAT + shade)
            picture.line((middle, middle), thickness, ink)


def _fit(
    picture: Picture,
    text: str,
    at: tuple[float, float],
    size: float,
    ink: int,
    room: float,
    weight: float = _BOLD,
) -> None:
    """Write a text, smaller where it is too long for its room, and cut where it would be too small."""
    text = _cut(text, room * CAPITAL / (0.8 * size))
    picture.write(text, at, min(size, int(room * CAPITAL / max(1.0, width(text)))), weight, ink)


def _cut(text: str, room: float) -> str:
    if width(text) <= room:
        return text
    while width(text + "…") > room:
        text = text[:-1].rstrip()
    return text + "…"


def _known(text: str) -> str:
    return text if writable(text) else ""


def _colours(sheets: Iterable[bytes]) -> dict[str, str]:
    """Give the colours of the light scheme: what the last sheet that names one names first.

    What follows in a sheet is for paper, or for a scheme.
    """
    found: dict[str, str] = {}
    for sheet in sheets:
        found |= {name.decode(): value.decode() for name, value in reversed(_TOKEN.findall(sheet))}
    return {name: found.get(name, value) for name, value in _COLOURS.items()}


def _colour(written: str) -> Colour:
    digits = written[1:] if len(written) == 7 else "".join(2 * digit for digit in written[1:])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue
