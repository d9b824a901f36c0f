"""What can be said about a place in the input: a position, a severity, a diagnostic.

A mistake in content is a value, collected and sorted; a mistake in our code is an exception.
Every code is listed in ``docs/diagnostics.md``, and a test keeps that list complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad it is: a note informs, a warning fails ``--strict``, an error fails the build."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """The lower-case name used in messages and reports."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file: the path as the user knows it, line and column counted from 1 (0: the whole)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``file``, ``file:line`` or ``file:line:column``, as far as it is known."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One remark about the input: where, how bad, a stable kebab-case code, and a sentence.

    The sentence says what was expected and what was done about it.
    """

    position: Position
    severity: Severity
    code: str
    message: str

    def __str__(self) -> str:
        """``file:line:column: warning[code]: message``."""
        return f"{self.position}: {self.severity.word}[{self.code}]: {self.message}"
