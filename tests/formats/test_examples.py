"""Each syntax by example: what is read from a small digest, down to the last diagnostic."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen import formats
from tests.formats import examples


@pytest.mark.parametrize("source", examples.sources(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_example_is_read_as_expected(source: Path) -> None:
    told = examples.read(source)
    assert told == examples.expected_path(source).read_text(encoding="utf-8")
    assert json.loads(told)["syntax"] == source.parent.name


def test_every_syntax_has_examples_and_every_expected_file_its_digest() -> None:
    assert {path.parent.name for path in examples.sources()} == {syntax.name for syntax in formats.FORMATS}
    expected = {examples.expected_path(source) for source in examples.sources()}
    assert expected == set(examples.FOLDER.glob("*/*.json"))
