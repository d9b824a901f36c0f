"""What a process keeps of one build for the next, for a preview that builds again and again.

A build with a memory does exactly what one without it does, and reads less. All is kept under what it was
made from, so nothing has to be forgotten in time.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import manifest, sources
from sitegen.diagnostics import Diagnostic
from sitegen.manifest import Manifest
from sitegen.model import Outline, Page
from sitegen.pages.site import Site
from sitegen.store import Store
from sitegen.workers import Shared

if TYPE_CHECKING:
    from sitegen.pages.papers import Known
    from sitegen.tasks import Worker


@dataclass(frozen=True, slots=True)
class Planned:
    """A site that is decided and not yet published: any file that will be new can be had at once.

    ``stale`` are the files to be written, by address, and ``removed`` the addresses that are to go.
    """

    _worker: Worker
    stale: Mapping[str, Page]
    removed: tuple[str, ...]

    def file(self, address: str) -> bytes:
        """Make a stale file, apart from the build. Raises ``TemplateFault``."""
        page = self.stale[address]
        return page.content if isinstance(page.content, bytes) else self._worker.render(page)


class Memory:
    """A memory, empty at first. ``texts`` is how many set texts a worker in this process keeps.

    ``pages`` are the pages of papers, as they were planned last; a build that nothing is to follow has none.
    """

    def __init__(self, texts: int = 0) -> None:
        self.texts = texts
        self.pages: Known | None = {} if texts else None
        self._version = ""
        self._outlines: dict[str, tuple[Outline | None, list[Diagnostic]]] = {}
        self._looks: tuple[Site, dict[str, str]] | None = None
        self._checked: Site | None = None
        self._past: tuple[object, Manifest] | None = None
        self._worker: Worker | None = None

    def code_version(self) -> str:
        """Hash sitegen's own code as it was when this process first asked: that is what it runs."""
        self._version = self._version or sources.code_version()
        return self._version

    def outline(self, store: Store, key: str) -> tuple[Outline | None, list[Diagnostic]]:
        """Read a digest's outline and diagnostics by its content key. Raises ``StoreDamageError``."""
        if key not in self._outlines:
            self._outlines[key] = store.outline(key)
        return self._outlines[key]

    def keep_only(self, keys: Container[str]) -> None:
        """Forget every outline but these."""
        self._outlines = {key: kept for key, kept in self._outlines.items() if key in keys}

    def looks(self, site: Site) -> dict[str, str]:
        """Hash what each kind of page is made with. Raises ``TemplateFault``."""
        from sitegen.pages.render import template_fingerprints  # noqa: PLC0415 - not before there is work

        if self._looks is None or self._looks[0] != site:
            self._looks = site, template_fingerprints(site)
        return self._looks[1]

    def check(self, site: Site) -> None:
        """Read a site's templates before any is needed. Raises ``TemplateFault``."""
        from sitegen.pages.render import check_templates  # noqa: PLC0415 - not before there is work

        if self._checked != site:
            check_templates(site)
            self._checked = site

    def past(self, cache: Path, output: Path, *, ignore: bool) -> Manifest:
        """Read the manifest of an output folder, unless it is the one that was read or saved last."""
        if self._past is None or ignore or self._past[0] != manifest.state(cache, output):
            self._past = manifest.state(cache, output), manifest.load(cache, output, ignore=ignore)
        return self._past[1]

    def save(self, cache: Path, output: Path, now: Manifest) -> None:
        """Save a manifest and know it without reading it."""
        manifest.save(cache, output, now)
        self._past = manifest.state(cache, output), now

    def worker(self, shared: Shared) -> Worker:
        """Give a worker apart from those of builds, which keeps its templates compiled."""
        from sitegen.tasks import Worker  # noqa: PLC0415 - not before there is work

        if self._worker is None or self._worker.shared != shared:
            self._worker = Worker(shared)
        return self._worker
