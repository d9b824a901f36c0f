"""Takes the README's picture of the sample site: ``make picture``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

from tests.browser import chromium, serving
from tests.sites import SiteBuilder

ROOT = Path(__file__).parent.parent
SIZE: ViewportSize = {"width": 1180, "height": 720}


def take(page: Page, address: str) -> bytes:
    """Photograph a day."""
    page.goto(f"{address}digests/2025-05-27/")
    return page.screenshot()


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        site = SiteBuilder(Path(folder) / "site")
        for file in ROOT.joinpath("content").iterdir():
            site.file(f"content/{file.name}", file.read_bytes())
        with serving(site.config(ROOT.joinpath("sitegen.toml").read_text("utf-8")).build().folder) as address:
            target.write_bytes(take(browser.new_page(viewport=SIZE), address))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
