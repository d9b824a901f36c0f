"""What is kept of each paper of a digest: its terms and authors, its signature, and how it is named.

A digest's notes are three parts, to be read one by one: ``TRENDS``, ``SIGNATURES`` and ``NAMES``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

TRENDS, SIGNATURES, NAMES = range(3)


class Noted(NamedTuple):
    """One paper as one digest tells it, every text plain; ``lang`` is the title's language.

    ``body`` is the text that tells most of what the paper is about.
    """

    key: str
    title: str
    lang: str
    tldr: str
    keywords: str
    authors: tuple[str, ...]
    body: str


def note_down(papers: Sequence[Noted]) -> tuple[bytes, bytes, bytes]:
    """Note what trends and related papers need to know of a digest's papers, in its order."""
    from sitegen.insights import signature  # noqa: PLC0415 - lists of words, not before there is work
    from sitegen.insights.terms import terms  # noqa: PLC0415 - the same

    rows = [
        ("\n".join(terms(p.title, p.tldr, p.keywords)), "\n".join(dict.fromkeys(p.authors))) for p in papers
    ]
    names = [(p.key, p.title, p.lang) for p in papers]
    return (
        _dump(rows),
        signature.pack(signature.signatures([(p.title, p.body) for p in papers])),
        _dump(names),
    )


def alike(notes: Sequence[bytes]) -> str:
    """Hash what papers related to a digest's papers are found by: an edit leaves most of it as it was."""
    found = blake2b(notes[SIGNATURES], digest_size=16)
    found.update(notes[NAMES])
    return found.hexdigest()


def read_trends(part: bytes) -> list[tuple[str, str]]:
    """Read a digest's part for trends: each paper's terms and its authors, each joined by line breaks."""
    rows: list[tuple[str, str]] = json.loads(part)
    return rows


def read_names(part: bytes) -> list[tuple[str, str, str]]:
    """Read how a digest's papers are named: key, title and its language."""
    rows: list[tuple[str, str, str]] = json.loads(part)
    return rows


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
