"""Text: Markdown and TeX of titles and fields → safe HTML and plain text."""

from __future__ import annotations

from .hygiene import tidy
from .language import language
from .markup import block, inline, name, plain, reading
from .notices import is_notice
from .result import Problem, Typeset

__all__ = [
    "Problem",
    "Typeset",
    "block",
    "inline",
    "is_notice",
    "language",
    "name",
    "plain",
    "reading",
    "tidy",
]
