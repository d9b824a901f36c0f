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
