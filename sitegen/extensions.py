"""What other installed packages bring, by entry points: digest syntaxes and labels of fields.

Read from the records of installed packages, so none of their code is imported unless it is offered to us.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.config import kinds
from sitegen.store import content_key

if TYPE_CHECKING:
    from sitegen.formats.engine.loaded import Format

FORMATS, LABELS = "sitegen.formats", "sitegen.labels"


class ExtensionFault(Exception):  # noqa: N818 - a fault of another package, not an error of ours
    """An extension that cannot be used: the message says which and why."""


@dataclass(frozen=True, slots=True)
class Extensions:
    """All extensions: syntaxes, labels with the names of their fields, and what stands for their code."""

    formats: tuple[Format, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    version: str = ""


@cache
def extensions() -> Extensions:
    """Load all extensions, in the order of their names. Raises ``ExtensionFault``."""
    found = entry_points()
    formats, labels, code = [], dict[str, str](), []
    for point in sorted(found.select(group=FORMATS), key=lambda point: point.name):
        formats.append(_format(point))
        code.append(_code(point))
    for point in sorted(found.select(group=LABELS), key=lambda point: point.name):
        labels |= _labels(point)
        code.append(_code(point))
    return Extensions(tuple(formats), labels, content_key(*code) if code else "")


def _format(point: EntryPoint) -> Format:
    offered: Format = _loaded(point)
    if not isinstance(getattr(offered, "name", None), str) or not all(
        callable(getattr(offered, method, None)) for method in ("fit", "read")
    ):
        raise ExtensionFault(_told(point, "expected a syntax, with a name and the methods fit and read"))
    return offered


def _labels(point: EntryPoint) -> dict[str, str]:
    offered = _loaded(point)
    try:
        return {str(label): kinds.FIELD_NAME.read(name) for label, name in offered.items()}
    except (AttributeError, ValueError):
        expected = f"expected a dictionary of labels, each with {kinds.FIELD_NAME.expected}"
        raise ExtensionFault(_told(point, expected)) from None


def _loaded(point: EntryPoint) -> Any:  # noqa: ANN401 - it is looked at by whoever asked
    try:
        return point.load()
    except Exception as error:  # another's code may raise anything
        raise ExtensionFault(_told(point, f"{type(error).__name__}: {error}")) from error


def _code(point: EntryPoint) -> str:
    """Give what changes when an extension does: its version, and its module while it is being written."""
    file = sys.modules[point.module].__file__
    source = Path(file).read_bytes() if file else b""
    version = point.dist.version if point.dist else ""
    return content_key(point.group, point.name, point.value, version, source)


def _told(point: EntryPoint, why: str) -> str:
    package = f" of {point.dist.name}" if point.dist else ""
    return f"the extension {point.name}{package} ({point.group}) cannot be used: {why}"
