"""What a site is made of, by name, and so why a page is stale and which static files have moved.

Names are ``content`` and a file as its user calls it, ``templates/paper.html``, ``static/css/site.css``; and
of what is no file: ``code``, ``configuration``, ``look paper`` for all that pages of a kind are made with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sitegen import urls
from sitegen.model import Page

# How many files a reason names.
_NAMED = 3


@dataclass(frozen=True)
class Causes:
    """What the site that stands was made of, and what the next one is made of: a hash by name.

    A static file's hash is its address, which holds one.
    """

    past: Mapping[str, str] = field(default_factory=dict)
    now: Mapping[str, str] = field(default_factory=dict)

    def why(self, page: Page) -> str:
        """Say why a page that is made of something else than it was is stale."""
        if "code" in self._changed:
            return "sitegen itself changed"
        if "configuration" in self._changed:
            return "the configuration changed"
        if f"look {page.kind}" in self._changed:
            return _reason("template changed", self._files("templates/", "static/"))
        content = self._files("content ")
        return _reason(
            "input changed", [file for file in content if page.day and page.day in file] or content
        )

    def moved(self, page: Page) -> bool:
        """Whether a page of a template may link to a static file that has another address now."""
        return bool(self.moves) and f"look {page.kind}" in self.now

    @cached_property
    def why_moved(self) -> str:
        """Say why pages are given other addresses of static files."""
        return _reason("address changed", self._files("static/"))

    @cached_property
    def moves(self) -> dict[bytes, bytes]:
        """The links to static files that are to be replaced, and by what."""
        both = [(self.past[name], self.now[name]) for name in self.past.keys() & self.now.keys()]
        return {
            urls.href("", old).encode(): urls.href("", new).encode()
            for old, new in sorted(both)
            if old != new and old.startswith("assets/") and new.startswith("assets/")
        }

    @cached_property
    def _changed(self) -> list[str]:
        names = self.past.keys() | self.now.keys()
        return sorted(name for name in names if self.past.get(name) != self.now.get(name))

    def _files(self, *folders: str) -> list[str]:
        return [name.removeprefix("content ") for name in self._changed if name.startswith(folders)]


def _reason(what: str, files: list[str]) -> str:
    if not files:
        return "changed"
    more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
    return f"{what}: {', '.join(files[:_NAMED])}{more}"
