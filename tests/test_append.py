"""A new digest changes few files, whatever the archive's size, and no other byte."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from sitegen import urls
from tests.sites import SiteBuilder, Told

DAYS = 12
SEGMENT = re.compile(r"search/(\d{4}-\d\d-\d\d\.\d+-[0-9a-f]+)/")


def made_up(site: SiteBuilder, day: int) -> None:
    """A day of which a fifth stood in the day before, as in real life."""
    papers = [
        Told(
            f"2505.{d:02}{n:03}", f"Paper {n} of day {d}", f"cs.{'ABCDE'[n % 5]}I", tldr=f"Told on day {day}."
        )
        for d, numbers in ((day - 1, range(40)), (day, range(200)))
        for n in numbers
        if d
    ]
    site.digest(f"2025-05-{day:02}", *papers)


def segments(files: Iterable[str]) -> set[str]:
    """The segments of the search index that a site has."""
    return {found[1] for found in map(SEGMENT.match, files) if found}


def check_appending(site: SiteBuilder, add: list[Path | int]) -> None:
    before: dict[str, bytes] = {}
    for number, day in enumerate(add):
        if isinstance(day, Path):
            shutil.copy(day, site.root / "content")
        else:
            made_up(site, day)
        built = site.build()
        after = built.files()
        changed = [name for name in after if after[name] != before.get(name)] + list(
            before.keys() - after.keys()
        )
        keys = built.papers_of_latest_day()
        told = len(keys)
        pages = {urls.output_file(urls.paper(key)) for key in keys}
        # A paper's related papers and neighbours are of its own time: no later day changes its page.
        assert [name for name in changed if name.startswith("papers/") and name not in pages] == []
        if segments(before) - segments(after):  # a day on which segments merge: theirs come on top
            changed = [name for name in changed if not SEGMENT.match(name)]
        if number:
            assert len(changed) <= 4 * told + 60, f"{len(changed)} files for {told} papers"
        before = after


def test_a_made_up_day_changes_few_files(site: SiteBuilder) -> None:
    check_appending(site, list(range(1, DAYS + 1)))


@pytest.mark.parametrize("start", [60, 174])
def test_a_real_day_changes_few_files(corpus: Path, site: SiteBuilder, start: int) -> None:
    check_appending(site, list(sorted((corpus / "dw").glob("*.md"))[start : start + 6]))
