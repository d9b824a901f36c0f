"""``python -m tests.fuzz.repeated [MEGABYTES]``: how long files of one repeated text take.

Every character that any syntax gives a meaning to, and pairs and lines of them, as a file and as a field.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from sitegen import config, formats, search
from sitegen.model import SourceFile
from sitegen.tasks import documents
from sitegen.typeset import typeset

ONES = [chr(code) for code in range(128)] + list(
    "\x85\xa0\xad\u0300\u200b\u200d\u2028\u202e\u3000\ufeff中あ한é😀：。［ﬁß"
)
MORE = [
    "\n# ", "\n## a\n", "\n### [1] [a](b)\n", "\n- ", "\n1. ", "\n> ", "\n```\n", "\n---\n", "[](", "](", "![", "[x](y) ", "<a ", "</", "<!--", "&lt;", "&#",
    "\\(", "\\[", "$$", "$x$ ", "{}", "{{", "{%", "\\a", "\\begin{a}", "\\frac", "^_", "**", "* ", "a*", "_a", "``", "`a", "--", "\\\\", "\\'", "''", "A: ", "Abstract: ", "\nAbstract: x\n",
    "</details>\n", "<details>", "\n*a*\n", "https://a.b ", "http://", "a.b", "a@b ", "2505.00001 ", "[[", "[a", "{\"a\":", "[1,", "\"a\",", "\\u0041", "\\ud800", "1e9", "null,", "{}\n", "{\"id\":\"1\"}\n",
    "a=1\n", "[a]\n", "a.", "'''", '"""', "#\n", "é́", "中a", "a\u0300", "\r\n", "\r", " \n", "\t\n", "x ", "word. ", "| a ", "<div id='a'></div>\n", "- [a](#a) [Total: 1]\n", "1", "0.1",
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


def main(megabytes: float, texts: list[str]) -> None:
    """Print each input that takes longer than a second, and the longest."""
    longest = (0.0, "")
    for one in texts:
        for number, (path, text) in enumerate(inputs(one, int(megabytes * 1e6))):
            begin = time.process_time()
            try:
                configure(text) if path == "sitegen.toml" else whole(path, text)
            except Exception as error:
                sys.stdout.write(f"{one!r} {number} {path}: {error!r:.200}\n")
            taken = time.process_time() - begin
            longest = max(longest, (taken, f"{one!r} {number} {path}"))
            if taken > megabytes:
                sys.stdout.write(f"{one!r} {number} {path}: {taken:.2f} s\n")
                sys.stdout.flush()
    sys.stdout.write(f"{len(texts)} texts of {megabytes} MB, longest {longest[0]:.2f} s: {longest[1]}\n")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0, sys.argv[2:] or [*ONES, *MORE])
