"""The search index: segments by time, parted by term, read from static files by ``static/js/search/``.

How a build calls it (``docs/search-format.md`` says what the files hold)::

    # once for each digest's content, in any process; keep the three parts with the digest
    analysis = analyse([Document(key, title, authors, category, tldr, summary, abstract), …])

    # every build: heads only, oldest digest first, within a day in an order that stays
    plan = search.plan(Source(date, key, analysis.head) for …)

    # for each leaf of plan.leaves: the hit records, ready-made; they depend on that digest alone
    files = leaf_files(leaf, analysis.pages)

    # for each slice of each segment of plan.segments whose fingerprint the last build did not have
    for file in write(segment, slice, load):   # load(key, bands) gives those of analysis.bands
        …                                      # file.served: publish it; else keep it with the fingerprint

    # last; kept holds all files not served, by name
    file = directory(plan, kept)

All files' names are below the site's ``search/``. Slices are independent, so that processes can share a
segment. A slice's ``name`` holds its fingerprint, so its files never change; ``leaf_files`` change with their
digest, ``directory.bin`` with every digest. All functions are pure.
"""

from sitegen.model import Document
from sitegen.search.analysis import BANDS, MOST_DOCUMENTS, Analysis, analyse
from sitegen.search.directory import directory
from sitegen.search.file import File
from sitegen.search.heads import BOOSTS, FIELDS
from sitegen.search.hits import hits_name, leaf_files
from sitegen.search.packing import FORMAT
from sitegen.search.plan import Leaf, Plan, Segment, Slice, Source, plan
from sitegen.search.shards import write

__all__ = [
    "BANDS",
    "BOOSTS",
    "FIELDS",
    "FORMAT",
    "MOST_DOCUMENTS",
    "Analysis",
    "Document",
    "File",
    "Leaf",
    "Plan",
    "Segment",
    "Slice",
    "Source",
    "analyse",
    "directory",
    "hits_name",
    "leaf_files",
    "plan",
    "write",
]
