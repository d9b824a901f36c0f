"""Digest files in all their syntaxes: ``SourceFile`` to ``Digest``.

Each syntax is one module with one ``Format``; ``load`` picks it by the file's content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sitegen.diagnostics import Diagnostic
from sitegen.model import Digest, SourceFile


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file turned out to be. ``digest`` is None for a file that is no digest (diagnosed, not read)."""

    digest: Digest | None
    diagnostics: tuple[Diagnostic, ...]


class Format(Protocol):
    """One digest syntax."""

    name: str

    def recognises(self, source: SourceFile) -> bool:
        """Say whether this file is written in this syntax."""

    def load(self, source: SourceFile) -> Loaded:
        """Read the file; nothing is lost: what is not understood becomes a remark and a diagnostic."""
