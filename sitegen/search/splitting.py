"""Splitting a digest's texts into terms all at once, by operations on arrays of UTF-16 units.

The rule is that of ``terms.text_terms``. A Chinese, Japanese or Korean term is a number here, its two units
side by side; a word's term is a number that this process gave it, so that words are stemmed once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from unicodedata import combining

import numpy as np

from sitegen.search.terms import CJK, IGNORED, fold, whole_name, word_term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

# Kinds of units: letters and digits last, so that one comparison tells words.
_DOT, _NOTHING, _CJK, _LETTER, _DIGIT = range(1, 6)
_SPACE = 32
_MOST_KNOWN = 60_000
_SHORT = 16
_TABLE_BITS = 18
# Where the characters are that most texts have.
_COMMON = ((0, 0x100), (0x370, 0x500), (0x2000, 0x2070), (0x2190, 0x2300), (0x3000, 0x3100), (0x3400, 0xA000),
           (0xAC00, 0xD7B0), (0xFF01, 0xFF10), (0xFF1A, 0xFF20))  # fmt: skip
_ROW = 64


def _masks() -> Array:
    """For each length of a word, what to keep of its first and of its second eight bytes."""
    kept = [(1 << 8 * length) - 1 for length in range(_SHORT + 1)] + [0]
    return np.array([[bits & (1 << 64) - 1 for bits in kept], [bits >> 64 for bits in kept]], np.uint64)


_MASKS = _masks()
_NOT_ASCII = np.uint64(0x8080808080808080)
_ODD, _ODDER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # spread over all bits


@dataclass(frozen=True, slots=True)
class Split:
    """Terms, each as often as it occurs, with the slot of its text: words by number, pairs by their units."""

    words: Array
    word_slots: Array
    pairs: Array
    pair_slots: Array


class Vocabulary:
    """Numbers for terms, as this process met them; 0 is no term.

    To look each word up in a dictionary was a fifth of all analysing. So words of up to 16 ASCII letters, as
    nearly all are, also stand as their bytes, in two numbers each, in a table where a hash gives each its
    place, and who comes first keeps it. Only what is not found there is looked up as text.
    """

    def __init__(self) -> None:
        self.words = _Memo(self, word_term)
        self.names = _Memo(self, whole_name)
        self._table = np.empty((2, 1 << _TABLE_BITS), np.uint64)
        self._numbers = np.zeros(1 << _TABLE_BITS, np.uint32)
        self.forget()

    def forget(self) -> None:
        """Begin anew. In place, for workers collect no garbage, and the memos know their vocabulary."""
        self.terms = [""]
        self._known = {"": 0}
        self.words.clear()
        self.names.clear()
        self._table.fill(1)  # no word has these bytes

    def number(self, term: str) -> int:
        """The number of a term."""
        number = self._known.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self.terms.append(term)
        return number

    def of_words(self, low: Array, high: Array, texts: Callable[[Array], list[str]]) -> Array:
        """The numbers of words' terms, by the words' first and further eight bytes, both 0 if unknown.

        ``texts`` gives the words at some places as text.
        """
        mixed: Array = low * _ODD + high * _ODDER
        place = mixed >> np.uint64(64 - _TABLE_BITS)
        kept = self._table[0, place]
        missed = np.flatnonzero((kept != low) | (self._table[1, place] != high))
        numbers: Array = self._numbers[place]
        numbers[missed] = np.fromiter(map(self.words.__getitem__, texts(missed)), np.uint32, len(missed))
        fresh = missed[(kept[missed] == 1) & (low[missed] > 0)]
        # Of words for one place the last gets it, in all three alike.
        self._table[0, place[fresh]] = low[fresh]
        self._table[1, place[fresh]] = high[fresh]
        self._numbers[place[fresh]] = numbers[fresh]
        return numbers


class _Memo(dict[str, int]):
    """From a word, or a name, to the number of its term."""

    def __init__(self, vocabulary: Vocabulary, term_of: Callable[[str], str]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._term_of = term_of

    def __missing__(self, word: str) -> int:
        number = self[word] = self._vocabulary.number(self._term_of(word))
        return number


_vocabulary = Vocabulary()


def vocabulary() -> Vocabulary:
    """The vocabulary of this process, begun anew when it has grown too large; call once for each digest."""
    if len(_vocabulary.words) + len(_vocabulary.names) > _MOST_KNOWN:
        _vocabulary.forget()
    return _vocabulary


def split(texts: Sequence[str], slots: Sequence[int], known: Vocabulary) -> Split:
    """The terms of texts; ``slots[i]`` is noted with each term of ``texts[i]``."""
    units, lengths, kinds = _units(list(texts))
    slot_of = np.repeat(np.array(slots, np.uint32), lengths)
    dots = np.flatnonzero(kinds == _DOT)
    joining = dots[(kinds[dots - 1] == _DIGIT) & (kinds[dots + 1] == _DIGIT)]
    kinds[joining] = _LETTER
    is_word = kinds >= _LETTER
    # At the first of a word and at the first after it; between texts are line breaks.
    edges = (np.flatnonzero(is_word[1:] != is_word[:-1]) + 1).reshape(-1, 2)
    starts = edges[:, 0]
    words = known.of_words(*_bytes_of(units, edges), lambda chosen: _texts_of(units, edges[chosen]))
    indexed = words > 0
    pairs = np.flatnonzero(kinds == _CJK)
    second = np.where(kinds[pairs + 1] == _CJK, units[pairs + 1], 0).astype(np.uint32)
    return Split(
        words[indexed],
        slot_of[starts][indexed],
        units[pairs].astype(np.uint32) << 16 | second,
        slot_of[pairs],
    )


def _bytes_of(units: Array, edges: Array) -> tuple[Array, Array]:
    """The first and the second eight bytes of each word, filled with 0; all 0 for one that is not so told."""
    letters = np.zeros(len(units) + _SHORT, np.uint8)
    np.take(_tables().ascii, units, out=letters[: len(units)])
    from_each = np.ndarray(len(units), f"V{_SHORT}", letters, strides=(1,))
    low, high = from_each[edges[:, 0]].view("<u8").reshape(-1, 2).T
    lengths = np.minimum(edges[:, 1] - edges[:, 0], _SHORT + 1)
    low, high = low & _MASKS[0, lengths], high & _MASKS[1, lengths]
    told = (low | high) & _NOT_ASCII == 0
    return low * told, high * told


def _texts_of(units: Array, edges: Array) -> list[str]:
    """Some words as text."""
    sizes = edges[:, 1] - edges[:, 0] + 1  # with what follows, which parts them once it is a space
    ends = np.cumsum(sizes)
    places = np.arange(sizes.sum()) + np.repeat(edges[:, 1] + 1 - ends, sizes)
    letters = _tables().lower[units[places]]
    letters[ends - 1] = _SPACE
    text: str = letters.astype("<u2").tobytes().decode("utf-16-le")
    return text.split()


def _units(texts: list[str]) -> tuple[Array, Array, Array]:
    """All texts' units, folded but for case; how many each text has; and the units' kinds.

    Before each text and at the end stands a line break.
    """
    tables = _tables()
    data, lengths = _encoded(texts)
    places = np.flatnonzero(tables.strange[data])
    if len(places):
        for text in np.unique(np.searchsorted(np.cumsum(lengths), places, "right")):
            texts[text] = fold(texts[text])
        data, lengths = _encoded(texts)
    kinds = tables.kinds[data]
    nothing = np.flatnonzero(kinds == _NOTHING)
    if len(nothing):
        owners = np.searchsorted(np.cumsum(lengths), nothing, "right")
        lengths = lengths - np.bincount(owners, minlength=len(lengths))
        data, kinds = np.delete(data, nothing), np.delete(kinds, nothing)
    return data, lengths, kinds


def _encoded(texts: list[str]) -> tuple[Array, Array]:
    joined = "\n".join(["", *texts, ""])
    data = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), "<u2")
    lengths = [*map(len, texts)]
    if len(data) != len(joined):
        lengths = [len(text.encode("utf-16-le", "surrogatepass")) // 2 for text in texts]
    counts = np.array(lengths, np.int64) + 1
    counts[-1:] += 1
    return data, counts


@dataclass(frozen=True, slots=True)
class _Tables:
    """Of every unit: its kind; it without case; this as a byte, 255 beyond ASCII; whether to ``fold`` it."""

    kinds: Array
    lower: Array
    ascii: Array
    strange: Array


@cache
def _tables() -> _Tables:
    kinds = np.zeros(0x10000, np.uint8)
    near = "".join(map(chr, range(0xD800))) + " " * 0x800 + "".join(map(chr, range(0xE000, 0x10000)))
    for pattern, kind in (
        (r"[^\W_]", _LETTER),
        ("[0-9]", _DIGIT),
        (rf"[{CJK}]", _CJK),
        (r"\.", _DOT),
        (f"[{IGNORED}]", _NOTHING),
    ):
        for run in re.finditer(f"(?:{pattern})+", near):
            kinds[run.start() : run.end()] = kind
    kinds[0xD800:0xE000] = _CJK  # what is left of them once a text is folded
    lower = np.arange(0x10000, dtype=np.uint16)
    lower[65:91] += 32
    strange = np.ones(0x10000, bool)
    for first, last in _COMMON:
        # Many at once: whoever splits a single digest waits for this.
        for start in range(first, last, _ROW):
            row = [chr(code) for code in range(start, min(start + _ROW, last))]
            strange[start : start + len(row)] = not _all_same(row) and [
                not (c.isascii() or c in IGNORED or _same(c)) for c in row
            ]
    return _Tables(kinds, lower, np.where(lower < 0x80, lower, 0xFF).astype(np.uint8), strange)


def _all_same(characters: list[str]) -> bool:
    """Whether folding leaves characters as they are."""
    apart = "\n".join(characters)  # with nothing to be joined with
    return fold(apart) == apart and not any(map(combining, characters))


def _same(character: str) -> bool:
    """Whether folding leaves a character as it is, or a sign that parts words one that does."""
    return not combining(character) and (fold(character) == character or _parts(character))


def _parts(character: str) -> bool:
    return not re.search(r"[^\W_]|[.']", character + fold(character)) and len(fold(character)) > 0
