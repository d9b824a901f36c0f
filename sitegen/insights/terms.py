"""The terms of a paper: what its title speaks of, and in Chinese and Japanese also its TL;DR and keywords.

A Latin term is what ends before a word that parts (``words.PARTING``) or a stop: *Graph Neural Networks for
Traffic* has *Graph Neural Networks* and *Neural Networks*. So a count says how often a term stood by itself.
Abbreviations count wherever they stand. A Chinese or Japanese term is all that stands between words that
part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from sitegen.insights.script import HAN, KATAKANA, is_east
from sitegen.insights.words import HAN_PARTING, HAN_VAGUE, HAN_WHOLE, PARTING, TAILS, VAGUE

# Words that a Latin term has at most, and characters that an ideographic one has.
LONGEST = 4
HAN_LONGEST = 12
_LONGEST_KEYWORD = 40
# Words whose forms are kept at hand.
_KEPT = 20_000
_HAN_SHORTEST = 3
_WORD = re.compile(r"[^\W_]+(?:[-'’.+/][^\W_]+)*\+*|[^\s\w]")
_TAIL = re.compile(rf"-(?:{'|'.join(TAILS)})$", re.IGNORECASE)
_KEYWORD = re.compile(r"[,，;；、|·\n]+")
_NUMBER = re.compile(r"[\d.,:/-]+")


def fold(term: str) -> str:
    """What all ways of writing a Latin term have in common: its words in lower case and the singular."""
    return term if is_east(term) else " ".join(map(_folded.__getitem__, term.split(" ")))


def folded(word: str) -> str:
    """The same for one word."""
    return _folded[word]


def terms(title: str, tldr: str, keywords: str = "") -> list[str]:
    """Give the terms of a paper as they are written, each once; all texts are plain."""
    found = _latin(title)
    for text in (title, tldr):
        if not text.isascii():
            found.update(dict.fromkeys(_eastern(text)))
    for keyword in _KEYWORD.split(keywords) if keywords else ():
        words = " ".join(keyword.split(" ")).strip()
        if words and len(words.split(" ")) <= LONGEST and len(words) <= _LONGEST_KEYWORD:
            found.setdefault(words)
    return list(found)


class _Word(NamedTuple):
    """A Latin word: what of it belongs to a term, whether terms end there, whether it is an abbreviation."""

    stem: str
    ends: bool
    stands_alone: bool


class _Folded(dict[str, str]):
    """From a word to its folded form, worked out once."""

    def __missing__(self, word: str) -> str:
        low = word.lower()
        if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
            low = low[:-3] + "y" if low.endswith("ies") and len(low) > 4 else low[:-1]
        if len(self) > _KEPT:
            self.clear()
        self[word] = low
        return low


class _Words(dict[str, _Word]):
    """From a word to what it is, worked out once."""

    def __missing__(self, word: str) -> _Word:
        found = _TAIL.search(word) if "-" in word else None
        stem = word[: found.start()] if found else word
        if not stem[0].isalnum() or stem.lower() in PARTING or _NUMBER.fullmatch(stem) or is_east(stem):
            stem = ""
        capitals = any(sum(map(str.isupper, part)) > 1 for part in stem.split("-"))
        # What a term is based on, not what it is, ends with such a word.
        one = _Word(stem, not stem or found is not None, capitals and _folded[stem] not in VAGUE)
        if len(self) > _KEPT:
            self.clear()
        self[word] = one
        return one


_folded = _Folded()
_words = _Words()


def _latin(text: str) -> dict[str, None]:
    found: dict[str, None] = {}
    run: list[str] = []
    for stem, ends, stands_alone in map(_words.__getitem__, _WORD.findall(text + ".")):
        if stem:
            run.append(stem)
            if stands_alone:
                found[stem] = None
        if ends and run:
            for start in range(max(0, len(run) - LONGEST), len(run) - 1):
                found[" ".join(run[start:])] = None
            last = run[-1]
            if len(last) > 2 and _folded[last] not in VAGUE:
                found[last] = None
            run.clear()
    return found


def _by_first(whole: tuple[str, ...], parting: tuple[str, ...]) -> dict[str, list[tuple[str, int]]]:
    """By first character, the words that part (1) or do not (0), the longest first."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for parts, words in ((0, whole), (1, parting)):
        for word in words:
            found[word[0]][word] = parts
    return {
        first: sorted(words.items(), key=lambda item: (-len(item[0]), item[0]))
        for first, words in found.items()
    }


_MARKS = _by_first(HAN_WHOLE, HAN_PARTING)
_HAN_RUN = re.compile(f"[{HAN}]{{{_HAN_SHORTEST},}}")
_KANA_WORD = re.compile(f"[{KATAKANA}]{{{_HAN_SHORTEST},{HAN_LONGEST}}}")


def _eastern(text: str) -> list[str]:
    found = _KANA_WORD.findall(text)
    for run in _HAN_RUN.findall(text):
        start = place = 0
        while place < len(run):
            for word, parts in _MARKS.get(run[place], ()):
                if run.startswith(word, place):
                    if parts:
                        if _HAN_SHORTEST <= place - start <= HAN_LONGEST:
                            found.append(run[start:place])
                        start = place + len(word)
                    place += len(word)
                    break
            else:
                place += 1
        if _HAN_SHORTEST <= place - start <= HAN_LONGEST:
            found.append(run[start:])
    return [term for term in found if term not in HAN_VAGUE]
