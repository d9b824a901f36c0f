"""The live preview: build, serve, rebuild on every change, reload what changed.

| module | knows |
|---|---|
| `preview` | what changed, what to do about it, what is shown |
| `work`, `builder` | the process that builds, and who gives it orders |
| `place` | the folder it builds into |
| `watch` | watchdog |
| `reload` | livereload |
| `web`, `hosts` | the server and whom it answers |
| `answers` | what an address is answered with, and how a page is dressed for it |
| `sheets`, `problems` | style sheets ahead of the build; diagnostics with their lines |
| `client/` | the script and style of open pages |
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sitegen.build import BuildError, Options
from sitegen.model import Report
from sitegen.serve.preview import Preview

__all__ = ["serve"]


def serve(
    options: Options,
    host: str,
    port: int,
    open_browser: bool,  # noqa: FBT001 - as the command line gives it
    report: Callable[[Report], None],
) -> int:
    """Preview a site until Ctrl-C and return the exit status.

    ``report`` is told of every build. Raises ``BuildError`` when nothing can be served at this address.
    """

    async def run() -> None:
        await Preview(options, report).run(host, port, open_browser=open_browser)

    try:
        asyncio.run(run())
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0
    except OSError as error:
        raise BuildError(f"cannot serve at {host or '*'}:{port}: {error.strerror or error}") from error
    return 0
