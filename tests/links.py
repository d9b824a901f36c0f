"""Whether everything that a built site links to is there: pages, anchors, assets, feeds, sitemaps, data.

For tests, and by hand for a site of any size: ``python -m tests.links public https://example.org/digests/``.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from sitegen import urls

# Pages are ours, so their attributes are always quoted; a whole archive is read in a minute so.
_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s+[^\s=>]+(?:=\"[^\"]*\")?)*)\s*/?>")
_ATTRIBUTE = re.compile(r"\s([^\s=>]+)=\"([^\"]*)\"")
_LINKS = {"href", "src", "action"}
_PICTURE = 'property="og:image"'
_IN_FEED = re.compile(r"<loc>([^<]*)</loc>|\shref=\"([^\"]*)\"")
_IN_MARKDOWN = re.compile(r"\]\(([^)]*)\)")
_IN_TEXT = re.compile(r"^Sitemap: (.*)$", re.MULTILINE)
_SCHEMES = ("https://", "http://", "data:", "mailto:")


@dataclass
class Check:
    """What was found: how many links, and the broken ones as (file, link, why)."""

    links: int = 0
    files: int = 0
    broken: list[tuple[str, str, str]] = field(default_factory=list)


def check(folder: Path, base_url: str = "") -> Check:
    """Look at every file of a built site. ``base_url`` is what it was built for."""
    base = base_url or "http://site.invalid/"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    done, anchors, asked = Check(), dict[str, set[str]](), dict[tuple[str, str], str]()
    for name in sorted(names):
        found = _links_of(name, folder / name, anchors)
        if found is None:
            continue
        done.files += 1
        here = urljoin(base, urls.address_of(name))
        for link in found:
            done.links += 1
            target, anchor = urldefrag(urljoin(here, link))
            if not target.startswith(base):
                if target.startswith(base.rpartition("/")[0]) or not target.startswith(_SCHEMES):
                    done.broken.append((name, link, "leads nowhere"))
                continue
            file = urls.output_file(unquote(target.removeprefix(base).partition("?")[0]))
            if file not in names:
                done.broken.append((name, link, "there is no such file"))
            elif anchor:
                asked.setdefault((file, unquote(anchor)), name)
    for (file, anchor), name in asked.items():
        if anchor not in anchors.get(file, set()):
            done.broken.append((name, f"{file}#{anchor}", "there is no such anchor"))
    return done


def _links_of(name: str, file: Path, anchors: dict[str, set[str]]) -> Iterator[str] | None:
    """Give a file's links, None for a file that has none by its kind; note the anchors of a page."""
    if name.endswith(".html"):
        return iter(_of_page(file.read_text("utf-8"), anchors.setdefault(name, set())))
    if name.endswith(".xml"):
        text = file.read_text("utf-8")
        inner = re.findall(r"<content type=\"html\">([^<]*)</content>", text)
        texts = [text, *(unescape(html) for html in inner)]
        return (unescape(a or b) for part in texts for a, b in _IN_FEED.findall(part))
    if (name.startswith("api/") and name != urls.API_SCHEMA) or name.endswith("feed.json"):
        return _of_json(json.loads(file.read_bytes()))
    if name.endswith(".txt"):
        text = file.read_text("utf-8")
        return iter(_IN_MARKDOWN.findall(text) + _IN_TEXT.findall(text))
    return None


def _of_page(text: str, anchors: set[str]) -> list[str]:
    links = []
    for tag in _TAG.finditer(text):
        for key, value in _ATTRIBUTE.findall(tag[2]):
            if key == "id":
                anchors.add(unescape(value))
            elif key in _LINKS or (key == "content" and _PICTURE in tag[2]):
                links.append(unescape(value))
    return links


def _of_json(told: object) -> Iterator[str]:
    """Give the values of members that are links by their name."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key in {
                "url",
                "page",
                "bibtex",
                "feed",
                "home",
                "schema",
                "latest",
                "home_page_url",
                "feed_url",
            }:
                if isinstance(value, str) and re.match(r"/|https?://", value):
                    yield value
            else:
                yield from _of_json(value)
    elif isinstance(told, list):
        for item in told:
            yield from _of_json(item)


if __name__ == "__main__":
    result = check(Path(sys.argv[1]), *sys.argv[2:])
    for broken in result.broken[:50]:
        sys.stdout.write(": ".join(broken) + "\n")
    sys.stdout.write(f"{result.links} links in {result.files} files, {len(result.broken)} broken\n")
    sys.exit(bool(result.broken))
