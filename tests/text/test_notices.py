"""What stands where a summary should."""

from __future__ import annotations

import pytest

from sitegen.text import is_notice


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Error",
        "N/A",
        "none",
        "无",
        "Summary generation failed",
        "Method extraction failed.",
        "错误：分析失败。",
    ],
)
def test_notices_are_known(text: str) -> None:
    assert is_notice(text)


@pytest.mark.parametrize(
    "text",
    ["Error bars are none.", "None of the methods works.", "无监督学习", "Generation failed to converge."],
)
def test_sentences_are_none(text: str) -> None:
    assert not is_notice(text)
