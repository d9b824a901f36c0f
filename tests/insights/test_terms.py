"""Which words of a title or summary are terms."""

from __future__ import annotations

import pytest

from sitegen.insights.terms import fold, terms


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # A term ends where a function word, a stop, or a word of papers about themselves stands.
        ("Graph Neural Networks for Traffic", {"Graph Neural Networks", "Neural Networks", "Traffic"}),
        ("PolyRoute: Sparse Grids via Kernels", {"PolyRoute", "Sparse Grids", "Grids", "Kernels"}),
        # What says too little by itself may end a term.
        ("Learning World Models", {"Learning World Models", "World Models"}),
        ("A Novel Framework for the Model", set()),
        # Abbreviations count wherever they stand; what something is based on is the term.
        ("LLM-based Agents", {"LLM"}),
        ("Training VLA Policies", {"Training VLA Policies", "VLA Policies", "VLA"}),
        ("State-of-the-Art Results in 2026", set()),
    ],
)  # fmt: skip
def test_the_terms_of_a_title(title: str, expected: set[str]) -> None:
    assert set(terms(title, "")) == expected


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (
            "提出一种基于扩散模型的视频生成方法，显著提升了时间一致性。",
            {"扩散模型", "视频生成", "时间一致性"},
        ),
        ("本文研究多智能体强化学习在自动驾驶中的应用", {"多智能体强化学习", "自动驾驶"}),
        # A word in which a parting one hides is whole.
        ("端到端的对抗攻击", {"对抗攻击"}),
        # Too short or too vague.
        ("模型的性能和数据集", set()),
        ("トランスフォーマーを用いた機械翻訳の手法を提案する。", {"トランスフォーマー", "機械翻訳"}),
        ("We propose a plain English summary of it all.", set()),
    ],
)
def test_the_terms_of_a_summary(summary: str, expected: set[str]) -> None:
    assert set(terms("", summary)) == expected


def test_keywords_are_terms_as_they_stand() -> None:
    assert set(terms("", "", "tabular data, graph kernels；联邦学习")) == {
        "tabular data",
        "graph kernels",
        "联邦学习",
    }


def test_one_term_is_written_in_many_ways() -> None:
    assert fold("World Models") == fold("world model") == "world model"
    assert fold("Policies") == "policy"
    assert fold("Loss") == "loss"
