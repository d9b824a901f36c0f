"""The process that builds: it takes orders, and makes single files of a planned site when asked to.

One thread listens and makes files, the main one builds; so a page can be had while the build still renders
thousands of others, and a newer order ends the build that it makes pointless.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from sitegen.build import BuildError, Memory, Options, Planned, build, template_diagnostic
from sitegen.diagnostics import Diagnostic
from sitegen.model import Report
from sitegen.pages.fault import TemplateFault

# More than the largest digest has fields, so that an edited one is set but for what was edited.
_TEXTS = 12_000
# Without orders for so many seconds, or after so many builds, garbage is collected.
_IDLE, _BUSY = 1.0, 50
# Once a site is planned, open pages have the processor to themselves for so many seconds. Whoever writes on
# gives a newer order by then, and the rest of this one is never done.
_GRACE = 0.3


@dataclass(frozen=True, slots=True)
class Order:
    """Build this."""

    options: Options


@dataclass(frozen=True, slots=True)
class Question:
    """Make this file of the planned site; the number comes back with the answer."""

    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """A build knows what it will write and remove; every file can be asked for from now on."""

    stale: frozenset[str]
    removed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Made:
    """The answer to a question: the file, nothing where it is not to be written, or why it cannot be made."""

    number: int
    data: bytes | None = None
    fault: Diagnostic | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a build: its report, or why there is none."""

    report: Report | None
    fault: str = ""


class _Abandoned(Exception):  # noqa: N818 - not an error: a newer order makes this build pointless
    pass


def work(connection: Connection) -> None:
    """Take orders until whoever gives them is gone."""
    if os.name == "posix":
        os.setsid()  # a Ctrl-C is for the server, and one signal from it reaches all of our workers
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # a build makes millions of objects and hardly any garbage
    _Bench(connection).work()


class _Bench:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sending = threading.Lock()
        self._order: Order | None = None
        self._ordered = threading.Event()
        self._memory = Memory(_TEXTS)
        self._planned: Planned | None = None

    def work(self) -> None:
        threading.Thread(target=self._listen, name="listen", daemon=True).start()
        builds = 0
        while True:
            if not self._ordered.wait(_IDLE if builds else None):
                builds = 0
                gc.collect()
                continue
            self._ordered.clear()
            if self._order:
                self._build(self._order.options)
            builds += 1
            if builds % _BUSY == 0:
                gc.collect()

    def _build(self, options: Options) -> None:
        try:
            self._send(Built(build(options, self, self._memory, self._on_planned)))
        except _Abandoned:
            pass
        except BuildError as error:
            self._send(Built(None, str(error)))
        except Exception:  # a mistake of ours: it is shown, and the preview goes on
            self._send(Built(None, traceback.format_exc()))

    def stage(self, _name: str, _total: int) -> None:
        """Go on to a stage of the build, unless there is a newer order."""
        self.advance()

    def advance(self, _count: int = 1) -> None:
        """Go on with the build, unless there is a newer order."""
        if self._ordered.is_set():
            raise _Abandoned

    def wait(self, _what: str) -> None:
        """Wait for another build of the site: whoever started that one sees how long it takes."""

    def _on_planned(self, planned: Planned) -> None:
        self._planned = planned
        self._send(Ahead(frozenset(planned.stale), frozenset(planned.removed)))
        if self._ordered.wait(_GRACE):
            raise _Abandoned

    def _listen(self) -> None:
        try:
            while True:
                message = self._connection.recv()
                if isinstance(message, Order):
                    self._order = message
                    self._ordered.set()
                else:
                    self._send(self._make(message))
        except (EOFError, OSError):
            end(os.getpid())

    def _make(self, question: Question) -> Made:
        planned = self._planned
        if planned is None or question.address not in planned.stale:
            return Made(question.number)
        try:
            return Made(question.number, planned.file(question.address))
        except TemplateFault as fault:
            return Made(question.number, fault=template_diagnostic(fault))
        except Exception:  # the build meets it too, and tells
            return Made(question.number)

    def _send(self, message: Ahead | Built | Made) -> None:
        with self._sending:
            self._connection.send(message)


def end(process: int) -> None:
    """End a process that works, with all of its workers, whatever they do: what they staged does no harm."""
    if os.name != "posix":
        os.kill(process, signal.SIGTERM)
        return
    with suppress(ProcessLookupError):
        # Before it has a group of its own it has no workers either.
        (os.killpg if os.getpgid(process) == process else os.kill)(process, signal.SIGKILL)
