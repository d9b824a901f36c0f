"""Text: Markdown and TeX of titles and fields → safe HTML and plain text."""

from __future__ import annotations

from sitegen.language import language

from .hygiene import tidy
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
