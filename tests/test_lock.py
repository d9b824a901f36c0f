"""Two builds of one site never run at once: one waits, and says for whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.lock import Occupied, alone
from tests.serve.running import running, until
from tests.sites import SiteBuilder, Told

HOLD = """
import sys
from pathlib import Path
from sitegen.lock import alone
with alone(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(cache: Path) -> subprocess.Popen[str]:
    """A process that holds the lock until its input ends."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(cache)], text=True, **pipes)  # type: ignore[call-overload]
    assert process.stdout.readline() == "held\n"
    assert isinstance(process, subprocess.Popen)
    return process


def test_a_build_waits_for_another_and_says_for_which(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001"))
    with holder(site.root / ".sitegen") as other:
        command = [sys.executable, "-m", "sitegen", "build", str(site.root)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as build:
            assert build.stderr
            line = build.stderr.readline()
            assert line == (
                f"sitegen: another build of this site is running (process {other.pid}): waiting for it\n"
            )
            assert not (site.root / "public").exists()
            other.communicate("")
            assert build.wait(60) == 0
    assert (site.root / "public/index.html").exists()


def test_a_build_gives_up_after_a_while(tmp_path: Path) -> None:
    heard: list[str] = []
    with holder(tmp_path) as other:
        message = f"process {other.pid}.*end it and build again"
        with pytest.raises(Occupied, match=message), alone(tmp_path, heard.append, patience=0.2):
            pass
        other.communicate("")
    assert set(heard) == {f"another build of this site is running (process {other.pid})"}


def test_a_lock_ends_with_its_holder_however_that_ends(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        other.kill()
    with alone(tmp_path, pytest.fail):
        pass


def test_what_cannot_be_locked_is_not(tmp_path: Path) -> None:
    tmp_path.joinpath("file").touch()
    with alone(tmp_path / "file" / "cache", pytest.fail):
        pass


def test_many_builds_at_once_leave_what_one_leaves(site: SiteBuilder) -> None:
    for day in range(1, 5):
        site.digest(f"2025-05-0{day}", *(Told(f"2505.0{day}{n:03}") for n in range(20)))
    command = [sys.executable, "-m", "sitegen", "build", str(site.root), "--jobs", "1"]
    builds = [subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(4)]
    assert [build.wait() for build in builds if build.communicate()] == [0, 0, 0, 0]
    both = site.build(output=site.root / "public").files()
    assert both == site.build(output=site.root / "clean", clean=True).files()


def test_a_preview_and_a_build_take_turns(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001", "First"))
    with running(site.root) as preview:
        assert preview.address
        for number in range(2, 5):
            site.digest("2025-05-27", Told("2505.00001", f"Title {number}"))
            built = site.build()
            assert f"Title {number}" in built.text("papers/2505/2505.00001/")
        page = "papers/2505/2505.00001/index.html"
        until(lambda: "Title 4" in (preview.folder / page).read_text("utf-8"), preview.said)
    assert "Traceback" not in preview.said
