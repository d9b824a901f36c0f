"""The one place that decides addresses, and what a paper is known by.

An address is what follows the site's root, without a leading slash: ``papers/2505/2505.18830/``. It never
changes once published, so each is a pure function of what it names, and of nothing else on the site.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from urllib.parse import quote

HOME = ""
ARCHIVE = "digests/"
CATEGORIES = "categories/"
SEARCH = "search/"
SAVED = "saved/"
TRENDS = "trends/"
OFFLINE = "offline/"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
MANIFEST = "manifest.webmanifest"
ROBOTS = "robots.txt"
OPENSEARCH = "opensearch.xml"
LLMS = "llms.txt"
API = "api/index.json"
API_SCHEMA = "api/schema.json"

# arXiv's own names keep their case (cs.LG); no two of them differ by case alone.
_ARXIV_CATEGORY = re.compile(
    r"[a-z][a-z-]*\.[A-Z]{2}|(?:physics|cond-mat|astro-ph|nlin|cs|math|stat)\.[a-z]+-[a-z-]*[a-z]"
    r"|physics\.optics|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph"
)
_TWO_LETTERS = re.compile(r".*\.[a-z]{2}")  # would equal cs.LG on a disk that ignores case
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index|feed|other)(?:\..*)?", re.IGNORECASE)
# Ids that a listing's page has for itself or gives its papers.
_TAKEN = re.compile(r"|toc|main|papers|[0-9]{4}\.[0-9]{4,5}|[a-z-]+\.[0-9]{7}|x\..*", re.DOTALL)
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 60

# The archives of identifiers given before April 2007 (https://info.arxiv.org/help/arxiv_identifier.html).
_OLD_ARCHIVES = (
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat "
    "cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th "
    "patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con"
)
_ARXIV_ID = (
    r"(?:(?P<new>[0-9]{4}\.[0-9]{4,5})"
    rf"|(?P<archive>{'|'.join(_OLD_ARCHIVES.split())})(?:\.[a-z]{{2,3}})?/(?P<old>[0-9]{{7}}))(?:v[0-9]+)?"
)
_ARXIV = re.compile(
    r"(?:(?:https?://)?(?:[a-z0-9.-]*\.)?"
    r"(?:(?:arxiv|alphaxiv|ar5iv)\.org/[a-z]+/|doi\.org/10\.48550/|huggingface\.co/papers/))?"
    rf"(?:arxiv[.:]\s*)?{_ARXIV_ID}(?:\.pdf)?(?:[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
# A quick test before quote(), which took a tenth of the time of a paper's page.
_NEEDS_NO_QUOTING = re.compile(r"[A-Za-z0-9/._~-]*").fullmatch
_SLUG_LENGTH = 60
_HASH_LENGTH = 12


def paper_key(url: str, title: str) -> str:
    """Give a paper's identity across digests.

    An arXiv paper is known by its identifier without version and class, in whatever form the address names
    it: ``2505.18830``, ``math/0309136``. Any other paper is ``x/<slug>``: readable words of its address (of
    its title when it has no address) and a hash of the whole, since words alone could be those of two
    papers. A slug is lower-case ASCII letters, digits and ``-``, at most 80 long, and no file system
    reserves it.
    """
    url = url.strip()
    if found := _ARXIV.fullmatch(url):
        return found["new"] or f"{found['archive'].lower()}/{found['old']}"
    if url:
        # http or https, with www or without, with a last slash or without: the same paper.
        address = re.sub(r"^(?:https?://)?(?:www\.)?", "", url, flags=re.IGNORECASE).rstrip("/")
        host, slash, path = address.partition("/")
        return "x/" + _slug("url", host.lower() + slash + path)
    return "x/" + _slug("title", unicodedata.normalize("NFC", " ".join(title.split())).casefold())


def _slug(kind: str, text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", text.lower())[:_SLUG_LENGTH].strip("-")
    digest = hashlib.sha256(f"{kind}:{text}".encode("utf-8", "surrogatepass")).digest()
    return f"{words or 'paper'}-{base64.b32encode(digest).decode().lower()[:_HASH_LENGTH]}"


def is_arxiv_category(name: str) -> bool:
    """Whether a category is one of arXiv's, by its form: ``cs.LG``, ``quant-ph``."""
    return bool(_ARXIV_CATEGORY.fullmatch(name))


def slug(name: str) -> str:
    """The folder name of a category: the name itself where that is safe, else a tame form and a hash.

    Safe means: no separators or spaces, lower case (so that no two differ by case alone), not reserved by
    an operating system, at most 60 characters.
    """
    if _ARXIV_CATEGORY.fullmatch(name):
        return name
    tame = (
        _UNSAFE.sub("-", unicodedata.normalize("NFKC", name).casefold()).strip(".-")[:_LONGEST].rstrip(".-")
    )
    if tame == name and tame and not _RESERVED.fullmatch(tame) and not _TWO_LETTERS.fullmatch(tame):
        return tame
    if _RESERVED.fullmatch(tame):
        tame = tame.replace(".", "-")  # a reserved name with an ending is reserved too
    return f"{tame or 'x'}-{_short_hash(name)}"


