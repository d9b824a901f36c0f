"""The one place that decides addresses: what a paper is known by."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata

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
