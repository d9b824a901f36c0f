"""JSON Lines: a record a line, as crawlers write them before Markdown is made, raw or with summaries.

``id categories pdf abs authors title comment summary``, sometimes ``code_url code_stars`` or ``cate url``;
``AI`` holds what a model wrote. ``summary`` is the abstract, but within ``AI`` it is a summary.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sitegen.formats.engine import authors
from sitegen.formats.engine.checks import check, missing
from sitegen.formats.engine.dates import Dated, find_date, undated
from sitegen.formats.engine.fields import Fields
from sitegen.formats.engine.grouping import first_category, grouped
from sitegen.formats.engine.labels import name_of
from sitegen.formats.engine.links import read_target
from sitegen.formats.engine.sheet import Sheet
from sitegen.model import Digest, Record, Remark
from sitegen.urls import paper_key

_SAMPLE = 20
_NAMES = {"summary": "abstract", "cate": "category"}
_AI_NAMES = {"comments": "ai-comments", "comment": "ai-comments"}
_FIRST = ("categories", "cate", "comment", "AI", "summary")
_BAD_ESCAPE = re.compile(r"\\x(?=[89a-f][0-9a-f])")
_SURROGATE = re.compile("[\ud800-\udfff]")

Row = dict[str, Any]


class Unreadable(NamedTuple):
    """A line that is no record: the column at which reading stopped, and why."""

    column: int
    why: str


class JsonLines:
    """One JSON object a line."""

    name = "json-lines"

    def fit(self, sheet: Sheet) -> float:
        """Fit where one of the first lines is a record."""
        first = (line for line in sheet.lines if line and not line.isspace())
        sample = [line for line, _ in zip(first, range(_SAMPLE), strict=False)]
        if not sample or not sample[0].lstrip().startswith("{"):
            return 0.0
        return 10.0 if any(isinstance(_row(line), dict) for line in sample) else 0.0

    def read(self, sheet: Sheet) -> Digest | None:
        """Read every line; one that is no record becomes a remark."""
        papers = []
        remarks = []
        for line, number in zip(sheet.lines, sheet.numbers, strict=True):
            if not line or line.isspace():
                continue
            row = _row(line)
            if isinstance(row, Unreadable):
                message = f"A JSON object with a title was expected: {row.why}. The line is kept as a remark."
                sheet.findings.add("unreadable-line", number, row.column, message)
                remarks.append(Remark(line, number))
                continue
            if "\\ud" in line.lower():
                row = _whole(row, sheet, number)
            papers.append(_paper(sheet, row, number))
        sections = grouped(papers)
        records = [record for section in sections for record in section.records]
        summarised = any(field.name == "tldr" for record in records for field in record.fields)
        check(sheet.findings, sections, summarised=summarised)
        missing(sheet.findings, {"abstract": "summary"}, records)
        date = find_date(sheet.findings, [Dated(sheet.path.rpartition("/")[2], 0)])
        if not date:
            undated(sheet.findings)
            return None
        return Digest(sheet.path, date, "", sections, tuple(remarks))


FORMAT = JsonLines()


def _row(line: str) -> Row | Unreadable:
    r"""Read a line as a record. Bytes that were no UTF-8 stand in it as ``\xff``, unknown to JSON."""
    try:
        try:
            value = json.loads(line, strict=False, object_pairs_hook=_pairs)
        except json.JSONDecodeError:
            value = json.loads(_BAD_ESCAPE.sub(r"\\\\x", line), strict=False, object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        return Unreadable(error.colno, error.msg)
    except (ValueError, RecursionError):
        return Unreadable(1, "its numbers are too long or its lists too deep")
    if isinstance(value, dict) and any(value.get(key) for key in ("title", "id", "abs", "url")):
        return value
    return Unreadable(1, "it is another value")


def _pairs(pairs: list[tuple[str, Any]]) -> Row:
    """Make a dict that loses nothing: a key's second value gets a name of its own."""
    row: Row = {}
    counts: dict[str, int] = {}
    for key, value in pairs:
        name = key
        if key in row:
            count = counts.get(key, 1)
            while name in row:
                count += 1
                name = f"{key} {count}"
            counts[key] = count
        row[name] = value
    return row


def _whole(row: Row, sheet: Sheet, line: int) -> Row:
    r"""Show halves of characters (``\ud800``) as text: nothing could be written with them."""
    text = json.dumps(row, ensure_ascii=False)
    found = _SURROGATE.search(text)
    if not found:
        return row
    message = f"The record holds half of a character; it is shown as \\u{ord(found[0]):04x}."
    sheet.findings.add("unpaired-surrogate", line, 1, message)
    shown: Row = json.loads(_SURROGATE.sub(lambda half: f"\\\\u{ord(half[0]):04x}", text), strict=False)
    return shown


def _paper(sheet: Sheet, row: Row, line: int) -> tuple[str, Record]:
    """Make a record; give it with its first category."""
    title = _text(row.get("title")).strip(" \n")
    names, url, fields = _names(row.get("authors")), "", Fields()
    for key in ("abs", "url", "id"):
        url = url or read_target(_text(row.get(key)))
    for name, label, text in _fields(row, url):
        fields.add(name, label, text, line)
    if not title:
        sheet.findings.add("missing-title", line, 1, "The record has no title.")
    if not names:
        sheet.findings.add("missing-authors", line, 1, "The record has no authors.")
    if not url:
        sheet.findings.add(
            "unusable-link", line, 1, "None of abs, url and id is an address; the paper goes without."
        )
    category = first_category(_text(row.get("cate")) or _text(row.get("categories")))
    return category, Record(paper_key(url, title), url, title, names, None, tuple(fields.items), line)


def _fields(row: Row, url: str) -> Iterator[tuple[str, str, str]]:
    """Give name, label and text of all that has no place of its own in a record; null is nothing."""
    order = [*(key for key in _FIRST if key in row), *(key for key in row if key not in _FIRST)]
    for key in order:
        value = row[key]
        text = _text(value)
        if key == "AI" and isinstance(value, dict):
            for inner, said in value.items():
                if said is not None:
                    yield _AI_NAMES.get(inner) or name_of(inner), inner, _text(said).strip(" \n")
        elif value is None or key in {"title", "authors"} or (key in {"abs", "url"} and text == url):
            continue
        elif key != "id" or text not in url or not text:
            yield _NAMES.get(key) or name_of(key), key, text.strip(" \n")


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text(name) for name in value)
    return authors.names(_text(value))


def _text(value: object) -> str:
    """Write a JSON value as text: a list of plain values with commas between."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(item, (list, dict)) for item in value):
        return ", ".join(_text(item) for item in value)
    return json.dumps(value, ensure_ascii=False)
