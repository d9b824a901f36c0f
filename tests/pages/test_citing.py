"""A paper's page as reference managers, search engines and social media read it."""

from __future__ import annotations

import json
from typing import Any

from sitegen import urls
from tests.sites import Built, SiteBuilder, Told

BASE = 'base_url = "https://example.org/daily/"\ntitle = "Digests"\n'
TITLE = 'Beyond </script><script>alert("1")</script> & more'


def saved(built: Built, address: str) -> dict[str, list[str]]:
    """What a reader of ``citation_*`` tags, as Zotero is one, keeps of a page."""
    found: dict[str, list[str]] = {}
    for meta in built.page(address).iter("meta"):
        name = meta.get("name", "")
        if name.startswith("citation_"):
            found.setdefault(name.removeprefix("citation_"), []).append(meta.get("content", ""))
    return found


def json_ld(built: Built, address: str) -> dict[str, Any]:
    [script] = [s for s in built.page(address).iter("script") if s.get("type") == "application/ld+json"]
    told: dict[str, Any] = json.loads(str(script.text))
    return told


def test_a_reference_manager_saves_a_whole_paper(site: SiteBuilder) -> None:
    authors = tuple(f"Author {n} of Many" for n in range(12))
    told = Told("2505.18830", TITLE, authors=authors, fields={"Abstract": "We show $k<g$ for all."})
    built = site.config(BASE).digest("2025-05-27", told).build()
    assert saved(built, urls.paper("2505.18830")) == {
        "title": [TITLE],
        "author": list(authors),
        "publication_date": ["2025/05/27"],
        "arxiv_id": ["2505.18830"],
        "doi": ["10.48550/arXiv.2505.18830"],
        "pdf_url": ["https://arxiv.org/pdf/2505.18830"],
        "abstract": ["We show k<g for all."],
    }


def test_json_ld_tells_the_same_and_cannot_end_its_element(site: SiteBuilder) -> None:
    built = site.config(BASE).digest("2025-05-27", Told("2505.18830", TITLE)).build()
    assert json_ld(built, urls.paper("2505.18830")) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": TITLE,
        "author": ["Ada Lovelace", "Alan Turing"],
        "datePublished": "2025-05-27",
        "sameAs": "https://arxiv.org/abs/2505.18830",
    }


def test_a_paper_s_date_is_that_of_its_first_digest(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.18830")).digest("2025-05-30", Told("2505.18830"))
    built = site.build()
    assert saved(built, urls.paper("2505.18830"))["publication_date"] == ["2025/05/27"]
    assert json_ld(built, urls.paper("2505.18830"))["datePublished"] == "2025-05-27"


def test_a_paper_from_elsewhere_has_no_identifiers(site: SiteBuilder) -> None:
    built = site.digest("2025-05-27", Told("", url="https://example.com/paper")).build()
    [address] = [n.removesuffix("index.html") for n in built.files() if n.startswith("papers/x/")]
    assert saved(built, address).keys() == {"title", "author", "publication_date", "abstract"}
    assert json_ld(built, address)["sameAs"] == "https://example.com/paper"


def test_open_graph_names_every_page(site: SiteBuilder) -> None:
    built = site.config(BASE).digest("2025-05-27", Told("2505.18830", TITLE)).build()
    for address, title, kind in (
        ("", "Digests", "website"),
        ("digests/2025-05-27/", "Tuesday, 27 May 2025", "website"),
        ("categories/cs.LG/", "cs.LG", "website"),
        (urls.paper("2505.18830"), TITLE, "article"),
    ):
        told = {
            m.get("property"): m.get("content") for m in built.page(address).iter("meta") if m.get("property")
        }
        assert told["og:title"] == title
        assert told["og:type"] == kind
        # Papers' pages go without what is not asked of them: there are many.
        assert told.get("og:site_name") == ("Digests" if kind == "website" else None)
        [canonical] = [x for x in built.page(address).iter("link") if x.get("rel") == "canonical"]
        assert canonical.get("href") == f"https://example.org/daily/{address}"


def alternates(built: Built, address: str) -> list[tuple[str, str]]:
    links = built.page(address).iter("link")
    return [(str(x.get("type")), str(x.get("href"))) for x in links if x.get("rel") == "alternate"]


def test_feeds_and_other_forms_are_found_from_the_pages(site: SiteBuilder) -> None:
    built = site.config(BASE).digest("2025-05-27", Told("2505.18830")).build()
    whole = [("application/atom+xml", "/daily/feed.xml"), ("application/feed+json", "/daily/feed.json")]
    assert alternates(built, "") == alternates(built, "digests/") == whole
    assert alternates(built, "categories/cs.LG/") == [
        ("application/atom+xml", "/daily/categories/cs.LG/feed.xml"),
        ("application/feed+json", "/daily/categories/cs.LG/feed.json"),
        *whole,
    ]
    assert alternates(built, "digests/2025-05-27/") == [
        ("application/x-bibtex", "/daily/digests/2025-05-27.bib"),
        ("application/json", "/daily/api/digests/2025-05-27.json"),
        *whole,
    ]
    assert alternates(built, urls.paper("2505.18830")) == []
    for address in ("", "categories/cs.LG/", "categories/cs.LG/2025-05/", "digests/2025-05-27/"):
        for _, href in alternates(built, address):
            assert (built.folder / href.removeprefix("/daily/")).is_file(), href


def test_the_page_for_what_is_not_there_has_no_address(site: SiteBuilder) -> None:
    built = site.config(BASE).digest("2025-05-27", Told("2505.18830")).build()
    page = built.page("404.html")
    assert not [x for x in page.iter("link") if x.get("rel") == "canonical"]


def test_pages_are_described_by_what_they_hold(site: SiteBuilder) -> None:
    site.config(BASE + 'description = "New papers."\n').digest("2025-04-30", Told("2505.00001"))
    built = site.digest("2025-05-27", Told("2505.00002"), Told("2505.00003", category="cs.CL")).build()
    told = {
        "": "New papers.",
        "digests/": "2 digests · April 2025 – May 2025 · New papers.",
        "digests/2025-05-27/": "2 papers of Tuesday, 27 May 2025 · cs.LG 1, cs.CL 1",
        "categories/": "cs.CL (Computation and Language), cs.LG (Machine Learning)",
        "categories/cs.LG/": "cs.LG (Machine Learning) · 2 papers · New papers.",
        "categories/cs.LG/2025-05/": "cs.LG (Machine Learning) · May 2025 · New papers.",
        urls.paper("2505.00002"): "It works.",
    }
    for address, words in told.items():
        [found] = [m for m in built.page(address).iter("meta") if m.get("name") == "description"]
        assert found.get("content") == words
