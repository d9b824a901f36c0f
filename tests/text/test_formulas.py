"""Mathematics by example: where it is found, what it becomes, what stays text."""

from __future__ import annotations

import re

import pytest

from sitegen.text import block, plain


def formulas(text: str) -> list[str]:
    """The sources of the formulas in a text."""
    return re.findall(r"<annotation[^>]*>(.*?)</annotation>", block(text).html)


def test_a_formula_is_mathml_with_its_source() -> None:
    assert block("$x^2$").html == (
        "<p><math><semantics><msup><mi>x</mi><mn>2</mn></msup>"
        '<annotation encoding="application/x-tex">x^2</annotation></semantics></math></p>'
    )


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (r"$a$ and \(b\)", ["a", "b"]),
        (r"$$a$$ \[b\]", ["a", "b"]),
        (r"\begin{align}a&=b\\c&=d\end{align}", [r"\begin{align}a&amp;=b\\c&amp;=d\end{align}"]),
        (r"$\sim$$80\%$", [r"\sim", r"80\%"]),
        ("$k<g$", ["k&lt;g"]),
        ("$ O(n) $ or $ 3 × 4$", ["O(n)", "3 × 4"]),
        (r"H$_2$O, O$(n)$", ["_2", "(n)"]),
        (r"$R^2 &gt; 0.5$", ["R^2 &amp;gt; 0.5"]),
        (
            r"$\mathcal{O}(T^{3/4})$, $\widetilde{O}(n)$, $\R$",
            [r"\mathcal{O}(T^{3/4})", r"\widetilde{O}(n)", r"\R"],
        ),
        (r"\$45.20 and $n=3$", ["n=3"]),
    ],
)
def test_formulas_are_found(text: str, sources: list[str]) -> None:
    assert formulas(text) == sources
    assert block(text).problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "costs $5 and $10",
        "between $5-$10 million",
        "from US$5 to US$10",
        "$5 million to train, and it saves $ in the end",
        "a $20 and a $30 note",
        "about $3,000 (or $4,000)",
    ],
)
def test_money_stays_money(text: str) -> None:
    assert formulas(text) == []
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (r"so $\unheardof{x}$", "tex-unknown"),
        (r"so $\frac{1$", "tex-unknown"),
        (r"so \(x", "tex-unbalanced"),
        (r"so $$x", "tex-unbalanced"),
        (r"so \begin{equation}x", "tex-unbalanced"),
        (r"so \textbf{x", "tex-unbalanced"),
        (r"so \unheardof{x}", "tex-unknown"),
    ],
)
def test_what_cannot_be_set_is_shown_as_written_and_told(text: str, code: str) -> None:
    assert plain(text) == text
    assert (block(text).problems[0].code, block(text).problems[0].offset) == (code, 3)


def test_words_between_dollars_are_words() -> None:
    assert (
        block(r"$\textbf{P}$olicy-$\textbf{A}$ware").html
        == "<p><strong>P</strong>olicy-<strong>A</strong>ware</p>"
    )
    assert plain(r"$\texttt{Tool-2}$, $\text{max}$") == "Tool-2, max"
    assert formulas(r"$\textbf{x}_i$ and $\text{a}^2$") == [r"\textbf{x}_i", r"\text{a}^2"]


def test_backslashes_escaped_twice_are_read_as_one() -> None:
    assert "<mi>ω</mi>" in block(r"$\\omega(n)$").html
    assert formulas(r"$\\omega(n)$") == [r"\\omega(n)"]


def test_per_cent_signs_begin_no_comment() -> None:
    assert ">%<" in block(r"$80%$").html


def test_links_between_dollars_are_links() -> None:
    assert ">x</a>" in block(r"see $\href{https://a.org}{x}$").html


def test_a_style_is_an_element_of_its_own_since_mathml_3_allows_its_attributes_nowhere_else() -> None:
    fraction = '<mstyle displaystyle="true"><mfrac><mi>a</mi><mi>b</mi></mfrac></mstyle>'
    assert fraction in block(r"$\dfrac{a}{b}$").html
    table = block(r"$$\begin{array}{c} a \\ \dfrac{a}{b} \end{array}$$").html
    assert '<mstyle scriptlevel="0"><mtable displaystyle="false">' in table
    assert f"{fraction}</mtd></mtr></mtable></mstyle><annotation" in table
