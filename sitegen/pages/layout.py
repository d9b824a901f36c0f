"""Which part of a large listing stands on which page, so that no page grows past what a phone can take.

A part's address and content follow from the listing alone. Months are cut oldest part first, so that a
new day changes the last part only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from sitegen import urls
from sitegen.model import Category, Day, DaySection, Mention, Month

# Bytes of listed HTML a page of a day may hold. Summaries compress to some 0.27 of them, so a page stays
# below 160 kB compressed, which a phone shows within two seconds: 200 papers and more, told whole.
DAY_LIMIT = 600_000
# Bytes that the papers on a page of a month may weigh; it lists no details, so it is far lighter than that.
MONTH_LIMIT = 700_000
# What an article adds to the HTML of its fields: tags, links, title, names.
FRAME = 1_100


class Part(NamedTuple):
    """One page of a listing: its address, its place in it from 1, and the sections it shows."""

    address: str
    number: int
    category: str
    sections: tuple[DaySection, ...]


class Everywhere(dict[str, str]):
    """The address of every paper of a day that fits on one page, without a row for each of them."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __missing__(self, _key: str) -> str:
        """Give the one address."""
        return self._address


class DayLayout(NamedTuple):
    """The pages of one day. A day that fits has one part; else part 0 is the contents with titles.

    ``addresses`` tell for each of its papers, by key, on which it stands.
    """

    day: Day
    parts: tuple[Part, ...]
    addresses: dict[str, str]

    @property
    def whole(self) -> bool:
        """Whether the day's papers all stand on its first page."""
        return len(self.parts) == 1


class MonthPart(NamedTuple):
    """One page of a category's month; ``mentions`` are newest day first, ``dates`` those it shows."""

    address: str
    number: int
    mentions: tuple[Mention, ...]
    dates: tuple[str, ...]


def day_layout(day: Day, limit: int = DAY_LIMIT) -> DayLayout:
    """Lay out a day: whole if it fits, else a page a category, and numbered ones for a large category."""
    address = urls.digest(day.date)
    if sum(m.weight + FRAME for section in day.sections for m in section.mentions) <= limit:
        part = Part(address, 1, "", day.sections)
        return DayLayout(day, (part,), Everywhere(address))
    parts = [Part(address, 1, "", day.sections)]
    addresses: dict[str, str] = {}
    for section in day.sections:
        for number, mentions in enumerate(_cut(section.mentions, limit, lambda m: m.key), 1):
            piece = DaySection(section.category, section.label, mentions)
            parts.append(
                Part(urls.digest_part(day.date, section.category, number), number, section.category, (piece,))
            )
            for mention in mentions:
                addresses.setdefault(mention.key, parts[-1].address)
    return DayLayout(day, tuple(parts), addresses)


def month_layout(category: Category, month: Month, limit: int = MONTH_LIMIT) -> tuple[MonthPart, ...]:
    """Lay out a category's month: days are kept together where they fit, oldest part first."""
    oldest_first = sorted(month.mentions, key=lambda m: m.date)
    parts = []
    for number, mentions in enumerate(_cut(oldest_first, limit, lambda m: m.date), 1):
        newest_first = tuple(sorted(mentions, key=lambda m: m.date, reverse=True))
        dates = tuple(dict.fromkeys(m.date for m in newest_first))
        parts.append(MonthPart(urls.month(category.name, month.month, number), number, newest_first, dates))
    return tuple(parts)


def _cut(
    mentions: Iterable[Mention], limit: int, together: Callable[[Mention], str]
) -> Iterator[tuple[Mention, ...]]:
    """Cut mentions, in order, into runs that fit; what ``together`` calls equal is cut only if it must be."""
    part: list[Mention] = []
    size = 0
    for _, group in groupby(mentions, key=together):
        members = list(group)
        weight = sum(m.weight + FRAME for m in members)
        if part and size + weight > limit:
            yield tuple(part)
            part, size = [], 0
        for member in members:
            if part and size + member.weight + FRAME > limit:
                yield tuple(part)
                part, size = [], 0
            part.append(member)
            size += member.weight + FRAME
    if part:
        yield tuple(part)
