"""Completion of commands, options, files and folders in a shell: the only importer of ``shtab``."""

from __future__ import annotations

import argparse

import shtab

_PLACES = {"DIR": shtab.DIRECTORY, "ROOT": shtab.DIRECTORY, "DIGESTS": shtab.DIRECTORY, "FILE": shtab.FILE}


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Write the script that teaches a shell (bash, zsh or fish) a parser's commands and options."""
    _mark(parser)
    return str(shtab.complete(parser, shell))


def _mark(parser: argparse.ArgumentParser) -> None:
    """Say of each argument whether it is a file or a folder, as its metavar has it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                _mark(command)
        elif isinstance(action.metavar, str) and action.metavar in _PLACES:
            action.complete = _PLACES[action.metavar]  # type: ignore[attr-defined]
