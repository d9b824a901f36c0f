"""What a loader finds wrong with a file, and how bad each kind of finding is."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitegen.diagnostics import Diagnostic, Position, Severity

# Every code that loading can report; docs/diagnostics.md explains each.
CODES: dict[str, Severity] = {
    "not-a-digest": Severity.NOTE,
    "unknown-syntax": Severity.WARNING,
    "no-date": Severity.ERROR,
    "impossible-date": Severity.WARNING,
    "date-differs": Severity.NOTE,
    "invalid-utf8": Severity.WARNING,
    "utf16": Severity.NOTE,
    "byte-order-mark": Severity.NOTE,
    "crlf": Severity.NOTE,
    "control-characters": Severity.NOTE,
    "unpaired-surrogate": Severity.WARNING,
    "stray-text": Severity.WARNING,
    "unreadable-line": Severity.WARNING,
    "total-differs": Severity.WARNING,
    "missing-section": Severity.WARNING,
    "duplicate-section": Severity.WARNING,
    "paper-outside-category": Severity.WARNING,
    "category-differs": Severity.NOTE,
    "duplicate-paper": Severity.NOTE,
    "missing-title": Severity.WARNING,
    "missing-authors": Severity.NOTE,
    "missing-field": Severity.WARNING,
    "failed-summary": Severity.NOTE,
    "unfilled-template": Severity.NOTE,
    "unclosed-details": Severity.WARNING,
    "repaired-link": Severity.NOTE,
    "unusable-link": Severity.WARNING,
}


@dataclass(slots=True)
class Findings:
    """Collects the diagnostics of one file while it is read."""

    path: str
    items: list[Diagnostic] = field(default_factory=list)

    def add(self, code: str, line: int, column: int, message: str) -> None:
        """Report a place of this file; the code decides the severity."""
        self.items.append(Diagnostic(Position(self.path, line, column), CODES[code], code, message))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All diagnostics in the file's order."""
        return tuple(sorted(self.items))
