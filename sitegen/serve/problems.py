"""What went wrong, ready to be shown in a page: each diagnostic with the lines it concerns."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict

from sitegen.diagnostics import Diagnostic, Severity

_AROUND = 2
_LONGEST = 400
_MOST = 50


class Line(TypedDict):
    """A line of a file, with its number."""

    number: int
    text: str


class Problem(TypedDict):
    """A diagnostic with the lines around its place, as far as they can be read."""

    severity: str
    code: str
    message: str
    file: str
    line: int
    column: int
    lines: list[Line]


class Problems(TypedDict):
    """All errors, or where there are none the warnings: the first few, and how many there are."""

    errors: list[Problem]
    error_total: int
    warnings: list[Problem]
    warning_total: int


NONE: Problems = {"errors": [], "error_total": 0, "warnings": [], "warning_total": 0}


def problems(diagnostics: Sequence[Diagnostic], folders: Sequence[Path], *, strict: bool) -> Problems:
    """Prepare diagnostics; ``folders`` are where their files may lie. With ``strict`` warnings are errors."""
    worst = [
        d for d in diagnostics if d.severity is Severity.ERROR or (strict and d.severity is Severity.WARNING)
    ]
    rest = [d for d in diagnostics if d.severity is Severity.WARNING and d not in worst]
    read = functools.cache(lambda name: _read(name, folders))
    return {
        "errors": [_problem(d, read) for d in worst[:_MOST]],
        "error_total": len(worst),
        "warnings": [_problem(d, read) for d in rest[:_MOST]],
        "warning_total": len(rest),
    }


def fault(message: str) -> Problems:
    """Prepare a failure that has no place in a file."""
    summary = message.strip().splitlines()[-1] if message.strip() else "the build failed"
    lines: list[Line] = [{"number": 0, "text": text} for text in message.strip().splitlines()[:-1]]
    problem: Problem = {
        "severity": "error", "code": "", "message": summary,
        "file": "", "line": 0, "column": 0, "lines": lines,
    }  # fmt: skip
    return {"errors": [problem], "error_total": 1, "warnings": [], "warning_total": 0}


def _problem(found: Diagnostic, read: Callable[[str], list[str]]) -> Problem:
    place = found.position
    return {
        "severity": found.severity.word,
        "code": found.code,
        "message": found.message,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "lines": _lines(read(place.file), place.line) if place.line else [],
    }


def _lines(text: list[str], line: int) -> list[Line]:
    first = max(line - _AROUND, 1)
    return [
        {"number": number, "text": shown.rstrip("\r")[:_LONGEST]}
        for number, shown in enumerate(text[first - 1 : line + _AROUND], first)
    ]


def _read(name: str, folders: Sequence[Path]) -> list[str]:
    for folder in folders:
        try:
            # Split at LF alone: the places that diagnostics name are counted so.
            return (folder / name).read_bytes().decode("utf-8", "replace").split("\n")
        except OSError:
            continue
    return []
