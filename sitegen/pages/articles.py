"""Papers as pages show them: an item of a listing, a field, the versions of a summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from markupsafe import Markup

from sitegen import urls
from sitegen.model import Entry, Mention, Prose
from sitegen.pages import papers
from sitegen.pages.links import date_link, host_and_path, paper_beside, related, shared_lang
from sitegen.pages.shown import About, FieldView, Group, Item, Link, Version
from sitegen.pages.site import Site
from sitegen.pages.whole import Whole
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
    """Show a mention on a listing; ``where`` is the page of its day that lists it in full, to be linked."""
    tldr = next((f for f in entry.fields if f.name == "tldr" and f.html), None)
    details = () if brief else tuple(field(f) for f in listed(entry.fields))
    here = urls.anchor(mention.key)
    href = site.href(where, here) if where else site.paper_href(mention.key, mention.date)
    return Item(
        key=mention.key,
        anchor=here,
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


def whole_item(
    mention: Mention, entry: Entry, told: Whole, here: str, site: Site, read: Read, *, seen: str | None
) -> Item:
    """Show all there is of a paper on a page of its day, whose address is ``here``."""
    brief = item(mention, entry, site, brief=True, where=here)
    details = fields(entry)
    if brief.tldr:
        details.remove(brief.tldr)
    if brief.more_authors:
        details.append(_names(entry, site))
    anchor = brief.anchor
    near = related(site, told.near)
    about = About(
        url=Link(host_and_path(entry.url), entry.url) if entry.url else None,
        versions=versions(told.others, entry, entry, site, read),
        days=[Link(site.words.short_date(day), site.href(urls.digest(day), anchor)) for day in told.days],
        related=near,
        related_lang=shared_lang(near),
    )
    return brief._replace(
        seen=date_link(site, seen, anchor) if seen else None,
        href=site.href(told.page) if told.page else brief.href,
        details=tuple(details),
        about=about,
    )


def _names(entry: Entry, site: Site) -> FieldView:
    return FieldView("authors", site.gettext("Authors"), "", Markup.escape(", ".join(entry.authors)))


def field(prose: Prose) -> FieldView:
    """Show a field."""
    # A paragraph ends where its element does; said by a tag, that takes 80 bytes a paper.
    html = Markup(prose.html.removesuffix("</p>"))  # noqa: S704 - made safe by sitegen.text
    return FieldView(prose.name, prose.label, prose.lang, html)


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


def versions(told: Iterable[Mention], newest: Entry, shown: Entry, site: Site, read: Read) -> list[Version]:
    """What records say that neither the page does nor a newer record. Their days are linked beneath."""
    said = {(f.name, f.html) for f in shown.fields}
    labels = {"", *(f.label for f in shown.fields)}
    versions = []
    for mention in told:
        entry = read(mention)
        # Of a line that is a label alone, that is all there is to read.
        new = (f for f in entry.fields if ((f.name, f.html) not in said if f.html else f.label not in labels))
        fields = [field(f) for f in new]
        if entry.title_html != newest.title_html and ("title", entry.title_html) not in said:
            said.add(("title", entry.title_html))
            html = Markup(entry.title_html)  # noqa: S704 - made safe by sitegen.text
            fields.insert(0, FieldView("title", site.gettext("Title"), entry.title_lang, html))
        names = ", ".join(entry.authors)
        if entry.authors != newest.authors and ("authors", names) not in said:
            said.add(("authors", names))
            fields.insert(0, _names(entry, site))
        said.update((f.name, f.html) for f in entry.fields)
        labels.update(f.label for f in entry.fields)
        if fields:
            versions.append(Version(site.words.short_date(mention.date), tuple(fields)))
    return versions


def days(told: Iterable[tuple[Mention, str]], site: Site) -> list[Link]:
    """Name the days that told of a paper, each with its category there."""
    return [Link(site.words.short_date(m.date), href, m.category) for m, href in told]


def neighbour(key: str, mention: Mention | None, site: Site, read: Read) -> Link | None:
    """Link from a paper's page to the paper before or after it."""
    if not mention:
        return None
    return Link(read(mention).title, paper_beside(site, key, mention.key, mention.date))
