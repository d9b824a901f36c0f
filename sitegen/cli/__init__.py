"""The command line: arguments, printing, exit statuses. What a command needs is imported when it runs."""

from __future__ import annotations

import argparse
import datetime
import gc
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.cli.ending import Terminated, terminable

if TYPE_CHECKING:
    from sitegen.build import Options
    from sitegen.cli.printing import Printer
    from sitegen.model import Report

DONE, AT_FAULT, WRONG_USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143

_SHELLS = ("bash", "zsh", "fish")
_EXIT_STATUSES = """\
exit status:
  0  done
  1  the content or the build is at fault
  2  wrong usage or configuration
"""


class UsageError(Exception):
    """The command cannot be carried out as it was given. Its text says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status. argparse raises ``SystemExit`` on misuse."""
    try:
        try:
            given = parser().parse_args(arguments)
            run: Callable[[argparse.Namespace], int] = given.run
            return run(given)
        finally:
            sys.stdout.flush()
    except UsageError as error:
        print(f"sitegen: {error}", file=sys.stderr)  # noqa: T201 (the command line's own voice)
        return WRONG_USAGE
    except KeyboardInterrupt:
        print("sitegen: interrupted", file=sys.stderr)  # noqa: T201
        return INTERRUPTED
    except Terminated:
        print("sitegen: terminated", file=sys.stderr)  # noqa: T201
        return TERMINATED
    except BrokenPipeError:
        # Whoever read our output has left. Python would complain again when it closes the streams.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        return AT_FAULT


# ── arguments ───────────────────────────────────────────────────────────────────────────────────────


def parser() -> argparse.ArgumentParser:
    """Make the parser of all commands; a test compares it with ``docs/commands.md``."""
    whole = argparse.ArgumentParser(
        prog="sitegen",
        description="A static-site generator for paper digests.",
        epilog=_EXIT_STATUSES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"sitegen {__version__}")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], purpose: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)
        made.set_defaults(run=run)
        return made

    build = command("build", _build, "build the site")
    _add_build_options(build)
    _add_host(build)
    serve = command("serve", _serve, "build, serve and rebuild on every change")
    _add_build_options(serve)
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    serve.add_argument(
        "--port",
        type=_port,
        default=8000,
        help="the port to listen on (default: %(default)s; 0: any free one)",
    )
    serve.add_argument("--open", action="store_true", help="open the site in a browser")
    check = command("check", _check, "print every diagnostic and write nothing")
    _add_build_options(check)
    _add_host(check)
    init = command("init", _init, "make a new site that builds at once")
    init.add_argument("folder", metavar="DIR", type=Path, help="the new site's folder: new or empty")
    init.add_argument(
        "--from", metavar="DIGESTS", dest="digests", type=Path, help="an existing folder of digests to read"
    )
    completion = command("completion", _completion, "print a script that completes commands in a shell")
    completion.add_argument("shell", choices=_SHELLS, help="the shell that is to complete")
    return whole


