"""One preview: watch, rebuild, tell the pages. All of it runs on one loop; builds run in another process."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from sitegen import sources, urls
from sitegen.build import Options
from sitegen.given import configuration
from sitegen.model import Report
from sitegen.serve import answers, hosts
from sitegen.serve.answers import Answer, essence
from sitegen.serve.builder import Builder
from sitegen.serve.place import Place
from sitegen.serve.problems import NONE, fault, problems
from sitegen.serve.reload import tell_pages
from sitegen.serve.sheets import Sheets
from sitegen.serve.watch import Places, Watch, places
from sitegen.serve.web import Server
from sitegen.serve.work import Ahead, Built

# A change is acted on when this long nothing further changed, or when the first one is that old, in seconds.
_QUIET, _PATIENCE = 0.02, 0.25
# A file that somebody is writing is waited for at most this long, in seconds.
_WRITING = 1.0
# The file of the search index that changes with every other one.
_INDEX = f"{urls.SEARCH}directory.bin"
# A first build that takes longer is announced.
_NOTICEABLE = 1.0


class Preview:
    """The preview of the site that the options tell of, on a running loop."""

    def __init__(self, options: Options, report: Callable[[Report], None]) -> None:
        self._given = options
        self._report = report
        self._loop = asyncio.get_running_loop()
        self._builder = Builder(self._hear)
        self._place: Place | None = None
        self._watch: Watch | None = None
        self._ready = asyncio.Event()
        self._changed = asyncio.Event()
        self._last_change = 0.0
        self._moved = False
        # What is shown: the output folder, over it what a build will publish, over it newer style sheets.
        self._ahead: Ahead | None = None
        self._made: dict[str, asyncio.Task[bytes | None]] = {}
        self._sheets = Sheets(options.root)
        self._problems = NONE
        self._task: asyncio.Task[None] | None = None
        self._trouble: Exception | None = None
        self._configure()

    async def run(self, host: str, port: int, *, open_browser: bool) -> None:
        """Preview until cancelled."""
        self._task = asyncio.current_task()
        if sys.platform != "win32" and self._task:
            self._loop.add_signal_handler(signal.SIGTERM, self._task.cancel)
        server = Server(self, host, port)
        try:
            # Watched from before the first build on: what changes meanwhile is built next.
            self._follow()
            self._order()
            patience = self._loop.call_later(_NOTICEABLE, say, "Building the site …")
            await self._ready.wait()
            patience.cancel()
            address = f"http://{hosts.shown(host)}:{server.port}{quote(self._base_path)}"
            say(f"Serving at {address} (Ctrl-C ends it)")
            if open_browser:
                # Some browsers keep the caller waiting until they end.
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
            while True:
                await self._changed.wait()
                await self._settled()
                while self._moved:
                    self._follow()
                    # Nobody told of the files that were opened in a folder before it was watched.
                    await asyncio.sleep(_PATIENCE)
                    await self._settled()
                self._changed.clear()
                # Style sheets need no build to be seen.
                if self._sheets.look():
                    tell_pages()
                self._order()
        except asyncio.CancelledError:
            if self._trouble:
                raise self._trouble from None
            raise
        finally:
            if self._watch:
                self._watch.close()
            self._builder.close()
            if self._place:
                self._place.close()
            await server.close()

    # ── what is served ──────────────────────────────────────────────────────────────────────────────

    async def ready(self) -> None:
        """Wait until there is something to serve."""
        await self._ready.wait()

    async def answer(self, path: str) -> Answer:
        """Answer a request for a path, which is decoded and begins with a slash."""
        return await answers.answer(path, self._base_path, self._file)

    async def state(self, path: str) -> Mapping[str, object]:
        """Tell a page at a path what it would be now, the sheets, and what went wrong."""
        return {
            "essence": await self.essence(path, await self.answer(path)),
            "styles": self._sheets.swaps(self._base_path),
            "problems": self._problems,
        }

    async def essence(self, path: str, page: Answer) -> str:
        """Hash what of a page needs a reload to be seen: for the search page also what it searches."""
        index = await self._file(_INDEX) if path == self._base_path + urls.SEARCH else None
        return essence(page.body, index or b"")

    async def _file(self, address: str) -> bytes | None:
        if (sheet := self._sheets.file(address)) is not None:
            return sheet
        if self._ahead and address in self._ahead.removed:
            return None
        if self._ahead and address in self._ahead.stale:
            if address not in self._made:
                self._made[address] = self._loop.create_task(self._make(address))
            made = await asyncio.shield(self._made[address])
            if made is not None:
                return made
        return answers.read(self._folder, address)

    async def _make(self, address: str) -> bytes | None:
        made = await self._builder.make(address)
        if made.fault:
            self._problems = problems([made.fault], self._folders, strict=False)
        return made.data

    # ── what is watched ─────────────────────────────────────────────────────────────────────────────

    def _configure(self) -> None:
        """Read where things are; a configuration that cannot be read leaves them where they were."""
        given = self._given
        settings, mistakes = configuration(given)
        if mistakes and self._place:
            return
        root = given.root
        cache = root / settings.cache
        if self._place is None or self._place.cache != cache:
            if self._place:
                self._place.close()
            self._place = Place(cache)
        # Apart from the folder to deploy, unless the user names one.
        self._folder = given.output or self._place.folder
        self._base_path = settings.base_path
        self._options = replace(given, output=self._folder)
        self._content = given.content or root / settings.content
        # Where the files that diagnostics name may lie.
        self._folders = (root, sources.built_in("templates").parent, Path())

    def _places(self) -> Places:
        root = self._given.root
        built_in = (sources.built_in("templates"), sources.built_in("static"))
        return places(
            files=[self._given.config or root / "sitegen.toml"],
            folders=[self._content, root / "templates", root / "static", *built_in],
        )

    def _follow(self) -> None:
        """Watch what the site is made from, as it stands now."""

        def changed(path: Path) -> None:
            self._loop.call_soon_threadsafe(self._on_change, path)

        polled = self._watch.polls if self._watch else False
        if self._watch:
            self._watch.close()
        self._moved = False
        self._watched = self._places()
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

    async def _settled(self) -> None:
        """Wait until a burst of changes is over and no file is half written."""
        begin = self._loop.time()
        while (now := self._loop.time()) < (due := min(self._last_change + _QUIET, begin + _PATIENCE)):
            await asyncio.sleep(due - now)
        while self._watch and self._watch.unfinished:
            if self._loop.time() >= begin + _WRITING:
                self._watch.unfinished.clear()
            await asyncio.sleep(_QUIET)

    # ── what is built ───────────────────────────────────────────────────────────────────────────────

    def _order(self) -> None:
        self._configure()
        self._builder.order(self._options)
        if self._places() != self._watched:
            self._moved = True
            self._changed.set()

    def _hear(self, news: Ahead | Built) -> None:
        if isinstance(news, Ahead):
            self._show(news)
        elif news.report is None:
            self._problems = fault(news.fault)
            say(news.fault)
        else:
            self._problems = problems(news.report.diagnostics, self._folders, strict=self._given.strict)
            if not news.report.failed:
                self._show(None)
                self._given = replace(self._given, clean=False)
        self._ready.set()
        tell_pages()
        if isinstance(news, Built) and news.report:
            self._tell(news.report)

    def _tell(self, report: Report) -> None:
        try:
            self._report(report)
        except Exception as error:
            # Nobody listens any more, or the user's file cannot be written: the preview ends with that.
            self._trouble = error
            if self._task:
                self._task.cancel()

    def _show(self, ahead: Ahead | None) -> None:
        """Show a site that is planned, or with none the one that is published."""
        self._ahead = ahead
        self._made.clear()
        self._sheets.look()


def say(line: str) -> None:
    """Tell the user, beside the reports of builds."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - the preview's own voice
