"""The search index's part of a build: the files that are planned, the slices that must be written.

A slice's files never change, and only writing it tells which they are. So what was written is noted
in the store under the slice's fingerprint, and a build whose output folder still holds it is spared.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen import urls
from sitegen.manifest import Manifest
from sitegen.model import Outline, Page
from sitegen.output import Staged
from sitegen.pages.hashing import hashed
from sitegen.pages.plan import HitsPage, SearchPage
from sitegen.sources import ContentFile
from sitegen.store import Store, StoreDamageError
from sitegen.tally import Progress
from sitegen.workers import Crew

if TYPE_CHECKING:
    from sitegen import search

# Digests, and documents of whole segments, below which a pool of processes costs more than it brings.
_FEW_DIGESTS = 2
_LITTLE = 3_000


@dataclass(frozen=True, slots=True)
class Index:
    """The index's planned files, and those of them that were staged already."""

    pages: list[Page]
    staged: list[Staged]
    fingerprints: list[str]
    directory: bytes

    def join(self, plan: Iterable[Page]) -> list[Page]:
        """All pages with the index's. The search page holds the directory: nobody has to ask for it."""
        content = SearchPage(b64encode(self.directory).decode())
        return [
            page._replace(inputs=hashed(page.inputs + content.directory), content=content)
            if page.kind == "search"  # unless a file of the user's own is in its place
            else page
            for page in (*plan, *self.pages)
        ]


def index(
    outlines: Iterable[Outline],
    files: Mapping[str, ContentFile],
    store: Store,
    past: Manifest,
    crew: Crew,
    progress: Progress,
) -> Index:
    """Plan the index of all digests and write the slices that are not published yet.

    ``files`` are the digests' files by content key. Raises ``StoreDamageError``.
    """
    from sitegen import search  # noqa: PLC0415 - heavy, and a build with nothing to do never comes here
    from sitegen.tasks import analyse_digest  # noqa: PLC0415 - likewise

    ordered = sorted(outlines, key=lambda outline: (outline.date, outline.path))
    without = [(o.digest, files[o.digest]) for o in ordered if not store.has_words(o.digest)]
    for _ in crew.map(analyse_digest, without, few=_FEW_DIGESTS):
        progress.advance()
    try:
        plan = search.plan(_sources(ordered, store, progress))
    except ValueError as error:
        raise StoreDamageError(str(error)) from error
    slices = [(segment, piece) for segment in plan.segments for piece in segment.slices]
    staged = _write(slices, store, past, crew, progress)
    pages: list[Page] = []
    kept: dict[str, bytes] = {}
    for _, piece in slices:
        written = store.slice(piece.fingerprint)
        kept |= written.kept
        pages += (Page(urls.search(name), "segment", piece.fingerprint, None) for name in written.files)
    for leaf in plan.leaves:
        for number in range(leaf.pages):
            content = HitsPage(leaf.key, 1 + len(search.BANDS) + number)
            address = urls.search(search.hits_name(leaf, number))
            pages.append(Page(address, "hits", leaf.key, content, leaf.date, 0))
    directory = search.directory(plan, kept)
    seal = hashlib.blake2b(directory.data, digest_size=12).hexdigest()
    pages.append(Page(urls.search(directory.name), "static", seal, directory.data))
    return Index(pages, staged, [piece.fingerprint for _, piece in slices], directory.data)


def _sources(ordered: Iterable[Outline], store: Store, progress: Progress) -> Iterator[search.Source]:
    from sitegen import search  # noqa: PLC0415 - heavy, see above

    for outline in ordered:
        progress.advance(0)  # a preview may want to build something newer
        yield search.Source(outline.date, outline.digest, store.words(outline.digest).head())


def _write(
    slices: Iterable[tuple[search.Segment, search.Slice]],
    store: Store,
    past: Manifest,
    crew: Crew,
    progress: Progress,
) -> list[Staged]:
    from sitegen import search  # noqa: PLC0415 - heavy, see above
    from sitegen.tasks import write_slice  # noqa: PLC0415 - likewise

    missing = [(segment, piece) for segment, piece in slices if not _published(piece, store, past)]
    work = sum(segment.documents * len(piece.bands) for segment, piece in missing)
    done = crew.map(write_slice, missing, few=len(missing) if work < _LITTLE * len(search.BANDS) else 0)
    staged: list[Staged] = []
    for (_, piece), result in zip(missing, done, strict=True):
        staged += result.staged
        store.put_slice(
            piece.fingerprint, [urls.search_name(item.address) for item in result.staged], result.kept
        )
        progress.advance()
    return staged


def _published(piece: search.Slice, store: Store, past: Manifest) -> bool:
    if not store.has_slice(piece.fingerprint):
        return False
    addresses = [urls.search(name) for name in store.slice(piece.fingerprint).files]
    return all(past.inputs.get(a) == piece.fingerprint and a not in past.moving for a in addresses)
