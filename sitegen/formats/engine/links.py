"""A paper's address as a digest gives it, mended where it is plain what was meant."""

from __future__ import annotations

import re

from sitegen.urls import paper_key

_WEB = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20\x7f]+", re.IGNORECASE)
_NESTED = re.compile(r"\[[^\[\]]*\]\((https?://[^()\s]*)\)(\S*)", re.IGNORECASE)
_TITLED = re.compile(r"(\S+)\s+[\"'(].*", re.DOTALL)
_NO_SCHEME = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE)


def read_target(target: str) -> str:
    """Give the usable web address that a link's target stands for; empty when there is none.

    A usable target comes back as it is. Mended are a bare arXiv id, a link within the link
    (``[https://arxiv.org/abs/](https://arxiv.org/abs/)2506.05566``), angle brackets, a link's title and a
    missing scheme. Any other scheme than http and https is no usable address.
    """
    plain = target.strip()
    if _is_web(plain):
        return plain
    if nested := _NESTED.fullmatch(plain):
        plain = nested[1] + nested[2]
    plain = plain.removeprefix("<").removesuffix(">")
    if titled := _TITLED.fullmatch(plain):
        plain = titled[1]
    if _is_web(plain):
        return plain
    key = paper_key(plain, "")
    if not key.startswith("x/"):
        bare = plain.partition(":")[2].strip() if plain.lower().startswith("arxiv:") else plain
        address = f"https://arxiv.org/abs/{bare}"
        return address if paper_key(address, "") == key else f"https://{bare}"
    return f"https://{plain}" if _NO_SCHEME.fullmatch(plain) and _is_web(f"https://{plain}") else ""


def _is_web(text: str) -> bool:
    return _WEB.fullmatch(text) is not None
