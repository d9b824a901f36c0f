"""The sitemap and robots.txt."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tests.sites import Built, SiteBuilder, Told

BASE = 'base_url = "https://example.org/daily/"'
HOST = "https://example.org/daily/"


def locations(built: Built, name: str) -> list[str]:
    """The addresses that a sitemap lists, less the site's."""
    root = etree.parse(built.folder / name).getroot()
    assert etree.QName(root).namespace == "http://www.sitemaps.org/schemas/sitemap/0.9"
    found = [str(loc.text) for loc in root.iterfind(".//{*}loc")]
    assert all(loc.startswith(HOST) for loc in found)
    return [loc.removeprefix(HOST) for loc in found]


def test_the_index_lists_a_part_a_month_and_one_for_the_frame(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-27", Told("2505.00001")).digest("2025-06-02", Told("2506.00001"))
    built = site.build()
    assert locations(built, "sitemap.xml") == [
        "sitemap-pages.xml",
        "sitemap-2025-05.xml",
        "sitemap-2025-06.xml",
    ]
    assert locations(built, "sitemap-pages.xml") == [
        "",
        "categories/",
        "categories/cs.LG/",
        "digests/",
        "trends/",
    ]
    assert locations(built, "sitemap-2025-05.xml") == [
        "categories/cs.LG/2025-05/",
        "digests/2025-05-27/",
        "papers/2505/2505.00001/",
    ]
    dates = etree.parse(built.folder / "sitemap.xml").getroot().iterfind(".//{*}lastmod")
    assert [date.text for date in dates] == ["2025-06-02", "2025-05-27", "2025-06-02"]


def test_every_page_stands_in_the_sitemap_once(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-27", Told("2505.00001"), Told("math/0309136"))
    built = site.digest("2025-06-02", Told("2505.00001"), Told("x", url="https://x.org/a b&c")).build()
    listed = [loc for part in locations(built, "sitemap.xml") for loc in locations(built, part)]
    pages = {name.removesuffix("index.html") for name in built.files() if name.endswith("index.html")}
    assert len(listed) == len(set(listed))
    assert set(listed) == pages - {"search/", "saved/", "offline/"}


def test_a_month_that_is_over_stays_as_it_is(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-27", Told("2505.00001"))
    before = site.build().files()
    after = site.digest("2025-06-02", Told("2505.00001"), Told("2506.00001")).build().files()
    assert before["sitemap-2025-05.xml"] == after["sitemap-2025-05.xml"]


def test_without_a_base_url_there_is_no_sitemap(site: SiteBuilder) -> None:
    built = site.digest("2025-05-27", Told("2505.00001")).build()
    assert not [name for name in built.files() if name.startswith("sitemap")]
    assert (
        built.folder / "robots.txt"
    ).read_text() == "User-agent: *\nAllow: /search/$\nDisallow: /search/\n"


def test_robots_name_the_sitemap(site: SiteBuilder) -> None:
    built = site.config(BASE).digest("2025-05-27", Told("2505.00001")).build()
    text = (built.folder / "robots.txt").read_text()
    rules = "User-agent: *\nAllow: /daily/search/$\nDisallow: /daily/search/\n"
    assert text == f"{rules}\nSitemap: {HOST}sitemap.xml\n"


def test_a_robots_txt_of_one_s_own_wins(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-27", Told("2505.00001"))
    built = site.file("static/root/robots.txt", "User-agent: *\nDisallow: /\n").build()
    assert (built.folder / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_a_part_holds_no_more_than_the_protocol_allows(site: SiteBuilder, monkeypatch: object) -> None:
    from sitegen import catalog
    from sitegen.config import Config
    from sitegen.feeds import sitemap
    from sitegen.model import Mention, Outline, OutlineSection

    mention = Mention("2505.00001", "2025-05-27", "d", 0, "cs.LG", 1, 1, 1, 0, "f")
    outline = Outline("d", "d.md", "2025-05-27", "", (OutlineSection("cs.LG", "", None, (mention,)),))
    library, _ = catalog.build([outline])
    pages = [f"digests/2025-05-27/{n}/" for n in range(sitemap.LIMIT + 1)]
    planned = {
        page.address: page.content for page in sitemap.plan(library, Config(base_url=HOST), "", pages, {})
    }
    sizes = {a: len(c.addresses) for a, c in planned.items() if isinstance(c, sitemap.SitemapPart)}
    assert sizes == {"sitemap-2025-05.xml": sitemap.LIMIT, "sitemap-2025-05-2.xml": 1}


def test_the_sitemap_of_the_real_digest(site: SiteBuilder, corpus: Path) -> None:
    site.config(BASE).file("content/2025-05-27.md", (corpus / "seed/2025-05-27.md").read_bytes())
    assert len(locations(site.build(), "sitemap-2025-05.xml")) == 12 + 1 + 4
