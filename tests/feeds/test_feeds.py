"""Atom and JSON Feed: what entries say, how they are named, that readers accept them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from tests.sites import Built, SiteBuilder, Told

BASE = 'base_url = "https://example.org/daily/"\ntitle = "Digests"\n'
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE = 'Beyond <script>alert(1)</script> & "quotes" ]]> \x0b $k<g$'


def atom(built: Built, address: str = "feed.xml") -> Any:  # noqa: ANN401 - feedparser has no types
    """A feed as a reader sees it, but for the HTML, which is left as it came."""
    data = (built.folder / address).read_bytes()
    read = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo, read.get("bozo_exception")
    return read


def json_feed(built: Built, address: str = "feed.json") -> dict[str, Any]:
    told: dict[str, Any] = json.loads((built.folder / address).read_bytes())
    return told


def test_an_entry_is_a_day_with_its_contents_and_every_tldr(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-27", Told("2505.00001", "One", tldr="It works."))
    site.digest(
        "2025-05-28", Told("2505.00002", "Two", "cs.CL", tldr="强化学习。"), Told("2505.00003", "Three")
    )
    feed = atom(site.build())
    assert [entry.title for entry in feed.entries] == ["2025-05-28 · 2", "2025-05-27 · 1"]
    html = feed.entries[0].content[0].value
    assert '<li><a href="https://example.org/daily/digests/2025-05-28/#cs.CL">cs.CL</a> 1</li>' in html
    assert '<a href="https://example.org/daily/papers/2505/2505.00002/" lang="en">Two</a>' in html
    assert '<span lang="zh">强化学习。</span>' in html
    assert [tag.term for tag in feed.entries[0].tags] == ["cs.CL", "cs.LG"]


def test_ids_are_addresses_and_times_are_the_day_s_beginning_where_the_site_is(site: SiteBuilder) -> None:
    site.config(BASE + 'timezone = "Asia/Shanghai"\nauthor = "Ada"').digest("2025-05-27", Told("2505.00001"))
    feed = atom(site.build())
    assert feed.feed.id == feed.feed.link == "https://example.org/daily/"
    assert feed.feed.author == "Ada"
    assert feed.feed.updated == feed.entries[0].updated == "2025-05-27T00:00:00+08:00"
    assert feed.entries[0].id == feed.entries[0].link == "https://example.org/daily/digests/2025-05-27/"
    assert [x.href for x in feed.feed.links if x.rel == "self"] == ["https://example.org/daily/feed.xml"]


def test_a_category_s_feed_tells_of_its_own_papers_under_ids_of_its_own(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-27", Told("2505.00001", "One"), Told("2505.00002", "Two", "cs.CL"))
    feed = atom(site.build(), "categories/cs.LG/feed.xml")
    assert feed.feed.title == "Digests · cs.LG (Machine Learning)"
    assert feed.feed.link == "https://example.org/daily/categories/cs.LG/"
    [entry] = feed.entries
    assert entry.id == entry.link == "https://example.org/daily/digests/2025-05-27/#cs.LG"
    assert "One" in entry.content[0].value
    assert "Two" not in entry.content[0].value


def test_json_feed_says_the_same_as_atom(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-27", Told("2505.00001", HOSTILE), Told("2505.00002", "Two", "cs.CL"))
    built = site.build()
    for place in ("", "categories/cs.CL/"):
        xml, told = atom(built, f"{place}feed.xml"), json_feed(built, f"{place}feed.json")
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert told["feed_url"] == f"https://example.org/daily/{place}feed.json"
        assert (told["title"], told["home_page_url"]) == (xml.feed.title, xml.feed.link)
        assert [(i["id"], i["url"], i["title"], i["date_published"]) for i in told["items"]] == [
            (e.id, e.link, e.title, e.published) for e in xml.entries
        ]
        assert told["items"][0]["content_html"] == xml.entries[0].content[0].value


def test_an_entry_can_be_a_paper_with_its_whole_text(site: SiteBuilder) -> None:
    site.config(BASE + '[feeds]\ncontent = "paper"')
    fields = {"Motivation": "Why not.", "Abstract": "We show $k<g$ for all."}
    site.digest("2025-05-27", Told("2505.00001", "One", fields=fields))
    built = site.build()
    [entry] = atom(built).entries
    assert entry.title == "One"
    assert entry.id == "https://example.org/daily/papers/2505/2505.00001/"
    assert [link.href for link in entry.links if link.rel == "related"] == [
        "https://arxiv.org/abs/2505.00001"
    ]
    assert [author.name for author in entry.authors] == ["Ada Lovelace", "Alan Turing"]
    html = entry.content[0].value
    assert "It works." in html
    assert "Why not." in html
    assert "<code>k&lt;g</code>" in html, "feed readers drop MathML: a formula is its TeX"
    assert json_feed(built)["items"][0]["external_url"] == "https://arxiv.org/abs/2505.00001"


def test_by_paper_the_newest_day_is_told_whole_and_a_paper_once(site: SiteBuilder) -> None:
    site.config(BASE + '[feeds]\ncontent = "paper"\nentries = 3')
    site.digest("2025-05-26", *(Told(f"2505.0000{n}") for n in range(4)))
    site.digest("2025-05-27", *(Told(f"2505.0000{n}") for n in range(2, 9)))
    ids = [entry.id.rsplit("/", 2)[1] for entry in atom(site.build()).entries]
    assert ids == [f"2505.0000{n}" for n in range(4, 9)]


def test_without_a_base_url_atom_has_names_for_ids_and_links_from_the_root(site: SiteBuilder) -> None:
    built = site.digest("2025-05-27", Told("2505.00001")).build()
    assert not (built.folder / "feed.json").exists()
    root = etree.parse(built.folder / "feed.xml").getroot()
    ids = [str(name.text) for name in root.iterfind(".//a:id", ATOM)]
    assert len(set(ids)) == len(ids) == 2
    assert all(name.startswith("urn:uuid:") for name in ids)
    assert [link.get("href") for link in root.iterfind("a:entry/a:link", ATOM)] == ["/digests/2025-05-27/"]


def test_an_entry_never_changes_while_newer_ones_come(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-27", Told("2505.00001"), Told("2505.00002", category="cs.CL"))
    [before] = atom(site.build()).entries
    after = atom(site.digest("2025-05-28", Told("2505.00001"), Told("2505.00003")).build()).entries[1]
    assert before == after


def test_feeds_are_bounded_in_entries_and_in_papers(site: SiteBuilder) -> None:
    site.config(BASE + "[feeds]\nentries = 2")
    for day in range(1, 5):
        site.digest(f"2025-05-0{day}", *(Told(f"2505.{day}{n:04}") for n in range(2)))
    assert [e.title[:10] for e in atom(site.build()).entries] == ["2025-05-04", "2025-05-03"]
    crowd = [Told(f"2505.{n:05}", category="cs.LG" if n % 4 else "cs.CL") for n in range(400)]
    entry = atom(site.digest("2025-05-05", *crowd).build()).entries[0]
    html = entry.content[0].value
    assert html.count("<p><a href") == 301  # 100 of cs.CL, 200 of cs.LG, and a link to the rest
    assert "+ 100</a>" in html


@pytest.mark.parametrize("address", ["feed.xml", "categories/cs.LG/feed.xml"])
def test_no_text_can_break_the_xml_or_escape_into_markup(site: SiteBuilder, address: str) -> None:
    site.config(BASE).digest("2025-05-27", Told("2505.00001", HOSTILE, tldr=HOSTILE, authors=(HOSTILE,)))
    built = site.build()
    root = etree.parse(built.folder / address).getroot()
    html = str(root.findtext("a:entry/a:content", namespaces=ATOM))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_an_empty_site_has_a_valid_feed(site: SiteBuilder) -> None:
    feed = atom(site.config(BASE).build())
    assert feed.entries == []
    assert feed.feed.updated == "1970-01-01T00:00:00+00:00"


def test_every_feed_of_the_real_digests_is_valid(site: SiteBuilder, corpus: Path) -> None:
    site.config(BASE)
    for file in [*sorted(corpus.glob("dialects/*/*.md"))[:8], corpus / "seed/2025-05-27.md"]:
        site.file(f"content/{file.parent.name}/{file.name}", file.read_bytes())
    built = site.build()
    feeds = [name for name in built.files() if name.endswith("feed.xml")]
    assert len(feeds) > 4
    for name in feeds:
        assert atom(built, name).entries
        assert json_feed(built, name.replace(".xml", ".json"))["items"]
