"""How much of a description is told."""

from __future__ import annotations

import pytest

from sitegen.pages.describing import shown


@pytest.mark.parametrize(
    ("text", "length"),
    [("Short.", 6), ("word " * 100, 160), ("论文" * 100, 80), ("论文" * 20 + "word " * 100, 120)],
)
def test_a_description_is_cut_where_nothing_more_is_shown(text: str, length: int) -> None:
    assert shown(text) == text[:length]
