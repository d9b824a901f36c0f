"""A digest file as lines of text: decoded, split at LF alone, with every line's number kept."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sitegen.formats.engine.findings import Findings
from sitegen.formats.engine.skeleton import Block, Skeleton, skeleton
from sitegen.formats.engine.template import Signature, shares
from sitegen.model import SourceFile

_GLUED = re.compile(r"</details>(?=#{1,4} )")
_CONTROLS = bytes(sorted({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D}))
_SAMPLE = 100


@dataclass(frozen=True)
class Sheet:
    """One file's lines. ``numbers[i]`` is the line of the file that ``lines[i]`` stands on.

    The two differ from i + 1 only after a line that held two (``</details># cs.CL``).
    """

    path: str
    lines: list[str]
    numbers: Sequence[int]
    findings: Findings

    @cached_property
    def skeleton(self) -> Skeleton:
        """The file's structure as a Markdown digest; every Markdown syntax starts from it."""
        return skeleton(self.lines)

    @cached_property
    def sample(self) -> list[Block]:
        """The first papers: enough to tell the syntax by."""
        return self.skeleton.blocks[:_SAMPLE]

    @cached_property
    def shares(self) -> dict[Signature, float]:
        """For each label as the file writes it, the share of the sampled papers that have it."""
        return shares(self.sample)


def decode(source: SourceFile) -> Sheet:
    r"""Turn bytes into lines.

    Bytes that are no UTF-8 stay visible as ``\xff``. A byte order mark and the CR of CR LF are taken
    away; every other control character stays, since crawlers eat backslashes: a BS before ``eta`` was
    ``\beta``. Lines end at LF alone: FF, VT, NEL and U+2028 occur inside text.
    """
    findings = Findings(source.path)
    text = _text(source.data, findings)
    if text.startswith("\ufeff"):
        findings.add("byte-order-mark", 1, 1, "The file begins with a byte order mark; it is left out.")
        text = text[1:]
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    if "\r\n" in text:
        first = next(i for i, line in enumerate(lines) if line.endswith("\r"))
        count = sum(line.endswith("\r") for line in lines)
        column = len(lines[first])
        findings.add("crlf", first + 1, column, f"{count} lines end in CR LF; they are read as ending in LF.")
        lines = [line.removesuffix("\r") for line in lines]
    if len(source.data.translate(None, _CONTROLS)) != len(source.data):
        _report_controls(lines, findings)
    return _unglued(source.path, text, lines, findings)


def _text(data: bytes, findings: Findings) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        findings.add(
            "utf16", 1, 1, "The file is written in UTF-16; UTF-8 was expected. It is read as UTF-16."
        )
        text = data.decode("utf-16", "replace")
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        findings.add(
            "invalid-utf8",
            line,
            column,
            "Here and perhaps later stand bytes that are no UTF-8; shown as \\xff.",
        )
        return data.decode("utf-8", "backslashreplace")


def _report_controls(lines: list[str], findings: Findings) -> None:
    pattern = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
    count, place = 0, (0, 0)
    for number, line in enumerate(lines, 1):
        if not line.isprintable() and (found := pattern.search(line)):
            count += 1
            place = place if place[0] else (number, found.start() + 1)
    if count:
        message = f"{count} lines hold control characters such as NUL or BS; their text is kept."
        findings.add("control-characters", *place, message)


def _unglued(path: str, text: str, lines: list[str], findings: Findings) -> Sheet:
    """Part lines like ``</details># cs.CL``, which a publisher's script glued together."""
    if "</details>#" not in text:
        return Sheet(path, lines, range(1, len(lines) + 1), findings)
    parted: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, 1):
        pieces = _GLUED.match(line)
        parts = [line] if not pieces else [line[: pieces.end()], line[pieces.end() :]]
        parted += parts
        numbers += [number] * len(parts)
    return Sheet(path, parted, numbers, findings)
