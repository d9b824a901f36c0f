"""What holds for every text: nothing is lost, the HTML is safe, shortcuts change no byte."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.text import block, inline, language, name, plain, tidy
from sitegen.text.markup import by_way_of_markdown
from tests.text.reader import lost, read

MANY = settings(max_examples=300, deadline=None)
FEW = settings(max_examples=30, deadline=None)

MARKS = [
    "\\begin{itemize}\\item ", "\\begin{enumerate}", "\\item ", "\\end{itemize}", "\\end{enumerate}",
    "*", "**", "***", "_", "`", "``", "```", "\n```\n", "$", "$$", "\\(", "\\)", "\\[", "\\]", "[",
    "](", ")", "![", "{", "}", "\\", "\\\\", "\\%", "\\_", "\\textbf{", "\\emph{", "\\texttt{",
    "\\href{", "\\url{", "\\cite{", "\\footnote{", "\\textcolor{red}{", "{\\em ", '{\\"o}', "\\'e",
    "\\c{c}", "\\H{o}", "\\r{ho}", "\\alpha", "\\foo", "\\begin{align}", "\\end{align}", "--", "---",
    "~", "''", "'", '"', "<", ">", "&", "&amp;", "<script>", "</p>", "https://a.org/b", "http://",
    "javascript:", "mailto:a@b.c", "\n", "\n\n", "\n  ", " ", "\t", "\n- ", "\n1. ", "\n2. ", "\n* ",
    "1. ", "# ", "> ", "|", "=\n", "x", "word", "A*", "5", "80", ".", ",", ":", "(", ")", "^", "中文",
    "，", "。", "の", "한", "é", "é", "\u200b", "\u202e", "\x00", "\x08eta", "\x0crac", "\text{", "\r",
    "\r\n", "\ud800", "\ufffe", "\u2028", "😀", "\x0e0\x0f", "\x02klzzwxh:0001\x03", "{{ x }}",
    "{% x %}", "\xa0", "\u3000", "\\\\ ", "\\^{}", "\\*", "''so''", '\\"',
]  # fmt: skip
texts = st.lists(st.sampled_from(MARKS) | st.text(max_size=3), max_size=24).map("".join)
plainer = st.lists(
    st.sampled_from(
        [
            "word",
            " ",
            "中",
            "\n",
            "\n\n",
            "\n  ",
            "- ",
            "1. ",
            "2. ",
            "* ",
            "*",
            "a",
            "&",
            "<",
            ".",
            "•",
            "\n ",
        ]
    ),
    max_size=16,
).map("".join)


@MANY
@given(texts)
@example("*$x$*")
@example("\\textbf{**a** `b`}")
@example("1. a\n```\nb\n```\n2. c")
def test_nothing_is_lost_and_all_is_safe(text: str) -> None:
    assert lost(text, block(text).html) == ""
    assert lost(text, f"<p>{inline(text).html}</p>") == ""


@MANY
@given(texts | plainer)
@example("a\n- b\n- c")
@example("\u3000a\n\n\u3000\n")
def test_shortcuts_give_the_same_bytes_as_the_long_way(text: str) -> None:
    assert block(text) == by_way_of_markdown(text)


@MANY
@given(texts)
def test_plain_text_is_what_the_page_shows(text: str) -> None:
    assert re.sub(r"\s|(?<=\d)\.", "", plain(text)) == re.sub(r"\s|(?<=\d)\.", "", read(block(text).html))


@MANY
@given(texts | st.text())
def test_tidy_text_is_fit_for_a_page_and_stays_as_it_is(text: str) -> None:
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    tidied.encode()
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]", tidied
    )


@MANY
@given(texts)
def test_problems_lie_within_the_text_and_are_told_in_order(text: str) -> None:
    for typeset in (block(text), inline(text)):
        assert all(0 <= problem.offset <= len(text) for problem in typeset.problems)
        assert all(re.fullmatch("(text|tex)-[a-z-]+", problem.code) for problem in typeset.problems)


@MANY
@given(texts | st.text())
def test_every_text_has_a_language_and_every_name_is_kept(text: str) -> None:
    assert language(text) in {"zh", "ja", "ko", "en", "und"}
    assert "\\" in text or name(text) == tidy(text)


@FEW
@given(st.sampled_from(MARKS), st.sampled_from([*MARKS, ""]))
def test_a_mark_repeated_without_end_is_no_trouble(one: str, other: str) -> None:
    text = (one + other) * 3_000
    read(block(text).html)
    read(f"<p>{inline(text).html}</p>")
