"""The digests' part of a build: what the store lacks is loaded, of the rest the outlines are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic
from sitegen.given import Given
from sitegen.memory import Memory
from sitegen.model import Outline
from sitegen.pages.fault import TemplateFault
from sitegen.store import StoreDamageError
from sitegen.tally import Tally
from sitegen.workers import Crew

if TYPE_CHECKING:
    from sitegen.tasks import Loaded

# Digests below which a pool of processes costs more than it brings.
_FEW = 2


@contextmanager
def loading(given: Given, crew: Crew, memory: Memory, tally: Tally) -> Iterator[Callable[[], list[Outline]]]:
    """Begin to load what the store lacks; give what waits for it and then gives the outlines of all digests.

    A few digests are loaded in a process beside this one, which does something else before it waits. Their
    words are left to the index, so that nobody waits for those.
    """
    missing = {key: file for key, file in given.files.items() if not given.store.has(key)}
    tasks = sorted(missing.items(), key=lambda task: -task[1].size)  # the largest first
    crew.expect(len(tasks), few=_FEW)

    def load_all() -> None:
        from sitegen.tasks import load_and_analyse_digest  # noqa: PLC0415 - heavy, not before there is work

        for _ in crew.map(load_and_analyse_digest, tasks, few=_FEW):
            tally.progress.advance()

    def load_few() -> Loaded:
        from sitegen.tasks import load_digest, loaded  # noqa: PLC0415 - as above

        for _ in crew.map(load_digest, tasks, few=_FEW):
            pass
        return loaded()

    with ExitStack() as stack:
        few = stack.enter_context(crew.beside(load_few)) if 0 < len(tasks) <= _FEW else None

        def load() -> list[Outline]:
            from sitegen.tasks import prepare, remember  # noqa: PLC0415 - as above

            with tally.stage("load", len(given.files)):
                # What need not be waited for comes first. A template's fault is told when the plan finds it.
                _ = given.past.files
                with suppress(TemplateFault):
                    memory.looks(given.site)
                tally.progress.advance(len(given.files) - len(tasks))
                told = {key: _read(key, given, crew, memory) for key in given.files.keys() - missing.keys()}
                if few:
                    for _ in prepare(given.shared):
                        if few.ready():
                            break
                    remember(given.shared, few())
                    stack.close()
                else:
                    load_all()
                told |= {key: _read(key, given, crew, memory) for key in missing}
                for key in given.files:
                    tally.diagnostics += given.placed(told[key][1])
                memory.keep_only(given.files)
            crew.renew()
            return [outline for key in given.files if (outline := told[key][0])]

        yield load


def _read(key: str, given: Given, crew: Crew, memory: Memory) -> tuple[Outline | None, list[Diagnostic]]:
    """Read what is known of a digest; one that was damaged is loaded again."""
    from sitegen.tasks import load_digest  # noqa: PLC0415 - as above

    try:
        return memory.outline(given.store, key)
    except StoreDamageError:
        for _ in crew.map(load_digest, [(key, given.files[key])], few=_FEW):
            pass
        return memory.outline(given.store, key)
