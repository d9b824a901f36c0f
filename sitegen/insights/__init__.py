"""What many papers say together: the trends of a stretch of weeks, and the papers related to one.

How a build calls it::

    # once for each digest's content, in any process; the three parts are kept with the digest
    notes = note_down([Noted(…), …])

    # every build: which papers were first told of when
    firsts = first_told(catalog)

    # for each week whose key is not known yet: its counts
    for week in by_week(firsts):
        counts = count_week(week.papers, read)        # read(digest) gives its notes' part TRENDS
    # for a page of trends: what changed
    told = tell([counts, …], recent)

    # for each day whose key is not known yet, with the days before it that it searches
    days = related_days(firsts, alike)                 # alike has alike(notes) of each digest
    for key, rows in relate(days[…], warm, read):     # read(digest, part) gives a part of its notes
        …                                             # keep the rows; seal(row) tells whether one changed
    near = read_row(row)

All functions are pure, and all that is kept is bytes.
"""

from sitegen.insights.firsts import Firsts, first_told
from sitegen.insights.notes import TRENDS, Noted, alike, note_down
from sitegen.insights.related import SEAL, Near, RelatedDay, read_row, relate, related_days, seal
from sitegen.insights.script import is_east
from sitegen.insights.trends import Author, Term, Terms, Told, tell
from sitegen.insights.weeks import Places, Week, by_week, count_week

__all__ = [
    "SEAL",
    "TRENDS",
    "Author",
    "Firsts",
    "Near",
    "Noted",
    "Places",
    "RelatedDay",
    "Term",
    "Terms",
    "Told",
    "Week",
    "alike",
    "by_week",
    "count_week",
    "first_told",
    "is_east",
    "note_down",
    "read_row",
    "relate",
    "related_days",
    "seal",
    "tell",
]
