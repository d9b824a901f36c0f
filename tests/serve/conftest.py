"""Fixtures of the preview's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.serve.running import Running, Tab, running
from tests.sites import SiteBuilder, Told

MANY = [Told(f"2505.{number:05}", f"Paper {number}", tldr=f"Finding {number}.") for number in range(1, 41)]


@pytest.fixture
def two_days(site: SiteBuilder) -> SiteBuilder:
    """A site of two days: one of many papers, and a later one of a single paper."""
    site.config('title = "Digests"\n')
    return site.digest("2025-05-27", *MANY).digest("2025-05-28", Told("2505.90001", "Late", tldr="At last."))


@pytest.fixture
def preview(two_days: SiteBuilder) -> Iterator[Running]:
    """A preview of that site, once it serves."""
    with running(two_days.root) as started:
        assert started.address
        yield started


@pytest.fixture
def browser_tab(browser: Browser) -> Iterator[Callable[[SiteBuilder], Tab]]:
    """Start a preview of a site as it is now and open its home page."""
    with ExitStack() as stack:

        def tab(site: SiteBuilder) -> Tab:
            opened = Tab(browser, stack.enter_context(running(site.root)))
            stack.callback(opened.page.close)
            return opened.go("")

        yield tab


@pytest.fixture
def open_tab(browser: Browser, preview: Running) -> Iterator[Callable[[str], Tab]]:
    """Open pages of the preview; no browser may complain of any."""
    tabs: list[Tab] = []

    def tab(address: str = "") -> Tab:
        tabs.append(Tab(browser, preview))
        return tabs[-1].go(address)

    yield tab
    for opened in tabs:
        opened.page.close()
        assert opened.troubles == []
