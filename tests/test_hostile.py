"""Hostile and broken text within a paper: its words are shown, the next paper is whole, the rest is told."""

from __future__ import annotations

import re

import pytest
from lxml import html

from tests.sites import Built, SiteBuilder, Told, digest_text

# What stands in the middle of a field, what of it is to be read on the page, and the code that tells of it.
TEXTS = {
    "raw HTML": ("<b onclick=a()>bold</b><script>alert(1)</script>", "<script>alert(1)</script>", ""),
    "an image": ("<img src=https://evil.example/x.png onerror=alert(1)>", "onerror=alert(1)>", ""),
    "tags that never end": ("<div><table><tr><style><textarea><!-- <title>", "<textarea><!-- <title>", ""),
    "tags that end what is ours": ("</p></div></article></main></body></html>", "</article></main>", ""),
    "the end of the details": ("one </details> two", "one </details> two", ""),
    "the end of the details on a line": ("one\n\n</details>\n\ntwo", "two", ""),
    "more details": ("\n\n<details><summary>Details</summary>\n\ninner", "inner", ""),
    "a heading": ("\n\n## Heading\n\nand\n\n#### Lower\n\nwords", "Heading", ""),
    "an underlined heading": ("\nunderlined\n=====\nand\n-----\nso on", "underlined", ""),
    "list markers": ("\n- one\n* two\n+ three\n1) four\n9. nine\n> quoted", "quoted", ""),
    "a code fence that never ends": ("\n```python\nx = 1 < 2\n", "x = 1 < 2", ""),
    "code that never ends": ("`code and <b>", "`code and <b>", ""),
    "a link that never ends": ("[text](https://example.org/ and ![", "[text](https://example.org/", ""),
    "a reference definition": ("\n\n[x]: https://evil.example/ 'y'\n\n[x]", "https://evil.example/", ""),
    "marks without end": ("**bold __under ~~struck *it* $x", "**bold __under ~~struck", "tex-unbalanced"),
    "tables and rules": ("\n| a | b |\n|---|---|\n| c | d |\n\n***\n", "| c | d |", ""),
    "a label": ("\nMethod: not a field", "Method: not a field", ""),
    "templates": ("{{ config }} {% raw %} {tldr}", "{{ config }} {% raw %} {tldr}", ""),
    "NUL and other controls": ("a\x00b\x1bc\x7fd", "a␀b␛c␡d", "text-control"),
    "bidirectional overrides": ("\u202egnp.exe\u2066", "gnp.exe", "text-control"),
    "zero-width characters": ("zero\u200bwidth\u200d", "width", ""),
    "a mark of byte order": ("one\ufefftwo", "two", ""),
    "lines of other systems": ("one\r\ntwo\rthree\u2028four\x0bfive\x85six", "three", ""),
    "combining characters": ("e\u0301 and \u1100\u1161", "\u00e9 and \uac00", ""),
    "beyond the first plane": ("\U0001d53d \U0001f9ea \U00020000", "\U0001d53d \U0001f9ea \U00020000", ""),
}
CATEGORIES = [
    *("../../escape", "..", "/etc", "CON", "index.html", "feed.xml", "2025-05", "other", "toc", "main"),
    *("cs.lg", "CS.LG", "a b", "a-b", "计算 语言", "<script>", 'quo"te', "x" * 300, "e\u0301", "\u00e9"),
]


def pages(built: Built) -> list[str]:
    return [data.decode() for name, data in built.files().items() if name.endswith(".html")]


def runs(page: str) -> list[str]:
    """All of a page that could run or load something, but for what the templates put there."""
    found = [
        *re.findall(r"<script(?! src=\"/assets/| type=\"application/ld\+json\")[^>]*>", page),
        *re.findall(r"<(?:img|iframe|object|embed|base|style)[^>]*>", page),
    ]
    for one in html.document_fromstring(page).iter():
        if isinstance(one.tag, str):
            found += [name for name in map(str, one.attrib) if name.startswith("on")]
    return found


@pytest.mark.parametrize(("text", "read", "code"), TEXTS.values(), ids=TEXTS)
def test_a_field_of_anything_is_shown_and_harms_nothing(
    site: SiteBuilder, text: str, read: str, code: str
) -> None:
    fields = {"Motivation": f"Begin {text} finish.", "Result": "Whole.", "Abstract": f"Open {text} close."}
    strange = Told("2505.00001", "Strange", fields=fields)
    built = site.digest("2025-05-27", strange, Told("2505.00002", "Next", tldr="All is well.")).build()
    shown = built.text("papers/2505/2505.00001/")
    for words in ("Begin", read, "finish.", "Whole.", "Open", "close."):
        assert "".join(words.split()) in "".join(shown.split())
    assert built.papers("digests/2025-05-27/") == ["2505.00001", "2505.00002"]
    following = built.main("papers/2505/2505.00002/")
    assert "All is well." in following.text_content()
    assert "Begin" not in following.text_content()
    assert [found for page in pages(built) for found in runs(page)] == []
    assert code in {"", *(said.code for said in built.report.diagnostics)}
    assert not built.report.failed


def test_categories_of_any_name_have_pages_and_sections_of_their_own(site: SiteBuilder) -> None:
    papers = [Told(f"2505.{n:05}", f"Paper {n}", category=name) for n, name in enumerate(CATEGORIES, 1)]
    site.file("content/2025-05-27.md", digest_text(*papers))
    built = site.build()
    assert not built.report.failed
    assert built.papers("digests/2025-05-27/") == [paper.id for paper in papers]
    heads = {target for _, target in built.links("categories/") if target.startswith("/categories/")}
    # A line of 300 letters is no name of a category.
    assert len(heads - {"/categories/"}) >= len(CATEGORIES) - 1
    for page in pages(built):
        ids = [one.get("id") for one in html.document_fromstring(page).iter() if one.get("id")]
        assert len(ids) == len(set(ids))
        assert runs(page) == []
    assert {path.name for path in site.root.iterdir()} <= {
        *("content", "public", "sitegen.toml", ".sitegen", "templates", "static"),
    }
