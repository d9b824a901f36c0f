"""What is fuzzed: one function a reader of foreign bytes. Each takes any bytes and asserts what must hold.

A target never knows who calls it: hypothesis in the suite, a coverage-guided fuzzer for hours, or a file of
``found/`` that once broke it.
"""

from __future__ import annotations

import re
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

from sitegen import config, manifest, sources
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model import Entry, OutlineSection, Page, Prose
from sitegen.output import Output, OutputFault
from sitegen.search.analysis import analyse, read_bands
from sitegen.search.heads import read as read_head
from sitegen.store import Store, StoreDamageError, content_key, write_sealed
from sitegen.text import block, inline, language, name, plain
from tests.formats import mutating
from tests.search.archive import Archive, paper
from tests.search.reader import Index
from tests.text.reader import lost, read

Target = Callable[[bytes], None]

NAMES = (
    "2025-05-27.md", "2025-05-27.jsonl", "deep/er/2025-05-27_cs.md", "x.md",
    "2025-06-08_AI_enhanced_Chinese.jsonl",
    "2025-13-45.markdown", "README.md",
)  # fmt: skip


def loaders(data: bytes) -> None:
    """Each syntax, by way of the door that picks one: the first byte chooses the file's name."""
    path = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
    headings = b"".join(line for line in data.split(b"\n") if line.startswith(b"#")).decode(
        "utf-8", "replace"
    )
    for fault in mutating.faults(path, data[1:]):
        # A heading that says again what the title or another one says is shown once.
        assert fault.startswith("lost "), fault
        assert set(fault[5:]) <= set(headings), fault


def renderer(data: bytes) -> None:
    """Titles, fields and names: nothing but harmless elements, nothing lost."""
    text = data.decode("utf-8", "surrogateescape")
    for html in (block(text).html, f"<p>{inline(text).html}</p>"):
        read(html)
        # To follow all readings of the marks takes long; brackets of addresses and commands have too many.
        if len(text) < 2_000 and "<a " not in html and not re.search(r"\\[A-Za-z]+\{", text):
            assert lost(text, html) == ""
    plain(text).encode()
    name(text).encode()
    assert language(text) in {"zh", "ja", "ko", "en", "und"}


def configuration(data: bytes) -> None:
    """A configuration is read, or said to be wrong at a place; what is wrong keeps its default."""
    text = data.decode("utf-8", "surrogateescape")
    settings, found = config.load(text, "sitegen.toml")
    lines = text.count("\n") + 1
    for said in found:
        assert said.severity is Severity.ERROR
        assert said.code in config.CODES
        assert 1 <= said.position.line <= lines, said
    assert list(found) == sorted(found)
    for field in fields(Config):
        value, default = getattr(settings, field.name), getattr(Config(), field.name)
        assert isinstance(value, type(default)), field.name
    assert not settings.base_url or settings.base_url.endswith("/")
    assert settings.base_path.startswith("/")
    assert settings.base_path.endswith("/")


# ── the store: once as it was damaged, once as a stranger sealed it ─────────────────────────────────

_ENTRY = '["2505.1",null,"T","T","en",["A"],1,[["tldr","TL;DR","en","<p>x</p>"]],null,""]'
SEALED: dict[str, bytes] = {
    "outline": b'[{"path":"a.md","date":"2025-05-27","title":"","sections":[["cs.LG","",1,'
    b'[["2505.1",0,1,3,9,"h","f"]]]],"remarks":[["n","l","en","<p>x</p>"]],"alike":"a"},[["a.md",1,1,2,"code","message"]]]',
    "slice": b'[["a.bin"],{"a/0":"[[\\"a\\",1]]"}]',
    "hashes": b'{"a.md":[[1,2,3,4],"abc"]}',
    "manifest": b'{"everything":"x","told":{"digests":1,"records":1,"papers":1,"files_total":1,"bytes":1,'
    b'"diagnostics":[]},"given":{"a":"b"},"files":{"a/":["x",3]}}',
    "moving": b'["a/","b"]',
}
OPEN: dict[str, bytes] = {
    "entries": f"[0,{len(_ENTRY)}]\n{_ENTRY}".encode(),
    "words": b'[[3,"6b6c8a2a"],[0,""]]\nabc',
}


def store(data: bytes) -> None:
    """What is read of a store: it is as it was written, or it is damaged; there is no third.

    The first byte chooses the kind of file, its top bit whether the seal is made to fit.
    """
    kinds = [*SEALED, *OPEN]
    kind = kinds[data[0] % len(kinds)] if data else kinds[0]
    fits = bool(data) and data[0] > 127
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        kept = Store(root / "cache")
        kept.put_skipped("k", ())
        kept.put_slice("k", ["a"], {})
        body = data[1:]
        with suppress(StoreDamageError):
            _reading(kind, fits, body, root, kept)


