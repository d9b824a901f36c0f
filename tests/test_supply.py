"""What comes from others is pinned, known by its hash, told with its licence, and has a reason."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PINNED = ROOT.joinpath("requirements/development.txt").read_text("utf-8")
PROJECT = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))
RUNTIME: list[str] = PROJECT["project"]["dependencies"]
WANTED = [*RUNTIME, *PROJECT["project"]["optional-dependencies"]["dev"], *PROJECT["build-system"]["requires"]]
VERSIONS = {
    name: Version(version) for name, version in re.findall(r"^([a-z0-9.-]+)==(\S+)", PINNED, re.MULTILINE)
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("wanted", sorted(set(WANTED)))
def test_every_dependency_is_pinned_within_its_range(wanted: str) -> None:
    requirement = Requirement(wanted)
    assert VERSIONS[canonical(requirement.name)] in requirement.specifier


def test_every_pinned_package_is_known_by_hashes_and_no_host_is_named() -> None:
    packages = re.split(r"^(?=[a-z0-9])", PINNED, flags=re.MULTILINE)[1:]
    assert len(packages) == len(VERSIONS) > 50
    for package in packages:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package
    assert not re.search(r"://|--(?:extra-)?index|--find-links|--trusted-host|git\+", PINNED)


def test_what_is_installed_comes_by_those_pins_alone() -> None:
    makefile = ROOT.joinpath("Makefile").read_text("utf-8")
    assert "install --require-hashes -r requirements/development.txt" in makefile
    assert "install --no-deps --no-build-isolation -e ." in makefile
    assert "make test" in ROOT.joinpath(".ci/run").read_text("utf-8")


def test_every_licence_is_listed() -> None:
    listed = dict(re.findall(r"^\| ([a-z0-9.-]+) \| (\S.*?) \|$", _read("docs/licences.md"), re.MULTILINE))
    assert set(listed) - {"package", "file"} == set(VERSIONS)
    assert not [name for name, licence in listed.items() if re.search(r"\bA?GPL|UNKNOWN", licence)]


def test_every_dependency_has_a_reason() -> None:
    reasons = _read("docs/decisions/0006-dependencies.md")
    assert [
        d for d in RUNTIME if not re.search(rf"^\|.*\b{Requirement(d).name}\b", reasons, re.MULTILINE)
    ] == []


def test_third_party_script_is_checked_by_hash() -> None:
    hook = ROOT.joinpath("hatch_build.py").read_text("utf-8")
    assert re.search(r'LUNR_SHA256 = "[0-9a-f]{64}"', hook)
    tracked = [file for file in (ROOT / "static").rglob("*.js") if "vendor" in file.parts]
    assert [file.name for file in tracked] == ["lunr.js"]
    assert b"Oliver Nightingale" in tracked[0].read_bytes()


def _read(name: str) -> str:
    return ROOT.joinpath(name).read_text("utf-8")
