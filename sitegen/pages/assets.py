"""Static files become assets: each with an address that its bytes decide, so that it can be cached for ever.

There is no bundler. Style sheets and scripts are published as they were written, but for these:

- a style sheet's ``@import "other.css";`` lines are replaced by that sheet, so that a page loads one file
  while people edit several; sheets so used are not published alone;
- a script loses its comments of whole lines, and its lines their indentation: readers pay for every byte;
- a script's relative module names (``import … from "./other.js"``, ``new URL("./worker.js", …)``) become
  the published names of those files;
- a worker's ``importScripts("./other.js");`` lines are likewise replaced by that script;
- a script's ``_("words")`` become the words in the interface's language.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Mapping

from sitegen import urls

_SHEET = re.compile(rb'^@import "([\w./-]+)";\n', re.MULTILINE)
_SCRIPT = re.compile(rb'^importScripts\("([\w./-]+)"\);\n', re.MULTILINE)
# What may hold a line that only looks idle is matched first, and kept: templates (and those within them,
# once), strings, comments of several lines; the rest of a line behind code is kept too.
_IDLE = re.compile(
    rb"""(`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^`{}]|`[^`]*`|\{[^{}]*\})*\})*`"""
    rb"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|/\*(?:[^*]|\*(?!/))*\*/|(?<=[^\s]) *//.*)"""
    rb"""|^[ \t]*//.*\n|^[ \t]+""",
    re.MULTILINE,
)
_MODULE = re.compile(rb'(\b(?:from|import)\s*\(?\s*|\bnew URL\(\s*)"(\.{1,2}/[\w./-]+)"')
_WORDS = re.compile(rb'\b_\(("(?:[^"\\\n]|\\.)*")\)')
# Served under their own names, since browsers and crawlers look for them there.
_FIXED = re.compile(r"root/(.+)")


def assets(static: Mapping[str, bytes], say: Callable[[str], str] = str) -> dict[str, tuple[str, bytes]]:
    """Give every static file its address and final bytes, by name; ``say`` translates the scripts' words.

    Names under ``root/`` are published at the site's root as they are.
    """
    return _Assets(static, say).all()


class _Assets:
    def __init__(self, static: Mapping[str, bytes], say: Callable[[str], str]) -> None:
        self._static = static
        self._say = say
        self._done: dict[str, tuple[str, bytes]] = {}
        self._doing: set[str] = set()

    def all(self) -> dict[str, tuple[str, bytes]]:
        used = {
            _beside(name, found)
            for name, body in self._static.items()
            for pattern in (_SHEET, _SCRIPT)
            for found in pattern.findall(body)
        }
        return {name: self._publish(name) for name in sorted(self._static) if name not in used}

    def _publish(self, name: str) -> tuple[str, bytes]:
        if name not in self._done:
            self._doing.add(name)
            body = self._body(name)
            fixed = _FIXED.fullmatch(name)
            self._done[name] = (fixed[1] if fixed else urls.asset(name, body), body)
            self._doing.discard(name)
        return self._done[name]

    def _body(self, name: str) -> bytes:
        body = self._static[name]
        if name.endswith(".css"):
            return _SHEET.sub(lambda found: self._static.get(_beside(name, found[1]), found[0]), body)
        if name.endswith(".js"):
            body = _SCRIPT.sub(lambda found: self._static.get(_beside(name, found[1]), found[0]), body)
            body = _IDLE.sub(_kept, body)
            body = _WORDS.sub(lambda found: self._said(found[1]), body)
            return _MODULE.sub(lambda found: found[1] + self._module(name, found[2]), body)
        return body

    def _said(self, quoted: bytes) -> bytes:
        return json.dumps(self._say(json.loads(quoted)), ensure_ascii=False).encode()

    def _module(self, name: str, specifier: bytes) -> bytes:
        """Name another file as this one must; a file that is not there, or a circle, keeps its name."""
        other = _beside(name, specifier)
        if other not in self._static or other in self._doing:
            return b'"%s"' % specifier
        here = posixpath.dirname(urls.asset(name, b""))
        return f'"./{posixpath.relpath(self._publish(other)[0], here)}"'.encode()


def _kept(found: re.Match[bytes]) -> bytes:
    return found[1] or b""


def _beside(name: str, relative: bytes) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), relative.decode()))
