"""``python -m tests.hostile [PART…]``: every vector at every place in every syntax, opened. Takes an hour.

The parts are ``digests``, ``none`` (the same without pages of papers), ``names`` (of files, and addresses of
papers) and ``settings``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from sitegen import urls
from tests.browser import chromium, serving
from tests.hostile.looking import lookout
from tests.hostile.sites import PLACES, named, settings, site, writers
from tests.hostile.vectors import SCHEMES, VECTORS
from tests.sites import Built, SiteBuilder, Told


def digests(browser: Browser, root: Path) -> None:
    """Every vector at every place of a digest, in every syntax."""
    built = site(root, VECTORS, SCHEMES, whole=True, config=settings(VECTORS, 0)).build(jobs=2)
    _open(browser, built, ".")
    say(f"{len(VECTORS)} vectors, {len(SCHEMES)} addresses, {len(PLACES)} places, {len(writers())} syntaxes")


def none(browser: Browser, root: Path) -> None:
    """The same without pages of papers, which then stand whole in their digests."""
    config = f'paper_pages = "none"\n{settings(VECTORS, 4)}'
    _open(browser, site(root, VECTORS, SCHEMES, whole=True, config=config).build(jobs=2), ".")


def names(browser: Browser, root: Path) -> None:
    """Every vector and address as the name of a file and as the address of a paper."""
    every = [*VECTORS, *SCHEMES]
    _open(browser, named(root, every).build(jobs=2), "digests")
    say(f"{len(every)} names of files and addresses of papers")


def settings_(browser: Browser, root: Path) -> None:
    """Every vector as the title, the description and the publisher's name."""
    shown = [vector for vector in VECTORS if vector.isprintable()]
    for shift in range(0, len(shown), 3):  # three stand in each
        made = SiteBuilder(root / f"{shift}").config(settings(VECTORS, shift))
        built = made.digest("2025-05-01", Told("2505.00001")).build()
        with serving(built.folder) as home, lookout(browser, home, built.files(), policy=False) as looking:
            looking.go("")
    say(f"{len(shown)} texts of a configuration")


def _open(browser: Browser, built: Built, under: str) -> None:
    """Open all pages below a folder without their policy."""
    files = sorted((built.folder / under).rglob("*.html"))
    pages = [urls.address_of(file.relative_to(built.folder).as_posix()) for file in files]
    say(f"{built.report.records} papers on {len(pages)} pages")
    with serving(built.folder) as address:
        for start in range(0, len(pages), 500):
            with lookout(browser, address, built.files(), policy=False) as looking:
                for page in pages[start : start + 500]:
                    looking.go(page)
            say(f"{min(start + 500, len(pages))} pages are clean")


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


PARTS = {"digests": digests, "none": none, "names": names, "settings": settings_}

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, chromium() as started:
        for part in sys.argv[1:] or PARTS:
            PARTS[part](started, Path(folder) / part)
