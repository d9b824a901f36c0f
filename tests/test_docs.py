"""The guides agree with the repository: what they link to and what they tell to run is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")]
)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(guide: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([\w./-]+\.md)(?:#[^)]*)?\)", guide.read_text(encoding="utf-8"))
    assert [link for link in links if not (guide.parent / link).exists()] == []


def anchors(guide: Path) -> set[str]:
    """The anchors that headings get where the guides are read: words, joined by hyphens, nothing else."""
    headings = re.findall(r"^#+ (.+)$", guide.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.relative_to(ROOT).as_posix())
def test_every_anchor_is_there(guide: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([\w./-]*)#([^)]+)\)", guide.read_text(encoding="utf-8"))
    links = [(name, anchor) for name, anchor in links if name.endswith(".md") or not name]
    lost = [link for link in links if link[1] not in anchors(guide.parent / link[0] if link[0] else guide)]
    assert [link for link in lost if link[1] not in {"toc", "cs.LG"}] == []  # of the example of a digest


def test_the_readme_leads_to_every_guide() -> None:
    readme = ROOT.joinpath("README.md").read_text("utf-8")
    assert [file.name for file in ROOT.glob("docs/*.md") if f"docs/{file.name})" not in readme] == []
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme):
        assert ROOT.joinpath(picture).is_file()


def test_every_make_target_that_is_told_exists_and_the_two_main_ones_are_told() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", ROOT.joinpath("Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    told = {
        target
        for guide in GUIDES
        for target in re.findall(r"(?:`| {4})make ([a-z]+)", guide.read_text("utf-8"))
    }
    assert told - targets == set()
    assert {"site", "test"} <= set(
        re.findall(r" {4}make ([a-z]+)", ROOT.joinpath("README.md").read_text("utf-8"))
    )
