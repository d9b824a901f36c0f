"""Fixtures for all tests, and what becomes of a test that lacks something: where the real digests are."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.sites import SiteBuilder

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def lacking(what: str) -> NoReturn:
    """Skip a test that lacks something; under CI let it fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


def tool(name: str) -> str:
    """The path of a program that tests need, as ``find_<name>.sh`` finds or fetches it."""
    here = Path(__file__).parent
    command = ["sh", str(here / f"find_{name}.sh"), str(here.parent / ".venv" / name)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode:
        lacking(found.stderr)
    return found.stdout.strip()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real digests beside the checkout. Without it: skipped, but under CI a failure."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        lacking(f"the real digests are not beside this checkout: {folder} is missing")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser, for all tests of a module."""
    with chromium() as started:
        yield started


@pytest.fixture
def site(tmp_path: Path) -> SiteBuilder:
    """A new, empty site."""
    return SiteBuilder(tmp_path / "site")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``make golden`` write the expected pages."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew")
