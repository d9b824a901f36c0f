"""What crawlers write where a summary could not be made."""

from __future__ import annotations

import re

_LONGEST = 80
_NOTICE = re.compile(
    r"(?:Summary generation failed|\w+ (?:analysis unavailable|extraction failed|generation failed)"
    r"|Error|N/?A|None|null|无|暂无|错误[:：].{0,40}|生成失败|Not available)[.。]?",
    re.IGNORECASE,
)


def is_notice(text: str) -> bool:
    """Say whether a text, without blanks around it, is empty or such a notice instead of a summary."""
    return not text or (len(text) < _LONGEST and _NOTICE.fullmatch(text) is not None)
