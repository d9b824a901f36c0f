"""opensearch.xml."""

from __future__ import annotations

from urllib.parse import quote

from lxml import etree

from tests.sites import SiteBuilder, Told

SPACE = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_a_browser_can_search_the_site(site: SiteBuilder) -> None:
    site.config('base_url = "https://example.org/daily/"\ntitle = "Papers & more, every single day"')
    built = site.digest("2025-05-27", Told("2505.00001")).build()
    root = etree.parse(built.folder / "opensearch.xml").getroot()
    [url] = root.iterfind("o:Url", namespaces=SPACE)
    assert url.get("type") == "text/html"
    searched = str(url.get("template")).replace("{searchTerms}", quote("强化 learning"))
    assert searched.startswith("https://example.org/daily/search/?q=%E5%BC%BA")
    assert root.findtext("o:ShortName", namespaces=SPACE) == "Papers & more, e"
    assert root.findtext("o:LongName", namespaces=SPACE) == "Papers & more, every single day"
    for address in ("", "search/"):
        [link] = [one for one in built.page(address).iter("link") if one.get("rel") == "search"]
        assert link.get("href") == "/daily/opensearch.xml"


def test_a_site_that_does_not_know_its_address_has_none(site: SiteBuilder) -> None:
    built = site.digest("2025-05-27", Told("2505.00001")).build()
    assert not (built.folder / "opensearch.xml").exists()
    assert "search" not in {one.get("rel") for one in built.page("").iter("link")}
