"""A digest's records become entries ready for pages: text to safe HTML, language by language.

This is the expensive half of loading; a build keeps what it returns under the digest's content key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sitegen import text
from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.model import Digest, Entry, Field, Prose, Record, TypesetDigest

Block = Callable[[str], text.Typeset]

_NO_LABELS: Mapping[str, str] = MappingProxyType({})

# What a paper takes on a listing that shows it whole, beside its texts: related papers, other days, links.
_WHOLE = 1_500
_NOT_LISTED = frozenset({"category", "tldr", "abstract", "translation"})
_SUMMARY = frozenset(
    {"tldr", "task", "motivation", "background", "method", "result", "conclusion", "summary"}
)


def typeset(
    digest: Digest,
    labels: Mapping[str, str] = _NO_LABELS,
    block: Block = text.block,
    *,
    whole: bool = False,
) -> TypesetDigest:
    """Set every record and remark of a digest.

    ``labels`` gives the fields of a label another name. ``block`` sets a text: ``text.block``, or one that
    does the same and remembers what it set. ``whole`` if digests are to show papers whole: they weigh more.
    """
    case = _Case(digest.path, labels, block)
    entries = tuple(case.entry(record) for section in digest.sections for record in section.records)
    remarks = tuple(case.prose(Field("remark", "", r.text, r.line)) for r in digest.remarks)
    weights = tuple(map(_whole_weight if whole else _weight, entries))
    return TypesetDigest(entries, weights, remarks, tuple(case.found))


def listed(fields: tuple[Prose, ...]) -> tuple[Prose, ...]:
    """Choose the fields that a listing shows in a paper's details: the summary, in the file's order.

    The abstract is the longest field and stands on the paper's own page; a listing repeats it only where it
    is all there is to read. The TL;DR is shown by itself, the category by the section.
    """
    if summarised(fields):
        return tuple(field for field in fields if field.html and field.name not in _NOT_LISTED)
    return tuple(field for field in fields if field.html and field.name not in {"category", "tldr"})


def summarised(fields: tuple[Prose, ...]) -> bool:
    """Say whether fields hold a summary, and not just notices that none could be made."""
    return any(field.name in _SUMMARY and not text.is_notice(text.reading(field.html)) for field in fields)


def _weight(entry: Entry) -> int:
    shown = entry.tldr + "".join(field.html for field in listed(entry.fields))
    return len(shown.encode("utf-8", "surrogatepass"))


def _whole_weight(entry: Entry) -> int:
    # Title and names stand there for people, and again for machines.
    head = 2 * (entry.title_html + "".join(entry.authors))
    shown = entry.tldr + head + "".join(field.html for field in entry.fields)
    return _WHOLE + len(shown.encode("utf-8", "surrogatepass"))


class _Case:
    """The setting of one digest, which gathers what is odd in its texts."""

    def __init__(self, path: str, labels: Mapping[str, str], block: Block) -> None:
        self.found: list[Diagnostic] = []
        self._path = path
        self._labels = labels
        self._block = block
        self._said: dict[str, str] = {}

    def entry(self, record: Record) -> Entry:
        title = text.inline(record.title)
        self._note(record.line, record.title, title)
        fields = tuple([self.prose(field) for field in record.fields])
        first = {field.name: field.html for field in reversed(fields)}
        tldr = text.reading(first.get("tldr", ""))
        return Entry(
            key=record.key,
            url=record.url,
            title=text.plain(record.title),
            title_html=title.html,
            title_lang=text.language(record.title),
            authors=tuple(text.name(author) for author in record.authors),
            number=record.number,
            fields=fields,
            tldr="" if text.is_notice(tldr) else tldr,
            abstract=text.reading(first.get("abstract", "")),
        )

    def prose(self, field: Field) -> Prose:
        body = self._block(field.text)
        if body.problems:
            self._note(field.line, field.text, body)
        label = self._said.get(field.label)
        if label is None:
            label = self._said[field.label] = text.plain(field.label)
        return Prose(self._name(field), label, text.language(field.text), body.html)

    def _name(self, field: Field) -> str:
        return self._labels.get(field.label, field.name)

    def _note(self, line: int, source: str, body: text.Typeset) -> None:
        """Place problems: the offset within a text that begins on ``line`` as a line and a column."""
        for problem in body.problems:
            before = source[: problem.offset]
            place = Position(self._path, line + before.count("\n"), len(before) - before.rfind("\n"))
            self.found.append(Diagnostic(place, Severity.NOTE, problem.code, problem.message))
