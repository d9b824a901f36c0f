"""What the index is told of a paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One paper as one digest tells it, every text plain. ``summary`` is all summary fields but the TL;DR."""

    key: str
    title: str
    authors: tuple[str, ...]
    category: str
    tldr: str
    summary: str
    abstract: str
