"""Time and memory of writing the index, beside Pagefind's, over the same pages."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from lxml import html

from sitegen import search
from sitegen.store import Store

MOST = 10_000
DAILY = 200
"""Pages taken together as one digest."""

TEXTS = ("title", "tldr", "abstract")


# What the processes of a pool begin with: texts are at hand where a build analyses them.
_days: list[list[search.Document]] = []
_folder: list[Path] = []


def document(file: Path) -> search.Document:
    """What a paper's page says, as the index is given it."""
    page = html.document_fromstring(file.read_bytes())
    article = next(page.iter("article"))
    fields = {part.get("data-field"): part for part in article.iter() if part.get("data-field")}
    said = {name: " ".join(map(str, part.itertext())) for name, part in fields.items()}
    others = [text for name, text in said.items() if name not in {*TEXTS, "authors", "category"}]
    return search.Document(
        key=str(article.get("data-paper")),
        title=said.get("title", ""),
        authors=tuple(said.get("authors", "").split(", ")),
        category=said.get("category", ""),
        tldr=said.get("tldr", ""),
        summary="\n".join(others),
        abstract=said.get("abstract", ""),
    )


def documents(files: list[Path]) -> list[search.Document]:
    """The same of several pages."""
    return [document(file) for file in files]


def analyse(number: int) -> bytes:
    """Analyse a digest; keep its words in the store and its hit records in files, as a build does."""
    analysis = search.analyse(_days[number])
    _store().put_words(str(number), (analysis.head, *analysis.bands))
    for page, data in enumerate(analysis.pages):
        _publish(f"hits/{number}/{page}.bin", data)
    return analysis.head


def _publish(name: str, data: bytes) -> None:
    file = _folder[0] / name
    try:
        file.write_bytes(data)
    except FileNotFoundError:
        file.parent.mkdir(parents=True)
        file.write_bytes(data)


def _store() -> Store:
    return Store(_folder[0] / "store")


def write(segment: search.Segment, number: int) -> dict[str, bytes]:
    """Write one slice of a segment; return what the directory needs of it."""
    store = _store()

    def load(key: str, bands: range) -> list[bytes]:
        return store.words(key).parts(range(1 + bands.start, 1 + bands.stop))

    kept = {}
    for file in search.write(segment, segment.slices[number], load):
        if file.served:
            _publish(file.name, file.data)
        else:
            kept[file.name] = file.data
    return kept


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def peak() -> int:
    """The most memory that this process had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def worked() -> float:
    """Seconds of processors that processes which ended have taken, ours and others'."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ours(days: list[list[search.Document]]) -> tuple[float, float]:
    """Seconds to write an index in as many processes as processors, and megabytes of the largest of them."""
    with tempfile.TemporaryDirectory() as scratch:
        _days[:], _folder[:] = days, [Path(scratch)]
        with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
            list(pool.map(abs, range(8)))
            begun = time.perf_counter()
            heads = list(pool.map(analyse, range(len(days))))
            plan = search.plan(
                search.Source(f"{2000 + n // 28:04}-01-{1 + n % 28:02}", str(n), head)
                for n, head in enumerate(heads)
            )
            tasks = [(segment, number) for segment in plan.segments for number in range(len(segment.slices))]
            kept: dict[str, bytes] = {}
            for part in pool.map(write, *zip(*tasks, strict=True)):
                kept |= part
            search.directory(plan, kept)
            seconds = time.perf_counter() - begun
            return seconds, max(pool.map(_peak, range(16))) / 1e6


def _peak(_: int) -> int:
    time.sleep(0.02)  # so that every process is asked
    return peak()


def pagefind(files: list[Path], python: str) -> tuple[float, float]:
    """Seconds that Pagefind takes for some pages, and its megabytes."""
    with tempfile.TemporaryDirectory() as scratch:
        for number, file in enumerate(files):
            shutil.copy(file, Path(scratch) / f"{number}.html")
        begun = time.perf_counter()
        command = [python, "-m", "pagefind", "--site", scratch, "--glob", "*.html"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit("Pagefind failed")
        return time.perf_counter() - begun, usage.ru_maxrss * 1024 / 1e6


def compare(folder: Path, python: str) -> None:
    """Print both indexes' time and memory for the same pages."""
    files = sorted(folder.glob("papers/*/*/index.html"))[:MOST]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        days = list(pool.map(documents, [files[n : n + DAILY] for n in range(0, len(files), DAILY)]))
    begun = worked()
    seconds, megabytes = ours(days)
    work = worked() - begun
    say(f"index of {len(files)} pages: {seconds:.1f} s, {work:.1f} of processors, {megabytes:.0f} MB in one")
    begun = worked()
    slow, much = pagefind(files, python)
    hard = worked() - begun
    say(f"Pagefind: {slow:.1f} s, {hard:.1f} of processors, {much:.0f} MB")
    say(f"  {slow / seconds:.1f} times as long, {hard / work:.1f} times the work")
