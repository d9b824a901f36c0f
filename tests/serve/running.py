"""A preview that runs as users run it, and browser pages that look at it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page

from tests.sites import Built, SiteBuilder

# How long anything may take before a test gives up. Nothing is measured here.
LONG = 60.0


def until(what: Callable[[], object], why: str = "it did not happen") -> None:
    """Wait until something is so."""
    end = time.monotonic() + LONG
    while not what():
        assert time.monotonic() < end, why
        time.sleep(0.02)


class Running:
    """One ``sitegen serve``."""

    def __init__(
        self,
        root: Path,
        *arguments: str,
        environment: dict[str, str] | None = None,
        program: tuple[str, str] = ("-m", "sitegen"),
    ) -> None:
        self.root = root
        self._log = root.parent / f"{root.name}.{time.monotonic_ns()}.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, *program, "serve", str(root), "--jobs", "1", *arguments],
                stdout=log,
                stderr=log,
                env={**os.environ, **(environment or {})},
                # A shell that runs tests in the background makes its children deaf to Ctrl-C.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
            )

    @property
    def said(self) -> str:
        """All that it printed."""
        return self._log.read_text()

    def says(self, words: str) -> re.Match[str]:
        """Wait until it says something, given as a regular expression."""
        until(
            lambda: re.search(words, self.said) or self.process.poll() is not None,
            f"it never said {words!r}: {self.said}",
        )
        found = re.search(words, self.said)
        assert found, f"it ended without saying {words!r}: {self.said}"
        return found

    @property
    def address(self) -> str:
        """Where it serves, once it says so."""
        return self.says(r"Serving at (\S+)")[1]

    @property
    def builds(self) -> int:
        """How many builds it reported."""
        return len(re.findall(r"; \d+\.\d+ s$", self.said, re.MULTILINE))

    @property
    def folder(self) -> Path:
        """Where it builds."""
        return self.root / ".sitegen/preview"

    def files(self) -> dict[str, bytes]:
        """All files that it built."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def ends_as(self, site: SiteBuilder, folder: Path) -> None:
        """Wait until what it built is what a build from nothing makes of the site as it is now."""
        wanted = Built(folder, site.build(output=folder, clean=True).report).files()

        def same() -> bool:
            try:
                return self.files() == wanted
            except FileNotFoundError:  # a file went while we looked
                return False

        until(same, f"it built something else: {self.said}")

    def interrupt(self) -> int:
        """Press Ctrl-C; give the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LONG)

    def stop(self) -> None:
        """End it, if it runs."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(LONG)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise


@contextmanager
def running(
    root: Path,
    *arguments: str,
    environment: dict[str, str] | None = None,
    program: tuple[str, str] = ("-m", "sitegen"),
) -> Iterator[Running]:
    """Run a preview on a free port; arguments are as for ``Running``."""
    started = Running(root, "--port", "0", *arguments, environment=environment, program=program)
    try:
        yield started
    finally:
        started.stop()


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Message
    body: bytes


def ask(preview: Running, path: str, **headers: str) -> Reply:
    """Ask for a path exactly as it is written."""
    where = urlsplit(preview.address)
    assert where.hostname
    with closing(http.client.HTTPConnection(where.hostname, where.port, timeout=LONG)) as connection:
        connection.putrequest("GET", path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return Reply(answer.status, answer.headers, b"" if answer.status == 101 else answer.read())


class Tab:
    """A browser page on a preview, which keeps every complaint of the browser."""

    def __init__(self, browser: Browser, preview: Running) -> None:
        self._preview = preview
        self.page: Page = browser.new_page()
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._console)

    def _console(self, message: ConsoleMessage) -> None:
        # A 404 page is reported as a failed resource.
        if message.type == "error" and "status of 404" not in message.text:
            self.troubles.append(message.text)

    def go(self, address: str = "") -> Tab:
        """Open an address and wait until the page is in touch with the preview."""
        self.page.goto(self._preview.address + address)
        self.in_touch()
        return self

    def in_touch(self) -> None:
        """Wait until the preview knows the page."""
        self.until("document.documentElement.dataset.preview === 'open'")

    def until(self, script: str) -> None:
        """Wait until an expression holds on the page, which may reload meanwhile."""

        def holds() -> bool:
            try:
                return bool(self.page.evaluate(script))
            except Error:  # the page goes, or is not all there yet
                return False

        until(holds, f"never so: {script}\n{self._preview.said}")

    def shows(self, words: str) -> None:
        """Wait until the page shows some words."""
        self.until(f"document.body.innerText.includes({json.dumps(words)})")

    def mark(self) -> None:
        """Leave a mark that a reload takes away."""
        self.page.evaluate("window.mark = true")

    @property
    def reloaded(self) -> bool:
        """Whether the page was reloaded since the mark."""
        return not self.page.evaluate("window.mark === true")
