"""What the preview answers to an address: a file of the output folder, its 404 page, or a redirect.

A page leaves with the preview's script and a policy that lets it connect; the file stays as it is.
"""

from __future__ import annotations

import hashlib
import html
import mimetypes
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sitegen import urls

CLIENT = "/.preview/"
"""Where the preview's own files stand. No file of a site begins with a dot, so nothing is hidden by it."""

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".map": "application/json",
    ".xml": "application/xml",
    ".xsl": "application/xml",
    ".svg": "image/svg+xml",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
# Python's own table alone: the system's differs from machine to machine.
_KNOWN = mimetypes.MimeTypes(filenames=())

_POLICY = re.compile(
    rb"""(<meta\s+http-equiv=["']?Content-Security-Policy["']?\s+content=")([^"]*)(")""", re.IGNORECASE
)
_SHEET = re.compile(rb"""(<link\s+rel="stylesheet"\s+href="[^"]*)\.[0-9a-f]{10}\.css(?=")""")
_NO_PAGE = (
    b"<!doctype html><html lang=en><head><meta charset=utf-8><title>Not found</title></head>"
    b"<body><p>There is nothing at this address, and the site has no page that says so.</p></body></html>"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: a status, a body and its type; with ``location``, which is encoded, a redirect."""

    status: int
    type: str = ""
    body: bytes = b""
    location: str = ""

    @property
    def is_page(self) -> bool:
        """Whether the answer is an HTML page."""
        return self.type.startswith("text/html")


async def answer(path: str, base_path: str, file: Callable[[str], Awaitable[bytes | None]]) -> Answer:
    """Answer a request for a path, which is decoded and begins with a slash, on a site under ``base_path``.

    ``file`` gives the bytes that stand at an address of the site, or nothing.
    """
    if path.startswith(base_path):
        address = path.removeprefix(base_path)
        body = await file(address)
        if body is not None:
            return Answer(200, content_type(urls.output_file(address)), body)
        if address and not address.endswith("/") and await file(f"{address}/") is not None:
            return Answer(301, location=quote(f"{path}/"))
    elif path == "/" or f"{path}/" == base_path:
        return Answer(302, location=quote(base_path))
    body = await file(urls.NOT_FOUND)
    return Answer(404, content_type(urls.NOT_FOUND), _NO_PAGE if body is None else body)


def read(folder: Path, address: str) -> bytes | None:
    """Read the file of an address; nothing where there is none, or the name leads out of the folder."""
    name = urls.output_file(address)
    if "\0" in name or "\\" in name or any(not part or part.startswith(".") for part in name.split("/")):
        return None
    file = folder / name
    try:
        return file.read_bytes() if file.resolve().is_relative_to(folder.resolve()) else None
    except OSError:  # there is no such file, or cannot be: a name too long for the disk
        return None


def content_type(name: str) -> str:
    """Give the content type of a file by its name."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    return _TYPES.get(ending) or _KNOWN.types_map[1].get(ending) or "application/octet-stream"


def essence(page: bytes, beside: bytes = b"") -> str:
    """Hash what of a page needs a reload to be seen: all of it but the versions of its style sheets.

    ``beside`` is what else the page shows, without naming its version.
    """
    return hashlib.blake2b(_SHEET.sub(rb"\1.css", page) + beside, digest_size=12).hexdigest()


def dressed(page: bytes, host: str, essence: str) -> bytes:
    """Add the preview's script to a page, with its essence, and to its policy what the script needs."""
    script = f'<script src="{CLIENT}preview.js" data-essence="{essence}" defer></script>'.encode()
    page = _POLICY.sub(
        lambda found: (
            found[1]
            + html.escape(policy(html.unescape(found[2].decode("utf-8", "replace")), host)).encode()
            + found[3]
        ),
        page,
    )
    before, head, after = page.partition(b"</head>")
    return before + script + head + after


def policy(text: str, host: str) -> str:
    """Let a page under this Content-Security-Policy load from here, and hold a socket to this host."""
    directives: dict[str, list[str]] = {}
    for directive in text.split(";"):
        if words := directive.split():
            directives.setdefault(words[0].lower(), words[1:])
    fallback = directives.get("default-src")
    for name, needed in {
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "connect-src": ["'self'", f"ws://{host}", f"wss://{host}"],
    }.items():
        given = directives.get(name, fallback)
        if given is not None:
            kept = [word for word in given if word != "'none'"]
            directives[name] = kept + [word for word in needed if word not in kept]
    return "; ".join(" ".join([name, *words]) for name, words in directives.items())
