"""The bridge into livereload: the only importer of ``livereload``.

Its ``Server`` polls every 800 ms and drops what follows within 3 s; it also accepts a socket from any
site. So only its handler is used: it keeps the open pages, speaks the protocol, and tells all pages. The
class is not documented as public, hence the exact version in pyproject.toml.
"""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher

_HERE = "*"


class Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """A page's connection."""

    # The handler names the file its watcher saw last; this one watches nothing.
    watcher: ClassVar[Watcher] = Watcher()

    def check_origin(self, origin: str) -> bool:
        """Accept the pages that we served; livereload accepts those of every site."""
        here: str = self.request.host
        return urlsplit(origin).netloc.lower() == here.lower()

    def on_message(self, message: str) -> None:
        """Answer a page; tell it once it is among those who are told, so that it misses nothing."""
        super().on_message(message)
        if self in LiveReloadHandler.waiters:
            self.send_message({"command": "reload", "path": _HERE})


def tell_pages() -> None:
    """Tell every open page that something may have changed. To be called on the server's loop."""
    Socket.reload_waiters(_HERE)
