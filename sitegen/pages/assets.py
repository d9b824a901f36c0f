"""Static files become assets: each with an address that its bytes decide, so that it can be cached for ever.

Style sheets and scripts are published as they were written, but for these:

- a style sheet's ``@import "other.css";`` lines are replaced by that sheet, so that a page loads one file
  while people edit several; sheets so used are not published alone;
- the script of every page is published in one file with the scripts beside it that it imports, directly or
  not; other scripts that import one of those import that file;
- a script loses its comments of whole lines, and its lines their indentation: readers pay for every byte;
- a script's relative module names (``import … from "./other.js"``, ``new URL("./worker.js", …)``) become
  the published names of those files;
- a script's ``importScripts("./other.js");`` lines are likewise replaced by that script, which then exports
  nothing;
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
_EXPORT = re.compile(rb"^export (?=const|let|class|function|async)", re.MULTILINE)
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
# What can be had by standing beside it: a name is not changed.
_IMPORT = re.compile(rb'^import (?:\{\s*\w+(?:\s*,\s*\w+)*[\s,]*\} from )?"(\./[\w.-]+)";\n', re.MULTILINE)
# Served under their own names, since browsers and crawlers look for them there.
_FIXED = re.compile(r"root/(.+)")

EVERYWHERE = "js/site.js"
"""The script of every page."""


def assets(static: Mapping[str, bytes], say: Callable[[str], str] = str) -> dict[str, tuple[str, bytes]]:
    """Give every static file its address and final bytes, by name; ``say`` translates the scripts' words.

    Names under ``root/`` are published at the site's root as they are.
    """
    return _Assets(static, say).all()


class _Assets:
    def __init__(self, static: Mapping[str, bytes], say: Callable[[str], str]) -> None:
        self._static = static
        self._say = say
        self._written: dict[str, bytes] = {}
        self._named: dict[str, list[str]] = {}
        self._joined: list[str] = []
        self._join(EVERYWHERE, set())

    def all(self) -> dict[str, tuple[str, bytes]]:
        used = {
            _beside(name, found)
            for name, body in self._static.items()
            for pattern in (_SHEET, _SCRIPT)
            for found in pattern.findall(body)
        }
        # What one script takes in, another may import.
        published = {name for one in self._static.keys() - used for name in self._reached(one)}
        return {name: (self._address(name), self._body(name)) for name in sorted(published)}

    def _join(self, name: str, met: set[str]) -> None:
        """Note the scripts that are published in one, each behind those that it imports."""
        if name in self._static and name not in met:
            met.add(name)
            for found in _IMPORT.findall(self._static[name]):
                self._join(_beside(name, found), met)
            self._joined.append(name)

    def _home(self, name: str) -> str:
        """The script that is published with another in it, or the other alone."""
        return EVERYWHERE if name in self._joined else name

    def _reached(self, name: str) -> list[str]:
        """The files that are named in a published file, in files named there, and so on; and itself."""
        reached = [self._home(name)]
        for one in reached:
            reached += [other for other in self._names(one) if other not in reached]
        return reached

    def _names(self, name: str) -> list[str]:
        """The files that are named in a published file, each once."""
        if name not in self._named:
            found = _MODULE.findall(self._body_as_written(name))
            named = dict.fromkeys(self._home(_beside(name, specifier)) for _, specifier in found)
            self._named[name] = [other for other in named if other in self._static]
        return self._named[name]

    def _address(self, name: str) -> str:
        """A file's address, by all that is reached from it: scripts may name each other in a circle."""
        if fixed := _FIXED.fullmatch(name):
            return urls.address_of(fixed[1])
        return urls.asset(name, b"".join(map(self._body_as_written, sorted(self._reached(name)))))

    def _body(self, name: str) -> bytes:
        body = self._body_as_written(name)
        if name.endswith(".js"):
            return _MODULE.sub(lambda found: found[1] + self._module(name, found[2]), body)
        return body

    def _body_as_written(self, name: str) -> bytes:
        """A file's bytes with what it takes in, before others are named as they are published."""
        if name not in self._written:
            body = self._static[name]
            if name.endswith(".css"):
                body = _SHEET.sub(lambda found: self._static.get(_beside(name, found[1]), found[0]), body)
            elif name.endswith(".js"):
                parts = self._joined if name == EVERYWHERE else [name]
                body = b"".join(map(self._script, parts))
            self._written[name] = body
        return self._written[name]

    def _script(self, name: str) -> bytes:
        body = _SCRIPT.sub(
            lambda found: self._taken_in(_beside(name, found[1]), found[0]), self._static[name]
        )
        if name in self._joined:
            body = _IMPORT.sub(lambda found: b"" if self._is_joined(name, found[1]) else found[0], body)
        body = _IDLE.sub(_kept, body)
        return _WORDS.sub(lambda found: self._said(found[1]), body)

    def _is_joined(self, name: str, specifier: bytes) -> bool:
        return _beside(name, specifier) in self._joined

    def _taken_in(self, name: str, otherwise: bytes) -> bytes:
        """A script as another holds it, with the scripts that it takes in itself."""
        if name not in self._static:
            return otherwise
        body = _EXPORT.sub(b"", self._static[name])
        return _SCRIPT.sub(lambda found: self._taken_in(_beside(name, found[1]), found[0]), body)

    def _said(self, quoted: bytes) -> bytes:
        return json.dumps(self._say(json.loads(quoted)), ensure_ascii=False).encode()

    def _module(self, name: str, specifier: bytes) -> bytes:
        """Name another file as this one must; a file that is not there keeps its name."""
        other = self._home(_beside(name, specifier))
        if other not in self._static:
            return b'"%s"' % specifier
        here = posixpath.dirname(urls.asset(name, b""))
        return f'"./{posixpath.relpath(self._address(other), here)}"'.encode()


def _kept(found: re.Match[bytes]) -> bytes:
    return found[1] or b""


def _beside(name: str, relative: bytes) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), relative.decode()))
