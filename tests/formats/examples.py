"""The examples: each syntax's folder of small digests, each with what must be read from it beside it.

``python -m tests.formats.examples`` writes the expected files anew; read the difference before committing.
"""

from __future__ import annotations

import dataclasses
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
        "digest": dataclasses.asdict(loaded.digest) if loaded.digest else None,
        "diagnostics": [str(diagnostic) for diagnostic in loaded.diagnostics],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for example in sources():
        expected_path(example).write_text(read(example), encoding="utf-8")
