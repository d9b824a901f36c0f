"""Pages of the publisher's own, beside those that digests make."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from tests.sites import SiteBuilder, Told

HARMLESS = {
    "div",
    "p",
    "a",
    "img",
    "span",
    "em",
    "strong",
    "code",
    "pre",
    "blockquote",
    "hr",
    "br",
    "ul",
    "ol",
    "li",
}
HARMLESS |= {f"h{level}" for level in range(1, 7)} | {"table", "thead", "tbody", "tr", "th", "td"}
BASE = 'base_url = "https://example.org/daily/"\n'
ABOUT = """---
title: About
---

# Who makes this

We read **every** paper. See the [archive](/digests/) or [write](mailto:us@example.org).

| day | papers |
|-----|-------:|
| Mon | 200    |

## Sources

![Our logo](/assets/logo.svg)
"""


def test_a_page_stands_at_the_address_of_its_name_and_every_page_leads_to_it(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-27", Told("2505.00001")).file("content/pages/about.md", ABOUT)
    built = site.file("static/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>').build()
    assert "page-link" not in built.codes()
    for address in ("", "papers/2505/2505.00001/", "404.html", "pages/about/"):
        assert ("About", "/daily/pages/about/") in built.links(address), address
    page = built.page("pages/about/")
    assert page.findtext("head/title") == "About · Paper digests"
    main = built.main("pages/about/")
    assert [h.text for h in main.iter("h1", "h2")] == ["Who makes this", "Sources"]
    assert [h.get("id") for h in main.iter("h2")] == ["sources"]
    assert [a.get("href") for a in main.iter("a")] == ["/daily/digests/", "mailto:us@example.org"]
    [logo] = main.iter("img")
    assert (built.folder / logo.get("src", "").removeprefix("/daily/")).is_file()
    assert [cell.text for cell in main.iter("td")] == ["Mon", "200"]
    assert "https://example.org/daily/pages/about/" in (built.folder / "sitemap-pages.xml").read_text()


def test_a_page_is_no_digest_but_a_file_named_after_a_day_is(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file("content/pages/guide/How to read.md", "Slowly.")
    built = site.digest("pages/2025-05-28", Told("2505.00002")).build()
    assert built.report.digests == 2
    [address] = [href for words, href in built.links("") if words == "How to read"]
    assert address.startswith("/pages/guide/how-to-read-")
    assert built.text(address[1:]) == "How to readSlowly."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ('a <img src=x onerror="alert(1)">', '<p>a &lt;img src=x onerror="alert(1)"&gt;</p>'),
        ("<div>\n\n# b\n\n</div>", '<p>&lt;div&gt;</p><h1 id="b">b</h1><p>&lt;/div&gt;</p>'),
        ("[x](javascript:alert(1))", "<p><span>x</span></p>"),
        ("[x](<java\tscript:alert(1)>)", "<p><span>x</span></p>"),
        ("[x](&#106;avascript:alert(1))", "<p><span>x</span></p>"),
        ("[x][r]\n\n[r]: data:text/html,x", "<p><span>x</span></p>"),
        ("[x](//evil.example/)", "<p><span>x</span></p>"),
        (r"[x](/\evil.example/)", "<p><span>x</span></p>"),
        (
            "<https://example.org/?a=1&b=2>",
            '<p><a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></p>',
        ),
        ("![x](https://evil.example/x.png)", '<p><a href="https://evil.example/x.png">x</a></p>'),
        ("![x](javascript:alert(1))", "<p><span>x</span></p>"),
        (
            '![x](x.png "a\\" onerror=\\"b")',
            '<p><img alt="x" src="x.png" title="a\\&quot; onerror=\\&quot;b"></p>',
        ),
        ("# Main", '<h1 id="main-1">Main</h1>'),
        ("[x](../about/#who)", '<p><a href="../about/#who">x</a></p>'),
        ("[x](#who) [y](b:c)", '<p><a href="#who">x</a> <span>y</span></p>'),
    ],
)
def test_no_page_runs_a_script_or_loads_from_elsewhere(written: str, shown: str) -> None:
    from sitegen.text.document import document

    shows = document(written, lambda address: address).html
    assert shows.replace("\n", "") == shown


def test_a_link_that_is_left_out_is_reported_with_its_place(site: SiteBuilder) -> None:
    text = "---\ntitle: About\n---\n\n# About\n\nGood.\n\nSee [this](javascript:alert) now.\n"
    site.digest("2025-05-27", Told("2505.00001")).file("content/pages/about.md", text)
    [found] = [d for d in site.build().report.diagnostics if d.code == "page-link"]
    assert (found.code, found.position.line, found.position.column) == ("page-link", 9, 12)
    assert found.position.file.endswith("content/pages/about.md")


def test_an_edited_page_changes_alone_and_a_new_title_changes_the_way_to_it(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file("content/pages/about.md", "# About\n\nOne.")
    site.build()
    assert site.build().report.files_written == 0
    assert site.file("content/pages/about.md", "# About\n\nTwo.").build().report.files_written == 1
    built = site.file("content/pages/about.md", "# Us\n\nTwo.").build()
    assert ("Us", "/pages/about/") in built.links("papers/2505/2505.00001/")
    built = site.remove("content/pages/about.md").build()
    assert not (built.folder / "pages").exists()
    assert "/pages/about/" not in dict(built.links("")).values()


@pytest.mark.parametrize("change", ['title = "Other"', 'paper_pages = "none"', "offline_days = 0"])
def test_a_page_of_one_s_own_follows_the_configuration(site: SiteBuilder, change: str) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file("content/pages/about.md", "# About\n").build()
    built = site.config(change).build()
    assert built.files() == site.build(clean=True, output=site.root / "again").files()


MARKS = r"""[ ]( ) ! < > " ' ` # | |-| : & ; &#x3a; \ javascript: JaVaScRiPt: data:text/html, vbscript: //x /x
http://x onload= style= <script> <img <a</p> <!-- --> ]:_ [1] {:_onclick=x} <? a"""


@given(st.lists(st.sampled_from([*MARKS.split(), " ", "\t", "\n", "\n\n"]), max_size=30).map("".join))
@settings(deadline=None, max_examples=300)
def test_whatever_is_written_is_text_or_harmless(written: str) -> None:
    from sitegen.text.document import document

    made = html.fragment_fromstring(document(written, lambda address: address).html, create_parent="div")
    for element in made.iter():
        assert element.tag in HARMLESS
        assert set(element.keys()) <= {"href", "src", "alt", "title", "id", "class", "start"}
        for name in ("href", "src"):
            address = element.get(name)
            if address is not None:
                assert not address.startswith(("//", "/\\"))
                assert (
                    re.match(r"(?:https?|mailto):", address, re.IGNORECASE)
                    or ":" not in re.split("[/?#]", address)[0]
                )
                assert name == "href" or not re.match("https?:", address)


@pytest.mark.parametrize(
    "written", ["[" * 3000, "![" * 2000, "a\n===\n" * 5000, "# a\n" * 5000, "a\n" * 40_000]
)
def test_what_would_take_minutes_is_shown_as_written(written: str) -> None:
    from sitegen.text.document import document

    done = document(written, str)
    assert done.html == f"<pre>{written}</pre>"
    assert [problem.code for problem in done.problems] == ["page-long"]


def test_a_long_page_with_many_links_is_a_page() -> None:
    from sitegen.text.document import document

    written = "\n".join(f"- [a paper of the year {n}](https://example.org/{n})" for n in range(900))
    assert document(written, str).html.count("<a href") == 900
