"""The workers of a build, few or many."""

from __future__ import annotations

from pathlib import Path

from sitegen.config import Config
from sitegen.pages.site import Site
from sitegen.workers import Crew, Done, Shared


def test_a_few_tasks_are_done_one_by_one_as_they_are_asked_for(tmp_path: Path) -> None:
    begun: list[int] = []

    def task(number: int) -> Done:
        begun.append(number)
        return Done((), number, 0)

    with Crew(Shared(Site(Config(), {}, {}), tmp_path, tmp_path), jobs=1) as crew:
        results = crew.map(task, range(10), few=0)
        assert [next(results).process, next(results).process] == [0, 1]
    # Who asks for no more has no more done: a preview gives up what is out of date.
    assert begun == [0, 1]
