"""Words of a text: the rule by which texts and queries become index terms.

``static/js/search/terms.js`` is the same rule in the browser; ``docs/search-format.md`` states it, and a
test runs both on the same texts. In short:

* a text is folded: compatibility forms (full-width letters, ligatures), case and accents disappear;
* a run of Chinese, Japanese or Korean characters gives its overlapping pairs and its last character, so
  that every pair is a term, and every single character is a term or begins one;
* any other run of letters and digits is a word; a dot between digits joins (``qwen2.5``, ``2505.18830``);
  an apostrophe is nothing (``model's`` is ``models``); everything else parts words;
* lunr's stop words go, and lunr's stemmer shortens what is made of plain letters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 60
"""Characters kept of a word: what is longer is garbage, and a term's length must fit in one byte."""

CJK = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
_IGNORED = re.compile("[\u0300-\u036f\u00ad\u02bc\u200b-\u200d\u2060\ufeff'\u2019]+")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_SPECIAL = re.compile("[łøđðħıßæœþ]")
_ALREADY_FOLDED = re.compile(
    "[\x00-&(-~\u00b7\u2013\u2014\u201c\u201d\u3001-\u3002\u300a\u300b\u3010\u3011\u4e00-\u9fff（），：；]*"
)
_PAIR = re.compile(f"(?=([{CJK}]{{1,2}}))[{CJK}]")
_WORD = re.compile(rf"[^\W_{CJK}]+(?:(?<=[0-9])\.(?=[0-9])[^\W_{CJK}]+)*")
_SPACE = re.compile("[\t-\r ]+")
_IS_CJK = re.compile(f"[{CJK}]")
_ANY_RUN = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+(?:(?<=[0-9])\.(?=[0-9])[a-z0-9]+)*")
_STEMMED = re.compile(r"(?!ies$)(?!.*yy)[a-z]{3,}")  # what is left out, lunr.py and lunr.js stem differently


class _Stemmer(PorterStemmer):  # type: ignore[misc]  # the package has no types
    """The package's stemmer, with the one step in which it differs from lunr.js made lunr.js's.

    lunr.js turns a final ``y`` into ``i`` after a consonant that is not the first letter (``try`` becomes
    ``tri``, ``lay`` stays); lunr.py asks for a vowel before it.
    """

    b: str
    k: int

    def step1c(self) -> None:
        if self.b[self.k] == "y" and self.k > 1 and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


_stemmer = _Stemmer()


def fold(text: str) -> str:
    """``text`` without case, accents, compatibility forms, apostrophes and invisible characters."""
    if text.isascii():
        return text.lower().replace("'", "")
    if _ALREADY_FOLDED.fullmatch(text):
        return text.lower()
    bare = _IGNORED.sub("", normalize("NFKD", text).lower())
    if _SPECIAL.search(bare):
        bare = bare.translate(_LETTERS)
    return normalize("NFC", bare)


def stem(word: str) -> str:
    """The stem lunr gives a folded word; a word of anything but plain letters is its own stem."""
    if _STEMMED.fullmatch(word):
        return str(_stemmer.stem(word))
    return word[:LONGEST]


class _Terms(dict[str, str]):
    """From a word to its term, worked out once; a stop word's is empty."""

    def __missing__(self, word: str) -> str:
        term = self[word] = "" if word in STOP_WORDS else stem(word)
        return term


_terms = _Terms()


def is_cjk(character: str) -> bool:
    """Whether a character is indexed in pairs."""
    return _IS_CJK.match(character) is not None


def prefix(term: str) -> str:
    """What of a term decides where it is kept: a CJK term's first character, another's first three."""
    return term[0] if is_cjk(term[0]) else term[:3]


def term_hash(term: str) -> int:
    """FNV-1a of the term's UTF-8, 32 bits: parts the terms of a crowded prefix."""
    value = 0x811C9DC5
    for byte in term.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def text_terms(text: str) -> list[str]:
    """The terms of a text, each as often as it occurs, in no useful order."""
    if text.isascii():
        words = _PLAIN_WORD.findall(text.lower().replace("'", ""))
        return list(filter(None, map(_terms.__getitem__, words)))
    folded = fold(text)
    terms = _PAIR.findall(folded)
    terms.extend(filter(None, map(_terms.__getitem__, _WORD.findall(folded))))
    return terms


def name_terms(names: Iterable[str]) -> list[str]:
    """The terms of people's names: the words of each, and each name as a whole with single spaces.

    The whole name is what ``author:"Yi Wu"`` looks up: no other pair of people gives it.
    """
    terms: list[str] = []
    for name in names:
        terms.extend(text_terms(name))
        terms.append(whole_name(name))
    return list(filter(None, terms))


def whole_name(name: str) -> str:
    """A name as one term: ``=`` and its words, folded, unstemmed, with single spaces; empty without words."""
    words = _ANY_RUN.findall(fold(name))
    return ("=" + " ".join(words))[:LONGEST] if words else ""


def category_terms(category: str) -> list[str]:
    """``cs.LG`` as ``cs.lg``, ``cs`` and ``lg``; a category of one word is one term."""
    whole = _SPACE.sub(" ", fold(category)).strip(" ")[:LONGEST]
    if not whole:
        return []
    parts = _WORD.findall(whole)
    return [whole] if parts == [whole] else [whole, *parts]


def key_terms(key: str) -> list[str]:
    """A paper's identifier, whole and, where it has parts, by its words."""
    whole = _SPACE.sub("", fold(key))[:LONGEST]
    if not whole:
        return []
    parts = _WORD.findall(whole)
    return [whole] if parts == [whole] else [whole, *parts]
