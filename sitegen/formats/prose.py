"""Files without a single readable paper: an empty day, a digest in an unknown syntax, or no digest at all."""

from __future__ import annotations

import re

from sitegen.formats.engine.dates import find_date, not_a_digest
from sitegen.formats.engine.grammar import date_places, read_digest
from sitegen.formats.engine.sheet import Sheet
from sitegen.formats.engine.template import Extras, Template
from sitegen.model import Digest, Remark

_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf)/([0-9]{4}\.[0-9]{4,5})")
_SUMMARIES = {"tldr", "task", "motivation", "method", "result", "conclusion", "abstract", "summary"}
_FEW = 3
_NAME_DATE = re.compile(r"[0-9]{4}[-_.]?[0-9]{2}[-_.]?[0-9]{2}")


class Prose:
    """Whatever no other syntax takes."""

    name = "prose"

    def fit(self, sheet: Sheet) -> float:  # noqa: ARG002 - every syntax is asked the same way
        """Fit any file, but worse than any syntax that finds papers in it."""
        return 1e-9

    def read(self, sheet: Sheet) -> Digest | None:
        """Decide what the file is: nothing to publish, an empty day, or text to keep as it stands.

        Without a date it is no digest, whatever else it looks like.
        """
        frame = sheet.skeleton
        known = _looks_like_digest(sheet)
        if not (known or _is_empty_day(sheet)) or not (
            date := find_date(sheet.findings, date_places(sheet, frame))
        ):
            not_a_digest(sheet.findings)
            return None
        if not known:
            return read_digest(sheet, Template(()), Extras(), {})
        message = (
            "This looks like a digest, but its syntax is unknown: no paper was found under a heading "
            "like ### [1] [TITLE](URL). Its text is kept as it stands."
        )
        sheet.findings.add("unknown-syntax", 1, 1, message)
        title = frame.headings[0].text if frame.headings else ""
        return Digest(sheet.path, date, title, (), tuple(_paragraphs(sheet)))


FORMAT = Prose()


def _looks_like_digest(sheet: Sheet) -> bool:
    """Look for what digests have: labels of summaries, totals in contents, or many links to papers."""
    frame = sheet.skeleton
    labels = [
        label
        for label in frame.labels
        if label.name in _SUMMARIES and not sheet.lines[label.at][label.start :].strip().startswith("{")
    ]
    if len(labels) >= 4 or (len(frame.strays) > 5 and any(entry.total for entry in frame.entries)):
        return True
    if not _NAME_DATE.search(sheet.path):
        return False
    papers: set[str] = set()
    for line in sheet.lines:
        if "arxiv.org/" in line:
            papers.update(_ARXIV.findall(line))
    return len(papers) >= 5


def _is_empty_day(sheet: Sheet) -> bool:
    """Look for a notice that there are no papers, or contents without any, and hardly anything else."""
    frame = sheet.skeleton
    told = bool(frame.notices) or frame.contents or any(entry.total is not None for entry in frame.entries)
    return told and len(frame.strays) <= _FEW


def _paragraphs(sheet: Sheet) -> list[Remark]:
    remarks: list[Remark] = []
    run: list[int] = []
    for at, line in enumerate([*sheet.lines, ""]):
        if line.strip():
            run.append(at)
        elif run:
            remarks.append(Remark("\n".join(sheet.lines[k] for k in run), sheet.numbers[run[0]]))
            run = []
    return remarks
