"""Every kind of page is valid HTML, as the Nu Html Checker has it."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.sites import Built, SiteBuilder, Told

ROOT = Path(__file__).parent.parent
HOSTILE = Told(
    "", 'A <b> & $k<g$ "q"', 'a "b" c/d', ('<i>"x"', "张三"), "~`*$", url="https://x.org/?a=1&b=2#c"
)
OWN = """# About

| a | b |
|--:|---|
| 1 | `2` |

> See ![a](/x.png "t") and [b](#c).

## C

```py
<x>
```
"""
# Not mistakes: data in a script element is no script, and a file on a disk has no host to be of.
POLICY = re.compile("(?:Inline script|Resource) violates Content Security Policy")
# Its guess at a page's language, which it makes of words that are half names and formulas.
GUESS = re.compile("This document appears to be written in")


@pytest.fixture(scope="module")
def checker() -> str:
    found = subprocess.run(
        ["sh", str(ROOT / "tests/find_vnu.sh"), str(ROOT / ".venv/vnu")],
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(found.stderr)
    return found.stdout.strip()


@pytest.fixture
def built(site: SiteBuilder, corpus: Path) -> Built:
    """A site with every kind of page, under a path, of made-up, hostile and real texts."""
    site.config('base_url = "https://example.org/some/where/"\ndescription = "A & B"')
    site.file("content/pages/about.md", OWN)
    for file in [*sorted(corpus.glob("dialects/*/*.md")), corpus / "seed/2025-05-27.md"]:
        if file.stat().st_size < 200_000:
            site.file(f"content/{file.parent.name}/{file.name}", file.read_bytes())
    # A day that is too large for one page, some of whose papers come again.
    crowd = [Told(f"2605.{n:05}", category="cs.LG" if n % 9 else "cs.CL") for n in range(900)]
    site.digest("2026-05-01", HOSTILE, *crowd)
    return site.digest("2026-05-02", HOSTILE, crowd[0]).build()


def test_no_kind_of_page_has_an_error_or_a_warning(checker: str, built: Built) -> None:
    pages = [name for name in built.files() if name.endswith(".html")]
    papers = [name for name in pages if name.startswith("papers/")]
    chosen = [name for name in pages if name not in papers] + papers[::5]
    kinds = ("digests/2026-05-01/cs.LG/2", "categories/cs.LG/2026-05/2", "pages/about", "saved", "404.html")
    assert all(any(name.startswith(kind) for name in chosen) for kind in kinds)
    command = ["java", "-Xmx1g", "-jar", checker, "--format", "json", "--stdout", *chosen]
    ran = subprocess.run(command, cwd=built.folder, capture_output=True, text=True, check=False)
    told = [
        f"{message.get('url', '').rpartition('/public/')[2]}: {message['message']}: {message.get('extract')}"
        for message in json.loads(ran.stdout)["messages"]
        if not POLICY.match(message["message"]) and not GUESS.match(message["message"])
    ]
    assert told == []
