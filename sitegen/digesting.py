"""A digest file in a worker: read, set, noted down and stored."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sitegen import formats, insights, text
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.extensions import extensions
from sitegen.model import Digest, Document, SourceFile, TypesetDigest
from sitegen.sources import ContentFile, read
from sitegen.store import Store
from sitegen.typeset import typeset

# As in ``search``, of which whoever only loads digests needs no more.
MOST_DOCUMENTS = 65_535
# Fields that the search index keeps apart from the summary.
_APART = frozenset({"category", "tldr", "abstract"})


class Reader:
    """Loads digest files into a store. ``texts`` is how many set texts it keeps at hand."""

    def __init__(self, store: Store, config: Config, texts: int = 0) -> None:
        self._store = store
        self._config = config
        self._block = functools.lru_cache(maxsize=texts)(text.block) if texts else text.block

    def load(self, key: str, file: ContentFile) -> list[Document] | None:
        """Load a digest file; give what the search index wants to know of it, or nothing if it is none."""
        loaded = formats.load(SourceFile(file.path, read(file)), extensions().formats)
        if loaded.digest is None:
            self._store.put_skipped(key, loaded.diagnostics)
            return None
        is_whole = self._config.paper_pages != "all"
        done = typeset(loaded.digest, self._config.labels, self._block, whole=is_whole)
        notes = insights.note_down(noted(loaded.digest, done))
        self._store.put_notes(key, notes)
        found = (*loaded.diagnostics, *_too_many(loaded.digest))
        self._store.put(key, loaded.digest, done, found, insights.alike(notes))
        return documents(loaded.digest, done)[:MOST_DOCUMENTS]


def documents(digest: Digest, typeset: TypesetDigest) -> list[Document]:
    """Give the plain texts of a digest's papers, in its order, for the search index."""
    categories = [section.category for section in digest.sections for _ in section.records]
    return [
        Document(
            key=entry.key,
            title=entry.title,
            authors=entry.authors,
            category=category,
            tldr=entry.tldr,
            summary="\n".join(text.reading(f.html) for f in entry.fields if f.name not in _APART),
            abstract=entry.abstract,
        )
        for category, entry in zip(categories, typeset.entries, strict=True)
    ]


def noted(digest: Digest, typeset: TypesetDigest) -> list[insights.Noted]:
    """Give what insights want to know of a digest's papers, in its order."""
    records = (record for section in digest.sections for record in section.records)
    return [
        insights.Noted(
            key=entry.key,
            title=entry.title,
            lang=entry.title_lang,
            tldr=entry.tldr,
            keywords=next((text.plain(f.text) for f in record.fields if f.name == "keywords"), ""),
            authors=entry.authors,
            body=entry.abstract or "\n".join([entry.tldr, *(f.text for f in record.fields)]),
        )
        for record, entry in zip(records, typeset.entries, strict=True)
    ]


def _too_many(digest: Digest) -> Iterator[Diagnostic]:
    count = sum(len(section.records) for section in digest.sections)
    if count > MOST_DOCUMENTS:
        message = f"Expected at most {MOST_DOCUMENTS} papers, found {count}; the search finds the first ones."
        yield Diagnostic(Position(digest.path, 1, 1), Severity.WARNING, "too-many-papers", message)
