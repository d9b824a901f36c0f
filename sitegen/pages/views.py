"""What a template is given: facts in the order and words to show them. Templates only choose looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from markupsafe import Markup

from sitegen import urls
from sitegen.model import Mention, Page
from sitegen.pages import plan
from sitegen.pages.articles import Read, by_day, date_link, field, item, place_href, versions
from sitegen.pages.shown import Frame, Group, Link
from sitegen.pages.site import Site

# Papers that the home page shows of each category.
_TEASED = 3


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
            site.href(content.addresses[mentions[0].key], urls.section(section.category)) if mentions else ""
        )
        left = len(section.mentions) - len(mentions)
        groups.append(
            Group(
                anchor=urls.section(section.category),
                heading=Link(section.category, href),
                label=section.label or site.label(section.category),
                total=len(section.mentions),
                items=tuple(item(m, read(m), site, brief=True) for m in mentions),
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
            items.append(item(mention, read(mention), site, brief=not content.full, seen=seen, where=where))
        groups.append(
            Group(
                anchor=urls.section(section.category),
                heading=Link(section.category, _category_href(site, section.category)),
                label=section.label or site.label(section.category),
                total=len(section.mentions),
                items=tuple(items),
            )
        )
    contents = [
        Link(
            line.category,
            site.href("" if line.address == page.address else line.address, urls.section(line.category))
            if line.address != page.address
            else f"#{urls.section(line.category)}",
            str(line.total),
        )
        for line in content.contents
    ]
    crumbs = [_home_link(site), Link(site.gettext("Archive"), site.href(urls.ARCHIVE))]
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
            site.gettext("{total} papers of {date}").format(total=content.total, date=content.date),
            crumbs,
            date_link(site, content.previous),
            date_link(site, content.next),
        ),
        "date": content.date,
        "title": content.title,
        "total": content.total,
        "fresh": content.total - len(content.seen),
        "contents": contents,
        "toc": "#toc" if page.address == urls.digest(content.date) else f"{first}#toc",
        "groups": groups,
        "full": content.full,
        "remarks": [field(r) for r in content.remarks],
        "before": site.href(content.before) if content.before else "",
        "after": site.href(content.after) if content.after else "",
    }


def _categories(page: Page, content: plan.CategoriesPage, site: Site, _read: Read) -> dict[str, object]:
    rows = [
        (Link(c.name, _category_href(site, c.name), str(c.total)), c.label or site.label(c.name), c.latest)
        for c in content.categories
    ]
    return {"page": _frame(page, site, site.gettext("Categories"), "", [_home_link(site)]), "rows": rows}


def _category(page: Page, content: plan.CategoryPage, site: Site, read: Read) -> dict[str, object]:
    line = content.line
    return {
        "page": _frame(page, site, line.name, line.label or site.label(line.name), _category_crumbs(site)),
        "name": line.name,
        "label": line.label or site.label(line.name),
        "total": line.total,
        "months": [Link(m, site.href(urls.month(line.name, m, 1)), str(n)) for m, n in content.months],
        "days": [date_link(site, date) for date in content.dates],
        "groups": by_day(content.newest, site, read),
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
        "groups": by_day(content.part.mentions, site, read),
    }


def _paper(page: Page, content: plan.PaperPage, site: Site, read: Read) -> dict[str, object]:
    newest = content.places[0]
    entry = read(newest.mention)
    category = newest.mention.category
    crumbs = [_home_link(site), Link(newest.mention.date, place_href(site, newest))]
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
        "fields": [field(f) for f in entry.fields],
        "versions": versions(content, entry, site, read),
        "days": [Link(p.mention.date, place_href(site, p), p.mention.category) for p in content.places],
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


def _neighbour(site: Site, read: Read, mention: Mention | None) -> Link | None:
    return Link(read(mention).title, site.href(urls.paper(mention.key))) if mention else None


def _home_link(site: Site) -> Link:
    return Link(site.gettext("Home"), site.href(urls.HOME))


def _category_crumbs(site: Site) -> list[Link]:
    return [_home_link(site), Link(site.gettext("Categories"), site.href(urls.CATEGORIES))]


def _category_href(site: Site, name: str) -> str:
    return site.href(urls.category(name)) if name else ""


def _day_link(line: plan.DayLine, site: Site) -> Link:
    return Link(line.date, site.href(urls.digest(line.date)), str(line.total))


def _month_of(line: plan.DayLine) -> str:
    return line.date[:7]


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"
