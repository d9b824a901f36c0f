"""The hashes that say whether a page must be made again."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sitegen.config import Config


def hashed(text: str) -> str:
    """Hash what a page shows."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def config_fingerprint(config: Config) -> str:
    """Hash the part of a configuration that pages show: all of it but where things lie on this disk."""
    return hashed(repr(replace(config, content="", output="", cache="", host="none", silence=())))
