"""What the index is told of a paper."""

from __future__ import annotations

from typing import NamedTuple


class Document(NamedTuple):
    """One paper as one digest tells it, every text plain. ``summary`` is all summary fields but the TL;DR."""

    key: str
    title: str
    authors: tuple[str, ...]
    category: str
    tldr: str
    summary: str
    abstract: str
