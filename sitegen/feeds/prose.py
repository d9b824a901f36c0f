"""The safe HTML of fields for readers that are no browsers: formulas as their TeX, or nothing but words."""

from __future__ import annotations

import re
from html import unescape

_FORMULA = re.compile(r"<math[ >].*?<annotation[^>]*>(.*?)</annotation></semantics></math>", re.DOTALL)
_BREAK = re.compile(r"</?(?:p|li|ol|ul|pre|br)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def portable(html: str) -> str:
    """Give HTML that survives a feed reader: most of them drop MathML, so formulas become TeX in ``code``."""
    return _FORMULA.sub(r"<code>\1</code>", html)


def words(html: str) -> str:
    """Give the words of HTML, formulas as their TeX, white space folded."""
    text = _TAG.sub("", _BREAK.sub(" ", _FORMULA.sub(r"\1", html)))
    return " ".join(unescape(text).split())


def beginning(text: str, length: int) -> str:
    """Give a text's beginning, cut between words where there are any, with a sign that it was cut."""
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut.rpartition(" ")[0] if " " in cut[length // 2 :] else cut).rstrip() + "…"
