"""How a paper is cited: its identifiers, its original, its date, the parts of its authors' names."""

from __future__ import annotations

import re
from typing import NamedTuple

_FIRST_YEAR = 91  # arXiv's; a year below it is of this century


def arxiv_id(key: str) -> str:
    """Give a paper's arXiv identifier, or nothing for a paper from elsewhere."""
    return "" if key.startswith("x/") else key


def original(key: str, url: str) -> str:
    """Give the address of the paper itself: at arXiv, or as its digest has it if that can be followed."""
    if identifier := arxiv_id(key):
        return f"https://arxiv.org/abs/{identifier}"
    return url if re.match(r"https?://[^\s\"<>]+\Z", url, re.IGNORECASE) else ""


def pdf(key: str) -> str:
    """Give the address of a paper's PDF where it follows from its identifier."""
    return f"https://arxiv.org/pdf/{arxiv_id(key)}" if arxiv_id(key) else ""


def doi(key: str) -> str:
    """Give a paper's DOI: arXiv registers one for each of its papers."""
    return f"10.48550/arXiv.{arxiv_id(key)}" if arxiv_id(key) else ""


def published(key: str, first_seen: str) -> str:
    """Give a paper's date as far as it is known: ``2025-05-27``, or ``2025-05``.

    An arXiv identifier tells the month (https://info.arxiv.org/help/arxiv_identifier.html); a digest of that
    month tells the day. A digest of another month may tell of an old paper's new version.
    """
    number = arxiv_id(key).rpartition("/")[2]
    if not number:
        return first_seen
    year, month = number[:2], number[2:4]
    told = f"{'19' if int(year) >= _FIRST_YEAR else '20'}{year}-{month}"
    return first_seen if first_seen.startswith(told) else told


class Name(NamedTuple):
    """An author's name in parts. Someone with one name, and a group, has a ``family`` alone."""

    family: str
    given: str = ""
    suffix: str = ""


_GROUPS = frozenset((
    "collaboration", "collaborations", "consortium", "team", "teams", "group", "society", "committee",
    "project", "network", "association", "institute", "university", "lab", "labs", "laboratory",
    "foundation", "community", "authors",
))  # fmt: skip
_GROUP = re.compile(rf"\b(?:{'|'.join(sorted(_GROUPS))}|et al)\b|[\d:;()/&@]", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr)\.?|I{2,3}|IV", re.IGNORECASE)
# Four names in five: nothing in them can mean more than it says, but for these words.
_PLAIN = re.compile(r"[A-Z][a-z]+(?: [A-Z](?:\.|[a-z]*))* [A-Z][a-z]+")
_NOT_PLAIN = _GROUPS | {"et", "jr", "sr", "ii", "iii", "iv"}
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def name(text: str) -> Name:
    """Part a name as it is written out, given names first.

    The family name is the last word with the lower-case words before it (van der Berg). What has a comma is
    taken to be written family name first. Names in Chinese, Japanese or Korean letters, and of groups,
    stay whole.
    """
    if _PLAIN.fullmatch(text) and _NOT_PLAIN.isdisjoint(text.lower().split(" ")):
        given, _, family = text.rpartition(" ")
        return Name(family, given)
    text = " ".join(text.split())
    if _GROUP.search(text) or _CJK.search(text) or " " not in text:
        return Name(text)
    before, comma, after = (part.strip() for part in text.partition(","))
    if comma and not (_SUFFIX.fullmatch(after) and " " in before):
        return Name(before, after) if before and after and "," not in after else Name(text)
    suffix = after
    words = before.split()
    if not suffix and len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    start = len(words) - 1
    # Somebody who writes all of the name small has no particles.
    while start > 0 and words[start - 1][:1].islower() and not words[-1][:1].islower():
        start -= 1
    return Name(" ".join(words[start:]), " ".join(words[:start]), suffix)
