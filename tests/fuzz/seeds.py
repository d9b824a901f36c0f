"""Where fuzzing starts: sound inputs of every target, and what once broke one (``found/``)."""

from __future__ import annotations

from pathlib import Path

from tests.formats import examples
from tests.fuzz.targets import ANALYSIS, NAMES, OPEN, PUBLISHED, SEALED, inflated
from tests.text.test_properties import MARKS
from tests.text.test_safety import VECTORS

FOUND = Path(__file__).parent / "found"

_SETTINGS = b"""# A comment
title = "Robotics \\u6f22"
description = 'one'
language = "zh-CN"
timezone = "Asia/Shanghai"
base_url = "https://example.org/digests/"
author = \'\'\'The
group\'\'\'
content = "digests"
output = "site"
cache = ".cache/sitegen"
silence = ["total-differs"]
api = "full"
[categories]
order = ["cs.LG", "cs.CL",]
names = {"cs.LG" = "ML", x.y = 3}
[feeds]
entries = 0x20
content = "paper"
[labels]
"\\U0001F600" = "motivation"
[[unknown]]
day = 2025-05-27T00:00:00Z
far = -inf
"""


def found(target: str) -> list[bytes]:
    """Give the inputs that once broke a target."""
    return [file.read_bytes() for file in sorted((FOUND / target).glob("*"))]


def seeds(target: str) -> list[bytes]:
    """Give the inputs that fuzzing of a target starts from."""
    return [*_SOUND[target](), *found(target)]


def _digests() -> list[bytes]:
    first = {".md": 0, ".jsonl": 1}
    return [bytes([first[path.suffix]]) + path.read_bytes() for path in examples.sources()] + [
        bytes([number]) for number in range(len(NAMES))
    ]


def _texts() -> list[bytes]:
    return [text.encode("utf-8", "surrogatepass") for text in (*MARKS, *VECTORS)]


def _stored() -> list[bytes]:
    kinds = [*SEALED.items(), *OPEN.items()]
    return [
        bytes([number + top]) + data
        for number, (_, data) in enumerate(kinds)
        for top in (0, next(n for n in range(128, 256) if n % len(kinds) == 0))
    ]


def _analysed() -> list[bytes]:
    packed = (ANALYSIS.head, *ANALYSIS.bands[:6])
    return [first + part for first in (b"\x00", b"\x01") for part in packed]


def _published() -> list[bytes]:
    packed = [bytes([n, 0]) + inflated(PUBLISHED[name]) for n, name in enumerate(sorted(PUBLISHED))]
    return [*packed, *(bytes([n, 255]) + PUBLISHED[name] for n, name in enumerate(sorted(PUBLISHED)))]


_SOUND = {
    "loaders": _digests,
    "renderer": _texts,
    "configuration": lambda: [_SETTINGS, *_SETTINGS.splitlines(keepends=True)],
    "store": _stored,
    "index": _analysed,
    "published": _published,
}
