"""What all pages share: configuration, templates, the addresses of assets; and how assets get them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sitegen import urls
from sitegen.config import Config

_IMPORT = re.compile(rb'^@import "([\w./-]+)";\n', re.MULTILINE)
# Served under their own names, since browsers and crawlers look for them there.
_FIXED = re.compile(r"root/(.+)")


class TemplateFault(Exception):  # noqa: N818 - a fault of the user's, not an error of ours
    """A template that cannot be used: its name, the line (0 when unknown), what is wrong."""

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(f"{name}:{line}: {message}")
        self.name = name
        self.line = line
        self.message = message

    def __reduce__(self) -> tuple[type[TemplateFault], tuple[str, int, str]]:
        """Cross a process border whole."""
        return TemplateFault, (self.name, self.line, self.message)


@dataclass(frozen=True, slots=True)
class Site:
    """The frame of all pages. ``assets`` maps a static file's name to its address."""

    config: Config
    templates: Mapping[str, str]
    assets: Mapping[str, str]

    def href(self, address: str, fragment: str = "") -> str:
        """Link to an address of this site."""
        return urls.href(self.config.base_path, address, fragment)

    @property
    def nav(self) -> dict[str, str]:
        """Where the frame of every page leads."""
        return {
            "home": self.href(urls.HOME),
            "archive": self.href(urls.ARCHIVE),
            "categories": self.href(urls.CATEGORIES),
            "search": self.href(urls.SEARCH),
        }

    def canonical(self, address: str) -> str:
        """Give the full address, or nothing while the site has no ``base_url``."""
        return urls.href(self.config.base_url, address) if self.config.base_url else ""

    def gettext(self, words: str) -> str:
        """Say words of the interface in the interface's language."""
        return words

    def label(self, category: str) -> str:
        """Give a category's words as configured; nothing when there are none."""
        return self.config.category_names.get(category, "")


def assets(static: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Give every static file its address and final bytes, by name.

    A style sheet's ``@import "other.css";`` lines are replaced by that sheet, so that a page loads one
    file while people edit several; sheets so used are not published alone. Names under ``root/`` are
    published at the site's root as they are.
    """
    found: dict[str, tuple[str, bytes]] = {}
    used = {f"{_folder(name)}{sheet.decode()}" for name in static for sheet in _imports(name, static[name])}
    for name, data in sorted(static.items()):
        if name in used:
            continue
        body = _inlined(name, data, static) if name.endswith(".css") else data
        fixed = _FIXED.fullmatch(name)
        found[name] = (fixed[1] if fixed else urls.asset(name, body), body)
    return found


def _folder(name: str) -> str:
    return name[: name.rfind("/") + 1]


def _imports(name: str, data: bytes) -> list[bytes]:
    return _IMPORT.findall(data) if name.endswith(".css") else []


def _inlined(name: str, data: bytes, static: Mapping[str, bytes]) -> bytes:
    return _IMPORT.sub(lambda found: static.get(_folder(name) + found[1].decode(), found[0]), data)
