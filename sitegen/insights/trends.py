"""What changed: the terms that rose and fell between two stretches of weeks, and the most frequent authors.

A change counts by how unlikely it is to be chance, measured by the likelihood ratio G² of the term's shares
in both stretches (T. Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from math import log
from typing import NamedTuple

from sitegen.insights.script import is_east
from sitegen.insights.weeks import Counts, WeekCounts, read_week

# Terms that are told of in each direction, and authors.
TERMS = 12
AUTHORS = 20
# Chance alone gives more than this once in a hundred terms, and once in a thousand: for one plain word,
# which means many things.
_SURPRISING = 6.63
_VERY_SURPRISING = 10.83
# A term must stand in so many papers of one stretch, and each stretch have so many papers.
_LEAST = 6
_PAPERS = 40
_CANDIDATE = 4
_SHORT_EAST = 3
# A term says the same as a longer one that holds it when it is hardly more frequent.
_SAME = 1.6


class Term(NamedTuple):
    """A term as it is most often written, its papers of each thousand in both stretches, and week by week."""

    words: str
    recent: float
    before: float
    weeks: tuple[float, ...]


class Terms(NamedTuple):
    """The terms of one script that changed most; ``is_east`` for Chinese and Japanese."""

    is_east: bool
    rising: tuple[Term, ...]
    falling: tuple[Term, ...]


class Author(NamedTuple):
    """A name and how many papers have it."""

    name: str
    papers: int


class Told(NamedTuple):
    """What the weeks of a page tell."""

    terms: tuple[Terms, ...]
    authors: tuple[Author, ...]


def tell(weeks: Sequence[bytes], recent: int) -> Told:
    """Tell of counted weeks, oldest first (empty for a week without papers).

    Terms are compared between the last ``recent`` weeks and those before them; authors are counted over all.
    """
    counted = [read_week(week) if week else _NOTHING for week in weeks]
    return Told(_terms(counted, len(counted) - recent), _authors(counted))


_NOTHING = WeekCounts(0, Counts([], [], "", []), Counts([], [], "", []))


def _authors(weeks: Iterable[WeekCounts]) -> tuple[Author, ...]:
    counts = [week.authors for week in weeks]
    candidates = _candidates(counts, 2)
    totals: Counter[str] = Counter()
    for count in counts:
        for name, often in _pairs(count, candidates):
            totals[name] += often
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))
    return tuple(Author(name, often) for name, often in ranked[:AUTHORS] if often > 1)


def _candidates(weeks: Iterable[Counts], least: int) -> set[str]:
    """The names that may be told of and occur often enough in the weeks in which they may."""
    totals: dict[str, int] = {}
    for week in weeks:
        for name, often in zip(week.names, chain(week.often, repeat(1)), strict=False):
            totals[name] = totals.get(name, 0) + often
    return {name for name, often in totals.items() if often >= least}


def _pairs(counts: Counts, wanted: set[str]) -> Iterator[tuple[str, int]]:
    """How often each wanted name occurs; those that occur once are most, and are told from no others."""
    repeated = len(counts.often)
    yield from (pair for pair in zip(counts.names, counts.often, strict=False) if pair[0] in wanted)
    once = chain(counts.names[repeated:], counts.rest.split("\n"))
    yield from zip(wanted.intersection(once), repeat(1), strict=False)


class _Change(NamedTuple):
    """A term's change: by ``surprise``, negative when it fell; its papers in all; its name."""

    surprise: float
    papers: int
    name: str


def _terms(weeks: Sequence[WeekCounts], start: int) -> tuple[Terms, ...]:
    papers = [week.papers for week in weeks]
    now, past = sum(papers[start:]), sum(papers[:start])
    if min(now, past) < _PAPERS:
        return ()
    candidates = _candidates((week.terms for week in weeks), _CANDIDATE)
    by_week = {name: [0] * len(weeks) for name in candidates}
    for number, week in enumerate(weeks):
        for name, often in _pairs(week.terms, candidates):
            by_week[name][number] = often
    changes = [
        change
        for name, counts in by_week.items()
        if (change := _change(name, sum(counts[start:]), sum(counts[:start]), now, past))
    ]

    def said(changes: list[_Change]) -> tuple[Term, ...]:
        changes.sort(key=lambda change: (-abs(change.surprise), change.name))
        names = _distinct(changes)
        forms = _forms(weeks, names)
        return tuple(
            Term(
                forms[name],
                1000 * sum(counts[start:]) / now,
                1000 * sum(counts[:start]) / past,
                tuple(count / total if total else 0.0 for count, total in zip(counts, papers, strict=True)),
            )
            for name in names
            for counts in [by_week[name]]
        )

    found = []
    for east in (False, True):
        here = [change for change in changes if is_east(change.name) == east]
        rising = said([change for change in here if change.surprise > 0])
        falling = said([change for change in here if change.surprise < 0])
        if rising or falling:
            found.append(Terms(east, rising, falling))
    return tuple(found)


def _change(name: str, now: int, past: int, papers: int, past_papers: int) -> _Change | None:
    if max(now, past) < _LEAST:
        return None
    share = (now + past) / (papers + past_papers)
    surprise = 2 * (_times_log(now, share * papers) + _times_log(past, share * past_papers))
    if surprise < (_VERY_SURPRISING if _is_plain(name) else _SURPRISING):
        return None
    return _Change(surprise if now / papers > past / past_papers else -surprise, now + past, name)


def _times_log(count: int, expected: float) -> float:
    return count * log(count / expected) if count else 0.0


def _distinct(changes: Sequence[_Change]) -> list[str]:
    """The first names, but for those that say the same as a longer one among the changes."""
    chosen: list[str] = []
    for change in changes:
        if len(chosen) == TERMS:
            break
        if not any(_holds(o.name, change.name) and change.papers <= _SAME * o.papers for o in changes):
            chosen.append(change.name)
    return chosen


def _holds(longer: str, shorter: str) -> bool:
    if longer == shorter:
        return False
    return shorter in longer if is_east(shorter) else f" {shorter} " in f" {longer} "


def _is_plain(name: str) -> bool:
    return name.isalpha() if not is_east(name) else len(name) <= _SHORT_EAST


def _forms(weeks: Iterable[WeekCounts], names: Iterable[str]) -> dict[str, str]:
    """How each term is written most often."""
    votes: dict[str, Counter[str]] = {name: Counter() for name in names}
    for week in weeks:
        counts = week.terms
        for name, form, often in zip(
            counts.names, counts.forms, chain(counts.often, repeat(1)), strict=False
        ):
            if name in votes:
                votes[name][form] += often
    return {name: min(found, key=lambda form: (-found[form], form)) for name, found in votes.items()}
