"""Names of authors lead to their papers."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser import serving
from tests.sites import SiteBuilder, Told

ADA, YI = "Ada King", 'Yi "Sam" Wu'


def test_a_name_leads_to_all_papers_of_its_bearer(browser: Browser, site: SiteBuilder) -> None:
    told = [Told("2505.00001", "One", authors=(ADA, YI)), Told("2505.00002", "Two", authors=(YI,))]
    built = site.digest("2025-05-27", *told).build()
    with serving(built.folder) as address:
        page = browser.new_page()
        page.goto(f"{address}papers/2505/2505.00001/")
        line = page.locator("[data-field=authors]")
        expect(line).to_have_text(f"{ADA}, {YI}")
        expect(line.locator("a")).to_have_text([ADA, YI])
        line.locator("a").last.click()
        expect(page.locator("main[data-search-state=done]")).to_have_attribute("data-search-count", "2")
        page.goto(f"{address}digests/2025-05-27/")
        line = page.locator("article").first.locator("h3 + p")
        expect(line.locator("a")).to_have_count(0)
        line.hover()
        expect(line).to_have_text(f"{ADA}, {YI}")
        line.locator("a", has_text=ADA).click()
        expect(page.locator("main[data-search-state=done]")).to_have_attribute("data-search-count", "1")
        page.close()
