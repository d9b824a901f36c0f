"""``python -m tests.fuzz.repeated [MEGABYTES [TEXT…]]``: how long files of one repeated text take.

Every character that any syntax gives a meaning to, and pairs and lines of them: as a digest file, as a field, as
a title, as JSON Lines and in them, as a configuration and as a value of it. It counts processor time of loading,
typesetting and analysing for the search, and prints what takes more than a second a megabyte.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

from sitegen import config, formats, search
from sitegen.digesting import documents
from sitegen.model import SourceFile
from sitegen.typeset import typeset

if TYPE_CHECKING:
    from _typeshed import TraceFunction

ONES = [chr(code) for code in range(128)] + list(
    "\x85\xa0\xad\u0300\u200b\u200d\u2028\u202e\u3000\ufeff中あ한é😀：。［ﬁß"
)
MORE = [
    "\n# ", "\n## a\n", "\n### [1] [a](b)\n", "\n- ", "\n1. ", "\n> ", "\n```\n", "\n---\n", "[](", "](", "![", "[x](y) ", "<a ", "</", "<!--", "&lt;", "&#",
    "\\(", "\\[", "$$", "$x$ ", "{}", "{{", "{%", "\\a", "\\begin{a}", "\\frac", "^_", "**", "* ", "a*", "_a", "``", "`a", "--", "\\\\", "\\'", "''", "A: ", "Abstract: ", "\nAbstract: x\n",
    "</details>\n", "<details>", "\n*a*\n", "https://a.b ", "http://", "a.b", "a@b ", "2505.00001 ", "[[", "[a", "{\"a\":", "[1,", "\"a\",", "\\u0041", "\\ud800", "1e9", "null,", "{}\n", "{\"id\":\"1\"}\n",
    "a=1\n", "[a]\n", "[[a]]\n", "a={", "a=[", "a.", "'''", '"""', "#\n", "é́", "中a", "a\u0300", "\r\n", "\r", " \n", "\t\n", "x ", "word. ", "| a ", "| - ", "[^1]", "~~", "==", "\\begin{", "\\left(", "${", "{#", "%}", "\\\\(", "> > ", "- - ", "\n    ", "\n\n", "&", "&amp;", "ＡＢ", "①", "\u0301\u0300", "\x00\x1b", "ｱ", "<div id='a'></div>\n", "- [a](#a) [Total: 1]\n", "1", "0.1",
]  # fmt: skip
HEAD = "### [1] [A title](https://arxiv.org/abs/2505.00001)\n*Ada*\n\nMain category: cs.LG\n\nTL;DR: x\n\n<details>\n  <summary>Details</summary>\nAbstract: "


def whole(path: str, text: str) -> None:
    """Do all that a build does with one digest file before it makes pages."""
    loaded = formats.load(SourceFile(path, text.encode("utf-8", "surrogatepass")))
    if loaded.digest:
        done = typeset(loaded.digest, {})
        search.analyse(documents(loaded.digest, done)[: search.MOST_DOCUMENTS])


def configure(text: str) -> None:
    """Read a configuration."""
    config.load(text, "sitegen.toml")


def inputs(one: str, size: int) -> Iterator[tuple[str, str]]:
    """Give the files that repeat a text, as (name, text), about so many bytes each."""
    text = one * (size // len(one.encode("utf-8", "surrogatepass")))
    yield "2025-05-27.md", text
    yield "2025-05-27.md", HEAD + text
    yield "2025-05-27.md", HEAD.replace("A title", text.replace("\n", " "))
    yield "2025-05-27.jsonl", text
    yield (
        "2025-05-27.jsonl",
        '{"id": "2505.00001", "title": "x", "categories": ["cs.LG"], "summary": "' + text,
    )
    yield "sitegen.toml", text
    yield "sitegen.toml", f'title = """{text}"""'


def read(path: str, text: str) -> None:
    """Read a file as what its name says."""
    configure(text) if path == "sitegen.toml" else whole(path, text)


def steps(path: str, text: str) -> int:
    """Count the lines of code that run while a file is read: what no other work on the machine changes."""
    count = 0

    def trace(_: FrameType, event: str, __: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(path, text)
    finally:
        sys.settrace(before)
    return count


def main(megabytes: float, texts: list[str]) -> None:
    """Print each input that takes longer than a second a megabyte, then the ten that take longest."""
    all_taken = []
    for one in texts:
        for number, (path, text) in enumerate(inputs(one, int(megabytes * 1e6))):
            begin = time.process_time()
            try:
                read(path, text)
            except Exception as error:
                sys.stdout.write(f"{one!r} {number} {path}: {error!r:.200}\n")
            taken = time.process_time() - begin
            all_taken.append((taken, f"{one!r} {number} {path}"))
            if taken > megabytes:
                sys.stdout.write(f"{one!r} {number} {path}: {taken:.2f} s\n")
                sys.stdout.flush()
    sys.stdout.write(f"{len(texts)} texts, {len(all_taken)} files of {megabytes} MB; the longest:\n")
    for taken, told in sorted(all_taken, reverse=True)[:10]:
        sys.stdout.write(f"{taken:.2f} s: {told}\n")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0, sys.argv[2:] or [*ONES, *MORE])
