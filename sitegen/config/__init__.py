"""``sitegen.toml`` read into a ``Config``; whatever is wrong with it is a diagnostic with its place.

``schema`` declares the keys, ``kinds`` their values, ``places`` finds where they stand in the text.
"""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from sitegen.config.kinds import BASE_URL, Kind, describe, nearest
from sitegen.config.places import KeyPath, places
from sitegen.config.schema import KEYS, Config, Key
from sitegen.diagnostics import Diagnostic, Position, Severity

__all__ = ["CODES", "Config", "base_url", "load"]

CODES = frozenset({"config-syntax", "config-unknown-key", "config-value"})
"""The codes of all diagnostics that concern the configuration and not the content."""

# Reading a key of n dotted parts takes n² steps, in tomllib as here; within these bounds any file takes about
# a second at most. A site that names every category and label of its digests has a tenth of the first.
_MOST_CHARACTERS = 256 * 1024
_MOST_DOTS = 500

_KEYS = {key.name: key for key in KEYS}
_TABLES = {key.table for key in KEYS if key.table}
# Folders that are read besides the content, under names that are not configured.
_READ = ("templates", "static")


def load(text: str, file: str) -> tuple[Config, tuple[Diagnostic, ...]]:
    """The configuration that a ``sitegen.toml`` holds, and what is wrong with it, in the file's order.

    ``file`` is the path as the user knows it. Every diagnostic is an error; the key it concerns keeps its
    default in the ``Config``.
    """
    text = text.removeprefix("\ufeff")
    if too_much := _too_much(text, file):
        return Config(), (too_much,)
    try:
        table = tomllib.loads(text)
        return _Reading(places(text), file).config(table)
    except tomllib.TOMLDecodeError as error:
        return Config(), (_syntax_error(str(error), text, file),)
    except RecursionError:
        return Config(), (_refused("tables and lists that go less deep into each other", file, 1),)
    except ValueError:
        return Config(), (_refused("numbers of at most some thousand digits", file, 1),)


def base_url(text: str) -> str:
    """Check and normalise the address of a site, as the key of that name is: it ends with ``/``, or is empty.

    Raises ``ValueError`` with a sentence that says what was expected.
    """
    try:
        return str(BASE_URL.read(text))
    except ValueError as error:
        raise ValueError(f"expected {BASE_URL.expected}, found {describe(text)}: {error}") from None


def _too_much(text: str, file: str) -> Diagnostic | None:
    """Say what of a text is more than any site needs, and would take long to read."""
    if len(text) > _MOST_CHARACTERS:
        return _refused(f"at most {_MOST_CHARACTERS:,} characters, found {len(text):,}", file, 1)
    for number, line in enumerate(text.split("\n"), 1):
        # A key stands on one line, before an equals sign or alone.
        if line.count(".") > _MOST_DOTS and max(part.count(".") for part in line.split("=")) > _MOST_DOTS:
            return _refused(
                f"at most {_MOST_DOTS} dots in a key or text on one line, found more", file, number
            )
    return None


def _refused(expected: str, file: str, line: int) -> Diagnostic:
    return Diagnostic(Position(file, line, 0), Severity.ERROR, "config-syntax", f"expected {expected}")


def _syntax_error(message: str, text: str, file: str) -> Diagnostic:
    """Read the place out of tomllib's message: ``… (at line 3, column 5)``, ``… (at end of document)``."""
    reason, _, where = message.rpartition(" (at ")
    numbers = [int(number) for number in re.findall(r"\d+", where)]
    line, column = numbers if len(numbers) == 2 else (text.rstrip("\r\n").count("\n") + 1, 0)
    return Diagnostic(
        Position(file, line, column),
        Severity.ERROR,
        "config-syntax",
        f"expected TOML, but the file cannot be read: {reason or message}",
    )


