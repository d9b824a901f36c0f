"""The hash that says whether a page must be made again."""

from __future__ import annotations

import hashlib


def hashed(text: str) -> str:
    """Hash what a page shows."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
