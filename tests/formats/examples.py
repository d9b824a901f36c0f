"""The examples: each syntax's folder of small digests, each with what must be read from it beside it.

``python -m tests.formats.examples`` writes the expected files anew; read the difference before committing.
"""

from __future__ import annotations

import json
from pathlib import Path

from sitegen import formats
from sitegen.model import SourceFile

FOLDER = Path(__file__).parent / "examples"


def sources() -> list[Path]:
    """Give every example digest."""
    return sorted(path for path in FOLDER.glob("*/*") if path.suffix != ".json")


def expected_path(source: Path) -> Path:
    """Give the place of what must be read from an example."""
    return source.with_name(source.name + ".json")


def read(source: Path) -> str:
    """Load an example and write down all that was read."""
    loaded = formats.load(SourceFile(source.name, source.read_bytes()))
    told = {
        "syntax": loaded.syntax,
        "digest": _plain(loaded.digest),
        "diagnostics": [str(diagnostic) for diagnostic in loaded.diagnostics],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _plain(value: object) -> object:
    """Give values as JSON has them, with the names of their parts."""
    if not isinstance(value, tuple):
        return value
    parts = [_plain(part) for part in value]
    return dict(zip(names, parts, strict=True)) if (names := getattr(value, "_fields", None)) else parts


if __name__ == "__main__":
    for example in sources():
        expected_path(example).write_text(read(example), encoding="utf-8")
