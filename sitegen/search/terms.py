"""Words of a text: the rule by which texts and queries become index terms.

``static/js/search/terms.js`` is the same rule in the browser, ``splitting`` the same for many texts at once;
``docs/search-format.md`` states it, and tests run all three on the same texts. In short:

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
IGNORED = "\u00ad\u02bc\u200b-\u200d\u2060\ufeff'\u2019"
"""What is nothing wherever it stands, accents apart."""

_IGNORED = re.compile(f"[\u0300-\u036f{IGNORED}]+")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_SPECIAL = re.compile("[łøđðħıßæœþ]")
# Beyond the first 65,536 code points, whatever is no Chinese character; and halves of such code points.
_FAR = re.compile("[\U00010000-\U0001ffff\U00040000-\U0010ffff\ud800-\udfff]")
_WORD = re.compile(rf"[^\W_{CJK}]+(?:(?<=[0-9])\.(?=[0-9])[^\W_{CJK}]+)*")
_CJK_RUN = re.compile(f"[{CJK}]+")
_PAIR = re.compile(f"[{CJK[:-3]}]{{1,2}}|[{CJK[-3:]}]")
_SPACE = re.compile("[\t-\r ]+")
_NUMBERS = re.compile(r"[0-9]{1,20}\.[0-9]{1,20}")  # an identifier of one word, as most are
_ANY_RUN = re.compile(r"[^\W_]+")
_STEMMED = re.compile(r"(?!ies$)(?!.*yy)[a-z]{3,}")  # what is left out, lunr.py and lunr.js stem differently
# No step of the stemmer looks at other ends.
_STEM_ENDS = re.compile(r".*(?:[seyli]|ed|ing|[eo]r|ion|ism|ic|[ae]nt|ou)")


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
    bare = _IGNORED.sub("", normalize("NFKD", text).lower())
    if _SPECIAL.search(bare):
        bare = bare.translate(_LETTERS)
    return _FAR.sub(" ", normalize("NFC", bare))


def stem(word: str) -> str:
    """The stem lunr gives a folded word; a word of anything but plain letters is its own stem."""
    if _STEM_ENDS.fullmatch(word) and _STEMMED.fullmatch(word):
        return str(_stemmer.stem(word))[:LONGEST]
    return word[:LONGEST]


def word_term(word: str) -> str:
    """A folded word's term: its stem, or nothing for a stop word."""
    return "" if word in STOP_WORDS else stem(word)


def text_terms(text: str) -> list[str]:
    """The terms of a text, each as often as it occurs, in no useful order.

    A character beyond the first 65,536 counts as the two halves that UTF-16 has for it, as in the browser.
    """
    folded = fold(text)
    terms = [
        pair
        for run in map(_halves, _CJK_RUN.findall(folded))
        for pair in map("".join, zip(run, [*run[1:], ""], strict=True))
    ]
    terms.extend(filter(None, map(word_term, _WORD.findall(folded))))
    return terms


def _halves(run: str) -> list[str]:
    if run.isascii() or max(run) <= "\uffff":
        return list(run)
    data = run.encode("utf-16-le")
    return [chr(data[at] | data[at + 1] << 8) for at in range(0, len(data), 2)]


def pair_number(term: str) -> int:
    """The units of a term of one or two CJK units, side by side; 0 for any other term."""
    if len(term) > 2 or not _PAIR.fullmatch(term):
        return 0
    return int.from_bytes(term.encode("utf-16-be").ljust(4, b"\0"), "big")


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
    return _with_parts(_SPACE.sub(" ", fold(category)).strip(" ")[:LONGEST])


def key_terms(key: str) -> list[str]:
    """A paper's identifier, whole and, where it has parts, by its words."""
    if _NUMBERS.fullmatch(key):
        return [key]
    return _with_parts(_SPACE.sub("", fold(key))[:LONGEST])


def _with_parts(whole: str) -> list[str]:
    parts = _WORD.findall(whole)
    return [whole] if not whole or parts == [whole] else [whole, *parts]
