"""The bridge into livereload, which leans on a class that is not documented as public: here it is tried."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import livereload.handlers
import pytest
from tornado.ioloop import PeriodicCallback
from tornado.websocket import WebSocketClientConnection, websocket_connect

from sitegen.serve.answers import Answer
from sitegen.serve.reload import Socket, tell_pages
from sitegen.serve.web import Server

OFFICIAL = "http://livereload.com/protocols/official-7"


class Nothing:
    """A site of nothing."""

    async def ready(self) -> None:
        pass

    async def answer(self, path: str) -> Answer:
        return Answer(404, "text/plain", path.encode())

    async def essence(self, path: str, page: Answer) -> str:
        return path + page.type

    async def state(self, path: str) -> Mapping[str, object]:
        return {"path": path}


@asynccontextmanager
async def page() -> AsyncIterator[WebSocketClientConnection]:
    """Connect to a server as a page does, up to where it is told of reloads."""
    server = Server(Nothing(), "127.0.0.1", 0)
    connection = await websocket_connect(f"ws://127.0.0.1:{server.port}/livereload")
    await connection.write_message(json.dumps({"command": "hello", "protocols": [OFFICIAL]}))
    hello = await heard(connection)
    assert hello["command"] == "hello"
    assert OFFICIAL in hello["protocols"]  # type: ignore[operator]
    await connection.write_message(json.dumps({"command": "info", "url": "http://127.0.0.1/"}))
    assert (await heard(connection))["command"] == "reload", "a page is told once it is known"
    try:
        yield connection
    finally:
        connection.close()
        while await connection.read_message() is not None:
            pass
        await server.close()


async def heard(connection: WebSocketClientConnection) -> dict[str, object]:
    message = await asyncio.wait_for(connection.read_message(), 30)
    assert isinstance(message, str)
    found = json.loads(message)
    assert isinstance(found, dict)
    return found


def test_the_version_is_the_one_that_is_pinned() -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text()
    pinned = re.search(r'"livereload==([^"]+)"', project)
    assert pinned
    assert version("livereload") == pinned[1]


def test_every_reload_in_quick_succession_arrives() -> None:
    async def scene() -> None:
        async with page() as connection:
            for _ in range(5):
                tell_pages()
            for _ in range(5):
                assert (await heard(connection))["command"] == "reload"

    asyncio.run(scene())


def test_nothing_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr(PeriodicCallback, "start", started.append)

    async def scene() -> None:
        async with page():
            tell_pages()

    asyncio.run(scene())
    assert started == []


def test_a_page_that_left_is_forgotten() -> None:
    async def scene() -> None:
        async with page() as connection:
            assert len(Socket.waiters) == 1
            connection.close()
            while Socket.waiters:
                await asyncio.sleep(0.01)
            tell_pages()

    asyncio.run(asyncio.wait_for(scene(), 30))


def test_the_parts_that_are_leant_on_are_there() -> None:
    handler = livereload.handlers.LiveReloadHandler
    assert isinstance(handler.waiters, set)
    assert callable(handler.reload_waiters)
    assert callable(handler.on_message)
    assert handler.check_origin is not Socket.check_origin, "livereload's own accepts every site"
