"""What a template is given: facts in the order and words to show them. Templates only choose looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from sitegen import urls
from sitegen.model import Entry, Mention, Page, Prose
from sitegen.pages import plan
from sitegen.pages.site import Site

# Names that a listing shows before "and N more"; the paper's own page shows all.
LISTED_AUTHORS = 8
# Fields that a listing leaves to other places: the section says the category, the skim line is the TL;DR.
_NOT_IN_DETAILS = frozenset({"category", "tldr"})
_TEASED = 3

Read = Callable[[Mention], Entry]


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead. ``note`` is said beside them (a total, a date)."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field on a page: ``html`` is safe."""

    name: str
    label: str
    lang: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Item:
    """A paper on a listing."""

    key: str
    anchor: str
    href: str
    url: str
    number: int | None
    title: Markup
    lang: str
    authors: tuple[str, ...]
    more_authors: int
    tldr: FieldView | None
    details: tuple[FieldView, ...]
    seen: Link | None


@dataclass(frozen=True, slots=True)
class Group:
    """Papers under one heading: ``anchor`` is its id, ``back`` where its back-link leads."""

    anchor: str
    heading: Link
    label: str
    total: int
    items: tuple[Item, ...]
    rest: Link | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What a paper's digest of one date said differently."""

    date: str
    href: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page's frame says: its title, description, address and the way back to the home page."""

    title: str
    description: str
    address: str
    canonical: str
    crumbs: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None


def view(page: Page, site: Site, read: Read) -> dict[str, object]:
    """Give the variables of a page's template."""
    return _VIEWS[type(page.content)](page, page.content, site, read)


def _home(page: Page, content: plan.HomePage, site: Site, read: Read) -> dict[str, object]:
    day = content.day
    groups = []
    for section in day.sections if day else ():
        address = urls.digest(day.date) if day else ""
        mentions = section.mentions[:_TEASED]
        href = (
            site.href(content.addresses[mentions[0].key], _section_anchor(section.category))
            if mentions
            else ""
        )
        left = len(section.mentions) - len(mentions)
        groups.append(
            Group(
                anchor=_section_anchor(section.category),
                heading=Link(section.category, href),
                label=section.label or site.label(section.category),
                total=len(section.mentions),
                items=tuple(_item(m, read(m), site, brief=True) for m in mentions),
                rest=Link(str(left), href or site.href(address)) if left > 0 else None,
            )
        )
    return {
        "page": _frame(page, site, site.config.title, site.config.description),
        "day": Link(day.date, site.href(urls.digest(day.date)), str(day.total)) if day else None,
        "fresh": day.total - len(day.seen) if day else 0,
        "groups": groups,
        "days": [_day_link(line, site) for line in content.days],
    }


def _archive(page: Page, content: plan.ArchivePage, site: Site, _read: Read) -> dict[str, object]:
    years = [
        (year, [(month, [_day_link(d, site) for d in days]) for month, days in groupby(lines, _month_of)])
        for year, lines in groupby(content.days, lambda d: d.date[:4])
    ]
    return {"page": _frame(page, site, "", "", [_home_link(site)]), "years": years}


def _digest(page: Page, content: plan.DigestPage, site: Site, read: Read) -> dict[str, object]:
    groups = []
    for section in content.part.sections:
        items = []
        for mention in section.mentions:
            seen = content.seen.get(mention.key)
            where = content.addresses.get(mention.key)
            items.append(_item(mention, read(mention), site, brief=not content.full, seen=seen, where=where))
        groups.append(
            Group(
                anchor=_section_anchor(section.category),
                heading=Link(section.category, _category_href(site, section.category)),
                label=section.label or site.label(section.category),
                total=len(section.mentions),
                items=tuple(items),
            )
        )
    contents = [
        Link(
            line.category,
            site.href("" if line.address == page.address else line.address, _section_anchor(line.category))
            if line.address != page.address
            else f"#{_section_anchor(line.category)}",
            str(line.total),
        )
        for line in content.contents
    ]
    crumbs = [_home_link(site), Link(_("Archive"), site.href(urls.ARCHIVE))]
    first = site.href(urls.digest(content.date))
    if page.address != urls.digest(content.date):
        crumbs.append(Link(content.date, first))
    name = content.part.category
    suffix = f" · {name}" + (f" ({content.part.number})" if content.part.number > 1 else "") if name else ""
    return {
        "page": _frame(
            page,
            site,
            f"{content.date}{suffix}",
            _("{total} papers of {date}").format(total=content.total, date=content.date),
            crumbs,
            _date_link(site, content.previous),
            _date_link(site, content.next),
        ),
        "date": content.date,
        "title": content.title,
        "total": content.total,
        "fresh": content.total - len(content.seen),
        "contents": contents,
        "toc": "#toc" if page.address == urls.digest(content.date) else f"{first}#toc",
        "groups": groups,
        "full": content.full,
        "remarks": [_field(r) for r in content.remarks],
        "before": site.href(content.before) if content.before else "",
        "after": site.href(content.after) if content.after else "",
    }


