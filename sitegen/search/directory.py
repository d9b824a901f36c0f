"""The directory: the one file that a query reads first, and that changes with every digest."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from sitegen.search.analysis import BANDS, WORD_BANDS
from sitegen.search.file import File
from sitegen.search.heads import BOOSTS, FIELDS, LENGTHS
from sitegen.search.hits import ENCODING, PAGE
from sitegen.search.packing import FORMAT, pack_streams, start_streams
from sitegen.search.primer import PRIMER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.search.plan import Plan

DIRECTORY = "directory.bin"


def directory(plan: Plan, kept: Mapping[str, bytes]) -> File:
    """The directory of a plan. ``kept`` has what ``write`` yielded as not served, by the files' names."""
    streams = [PRIMER.encode(ENCODING), plan.repeats]
    for segment in plan.segments:
        bands = [json.loads(kept[f"{segment.name}/{band}"]) for band in BANDS]
        streams += start_streams(bands[: len(WORD_BANDS)], bands[len(WORD_BANDS) :])
    listed = {
        "format": FORMAT,
        "fields": FIELDS,
        "boosts": BOOSTS,
        "lengths": LENGTHS,
        "page": PAGE,
        "bands": [len(WORD_BANDS), len(BANDS) - len(WORD_BANDS)],
        "papers": plan.papers,
        "totals": plan.totals,
        "segments": [[segment.name, segment.documents] for segment in plan.segments],
        "digests": [[leaf.folder, leaf.documents] for leaf in plan.leaves],
    }
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode()
    return File(DIRECTORY, pack_streams([text, *streams], zlib.Z_DEFAULT_STRATEGY))
