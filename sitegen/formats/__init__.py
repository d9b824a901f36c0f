"""Digest files in all their syntaxes: ``SourceFile`` to ``Digest``.

Each module here is one syntax and offers it as ``FORMAT``; ``load`` picks the one that fits a file's
content best. What the syntaxes share is in ``engine``. docs/formats.md tells how to add one.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence

from sitegen.formats.engine.grammar import Grammar
from sitegen.formats.engine.loaded import Format, Loaded
from sitegen.formats.engine.sheet import Sheet, decode
from sitegen.model import SourceFile

__all__ = ["FORMATS", "Format", "Grammar", "Loaded", "Sheet", "load"]


def _formats() -> tuple[Format, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return tuple(importlib.import_module(f"{__name__}.{name}").FORMAT for name in names)


FORMATS: tuple[Format, ...] = _formats()


def load(source: SourceFile, further: Sequence[Format] = ()) -> Loaded:
    """Read a content file in whatever syntax it is written.

    ``further`` syntaxes win over ours that fit as well. Never raises, whatever the bytes. A file that is no
    digest has no ``digest``, but a diagnostic that says so; so has a digest without a date.
    """
    sheet = decode(source)
    best = max((*further, *FORMATS), key=lambda syntax: syntax.fit(sheet))
    digest = best.read(sheet)
    return Loaded(digest, sheet.findings.sorted(), best.name)
