"""Input hygiene by example."""

from __future__ import annotations

import pytest

from sitegen.text import block, tidy


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("as it is\n\tand so on", "as it is\n\tand so on"),
        ("e\u0301", "é"),
        ("a\x00b", "a␀b"),
        ("a\x7fb", "a␡b"),
        ("a\x9bb", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("a\ufffeb\U0001ffffc", "a\ufffdb\ufffdc"),
        ("a\u202eb\u2066c", "a\ufffdb\ufffdc"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("left-to-right \u200e and joiner \u200d stay", "left-to-right \u200e and joiner \u200d stay"),
    ],
)
def test_what_cannot_stand_in_a_page_becomes_visible(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("$\x08eta$", r"$\beta$"),
        ("$\x0crac12$", r"$\frac12$"),
        ("\textit{so}", r"\textit{so}"),
        ("$\tau$", r"$\tau$"),
        ("$a\neq b$", r"$a\neq b$"),
        ("$\rho$", r"$\rho$"),
        ("a\tau b", "a\tau b"),
        ("so\neq", "so\neq"),
        ("\x08elow", "␈elow"),
    ],
)
def test_commands_that_lost_their_backslash_get_it_back_where_that_is_certain(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


def test_repairs_and_replacements_are_told_with_their_place_in_the_text_given() -> None:
    text = "e\u0301 $\x08eta$ \x00 \\foo"
    assert [(problem.code, problem.offset) for problem in block(text).problems] == [
        ("text-eaten-escape", text.index("\x08")),
        ("text-control", text.index("\x00")),
        ("tex-unknown", text.index("\\foo")),
    ]


def test_the_same_is_told_once_and_no_more_than_twenty_in_all() -> None:
    assert len(block("\\foo \\foo").problems) == 1
    assert len(block(" ".join(f"\\foo{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")).problems) == 20


def test_a_text_far_beyond_any_field_is_shown_as_written_with_a_problem() -> None:
    typeset = block("*a* " * 300_000)
    assert [problem.code for problem in typeset.problems] == ["text-long", "text-long"]
    assert typeset.html.startswith("<p>*a* *a*")
