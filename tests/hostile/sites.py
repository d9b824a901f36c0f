"""Whole sites of hostile texts: vectors at every place of a digest, in every syntax, and in the settings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sitegen import formats
from sitegen.formats.engine.grammar import Grammar
from tests.formats import writing
from tests.formats.writing import Day, Written
from tests.sites import SiteBuilder, Told

GRAMMARS = {
    syntax.name: syntax for syntax in formats.FORMATS if isinstance(syntax, Grammar) and syntax.papers
}
# A word that stands in every paper, so that a search finds all of them.
WORD = "hostility"
PLACES = ("title", "author", "every field", "link", "category", "label", "file name", "setting")


def line(vector: str) -> str:
    """A vector on one line, for places that are lines."""
    return " ".join(vector.split()) or "x"


def written(number: int, vector: str, fields: int) -> Written:
    """A paper that holds a vector in its title, its authors and all its fields, alone and amid words."""
    texts = [vector, f"{WORD} {vector} {WORD}", f"x\n\n{vector}", f"- {line(vector)}\n- {vector}"]
    return Written(
        title=f"{line(vector)} {WORD}",
        url=f"https://arxiv.org/abs/2505.{number:05}",
        authors=(line(vector).replace(",", " "), "Ada Lovelace"),
        texts=tuple(texts[n % len(texts)] for n in range(fields)),
    )


def linked(number: int, address: str, fields: int) -> Written:
    """A paper whose link is hostile; so it is not known by an id, and its title is its own."""
    return Written(f"Link {number} {WORD}", line(address), ("Ada Lovelace",), ("It works.",) * fields)


def day(vectors: Sequence[str], links: Sequence[str], fields: int, first: int) -> Day:
    """A day of all that: each vector once more as the name of a category, which has two papers or more."""
    papers = [written(first + n, vector, fields) for n, vector in enumerate(vectors)]
    papers += [linked(first + n, address, fields) for n, address in enumerate(links)]
    size = max(2, len(papers) // 12)
    groups = [papers[start : start + size] for start in range(0, len(papers), size)]
    names = [line(vectors[n * size % len(vectors)])[:60] for n in range(len(groups))]
    return Day(tuple((name, tuple(group)) for name, group in zip(dict.fromkeys(names), groups, strict=False)))


def _json(told: Day) -> str:
    """JSON Lines, the vectors also as names of fields, which become labels."""
    rows = [json.loads(row) for row in writing.write_json(told).split("\n")[:-1]]
    for row in rows:
        row["AI"][line(row["title"])[:80]] = row["summary"]
        row["AI"]["motivation"] = row["title"]
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def writers() -> dict[str, tuple[str, int, Callable[[Day], str]]]:
    """For each syntax its file's ending, the number of fields of a paper, and how a day is written."""
    found: dict[str, tuple[str, int, Callable[[Day], str]]] = {
        name: (".md", len(writing.slots(grammar)), _writer(grammar)) for name, grammar in GRAMMARS.items()
    }
    return found | {"json-lines": (".jsonl", 4, _json), "jekyll": (".md", 3, writing.write_jekyll)}


def _writer(grammar: Grammar) -> Callable[[Day], str]:
    return lambda told: writing.write(grammar, told)


def digests(vectors: Sequence[str], links: Sequence[str], *, whole: bool) -> Iterator[tuple[str, str]]:
    """Give digest files, as (name, text): one a syntax, with all vectors, or with a share of its own."""
    kinds = writers()
    for number, (name, (ending, fields, write)) in enumerate(kinds.items()):
        share = slice(None) if whole else slice(number, None, len(kinds))
        told = day(vectors[share], links[share], fields, 1_000 * number + 1)
        stem = "".join(char for char in line(vectors[7 * number % len(vectors)]) if char not in "/\0")[:80]
        yield f"2025-05-{number + 1:02} {name} {stem}{ending}", write(told)


def settings(vectors: Sequence[str], shift: int) -> str:
    """A configuration that holds hostile text wherever it may hold any."""
    shown = [line(vector) for vector in vectors if line(vector).isprintable()]  # others are refused
    at = [shown[(shift + n) % len(shown)] for n in range(4)]
    names = {vector[:60].strip(): vector for vector in shown}
    tables = "\n".join(f"{json.dumps(name)} = {json.dumps(words)}" for name, words in names.items())
    labels = "\n".join(f'{json.dumps(name)} = "motivation"' for name in names)
    return (
        f"title = {json.dumps(at[0])}\ndescription = {json.dumps(at[1])}\nauthor = {json.dumps(at[2])}\n"
        'base_url = "https://example.org/"\nsilence = ["total-differs"]\napi = "full"\n'
        f"[categories.names]\n{tables}\n[labels]\n{labels}\n"
    )


def site(
    root: Path, vectors: Sequence[str], links: Sequence[str], *, whole: bool, config: str
) -> SiteBuilder:
    """A site of hostile digests."""
    made = SiteBuilder(root).config(config)
    for name, text in digests(vectors, links, whole=whole):
        made.file(f"content/{name}", text.encode("utf-8", "surrogatepass"))
    return made


def named(root: Path, vectors: Sequence[str]) -> SiteBuilder:
    """A site of a digest a vector: it is the file's name and the address of the one paper."""
    made = SiteBuilder(root).config('base_url = "https://example.org/"')
    for n, vector in enumerate(vectors):
        name = line(vector).replace("/", "").replace("\0", "").encode()[:150].decode("utf-8", "ignore")
        made.digest(f"2025-05-{1 + n % 28:02} {n} {name}", Told(f"x{n}", f"Named {n}", url=line(vector)))
    return made
