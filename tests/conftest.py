"""Fixtures for all tests: where the real digests are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sites import SiteBuilder

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real digests beside the checkout. Without it: skipped, but under CI a failure."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{folder} is missing")
        pytest.skip("the real digests are not beside this checkout")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> SiteBuilder:
    """A new, empty site."""
    return SiteBuilder(tmp_path / "site")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``make golden`` write the expected pages."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew")
