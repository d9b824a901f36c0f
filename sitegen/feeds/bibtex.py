"""Papers in BibTeX: a file a digest, and one a month of a category.

Keys are the papers' identifiers, so a paper has the same key in every file. Entries follow arXiv's own advice
(https://info.arxiv.org/help/hypertex/bibstyles/): ``eprint``, ``archivePrefix``, ``primaryClass``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from sitegen import citation, urls
from sitegen.feeds.fingerprints import fingerprint, trace
from sitegen.feeds.syndication import Read
from sitegen.model import Catalog, Entry, Mention, Page

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SPECIAL = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces even after a backslash.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # TeX's oldest fonts have other signs in these places.
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_SPECIALS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_FORMULA = re.compile(r"<math[ >].*?<annotation[^>]*>(.*?)</annotation></semantics></math>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ESCAPED = re.compile(r"\\[\\{}]")
_SHOWN = {r"\{": r"\lbrace ", r"\}": r"\rbrace "}
_PARTING = re.compile(r",|\band\b", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"(?<!\\)((?:\\\\)*)%")


class Bibliography(NamedTuple):
    """Papers to cite; ``firsts`` has the first day of those whose identifier does not tell their date."""

    papers: tuple[Mention, ...]
    firsts: dict[str, str]


def plan(catalog: Catalog, look: str) -> Iterator[Page]:
    """Plan the bibliographies."""
    for day in catalog.days:
        mentions: dict[str, Mention] = {}
        for section in day.sections:
            for mention in section.mentions:
                mentions.setdefault(mention.key, mention)
        yield _page(urls.digest_bibtex(day.date), tuple(mentions.values()), catalog, look, day.date)
    for category in catalog.categories:
        for month in category.months:
            told = month.mentions
            yield _page(urls.month_bibtex(category.name, month.month), told, catalog, look, told[0].date)


def _page(address: str, mentions: tuple[Mention, ...], catalog: Catalog, look: str, day: str) -> Page:
    firsts = {
        m.key: catalog.papers[m.key].mentions[-1].date for m in mentions if not citation.arxiv_id(m.key)
    }
    # Of papers at arXiv nothing is told but what is in their headings; of others their addresses too.
    said = repr([m.heading for m in mentions]) + repr([m.category for m in mentions])
    others = trace(m for m in mentions if m.key in firsts) if firsts else ""
    inputs = fingerprint(look, said, others, *firsts.values())
    return Page(address, "bibtex", inputs, Bibliography(mentions, firsts), day, len(mentions))


def bibtex(content: Bibliography, read: Read) -> str:
    """Write a bibliography."""
    return "\n".join(_entry(m, content.firsts.get(m.key, ""), read(m)) for m in content.papers)


def _entry(mention: Mention, first_seen: str, entry: Entry) -> str:
    key = mention.key
    arxiv = citation.arxiv_id(key)
    year, month, *_ = citation.published(key, first_seen).split("-")
    fields = {
        "title": f"{{{{{tex(entry.title_html)}}}}}" if entry.title_html else "",
        "author": _grouped(" and ".join(author(name) for name in entry.authors if name.strip())),
        "year": _grouped(year),
        "month": _MONTHS[int(month) - 1],
        "eprint": _grouped(arxiv),
        "archivePrefix": _grouped("arXiv" if arxiv else ""),
        "primaryClass": _grouped(
            mention.category if arxiv and urls.is_arxiv_category(mention.category) else ""
        ),
        # What an eprint is found by need not be said twice.
        "url": "" if arxiv else _grouped(address(citation.original(key, entry.url))),
    }
    rows = (f"  {name}={value}" for name, value in fields.items() if value)
    return f"@misc{{{cite_key(key)},\n" + ",\n".join(rows) + "\n}\n"


def _grouped(value: str) -> str:
    return f"{{{value}}}" if value else ""


def cite_key(key: str) -> str:
    """Give a paper's key: letters, digits, dot and hyphen only."""
    return f"arxiv-{key.replace('/', '.')}" if citation.arxiv_id(key) else key.removeprefix("x/")


def author(text: str) -> str:
    """Write a name, family name first so that no program has to guess; a name in one piece in braces."""
    name = citation.name(text)
    if not name.given:
        return f"{{{escape(name.family)}}}"
    if not (name.suffix or _PARTING.search(text) or _SPECIALS.search(text)):
        return f"{name.family}, {name.given}"
    # A comma or an "and" of the name's own would part it.
    return ", ".join(_braced(escape(part)) for part in (name.family, name.suffix, name.given) if part)


def _braced(part: str) -> str:
    return f"{{{part}}}" if _PARTING.search(part) else part


def tex(title_html: str) -> str:
    """Turn a title's safe HTML into TeX: its formulas are what they were, all else is escaped."""
    pieces = []
    end = 0
    for formula in _FORMULA.finditer(title_html):
        pieces.append(escape(_words(title_html[end : formula.start()])))
        pieces.append(f"${_balanced(_BARE_PERCENT.sub(_percent, _words(formula[1])))}$")
        end = formula.end()
    pieces.append(escape(_words(title_html[end:])))
    return "".join(pieces)


def escape(words: str) -> str:
    """Escape plain text for TeX and BibTeX."""
    return _SPECIALS.sub(lambda found: _SPECIAL[found[0]], words)


def _words(html: str) -> str:
    return unescape(_TAG.sub("", html))


def _percent(found: re.Match[str]) -> str:
    return found[1] + r"\%"


def _balanced(formula: str) -> str:
    """Write braces that are shown, and so need no partner, as commands: BibTeX counts braces of any kind."""
    return _ESCAPED.sub(lambda found: _SHOWN.get(found[0], found[0]), formula)


def address(url: str) -> str:
    """Write an address: programs take it as it is, but for what would end the field."""
    return re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", url)
