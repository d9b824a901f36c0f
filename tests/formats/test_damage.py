"""Whatever happens to a file: it loads, nothing is lost, and the time is linear in its size."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sitegen import formats
from sitegen.model import SourceFile
from tests.formats import examples, mutating


def test_damaged_examples_keep_every_promise() -> None:
    files = [(path.name, path.read_bytes()) for path in examples.sources()]
    others = [data for _, data in files]
    dice = random.Random(20250527)
    broken = []
    for _ in range(400):
        name, data = dice.choice(files)
        data = mutating.damaged(data, others, dice)
        broken += [(name, data, fault) for fault in mutating.faults(name, data)]
    assert broken == []


def test_damaged_real_files_keep_every_promise(corpus: Path) -> None:
    paths = [path for path in sorted(corpus.glob("dialects/**/*.md")) if path.stat().st_size < 50_000]
    files = [(path.name, path.read_bytes()) for path in paths]
    others = [data for _, data in files]
    dice = random.Random(20250608)
    broken = []
    for _ in range(200):
        name, data = dice.choice(files)
        data = mutating.damaged(data, others, dice)
        broken += [(name, data, fault) for fault in mutating.faults(name, data)]
    assert broken == []


@pytest.mark.parametrize("source", examples.sources(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_cut_off_anywhere_loses_nothing_of_the_rest(source: Path) -> None:
    data = source.read_bytes()
    for end in range(0, len(data), 7):
        assert mutating.faults(source.name, data[:end]) == []


HEAD = "### [1] [T](https://arxiv.org/abs/2505.00001)\n*A*\n\nMain category: cs.LG\n\nTL;DR: t\n\n<details>\n"
HOSTILE = {
    "one long line": "x" * 1_000_000,
    "open brackets": "### [1] [" + "[" * 300_000,
    "closing links": "### [1] [" + "](" * 300_000,
    "spaces before a link back": "# " + "cs.LG " + " " * 300_000 + "[[Back]](#toc)",
    "stars": "*" * 300_000,
    "bars after authors": HEAD + "* |" * 100_000,
    "headings that never end": "### [1] [T\n" * 30_000,
    "anchors": "<div id='cs.LG'></div>\n\n" * 20_000,
    "labels": HEAD + "Method: m\n\n" * 30_000,
    "unknown labels": HEAD + "".join(f"Label {n}: m\n\n" for n in range(20_000)),
    "the same extra behind": HEAD + "</details>\n" + "[PDF](https://example.org/p)\n" * 20_000,
    "sections": "# cs.LG [[Back]](#toc)\n" * 20_000,
    "papers": HEAD * 3_000,
    "details": HEAD + "<details>\n</details>\n" * 20_000,
    "entries": "- [cs.LG](#cs.LG) [Total: 1]\n" * 20_000,
    "lists of names": HEAD.replace("*A*", "*[" + "[" * 5_000 + "*"),
    "nested values": '{"title": "t", "AI": ' + "[" * 100_000 + "\n",
    "a long number": '{"title": "t", "id": ' + "9" * 100_000 + "}\n",
    "a number too long": "### [" + "9" * 100_000 + "] [T](https://arxiv.org/abs/2505.00001)\n*A*\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_shapes_load_and_lose_nothing(name: str) -> None:
    assert mutating.faults("2025-05-27.md", HOSTILE[name].encode()) == []


def test_a_line_of_ten_megabytes_is_a_field_like_any_other() -> None:
    long = "量子 quantum " * 700_000
    text = f"{HEAD}Abstract: {long}\n\n</details>\n"
    digest = formats.load(SourceFile("2025-05-27.md", text.encode())).digest
    assert digest
    assert digest.sections[0].records[0].fields[-1].text == long.strip()


def test_bytes_that_are_no_utf8_stay_visible_with_their_place() -> None:
    data = HEAD.encode() + b"Abstract: na\xefve\n\n</details>\n"
    loaded = formats.load(SourceFile("2025-05-27.md", data))
    assert loaded.digest
    assert loaded.digest.sections[0].records[0].fields[-1].text == "na\\xefve"
    assert "2025-05-27.md:9:13: warning[invalid-utf8]" in [
        str(said).split(": Here")[0] for said in loaded.diagnostics
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(encoding: str) -> None:
    text = examples.FOLDER.joinpath("canonical/2025-05-27.md").read_text("utf-8")
    plain = formats.load(SourceFile("2025-05-27.md", text.encode()))
    odd = formats.load(SourceFile("2025-05-27.md", text.replace("\n", "\r\n").encode(encoding)))
    assert odd.digest == plain.digest
    assert {said.code for said in odd.diagnostics} <= {"byte-order-mark", "crlf", "utf16"}
