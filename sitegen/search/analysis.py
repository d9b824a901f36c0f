"""Analysing one digest: the expensive part, done once for each content, in any process.

An ``Analysis`` knows its own digest alone, so it stays valid whatever is published before or after it.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from sitegen.search import heads, hits
from sitegen.search.heads import FIELDS, LENGTHS
from sitegen.search.packing import ends_of, starts_of_runs
from sitegen.search.splitting import Split, Vocabulary, split, vocabulary
from sitegen.search.terms import category_terms, key_terms, name_terms, pair_number, text_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from sitegen.model import Document

    Array = NDArray[Any]

WORD_STARTS = (
    "",
    "=h",
    "agi",
    "chang",
    "demonstr",
    "famili",
    "imageri",
    "llm",
    "open",
    "real",
    "singl",
    "treat",
)
PAIR_STARTS = tuple("\0个乏享但像出力单同噪型大对平引性择改既有架段源理的真稿级而行计谈运量需")
"""Where each band of terms begins, of words and of pairs of Chinese, Japanese or Korean characters. A
segment is written one band, or a few, at a time; any bounds would do, these part real digests evenly."""

BANDS = range(len(WORD_STARTS) + len(PAIR_STARTS))
WORD_BANDS = range(len(WORD_STARTS))

MOST_DOCUMENTS = 65_535
"""The most documents a digest can have: postings number them in sixteen bits."""

_MOST = 255
_SIZES = struct.Struct("<III")
_FIELD = {name: number for number, name in enumerate(FIELDS)}
_TEXTS = tuple(_FIELD[name] for name in ("title", "author", "tldr", "summary", "abstract"))


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the index needs of one digest.

    ``head`` is small and needed for every plan; ``bands[i]`` holds the postings of one range of terms, needed
    only by ``write``; ``pages`` are the finished files of hit records.
    """

    head: bytes
    bands: tuple[bytes, ...]
    pages: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one band of one digest, as its terms' lists one after another.

    ``terms`` are strings in a band of words and an array of numbers in one of pairs (a pair's first unit
    times 65,536 plus its second), in the order of their code points. ``counts[i]`` postings are of
    ``terms[i]``, in the order of documents and fields. A posting's upper sixteen bits are the document's
    number in the digest, then three bits have the field, eight the term's frequency (at most 255), and five
    the field's place in ``LENGTHS``.
    """

    terms: Any
    counts: Array
    row: Array


def level(lengths: Array) -> Array:
    """The places in ``LENGTHS`` of fields of so many terms, rounded up; the last for what is longer."""
    return np.minimum(np.searchsorted(LENGTHS, lengths), len(LENGTHS) - 1)


def analyse(documents: Sequence[Document]) -> Analysis:
    """Analyse one digest's documents, in the digest's order: at most ``MOST_DOCUMENTS`` of them."""
    known = vocabulary()
    texts = [
        text for d in documents for text in (d.title, "\n".join(d.authors), d.tldr, d.summary, d.abstract)
    ]
    slots = [document << 3 | field for document in range(len(documents)) for field in _TEXTS]
    found = split(texts, slots, known)
    further = _further(documents, known)
    words = np.concatenate([found.words, further.words])
    word_slots = np.concatenate([found.word_slots, further.word_slots])
    pairs = np.concatenate([found.pairs, further.pairs])
    pair_slots = np.concatenate([found.pair_slots, further.pair_slots])
    lengths = np.bincount(np.concatenate([word_slots, pair_slots]), minlength=8 * len(documents))
    levels = level(lengths)
    ranks, terms = _ranked(words, known)
    of_words = _postings(ranks, word_slots, levels)
    of_pairs = _postings(pairs, pair_slots, levels)
    bands = (*_word_bands(terms, *of_words[1:]), *_pair_bands(*of_pairs))
    pages = hits.pages(documents)
    told = levels.reshape(-1, 8)[:, : len(FIELDS)].astype(np.uint8)
    return Analysis(heads.pack(documents, told, bands, len(pages)), bands, pages)


def _further(documents: Sequence[Document], known: Vocabulary) -> Split:
    """The terms that are no words of texts: identifiers, whole names, categories."""

    @cache
    def in_category(category: str) -> list[str]:
        return category_terms(category)

    words: list[int] = []
    word_slots: list[int] = []
    pairs: list[int] = []
    pair_slots: list[int] = []
    for number, document in enumerate(documents):
        names = list(filter(None, map(known.names.__getitem__, document.authors)))
        words += names
        word_slots += [number << 3 | _FIELD["author"]] * len(names)
        for field, terms in (
            (_FIELD["id"], key_terms(document.key)),
            (_FIELD["category"], in_category(document.category)),
        ):
            for term in terms:
                pair = pair_number(term)
                (pairs if pair else words).append(pair or known.number(term))
                (pair_slots if pair else word_slots).append(number << 3 | field)
    return Split(*(np.array(values, np.uint32) for values in (words, word_slots, pairs, pair_slots)))


def _ranked(words: Array, known: Vocabulary) -> tuple[Array, list[str]]:
    """For each word the place of its term among the digest's terms in order, and these."""
    present = np.flatnonzero(np.bincount(words, minlength=1))
    terms = list(map(known.terms.__getitem__, present.tolist()))
    order = sorted(range(len(terms)), key=terms.__getitem__)
    ranks = np.zeros(len(known.terms), np.uint32)
    ranks[present[order]] = np.arange(len(order), dtype=np.uint32)
    return ranks[words], list(map(terms.__getitem__, order))


