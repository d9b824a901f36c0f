"""The style sheets as the next build will publish them, read at once when one is edited."""

from __future__ import annotations

from pathlib import Path

from sitegen import sources, urls
from sitegen.pages.assets import assets


def sheets(root: Path) -> dict[str, tuple[str, bytes]]:
    """Give every style sheet of a site its address and bytes, by name."""
    return assets(sources.static(root, (".css",)))


def swaps(current: dict[str, tuple[str, bytes]], base_path: str) -> dict[str, str]:
    """Map every sheet's path, without its version, to its path: so pages bring their links up to date."""
    return {
        urls.href(base_path, f"assets/{name}"): urls.href(base_path, address)
        for name, (address, _) in current.items()
        if address.startswith("assets/")
    }
