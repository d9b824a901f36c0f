"""The interface's words in its language: messages, dates, numbers.

Words are looked up in the catalog ``templates/messages/<language>.po``, so a further language is one file.
Dates are messages too: each language puts the parts of a date where it wants them.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 - the functions below are named for what they say

from sitegen.pages.fault import TemplateFault
from sitegen.pages.messages import CatalogError, Messages, read


class Words:
    """The words of one language; ``source`` is the text of the catalog that they come from."""

    def __init__(self, messages: Messages, source: str) -> None:
        self.source = source
        self.gettext = messages.one
        self.ngettext = messages.many
        self._months = self.gettext(
            "January February March April May June July August September October November December"
        ).split()
        self.months_brief = self.gettext("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
        self._weekdays = self.gettext("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()
        self._wds = self.gettext("Mon Tue Wed Thu Fri Sat Sun").split()
        self.weekday_letters = tuple(self.gettext("M T W T F S S").split())
        self._separator = self.gettext("1,000")[1:-3]

    def date(self, iso: str) -> str:
        """Say a day in full: Friday, 26 June 2026."""
        return self._say(self.gettext("{weekday}, {day} {month} {year}"), iso)

    @functools.cache  # noqa: B019 - as many as there are days, and as long as the words
    def short_date(self, iso: str) -> str:
        """Say a day briefly: 26 Jun 2026."""
        return self._say(self.gettext("{day} {mon} {year}"), iso)

    def day(self, iso: str) -> str:
        """Say a day of a known year: Fri 26 Jun."""
        return self._say(self.gettext("{wd} {day} {mon}"), iso)

    def month(self, iso: str) -> str:
        """Say a month (``2026-06``): June 2026."""
        return self._say(self.gettext("{month} {year}"), f"{iso}-01")

    def number(self, value: int) -> str:
        """Write a whole number with the language's separator of thousands."""
        return f"{value:,}".replace(",", self._separator)

    def _say(self, pattern: str, iso: str) -> str:
        day = Date.fromisoformat(iso)
        return pattern.format(
            year=day.year,
            month=self._months[day.month - 1],
            mon=self.months_brief[day.month - 1],
            m=day.month,
            day=day.day,
            weekday=self._weekdays[day.weekday()],
            wd=self._wds[day.weekday()],
        )


def words(language: str, templates: Mapping[str, str]) -> Words:
    """Find a language's words among the templates: of ``zh-CN``, else of ``zh``, else English.

    Raises ``TemplateFault`` for a catalog that cannot be read.
    """
    for tag in (language, language.partition("-")[0]):
        name = f"messages/{tag}.po"
        if name in templates:
            return _words(name, templates[name])
    return _words("", "")


@functools.lru_cache(maxsize=8)
def _words(name: str, text: str) -> Words:
    try:
        return Words(read(text), text)
    except CatalogError as error:
        raise TemplateFault(name, error.line, str(error)) from error
