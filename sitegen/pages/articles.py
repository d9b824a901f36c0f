"""Papers as pages show them: an item of a listing, a field, the versions of a summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from markupsafe import Markup

from sitegen import urls
from sitegen.model import Entry, Mention, Prose
from sitegen.pages import papers
from sitegen.pages.links import date_link, place_href
from sitegen.pages.shown import FieldView, Group, Item, Link, Version
from sitegen.pages.site import Site
from sitegen.typeset import listed, summarised

# Names that a listing shows before "and N more"; the paper's own page shows all.
LISTED_AUTHORS = 8
# Where fields stand on a paper's own page; all others between, in the file's order.
_RANKS = {"title-translation": 0, "title-english": 0, "tldr": 1, "category": 3}

Read = Callable[[Mention], Entry]


def item(
    mention: Mention,
    entry: Entry,
    site: Site,
    *,
    brief: bool = False,
    seen: str | None = None,
    where: str | None = None,
) -> Item:
    """Show a mention on a listing; ``where`` is the page that lists it in full, if this one does not."""
    tldr = next((f for f in entry.fields if f.name == "tldr" and f.html), None)
    details = () if brief else tuple(field(f) for f in listed(entry.fields))
    href = site.href(where, urls.anchor(mention.key)) if where else site.href(urls.paper(mention.key))
    return Item(
        key=mention.key,
        anchor=urls.anchor(mention.key),
        href=href,
        url=entry.url,
        number=mention.number,
        title=Markup(entry.title_html),  # noqa: S704 - made safe by sitegen.text
        lang=entry.title_lang,
        authors=entry.authors[:LISTED_AUTHORS],
        more_authors=max(0, len(entry.authors) - LISTED_AUTHORS),
        tldr=field(tldr) if tldr else None,
        details=details,
        seen=date_link(site, seen) if seen else None,
    )


def field(prose: Prose) -> FieldView:
    """Show a field."""
    return FieldView(prose.name, prose.label, prose.lang, Markup(prose.html))  # noqa: S704 - made safe by sitegen.text


def fields(entry: Entry) -> list[FieldView]:
    """Show all fields of an entry: the title in another language and the TL;DR first, the rest as told.

    What the page's head says already comes last.
    """
    return [field(f) for f in sorted(entry.fields, key=lambda f: _RANKS.get(f.name, 2))]


def by_day(mentions: Iterable[Mention], site: Site, read: Read) -> list[Group]:
    """Group mentions, newest day first, by day.

    A TL;DR is enough to skim by: the details stand in the digests and on the papers' pages, and are fetched
    from there on demand. A paper without one opens here.
    """
    groups = []
    for date, found in groupby(mentions, key=lambda m: m.date):
        entries = ((m, read(m)) for m in found)
        items = tuple(item(m, entry, site, brief=bool(entry.tldr)) for m, entry in entries)
        heading = Link(site.words.day(date), site.href(urls.digest(date)))
        groups.append(Group(date, heading, "", len(items), items))
    return groups


def best(content: papers.PaperPage, newest: Entry, read: Read) -> Entry:
    """Choose the record whose fields a paper's page shows: the newest that holds a summary, if one does."""
    told = (read(place.mention) for place in content.places)
    return next((entry for entry in told if summarised(entry.fields)), newest)


def versions(content: papers.PaperPage, newest: Entry, shown: Entry, site: Site, read: Read) -> list[Version]:
    """What records say that neither the page does nor a newer record."""
    said = {(f.name, f.html) for f in shown.fields}
    versions = []
    for place in content.places:
        entry = read(place.mention)
        fields = [field(f) for f in entry.fields if f.html and (f.name, f.html) not in said]
        if entry.title_html != newest.title_html and ("title", entry.title_html) not in said:
            said.add(("title", entry.title_html))
            html = Markup(entry.title_html)  # noqa: S704 - made safe by sitegen.text
            fields.insert(0, FieldView("title", site.gettext("Title"), entry.title_lang, html))
        names = ", ".join(entry.authors)
        if entry.authors != newest.authors and ("authors", names) not in said:
            said.add(("authors", names))
            fields.insert(0, FieldView("authors", site.gettext("Authors"), "", Markup.escape(names)))
        said.update((f.name, f.html) for f in entry.fields)
        if fields:
            said_on = site.words.short_date(place.mention.date)
            versions.append(Version(said_on, place_href(site, place), tuple(fields)))
    return versions
