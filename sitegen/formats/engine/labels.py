"""Labels of fields: how they are written, and what the known ones mean in every language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# Canonical name: the spellings known for it. Case, punctuation, emoji and underscores do not matter.
_SPELLINGS: dict[str, str] = {
    "tldr": "TL;DR|TLDR|一句话总结|一句话概括|简要总结|核心要点|要点|概要|핵심 요약|요약",
    "task": "Task|任务|タスク|과제",
    "motivation": "Motivation|动机|研究动机|研究背景与动机|動機|研究動機|연구 배경 및 동기|동기",
    "background": "Background|背景|研究背景|배경",
    "data": "Data|数据|データ|데이터",
    "method": "Method|Methods|方法|研究方法|手法|연구 방법론|연구 방법|방법",
    "result": "Result|Results|结果|实验结果|研究结果|結果|주요 성과 및 결과|결과",
    "conclusion": "Conclusion|Conclusions|结论|結論|결론 및 시사점|결론",
    "abstract": "Abstract|Original Abstract|English abstract|Abstract (英文)|英文摘要|原文摘要|摘要"
    "|원문 초록|초록",
    "summary": "AI Abstract|AI Summary|Summary|AI摘要|总结",
    "translation": "Translation|Abstract translation|Abstract (中文)|中文摘要|摘要翻译|摘要中文"
    "|概要翻訳|초록 번역",
    "title-translation": "Title (ZH)|Title (中文)|Title translation|中文标题|标题翻译|题目翻译|タイトル翻訳",
    "title-english": "Title (EN)",
    "keywords": "Keywords|Keyword|Key words|关键词|關鍵詞|キーワード|키워드",
    "comment": "Comment|Comments|备注|コメント",
    "ai-comments": "AI Comments|AI Comment|AI点评|点评",
    "code": "Code|Code URL|代码|代码链接|コード",
    "category": "Main category|Primary category|主类别|主要类别|主分类|カテゴリ|카테고리",
    "categories": "Categories|Category|类别|分类",
    "authors": "Authors|作者|著者|저자",
    "arxiv": "arXiv",
    "pdf": "PDF",
    # Labels of forks: known to be labels, named by themselves.
    "relevance-score": "Relevance Score",
    "read-time": "Read time",
    "key-contributions": "Key Contributions",
    "limitations": "Limitations|局限性|局限",
    "techniques": "Techniques",
    "main-theorems": "Main Theorems",
    "significance": "Significance",
    "direction": "Direction",
    "subtopic": "Subtopic",
    "classification-reason": "Classification reason",
    "selection-reason": "Selection reason",
    "ranking-relevance": "Ranking Relevance",
    "matched-keywords": "Matched keywords",
    "recommendation": "Recommendation",
    "score": "Score",
    "groups": "Groups",
    "source": "Source",
    "catalog": "Catalog",
    "tags": "Tags",
    "domain": "Domain",
    "updated": "Updated",
    "related-work": "Related Work",
    "future-work": "Future Work",
    "potential-applications": "Potential Applications",
    "detailed-summary": "Detailed Summary",
    "plain-words": "大白话",
    "core-value": "核心价值",
}

_WORD = re.compile(r"[^\W_]+")
_PARENTHESIS = re.compile(r"([^()（）]*)[(（]([^()（）]*)[)）]")
# `Label:`, `**Label:**`, `**Label**:`, `> **Label:**`, `- **Label**:`, each also with a full-width colon.
# A plain label of letters only counts with a space or the line's end after an ASCII colon: 10:30 is none.
_LINE = re.compile(
    r"(?:> ?)?(?P<list>[-*+] {1,4})?"
    r"(?:\*\*(?P<bold>[^*:：\s][^*:：]{0,59}?) ?(?:[:：]\*\*|\*\* ?[:：])"
    r"|(?P<plain>[^\s*:：#<>\[\]`|{-][^*:：`|]{0,59}?) ?(?:：|:(?=\s|$)))"
)
_KNOWN_UNSPACED = re.compile(r"(?P<plain>[^\s*:：#<>\[\]`|{-][^*:：`|]{0,59}):")
_HEADING = re.compile(r"#{2,5} +(?P<plain>[^\[\]#|]{1,60}?)[:：]?\s*")
_SUMMARY = re.compile(r"\s{0,8}(?:<details(?: [^<>]{0,40})?>\s{0,8})?<summary>([^<>]{0,100})</summary>\s*")
_DETAILS = {"details", "detail", "详情", "详细", "详细信息", "詳細", "상세"}


class Label(NamedTuple):
    """A line that may begin a field: its index, its words and their meaning, and where its text starts.

    ``style`` is ``plain``, ``bold``, ``list-plain``, ``list-bold``, ``heading`` or ``summary``; ``signature``
    is the style and the folded words: how the label is written, whatever it means.
    """

    at: int
    label: str
    name: str
    signature: tuple[str, str]
    start: int

    @property
    def style(self) -> str:
        """How the label is decorated."""
        return self.signature[0]


def folded(label: str) -> str:
    """Give a label's words without case, punctuation, emoji and underscores: ``TL;DR`` is ``tl dr``."""
    return " ".join(_WORD.findall(label.casefold()))


_NAMES: dict[str, str] = {
    folded(spelling): name for name, spellings in _SPELLINGS.items() for spelling in spellings.split("|")
}


def known_name(label: str) -> str:
    """Give the canonical name of a known label; empty for an unknown one.

    Of ``핵심 요약 (TL;DR)`` the whole, the words in parentheses or those before them may be known.
    """
    if name := _NAMES.get(folded(label)):
        return name
    if parts := _PARENTHESIS.fullmatch(label.strip()):
        return _NAMES.get(folded(parts[2])) or _NAMES.get(folded(parts[1])) or ""
    return ""


def slug(label: str) -> str:
    """Name an unknown label: its words in lower case, joined by ``-``."""
    return "-".join(_WORD.findall(label.casefold())) or "field"


@lru_cache(maxsize=4096)
def name_of(label: str) -> str:
    """Give a label's canonical name, or its slug."""
    return known_name(label) or slug(label)


def label_at(line: str, at: int) -> Label | None:
    """Read the label that a line begins with, if it does; ``at`` is the line's index."""
    if found := _LINE.match(line):
        bold = found["bold"]
        label = bold if bold is not None else found["plain"]
        style = "plain" if bold is None else "bold"
        return _label(at, label, f"list-{style}" if found["list"] else style, found.end())
    if line.startswith("#"):
        if (found := _HEADING.fullmatch(line[:80])) and len(line) <= 80:
            return _label(at, found["plain"], "heading", len(line))
    elif (found := _KNOWN_UNSPACED.match(line)) and known_name(found["plain"]):
        return _label(at, found["plain"], "plain", found.end())
    return None


@lru_cache(maxsize=4096)
def _meaning(label: str, style: str) -> tuple[str, tuple[str, str]]:
    return name_of(label), (style, folded(label))


def _label(at: int, label: str, style: str, start: int) -> Label:
    name, signature = _meaning(label, style)
    return Label(at, label, name, signature, start)


def summary_at(line: str, at: int) -> Label | None:
    """Read ``<summary>Abstract</summary>`` as a label, where its words are one."""
    found = _SUMMARY.fullmatch(line[:250])
    if found and known_name(found[1]):
        return _label(at, found[1].strip(), "summary", len(line))
    return None


def is_details(line: str) -> bool:
    """Say whether a ``<summary>`` line says no more than that details follow."""
    found = _SUMMARY.fullmatch(line[:250])
    return found is not None and bool(_DETAILS & set(_WORD.findall(found[1].casefold())))
