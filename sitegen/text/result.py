"""What typesetting a text gives: HTML and what was odd about the text."""

from __future__ import annotations

from typing import NamedTuple

PROBLEM_LIMIT = 20
"""Problems told of one text: a text with more of them is odd as a whole."""


class Problem(NamedTuple):
    """Something odd in a text: a kebab-case code, a sentence, and where in the text given, in characters."""

    code: str
    message: str
    offset: int


class Typeset(NamedTuple):
    """A text ready for a page: safe HTML, and what was odd, in the order of the text."""

    html: str
    problems: tuple[Problem, ...] = ()
