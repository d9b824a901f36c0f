"""What search engines and social media show beneath a title: the most telling of what a page holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.model import OwnPage
from sitegen.pages import plan
from sitegen.pages.site import Site

# Latin letters of a description: no search engine shows more. Ideographs are twice as wide.
_SHOWN = 160
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]")


def shown(text: str) -> str:
    """Cut a description to what search engines show."""
    return text[: _SHOWN - len(_WIDE.findall(text[: _SHOWN // 2]))]


def day(content: plan.DigestPage, site: Site) -> str:
    """Describe a day: how many papers, and of which categories."""
    words = site.words
    said = words.ngettext("{count} paper of {date}", "{count} papers of {date}", content.total)
    told = said.format(count=words.number(content.total), date=words.date(content.date))
    names = [f"{line.category} {words.number(line.total)}" for line in content.contents if line.category]
    return _joined([told, ", ".join(names)])


def days(content: plan.ArchivePage, site: Site) -> str:
    """Describe the archive: how many digests, from when to when."""
    if not content.days:
        return ""
    words, count = site.words, len(content.days)
    said = words.ngettext("%(count)s digest", "%(count)s digests", count) % {"count": words.number(count)}
    first, last = (words.month(line.date[:7]) for line in (content.days[-1], content.days[0]))
    return _joined([said, first if first == last else f"{first} – {last}", site.config.description])


def categories(content: plan.CategoriesPage, site: Site) -> str:
    """Describe the list of categories: their names."""
    return ", ".join(_named(line, site) for line in content.categories)


def category(line: plan.CategoryLine, site: Site) -> str:
    """Describe a category: its name in words, and how many papers."""
    words, count = site.words, line.total
    said = words.ngettext("%(count)s paper", "%(count)s papers", count) % {"count": words.number(count)}
    return _joined([_named(line, site), said, site.config.description])


def month(line: plan.CategoryLine, said: str, site: Site) -> str:
    """Describe a month of a category, which ``said`` names."""
    return _joined([_named(line, site), said, site.config.description])


def _named(line: plan.CategoryLine, site: Site) -> str:
    label = site.label(line.name) or line.label
    return f"{line.name} ({label})" if label and label != line.name else line.name


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(filter(None, parts))


def own(content: OwnPage) -> str:
    """Describe a page of the publisher's own: by its text."""
    from sitegen import text  # noqa: PLC0415 - heavy, and most sites have no such page

    return text.reading(content.html)
