"""A process beside this one. Each test has a process of its own, for one with threads may not be doubled."""

from __future__ import annotations

import sys

import pytest

from tests import alone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are doubled on Linux alone")

BEGIN = """
import os, signal, threading, time
from sitegen.beside import ProcessDied, beside, can_fork
"""


def said(script: str) -> str:
    return alone.said(script, BEGIN)


def test_a_task_is_done_in_another_process_that_knows_what_this_one_knew() -> None:
    assert said("""
        known = [1]
        def task():
            known.append(2)
            return os.getpid(), known
        with beside(task) as wait:
            process, found = wait()
        print(process != os.getpid(), found, known)
    """) == "True [1, 2] [1]"  # fmt: skip


def test_both_work_at_the_same_time() -> None:
    assert said("""
        (read, write), (hear, say) = os.pipe(), os.pipe()
        def task():
            os.write(say, b"asked")
            return os.read(read, 8)
        with beside(task) as wait:
            os.write(write, os.read(hear, 8) + b"!")  # it waits for this one, which waits for it
            print(wait())
    """) == "b'asked!'"  # fmt: skip


def test_it_is_known_whether_a_task_is_done() -> None:
    assert said("""
        read, write = os.pipe()
        with beside(lambda: os.read(read, 8)) as wait:
            print(wait.ready())
            os.write(write, b"go")
            while not wait.ready():
                time.sleep(0.01)
            print(wait())
    """) == "False\nb'go'"  # fmt: skip


def test_what_a_task_raises_is_raised_where_it_is_waited_for() -> None:
    assert said("""
        try:
            with beside(lambda: {}["gone"]) as wait:
                print("meanwhile")
                wait()
        except KeyError as error:
            print(error)
    """) == "meanwhile\n'gone'"  # fmt: skip


def test_turns_are_taken_once_by_whoever_is_free() -> None:
    assert said("""
        from sitegen.beside import MOST_TURNS, turns
        with turns(MOST_TURNS) as take:
            with beside(lambda: list(take())) as wait:
                ours = list(take())
                theirs = wait()
        print(sorted(ours + theirs) == list(range(MOST_TURNS)), ours == sorted(ours))
    """) == "True True"  # fmt: skip


def test_whoever_is_busy_takes_fewer_turns() -> None:
    assert said("""
        from sitegen.beside import turns
        (hear, say) = os.pipe()
        def others():
            took = []
            for turn in take():
                took.append(turn)
                os.read(hear, 1)  # as long as this one is not done
            return took
        with turns(100) as take:
            with beside(others) as wait:
                ours = list(take())
                os.write(say, b"!" * 100)
                theirs = wait()
        print(len(theirs) <= 1, sorted(ours + theirs) == list(range(100)))
    """) == "True True"  # fmt: skip


def test_a_process_that_is_killed_is_told() -> None:
    assert said("""
        try:
            with beside(lambda: os.kill(os.getpid(), signal.SIGKILL)) as wait:
                wait()
        except ProcessDied:
            print("died")
    """) == "died"  # fmt: skip


@pytest.mark.parametrize("leaves", ["pass", "raise SystemExit(0)"])
def test_a_process_that_nobody_waits_for_is_ended(leaves: str) -> None:
    assert said(f"""
        import atexit
        def ended():
            try:
                os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                print("ended")
        atexit.register(ended)
        with beside(lambda: time.sleep(600)):
            {leaves}
    """) == "ended"  # fmt: skip


def test_where_there_may_be_no_more_processes_the_task_is_done_here() -> None:
    assert said("""
        def fork():
            raise BlockingIOError
        os.fork = fork
        with beside(os.getpid) as wait:
            print(wait() == os.getpid())
    """) == "True"  # fmt: skip


def test_a_process_with_threads_is_not_doubled() -> None:
    assert said("""
        print(can_fork())
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        print(can_fork())
    """) == "True\nFalse"  # fmt: skip
