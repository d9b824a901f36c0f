"""Builds in a process of their own, so that the server always answers and Ctrl-C ends at once."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from sitegen.build import BuildError, Options, build
from sitegen.model import Report


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a build: its report, or why there is none."""

    report: Report | None
    fault: str = ""


class Builder:
    """Asks the process for builds, one at a time, and starts it again should it die."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        # Not the loop's own executor: that one is waited for when the loop ends.
        self._thread = ThreadPoolExecutor(1, "build")
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    async def build(self, options: Options) -> Built:
        """Build and say what became of it."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, options)

    def close(self) -> None:
        """End the process and all of its workers, whatever they do: what they staged does no harm."""
        process = self._process
        if process and process.pid:
            _end(process.pid)
            process.join()
        self._thread.shutdown()
        if self._connection:
            self._connection.close()

    def _ask(self, options: Options) -> Built:
        if not self._connection:
            self._connection = self._start()
        try:
            self._connection.send(options)
            answer = self._connection.recv()
        except (EOFError, OSError):
            self._connection.close()
            self._connection = None
            return Built(None, "the build ended without a result, perhaps for want of memory")
        assert isinstance(answer, Built)  # noqa: S101 - the process sends nothing else
        return answer

    def _start(self) -> Connection:
        ours, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_work, args=(theirs,), name="sitegen build")
        self._process.start()
        theirs.close()
        return ours


def _work(connection: Connection) -> None:
    """Build whenever asked to, until the asker is gone."""
    if os.name == "posix":
        os.setsid()  # a Ctrl-C is the server's to handle, and one signal reaches all workers
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests: list[Options] = []
    wanted = threading.Semaphore(0)

    def listen() -> None:
        try:
            while True:
                requests.append(connection.recv())
                wanted.release()
        except (EOFError, OSError):
            _end(os.getpid())

    threading.Thread(target=listen, daemon=True).start()
    while True:
        wanted.acquire()
        connection.send(_built(requests.pop(0)))


def _built(options: Options) -> Built:
    try:
        return Built(build(options))
    except BuildError as error:
        return Built(None, str(error))
    except Exception:  # a mistake of ours is shown, and the preview goes on
        return Built(None, traceback.format_exc())


def _end(process: int) -> None:
    if os.name == "posix":
        try:
            if os.getpgid(process) == process:
                os.killpg(process, signal.SIGKILL)
                return
        except ProcessLookupError:
            return
    os.kill(process, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
