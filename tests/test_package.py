"""The package: it builds from its source distribution, always the same, and works without a checkout."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from sitegen import __version__

ROOT = Path(__file__).parent.parent


def build(folder: Path, *options: str) -> Path:
    """Build the package into a folder; give the wheel."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), *options, str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution."""
    return build(tmp_path_factory.mktemp("dist"))


@dataclass(frozen=True)
class Installed:
    """The package as installed, with nothing of the checkout on the path."""

    folder: Path
    home: Path

    def run(self, *arguments: str) -> str:
        """Run ``python -m sitegen``; give what it printed."""
        command = [sys.executable, "-P", "-m", "sitegen", *arguments]
        path = {**os.environ, "PYTHONPATH": str(self.folder)}
        return subprocess.run(
            command, cwd=self.home, env=path, check=True, capture_output=True, text=True
        ).stdout


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(folder)
    return Installed(folder, tmp_path_factory.mktemp("home"))


def test_the_wheel_is_the_same_from_the_checkout_and_from_the_source_distribution(
    wheel: Path, tmp_path: Path
) -> None:
    assert build(tmp_path, "--wheel").read_bytes() == wheel.read_bytes()


def test_the_wheel_holds_all_that_a_site_needs_and_no_more(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    folders = {name.split("/")[0] for name in names}
    assert folders == {"sitegen", f"sitegen-{__version__}.dist-info"}
    assert {
        "sitegen/py.typed",
        "sitegen/templates/base.html",
        "sitegen/static/css/site.css",
        "sitegen/static/js/vendor/lunr.js",
        "sitegen/starter/dot.github/workflows/pages.yml",
    } <= names


def test_a_new_site_builds_from_the_installed_package(installed: Installed) -> None:
    assert installed.run("--version") == f"sitegen {__version__}\n"
    installed.run("init", "mysite")
    assert installed.run("build", "mysite", "--jobs", "1").startswith("2 papers in 1 digest; ")
    assert (installed.home / "mysite/public/papers/1706/1706.03762/index.html").is_file()
    code = "import sitegen, sys; print(sitegen.__file__)"
    path = {**os.environ, "PYTHONPATH": str(installed.folder)}
    ran = subprocess.check_output([sys.executable, "-P", "-c", code], cwd=installed.home, env=path, text=True)
    assert ran.startswith(str(installed.folder))


def test_all_that_is_imported_is_required(installed: Installed) -> None:
    [metadata] = installed.folder.glob("*.dist-info/METADATA")
    required = {
        name.lower()
        for name in re.findall(r"^Requires-Dist: ([\w-]+)[^;\n]*$", metadata.read_text("utf-8"), re.M)
    }
    imported = set()
    for file in installed.folder.joinpath("sitegen").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add(str(node.module).split(".")[0])
    distributions = packages_distributions()
    foreign = imported - sys.stdlib_module_names - {"sitegen"}
    needed = {distributions[name][0].lower() for name in foreign}
    assert len(needed) > 5
    assert needed - required <= {"markupsafe"}, "jinja2 alone brings what it is made of"