class _Reading:
    """One reading of one file: collects what the keys hold and what is wrong with them."""

    def __init__(self, places: Mapping[KeyPath, tuple[int, int]], file: str) -> None:
        self._places = places
        self._file = file
        self._values: dict[str, Any] = {}
        self._found: list[Diagnostic] = []

    def config(self, table: dict[str, Any]) -> tuple[Config, tuple[Diagnostic, ...]]:
        self._table(table, ())
        config = Config(**self._values)
        self._check_folders(config)
        return config, tuple(sorted(self._found))

    def _error(self, path: KeyPath, code: str, message: str) -> None:
        position = Position(self._file, *self._places[path])
        self._found.append(Diagnostic(position, Severity.ERROR, code, message))

    def _table(self, table: dict[str, Any], above: KeyPath) -> None:
        for word, value in table.items():
            path = (*above, word)
            name = ".".join(path)
            if key := _KEYS.get(name):
                self._key(key, path, value)
            elif name in _TABLES and isinstance(value, dict):
                self._table(value, path)
            elif name in _TABLES:
                self._error(path, "config-value", f"`{name}`: expected a table, found {describe(value)}")
            else:
                self._error(path, "config-unknown-key", f"unknown key `{name}`: {_advice(path)}")

    def _key(self, key: Key, path: KeyPath, value: object) -> None:
        if not key.is_table:
            self._values[key.attribute] = self._value(key.kind, path, value, key.default)
        elif isinstance(value, dict):
            given = {word: self._value(key.kind, (*path, word), item, None) for word, item in value.items()}
            self._values[key.attribute] = dict(key.default) | {
                w: v for w, v in given.items() if v is not None
            }
        else:
            self._error(path, "config-value", f"`{key.name}`: expected a table, found {describe(value)}")

    def _value(self, kind: Kind, path: KeyPath, value: object, default: object) -> object:
        try:
            return kind.read(value)
        except ValueError as error:
            remark = f": {error}" if str(error) else ""
            name = ".".join(path)
            self._error(
                path, "config-value", f"`{name}`: expected {kind.expected}, found {describe(value)}{remark}"
            )
            return default

    def _check_folders(self, config: Config) -> None:
        """The folders must lie apart: a build writes and removes files, which it must not read as given."""
        folders = {name: posixpath.normpath(getattr(config, name)) for name in ("content", "output", "cache")}
        folders |= {name: name for name in _READ}
        pairs = [(name, other) for name in ("output", "cache") for other in ("content", *_READ)]
        told: set[KeyPath] = set()
        for name, other in (*pairs, ("cache", "output")):
            path = next((known for known in ((name,), (other,)) if known in self._places), None)
            if not path or path in told:
                continue
            if _within(folders[name], folders[other]) or _within(folders[other], folders[name]):
                told.add(path)
                self._error(
                    path,
                    "config-value",
                    f"`{path[0]}`: expected {name} and {other} to be folders apart, found "
                    f'"{folders[name]}" and "{folders[other]}", of which one holds the other',
                )


def _within(inner: str, outer: str) -> bool:
    return outer in {".", inner} or inner.startswith(f"{outer}/")


def _advice(path: KeyPath) -> str:
    """The nearest valid key in words; where none is near, all that the table has."""
    word, table = path[-1], ".".join(path[:-1])
    here = [key.name for key in KEYS if key.table == table] + ([] if table else sorted(_TABLES))
    elsewhere = {key.name.rpartition(".")[2]: key.name for key in KEYS if key.table != table}
    likely = (
        elsewhere.get(word) or nearest(".".join(path), here) or elsewhere.get(nearest(word, [*elsewhere]))
    )
    if not likely:
        return "the keys here are " + ", ".join(f"`{key}`" for key in here)
    if likely in _TABLES:
        return f"did you mean the table `[{likely}]`?"
    its_table, _, its_word = likely.rpartition(".")
    if its_table == table:
        return f"did you mean `{its_word}`?"
    return f"did you mean `{its_word}` " + (
        f"in the table `[{its_table}]`?" if its_table else "above the first table?"
    )
