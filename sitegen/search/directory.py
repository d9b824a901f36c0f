"""The directory: the one file that a query reads first, and that changes with every digest."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from sitegen.search.analysis import WORD_BANDS
from sitegen.search.file import File
from sitegen.search.heads import BOOSTS, FIELDS, LENGTHS
from sitegen.search.hits import ENCODING, PAGE
from sitegen.search.packing import FORMAT, pack_streams, start_streams
from sitegen.search.plan import HASH
from sitegen.search.primer import PRIMER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.search.plan import Plan, Segment

DIRECTORY = "directory.bin"


def directory(plan: Plan, kept: Mapping[str, bytes]) -> File:
    """The directory of a plan. ``kept`` has what ``write`` yielded as not served, by the files' names."""
    streams = [PRIMER.encode(ENCODING), plan.repeats]
    for segment in plan.segments:
        of_words = [json.loads(kept[one.name]) for one in segment.slices if one.bands.start in WORD_BANDS]
        of_pairs = [json.loads(kept[one.name]) for one in segment.slices if one.bands.start not in WORD_BANDS]
        streams += start_streams(of_words, of_pairs)
    listed = {
        "format": FORMAT,
        "fields": FIELDS,
        "boosts": BOOSTS,
        "lengths": LENGTHS,
        "page": PAGE,
        "papers": plan.papers,
        "totals": plan.totals,
        "segments": [_listed(segment) for segment in plan.segments],
        "digests": [[leaf.folder, leaf.documents] for leaf in plan.leaves],
    }
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode()
    return File(DIRECTORY, pack_streams([text, *streams], zlib.Z_DEFAULT_STRATEGY))


def _listed(segment: Segment) -> list[Any]:
    of_words = sum(piece.bands.start in WORD_BANDS for piece in segment.slices)
    hashes = "".join(piece.name[-HASH:] for piece in segment.slices)
    return [segment.date, segment.documents, segment.seal[:HASH], of_words, hashes]
