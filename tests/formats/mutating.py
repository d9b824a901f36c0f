"""Damaged digests, and what must hold of them: no exception, nothing lost, values that pages can be made of.

``python -m tests.formats.mutating 200000 1 [FILE…]`` tries that many damaged examples, or files, and writes
down what broke.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sitegen import formats
from sitegen.formats.engine.findings import CODES
from sitegen.model import Digest, Record, SourceFile
from tests.formats import examples

_TOKENS = [
    *(
        b"</details>",
        b"<details>",
        b"<summary>Details</summary>",
        b"\n### [7] [",
        b"](",
        b")",
        b"[",
        b"|",
        b"\\",
    ),
    *(
        b"\xef\xbb\xbf",
        b"\r\n",
        b"\x00",
        b"\xff",
        b"\xe6\xbc",
        b"\xed\xa0\x80",
        b"\xe2\x80\xa8",
        b"\x0c",
        b"\\ud800",
    ),
    *(
        b"```",
        b"\n---\n",
        b"\n# cs.CL [[Back]](#toc)\n",
        b"</details># cs.DB\n",
        b"<div id='cs.LG'></div>\n",
        b'"',
    ),
    *(
        b"{",
        b"}",
        b"**",
        b"*",
        b"\n\n",
        b"\n",
        b"  ",
        b"\t",
        b"Method: ",
        b"\n\nAbstract: ",
        b"\n> *",
        b"99999999999",
    ),
    *(b"- [cs.LG](#cs.LG) [Total: 9]\n", b"https://arxiv.org/abs/2505.99999", b"javascript:alert(1)"),
    *(b"\n- **arXiv**: ", b"date: 2025-13-40\n"),
]

_TAG = re.compile(r"</?details[^<>]*>|(?:<details[^<>]*>)?\s*<summary>[^<>]*</summary>|<hr ?/?>|</div>|</a>")
_ANCHOR = re.compile(r"<(?:div|a)\s[^<>]*>\s*(?:</(?:div|a)>)?")
_STRUCTURE = [
    re.compile(r"[-*_]{3}"),
    _TAG,
    _ANCHOR,
    re.compile(r"[-*+] \[.*\]\(#.*\).*"),
    re.compile(r"(?:\[.*\]\(#.*\))"),
    re.compile(r"#+\s*(?:Table of Contents|Contents|目录|目錄|目次|목차)", re.IGNORECASE),
    re.compile(r"#+\s.*(?:\[.*\]\(#.*\)|<(?:div|a)\s.*)"),
    re.compile(r"#*\W*(?:Total Papers Today|今日总计)\W*[0-9]+[\s篇论文]*", re.IGNORECASE),
    re.compile(r"\W*(?:Report Date|Date|日期)\W*[0-9-]+", re.IGNORECASE),
    re.compile(r"#+\s*[0-9]{4}[-./][0-9]{2}[-./][0-9]{2}"),
    re.compile(r"#{1,3}\s+\S*\w\.\w\S*.*"),
]
_IGNORED = set(" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029#*[]()<>-_|:：>\ufeff`.,\"'{}·")


def damaged(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """Damage a file in one to four ways: bytes changed, cut, doubled, moved, tokens put in, files spliced."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data) + 1)
        to = min(len(data), at + dice.choice([1, 2, 8, 64, 400]))
        kind = dice.randrange(8)
        if kind == 0:
            data = data[:at]
        elif kind == 1:
            data = data[:at] + data[to:]
        elif kind == 2:
            data = (
                data[:at] + bytes(dice.randrange(256) for _ in range(dice.choice([1, 1, 1, 3]))) + data[to:]
            )
        elif kind == 3:
            data = data[:at] + dice.choice(_TOKENS) + data[at:]
        elif kind == 4:
            data = data[:to] + data[at:to] * dice.choice([1, 3]) + data[to:]
        elif kind == 5:
            other = dice.choice(others)
            data = data[:at] + other[dice.randrange(len(other) + 1) :]
        elif kind == 6:
            lines = data.split(b"\n")
            one, two = dice.randrange(len(lines)), dice.randrange(len(lines))
            lines[one], lines[two] = lines[two], lines[one]
            data = b"\n".join(lines)
        else:
            data = (
                data.replace(b"\n", b"\r\n")
                if dice.random() < 0.1
                else data[:at] + dice.choice(_TOKENS) + data[to:]
            )
    return data


def told(digest: Digest) -> Iterator[str]:
    """Give every text of a digest."""
    yield digest.title
    for section in digest.sections:
        yield section.category
        yield section.label
        for record in section.records:
            yield from record_texts(record)
    for remark in digest.remarks:
        yield remark.text


