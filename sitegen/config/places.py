"""Where the keys of a TOML text stand: ``tomllib`` reads values but forgets their places.

The text has been read by ``tomllib`` before, so its syntax is sound, and the scanner need only tell
keys, strings, comments and brackets apart (TOML 1.0.0, https://toml.io/en/v1.0.0).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field

KeyPath = tuple[str, ...]
Place = tuple[int, int]

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_KEY_PART = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def places(text: str) -> dict[KeyPath, Place]:
    """The line and column, from 1, at which each key of a sound TOML text first stands.

    A key is given by its path from the top: ``("feeds", "entries")``. Tables count as keys.
    """
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.document()
    return scanner.found


@dataclass(slots=True)
class _Scanner:
    text: str
    at: int = 0
    found: dict[KeyPath, Place] = field(default_factory=dict)
    lines: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def document(self) -> None:
        table: KeyPath = ()
        self._match(_BLANK)
        while self.at < len(self.text):
            if self._skip("["):
                self._skip("[")
                table = self._key(())
                self._skip("]")
                self._skip("]")
            else:
                self._pair(table)
            self._match(_BLANK)

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def _skip(self, character: str) -> bool:
        there = self.text.startswith(character, self.at)
        self.at += there
        return there

    def _key(self, table: KeyPath) -> KeyPath:
        path = table
        place: Place | None = None
        while match := self._match(_KEY_PART):
            if place is None:
                start = match.start(1)
                line = bisect_right(self.lines, start)
                place = line, start - self.lines[line - 1] + 1
            raw = match[1]
            path = (*path, tomllib.loads(f"key={raw}")["key"] if raw[0] in "\"'" else raw)
            self.found.setdefault(path, place)
            if not self._skip("."):
                return path
        raise AssertionError(f"no key at offset {self.at} of a text that tomllib reads")

    def _pair(self, table: KeyPath) -> None:
        path = self._key(table)
        self._skip("=")
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._match(_BLANK)
        if self._skip("["):
            self._items("]", path)
        elif self._skip("{"):
            self._items("}", path)
        elif not self._match(_STRING):
            self._match(_SCALAR)

    def _items(self, end: str, path: KeyPath) -> None:
        self._match(_BLANK)
        while not self._skip(end):
            if end == "}":
                self._pair(path)
            else:
                self._value(path)
            self._match(_BLANK)
            self._skip(",")
            self._match(_BLANK)
