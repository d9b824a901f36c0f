"""Links: bare addresses, Markdown's ``[text](address)``. Only http, https and mailto; all else stays text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .walk import escape

if TYPE_CHECKING:
    from .walk import Walk

_ADDRESS = re.compile(r"https?://(?:[A-Za-z0-9\-._~:/?#@!&'()*+,;=%\[\]]|\\[_%#&~])++")
_HOST = re.compile(r"https?://(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9])")
_MARKDOWN = re.compile(
    r"!?\[(?P<label>[^\[\]]*+)\]\((?P<address>(?:https?://[A-Za-z0-9\[]|mailto:[A-Za-z0-9])"
    r"(?:[^\s()<>\"\\]|\\[_%#&~]|\([^\s()<>\"\\]*\))*)\)"
)
_ALLOWED = re.compile(r"(?:https?://[A-Za-z0-9\[]|mailto:[A-Za-z0-9])[^\s<>\"\\\x00-\x1f]*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%#&~])")
_TRAILING = ".,;:!?'*"


def unescaped(address: str) -> str:
    """Return an address without TeX's escapes."""
    return _ESCAPED.sub(r"\1", address)


def is_allowed(address: str) -> bool:
    """Tell whether a page may link to an address: http, https or mailto, with no quotes or spaces."""
    return _ALLOWED.fullmatch(address) is not None


def anchor(address: str, label: str) -> str:
    """Return a link to an address around a label that is HTML; the label if the address is not allowed."""
    if not is_allowed(address):
        return label
    target = escape(address).replace('"', "&quot;")
    return f'<a href="{target}" rel="nofollow noopener noreferrer">{label}</a>'


def _end_of(text: str, at: int, end: int) -> int:
    """Return where an address ends without the punctuation of its sentence and unopened brackets."""
    excess = {
        ")": text.count(")", at, end) - text.count("(", at, end),
        "]": text.count("]", at, end) - text.count("[", at, end),
    }
    while end > at:
        last = text[end - 1]
        if excess.get(last, 0) > 0:
            excess[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def address(walk: Walk, _token: str, at: int, end: int) -> int:
    """Handle a bare address."""
    match = _ADDRESS.match(walk.text, at, end)
    if match is None or not _HOST.match(walk.text, at, end):
        return 0
    stop = _end_of(walk.text, at, match.end())
    shown = unescaped(walk.text[at:stop])
    walk.atom(anchor(shown, escape(shown)) if walk.links else escape(shown))
    return stop


def markdown_link(walk: Walk, _token: str, at: int, end: int) -> int:
    """Handle ``[text](address)``; an image becomes a link, for no page may load what a text names."""
    if not walk.links:
        return 0
    match = _MARKDOWN.match(walk.text, at, end)
    if match is None or match.end() > walk.paragraph_end(at):
        return 0
    target = unescaped(match["address"])
    label = walk.html(*match.span("label"), links=False)
    walk.atom(anchor(target, label if label.strip() else escape(target)))
    return match.end()
