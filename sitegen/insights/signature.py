"""A paper's signature: the few terms that it is about, with how much, for finding papers alike.

Which terms weigh most is decided within the paper's own digest: what few papers of the day say, and this one
says often. So a signature never changes with what is published before or after.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from math import log2
from zlib import crc32

from sitegen.insights.script import EAST
from sitegen.insights.terms import folded
from sitegen.insights.words import PARTING, VAGUE

# Terms of a signature.
TERMS = 15
_TITLE = re.compile(
    r"[^\W_\u3005\u3040-\u30ff\u3400-\u9fff]+(?:['.][^\W_\u3005\u3040-\u30ff\u3400-\u9fff]+)*"
)
# Chinese, Japanese and Korean are known by pairs of characters: long words are seldom written twice alike.
_PAIR = re.compile(f"(?=([{EAST}\uac00-\ud7af]{{2}}))")
_BODY = re.compile(r"[a-z][a-z0-9-]{2,}")
# How much a term weighs that stands in a text so many times.
_MOST = 200
_WEIGHTS = [0, *(round(4 * (1 + log2(count))) for count in range(1, _MOST + 1))]
# A text of fewer characters says each thing once.
_SHORT = 200
# How much less a word weighs that says little by itself.
_LESS = 0.6
# A day of few papers says little about which words are rare.
_SMOOTH = 200

Signature = list[tuple[int, int]]
"""A paper's terms, each as a hash of 32 bits, with their weights."""


def signatures(papers: Sequence[tuple[str, str]]) -> list[Signature]:
    """Give the signatures of a digest's papers, each told by its title and a text about it, both plain."""
    counted = [_counts(title, body) for title, body in papers]
    having: Counter[int] = Counter()
    for counts in counted:
        having.update(counts.keys())
    rare = {
        term: log2((len(counted) + _SMOOTH) / (papers + 0.5)) * (_LESS if term in _VAGUE else 1)
        for term, papers in having.items()
    }
    found = []
    for counts in counted:
        weighed = [(weight * rare[term], term, weight) for term, weight in counts.items()]
        weighed.sort(reverse=True)
        found.append([(term, weight) for _, term, weight in weighed[:TERMS]])
    return found


def _counts(title: str, body: str) -> dict[int, int]:
    """The terms of a paper: words and pairs of words of its title, and words that its text repeats."""
    low = body.lower()
    counts: dict[str, int] = {}
    for word, count in Counter(_BODY.findall(low)).items():
        if count > 1 and (stem := _stems[word]):
            counts[stem] = counts.get(stem, 0) + count
    before = ""
    for word in _TITLE.findall(title.lower()):
        stem = _stems[word]
        if stem:
            counts[stem] = counts.get(stem, 0) + 2
            if before:
                pair = f"{before} {stem}"
                counts[pair] = 1 + low.count(pair)
        before = stem
    for text, least in ((title, 1), (body, 1 if len(body) < _SHORT else 2)):
        if not text.isascii():
            for pair, count in Counter(_PAIR.findall(text)).items():
                if count >= least:
                    counts[pair] = counts.get(pair, 0) + count
    return {_hashes[term]: _WEIGHTS[count if count < _MOST else _MOST] for term, count in counts.items()}


class _Stems(dict[str, str]):
    """From a word to what it has in common with its other forms; nothing for a word that parts terms."""

    def __missing__(self, word: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        stem = self[word] = "" if word in PARTING or len(word) == 1 else folded(word)
        return stem


class _Hashes(dict[str, int]):
    """From a term to its hash."""

    def __missing__(self, term: str) -> int:
        if len(self) > _KEPT:
            self.clear()
        value = self[term] = crc32(term.encode("utf-8", "surrogatepass"))
        return value


_KEPT = 20_000
_stems = _Stems()
_hashes = _Hashes()
_VAGUE = frozenset(crc32(word.encode()) for word in VAGUE)


# ── the stored form ─────────────────────────────────────────────────────────────────────────────────


def pack(found: Sequence[Signature]) -> bytes:
    """Pack a digest's signatures: how many terms each has, all terms, all weights."""
    terms = array("I", (term for signature in found for term, _ in signature))
    weights = bytes(weight for signature in found for _, weight in signature)
    return len(found).to_bytes(4, "little") + bytes(map(len, found)) + terms.tobytes() + weights


def unpack(data: bytes) -> list[Signature]:
    """Read a digest's signatures."""
    number = int.from_bytes(data[:4], "little")
    lengths = data[4 : 4 + number]
    total = sum(lengths)
    terms = array("I")
    terms.frombytes(data[4 + number : 4 + number + 4 * total])
    pairs = list(zip(terms, data[4 + number + 4 * total :], strict=True))
    found, start = [], 0
    for length in lengths:
        found.append(pairs[start : start + length])
        start += length
    return found
