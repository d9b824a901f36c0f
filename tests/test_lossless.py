"""Every word of every field of real digests is on its paper's page, by an independent count.

``tests/text`` shows that a field's HTML loses nothing of its text; here it is shown that a page holds the
HTML of every field that the count finds.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from sitegen import text, urls
from tests.sites import Built, SiteBuilder

# Of the half year's 181 files; the other folders are built whole.
EVERY = 30

EXPLAINED = {
    "experiments/2025-06-09.md": "broken links, which the loader repairs: other addresses",
    "experiments/2025-06-10.md:81: author": "a Python list of names, whose quotes the loader reads as such",
    "task/2025-03-23.md:5549: Conclusion": "begins with a tab that was \\t of \\textit: restored",
}


def counted(corpus: Path, file: Path) -> list[dict[str, Any]]:
    """The papers that the independent count finds in a file."""
    spec = importlib.util.spec_from_file_location("census", corpus.parent / "oracle" / "census.py")
    assert spec
    assert spec.loader
    census = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(census)
    papers: list[dict[str, Any]] = census.Census(file.read_bytes(), file.name).result(text=True)["papers"]
    return papers


def folders(corpus: Path) -> Iterator[tuple[str, list[Path]]]:
    yield "seed", sorted((corpus / "seed").glob("*.md"))
    yield "dw", sorted((corpus / "dw").glob("*.md"))[::EVERY]
    for folder in sorted((corpus / "dialects").iterdir()):
        yield folder.name, sorted(folder.rglob("*.md"))


def built(root: Path, files: list[Path], config: str = "") -> Built:
    site = SiteBuilder(root).config(config)
    for number, file in enumerate(files):
        target = root / "content" / str(number)
        target.mkdir()
        shutil.copy(file, target / file.name)
    return site.build()


def missing(page: str, words: str, paper: dict[str, Any]) -> Iterator[str]:
    """Name what of a counted paper is not on its page."""
    if text.inline(paper["title"]).html not in page and bare(paper["title"]) not in words:
        yield f"title {paper['title']!r}"
    for name in (paper["authors"] or "").strip("[]").split(","):
        if bare(text.name(name.strip(" '"))) not in words:
            yield f"author {name!r}"
    for label, field in paper["fields"].items():
        # A page leaves a last paragraph's end to its element.
        if text.block(field["text"]).html.removesuffix("</p>") not in page and not all(
            bare(line) in words for line in text.plain(field["text"]).split("·")
        ):
            yield f"{label}: {field['text']!r}"


def bare(words: str) -> str:
    return "".join(words.split())


def test_every_field_of_every_paper_is_on_its_page(corpus: Path, tmp_path: Path) -> None:
    lost = []
    papers = 0
    for name, files in folders(corpus):
        site = built(tmp_path / name, files)
        assert not site.report.failed
        for file in files:
            for paper in counted(corpus, file):
                address = urls.paper(urls.paper_key(paper["url"], paper["title"]))
                target = site.folder / urls.output_file(address)
                if not target.exists():
                    lost.append(f"{name}/{file.name}:{paper['line']}: no page at {address}")
                    continue
                page = target.read_text("utf-8")
                words = bare("".join(map(str, parser.document_fromstring(page).itertext())))
                papers += 1
                lost += [
                    f"{name}/{file.name}:{paper['line']}: {what}" for what in missing(page, words, paper)
                ]
    assert papers > 4_000
    assert [what for what in lost if not what.startswith(tuple(EXPLAINED))] == []


@pytest.mark.parametrize("phrase", ["强化学习", "negative gradient"])
def test_the_seed_says_what_it_says(corpus: Path, tmp_path: Path, phrase: str) -> None:
    site = built(tmp_path / "seed", sorted((corpus / "seed").glob("*.md")))
    report = site.report
    assert (report.papers, len(site.main("categories/").xpath(".//tbody/tr"))) == (12, 4)
    assert [d for d in report.diagnostics if d.severity.word != "note"] == []
    assert phrase.casefold() in site.text("papers/2505/2505.18830/").casefold()