def _postings(terms: Array, slots: Array, levels: Array) -> tuple[Array, Array, Array]:
    """The distinct terms in order, how many postings each has, and the postings."""
    order = _ordered(terms, slots)
    terms, slots = terms[order], slots[order]
    differs = np.ones(len(terms), bool)
    differs[1:] = (terms[1:] != terms[:-1]) | (slots[1:] != slots[:-1])
    starts = np.flatnonzero(differs)
    frequencies = np.minimum(np.diff(starts, append=len(terms)), _MOST).astype(np.uint32)
    of_term, slot = terms[starts], slots[starts]
    row = slot << 13 | frequencies << 5 | levels[slot].astype(np.uint32)
    first = starts_of_runs(of_term)
    counts = np.diff(first, append=len(row))
    return of_term[first].astype("<u4"), counts.astype("<u4"), row.astype("<u4")


def _ordered(terms: Array, slots: Array) -> Array:
    """The order by term, then by slot. Sixteen bits are sorted by radix, in a third of the time."""
    order = np.argsort(slots, kind="stable")  # they come in order but for the few terms that are no words
    for shift in (0, 16):
        half = (terms >> shift).astype(np.uint16)
        order = order[np.argsort(half[order], kind="stable")]
    return order


def field_terms(document: Document) -> tuple[list[str], ...]:
    """The terms of each of ``FIELDS``, one document at a time: what ``analyse`` finds for many."""
    return (
        key_terms(document.key),
        text_terms(document.title),
        name_terms(document.authors),
        category_terms(document.category),
        text_terms(document.tldr),
        text_terms(document.summary),
        text_terms(document.abstract),
    )


# ── the stored form ─────────────────────────────────────────────────────────────────────────────────


def _word_bands(terms: list[str], counts: Array, row: Array) -> list[bytes]:
    bounds = [bisect_left(terms, start) for start in WORD_STARTS]
    return _cut(bounds, len(terms), counts, row, lambda low, high: "\n".join(terms[low:high]).encode())


def _pair_bands(keys: Array, counts: Array, row: Array) -> list[bytes]:
    bounds = np.searchsorted(keys, pair_starts()).tolist()
    return _cut(bounds, len(keys), counts, row, lambda low, high: keys[low:high].tobytes())


def pair_starts() -> Array:
    """``PAIR_STARTS`` as pairs are numbered."""
    return np.array([ord(start) << 16 for start in PAIR_STARTS], np.uint32)


def _cut(
    bounds: list[int], end: int, counts: Array, row: Array, packed: Callable[[int, int], bytes]
) -> list[bytes]:
    ends = ends_of(counts)
    bands = []
    for low, high in pairwise(chain(bounds, [end])):
        terms, postings = packed(low, high), row[ends[low] : ends[high]]
        sizes = _SIZES.pack(len(terms), high - low, len(postings))
        bands.append(b"".join([sizes, terms, counts[low:high].tobytes(), postings.tobytes()]))
    return bands


def read_bands(bands: Sequence[bytes], *, words: bool) -> Postings:
    """Read some of an analysis's bands, one after another, as one. Raises ``ValueError`` for what is none."""
    told = [_read_band(data, words=words) for data in bands]
    if len(told) == 1:
        return told[0]
    lists = [postings.terms for postings in told]
    return Postings(
        list(chain.from_iterable(lists)) if words else np.concatenate(lists),
        np.concatenate([postings.counts for postings in told]),
        np.concatenate([postings.row for postings in told]),
    )


def _read_band(data: bytes, *, words: bool) -> Postings:
    try:
        length, size, postings = _SIZES.unpack_from(data)
    except struct.error as error:
        raise ValueError(f"no part of an analysis: {error}") from error
    start = _SIZES.size
    listed = data[start : start + length]
    counts = np.frombuffer(data, "<u4", size, start + length)
    row = np.frombuffer(data, "<u4", postings, start + length + 4 * size)
    terms = (listed.decode().split("\n") if size else []) if words else np.frombuffer(listed, "<u4")
    if len(terms) != size or counts.sum() != postings:
        raise ValueError("no part of an analysis: its terms and postings differ in number")
    return Postings(terms, counts, row)
