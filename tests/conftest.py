"""Fixtures for all tests: where the real digests are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real digests beside the checkout. Without it the test is skipped, but under CI it fails."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{folder} is missing")
        pytest.skip("the real digests are not beside this checkout")
    return folder