def _categories(page: Page, content: plan.CategoriesPage, site: Site, _read: Read) -> dict[str, object]:
    rows = [
        (Link(c.name, _category_href(site, c.name), str(c.total)), c.label or site.label(c.name), c.latest)
        for c in content.categories
    ]
    return {"page": _frame(page, site, _("Categories"), "", [_home_link(site)]), "rows": rows}


def _category(page: Page, content: plan.CategoryPage, site: Site, read: Read) -> dict[str, object]:
    line = content.line
    return {
        "page": _frame(page, site, line.name, line.label or site.label(line.name), _category_crumbs(site)),
        "name": line.name,
        "label": line.label or site.label(line.name),
        "total": line.total,
        "months": [Link(m, site.href(urls.month(line.name, m, 1)), str(n)) for m, n in content.months],
        "days": [_date_link(site, date) for date in content.dates],
        "groups": _by_day(content.newest, site, read),
    }


def _month(page: Page, content: plan.MonthPage, site: Site, read: Read) -> dict[str, object]:
    line, month = content.line, content.month
    crumbs = [*_category_crumbs(site), Link(line.name, _category_href(site, line.name))]
    if content.part.number > 1:
        crumbs.append(Link(month, site.href(urls.month(line.name, month, 1))))

    def neighbour(other: str) -> Link | None:
        return Link(other, site.href(urls.month(line.name, other, 1))) if other else None

    part = f" ({content.part.number})" if content.part.number > 1 else ""
    return {
        "page": _frame(
            page,
            site,
            f"{line.name} · {month}{part}",
            line.label or site.label(line.name),
            crumbs,
            neighbour(content.previous),
            neighbour(content.next),
        ),
        "name": line.name,
        "label": line.label or site.label(line.name),
        "month": month,
        "total": content.total,
        "index": [Link(_span(a, b), site.href(address)) for address, a, b in content.index],
        "before": site.href(content.before) if content.before else "",
        "after": site.href(content.after) if content.after else "",
        "groups": _by_day(content.part.mentions, site, read),
    }


def _paper(page: Page, content: plan.PaperPage, site: Site, read: Read) -> dict[str, object]:
    newest = content.places[0]
    entry = read(newest.mention)
    category = newest.mention.category
    crumbs = [_home_link(site), Link(newest.mention.date, _place_href(site, newest))]
    if category:
        crumbs.append(Link(category, _category_href(site, category)))
    return {
        "page": _frame(
            page,
            site,
            entry.title,
            entry.tldr or entry.abstract,
            crumbs,
            _neighbour(site, read, content.previous),
            _neighbour(site, read, content.next),
        ),
        "key": content.key,
        "url": entry.url,
        "title": Markup(entry.title_html),  # noqa: S704 - made safe by sitegen.text
        "lang": entry.title_lang,
        "authors": entry.authors,
        "fields": [_field(f) for f in entry.fields],
        "versions": _versions(content, entry, site, read),
        "days": [Link(p.mention.date, _place_href(site, p), p.mention.category) for p in content.places],
        "categories": [Link(c, _category_href(site, c), site.label(c)) for c in content.categories],
    }


def _plain(page: Page, _content: plan.PlainPage, site: Site, _read: Read) -> dict[str, object]:
    return {"page": _frame(page, site, "", "", [_home_link(site)])}


