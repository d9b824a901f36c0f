"""What the index is made of, once it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file of the index: its address below the site's ``search/``, and its bytes.

    A file not ``served`` is what the directory needs to know of a segment; the build keeps it with the
    segment's fingerprint.
    """

    name: str
    data: bytes
    served: bool = True
