"""Fields and titles as HTML and as plain text, by example."""

from __future__ import annotations

from html import unescape

import pytest

from sitegen.text import block, inline, name, plain


def body(text: str) -> str:
    """The HTML of a field of one paragraph, without the paragraph."""
    html = block(text).html
    assert html.startswith("<p>")
    assert html.endswith("</p>")
    return html[3:-4]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n ", ""),
        ("One line.", "<p>One line.</p>"),
        ("Wrapped\nat eighty", "<p>Wrapped at eighty</p>"),
        ("一行\n又一行", "<p>一行又一行</p>"),
        ("First.\n\nSecond.", "<p>First.</p><p>Second.</p>"),
        ("First.\n  Second,\nwrapped.", "<p>First.</p><p>Second, wrapped.</p>"),
        ("1. alone", "<p>1. alone</p>"),
        ("1) first; 2) second", "<p>1) first; 2) second</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("要点：\n4. 甲\n5. 乙", '<p>要点：</p><ol><li value="4">甲</li><li>乙</li></ol>'),
        ("```py\nx < 1\n```", '<pre><code data-lang="py">x &lt; 1</code></pre>'),
    ],
)
def test_a_field_becomes_paragraphs_lists_and_code(text: str, html: str) -> None:
    assert block(text).html == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**a** and *b*", "<strong>a</strong> and <em>b</em>"),
        ("`a_b` and ``c``", "<code>a_b</code> and <code>c</code>"),
        ("加**粗**字", "加<strong>粗</strong>字"),
        (r"\textbf{a \emph{b}}", "<strong>a <em>b</em></strong>"),
        (r"5\% of A\&B", "5% of A&amp;B"),
        ("``so''", "“so”"),
        ("2017--2023, and --- so", "2017–2023, and — so"),
        (r"Fig.~1, \emph{x}~2", "Fig.\u00a01, <em>x</em>\u00a02"),
        (r"B\'ezier, Schr\"{o}dinger", "Bézier, Schrödinger"),
        (r"\cite{a,b}", "[a,b]"),
    ],
)
def test_marks_are_honoured(text: str, html: str) -> None:
    assert body(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "a*b*c, 2*3, A* and B*",
        "snake_case_name __init__",
        "# no heading",
        "> no quotation",
        "[1]: http-like",
        "[[wiki]] {{ template }} {% tag %}",
        "about ~80%, 10~20",
        "--help",
        "it costs $5 and $10",
        r"C:\0",
    ],
)
def test_what_is_not_certain_stays_as_written(text: str) -> None:
    assert unescape(body(text)) == text
    assert plain(text) == text


def test_html_and_entities_are_text() -> None:
    assert body("<think>a &amp; b</think>") == "&lt;think&gt;a &amp;amp; b&lt;/think&gt;"


def test_links_lead_to_the_web_only() -> None:
    rel = 'rel="nofollow noopener noreferrer"'
    assert body("see https://a.org/b_c.") == f'see <a href="https://a.org/b_c" {rel}>https://a.org/b_c</a>.'
    assert body("[x](https://a.org)") == f'<a href="https://a.org" {rel}>x</a>'
    assert body("![x](https://a.org)") == f'<a href="https://a.org" {rel}>x</a>'
    assert body("[x](javascript:alert(1))") == "[x](javascript:alert(1))"


def test_two_formulas_that_touch_are_two_formulas() -> None:
    assert body(r"$\sim$$80\%$").count("<math>") == 2


def test_a_title_is_one_line_without_links_or_emphasis() -> None:
    assert inline("A *b*\nhttps://c.org `d` $e$").html.startswith("A *b* https://c.org <code>d</code> <math>")


def test_plain_text_reads_well() -> None:
    assert plain(r"**Fast** B\'ezier: $O(n)$, [here](https://a.org)") == "Fast Bézier: O(n), here"


def test_names_lose_their_accents_only() -> None:
    assert name(r"Erd\H{o}s, {\"O}zg\"ur \O rsted * _") == "Erdős, Özgür Ørsted * _"
