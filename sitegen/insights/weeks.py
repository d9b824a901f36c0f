"""Counting by weeks (ISO 8601, from Monday): how often each term and each name stands in a week's papers.

A week that is over is counted once. Its counts are complete, in two parts: what occurs often enough to be
told of comes first, so that a page can choose among few and still count all.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date as Date  # noqa: N812 - a date here is most often a string
from hashlib import blake2b
from typing import NamedTuple

from sitegen.insights.firsts import Firsts
from sitegen.insights.notes import read_trends
from sitegen.model import Mention

# Of a week with few papers, so many may be told of, however seldom they occur in it.
_FEW = 400

Places = tuple[tuple[str, tuple[int, ...]], ...]
"""Papers of digests: each digest's content key, and the papers' places in it."""


class Week(NamedTuple):
    """The papers first told of in one week, up to the day ``last``; ``year`` is the ISO year it counts to.

    ``papers`` are their places by the digest, as its content key; ``key`` covers these, and so all that the
    week's counts are made from. It is empty when there are no papers.
    """

    monday: str
    last: str
    year: str
    key: str
    papers: Places
    categories: Counter[str]


class Counts(NamedTuple):
    """How often names occur, the most frequent first: ``often[i]`` times ``names[i]``, all further ones once.

    ``names`` may be told of, ``forms`` are how these are written. ``rest`` are the others, a line each: most
    of all names, and not made strings of their own before somebody asks.
    """

    names: list[str]
    often: list[int]
    rest: str
    forms: list[str]


class WeekCounts(NamedTuple):
    """A counted week."""

    papers: int
    terms: Counts
    authors: Counts


def by_week(firsts: Firsts) -> list[Week]:
    """Gather papers by week: every week from the first to the last, oldest first."""
    found: dict[int, list[Mention]] = {}
    for day, mentions in firsts.items():
        found.setdefault(_number(day), []).extend(mentions)
    filled = [number for number, mentions in found.items() if mentions]
    if not filled:
        return []
    return [_week(number, found.get(number, [])) for number in range(min(filled), max(filled) + 1)]


def _number(day: str) -> int:
    # The first day of the calendar was a Monday.
    return (Date.fromisoformat(day).toordinal() - 1) // 7


def _week(number: int, mentions: list[Mention]) -> Week:
    monday = Date.fromordinal(number * 7 + 1)
    papers = places_of(mentions)
    key = blake2b(repr(papers).encode(), digest_size=16).hexdigest() if mentions else ""
    categories = Counter([mention.category for mention in mentions])
    last = max((mention.date for mention in mentions), default=monday.isoformat())
    return Week(monday.isoformat(), last, f"{monday.isocalendar().year:04}", key, papers, categories)


def places_of(mentions: Iterable[Mention]) -> Places:
    """Give papers by their places."""
    places: dict[str, list[int]] = {}
    for mention in mentions:
        places.setdefault(mention.digest, []).append(mention.place)
    return tuple((digest, tuple(found)) for digest, found in places.items())


def count_week(papers: Places, read: Callable[[str], bytes]) -> bytes:
    """Count a week's papers; ``read`` gives the notes' part for trends by a digest's content key."""
    from sitegen.insights.terms import fold  # noqa: PLC0415 - lists of words, not before there is work

    written: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for digest, places in papers:
        note = read_trends(read(digest))
        for place in places:
            said, authors = note[place]
            written.update(said.split("\n") if said else ())
            names.update(authors.split("\n") if authors else ())
    terms: dict[str, int] = {}
    forms: dict[str, str] = {}
    for form, count in sorted(written.items(), key=lambda item: (-item[1], item[0])):
        name = fold(form)
        forms.setdefault(name, form)
        terms[name] = terms.get(name, 0) + count
    packed = [sum(len(places) for _, places in papers), _pack(terms, forms), _pack(names, {})]
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _pack(counts: dict[str, int], forms: dict[str, str]) -> list[object]:
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    often = [count for name in ranked if (count := counts[name]) > 1]
    told = max(len(often), min(_FEW, len(ranked)))
    return ["\n".join(ranked), often, told, "\n".join(forms[name] for name in ranked[:told]) if forms else ""]


def read_week(data: bytes) -> WeekCounts:
    """Read a counted week."""
    papers, terms, authors = json.loads(data)
    return WeekCounts(papers, _counts(*terms), _counts(*authors))


def _counts(names: str, often: list[int], told: int, forms: str) -> Counts:
    first = names.split("\n", told)
    rest = first.pop() if len(first) > told else ""
    return Counts(first, often, rest, forms.split("\n") if forms else [])
