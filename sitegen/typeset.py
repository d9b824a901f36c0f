"""A digest's records become entries ready for pages: text to safe HTML, language by language.

This is the expensive half of loading; a build keeps what it returns under the digest's content key.
"""

from __future__ import annotations

from collections.abc import Callable

from sitegen import text
from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.model import Digest, Entry, Field, Prose, Record, Remark, TypesetDigest

Block = Callable[[str], text.Typeset]

_NOT_LISTED = frozenset({"category", "tldr", "abstract", "translation"})
_SUMMARY = frozenset(
    {"tldr", "task", "motivation", "background", "method", "result", "conclusion", "summary"}
)


def typeset(digest: Digest, block: Block = text.block) -> TypesetDigest:
    """Set every record and remark of a digest.

    ``block`` sets a text: ``text.block``, or one that does the same and remembers what it set.
    """
    found: list[Diagnostic] = []
    entries = tuple(
        _entry(record, digest.path, found, block) for section in digest.sections for record in section.records
    )
    remarks = tuple(_remark(remark, digest.path, found, block) for remark in digest.remarks)
    return TypesetDigest(entries, tuple(map(_weight, entries)), remarks, tuple(found))


def listed(fields: tuple[Prose, ...]) -> tuple[Prose, ...]:
    """Choose the fields that a listing shows in a paper's details: the summary, in the file's order.

    The abstract is the longest field and stands on the paper's own page; a listing repeats it only where it
    is all there is to read. The TL;DR is shown by itself, the category by the section.
    """
    short = tuple(field for field in fields if field.html and field.name not in _NOT_LISTED)
    if any(field.name in _SUMMARY for field in fields if field.html):
        return short
    return tuple(field for field in fields if field.html and field.name not in {"category", "tldr"})


def _weight(entry: Entry) -> int:
    shown = entry.tldr + "".join(field.html for field in listed(entry.fields))
    return len(shown.encode("utf-8", "surrogatepass"))


def _entry(record: Record, path: str, found: list[Diagnostic], block: Block) -> Entry:
    title = text.inline(record.title)
    found += (_diagnostic(path, record.line, record.title, p) for p in title.problems)
    return Entry(
        key=record.key,
        url=record.url,
        title=text.plain(record.title),
        title_html=title.html,
        title_lang=text.language(record.title),
        authors=tuple(text.name(author) for author in record.authors),
        number=record.number,
        fields=tuple(_prose(field, path, found, block) for field in record.fields),
        tldr=_plain(record, "tldr"),
        abstract=_plain(record, "abstract"),
    )


def _prose(field: Field, path: str, found: list[Diagnostic], block: Block) -> Prose:
    body = block(field.text)
    found += (_diagnostic(path, field.line, field.text, p) for p in body.problems)
    return Prose(field.name, text.plain(field.label), text.language(field.text), body.html)


def _remark(remark: Remark, path: str, found: list[Diagnostic], block: Block) -> Prose:
    body = block(remark.text)
    found += (_diagnostic(path, remark.line, remark.text, p) for p in body.problems)
    return Prose("remark", "", text.language(remark.text), body.html)


def _plain(record: Record, name: str) -> str:
    return next((text.plain(field.text) for field in record.fields if field.name == name), "")


def _diagnostic(path: str, line: int, source: str, problem: text.Problem) -> Diagnostic:
    """Place a problem: the offset within a field that begins on ``line`` as a line and a column."""
    before = source[: problem.offset]
    return Diagnostic(
        Position(path, line + before.count("\n"), len(before) - before.rfind("\n")),
        Severity.NOTE,
        problem.code,
        problem.message,
    )
