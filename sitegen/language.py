"""Which language a text is in, by the shares of its scripts.

Digests are Chinese, English, Japanese or Korean. Fonts, line breaking and screen readers need to know which;
a dictionary is not needed for that: kana means Japanese, hangul Korean, other ideographs Chinese.
"""

from __future__ import annotations

import re

_KANA = "\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d"
_HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
_HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EAST = re.compile(f"[{_HAN}{_KANA}{_HANGUL}]+")
_KANAS = re.compile(f"[{_KANA}]+")
_HANGULS = re.compile(f"[{_HANGUL}]+")
_NOT_HAN = re.compile(f"[{_KANA}{_HANGUL}]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")

_SAMPLE = 2_000
"""Characters looked at: enough to tell, and a bound for very long texts."""


def language(text: str) -> str:
    """Return the BCP 47 tag of a text: ``zh``, ``ja``, ``ko`` or ``en``; ``und`` if nothing tells."""
    text = text[:_SAMPLE]
    runs = [] if text.isascii() else _EAST.findall(text)
    if not runs:
        return "en" if _LATIN.search(text) else "und"
    east = _count(runs)
    # A Latin word weighs as much as two ideographs: 提出LoRA微调 is Chinese, “the 气 of Wu” is English.
    if len(text) > 3 * east and len(_LATIN.findall(text)) * 2 > east:
        return "en"
    if _NOT_HAN.search(text) is None:
        return "zh"
    if _count(_HANGULS.findall(text)) * 2 > east:
        return "ko"
    # A stray の makes no Japanese; in running Japanese a quarter of the letters and more are kana.
    return "ja" if _count(_KANAS.findall(text)) * 10 > east else "zh"


def _count(runs: list[str]) -> int:
    return sum(map(len, runs))
