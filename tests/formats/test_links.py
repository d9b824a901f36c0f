"""A paper's address: as written where that is usable, mended where it is plain what was meant, else text."""

from __future__ import annotations

import pytest

from sitegen import formats
from sitegen.model import Record, SourceFile


def record(target: str) -> tuple[Record, set[str]]:
    text = f"### [1] [A Title (in) [brackets]]({target})\n*A*\n\nMain category: cs.LG\n\nTL;DR: t\n"
    loaded = formats.load(SourceFile("2025-05-27.md", text.encode()))
    assert loaded.digest
    return loaded.digest.sections[0].records[0], {
        said.code for said in loaded.diagnostics if "link" in said.code
    }


@pytest.mark.parametrize(
    "target",
    [
        "https://arxiv.org/abs/2505.00001",
        "http://arxiv.org/pdf/2505.00001v2",
        "https://example.org/a_(b)?c=d#e",
        "HTTPS://EXAMPLE.ORG/",
    ],
)
def test_a_usable_target_is_the_address_as_written(target: str) -> None:
    found, codes = record(target)
    assert (found.title, found.url, codes) == ("A Title (in) [brackets]", target, set())


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("2505.00001", "https://arxiv.org/abs/2505.00001"),
        ("arXiv:2505.00001v2", "https://arxiv.org/abs/2505.00001v2"),
        ("math.AG/0309136", "https://arxiv.org/abs/math.AG/0309136"),
        ("[https://arxiv.org/abs/](https://arxiv.org/abs/)2505.00001", "https://arxiv.org/abs/2505.00001"),
        ("<https://arxiv.org/abs/2505.00001>", "https://arxiv.org/abs/2505.00001"),
        (" https://arxiv.org/abs/2505.00001 ", "https://arxiv.org/abs/2505.00001"),
        ('https://arxiv.org/abs/2505.00001 "a title"', "https://arxiv.org/abs/2505.00001"),
        ("arxiv.org/abs/2505.00001", "https://arxiv.org/abs/2505.00001"),
        ("www.example.org/paper", "https://www.example.org/paper"),
    ],
)
def test_a_broken_target_is_mended_and_told(target: str, url: str) -> None:
    found, codes = record(target)
    assert (found.title, found.url, codes) == ("A Title (in) [brackets]", url, {"repaired-link"})


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/x",
        "//example.org/x",
        "paper.html",
        "#toc",
        "https://exa mple.org",
        'https://example.org/"onmouseover="x',
        "https://example.org/\x01",
    ],
)
def test_any_other_target_is_never_an_address_but_kept_as_text(target: str) -> None:
    found, codes = record(target)
    assert (found.url, codes) == ("", {"unusable-link"})
    assert [field.text for field in found.fields if field.name == "link"] == [target]
