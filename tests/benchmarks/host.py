"""A static host for benchmarks, in a process of its own: compressed, cached, and it notes all that it sends.

``python -m tests.benchmarks.host FOLDER`` serves a folder and says on which port. ``/-/sent?delay=SECONDS``
gives what was sent since it was asked last, as JSON, and sets how long every further answer takes at least.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import mimetypes
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from urllib.request import urlopen

COMPRESSED = {".html", ".js", ".css", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
"""What static hosts compress; they send other files as they are."""


class Host:
    """Serves one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._packed: dict[Path, bytes] = {}
        self._sent: list[tuple[str, int]] = []
        self._delay = 0.0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection's requests until it ends."""
        try:
            while request := await reader.readline():
                while (await reader.readline()).strip():
                    pass
                address = request.decode("latin-1").split()[1]
                answer = self._log(address) if address.startswith("/-/sent") else self._answer(address)
                if self._delay and not address.startswith("/-/"):
                    await asyncio.sleep(self._delay)
                writer.write(answer)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    def _log(self, address: str) -> bytes:
        body = json.dumps(self._sent).encode()
        self._sent = []
        self._delay = float(parse_qs(urlsplit(address).query).get("delay", ["0"])[0])
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)

    def _answer(self, address: str) -> bytes:
        path = unquote(urlsplit(address).path)
        file = self._folder / path.lstrip("/")
        file = file / "index.html" if path.endswith("/") else file
        if not file.is_file():
            answer = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        else:
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            kept = "public, max-age=31536000, immutable" if "/assets/" in path else "max-age=600"
            body, head = self._body(file), f"Content-Type: {kind}\r\nCache-Control: {kept}\r\n"
            if file.suffix in COMPRESSED:
                head += "Content-Encoding: gzip\r\n"
            answer = f"HTTP/1.1 200 OK\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
        self._sent.append((path, len(answer)))
        return answer

    def _body(self, file: Path) -> bytes:
        if file not in self._packed:
            body = file.read_bytes()
            self._packed[file] = gzip.compress(body, 6) if file.suffix in COMPRESSED else body
        return self._packed[file]


class Hosting:
    """A host that runs."""

    def __init__(self, address: str) -> None:
        self.address = address

    def sent(self, delay: float = 0) -> list[tuple[str, int]]:
        """Return the paths and bytes, head included, of all answers since the last call."""
        with urlopen(f"{self.address}-/sent?delay={delay}") as answer:
            return [(path, size) for path, size in json.load(answer)]


@contextmanager
def hosting(folder: Path) -> Iterator[Hosting]:
    """Host a folder on a free port of this machine."""
    command = [sys.executable, "-m", "tests.benchmarks.host", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield Hosting(f"http://127.0.0.1:{int(process.stdout.readline())}/")
        finally:
            process.terminate()


async def main(folder: Path) -> None:
    """Serve until ended."""
    server = await asyncio.start_server(Host(folder).serve, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
