"""Completion, as bash itself does it with the script that we print."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from sitegen.cli import main


@pytest.fixture
def script(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", "bash"]) == 0
    return capsys.readouterr().out


def completed(script: str, folder: Path, *words: str) -> set[str]:
    """What bash offers for the last of the words after ``sitegen``, which may be begun or empty."""
    ask = (
        f"COMP_WORDS=(sitegen {shlex.join(words)}); COMP_CWORD={len(words)}; "
        'eval "$(complete -p sitegen | sed "s/.* -F \\([^ ]*\\) .*/\\1/")"; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    command = ["bash", "--norc", "-c", f"{script}\n{ask}"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_commands_and_options_are_completed(script: str, tmp_path: Path) -> None:
    assert completed(script, tmp_path, "") >= {"build", "serve", "check", "init", "completion"}
    assert completed(script, tmp_path, "bu") == {"build"}
    assert completed(script, tmp_path, "build", "--co") == {"--content", "--config"}
    assert completed(script, tmp_path, "build", "--format", "") == {"text", "json", "github"}


def test_a_folder_is_completed_where_one_is_wanted(script: str, tmp_path: Path) -> None:
    (tmp_path / "digests").mkdir()
    (tmp_path / "digest.md").touch()
    assert completed(script, tmp_path, "build", "--content", "dig") == {"digests"}
    assert completed(script, tmp_path, "build", "--config", "dig") == {"digests", "digest.md"}


@pytest.mark.parametrize(("shell", "begin"), [("zsh", "#compdef sitegen"), ("fish", "")])
def test_other_shells_have_a_script_as_well(
    shell: str, begin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    out = capsys.readouterr().out
    assert out.startswith(begin)
    assert "--base-url" in out or "base-url" in out
