"""What past builds learned, on disk: each digest's set form under its content key, and the last manifest.

Four files a digest, all written whole and then renamed: ``<key>.json`` (the outline and the diagnostics; all
that a build reads of an old digest), ``<key>.entries`` (the entries, each to be read alone), ``<key>.words``
(its words, for the search index) and ``<key>.notes`` (what insights know of its papers). Beside them lie the
counts of weeks and the related papers of days. Everything is JSON or bytes of our own, never pickled, so
that a store from elsewhere can do no harm, and every part is checked against a hash when read: what is
damaged is as good as absent, and is made again.
"""

# Long because every stored form stands here, beside what reads it back.

from __future__ import annotations

import hashlib
import json
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.model import Digest, Entry, Mention, Outline, OutlineSection, Prose, TypesetDigest

# The file of all fingerprints of related papers, beside those of days.
_SEALS = "seals.json"


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


SEAL = 16
"""The characters of a fingerprint."""


def fingerprint(data: bytes) -> str:
    """A short hash of an entry's stored bytes: equal entries have equal fingerprints."""
    return hashlib.blake2b(data, digest_size=SEAL // 2).hexdigest()


class Store:
    """The store in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._digests = folder / "digests"
        self._slices = folder / "slices"
        self._weeks = folder / "weeks"
        self._related = folder / "related"
        self._numbers: dict[int, int] = {}

    def has(self, key: str) -> bool:
        """Whether a digest's set form is there."""
        return self._file(key, "json").exists()

    def put(
        self,
        key: str,
        digest: Digest,
        typeset: TypesetDigest,
        diagnostics: Iterable[Diagnostic],
        alike: str,
    ) -> None:
        """Keep a digest: its entries, and, last, the outline that makes it count.

        ``alike`` is a hash of what its papers' related ones are found by.
        """
        self._digests.mkdir(parents=True, exist_ok=True)
        blobs = [_dump(_plain_entry(entry)) for entry in typeset.entries]
        offsets = [0]
        for blob in blobs:
            offsets.append(offsets[-1] + len(blob))
        write_whole(self._file(key, "entries"), b"".join([_dump(offsets), b"\n", *blobs]))
        outline = {
            "path": digest.path,
            "date": digest.date,
            "title": digest.title,
            "sections": _plain_sections(digest, typeset, blobs),
            "remarks": [_plain_prose(r) for r in typeset.remarks],
            "alike": alike,
        }
        found = [plain_diagnostic(d) for d in (*diagnostics, *typeset.diagnostics)]
        write_sealed(self._file(key, "json"), _dump([outline, found]))

    def has_words(self, key: str) -> bool:
        """Whether the words of a digest are there."""
        return self._file(key, "words").exists()

    def put_words(self, key: str, words: Sequence[bytes]) -> None:
        """Keep what the search index needs of a digest: a head, and parts to be read one by one."""
        self._put_parts(self._file(key, "words"), words)

    def put_notes(self, key: str, notes: Sequence[bytes]) -> None:
        """Keep what insights note of a digest, in parts to be read one by one."""
        self._put_parts(self._file(key, "notes"), notes)

    def notes(self, key: str) -> Words:
        """Open the notes of a digest. Raises ``StoreDamageError``."""
        return Words(self._file(key, "notes"))

    def put_week(self, key: str, counts: bytes) -> None:
        """Keep the counts of a week under the key of what they were made from."""
        self._weeks.mkdir(parents=True, exist_ok=True)
        write_sealed(self._weeks / f"{key}.json", counts)

    def week(self, key: str) -> bytes | None:
        """Read the counts of a week, if they are there. Raises ``StoreDamageError``."""
        file = self._weeks / f"{key}.json"
        return read_sealed(file) if file.exists() else None

    def put_related(self, key: str, rows: Sequence[bytes]) -> None:
        """Keep the related papers of a day's papers, a line each."""
        self._related.mkdir(parents=True, exist_ok=True)
        write_sealed(self._related / f"{key}.json", b"\n".join(rows))

    def related(self, key: str) -> list[bytes]:
        """Read the related papers of a day's papers. Raises ``StoreDamageError``."""
        return read_sealed(self._related / f"{key}.json").split(b"\n")

    def put_related_seals(self, seals: Mapping[str, str]) -> None:
        """Keep fingerprints of the related papers of all days' papers, and forget all other days."""
        self._related.mkdir(parents=True, exist_ok=True)
        write_sealed(self._related / _SEALS, _dump(seals))
        _keep(self._related, {*seals, Path(_SEALS).stem})

    def related_seals(self) -> dict[str, str]:
        """Read the fingerprints of related papers, by the days' keys; none if they cannot be read."""
        try:
            seals: dict[str, str] = json.loads(read_sealed(self._related / _SEALS))
        except StoreDamageError:
            return {}
        return seals

    def put_skipped(self, key: str, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep that a file is no digest, and why."""
        self._digests.mkdir(parents=True, exist_ok=True)
        write_sealed(self._file(key, "json"), _dump([None, [plain_diagnostic(d) for d in diagnostics]]))

    def outline(self, key: str) -> tuple[Outline | None, list[Diagnostic]]:
        """Read a digest's outline (None for a file that is no digest) and diagnostics.

        Raises ``StoreDamageError``.
        """
        file = self._file(key, "json")
        with _sound(file):
            outline, found = json.loads(read_sealed(file))
            told = [diagnostic(d) for d in found]
            return _outline(key, outline, self._numbers) if outline else None, told

    def words(self, key: str) -> Words:
        """Open the words of a digest. Raises ``StoreDamageError``."""
        return Words(self._file(key, "words"))

    def entries(self, key: str) -> Entries:
        """Open a digest's entries. Raises ``StoreDamageError``."""
        return Entries(self._file(key, "entries"))

    def has_slice(self, fingerprint: str) -> bool:
        """Whether it is known which files a slice of the search index has."""
        return (self._slices / f"{fingerprint}.json").exists()

    def put_slice(self, fingerprint: str, files: Sequence[str], kept: Mapping[str, bytes]) -> None:
        """Note the files that a slice has, and what the index's directory will need of it."""
        self._slices.mkdir(parents=True, exist_ok=True)
        data = _dump([files, {name: part.decode() for name, part in kept.items()}])
        write_sealed(self._slices / f"{fingerprint}.json", data)

    def slice(self, fingerprint: str) -> Slice:
        """Read what was noted of a slice. Raises ``StoreDamageError``."""
        file = self._slices / f"{fingerprint}.json"
        with _sound(file):
            files, kept = json.loads(read_sealed(file))
            return Slice(tuple(files), {name: part.encode() for name, part in kept.items()})

    def forget(self) -> None:
        """Forget everything."""
        self.keep_only((), (), ())
        _keep(self._related, set())

    def keep_only(self, keys: Iterable[str], slices: Iterable[str], weeks: Iterable[str]) -> None:
        """Forget every digest, every slice and every week but these."""
        _keep(self._digests, set(keys))
        _keep(self._slices, set(slices))
        _keep(self._weeks, set(weeks))

    def _put_parts(self, file: Path, parts: Sequence[bytes]) -> None:
        self._digests.mkdir(parents=True, exist_ok=True)
        seals = [[len(part), fingerprint(part)] for part in parts]
        write_whole(file, b"".join([_dump(seals), b"\n", *parts]))

    def _file(self, key: str, ending: str) -> Path:
        return self._digests / f"{key}.{ending}"


@dataclass(frozen=True, slots=True)
class Slice:
    """A written slice of the search index: its files' names, and what the directory needs of it."""

    files: tuple[str, ...]
    kept: dict[str, bytes]


class Words:
    """The words of one digest, read part by part from its stored file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with _sound(file):
            with file.open("rb") as opened:
                head = opened.readline()
            seals = json.loads(head)
            # In two objects, for a worker has hundreds of digests open, of a hundred parts each.
            self._seals = "".join(seal for _, seal in seals)
            self._offsets = array("Q", accumulate((length for length, _ in seals), initial=len(head)))

    def head(self) -> bytes:
        """Read what every build needs. Raises ``StoreDamageError``."""
        return self.part(0)

    def part(self, number: int) -> bytes:
        """Read one part, checked against its hash. Raises ``StoreDamageError``."""
        return self.parts(range(number, number + 1))[0]

    def parts(self, numbers: range) -> list[bytes]:
        """Read some parts one after another, each checked against its hash. Raises ``StoreDamageError``."""
        with _sound(self._file), self._file.open("rb") as opened:
            start, ends = self._offsets[numbers.start], self._offsets[numbers.start + 1 : numbers.stop + 1]
            opened.seek(start)
            told = [opened.read(end - begin) for begin, end in pairwise([start, *ends])]
        seals = self._seals[SEAL * numbers.start : SEAL * numbers.stop]
        if len(told) < len(numbers) or "".join(map(fingerprint, told)) != seals:
            raise StoreDamageError(f"{self._file.name} was altered or cut off")
        return told


class Entries:
    """The entries of one digest, read one by one from its stored file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with _sound(file):
            self._data = file.read_bytes()
            head = self._data.find(b"\n")
            self._offsets = [int(offset) for offset in json.loads(self._data[:head])]
        self._start = head + 1

    def get(self, index: int, expected: str) -> Entry:
        """Read one entry, checked against its fingerprint. Raises ``StoreDamageError``."""
        start, end = self._offsets[index : index + 2] if index + 1 < len(self._offsets) else (0, 0)
        data = self._data[self._start + start : self._start + end]
        if fingerprint(data) != expected:
            raise StoreDamageError(f"{self._file.name} was altered or cut off")
        return _entry(json.loads(data))


@contextmanager
def _sound(file: Path) -> Iterator[None]:
    """Translate whatever reading a damaged file raises: a hash that fits proves no form."""
    try:
        yield
    except Exception as error:  # of any kind, down to a length that no memory holds
        raise StoreDamageError(f"{file.name} was altered or cut off: {error!r}") from error


def _keep(folder: Path, stems: set[str]) -> None:
    if folder.is_dir():
        for file in folder.iterdir():
            if file.stem not in stems:
                file.unlink(missing_ok=True)


def write_sealed(file: Path, data: bytes) -> None:
    """Write a file whole, with a hash of it in its first line."""
    write_whole(file, content_key(data).encode() + b"\n" + data)


def read_sealed(file: Path) -> bytes:
    """Read a file with a hash in its first line. Raises ``StoreDamageError``."""
    with _sound(file):
        head, _, data = file.read_bytes().partition(b"\n")
    if head.decode("ascii", "replace") != content_key(data):
        raise StoreDamageError(f"{file.name} was altered or cut off")
    return data


def write_whole(file: Path, *data: bytes) -> None:
    """Write a file, given in pieces, so that a reader sees it whole or not at all."""
    scratch = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    with scratch.open("wb") as writing:
        writing.writelines(data)
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
            entry = typeset.entries[index]
            heading = int(fingerprint(_dump([entry.key, entry.title_html, entry.authors]))[:12], 16)
            weight, seal = typeset.weights[index], fingerprint(blobs[index])
            mentions.append([record.key, index, record.number, record.line, weight, heading, seal])
            index += 1
        sections.append([section.category, section.label, section.stated, mentions])
    return sections


def _outline(key: str, raw: dict[str, Any], numbers: dict[int, int]) -> Outline:
    date = raw["date"]
    # Of equal numbers one is kept: an archive has tens of thousands of papers, and few different ones.
    same = numbers.setdefault
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
                tuple(
                    Mention(paper, date, key, place, category, no, same(line, line), same(size, size), *seals)
                    for paper, place, no, line, size, *seals in mentions
                ),
            )
            for category, label, stated, mentions in raw["sections"]
        ),
        remarks=tuple(Prose(*remark) for remark in raw["remarks"]),
        alike=raw["alike"],
    )


def plain_diagnostic(d: Diagnostic) -> list[Any]:
    """Give a diagnostic as plain values for JSON."""
    return [d.position.file, d.position.line, d.position.column, int(d.severity), d.code, d.message]


def diagnostic(raw: list[Any]) -> Diagnostic:
    """Make a diagnostic of its plain values."""
    file, line, column, severity, code, message = raw
    return Diagnostic(Position(file, line, column), Severity(severity), code, message)
