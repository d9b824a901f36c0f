"""What is kept of each paper of a digest for the trends: its terms and its authors' names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.insights.terms import terms


@dataclass(frozen=True, slots=True)
class Noted:
    """One paper as one digest tells it, every text plain."""

    title: str
    tldr: str
    keywords: str
    authors: tuple[str, ...]


def note_down(papers: Iterable[Noted]) -> bytes:
    """Note the terms and authors of a digest's papers, in its order."""
    rows = [
        ("\n".join(terms(p.title, p.tldr, p.keywords)), "\n".join(dict.fromkeys(p.authors))) for p in papers
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read_note(note: bytes) -> list[tuple[str, str]]:
    """Read a digest's note: for each paper its terms and its authors, each joined by line breaks."""
    rows: list[tuple[str, str]] = json.loads(note)
    return rows
