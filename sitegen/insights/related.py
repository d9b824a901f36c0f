"""Papers related to a paper: earlier ones or of the same day that share what it is about.

They are searched among the latest papers before that day, and a shared term weighs by how rare it is among
them. So what is found follows from a paper's own day and a bounded stretch of days before it, whatever comes
later.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from heapq import nlargest
from itertools import accumulate
from math import log2, sqrt
from typing import TYPE_CHECKING, NamedTuple

from sitegen.insights.firsts import Firsts
from sitegen.insights.notes import NAMES, SIGNATURES, read_names
from sitegen.insights.weeks import Places, places_of

if TYPE_CHECKING:
    from sitegen.insights.signature import Signature

# Papers told of for one, and characters of a fingerprint of these.
RELATED = 5
SEAL = 12
# How many papers before a day are searched, in whole days, and how many days at most.
PAPERS = 4_000
DAYS = 120
# Papers remembered for one term, the latest: a term that more have says little.
_REMEMBERED = 32
# A term that more than one in so many papers has says nothing.
_COMMON = 16
_FEW = 8
# At least this part of what a paper is about is shared, by at least two terms. Terms that nobody else has are
# part of it: whoever speaks of much else is not related by two words in common.
_ALIKE = 0.13
# Sums of weights stay below this; above it, terms are counted.
_ONE = 1 << 23


class RelatedDay(NamedTuple):
    """A day's first-told papers by their places.

    ``key`` covers these and all that are searched for them: those of the ``before`` days before it.
    """

    date: str
    key: str
    papers: Places
    before: int


class Near(NamedTuple):
    """A related paper: its key, its title as plain text, the title's language, and its first day."""

    key: str
    title: str
    lang: str
    date: str


def related_days(firsts: Firsts, alike: Mapping[str, str]) -> list[RelatedDay]:
    """Tell for each day, oldest first, which papers are searched.

    ``alike`` has for each digest, by its content key, a hash of its notes as far as they are searched.
    """
    dated = [(date, places_of(mentions), len(mentions)) for date, mentions in firsts.items() if mentions]
    seals = [repr((date, [(alike[digest], at) for digest, at in papers])) for date, papers, _ in dated]
    sums = list(accumulate((number for _, _, number in dated), initial=0))
    days, start = [], 0
    for place, (date, papers, _) in enumerate(dated):
        # The fewest days that hold enough papers.
        while place - start > DAYS or (start < place and sums[place] - sums[start + 1] >= PAPERS):
            start += 1
        key = blake2b("\n".join(seals[start : place + 1]).encode(), digest_size=16).hexdigest()
        days.append(RelatedDay(date, key, papers, place - start))
    return days


def relate(
    days: Sequence[RelatedDay], warm: int, read: Callable[[str, int], bytes]
) -> Iterator[tuple[str, list[bytes]]]:
    """Find the related papers of all ``days`` but the first ``warm``, which are there to be searched.

    ``read`` gives a part of a digest's notes by its content key. For each day come its key and, for each of
    its papers in order, the related ones in a form for ``read_row``.
    """
    # Most terms of the days that are but searched are asked for by nobody.
    wanted = {term for day in days[warm:] for _, signature in _papers(day, read) for term, _ in signature}
    shelf = _Shelf(wanted)
    for place, day in enumerate(days):
        shelf.add(_papers(day, read))
        if place >= warm:
            shelf.keep(day.before)
            yield day.key, [_row(found) for found in shelf.related()]


def seal(row: bytes) -> str:
    """A fingerprint of a paper's related ones, ``SEAL`` characters long."""
    return blake2b(row, digest_size=SEAL // 2).hexdigest()


def read_row(row: bytes) -> tuple[Near, ...]:
    """Read a paper's related ones."""
    return tuple(Near(*found) for found in json.loads(row)) if row else ()


def _row(found: list[Near]) -> bytes:
    if not found:
        return b""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _papers(day: RelatedDay, read: Callable[[str, int], bytes]) -> Iterator[tuple[Near, Signature]]:
    from sitegen.insights.signature import unpack  # noqa: PLC0415 - lists of words, not before there is work

    for digest, places in day.papers:
        signatures = unpack(read(digest, SIGNATURES))
        names = read_names(read(digest, NAMES))
        for place in places:
            yield Near(*names[place], day.date), signatures[place]


class _Shelf:
    """The papers that are searched, day by day. It gives the same, however long it has been in use.

    ``wanted`` are the terms by which is searched.
    """

    def __init__(self, wanted: set[int]) -> None:
        self._wanted = wanted
        self._papers: list[tuple[Near, Signature, float]] = []
        self._days: deque[int] = deque()
        self._start = 0
        self._having: Counter[int] = Counter()
        self._latest: dict[int, deque[tuple[int, int]]] = {}

    def add(self, papers: Iterable[tuple[Near, Signature]]) -> None:
        """Add a day's papers."""
        self._days.append(len(self._papers))
        for near, signature in papers:
            number = len(self._papers)
            size = sqrt(sum([weight * weight for _, weight in signature])) or 1
            known = [pair for pair in signature if pair[0] in self._wanted]
            self._papers.append((near, known, size))
            self._having.update([term for term, _ in known])
            for term, weight in known:
                if term not in self._latest:
                    self._latest[term] = deque(maxlen=_REMEMBERED)
                self._latest[term].append((number, weight))

    def keep(self, before: int) -> None:
        """Search no days but the newest and so many before it."""
        while len(self._days) > before + 1:
            self._days.popleft()
            for _, signature, _ in self._papers[self._start : self._days[0]]:
                self._having.subtract([term for term, _ in signature])
            self._start = self._days[0]

    def related(self) -> list[list[Near]]:
        """Find, for each paper of the newest day, the papers most alike, the nearest first."""
        rarity: dict[int, int] = {}
        searched = len(self._papers) - self._start
        for number in range(self._days[-1], len(self._papers)):
            for term, _ in self._papers[number][1]:
                if term in rarity:
                    continue
                having = self._having[term]
                # What many say says little.
                tells = having <= max(searched / _COMMON, _FEW)
                rarity[term] = round(log2((searched + 1) / having) ** 2) if tells else 0
        return [self._near(number, rarity) for number in range(self._days[-1], len(self._papers))]

    def _near(self, number: int, rarity: dict[int, int]) -> list[Near]:
        _, signature, size = self._papers[number]
        alike: dict[int, int] = {}
        known = alike.get
        whole = 0
        for term, weight in signature:
            if rare := rarity[term] * weight:
                whole += rare * weight
                for other, others in self._latest[term]:
                    alike[other] = known(other, 0) + rare * others + _ONE
        alike.pop(number, None)
        least = _ALIKE * whole / size
        start, papers = self._start, self._papers
        found = [
            (shared, other)
            for other, summed in alike.items()
            if summed >= 2 * _ONE
            and other >= start
            and (shared := (summed & (_ONE - 1)) / papers[other][2]) >= least
        ]
        return [papers[other][0] for _, other in nlargest(RELATED, found)]