def record_texts(record: Record) -> Iterator[str]:
    """Give every text of a record."""
    yield record.title
    yield record.url
    yield ",".join(record.authors)
    yield str(record.number)
    for field in record.fields:
        yield field.label
        yield field.text


def _characters(text: str) -> Counter[str]:
    return Counter(character for character in text if character not in _IGNORED)


def faults(path: str, data: bytes) -> list[str]:
    """Load a file and say what of the promises it breaks."""
    loaded = formats.load(SourceFile(path, data))
    found = [f"unknown code {said.code}" for said in loaded.diagnostics if said.code not in CODES]
    lines = data.count(b"\n") + 1
    found += [f"place {said}" for said in loaded.diagnostics if not 0 <= said.position.line <= lines]
    digest = loaded.digest
    if digest is None:
        codes = {said.code for said in loaded.diagnostics}
        return found if codes & {"not-a-digest", "no-date"} else [*found, "no digest and no reason"]
    "".join(told(digest)).encode("utf-8")  # raises for half characters
    categories = [section.category for section in digest.sections]
    if len(set(categories)) != len(categories):
        found.append("a category twice")
    for section in digest.sections:
        for record in section.records:
            names = [field.name for field in record.fields]
            if len(set(names)) != len(names) or not all(names):
                found.append(f"field names {names}")
    mended = {said.position.line for said in loaded.diagnostics if said.code == "repaired-link"}
    lost = _lost_json(data, digest) if loaded.syntax == "json-lines" else _lost(data, digest, mended)
    return [*found, f"lost {lost}"] if lost else found


def _lost(data: bytes, digest: Digest, mended: set[int]) -> str:
    """Count characters: those of the file, but for lines of structure, must all be in the digest."""
    text = data.decode("utf-8", "backslashreplace")
    wanted: Counter[str] = Counter()
    rows = text.split("\n")
    start = next((at + 1 for at in range(1, min(60, len(rows))) if rows[at].strip() in {"---", "..."}), 0)
    front = start if rows[0].lstrip("\ufeff").strip() == "---" else 0
    for number in list(mended):  # a title may run over lines, to the one that its link ends
        end = next(
            (n for n in range(number, number + 7) if rows[n - 1 : n] and rows[n - 1].rstrip().endswith(")")),
            0,
        )
        mended.update(range(number, end + 1))
    headings: set[str] = set()  # a section told twice is joined, so its heading stands once
    for number, row in enumerate(rows, 1):
        if row.startswith("#") and not row.startswith("### ["):
            if row in headings:
                continue
            headings.add(row)
        for part in re.split(r"(?<=^</details>)(?=#)", row):
            line = part.strip().strip("\ufeff")
            if number <= front or number in mended or any(shape.fullmatch(line) for shape in _STRUCTURE):
                continue
            line = line.removesuffix("</details>")
            line = re.sub(r"^(#+\s+)\[0*([0-9]+)\]", r"\1[\2]", line)
            line = re.sub(r"(?i)^- +\*\*\W*(?:arXiv|Authors)\W*?\*\* ?[:：](?: *\[[^\[\]]*\])?", "", line)
            wanted += _characters(line)
    missing = wanted - _characters("".join(told(digest)))
    return "".join(missing.elements())


def _lost_json(data: bytes, digest: Digest) -> str:
    text = data.decode("utf-8", "backslashreplace")
    said = "".join("".join(told(digest)).split())
    lost = []
    for row in text.removeprefix("\ufeff").split("\n"):
        value = _json(row) or _json(re.sub(r"\\x(?=[89a-f][0-9a-f])", r"\\\\x", row))
        if value is None:
            lost += [row] if "".join(row.split()) not in said else []
            continue
        for leaf in _leaves(value):
            shown = re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", leaf)
            lost += [leaf] if "".join(shown.split()) not in said else []
    return repr(lost) if lost else ""


def _json(row: str) -> object:
    try:
        return json.loads(row, strict=False)
    except ValueError:
        return None


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield value if isinstance(value, str) else json.dumps(value)


def main(count: int, seed: int, paths: list[Path]) -> None:
    """Try damaged files, and write each new kind of fault to standard error."""
    dice = random.Random(seed)
    files = [(path.name, path.read_bytes()) for path in paths]
    others = [data for _, data in files]
    kinds: Counter[str] = Counter()
    for number in range(count):
        name, data = dice.choice(files)
        data = damaged(data, others, dice)
        try:
            found = faults(name, data)
        except Exception as error:
            found = [f"raised {error!r}"]
        for fault in found:
            kind = fault[:24]
            kinds[kind] += 1
            if kinds[kind] <= 2:
                sys.stderr.write(f"{number} {name} {fault}\n{data!r}\n\n")
    sys.stderr.write(f"{count} files tried, faults: {dict(kinds)}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), [Path(name) for name in sys.argv[3:]] or examples.sources())
