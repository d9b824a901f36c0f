r"""TeX's lists: ``\begin{itemize} \item … \end{itemize}`` becomes the lines of a Markdown list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .walk import Walk

_BEGIN = re.compile(r"\\begin\{(itemize|enumerate)\}\s*(?=\\item(?![A-Za-z]))")
_END = re.compile(r"\\end\{(?:itemize|enumerate)\}")
_ITEM = re.compile(r"\\item(?![A-Za-z])\s*|\\begin\{")

_LONGEST = 20_000
"""Characters of a list; a field has fewer."""


def listing(walk: Walk, at: int, end: int) -> int:
    """Handle a list of two items or more without another in it; decline other environments."""
    begin = _BEGIN.match(walk.text, at, end)
    if begin is None or not walk.blocks:
        return 0
    close = walk.next_end(_END, begin.end())
    stop = close + len(rf"\end{{{begin[1]}}}")
    if (
        close < 0
        or stop > end
        or close - at > _LONGEST
        or not walk.text.startswith(begin[1], close + len(r"\end{"))
    ):
        return 0
    items = list(_ITEM.finditer(walk.text, begin.end(), close))
    if len(items) < 2 or any(item[0].startswith(r"\begin") for item in items):
        return 0
    ends = [*(item.start() for item in items[1:]), close]
    texts = [walk.inside(item.end(), item_end).split() for item, item_end in zip(items, ends, strict=True)]
    if not all(texts):
        return 0
    lines = [
        " ".join([f"{number}." if begin[1] == "enumerate" else "-", *words])
        for number, words in enumerate(texts, start=1)
    ]
    walk.say("\n".join(["\n", *lines, "\n"]))
    return stop