def _add_build_options(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("root", metavar="ROOT", type=Path, nargs="?", default=Path(), help="the site's folder (default: .)")
    add("--content", metavar="DIR", type=Path, help="the folder of digests, instead of the configured one")
    add("--output", metavar="DIR", type=Path, help="the folder to write to, instead of the configured one")
    add("--config", metavar="FILE", type=Path, help="the configuration, instead of ROOT/sitegen.toml")
    add(
        "--base-url",
        metavar="URL",
        type=_base_url,
        help="where the site will be, instead of the configured URL",
    )
    add("--jobs", metavar="N", type=_jobs, default=0, help="processes to use (default: one a core)")
    add("--strict", action="store_true", help="warnings fail the build")
    add("--clean", action="store_true", help="ignore what past builds learned")
    add("--report", metavar="FILE", type=Path, help="write what was done to FILE, as JSON")
    add(
        "--format",
        choices=["text", "json", "github"],
        default="text",
        help="how diagnostics are printed: as text, as one JSON array, as GitHub annotations (default: text)",
    )
    loudness = command.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    loudness.add_argument(
        "-v", "--verbose", action="store_true", help="print every diagnostic, times and reasons"
    )


def _add_host(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--host", choices=["netlify", "github", "cloudflare"], help="compare the site with this host's limits"
    )


def _jobs(text: str) -> int:
    return _number(text, 0, 1024)


def _port(text: str) -> int:
    return _number(text, 0, 65535)


def _number(text: str, lowest: int, highest: int) -> int:
    if not text.isascii() or not text.isdecimal() or not lowest <= int(text) <= highest:
        raise argparse.ArgumentTypeError(
            f"expected a whole number from {lowest} to {highest}, found {text!r}"
        )
    return int(text)


def _base_url(text: str) -> str:
    from sitegen.config import base_url  # noqa: PLC0415 (only when the option is given)

    try:
        return base_url(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


# ── commands ────────────────────────────────────────────────────────────────────────────────────────


def _build(given: argparse.Namespace) -> int:
    return _run(given, write=True)


def _check(given: argparse.Namespace) -> int:
    return _run(given, write=False)


def _run(given: argparse.Namespace, *, write: bool) -> int:
    from sitegen.build import BuildError, build  # noqa: PLC0415 (so that --version and --help start at once)

    options = _options(given, write=write)
    printer = _printer(given)
    gc.disable()  # a build makes millions of objects and hardly any garbage
    # Nothing here multiplies matrices: numpy's threads would cost memory, and keep this process from forking.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        with terminable(), printer.progress() as progress:
            report = build(options, progress)
    except BuildError as error:
        printer.fault(str(error))
        return AT_FAULT
    _show(report, printer, given.report)
    return _status(report)


def _serve(given: argparse.Namespace) -> int:
    from sitegen.build import BuildError  # noqa: PLC0415
    from sitegen.serve import serve  # noqa: PLC0415

    options = _options(given, write=True)
    printer = _printer(given)
    try:
        return serve(
            options, given.host, given.port, given.open, lambda report: _show(report, printer, given.report)
        )
    except BuildError as error:
        printer.fault(str(error))
        return AT_FAULT


def _init(given: argparse.Namespace) -> int:
    from sitegen.scaffold import ScaffoldError, create  # noqa: PLC0415

    try:
        create(given.folder, datetime.datetime.now().astimezone().date().isoformat(), given.digests)
    except ScaffoldError as error:
        raise UsageError(str(error)) from None
    folder = shlex.quote(str(given.folder))
    print(f"{given.folder} holds a new site. Next:\n  cd {folder}\n  sitegen serve")  # noqa: T201
    return DONE


def _completion(given: argparse.Namespace) -> int:
    from sitegen.cli.completion import script  # noqa: PLC0415 (as in _run)

    print(script(parser(), given.shell))  # noqa: T201
    return DONE


def _options(given: argparse.Namespace, *, write: bool) -> Options:
    """Collect what the build is told, after a look at what only the user can put right."""
    from sitegen.build import Options  # noqa: PLC0415

    for folder in (given.root, given.content):
        if folder and not folder.is_dir():
            raise UsageError(
                f"expected a folder, but {folder} is {'a file' if folder.exists() else 'not there'}"
            )
    if given.config and not given.config.is_file():
        raise UsageError(f"expected a file, but {given.config} is not there")
    if given.output and given.output.exists() and not given.output.is_dir():
        raise UsageError(f"expected a folder to write to, but {given.output} is a file")
    return Options(
        root=given.root,
        content=given.content,
        output=given.output,
        config=given.config,
        base_url=given.base_url,
        host=given.host if given.command != "serve" else None,
        jobs=given.jobs,
        clean=given.clean,
        write=write,
        strict=given.strict,
    )


def _printer(given: argparse.Namespace) -> Printer:
    from sitegen.cli.printing import Printer  # noqa: PLC0415

    return Printer(
        form=given.format,
        quiet=given.quiet,
        verbose=given.verbose,
        abridged=not given.verbose and given.command != "check",
        wrote=given.command != "check",
    )


def _show(report: Report, printer: Printer, file: Path | None) -> None:
    from sitegen.cli.printing import report_json  # noqa: PLC0415

    printer.report(report)
    if file:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(report_json(report), encoding="utf-8")
        except OSError as error:
            raise UsageError(f"the report cannot be written to {file}: {error.strerror}") from None


def _status(report: Report) -> int:
    """Give the exit status of a build, from its report."""
    from sitegen.config import CODES  # noqa: PLC0415

    if any(found.code in CODES for found in report.diagnostics):
        return WRONG_USAGE
    return AT_FAULT if report.failed else DONE