def _short_hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def paper(key: str) -> str:
    """The address of a paper's page, from its key (``2505.18830``, ``math/0309136``, ``x/some-slug``)."""
    if key.startswith("x/"):
        return f"papers/{key}/"
    archive, _, number = key.rpartition("/")
    return f"papers/{number[:4]}/{archive + '.' if archive else ''}{number}/"


def paper_in(paper_pages: str, key: str, date: str) -> tuple[str, str]:
    """Where a paper is read, as an address and a fragment: on its page, or in the digest of a day.

    ``paper_pages`` is as configured. Only if all papers have pages are these where links lead: which digests
    told of a paper never changes, but whether it was told of again does. A day too large for one page names
    all of its papers on its first one, so the place is known without the others.
    """
    return (paper(key), "") if paper_pages == "all" else (digest(date), anchor(key))


def section(category_name: str) -> str:
    """The id of a category's section on a digest: the category itself.

    An id has no spaces, and no other element of the page may have it: else a tame form and a hash.
    """
    if not category_name:
        return "papers"
    tame = "-".join(category_name.split())
    if tame == category_name and not _TAKEN.fullmatch(tame):
        return tame
    return f"{tame}-{_short_hash(category_name)}"


def anchor(key: str) -> str:
    """The id of a paper's article on a listing: its key, with no character that an id may not have."""
    return re.sub(r"[^\w.-]", ".", key)


def digest(date: str) -> str:
    """The address of one day's digest."""
    return f"digests/{date}/"


def digest_part(date: str, category: str, number: int) -> str:
    """The address of a part of a large digest: one category, from its second part on numbered."""
    return f"digests/{date}/{slug(category) if category else 'other'}/{f'{number}/' if number > 1 else ''}"


def card(date: str = "") -> str:
    """The address of the picture that stands for a day where it is shared, or for the site."""
    return f"cards/{date}.png" if date else "card.png"


def atom(category_name: str = "") -> str:
    """The address of the Atom feed of a category, or of the site."""
    return f"{category(category_name) if category_name else HOME}feed.xml"


def json_feed(category_name: str = "") -> str:
    """The address of the JSON Feed of a category, or of the site."""
    return f"{category(category_name) if category_name else HOME}feed.json"


def sitemap_part(name: str, number: int) -> str:
    """The address of a part of the sitemap: at the root, since a part may list only what is below it."""
    return f"sitemap-{name}{f'-{number}' if number > 1 else ''}.xml"


def api_year(year: str) -> str:
    """The address of the list of one year's digests, for programs."""
    return f"api/{year}.json"


def api_digest(date: str) -> str:
    """The address of one day's digest, for programs."""
    return f"api/digests/{date}.json"


def digest_bibtex(date: str) -> str:
    """The address of one day's papers in BibTeX: beside the digest's folder, whose names are categories'."""
    return f"digests/{date}.bib"


def month_bibtex(name: str, month: str) -> str:
    """The address of a category's month in BibTeX."""
    return f"categories/{slug(name)}/{month}.bib"


def own_page(path: str) -> str:
    """The address of a page of the publisher's own, from its file's path (``pages/about.md``)."""
    return "/".join(["pages", *map(slug, path.rpartition(".")[0].split("/")[1:]), ""])


def category(name: str) -> str:
    """The address of a category's head page."""
    return f"categories/{slug(name)}/"


def month(name: str, month: str, number: int) -> str:
    """The address of a category's month (``2025-05``), from its second part on numbered."""
    return f"categories/{slug(name)}/{month}/{f'{number}/' if number > 1 else ''}"


def trends(year: str) -> str:
    """The address of a year's trends."""
    return f"{TRENDS}{year}/"


def search(name: str) -> str:
    """The address of a file of the search index."""
    return f"{SEARCH}{name}"


def search_name(address: str) -> str:
    """The name of the search index's file at an address; empty for any other address."""
    return address.removeprefix(SEARCH) if address.startswith(SEARCH) else ""


def asset(name: str, data: bytes) -> str:
    """The address of a static file: its name with a hash of its bytes, so that it can be cached for ever."""
    stem, dot, ending = name.rpartition(".")
    digest = hashlib.blake2b(data, digest_size=5).hexdigest()
    return f"assets/{stem}.{digest}{dot}{ending}" if stem else f"assets/{name}.{digest}"


def output_file(address: str) -> str:
    """The file that serves an address: ``…/`` is served by the ``index.html`` in it."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def address_of(file: str) -> str:
    """The address that a file serves: the inverse of ``output_file``."""
    return file[: -len("index.html")] if file == "index.html" or file.endswith("/index.html") else file


def href(base_path: str, address: str, fragment: str = "") -> str:
    """A link to an address from any page: the site's base path, percent-encoded where needed."""
    where = address if _NEEDS_NO_QUOTING(address) else quote(address, safe="/.-_~!$&'()*+,;=:@")
    if not fragment:
        return base_path + where
    return f"{base_path}{where}#{fragment if _NEEDS_NO_QUOTING(fragment) else quote(fragment)}"
