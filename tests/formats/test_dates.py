"""Where a digest's date comes from, in order: the file's name, its front matter, a heading."""

from __future__ import annotations

import pytest

from sitegen import formats
from sitegen.model import SourceFile

PAPER = "### [1] [T](https://arxiv.org/abs/2505.00001)\n*A*\n\nMain category: cs.LG\n\nTL;DR: t\n"
FRONT = "---\ntitle: Ours\ndate: 2025-05-28\n---\n\n"


def dated(path: str, head: str) -> tuple[str | None, list[str]]:
    loaded = formats.load(SourceFile(path, f"{head}{PAPER}".encode()))
    told = [str(said) for said in loaded.diagnostics if "date" in said.code]
    return loaded.digest.date if loaded.digest else None, [line.split("]:")[0] + "]" for line in told]


@pytest.mark.parametrize(
    ("path", "head", "date"),
    [
        ("2025-05-27.md", "", "2025-05-27"),
        ("2025/old/2025-05-27_database.md", "", "2025-05-27"),
        ("daily20250527.md", "", "2025-05-27"),
        ("2025_05_27.md", "", "2025-05-27"),
        ("today.md", FRONT, "2025-05-28"),
        ("today.md", "# Papers of 2025-05-29\n\n", "2025-05-29"),
        ("today.md", "# 2025年5月9日の論文\n\n", "2025-05-09"),
        ("today.md", "**Report Date:** 2025-05-30\n\n", "2025-05-30"),
        ("today.md", f"{FRONT}# Papers of 2025-05-28\n\n", "2025-05-28"),
    ],
)
def test_the_first_place_with_a_date_gives_it(path: str, head: str, date: str) -> None:
    assert dated(path, head) == (date, [])


def test_places_that_differ_are_told() -> None:
    assert dated("2025-05-27.md", f"{FRONT}# Papers of 2025-05-29\n\n") == (
        "2025-05-27",
        ["2025-05-27.md:3:7: note[date-differs]", "2025-05-27.md:6:13: note[date-differs]"],
    )


def test_a_date_that_no_calendar_has_is_told_and_passed_over() -> None:
    assert dated("2025-13-40.md", FRONT) == ("2025-05-28", ["2025-13-40.md: warning[impossible-date]"])
    assert dated("2025-02-29.md", "") == (
        None,
        ["2025-02-29.md: warning[impossible-date]", "2025-02-29.md:1:1: error[no-date]"],
    )


def test_a_digest_without_a_date_is_an_error() -> None:
    assert dated("today.md", "") == (None, ["today.md:1:1: error[no-date]"])


def test_a_number_in_a_name_is_no_date() -> None:
    assert dated("120250527999.md", FRONT) == ("2025-05-28", [])
