"""The language of a text by its scripts."""

from __future__ import annotations

import pytest

from sitegen.language import language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("A plain sentence, naïve perhaps.", "en"),
        ("提出一种新方法，称为LoRA微调。", "zh"),
        ("LLM 评测", "zh"),
        ("大規模言語モデルの評価を行う", "ja"),
        ("중국어가 아닌 한국어 문장 (漢字)", "ko"),
        ("这本书名为《の》，内容是中文的研究", "zh"),
        ("The concept of 气 in classical texts", "en"),
        ("12.5%", "und"),
        ("", "und"),
    ],
)
def test_scripts_tell_the_language(text: str, tag: str) -> None:
    assert language(text) == tag
