"""A scan of all texts, word by word: what the index is to find, found without one."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from operator import add

from sitegen.search import Document
from sitegen.search.terms import fold, word_term

_OTHERS = "\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[^\W_{_OTHERS}]+(?:(?<=[0-9])\.(?=[0-9])[^\W_{_OTHERS}]+)*")
_IDEOGRAPHS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_term = cache(word_term)


def drawn(documents: Sequence[Document], count: int) -> tuple[list[str], list[str]]:
    """Draw words, and ideographs alone or in pairs, from texts: half of them as often as they are said."""
    dice = random.Random(7)
    chosen = dice.sample(documents, min(2_000, len(documents)))
    texts = [fold("\n".join(_texts(one))) for one in chosen]
    words = [word for text in texts for word in _WORD.findall(text) if _term(word)]
    runs = [run for text in texts for run in _IDEOGRAPHS.findall(text)]
    pairs = [run[n : n + 2] for run in runs for n in range(len(run) - 1)]
    single = sorted({pair[0] for pair in pairs})

    def some(all_: list[str], many: int) -> list[str]:
        common = list(dict.fromkeys(dice.choices(all_, k=4 * many)))[: many // 2]
        return common + dice.sample(sorted(set(all_) - set(common)), many - many // 2)

    return some(words, count), some(pairs, count - count // 10) + dice.sample(single, count // 10)


def scan(documents: Iterable[Document], words: Iterable[str], parts: Iterable[str]) -> dict[str, set[int]]:
    """The papers that say each word, in whatever form, and hold each part, by first documents' numbers."""
    asked = {word: _term(word) for word in words}
    found: dict[str, set[int]] = {term: set() for term in (*asked.values(), *parts)}
    numbers: dict[str, int] = {}
    known: dict[str, set[str]] = defaultdict(set)
    for number, told in enumerate(documents):
        paper = numbers.setdefault(told.key, number)
        texts = set(_texts(told)) - known[told.key]
        known[told.key] |= texts
        text = fold("\n".join(texts))
        said = set(map(_term, _WORD.findall(text)))
        said.update(_WORD.findall(fold(f"{told.key} {told.category}")))
        ideographs = "\n".join(_IDEOGRAPHS.findall(text))
        said.update(ideographs, map(add, ideographs, ideographs[1:]))
        for term in found.keys() & said:
            found[term].add(paper)
    return {word: found[asked.get(word, word)] for word in (*asked, *parts)}


def _texts(told: Document) -> list[str]:
    return [told.title, *told.authors, told.tldr, told.summary, told.abstract]
