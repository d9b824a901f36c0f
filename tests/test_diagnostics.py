"""How diagnostics are told, and that each of their codes is documented."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from sitegen.config import CODES as CONFIG_CODES
from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.formats.engine.findings import CODES as FORMAT_CODES

HERE = Path(__file__).parent
HOUSE = HERE.parent / "sitegen"
# Calls that take a code, and at which place of their arguments.
MAKERS = {"Diagnostic": 2, "Problem": 0, "problem": 0, "report": 0, "_error": 1}


def test_a_diagnostic_is_told_with_its_place() -> None:
    told = Diagnostic(
        Position("content/a.md", 3, 7), Severity.WARNING, "total-differs", "expected 3, found 2"
    )
    assert str(told) == "content/a.md:3:7: warning[total-differs]: expected 3, found 2"
    assert str(Position("content/a.md")) == "content/a.md"
    assert str(Position("content/a.md", 3)) == "content/a.md:3"


def test_diagnostics_sort_by_place_then_severity() -> None:
    late = Diagnostic(Position("a.md", 10), Severity.NOTE, "b", "")
    early = Diagnostic(Position("a.md", 9), Severity.ERROR, "a", "")
    other = Diagnostic(Position("b.md", 1), Severity.ERROR, "a", "")
    assert sorted([other, late, early]) == [early, late, other]


def test_every_code_is_documented_and_every_documented_code_exists() -> None:
    table = (HERE.parent / "docs" / "diagnostics.md").read_text("utf-8")
    documented = re.findall(r"^\| `([a-z0-9-]+)` \| (?:note|warning|error) \|", table, re.MULTILINE)
    assert len(documented) == len(set(documented))
    assert set(documented) == set(codes_in_code()) | set(FORMAT_CODES) | set(CONFIG_CODES)


def codes_in_code() -> Iterator[str]:
    for file in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                place = MAKERS.get(name, len(node.args))
                for argument in node.args[place : place + 1]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value
