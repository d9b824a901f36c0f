"""Everything that a site links to is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.links import check
from tests.sites import SiteBuilder, Told

HOSTILE = Told("", "A <b> & $k<g$", 'a "b" c/d', url="https://example.com/?a=1&b=2#c")
BASES = ["", "https://example.org/", "https://example.org/some/where/"]


@pytest.mark.parametrize("base", BASES)
def test_every_link_of_a_site_leads_somewhere(site: SiteBuilder, base: str) -> None:
    site.config(f'base_url = "{base}"').digest("2025-05-27", Told("2505.00001"), HOSTILE)
    site.digest("2025-06-02", Told("2505.00001", category="cs.CL"), Told("math/0309136"))
    found = check(site.build().folder, base)
    assert found.broken == []
    assert found.links > 300


def test_every_link_of_the_real_digests_leads_somewhere(site: SiteBuilder, corpus: Path) -> None:
    site.config(f'base_url = "{BASES[-1]}"')
    for file in [*sorted(corpus.glob("dialects/*/*.md")), corpus / "seed/2025-05-27.md"][-6:]:
        site.file(f"content/{file.parent.name}/{file.name}", file.read_bytes())
    found = check(site.build().folder, BASES[-1])
    assert found.broken == []
    assert found.links > 1000


def test_what_is_not_there_is_found(site: SiteBuilder) -> None:
    folder = (
        site.config('base_url = "https://example.org/"')
        .digest("2025-05-27", Told("2505.00001"))
        .build()
        .folder
    )
    (folder / "papers/2505/2505.00001/index.html").unlink()
    page = folder / "categories/index.html"
    page.write_text(page.read_text("utf-8").replace('href="/digests/"', 'href="/digests/#nowhere"'), "utf-8")
    whys = {(file, link): why for file, link, why in check(folder, "https://example.org/").broken}
    gone = "/papers/2505/2505.00001/"
    assert whys["digests/2025-05-27/index.html", gone] == "there is no such file"
    assert whys["sitemap-2025-05.xml", f"https://example.org{gone}"] == "there is no such file"
    assert whys["feed.xml", f"https://example.org{gone}"] == "there is no such file"
    assert whys["api/digests/2025-05-27.json", gone] == "there is no such file"
    assert whys["categories/index.html", "digests/index.html#nowhere"] == "there is no such anchor"
