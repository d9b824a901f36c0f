"""Five hundred edits leave nothing behind: threads, open files and memory stay as they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.serve.running import Running, Tab, ask, until
from tests.sites import SiteBuilder, Told, digest_text

PAGE = "papers/2505/2505.90001/"
EDITS = 500
# Enough that everything that is kept has been filled once.
SETTLED = 150
# Of the server and the building process together: what allocators do not give back.
MARGIN_MB = 16
# A browser keeps more or fewer connections open.
CONNECTIONS = 6


@dataclass(frozen=True)
class Held:
    """What processes hold."""

    processes: int
    threads: int
    files: int
    megabytes: float


def held(process: int) -> Held:
    """Count what a process and all below it hold."""
    found = [process]
    for one in found:
        found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
    sizes = [Path(f"/proc/{one}/statm").read_text().split()[1] for one in found]
    return Held(
        len(found),
        sum(len(list(Path(f"/proc/{one}/task").iterdir())) for one in found),
        sum(len(list(Path(f"/proc/{one}/fd").iterdir())) for one in found),
        sum(map(int, sizes)) * 4096 / 1e6,
    )


def test_after_hundreds_of_edits_nothing_has_grown(
    open_tab: Callable[[str], Tab], two_days: SiteBuilder, preview: Running, tmp_path: Path
) -> None:
    tab = open_tab(PAGE)
    before = None
    for edit in range(1, EDITS + 1):
        text = digest_text(Told("2505.90001", "Late", tldr=f"Edit {edit}."))
        if edit % 7 == 0:
            two_days.file("static/css/print.css", f"body {{ outline-offset: {edit}px }}")
        if edit % 50 == 0:
            # An editor that renames, a template that breaks and is mended, and a whole build of it all.
            two_days.file("templates/404.html", "{% if %}")
            preview.says("error")
            two_days.remove("templates/404.html")
            builds = preview.builds
            two_days.file("content/.scratch", text)
            (two_days.root / "content/.scratch").replace(two_days.root / "content/2025-05-28.md")
            tab.shows(f"Edit {edit}.")
            until(lambda builds=builds: preview.builds > builds)  # type: ignore[misc]
        else:
            two_days.file("content/2025-05-28.md", text)
            until(lambda edit=edit: f"Edit {edit}.".encode() in ask(preview, f"/{PAGE}").body)  # type: ignore[misc]
        if edit == SETTLED:
            before = held(preview.process.pid)
    preview.ends_as(two_days, tmp_path / "clean")
    assert before

    def settled() -> bool:
        now = held(preview.process.pid)
        same = (now.processes, now.threads) == (before.processes, before.threads)
        return same and now.files <= before.files + CONNECTIONS

    until(settled, f"before: {before}, after: {held(preview.process.pid)}")
    after = held(preview.process.pid)
    assert after.megabytes < before.megabytes + MARGIN_MB, f"before: {before}, after: {after}"
