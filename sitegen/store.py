"""What past builds learned, on disk: each digest's set form under its content key, and the last manifest.

Three files a digest, all written whole and then renamed: ``<key>.json`` (the outline and the diagnostics;
all that a build reads of an old digest), ``<key>.entries`` (the entries, each to be read alone) and
``<key>.search`` (its words). Everything is JSON or bytes of our own, never pickled, so that a store from
elsewhere can do no harm, and every part is checked against a hash when read: what is damaged is as good
as absent, and is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.model import Digest, Entry, Mention, Outline, OutlineSection, Prose, TypesetDigest


class StoreDamageError(Exception):
    """A stored file is absent, cut off or altered."""


def content_key(*parts: str | bytes) -> str:
    """A hash over parts, each with its length, so that no two lists of parts agree by accident."""
    hasher = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hasher.update(f"{len(data)}:".encode())
        hasher.update(data)
    return hasher.hexdigest()


def fingerprint(data: bytes) -> str:
    """A short hash of an entry's stored bytes: equal entries have equal fingerprints."""
    return hashlib.blake2b(data, digest_size=8).hexdigest()


class Store:
    """The store in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._digests = folder / "digests"

    def has(self, key: str) -> bool:
        """Whether a digest's set form is there."""
        return self._file(key, "json").exists()

    def put(
        self,
        key: str,
        digest: Digest,
        typeset: TypesetDigest,
        diagnostics: Iterable[Diagnostic],
        words: bytes = b"",
    ) -> None:
        """Keep a digest: its entries, its words, and, last, the outline that makes it count."""
        self._digests.mkdir(parents=True, exist_ok=True)
        blobs = [_dump(_plain_entry(entry)) for entry in typeset.entries]
        offsets = [0]
        for blob in blobs:
            offsets.append(offsets[-1] + len(blob))
        write_whole(self._file(key, "entries"), b"".join([_dump(offsets), b"\n", *blobs]))
        write_whole(self._file(key, "search"), words)
        outline = {
            "path": digest.path,
            "date": digest.date,
            "title": digest.title,
            "sections": _plain_sections(digest, typeset, blobs),
            "remarks": [_plain_prose(r) for r in typeset.remarks],
        }
        found = [plain_diagnostic(d) for d in (*diagnostics, *typeset.diagnostics)]
        self._put_checked(key, _dump([outline, found]))

    def put_skipped(self, key: str, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep that a file is no digest, and why."""
        self._digests.mkdir(parents=True, exist_ok=True)
        self._put_checked(key, _dump([None, [plain_diagnostic(d) for d in diagnostics]]))

    def outline(self, key: str) -> tuple[Outline | None, list[Diagnostic]]:
        """Read a digest's outline (None for a file that is no digest) and diagnostics.

        Raises ``StoreDamageError``.
        """
        outline, found = json.loads(self._checked(key))
        return _outline(key, outline) if outline else None, [diagnostic(d) for d in found]

    def words(self, key: str) -> bytes:
        """The words of a digest, as ``put`` was given them. Raises ``StoreDamageError``."""
        try:
            return self._file(key, "search").read_bytes()
        except OSError as error:
            raise StoreDamageError(str(error)) from error

    def entries(self, key: str) -> Entries:
        """Open a digest's entries. Raises ``StoreDamageError``."""
        return Entries(self._file(key, "entries"))

    def forget(self) -> None:
        """Forget every digest."""
        self.keep_only(())

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forget every digest but these."""
        kept = set(keys)
        if self._digests.is_dir():
            for file in self._digests.iterdir():
                if file.stem not in kept:
                    file.unlink(missing_ok=True)

    def _file(self, key: str, ending: str) -> Path:
        return self._digests / f"{key}.{ending}"

    def _put_checked(self, key: str, data: bytes) -> None:
        write_whole(self._file(key, "json"), content_key(data).encode() + b"\n" + data)

    def _checked(self, key: str) -> bytes:
        try:
            head, _, data = self._file(key, "json").read_bytes().partition(b"\n")
        except OSError as error:
            raise StoreDamageError(str(error)) from error
        if head.decode("ascii", "replace") != content_key(data):
            raise StoreDamageError(f"{key}.json was altered or cut off")
        return data


class Entries:
    """The entries of one digest, read one by one from its stored file."""

    def __init__(self, file: Path) -> None:
        self._name = file.name
        try:
            self._data = file.read_bytes()
        except OSError as error:
            raise StoreDamageError(str(error)) from error
        head = self._data.find(b"\n")
        try:
            self._offsets: list[int] = json.loads(self._data[:head])
        except ValueError as error:
            raise StoreDamageError(f"{self._name} was altered or cut off") from error
        self._start = head + 1

    def get(self, index: int, expected: str) -> Entry:
        """Read one entry, checked against its fingerprint. Raises ``StoreDamageError``."""
        start, end = self._offsets[index : index + 2] if index + 1 < len(self._offsets) else (0, 0)
        data = self._data[self._start + start : self._start + end]
        if fingerprint(data) != expected:
            raise StoreDamageError(f"{self._name} was altered or cut off")
        return _entry(json.loads(data))


def write_whole(file: Path, data: bytes) -> None:
    """Write a file so that a reader sees it whole or not at all."""
    scratch = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    scratch.write_bytes(data)
    scratch.replace(file)


# ── the stored forms ────────────────────────────────────────────────────────────────────────────────


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _plain_prose(prose: Prose) -> list[str]:
    return [prose.name, prose.label, prose.lang, prose.html]


def _plain_entry(e: Entry) -> list[Any]:
    fields = [_plain_prose(field) for field in e.fields]
    return [
        e.key, e.url, e.title, e.title_html, e.title_lang, e.authors, e.number, fields, e.tldr, e.abstract,
    ]  # fmt: skip


def _entry(raw: list[Any]) -> Entry:
    key, url, title, title_html, title_lang, authors, number, fields, tldr, abstract = raw
    proses = tuple(Prose(*field) for field in fields)
    return Entry(
        key, url, title, title_html, title_lang, tuple(authors), number, proses, tldr, abstract
    )  # fmt: skip


def _plain_sections(digest: Digest, typeset: TypesetDigest, blobs: Sequence[bytes]) -> list[list[Any]]:
    sections: list[list[Any]] = []
    index = 0
    for section in digest.sections:
        mentions = []
        for record in section.records:
            heading = fingerprint(_dump([typeset.entries[index].title, record.authors]))
            weight, seal = typeset.weights[index], fingerprint(blobs[index])
            mentions.append([record.key, index, record.number, record.line, weight, heading, seal])
            index += 1
        sections.append([section.category, section.label, section.stated, mentions])
    return sections


def _outline(key: str, raw: dict[str, Any]) -> Outline:
    date = raw["date"]
    return Outline(
        digest=key,
        path=raw["path"],
        date=date,
        title=raw["title"],
        sections=tuple(
            OutlineSection(
                category,
                label,
                stated,
                tuple(Mention(paper, date, key, place, category, *rest) for paper, place, *rest in mentions),
            )
            for category, label, stated, mentions in raw["sections"]
        ),
        remarks=tuple(Prose(*remark) for remark in raw["remarks"]),
    )


def plain_diagnostic(d: Diagnostic) -> list[Any]:
    """Give a diagnostic as plain values for JSON."""
    return [d.position.file, d.position.line, d.position.column, int(d.severity), d.code, d.message]


def diagnostic(raw: list[Any]) -> Diagnostic:
    """Make a diagnostic of its plain values."""
    file, line, column, severity, code, message = raw
    return Diagnostic(Position(file, line, column), Severity(severity), code, message)
