"""The sections of a digest's page: its papers as the page shows them, for people and for machines."""

from __future__ import annotations

from sitegen import urls
from sitegen.model import Mention
from sitegen.pages.articles import Read, item, whole_item
from sitegen.pages.citing import article
from sitegen.pages.links import category_href
from sitegen.pages.plan import DigestPage
from sitegen.pages.shown import Group, Item, Link
from sitegen.pages.site import Site


def sections(
    content: DigestPage, here: str, site: Site, read: Read
) -> tuple[list[Group], list[dict[str, object]]]:
    """Show the papers of the page at ``here``; and say in schema.org's words what it tells whole."""
    facts = []

    def shown(mention: Mention) -> Item:
        entry, told = read(mention), content.whole.get(mention.key)
        seen = content.seen.get(mention.key)
        if told is None:
            where = content.addresses.get(mention.key)
            return item(mention, entry, site, brief=not content.full, seen=seen, where=where)
        made = whole_item(mention, entry, told, here, site, read, seen=seen)
        facts.append(article(mention.key, told.first, entry, made.href))
        return made

    groups = [
        Group(
            anchor=urls.section(section.category),
            heading=Link(section.category, category_href(site, section.category)),
            label=section.label or site.label(section.category),
            total=len(section.mentions),
            items=tuple(map(shown, section.mentions)),
        )
        for section in content.part.sections
    ]
    return groups, facts
