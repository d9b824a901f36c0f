"""``python -m tests.hostile``: every vector at every place in every syntax, all opened. Takes minutes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from sitegen import urls
from tests.browser import chromium, serving
from tests.hostile.looking import lookout
from tests.hostile.sites import PLACES, settings, site, writers
from tests.hostile.vectors import SCHEMES, VECTORS


def main(root: Path) -> None:
    """Build the whole site, then open all of its pages without their policy."""
    built = site(root, VECTORS, SCHEMES, whole=True, config=settings(VECTORS, 0)).build(jobs=2)
    pages = [file.relative_to(built.folder).as_posix() for file in sorted(built.folder.rglob("*.html"))]
    sys.stderr.write(f"{built.report.records} papers on {len(pages)} pages\n")
    with chromium() as browser, serving(built.folder) as address:
        for start in range(0, len(pages), 500):
            with lookout(browser, address, built.files(), policy=False) as looking:
                for page in pages[start : start + 500]:
                    looking.go(urls.address_of(page))
            sys.stderr.write(f"{min(start + 500, len(pages))} pages are clean\n")
        shown = [vector for vector in VECTORS if vector.isprintable()]
        for shift in range(
            0, len(shown), 3
        ):  # each stands in the title, the description, the publisher's name
            made = site(root / f"{shift}", [], [], whole=True, config=settings(VECTORS, shift))
            folder = made.build().folder
            with serving(folder) as home, lookout(browser, home, [], policy=False) as looking:
                looking._known = {home + str(file.relative_to(folder)) for file in folder.rglob("*")}
                looking.go("")
    sys.stderr.write(
        f"{len(VECTORS)} vectors, {len(SCHEMES)} addresses, {len(PLACES)} places, {len(writers())} syntaxes\n"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder) / "site")
