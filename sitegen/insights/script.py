"""In which script a term is written."""

from __future__ import annotations

import re

HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff"
KATAKANA = "ァ-ヺー"
EAST = HAN + KATAKANA
"""Characters of Chinese and Japanese terms, as in a class of a regular expression."""

_EAST = re.compile(f"[{EAST}]")


def is_east(term: str) -> bool:
    """Whether a term is Chinese or Japanese."""
    return _EAST.search(term) is not None
