"""Small archives for tests: documents of several days, indexed and read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitegen import formats, search
from sitegen.digesting import documents
from sitegen.model import SourceFile
from sitegen.search import Analysis, Document, File, Plan, Source
from sitegen.typeset import typeset

from .reader import Index


def paper(key: str, title: str = "A paper", **said: object) -> Document:
    """A document of which a test says only what it is about."""
    plain = Document(key, title, ("Ada Lovelace",), "cs.LG", "", "", "")
    return plain._replace(**said)  # type: ignore[arg-type]


@dataclass
class Archive:
    """Digests in order, and the index of all of them."""

    days: dict[str, list[Document]] = field(default_factory=dict)

    def day(self, date: str, *documents: Document) -> Archive:
        self.days[date] = list(documents)
        return self

    def analyses(self) -> dict[str, Analysis]:
        return {date: search.analyse(documents) for date, documents in sorted(self.days.items())}

    def plan(self) -> Plan:
        return plan_of(self.analyses())

    def files(self) -> dict[str, bytes]:
        """All served files by name."""
        return {file.name: file.data for file in index(self.analyses())}

    def index(self) -> Index:
        return Index(self.files().__getitem__)


def told_by(file: Path) -> tuple[str, list[Document]]:
    """A digest's date, and its papers as the index is told of them."""
    digest = formats.load(SourceFile(file.name, file.read_bytes())).digest
    return (digest.date, documents(digest, typeset(digest))) if digest else ("", [])


def plan_of(analyses: dict[str, Analysis]) -> Plan:
    return search.plan(Source(date, f"key of {date}", analysis.head) for date, analysis in analyses.items())


def index(analyses: dict[str, Analysis]) -> Sequence[File]:
    """Write a whole index as a build does; its served files."""
    by_key = {f"key of {date}": analysis for date, analysis in analyses.items()}
    plan = plan_of(analyses)
    written = [
        file
        for segment in plan.segments
        for piece in segment.slices
        for file in search.write(
            segment, piece, lambda key, bands: by_key[key].bands[bands.start : bands.stop]
        )
    ]
    kept = {file.name: file.data for file in written if not file.served}
    records = [file for leaf in plan.leaves for file in search.leaf_files(leaf, by_key[leaf.key].pages)]
    return [*(file for file in written if file.served), *records, search.directory(plan, kept)]
