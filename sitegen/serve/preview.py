"""One preview: watch, rebuild, tell the pages. Everything here runs on one loop; builds run elsewhere."""

from __future__ import annotations

import asyncio
import signal
import sys
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sitegen import sources
from sitegen.build import Options, configuration
from sitegen.model import Report
from sitegen.serve import hosts, sheets
from sitegen.serve.answers import Answer, Published
from sitegen.serve.builder import Builder, Built
from sitegen.serve.problems import Problems, fault, problems
from sitegen.serve.reload import tell_pages
from sitegen.serve.watch import Places, Watch, places
from sitegen.serve.web import Server

# A change is acted on when this long nothing further changed, or when the first one is that old, in seconds.
_QUIET, _PATIENCE = 0.02, 0.25
_NONE: Problems = {"errors": [], "error_total": 0, "warnings": [], "warning_total": 0}


class Preview:
    """The preview of the site that the options tell of."""

    def __init__(self, options: Options, report: Callable[[Report], None]) -> None:
        self._given = options
        self._report = report
        self._builder = Builder()
        self._sheets: dict[str, tuple[str, bytes]] = {}
        self._problems = _NONE
        self._built = asyncio.Event()
        self._changed = asyncio.Event()
        self._moved = False
        self._last_change = 0.0
        self._watch: Watch | None = None
        self._configure()

    async def run(self, host: str, port: int, *, open_browser: bool) -> None:
        """Preview until cancelled."""
        loop = asyncio.get_running_loop()
        self._loop = loop
        task = asyncio.current_task()
        if sys.platform != "win32" and task:
            loop.add_signal_handler(signal.SIGTERM, task.cancel)
        server = Server(self, host, port)
        try:
            # Watched from before the first build on: what changes meanwhile is built next.
            self._follow()
            await self._build()
            address = f"http://{hosts.shown(host)}:{server.port}{self._published.base_path}"
            say(f"Serving at {address} (Ctrl-C ends it)")
            if open_browser:
                loop.run_in_executor(None, webbrowser.open, address)
            while True:
                await self._changed.wait()
                await self._settled()
                self._changed.clear()
                if self._moved:
                    self._follow()
                await self._build()
        finally:
            if self._watch:
                self._watch.close()
            self._builder.close()
            await server.close()

    # ── what is served ──────────────────────────────────────────────────────────────────────────────

    async def ready(self) -> None:
        """Wait for the first build."""
        await self._built.wait()

    def answer(self, path: str) -> Answer:
        """Answer a request for a path."""
        return self._published.answer(path)

    def state(self) -> Mapping[str, object]:
        """Tell of the sheets and of what went wrong."""
        return {
            "styles": sheets.swaps(self._sheets, self._published.base_path),
            "problems": self._problems,
        }

    # ── what is watched ─────────────────────────────────────────────────────────────────────────────

    def _configure(self) -> None:
        """Read where things are; a configuration that cannot be read leaves them where they were."""
        given = self._given
        settings, mistakes = configuration(given)
        if mistakes and self._watch:
            return
        root = given.root
        cache = root / settings.cache
        # Apart from the folder to deploy, unless the user names one.
        self._options = replace(given, output=given.output or cache / "preview")
        self._content = given.content or root / settings.content
        self._published = Published(
            self._options.output or cache, settings.base_path, dict(self._sheets.values())
        )

    def _places(self) -> Places:
        root = self._given.root
        built_in = (sources.built_in("templates"), sources.built_in("static"))
        return places(
            files=[self._given.config or root / "sitegen.toml"],
            folders=[self._content, root / "templates", root / "static", *built_in],
        )

    def _follow(self) -> None:
        """Watch what the site is made from, as it stands now."""
        self._moved = False
        polled = self._watch.polls if self._watch else False
        if self._watch:
            self._watch.close()
        self._watched = self._places()

        def changed(path: Path) -> None:
            self._loop.call_soon_threadsafe(self._on_change, path)

        self._watch = Watch(self._watched, changed)
        if self._watch.polls and not polled:
            say(
                "The system can watch no more files (on Linux: fs.inotify.max_user_watches): "
                f"looking for changes every {self._watch.interval:.1f} s instead"
            )

    def _on_change(self, path: Path) -> None:
        self._last_change = self._loop.time()
        self._moved = self._moved or self._watched.hold(path)
        self._changed.set()
        if path.suffix == ".css":
            self._read_sheets()
            tell_pages()

    async def _settled(self) -> None:
        """Wait until a burst of changes is over."""
        latest = self._loop.time() + _PATIENCE
        while (now := self._loop.time()) < min(self._last_change + _QUIET, latest):
            await asyncio.sleep(min(self._last_change + _QUIET, latest) - now)

    # ── what is built ───────────────────────────────────────────────────────────────────────────────

    async def _build(self) -> None:
        self._configure()
        built = await self._builder.build(self._options)
        self._read_sheets()
        self._note(built)
        self._built.set()
        tell_pages()
        if self._places() != self._watched:
            self._moved = True
            self._changed.set()

    def _note(self, built: Built) -> None:
        if built.report is None:
            self._problems = fault(built.fault)
            say(built.fault)
            return
        # Files are named within the site, within the content folder, or as the user named them.
        folders = (self._given.root, self._content, sources.built_in("templates").parent, Path())
        self._problems = problems(built.report.diagnostics, folders, strict=self._given.strict)
        self._report(built.report)

    def _read_sheets(self) -> None:
        try:
            self._sheets = sheets.sheets(self._given.root)
        except OSError:
            return  # a file that came and went: another change tells of it
        self._published = replace(self._published, early=dict(self._sheets.values()))


def say(line: str) -> None:
    """Tell the user, beside the reports of builds."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - the preview's own voice
