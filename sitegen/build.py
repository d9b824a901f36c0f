"""A build, from outside: what it starts from, whether there is anything to do, and what may go wrong.

What it does is told by ``pipeline``, which is imported only if there is something to do.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sitegen.cache import usable
from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.extensions import ExtensionFault
from sitegen.given import BuildError, Given, Options, configuration, read
from sitegen.loading import loading
from sitegen.lock import Occupied, alone
from sitegen.memory import Memory, Planned
from sitegen.model import Report
from sitegen.output import OutputFault
from sitegen.pages.fault import TemplateFault
from sitegen.sources import SourceFault
from sitegen.store import StoreDamageError
from sitegen.tally import SILENT, Progress, Tally
from sitegen.workers import Crew, WorkerDied

__all__ = ["SILENT", "BuildError", "Memory", "Options", "Planned", "Progress", "Report", "build"]


def build(
    options: Options,
    progress: Progress = SILENT,
    memory: Memory | None = None,
    planned: Callable[[Planned], None] | None = None,
) -> Report:
    """Build a site; with ``write`` false do all but publish it.

    Mistakes in configuration, content and templates come back as the report's diagnostics; if one is an
    error, or with ``strict`` a warning, the report says ``failed`` and nothing was published.
    ``memory`` keeps what is learned for the next build of this process; ``planned`` is told what is going
    to be published before it is rendered, unless the build is known to fail.
    Raises ``BuildError`` for what is not the content's fault: folders, permissions, a dead worker.
    """
    memory = memory or Memory()
    tally = Tally(progress)
    settings, mistakes = configuration(options)
    tally.diagnostics += mistakes
    if mistakes:
        return tally.report(failed=True)
    try:
        folder = options.root / settings.cache
        with alone(folder, tally.wait):
            with tally.stage("read"):
                given = read(options, settings, memory, folder)
            if given.past.everything == given.everything and not given.past.moving:
                tally.repeat(given.past.told)
                return tally.report(failed=tally.judge(settings, strict=options.strict))
            with usable(folder) as (cache, found):
                if found:
                    given = read(options, settings, memory, cache)
                tally.diagnostics += found
                if options.clean:
                    given.store.forget()
                try:
                    return _build(given, options, tally, memory, planned)
                except StoreDamageError:
                    given.store.forget()
                    return _build(given, options, Tally(progress), memory, planned)
    except TemplateFault as fault:
        tally.diagnostics.append(template_diagnostic(fault))
        return tally.report(failed=True)
    except (Occupied, SourceFault, OutputFault, WorkerDied, ExtensionFault) as fault:
        raise BuildError(str(fault)) from fault
    except UnicodeEncodeError as error:
        raise BuildError("this locale has no names in UTF-8: set PYTHONUTF8=1") from error
    except OSError as error:
        raise BuildError(f"{error.filename or 'the build'}: {error.strerror}") from error


def _build(
    given: Given,
    options: Options,
    tally: Tally,
    memory: Memory,
    planned: Callable[[Planned], None] | None,
) -> Report:
    with _crew(given, options) as crew, loading(given, crew, memory, tally) as load:
        # Heavy: imported while another process loads what is new.
        from sitegen.pipeline import run  # noqa: PLC0415

        return run(given, options, load, crew, tally, memory, planned)


@contextmanager
def _crew(given: Given, options: Options) -> Iterator[Crew]:
    try:
        with Crew(given.shared, options.jobs or os.cpu_count() or 1) as crew:
            yield crew
    finally:
        if sys.exc_info()[0]:
            given.output.discard()


def template_diagnostic(fault: TemplateFault) -> Diagnostic:
    """Say what is wrong with a template."""
    where = Position(f"templates/{fault.name}", fault.line)
    return Diagnostic(where, Severity.ERROR, "template", f"{fault.message}; nothing was published")
