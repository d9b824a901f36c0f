"""The preview's web server: pages, the preview's own files, and the state that pages ask for."""

from __future__ import annotations

import errno
import json
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from sitegen.serve import hosts
from sitegen.serve.answers import CLIENT, Answer, content_type, dressed
from sitegen.serve.reload import Socket

_CLIENT_FILES = Path(__file__).parent / "client"
# How many ports after a taken one are tried before any free one is.
_NEXT_PORTS = 20


class Shown(Protocol):
    """What is served."""

    async def ready(self) -> None:
        """Wait until there is something to serve."""

    async def answer(self, path: str) -> Answer:
        """Answer a request for a path."""

    async def essence(self, path: str, page: Answer) -> str:
        """Give what changes when the page at a path must be loaded again."""

    async def state(self, path: str) -> Mapping[str, object]:
        """Tell the preview's script on the page at a path what there is to know."""


class _Guarded(RequestHandler):
    """Refuses requests that name another host, and keeps answers from other sites' pages and caches."""

    shown: Shown
    bound: str

    def initialize(self, shown: Shown, bound: str) -> None:
        self.shown = shown
        self.bound = bound

    def prepare(self) -> None:
        if not hosts.is_ours(self.request.host, self.bound):
            self.set_status(403)
            name = hosts.host_of(self.request.host)
            self.finish(f"This preview answers to its own address alone, not to {name!r}.\n")

    def set_default_headers(self) -> None:
        self.set_header("Server", "sitegen")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")


class _Files(_Guarded):
    async def get(self, _: str) -> None:
        await self.shown.ready()
        path = unquote(self.request.path)
        answer = await self.shown.answer(path)
        self.set_status(answer.status)
        if answer.location:
            self.set_header("Location", answer.location)
        self.set_header("Content-Type", answer.type or "text/plain; charset=utf-8")
        if answer.is_page:
            essence = await self.shown.essence(path, answer)
            self.finish(dressed(answer.body, self.request.host, essence))
        else:
            self.finish(answer.body)

    head = get


class _State(_Guarded):
    async def get(self) -> None:
        await self.shown.ready()
        page = unquote(self.get_query_argument("page", "/", strip=False))
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(await self.shown.state(page)))


class _Client(_Guarded):
    def get(self, name: str) -> None:
        self.set_header("Content-Type", content_type(name))
        self.finish((_CLIENT_FILES / name).read_bytes())


class _Socket(_Guarded, Socket):
    """A page's socket, guarded as all else."""


class Server:
    """Serves on one port until it is closed. To be made on a running loop."""

    def __init__(self, shown: Shown, host: str, port: int) -> None:
        given = {"shown": shown, "bound": host}
        application = Application(
            [
                (r"/livereload", _Socket, given),
                (CLIENT + r"(preview\.js|preview\.css)", _Client, given),
                (CLIENT + "state", _State, given),
                (r"(.*)", _Files, given),
            ],
            log_function=lambda _: None,
        )
        sockets = _listen(host, port)
        self.port: int = sockets[0].getsockname()[1]
        self._server = HTTPServer(application)
        self._server.add_sockets(sockets)

    async def close(self) -> None:
        """Stop serving and let all connections go."""
        self._server.stop()
        await self._server.close_all_connections()


def _listen(host: str, port: int) -> list[socket.socket]:
    """Take the port, or where that is taken one of the next, or any. Raises ``OSError`` for a bad host."""
    for candidate in (*range(port, min(port + _NEXT_PORTS, 65535) + 1), 0) if port else (0,):
        try:
            return bind_sockets(candidate, host)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
            taken = error
    raise taken
