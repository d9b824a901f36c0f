"""Every code that loading can report stands in the table of the documentation, with its severity."""

from __future__ import annotations

import re
from pathlib import Path

from sitegen.formats.engine.findings import CODES

TABLE = Path(__file__).parent.parent.parent / "docs" / "diagnostics.md"


def test_every_code_is_documented_with_its_severity() -> None:
    rows = dict(
        re.findall(r"^\| `([a-z0-9-]+)` \| (note|warning|error) \|", TABLE.read_text("utf-8"), re.MULTILINE)
    )
    assert {code: rows.get(code) for code in CODES} == {
        code: severity.word for code, severity in CODES.items()
    }
