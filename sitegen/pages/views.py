"""What a template is given: facts in the order and words to show them. Templates only choose looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from sitegen import urls
from sitegen.model import OwnPage, Page
from sitegen.pages import describing, papers, plan
from sitegen.pages.articles import (
    Read,
    best,
    by_day,
    days,
    field,
    fields,
    item,
    neighbour,
    versions,
)
from sitegen.pages.calendar import years
from sitegen.pages.charts import trends
from sitegen.pages.citing import ATOM, BIBTEX, article, cited, feed_links, json_ld
from sitegen.pages.links import (
    category_href,
    date_link,
    day_exports,
    day_link,
    group_link,
    here_or_there,
    host_and_path,
    place_href,
    related,
    shared_lang,
    span,
)
from sitegen.pages.sections import sections
from sitegen.pages.shown import CategoryRow, Cited, Frame, Group, Link
from sitegen.pages.site import Site
from sitegen.pages.trends import TrendsPage

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
                rest=Link(site.words.number(left), href or site.href(address)) if left > 0 else None,
            )
        )
    return {
        "page": _frame(page, site, site.config.title, site.config.description),
        "day": Link(site.words.date(day.date), site.href(urls.digest(day.date))) if day else None,
        "total": day.total if day else 0,
        "fresh": day.total - len(day.seen) if day else 0,
        "lines": [group_link(group, site) for group in groups],
        "groups": groups,
        "days": [day_link(line, site) for line in content.days],
    }


def _archive(page: Page, content: plan.ArchivePage, site: Site, _read: Read) -> dict[str, object]:
    return {
        "page": _frame(page, site, site.gettext("Archive"), describing.days(content, site)),
        "total": len(content.days),
        "weekdays": site.words.weekday_letters,
        "years": years(content.days, site),
    }


def _digest(page: Page, content: plan.DigestPage, site: Site, read: Read) -> dict[str, object]:
    groups, facts = sections(content, page.address, site, read)
    lines = [
        Link(
            line.category,
            # A first page that lists titles alone has its sections all the same.
            here_or_there(
                site,
                page.address,
                line.address if content.full else page.address,
                urls.section(line.category),
            ),
            site.words.number(line.total),
        )
        for line in content.contents
    ]
    first = urls.digest(content.date)
    date = site.words.date(content.date)
    name = content.part.category
    suffix = f" ({content.part.number})" if content.part.number > 1 else ""
    exports = day_exports(content.date, site) if page.address == first else ()
    # A part tells of its own papers, the first page of the whole day.
    total = sum(len(s.mentions) for s in content.part.sections) if name else content.total
    return {
        "page": _frame(
            page,
            site,
            f"{name}{suffix} · {date}" if name else date,
            describing.day(content, site),
            date_link(site, content.previous),
            date_link(site, content.next),
            exports,
            day=content.date,
        )._replace(json_ld=json_ld({"@graph": facts}) if facts else ""),
        "exports": exports,
        "date": Link(date, "" if page.address == first else site.href(first)),
        "part": name + suffix,
        "title": content.title,
        "total": total,
        "fresh": total - len(content.seen),
        "lines": lines,
        "groups": groups,
        "full": content.full,
        "remarks": [field(r) for r in content.remarks],
        "before": site.href(content.before) if content.before else "",
        "after": site.href(content.after) if content.after else "",
    }


def _categories(page: Page, content: plan.CategoriesPage, site: Site, _read: Read) -> dict[str, object]:
    most = max((c.total for c in content.categories), default=0) or 1  # a category may hold no paper
    rows = [
        CategoryRow(
            c.name,
            site.label(c.name) or c.label,
            category_href(site, c.name),
            c.total,
            max(min(c.total, 1), 100 * c.total // most),
            Link(site.words.short_date(c.latest), site.href(urls.digest(c.latest))),
        )
        for c in content.categories
    ]
    return {
        "page": _frame(page, site, site.gettext("Categories"), describing.categories(content, site)),
        "rows": rows,
    }


def _category(page: Page, content: plan.CategoryPage, site: Site, read: Read) -> dict[str, object]:
    line = content.line
    return {
        "page": _frame(page, site, line.name, describing.category(line, site), category=line.name),
        "exports": (Link("Atom", site.href(urls.atom(line.name)), ATOM),),
        "name": line.name,
        "label": site.label(line.name) or line.label,
        "total": line.total,
        "months": [
            Link(site.words.month(m), site.href(urls.month(line.name, m, 1)), site.words.number(n))
            for m, n in content.months
        ],
        "days": [date_link(site, date, urls.section(line.name)) for date in content.dates],
        "groups": by_day(content.newest, site, read),
    }


def _month(page: Page, content: plan.MonthPage, site: Site, read: Read) -> dict[str, object]:
    line, month = content.line, content.month
    said = site.words.month(month)
    if content.part.number > 1:
        said += f" ({content.part.number})"

    def neighbour(other: str) -> Link | None:
        return Link(site.words.month(other), site.href(urls.month(line.name, other, 1))) if other else None

    # What tells of the whole month stands with its first part.
    bibtex = Link("BibTeX", site.href(urls.month_bibtex(line.name, month)), BIBTEX)
    exports = (bibtex,) if content.part.number == 1 else ()
    groups = by_day(content.part.mentions, site, read)
    return {
        "page": _frame(
            page,
            site,
            f"{line.name} · {said}",
            describing.month(line, said, site),
            neighbour(content.previous),
            neighbour(content.next),
            exports,
            category=line.name,
        ),
        "exports": exports,
        "category": Link(line.name, category_href(site, line.name), site.label(line.name) or line.label),
        "title": said,
        "total": content.total,
        "index": [
            Link(span(site, a, b), site.href(address), "here" if address == page.address else "")
            for address, a, b in content.index
        ],
        "lines": [group_link(group, site) for group in groups],
        "before": site.href(content.before) if content.before else "",
        "after": site.href(content.after) if content.after else "",
        "groups": groups,
    }


def _paper(page: Page, content: papers.PaperPage, site: Site, read: Read) -> dict[str, object]:
    newest = content.places[0]
    entry = read(newest.mention)
    told = best(content, entry, read)
    places = tuple((place.mention, place_href(site, place)) for place in content.places)
    near = related(site, content.near, content.key)
    return {
        "page": _frame(
            page,
            site,
            entry.title,
            told.tldr or told.abstract,
            neighbour(content.key, content.previous, site, read),
            neighbour(content.key, content.next, site, read),
            about=cited(content, entry),
        )._replace(json_ld=json_ld(article(content.key, content.places[-1].mention.date, entry))),
        "key": content.key,
        "url": Link(host_and_path(entry.url), entry.url) if entry.url else None,
        "title": Markup(entry.title_html),  # noqa: S704 - made safe by sitegen.text
        "lang": entry.title_lang,
        "authors": entry.authors,
        "fields": fields(told),
        "versions": versions([place.mention for place in content.places], entry, told, site, read),
        "newest": Link(site.words.short_date(newest.mention.date), place_href(site, newest)),
        "days": days(places, site) if len(places) > 1 else (),
        "categories": [Link(c, category_href(site, c), site.label(c)) for c in content.categories],
        "related": near,
        "related_lang": shared_lang(near),
    }


def _own(page: Page, content: OwnPage, site: Site, _read: Read) -> dict[str, object]:
    return {
        "page": _frame(page, site, content.title, describing.own(content)),
        "heading": Markup(content.heading),  # noqa: S704 - made safe by sitegen.text
        "lang": content.lang,
        "html": Markup(content.html),  # noqa: S704 - made safe by sitegen.text
    }


def _trends(page: Page, content: TrendsPage, site: Site, _read: Read) -> dict[str, object]:
    title = f"{site.gettext('Trends')} {content.year}".strip()
    return {"page": _frame(page, site, title, ""), **trends(content, site)}


def _plain(page: Page, _content: plan.PlainPage, site: Site, _read: Read) -> dict[str, object]:
    return {"page": _frame(page, site, "", "")}


def _search(page: Page, content: plan.SearchPage, site: Site, _read: Read) -> dict[str, object]:
    return {"page": _frame(page, site, "", ""), "directory": content.directory}


_VIEWS: Mapping[type, Callable[..., dict[str, object]]] = {
    plan.HomePage: _home,
    plan.ArchivePage: _archive,
    plan.DigestPage: _digest,
    plan.CategoriesPage: _categories,
    plan.CategoryPage: _category,
    plan.MonthPage: _month,
    papers.PaperPage: _paper,
    OwnPage: _own,
    TrendsPage: _trends,
    plan.PlainPage: _plain,
    plan.SearchPage: _search,
}


def _frame(
    page: Page,
    site: Site,
    title: str,
    description: str,
    previous: Link | None = None,
    following: Link | None = None,
    exports: tuple[Link, ...] = (),
    about: Cited | None = None,
    category: str = "",
    day: str = "",
) -> Frame:
    return Frame(
        title=title,
        description=describing.shown(description or site.config.description or title or site.config.title),
        here=site.href(page.address),
        # The page for what is not there stands at no address of its own.
        canonical=site.canonical(page.address) if page.address != urls.NOT_FOUND else "",
        previous=previous,
        next=following,
        # A paper's page is nothing to follow, and there are many.
        alternates=() if about else (*exports, *feed_links(site, category)),
        cited=about,
        card=site.canonical(urls.card(day)) if page.address != urls.NOT_FOUND else "",
    )
