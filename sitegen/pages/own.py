"""Pages of the publisher's own, such as ``content/pages/about.md``: how they are read, set and planned."""

from __future__ import annotations

import re

from sitegen import text, urls
from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.formats.engine.rows import front_matter
from sitegen.model import OwnPage, Page, SourceFile
from sitegen.pages.hashing import hashed
from sitegen.pages.site import Site

_HEADING = re.compile(r"# +(.*?)(?: +#+)?\s*")


def read(file: SourceFile) -> OwnPage:
    """Read a page. Its title is that of its front matter, else its heading, else its name."""
    whole = file.data.decode("utf-8", "backslashreplace").removeprefix("\ufeff").replace("\r\n", "\n")
    lines = whole.split("\n")
    front, first = front_matter(lines)
    while first < len(lines) and not lines[first].strip():
        first += 1
    heading = _HEADING.fullmatch(lines[first]) if first < len(lines) else None
    first += heading is not None
    name = file.path.rpartition("/")[2].rpartition(".")[0]
    title = front.get("title") or (text.plain(heading[1]) if heading else name)
    return OwnPage(
        path=file.path,
        address=urls.own_page(file.path),
        title=title,
        heading=text.inline(heading[1] if heading else title).html,
        lang=front.get("lang") or text.language(whole),
        source="\n".join(lines[first:]),
        line=first + 1,
    )


def plan(site: Site, look: str) -> tuple[list[Page], list[Diagnostic]]:
    """Set and plan the site's own pages, and report their mistakes. ``look`` is what they are made with."""
    pages, found = [], []
    for page in site.own:
        from sitegen.text.document import document  # noqa: PLC0415 - most sites have no such page

        done = document(page.source, lambda address: _resolved(address, site))
        for problem in done.problems:
            before = page.source[: problem.offset]
            place = Position(page.path, page.line + before.count("\n"), problem.offset - before.rfind("\n"))
            found.append(Diagnostic(place, Severity.WARNING, problem.code, problem.message))
        content = page._replace(html=done.html)
        pages.append(Page(page.address, "page", hashed(f"{look}\0{content!r}"), content))
    return pages, found


def _resolved(address: str, site: Site) -> str:
    """Link to an address of the site: ``/digests/``, and ``/assets/NAME`` for a static file by its name."""
    name = address.removeprefix("/assets/")
    if name != address and name in site.assets:
        return site.href(site.assets[name])
    return site.config.base_path + address[1:]
