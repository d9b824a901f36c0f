"""The style sheets as the next build will publish them, read at once when one is edited."""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

from sitegen import sources, urls
from sitegen.pages.assets import assets

# How many versions are kept: a page that is being loaded may still ask for the one of a moment ago.
_KEPT = 64


class Sheets:
    """The style sheets of a site, the user's and sitegen's own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._now: dict[str, tuple[str, bytes]] = {}
        self._versions: dict[str, bytes] = {}

    def look(self) -> bool:
        """Read the sheets again and say whether any changed."""
        before = self._now
        with suppress(OSError):  # a file that came and went: another change tells of it
            self._now = assets(sources.static(self._root, (".css",)))
        for address, data in self._now.values():
            self._versions.pop(address, None)
            self._versions[address] = data
        for address in list(self._versions)[:-_KEPT]:
            del self._versions[address]
        return self._now != before

    def file(self, address: str) -> bytes | None:
        """Give the sheet that has, or had, an address."""
        return self._versions.get(address)

    def swaps(self, base_path: str) -> dict[str, str]:
        """Map every sheet's path, without its version, to its link: so pages bring their links up to date."""
        found = {}
        for name, (address, data) in self._now.items():
            path = urls.href(base_path, address)
            if address.startswith("assets/"):
                found[urls.href(base_path, f"assets/{name}")] = path
            else:
                # Published under its own name: a version of ours makes the browser fetch it.
                found[path] = f"{path}?{zlib.crc32(data):08x}"
        return found
