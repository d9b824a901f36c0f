"""The workers of a build, few or many."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sitegen.config import Config
from sitegen.pages.site import Site
from sitegen.workers import Crew, Done, Shared
from tests.alone import said


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


HALVED = """
import os
from pathlib import Path
from sitegen.config import Config
from sitegen.pages.site import Site
from sitegen.workers import Crew, Done, Shared

def task(number):
    return Done((), os.getpid(), 0, {str(number): b""})

crew = Crew(Shared(Site(Config(), {}, {}), Path("."), Path(".")), jobs=JOBS)
"""


def halved(script: str, jobs: int = 2) -> str:
    """Run a script with a crew."""
    return said(script, HALVED.replace("JOBS", str(jobs)))


@pytest.mark.parametrize("number", [0, 1, 3, 4, 5, 8])
def test_results_come_in_order_whoever_did_the_tasks(number: int) -> None:
    script = f"print([*(name for done in crew.map(task, range({number}), few=30) for name in done.kept)])"
    assert halved(script) == str([str(place) for place in range(number)])


@pytest.mark.skipif(sys.platform != "linux", reason="processes are doubled on Linux alone")
@pytest.mark.parametrize(("jobs", "processes"), [(1, 1), (2, 2), (4, 2)])
def test_several_tasks_are_done_by_two_processes_if_there_may_be_two(jobs: int, processes: int) -> None:
    script = f"""
import multiprocessing
together = multiprocessing.get_context("fork").Barrier({processes})
met = []
def meet(item):
    if not met:
        met.append(together.wait())  # each waits once, for the other
    return task(item)
print(len({{done.process for done in crew.map(meet, range(8), few=30)}}))
"""
    assert halved(script, jobs) == str(processes)


def test_what_is_done_beside_shares_its_own_tasks_with_nobody() -> None:
    script = """
with crew.beside(lambda: {done.process for done in crew.map(task, range(8), few=30)}) as wait:
    here = {done.process for done in crew.map(task, range(8), few=30)}
    print(len(here), len(wait()), crew.can_halve())
print(crew.can_halve())
"""
    assert halved(script) == ("1 1 False\nTrue" if sys.platform == "linux" else "1 1 False\nFalse")


def test_without_a_second_core_a_task_is_done_when_it_is_waited_for() -> None:
    script = """
done = []
with crew.beside(lambda: done.append(1)) as wait:
    print(done)
    wait()
    print(done)
"""
    assert halved(script, jobs=1) == "[]\n[1]"


def test_a_worker_that_dies_while_another_is_being_started_ends_the_build() -> None:
    script = """
import multiprocessing, time
from multiprocessing.process import BaseProcess
from sitegen.workers import WorkerDied

start = BaseProcess.start

def slowly(process):
    start(process)
    time.sleep(0.5)  # the first is gone before this one is known

BaseProcess.start = slowly
try:
    with crew:
        [*crew.map(exec, ["import os; os._exit(1)", *["import time; time.sleep(99)"] * 7], few=0)]
except WorkerDied:
    while multiprocessing.active_children():
        time.sleep(0.01)
    print("none is left")
"""
    assert halved(script) == "none is left"
