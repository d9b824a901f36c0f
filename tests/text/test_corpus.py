"""Real fields: nothing of them is lost, nearly every formula is shown as mathematics."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.text import block, inline, plain
from tests.text.reader import lost

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY = 20  # of the half year's 181 files; the dialects are read whole


def _texts(corpus: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the place, the title or '', and the text of each field, as the independent census reads them."""
    spec = importlib.util.spec_from_file_location("census", corpus.parent / "oracle" / "census.py")
    assert spec is not None
    assert spec.loader is not None
    census = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(census)
    files = sorted(corpus.glob("dialects/**/*.md")) + sorted(corpus.glob("dw/*.md"))[::EVERY]
    for path in [*files, *corpus.glob("seed/*.md")]:
        for paper in census.Census(path.read_bytes(), path.name).result(text=True)["papers"]:
            place = f"{path.name}:{paper['line']}"
            yield place, paper["title"], paper["title"]
            for field in paper["fields"].values():
                yield place, "", field["text"]


@pytest.fixture(scope="module")
def texts(corpus: Path) -> list[tuple[str, str, str]]:
    return list(_texts(corpus))


def test_no_word_of_a_real_field_is_lost(texts: list[tuple[str, str, str]]) -> None:
    assert len(texts) > 30_000
    parted = []
    for place, title, text in texts:
        html = f"<p>{inline(text).html}</p>" if title else block(text).html
        if difference := lost(text, html):
            parted.append(f"{place}: {difference}")
    assert parted == []


def test_nearly_every_formula_is_mathematics(texts: list[tuple[str, str, str]]) -> None:
    shown = failed = 0
    for text in {text for _, _, text in texts}:
        typeset = block(text)
        shown += typeset.html.count("<math")
        failed += sum("formula" in problem.message for problem in typeset.problems)
    assert shown > 1_000
    assert failed < 0.02 * shown


def test_the_libraries_are_loaded_only_when_a_text_needs_them() -> None:
    program = (
        "import sys; from sitegen.text import block, inline, plain, name, language;"
        "block('A plain field.'); inline('A title'); plain('x'); name('Y'); language('z');"
        "sys.exit('markdown' in sys.modules or 'math_core' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_plain_text_of_real_fields_holds_no_tag(texts: list[tuple[str, str, str]]) -> None:
    for _, _, text in texts:
        if "<" not in text and "\\text" not in text:
            assert "<" not in plain(text)