def _reading(kind: str, fits: bool, body: bytes, root: Path, kept: Store) -> None:  # noqa: FBT001
    write = write_sealed if fits else lambda file, data: file.write_bytes(data)
    if kind == "outline":
        write(root / "cache/digests/k.json", body)
        outline, found = kept.outline("k")
        assert all(isinstance(one, Diagnostic) for one in found)
        if outline:
            assert all(isinstance(one, OutlineSection) for one in outline.sections)
            assert all(isinstance(one, Prose) for one in outline.remarks)
    elif kind == "slice":
        write(root / "cache/slices/k.json", body)
        written = kept.slice("k")
        assert all(isinstance(part, bytes) for part in written.kept.values())
    elif kind == "hashes":
        write(root / "cache/sources.json", body)
        (root / "content").mkdir()
        (root / "content/a.md").write_bytes(b"x")
        [file] = sources.content_files(root / "content", root / "cache")
        assert fits or file.digest == sources.content_files(root / "content", root / "other")[0].digest
    elif kind in ("manifest", "moving"):
        _manifest(root, kind, body, fits=fits)
    elif kind == "entries":
        (root / "cache/digests/k.entries").write_bytes(body)
        for index in (0, 1, 2, 10**9):
            with suppress(StoreDamageError):
                assert isinstance(kept.entries("k").get(index, content_key(body[-8:])[:16]), Entry)
    else:
        (root / "cache/digests/k.words").write_bytes(body)
        for part in (0, 1, 17):
            with suppress(StoreDamageError):
                kept.words("k").part(part)


def _manifest(root: Path, kind: str, body: bytes, *, fits: bool) -> None:
    (root / "public").mkdir()
    (root / "public/.sitegen").touch()
    (root / "kept").write_text("mine")
    now = manifest.Manifest(manifest.Files({"a": "x"}, {"a": 1}), everything="x")
    manifest.save(root / "cache", root / "public", now)
    [file] = (root / "cache").glob("output-*.json")
    if kind == "manifest":
        file.write_bytes((manifest._seal(body) + b"\n" if fits else b"") + body)
    else:
        (write_sealed if fits else Path.write_bytes)(file.with_suffix(".moving"), body)
    past = manifest.load(root / "cache", root / "public")
    todo = manifest.staleness([Page("a", "static", "x", None)], past, {})
    output = Output(root / "public")
    with suppress(OutputFault):
        output.commit(todo.removed)
    assert (root / "kept").read_text() == "mine"


# ── the search index: a digest's analysis, as the next build reads it ───────────────────────────────

ANALYSIS = analyse([paper("2505.1", "Of graphs"), paper("2505.2", "图 graphs", tldr="It works.")])


def index(data: bytes) -> None:
    """Heads and bands of an analysis: read, or said to be no such thing by ``ValueError``.

    An odd first byte has the rest read as a band of words, an even one as a band of pairs.
    """
    words, data = bool(data) and bool(data[0] % 2), data[1:]
    with suppress(ValueError):
        head = read_head(data)
        assert len(head.keys) == len(head.levels) == len(head.prints)
    with suppress(ValueError):
        postings = read_bands([data], words=words)
        assert len(postings.terms) == len(postings.counts)
        assert sum(postings.counts) == len(postings.row)


# ── the search's files, as docs/search-format.md has them ───────────────────────────────────────────

PUBLISHED = (
    Archive()
    .day("2025-05-01", *(paper(f"2505.{n}", f"Graphs {n}", tldr="知识图谱 works.") for n in range(9)))
    .day("2025-05-02", paper("2505.3", "Graphs 3", abstract="Of graphs."), paper("2505.20", "图 graphs"))
    .files()
)
_PUBLISHED = sorted(PUBLISHED)


def published(data: bytes) -> None:
    """Each file of an index in a damaged form: it is read, or an exception tells, and neither takes long.

    The first byte chooses the file, the second whether what follows is packed first (most often) or taken
    for what is served.
    """
    name = _PUBLISHED[data[0] % len(_PUBLISHED)] if data else _PUBLISHED[0]
    packed = data[2:] if len(data) > 1 and data[1] > 191 else _deflated(data[2:])
    with suppress(*_TOLD):
        found = Index((PUBLISHED | {name: packed}).__getitem__)
        for number in (0, found.documents - 1):
            with suppress(*_TOLD):
                found.hit(number)
        for term in ("graph", "2505.3", "图", "知识", "zzz"):
            with suppress(*_TOLD):
                found.papers(term)


# Whoever reads a damaged file meets one of these.
_TOLD = (ValueError, IndexError, KeyError, TypeError, AssertionError, RuntimeError, OverflowError, zlib.error)


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def inflated(data: bytes) -> bytes:
    """What a published file holds, if it is packed without a primer."""
    try:
        return zlib.decompress(data, -15)
    except zlib.error:
        return data


TARGETS: dict[str, Target] = {
    "loaders": loaders,
    "renderer": renderer,
    "configuration": configuration,
    "store": store,
    "index": index,
    "published": published,
}