_VIEWS: Mapping[type, Callable[..., dict[str, object]]] = {
    plan.HomePage: _home,
    plan.ArchivePage: _archive,
    plan.DigestPage: _digest,
    plan.CategoriesPage: _categories,
    plan.CategoryPage: _category,
    plan.MonthPage: _month,
    plan.PaperPage: _paper,
    plan.PlainPage: _plain,
}


def _(words: str) -> str:
    """Mark words of the interface; they are looked up in the interface's language."""
    return words


def _frame(
    page: Page,
    site: Site,
    title: str,
    description: str,
    crumbs: Iterable[Link] = (),
    previous: Link | None = None,
    following: Link | None = None,
) -> Frame:
    canonical = site.canonical(page.address)
    return Frame(title, description[:300], page.address, canonical, tuple(crumbs), previous, following)


def _item(
    mention: Mention,
    entry: Entry,
    site: Site,
    *,
    brief: bool = False,
    seen: str | None = None,
    where: str | None = None,
    without: frozenset[str] = _NOT_IN_DETAILS,
) -> Item:
    """Show a mention on a listing; ``where`` is the page that lists it in full, if this one does not."""
    tldr = next((f for f in entry.fields if f.name == "tldr" and f.html), None)
    details = () if brief else tuple(_field(f) for f in entry.fields if f.name not in without and f.html)
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
        tldr=_field(tldr) if tldr else None,
        details=details,
        seen=_date_link(site, seen) if seen else None,
    )


def _field(prose: Prose) -> FieldView:
    return FieldView(prose.name, prose.label, prose.lang, Markup(prose.html))  # noqa: S704 - made safe by sitegen.text


def _by_day(mentions: Iterable[Mention], site: Site, read: Read) -> list[Group]:
    groups = []
    for date, found in groupby(mentions, key=lambda m: m.date):
        items = tuple(_item(m, read(m), site, without=_NOT_IN_DETAILS | {"abstract"}) for m in found)
        groups.append(Group(date, Link(date, site.href(urls.digest(date))), "", len(items), items))
    return groups


def _versions(content: plan.PaperPage, newest: Entry, site: Site, read: Read) -> list[Version]:
    """The fields of older records that say something else than every newer record."""
    said = {(f.name, f.html) for f in newest.fields}
    versions = []
    for place in content.places[1:]:
        entry = read(place.mention)
        fields = [_field(f) for f in entry.fields if f.html and (f.name, f.html) not in said]
        if entry.title_html != newest.title_html and ("title", entry.title_html) not in said:
            said.add(("title", entry.title_html))
            html = Markup(entry.title_html)  # noqa: S704 - made safe by sitegen.text
            fields.insert(0, FieldView("title", _("Title"), entry.title_lang, html))
        names = ", ".join(entry.authors)
        if entry.authors != newest.authors and ("authors", names) not in said:
            said.add(("authors", names))
            fields.insert(0, FieldView("authors", _("Authors"), "", Markup.escape(names)))
        said.update((f.name, f.html) for f in entry.fields)
        if fields:
            versions.append(Version(place.mention.date, _place_href(site, place), tuple(fields)))
    return versions


def _place_href(site: Site, place: plan.Place) -> str:
    return site.href(place.address, urls.anchor(place.mention.key))


def _neighbour(site: Site, read: Read, mention: Mention | None) -> Link | None:
    return Link(read(mention).title, site.href(urls.paper(mention.key))) if mention else None


def _home_link(site: Site) -> Link:
    return Link(_("Home"), site.href(urls.HOME))


def _category_crumbs(site: Site) -> list[Link]:
    return [_home_link(site), Link(_("Categories"), site.href(urls.CATEGORIES))]


def _category_href(site: Site, name: str) -> str:
    return site.href(urls.category(name)) if name else ""


def _day_link(line: plan.DayLine, site: Site) -> Link:
    return Link(line.date, site.href(urls.digest(line.date)), str(line.total))


def _date_link(site: Site, date: str) -> Link | None:
    return Link(date, site.href(urls.digest(date))) if date else None


def _month_of(line: plan.DayLine) -> str:
    return line.date[:7]


def _section_anchor(category: str) -> str:
    """The id of a section: the category itself, as programs expect; no spaces, since an id has none."""
    return "-".join(category.split()) or "papers"


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"
