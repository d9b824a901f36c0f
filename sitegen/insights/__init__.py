"""What many papers say together: the trends of a stretch of weeks, and the papers related to one.

How a build calls it::

    # once for each digest's content, in any process; kept with the digest
    note = note_down([Noted(title, tldr, keywords, authors), …])

    # every build: which papers were first told of when
    firsts = first_told(catalog)
    weeks = by_week(firsts)

    # for each week whose key is not known yet: its counts, from the notes of its digests
    counts = count_week(week.papers, read)       # read(digest) gives that digest's note

    # for a page of trends: what changed, from the counts of its weeks
    told = tell([counts, …], recent)

All functions are pure, and all that is kept is bytes.
"""

from sitegen.insights.firsts import Firsts, first_told
from sitegen.insights.notes import Noted, note_down
from sitegen.insights.terms import is_east
from sitegen.insights.trends import Author, Term, Terms, Told, tell
from sitegen.insights.weeks import Places, Week, by_week, count_week

__all__ = [
    "Author",
    "Firsts",
    "Noted",
    "Places",
    "Term",
    "Terms",
    "Told",
    "Week",
    "by_week",
    "count_week",
    "first_told",
    "is_east",
    "note_down",
    "tell",
]
