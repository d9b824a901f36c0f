"""Gives orders to the process that builds, so that the server always answers and Ctrl-C ends at once."""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from sitegen.build import Options
from sitegen.interrupts import uninterrupted
from sitegen.serve.work import Ahead, Built, Made, Order, Question, end, work


class Builder:
    """The other end of a building process, on a running loop; a process that died is started again.

    ``hear`` is called on the loop with each ``Ahead`` and ``Built``.
    """

    def __init__(self, hear: Callable[[Ahead | Built], None]) -> None:
        self._hear = hear
        self._loop = asyncio.get_running_loop()
        self._context = multiprocessing.get_context("spawn")
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._reader: threading.Thread | None = None
        self._numbers = itertools.count()
        self._questions: dict[int, asyncio.Future[Made]] = {}

    def order(self, options: Options) -> None:
        """Build, and give up what is being built: it is out of date."""
        if self._connection is None:
            self._start()
        self._send(Order(options))

    async def make(self, address: str) -> Made:
        """Make a file of the planned site."""
        question = Question(next(self._numbers), address)
        answer: asyncio.Future[Made] = self._loop.create_future()
        self._questions[question.number] = answer
        self._send(question)
        return await answer

    def close(self) -> None:
        """End the process."""
        if self._process and self._process.pid:
            end(self._process.pid)
            self._process.join()
        if self._reader:
            self._reader.join()
        self._lose()

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        self._connection = ours
        self._process = self._context.Process(target=work, args=(theirs,), name="sitegen build")
        if os.name == "posix":
            resource_tracker.ensure_running()  # first, for its start lets signals through
        with uninterrupted():
            self._process.start()
        theirs.close()
        self._reader = threading.Thread(target=self._read, args=(ours,), name="builds", daemon=True)
        self._reader.start()

    def _send(self, message: Order | Question) -> None:
        try:
            if self._connection:
                self._connection.send(message)
                return
        except OSError:
            pass  # the reader has seen it too
        if isinstance(message, Question):
            self._questions.pop(message.number).set_result(Made(message.number))

    def _read(self, connection: Connection) -> None:
        try:
            while True:
                self._loop.call_soon_threadsafe(self._receive, connection.recv())
        except (EOFError, OSError):
            self._loop.call_soon_threadsafe(self._died, connection)

    def _receive(self, message: Ahead | Built | Made) -> None:
        if not isinstance(message, Made):
            self._hear(message)
        elif question := self._questions.pop(message.number, None):
            question.set_result(message)

    def _died(self, connection: Connection) -> None:
        if connection is self._connection:
            self._lose()
            self._hear(Built(None, "the build ended without a result, perhaps for want of memory"))

    def _lose(self) -> None:
        """Let go of a process that is no more."""
        if self._connection:
            self._connection.close()
            self._connection = None
        for number, question in self._questions.items():
            question.set_result(Made(number))
        self._questions.clear()
