"""Fuzzing in short: what was found once, some hundred damaged inputs a target, and texts without end."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.browser import chromium
from tests.formats.mutating import damaged
from tests.fuzz import browser, repeated
from tests.fuzz.seeds import found, seeds
from tests.fuzz.targets import TARGETS
from tests.sites import SiteBuilder

# The same inputs every time: what fails here was made to fail by a change.
SHORT = settings(max_examples=120, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize("target", TARGETS)
def test_what_was_found_is_mended(target: str) -> None:
    for data in found(target):
        TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
def test_damaged_inputs_do_no_harm(target: str) -> None:
    known = seeds(target)

    @SHORT
    @given(st.integers(0, 2**32) | st.binary(max_size=200))
    def run(given: int | bytes) -> None:
        dice = random.Random(given) if isinstance(given, int) else None
        TARGETS[target](damaged(dice.choice(known), known, dice) if dice else given)  # type: ignore[arg-type]

    run()


def test_a_damaged_index_is_told_by_the_browser_s_reader_and_never_hangs_it() -> None:
    with chromium() as started:
        page = started.new_page()
        page.goto("data:text/html,")
        assert browser.damage(page, 1, 300) == (300, [])


@pytest.mark.parametrize("share", range(4))
def test_four_times_a_text_takes_four_times_the_steps(share: int) -> None:
    for one in [*repeated.ONES, *repeated.MORE][share::4]:
        files = zip(repeated.inputs(one, 2_000), repeated.inputs(one, 8_000), strict=True)
        for number, ((path, short), (_, long)) in enumerate(files):
            few, many = repeated.steps(path, short), repeated.steps(path, long)
            assert many < 5 * few + 1_000, f"{one!r} as input {number}, {path}"


def test_no_repeated_text_takes_patterns_more_than_linear_time() -> None:
    """Steps say nothing of patterns; were one quadratic, this would take hours.

    The whole table, and files of megabytes, are ``python -m tests.fuzz.repeated``.
    """
    hard = ["[", "\\(", "$", "*", "<", "{", "'", "`a", "中", "\n- ", "# ", "\\a"]
    command = [sys.executable, "-m", "tests.fuzz.repeated", "0.1", *hard]
    subprocess.run(command, check=True, timeout=300, cwd=Path(__file__).parents[2], capture_output=True)


def test_a_digest_of_too_many_papers_is_shown_and_told(
    site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitegen import digesting, search

    assert digesting.MOST_DOCUMENTS == search.MOST_DOCUMENTS
    for module in (digesting, search):
        monkeypatch.setattr(module, "MOST_DOCUMENTS", 3)
    papers = "".join(f"### [{n}] [Paper {n}](https://arxiv.org/abs/2505.{n:05})\n\n" for n in range(1, 6))
    built = site.file("content/2025-05-27.md", papers).build()
    assert "too-many-papers" in built.codes()
    assert built.report.papers == 5
