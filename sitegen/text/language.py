"""Which language a text is in, by the shares of its scripts.

Digests are Chinese, English, Japanese or Korean. Fonts, line breaking and screen readers need to know which;
a dictionary is not needed for that: kana means Japanese, hangul Korean, other ideographs Chinese.
"""

from __future__ import annotations

import re

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = r"\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d"
_HANGUL = r"\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
_EAST = re.compile(f"[{_HAN}{_KANA}{_HANGUL}]")
_KANAS = re.compile(f"[{_KANA}]")
_HANGULS = re.compile(f"[{_HANGUL}]")
_WORD = re.compile(r"[^\W\d_\u1100-\u11ff\u3040-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d]+")

_SAMPLE = 4_000
"""Enough to tell a language; keeps the cost of a very long text low."""

_EAST_WEIGHT = 2
"""An ideograph or a syllable counts for two Latin words: `提出LoRA微调` is Chinese."""


def language(text: str) -> str:
    """Return the BCP 47 tag of a text: ``zh``, ``ja``, ``ko`` or ``en``; ``und`` if it holds no letters."""
    text = text[:_SAMPLE]
    east = 0 if text.isascii() else len(_EAST.findall(text))
    words = len(_WORD.findall(text)) if not east else sum(1 for _ in _WORD.finditer(text))
    if not east:
        return "en" if words else "und"
    if east * _EAST_WEIGHT < words:
        return "en"
    if len(_HANGULS.findall(text)) * 2 >= east:
        return "ko"
    # A stray の in a Chinese title is no Japanese; running Japanese is a quarter kana or more.
    return "ja" if len(_KANAS.findall(text)) * 10 >= east else "zh"
