"""The house keeps its walls: who may import whom, who alone imports a library, how long a file may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "sitegen"
LAYERS = [
    {"diagnostics"},
    {"model"},
    {"config", "urls", "language", "text"},
    {"formats", "catalog", "typeset", "citation", "hosting"},
    {"pages", "feeds", "search", "insights"},
    {"sources", "store", "output", "manifest", "causes", "extensions", "lock", "cache"},
    {"interrupts", "beside", "workers", "digesting", "rendering", "tasks", "memory", "tally", "given"}
    | {"loading", "indexing", "relating", "pipeline", "build"},
    {"serve", "scaffold"},
    {"cli"},
]
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}
# Within one layer these may look at each other, in this direction only.
WITHIN = {
    ("text", "language"),
    ("pages", "insights"),
    ("beside", "interrupts"),
    ("workers", "beside"),
    ("workers", "interrupts"),
    ("relating", "workers"),
    ("relating", "tasks"),
    ("relating", "tally"),
    ("indexing", "workers"),
    ("indexing", "tasks"),
    ("indexing", "tally"),
    ("given", "memory"),
    ("given", "workers"),
    ("loading", "given"),
    ("loading", "memory"),
    ("loading", "tally"),
    ("loading", "tasks"),
    ("loading", "workers"),
    ("pipeline", "beside"),
    ("pipeline", "given"),
    ("pipeline", "indexing"),
    ("pipeline", "memory"),
    ("pipeline", "relating"),
    ("pipeline", "tally"),
    ("pipeline", "tasks"),
    ("pipeline", "workers"),
    ("build", "given"),
    ("build", "loading"),
    ("build", "memory"),
    ("build", "pipeline"),
    ("build", "tally"),
    ("build", "workers"),
    ("tasks", "digesting"),
    ("tasks", "rendering"),
    ("memory", "workers"),
    ("memory", "tasks"),
    ("workers", "tasks"),
    ("tasks", "workers"),
    ("tally", "workers"),
    ("manifest", "store"),
    ("manifest", "causes"),
    ("manifest", "output"),
    ("sources", "store"),
    ("extensions", "store"),
}
ONLY_IMPORTERS = {
    "markdown": {"text"},
    "math_core": {"text"},
    "jinja2": {"pages"},
    "lunr": {"search"},
    "numpy": {"search"},
    "watchdog": {"serve"},
    "livereload": {"serve"},
    "tornado": {"serve"},
    "rich": {"cli"},
    "shtab": {"cli"},
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "manager", "misc"}
# Pure modules touch neither disk nor clock nor environment.
IMPURE = {"os", "pathlib", "time", "random", "subprocess", "socket", "tempfile", "shutil", "logging"}


def modules() -> Iterator[tuple[str, Path]]:
    for file in sorted(HOUSE.rglob("*.py")):
        first = file.relative_to(HOUSE).parts[0].removesuffix(".py")
        if first not in {"__init__", "__main__"}:
            yield first, file


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                assert node.level == 1, f"{file}: an import from a package further up"
                continue  # from the module's own package
            yield f"{node.module}"
            if node.module == "sitegen":
                yield from (f"sitegen.{alias.name}" for alias in node.names)


@pytest.mark.parametrize(
    ("name", "file"), [pytest.param(n, f, id=str(f.relative_to(HOUSE))) for n, f in modules()]
)
def test_a_module_knows_only_what_is_below_it(name: str, file: Path) -> None:
    for imported in imports(file):
        package, _, rest = imported.partition(".")
        if package == "sitegen" and rest:
            other = rest.split(".")[0]
            allowed = other == name or LAYER.get(other, -1) < LAYER[name] or (name, other) in WITHIN
            assert allowed, f"{name} imports {imported}"
        elif package in ONLY_IMPORTERS:
            assert name in ONLY_IMPORTERS[package], f"{name} imports {package}"
        if LAYER[name] <= 4:
            assert package not in IMPURE, f"{name} is pure, yet imports {package}"


@pytest.mark.parametrize("file", [pytest.param(f, id=str(f.relative_to(HOUSE))) for _, f in modules()])
def test_a_file_is_short_and_well_named(file: Path) -> None:
    assert not FORBIDDEN_NAMES & set(file.relative_to(HOUSE).with_suffix("").parts)
    lines = file.read_text("utf-8").split("\n")
    assert len(lines) <= 310 or any(line.startswith("# Long because") for line in lines[:20])
