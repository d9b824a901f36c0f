"""The related papers' part of a build: finding those not known yet, in workers, a stretch of days each.

What is found for a day is kept in the store under the key of all that it was found from, for whoever renders
the day's papers; and of each paper's a fingerprint, in one file for all, for the plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from sitegen.insights import Firsts, RelatedDay, related_days
from sitegen.model import Outline
from sitegen.pages.papers import DayRelated
from sitegen.store import Store
from sitegen.tally import Progress
from sitegen.workers import Crew

# Days of one task: each begins with reading all that its first day searches.
_DAYS = 32
# Tasks below which a pool of processes costs more than it brings.
_FEW = 1


def relate(
    outlines: Iterable[Outline], firsts: Firsts, store: Store, crew: Crew, progress: Progress
) -> dict[str, DayRelated]:
    """Know the related papers of every paper, by the date that had it first. Raises ``StoreDamageError``."""
    from sitegen.tasks import relate_days  # noqa: PLC0415 - not before it is known that there is work

    days = related_days(firsts, {outline.digest: outline.alike for outline in outlines})
    seals = store.related_seals()
    missing = [place for place, day in enumerate(days) if day.key not in seals]
    if missing or len(seals) > len(days):
        for done in crew.map(relate_days, _tasks(days, missing), few=_FEW):
            seals |= {key: found.decode() for key, found in done.kept.items()}
            progress.advance()
        seals = {day.key: seals[day.key] for day in days}
        store.put_related_seals(seals)
    return {day.date: DayRelated(day.key, seals[day.key]) for day in days}


def _tasks(days: list[RelatedDay], missing: list[int]) -> list[tuple[tuple[RelatedDay, ...], int]]:
    """Days one after another that are missing, with as many before them as the first one searches."""
    tasks = []
    for _, run in groupby(enumerate(missing), key=lambda item: item[1] - item[0]):
        places = [place for _, place in run]
        for start in range(0, len(places), _DAYS):
            first, last = places[start], places[start : start + _DAYS][-1]
            warm = days[first].before
            tasks.append((tuple(days[first - warm : last + 1]), warm))
    return tasks
