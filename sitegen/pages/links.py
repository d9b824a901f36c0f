"""Links as pages show them: where they lead and with which words."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen import urls
from sitegen.insights import Near
from sitegen.pages import papers, plan
from sitegen.pages.citing import BIBTEX, JSON
from sitegen.pages.shown import Group, Link
from sitegen.pages.site import Site


def date_link(site: Site, date: str, anchor: str = "") -> Link | None:
    """Link to a day's digest, if there is one, or to an anchor of it."""
    return Link(site.words.short_date(date), site.href(urls.digest(date), anchor)) if date else None


def day_link(line: plan.DayLine, site: Site) -> Link:
    """Link to a day of a list of days, with its total."""
    return Link(site.words.day(line.date), site.href(urls.digest(line.date)), site.words.number(line.total))


def day_exports(date: str, site: Site) -> tuple[Link, ...]:
    """Link to a day's other forms."""
    return (
        Link("BibTeX", site.href(urls.digest_bibtex(date)), BIBTEX),
        Link("JSON", site.href(urls.api_digest(date)), JSON),
    )


def group_link(group: Group, site: Site) -> Link:
    """Link to a group on the same page, with its total."""
    return Link(group.heading.text, urls.href("", "", group.anchor), site.words.number(group.total))


def place_href(site: Site, place: papers.Place) -> str:
    """Link to where a paper stands in a digest."""
    return site.href(place.address, urls.anchor(place.mention.key))


def category_href(site: Site, name: str) -> str:
    """Link to a category's head page; papers outside any category have none."""
    return site.href(urls.category(name)) if name else ""


def here_or_there(site: Site, here: str, there: str, anchor: str) -> str:
    """Link from one page to an anchor of it or of another."""
    return urls.href("", "", anchor) if here == there else site.href(there, anchor)


def host_and_path(url: str) -> str:
    """Say an address as people do."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


def span(site: Site, first: str, last: str) -> str:
    """Say a stretch of days."""
    return site.words.day(first) if first == last else f"{site.words.day(first)} – {site.words.day(last)}"


def related(site: Site, all_near: Iterable[Near], key: str = "") -> list[Link]:
    """Link to related papers, from the page of paper ``key`` if that is where they are named."""
    return [Link(near.title, paper_beside(site, key, near.key, near.date), near.lang) for near in all_near]


def shared_lang(links: Iterable[Link]) -> str:
    """The language of all these titles, if they have but one."""
    languages = {link.note for link in links}
    return languages.pop() if len(languages) == 1 else ""


def paper_beside(site: Site, key: str, other: str, date: str) -> str:
    """Link from a paper's page to a paper of a day, as short as can be: most are of the same month."""
    if site.config.paper_pages != "all":
        return site.paper_href(other, date)
    month, _, name = urls.paper(other).removeprefix("papers/").partition("/")
    return f"../{name}" if urls.paper(key).startswith(f"papers/{month}/") else f"../../{month}/{name}"
