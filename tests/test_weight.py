"""How heavy pages are, compressed as static hosts do, with all that a browser loads to show them."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest

from tests.sites import Built, SiteBuilder
from tests.test_golden import PAGES, SAMPLE

ASSET = re.compile(r'(?:href|src)="/(assets/[^"]+)"')
MODULE = re.compile(r'(?:import|from)\s*\(?\s*"(\.[^"]+)"')
# Brought when they are wanted: by a key, a click on what copies, a page that is fetched, something that is
# followed; by a paper's page.
ON_DEMAND = re.compile(r"/(?:keys|cite|papers|highlight)\.")
OF_A_PAPER = re.compile(r"/own\.")
KINDS = [kind for kind in PAGES if kind != "search"]


@pytest.fixture(scope="module", params=["en", "zh", "ja"])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = SiteBuilder(tmp_path_factory.mktemp("weight") / "site").config(f'language = "{request.param}"')
    shutil.copytree(SAMPLE / "content", site.root / "content", dirs_exist_ok=True)
    return site.build()


def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def loaded(folder: Path, page: Path) -> set[Path]:
    """The files that a page names, and those that its scripts import."""
    files = {folder / name for name in ASSET.findall(page.read_text("utf-8"))}
    waiting = [file for file in files if file.suffix == ".js"]
    while waiting:
        script = waiting.pop()
        for name in MODULE.findall(script.read_text("utf-8")):
            other = (script.parent / name).resolve()
            is_wanted = "papers" in page.parts or not OF_A_PAPER.search(str(other))
            if other not in files and is_wanted and not ON_DEMAND.search(str(other)):
                files.add(other)
                waiting.append(other)
    return files


@pytest.mark.parametrize("kind", [*KINDS, "saved"])
def test_scripts_and_styles_are_light(sample: Built, kind: str) -> None:
    address = PAGES.get(kind, "saved/")
    page = sample.folder / (f"{address}index.html" if not address or address.endswith("/") else address)
    files = loaded(sample.folder, page)
    scripts = {file.name: compressed(file) for file in files if file.suffix == ".js"}
    assert len(scripts) >= 3
    assert sum(scripts.values()) <= 10_000, scripts
    assert sum(compressed(file) for file in files if file.suffix == ".css") <= 10_000


def test_a_paper_s_page_is_light(sample: Built) -> None:
    """All papers of the sample, among them those with many formulas and authors."""
    sizes = [compressed(page) for page in (sample.folder / "papers").rglob("index.html")]
    assert max(sizes) <= 12_000
