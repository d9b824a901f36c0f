"""When a paper was first told of: what trends count, and what is earlier than what."""

from __future__ import annotations

from sitegen.model import Catalog, Mention

Firsts = dict[str, tuple[Mention, ...]]
"""By date, oldest first, the papers that no earlier day told of, in the day's order."""


def first_told(catalog: Catalog) -> Firsts:
    """Find the day that first told of each paper: it does not change with what comes later."""
    found: Firsts = {}
    for day in reversed(catalog.days):
        seen = day.seen
        first = {
            m.key: m for section in day.sections for m in reversed(section.mentions) if m.key not in seen
        }
        found[day.date] = tuple(
            m for section in day.sections for m in section.mentions if first.get(m.key) is m
        )
    return found
