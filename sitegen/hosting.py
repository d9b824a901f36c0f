"""Whether a site fits a host: files in all, in the largest folder, bytes in all and in the largest file.

The limits are those that the hosts publish; each was looked up in November 2026.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen import urls
from sitegen.diagnostics import Diagnostic, Position, Severity

_MB = 1_000_000
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a host takes, 0 where it sets no limit; ``source`` is where it says so."""

    name: str
    source: str
    files: int = 0
    in_folder: int = 0
    total_bytes: int = 0
    file_bytes: int = 0


HOSTS: Mapping[str, Limits] = {
    "netlify": Limits("Netlify", "https://docs.netlify.com/site-deploys/overview/", in_folder=54_000),
    "github": Limits(
        "GitHub Pages",
        "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
        total_bytes=1_000 * _MB,
        file_bytes=100 * _MIB,
    ),
    # The free plan; a paid one takes 100,000 files.
    "cloudflare": Limits(
        "Cloudflare Pages",
        "https://developers.cloudflare.com/pages/platform/limits/",
        files=20_000,
        file_bytes=25 * _MIB,
    ),
}


def check(host: str, sizes: Mapping[str, int], folder: str) -> list[Diagnostic]:
    """Compare a site with a host's limits: a note with the figures, and a warning for each limit passed.

    ``sizes`` are the bytes of each file by address, ``folder`` where the site is written. No host, no words.
    """
    limits = HOSTS.get(host)
    if limits is None or not sizes:
        return []
    files = {urls.output_file(address): size for address, size in sizes.items()}
    fullest, entries = _fullest(files)
    papers = sum(file.startswith("papers/") for file in files)
    largest = max(files, key=lambda file: (files[file], file))
    measured = [
        (f"{len(files):,} files", len(files), limits.files),
        (f"{entries:,} files and folders in {fullest}", entries, limits.in_folder),
        (_bytes(sum(files.values())), sum(files.values()), limits.total_bytes),
        (f"{_bytes(files[largest])} in {largest}", files[largest], limits.file_bytes),
    ]
    figures = ", ".join(words for words, _, _ in measured)
    where = Position(folder)
    told = [Diagnostic(where, Severity.NOTE, "host-room", f"{limits.name} would be given {figures}")]
    for words, found, most in measured:
        if most and found > most:
            limit = _bytes(most) if most in (limits.total_bytes, limits.file_bytes) else f"{most:,}"
            message = f"{words}, where {limits.name} takes at most {limit} ({limits.source})"
            if most == limits.files and papers:
                message += f'; {papers:,} are pages of papers, which `paper_pages = "none"` does without'
            told.append(Diagnostic(where, Severity.WARNING, "host-limit", message))
    return told


def _fullest(files: Mapping[str, int]) -> tuple[str, int]:
    """Find the folder with the most entries, folders included."""
    entries = {entry for file in files for entry in _above(file)}
    counts = Counter(entry.rstrip("/").rpartition("/")[0] + "/" for entry in entries)
    folder, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return folder if folder != "/" else "the site's root", count


def _above(file: str) -> Iterator[str]:
    """Name a file and each folder that it lies in."""
    yield file
    while "/" in file:
        file = file.rpartition("/")[0]
        yield f"{file}/"


def _bytes(count: int) -> str:
    return f"{count / _MB:,.1f} MB"
