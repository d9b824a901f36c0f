"""Hashes of what a file is made from, for the judgement of staleness."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from sitegen.config import Config
from sitegen.model import Mention


def fingerprint(*parts: str) -> str:
    """Hash parts, none of which holds a NUL."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def settings(config: Config, version: str) -> str:
    """Hash what all files depend on: the version, and the configuration but where things lie on a disk."""
    return fingerprint(version, repr(replace(config, content="", output="", cache="")))


def trace(mentions: Iterable[Mention]) -> str:
    """Hash which papers of a category are told, and how, in which order."""
    # Written for speed: every build hashes every mention.
    return "".join([m.fingerprint for m in mentions])
