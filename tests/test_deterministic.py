"""Equal inputs give equal bytes, wherever, whenever, by whomever and in whatever order they are read."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.sites import SiteBuilder
from tests.test_golden import SAMPLE

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Machine:
    """Where and how a build runs."""

    folder: str = "site"
    jobs: int = 1
    options: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    mask: int = 0o022
    backwards: bool = False


MACHINES = [
    Machine(),
    Machine("an other/place 漢字", 3, environment={"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}),
    Machine(
        "deep/" * 12 + "x",
        2,
        environment={"PYTHONHASHSEED": "4242", "TZ": "Pacific/Chatham", "LC_ALL": "tr_TR.UTF-8", "HOME": "/"},
        mask=0o077,
        backwards=True,
    ),
    Machine(
        options=("--clean",),
        environment={"PYTHONHASHSEED": "7", "LANG": "zh_CN.GB18030", "USER": "nobody", "COLUMNS": "20", "NO_COLOR": "1"},
        mask=0,
        backwards=True,
    ),
]  # fmt: skip


def built(machine: Machine, root: Path) -> dict[str, str]:
    """Build the sample there; give each file's hash."""
    root = root / machine.folder
    site = SiteBuilder(root).config('title = "Digests"\nbase_url = "https://example.org/"\n')
    files = sorted((SAMPLE / "content").iterdir(), reverse=machine.backwards)
    for number, file in enumerate(files):
        target = site.file(f"content/{file.name}", file.read_bytes()).root / "content" / file.name
        os.utime(target, (number * 1e8, number * 1e8))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **machine.environment}
    command = [
        sys.executable,
        "-m",
        "sitegen",
        "build",
        ".",
        "-q",
        "--jobs",
        str(machine.jobs),
        *machine.options,
    ]
    subprocess.run(command, cwd=root, env=environment, check=True, umask=machine.mask, capture_output=True)
    public = root / "public"
    return {
        file.relative_to(public).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(public.rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize(
    "machine", MACHINES[1:], ids=["elsewhere", "deep down, backwards", "another user's settings"]
)
def test_a_site_is_the_same_everywhere(tmp_path: Path, machine: Machine) -> None:
    assert built(machine, tmp_path / "there") == built(MACHINES[0], tmp_path / "here")


def test_a_wheel_is_the_same_everywhere(tmp_path: Path) -> None:
    wheels = []
    for number, machine in enumerate(MACHINES[:3:2]):
        checkout = tmp_path / machine.folder / "checkout"
        tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
        for name in sorted(tracked.decode().split("\0")[:-1], reverse=machine.backwards):
            if not name.startswith(("tests/", "content/")) and (ROOT / name).is_file():
                (checkout / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, checkout / name)
                os.utime(checkout / name, (1e9 + number * 1e8, 1e9 + number * 1e8))
        command = [
            sys.executable,
            "-m",
            "build",
            "--no-isolation",
            "--wheel",
            "--outdir",
            str(tmp_path / str(number)),
        ]
        environment = {"PATH": os.environ["PATH"], **machine.environment}
        subprocess.run(
            [*command, str(checkout)], env=environment, check=True, capture_output=True, umask=machine.mask
        )
        [wheel] = (tmp_path / str(number)).glob("*.whl")
        wheels.append(wheel.read_bytes())
    assert wheels[0] == wheels[1]
