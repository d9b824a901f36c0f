"""A digest's date: from the file's name, else its front matter, else a heading."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from sitegen.formats.engine.findings import Findings

_DATE = re.compile(
    r"(?<![0-9])([0-9]{4})(?:([-_./]?)([0-9]{2})\2([0-9]{2})(?![0-9])|年([0-9]{1,2})月([0-9]{1,2})日)"
)


class Dated(NamedTuple):
    """A text that may hold a date, with its place (line 0: the file's name)."""

    text: str
    line: int


def front_date(lines: list[str], front: dict[str, str]) -> Dated:
    """Give the line of the front matter that holds the date."""
    if "date" not in front:
        return Dated("", 0)
    at = next(at for at, line in enumerate(lines) if line.partition(":")[0].strip().lower() == "date")
    return Dated(lines[at], at + 1)


def find_date(findings: Findings, places: Iterable[Dated]) -> str:
    """Give the first date (ISO) of the places, which come in order of preference; empty when there is none.

    A date that no calendar has is reported and passed over; one that differs from the chosen is reported.
    """
    chosen = ""
    for text, line in places:
        for found in _DATE.finditer(text[:300]):
            year, month, day = found[1], found[3] or found[5], found[4] or found[6]
            try:
                date = datetime.date(int(year), int(month), int(day)).isoformat()
            except ValueError:
                message = f"{found[0]} is no date; a day like 2025-05-27 was expected. It is passed over."
                findings.add("impossible-date", line, found.start() + 1 if line else 0, message)
                continue
            if not chosen:
                chosen = date
            elif date != chosen:
                message = (
                    f"This says {date}; the digest is taken to be of {chosen}, as its name or start says."
                )
                findings.add("date-differs", line, found.start() + 1, message)
            break
    return chosen


def undated(findings: Findings) -> None:
    """Report that a digest has no date, which leaves it out."""
    message = (
        "The digest has no date; one like 2025-05-27 was expected in the file's name, in front matter "
        "(date:) or in a heading. The file is left out."
    )
    findings.add("no-date", 1, 1, message)


def not_a_digest(findings: Findings) -> None:
    """Report that a file is no digest, and nothing else: what was found in it means nothing then."""
    findings.items.clear()
    message = "No papers of a day were found, nor another sign of a digest; the file is left out."
    findings.add("not-a-digest", 1, 1, message)
