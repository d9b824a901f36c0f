"""What a loader is and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sitegen.diagnostics import Diagnostic
    from sitegen.formats.engine.sheet import Sheet
    from sitegen.model import Digest


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file turned out to be. ``digest`` is None for a file that is no digest (diagnosed, not read).

    ``syntax`` is the name of the format that read it.
    """

    digest: Digest | None
    diagnostics: tuple[Diagnostic, ...]
    syntax: str = ""


class Format(Protocol):
    """One digest syntax. A module of ``sitegen.formats`` offers one as ``FORMAT``."""

    @property
    def name(self) -> str:
        """The syntax's name, and that of its folder of examples."""

    def fit(self, sheet: Sheet) -> float:
        """Say how well the file fits this syntax: 0 or less is not at all; the best fit reads the file."""

    def read(self, sheet: Sheet) -> Digest | None:
        """Read the file. Nothing is lost: what is not understood becomes a remark and a finding."""
