"""Every kind of page is valid HTML, as the Nu Html Checker has it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import tool
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
    return tool("vnu")


def mistakes(checker: str, built: Built, names: list[str]) -> list[str]:
    """What the checker says of pages, less what is none."""
    command = ["java", "-Xmx1g", "-jar", checker, "--format", "json", "--stdout", *names]
    ran = subprocess.run(command, cwd=built.folder, capture_output=True, text=True, check=False)
    return [
        f"{message.get('url', '').rpartition('/public/')[2]}: {message['message']}: {message.get('extract')}"
        for message in json.loads(ran.stdout)["messages"]
        if not POLICY.match(message["message"]) and not GUESS.match(message["message"])
    ]


def pages(built: Built) -> list[str]:
    return [name for name in built.files() if name.endswith(".html")]


def test_no_kind_of_page_has_an_error_or_a_warning(checker: str, site: SiteBuilder) -> None:
    site.config('base_url = "https://example.org/some/where/"\ndescription = "A & B"')
    site.file("content/pages/about.md", OWN)
    for file in [*ROOT.glob("tests/formats/examples/*/*.md"), *ROOT.glob("content/*.md")]:
        site.file(f"content/{file.parent.name}/{file.name}", file.read_bytes())
    # A day that is too large for one page, some of whose papers come again.
    crowd = [Told(f"2605.{n:05}", category="cs.LG" if n % 9 else "cs.CL") for n in range(900)]
    site.digest("2026-05-01", HOSTILE, *crowd)
    built = site.digest("2026-05-02", HOSTILE, crowd[0]).build()
    chosen = [name for name in pages(built) if "papers/2605" not in name]
    kinds = (
        "digests/2026-05-01/cs.LG/2",
        "categories/cs.LG/2026-05/2",
        "pages/about",
        "papers/x",
        "404.html",
    )
    assert all(any(name.startswith(kind) for name in chosen) for kind in kinds)
    assert mistakes(checker, built, [*chosen, "papers/2605/2605.00000/index.html"]) == []


def test_no_page_of_real_digests_has_an_error_or_a_warning(
    checker: str, site: SiteBuilder, corpus: Path
) -> None:
    for file in [*sorted(corpus.glob("dialects/*/*.md")), corpus / "seed/2025-05-27.md"]:
        if file.stat().st_size < 200_000:
            site.file(f"content/{file.parent.name}/{file.name}", file.read_bytes())
    built = site.build()
    assert len(pages(built)) > 200
    assert mistakes(checker, built, pages(built)) == []
