"""The structure of a Markdown digest: contents, sections, and each paper's lines, before any field is read.

Every Markdown syntax but one shares it. A paper starts at a heading ``### [12] [TITLE](URL)``, a section at
a heading that carries a link back, an anchor before it, or a category's name. One pass over the lines, and
all searching in a line is bounded, so the time is linear in the file's size whatever it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sitegen.formats.engine.labels import Label, is_details, label_at, summary_at
from sitegen.formats.engine.links import read_target

_PAPER = re.compile(r"#{2,4} +(?:\[(?P<number>[0-9]{1,9})\] *)?(?P<open>\[)?")
_TITLE_LINES = 6
_ANCHOR = re.compile(r"\s*<(div|a) +(?:id|name) *= *['\"]?([^'\"<>]{0,200}?)['\"]? *>\s*(?:</\1>)?\s*")
_BACK = re.compile(r"\s*(?:\[\[[^\[\]]{0,60}\]\]|\[[^\[\]]{0,60}\])\(#[^()]{0,60}\)$")
_BACK_LENGTH = 140
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_WITH_ID = re.compile(r"(\S.{0,200}?)\s*\[([A-Za-z][\w.-]{1,40})\]")
_ARXIV_CATEGORY = re.compile(
    r"(?:cs|math|stat|eess|econ|q-bio|q-fin|physics|astro-ph|cond-mat|nlin)\.[A-Za-z-]{2,20}"
    r"|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph"
)
_ENTRY_TOTAL = re.compile(r"\[Total: *(\d{1,9})\]|[(（](\d{1,9}) *(?:篇|件|papers?)?[)）]", re.IGNORECASE)
_NAME_TOTAL = re.compile(r"(.{1,200}?)\s*[(（](\d{1,9}) *(?:篇|件|papers?)?[)）]", re.IGNORECASE)
_DAY_TOTAL = re.compile(r"(?:Total Papers Today|今日总计|共计|本日合計)\s*[:：]?\s*(\d{1,9})", re.IGNORECASE)
_CONTENTS = {"table of contents", "contents", "目录", "目錄", "目次", "목차"}
_REPORT_DATE = re.compile(r"\*{0,2}(?:Report Date|Date|日期)\s*[:：]\*{0,2}\s*(.{1,40})", re.IGNORECASE)
_EMPTY_DAY = re.compile(
    r"没有(?:找到|发现)?(?:新的?)?论文|no (?:new )?papers|新しい論文はありません|새로운 논문이 없",
    re.IGNORECASE,
)
_RULES = {"---", "***", "___", "<hr>", "<hr/>", "<hr />", "</div>", "</a>", "</details>"}
_DETAILS = re.compile(r"<details(?: [^<>]{0,40})?>")
_FRONT_LINES = 60


@dataclass(slots=True)
class Block:
    """One paper's lines: the heading, then ``body`` up to (not with) ``end``; all are indices of lines.

    ``details`` is the first line that opens a block of details, ``close`` the last that closes one,
    ``labels`` all lines that stand where a label may.
    """

    head: int
    number: int | None
    title: str
    target: str
    body: int
    end: int = 0
    details: int = -1
    close: int = -1
    labels: list[Label] = field(default_factory=list)


class Heading(NamedTuple):
    """A heading of the frame, or a dated or counting line of it."""

    at: int
    text: str


class Entry(NamedTuple):
    """A line of the table of contents; ``total`` is None when it states none."""

    at: int
    column: int
    name: str
    anchor: str
    total: int | None


@dataclass(slots=True)
class SectionBlock:
    """A section's papers. ``at`` is its heading's line, -1 for papers before any section."""

    at: int
    category: str
    label: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Skeleton:
    """A file's structure. ``strays`` are non-blank lines outside any paper that are no structure."""

    front: dict[str, str] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    dates: list[Heading] = field(default_factory=list)
    notices: list[Heading] = field(default_factory=list)
    totals: list[tuple[int, int, int]] = field(default_factory=list)
    contents: bool = False
    entries: list[Entry] = field(default_factory=list)
    sections: list[SectionBlock] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        """All papers in the file's order."""
        return [block for section in self.sections for block in section.blocks]


def front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """Read ``key: value`` lines between ``---`` at the file's start; give them and the next line's index."""
    if not lines or lines[0].strip() != "---":
        return {}, 0
    for end in range(1, min(len(lines), _FRONT_LINES)):
        if lines[end].strip() in {"---", "..."}:
            pairs = (line.partition(":") for line in lines[1:end])
            return {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}, end + 1
    return {}, 0


def skeleton(lines: list[str]) -> Skeleton:
    """Find the structure of a Markdown digest."""
    return _Scan(lines).run()


class _Scan:
    """The state of the one pass: the section and the paper that the next line belongs to."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.found = Skeleton()
        self.block: Block | None = None
        self.closed = True  # no paper is open, or its details have been closed
        self.anchor = ""
        self.names: set[str] = set()

    def run(self) -> Skeleton:
        lines = self.lines
        self.found.front, at = front_matter(lines)
        ready = True  # a label may stand on the next line
        while at < len(lines):
            line = lines[at]
            if not line or line.isspace():
                ready = True
                at += 1
                continue
            first = line[0]
            if first == "#":
                after = self._heading(at, line, ready=ready)
                if after:
                    at, ready = after, True
                    continue
            elif "<" in line[:4] and (after := self._tag(at, line)):
                at, ready = after, True
                continue
            if self.block is None:
                self._frame(at, line)
            elif ready:
                ready = self._label(at, line)
            at += 1
        self._close(at)
        return self.found

    # ── papers and sections ─────────────────────────────────────────────────────────────────────────

    def _close(self, end: int) -> None:
        if self.block is not None:
            self.block.end = end
        self.block, self.closed = None, True

    def _heading(self, at: int, line: str, *, ready: bool) -> int:
        """Take a heading as a paper, a section or a part of the frame; give the next line, 0 if it is text."""
        if (paper := self._paper(at, line)) is not None:
            self._close(at)
            if not self.found.sections:
                self.found.sections.append(SectionBlock(-1, "", ""))
            self.found.sections[-1].blocks.append(paper)
            self.block, self.closed, self.anchor = paper, False, ""
            return paper.body
        if self._section(at, line, self.anchor):
            self._close(at)
            return at + 1
        if self.block is not None:
            if ready and (label := label_at(line, at)):
                self.block.labels.append(label)
                return at + 1
            return 0
        return self._frame_heading(at, line)

    def _paper(self, at: int, line: str) -> Block | None:
        start = _PAPER.match(line)
        if not start or (not start["open"] and not start["number"]):
            return None
        inside = not self.closed and self.block is not None and self.block.details >= 0
        number = int(start["number"]) if start["number"] else None
        if start["open"]:
            for after in range(at + 1, min(at + 2 + _TITLE_LINES, len(self.lines) + 1)):
                if after > at + 1 and not _continues(self.lines[after - 1]):
                    break
                if not self.lines[after - 1].rstrip().endswith(")"):
                    continue
                parts = [line[start.end() :], *self.lines[at + 1 : after]]
                text = " ".join(part.strip(" ") for part in parts)
                title, target = _linked(text.rstrip())
                if title is None or target.startswith("{"):
                    continue
                if read_target(target) or number is not None or (not inside and self._authors_follow(after)):
                    if inside and number is None and "/abs/" not in target:
                        return None
                    return Block(at, number, title, target, after)
        if number is not None and not inside and self._authors_follow(at + 1):
            return Block(at, number, line[start.end() :].strip(" "), "", at + 1)
        return None

    def _authors_follow(self, at: int) -> bool:
        following = next((line for line in self.lines[at : at + 3] if line.strip()), "")
        return following.startswith(("*", "> *")) and not following.startswith("**")

    def _section(self, at: int, line: str, anchor: str) -> bool:
        """Begin a section if this heading is one."""
        name, anchor, back = _heading_parts(line, anchor)
        if not name or len(name) > 200 or name.casefold() in _CONTENTS:
            return False
        with_id = _WITH_ID.fullmatch(name)
        known = name in self.names or _ARXIV_CATEGORY.fullmatch(name) is not None
        if with_id and (
            with_id[1] in self.names or name in self.names or _ARXIV_CATEGORY.fullmatch(with_id[2])
        ):
            known = True
        free = self.block is None or self.closed
        level = line.index(" ") if " " in line else 9
        named = back or (level <= 2 and ((anchor and (known or free)) or (known and free)))
        if not named and not (known and level <= 2 and self._paper_follows(at + 1)):
            return False
        category, label = (with_id[2], with_id[1]) if with_id else (name, "")
        if not with_id and not _ARXIV_CATEGORY.fullmatch(name) and _ARXIV_CATEGORY.fullmatch(anchor):
            category, label = anchor, name
        self.found.sections.append(SectionBlock(at, category, "" if label == category else label))
        self.anchor = ""
        return True

    def _paper_follows(self, at: int) -> bool:
        following = next((line for line in self.lines[at : at + 4] if line.strip()), "")
        return _PAPER.match(following) is not None and "](" in following

    def _tag(self, at: int, line: str) -> int:
        """Take a line of details, summary, anchor or rule; give the next line, 0 if it is text."""
        tag = line.strip()
        if self.block is not None:
            if tag == "</details>":
                self.block.close, self.closed = at, True
                return at + 1
            if tag.startswith(("<details>", "<details ", "<summary>")):
                if self.block.details < 0 and tag.startswith("<details"):
                    self.block.details = at
                    self.closed = False
                if label := summary_at(line, at):
                    self.block.labels.append(label)
                return at + 1
        found = _ANCHOR.fullmatch(line) if len(line) < 300 else None
        if not found:
            return 0
        after = at + 1
        while after < len(self.lines) and not self.lines[after].strip():
            after += 1
        if (
            after < len(self.lines)
            and self.lines[after].startswith("#")
            and self._section(after, self.lines[after], found[2])
        ):
            self._close(at)
            return after + 1
        if self.block is not None:
            return 0
        self.anchor = found[2]
        return at + 1

    def _label(self, at: int, line: str) -> bool:
        """Note a label line of the open paper; say whether a label may stand on the line after it."""
        assert self.block is not None  # noqa: S101 - the caller has seen it; this tells the type checker
        if label := label_at(line, at):
            self.block.labels.append(label)
            return True
        return not self.block.labels and line.startswith(("*", "> *"))

    # ── the frame: what stands outside papers ───────────────────────────────────────────────────────

    def _frame_heading(self, at: int, line: str) -> int:
        text = line.lstrip("#").strip()
        if total := _DAY_TOTAL.search(text[:200]):
            self.found.totals.append((at, line.find(total[1]) + 1, int(total[1])))
        elif text.casefold() in _CONTENTS:
            self.found.contents = True
        elif _EMPTY_DAY.search(text[:200]):
            self.found.notices.append(Heading(at, text))
        else:
            self.found.headings.append(Heading(at, text))
        self.anchor = ""
        return at + 1

    def _frame(self, at: int, line: str) -> None:
        text = line.strip()
        if is_structure(text):
            return
        if not self.found.sections and (entry := _entry(at, line)):
            self.found.entries.append(entry)
            self.names.add(entry.name)
        elif dated := _REPORT_DATE.fullmatch(text[:100]):
            self.found.dates.append(Heading(at, dated[1]))
        elif total := _DAY_TOTAL.fullmatch(text[:100].strip("*# ")):
            self.found.totals.append((at, line.find(total[1]) + 1, int(total[1])))
        elif len(text) < 200 and _EMPTY_DAY.search(text):
            self.found.notices.append(Heading(at, text))
        elif not is_back_links(text):
            self.found.strays.append(at)
            if label := label_at(line, at):
                self.found.labels.append(label)


def is_structure(text: str) -> bool:
    """Say whether a stripped line is a rule or opens, names or closes a block of details: nothing to keep."""
    if text in _RULES:
        return True
    return text.startswith("<") and bool(_DETAILS.fullmatch(text) or is_details(text) or summary_at(text, 0))


def is_back_links(text: str) -> bool:
    """Say whether a line holds nothing but links to places of the same page."""
    return (
        len(text) < 400
        and "](#" in text
        and all(part.startswith("[") and _BACK.fullmatch(part) for part in map(str.strip, text.split(" | ")))
    )


def _continues(line: str) -> bool:
    return bool(line.strip()) and not _PAPER.match(line)


def _linked(text: str) -> tuple[str | None, str]:
    """Part ``TITLE](TARGET)``: the title runs to the last ``](``, but for a target that is itself a link."""
    cut = text.find("]([http")
    if cut < 0:
        cut = text.rfind("](")
    return (None, "") if cut < 0 else (text[:cut].strip(" "), text[cut + 2 : -1])


def _heading_parts(line: str, anchor: str) -> tuple[str, str, bool]:
    """Give a heading's words without its own anchor and its link back; the anchor; whether it has the link."""
    hashes = _HEADING.match(line)
    if not hashes or len(line) > 800:
        return "", "", False
    text = line[hashes.end() :].strip()
    if own := _ANCHOR.match(text):
        anchor, text = own[2], text[own.end() :]
    head, tail = text[:-_BACK_LENGTH], text[-_BACK_LENGTH:]
    back = _BACK.search(tail)
    name = (head + tail[: back.start()] if back else text).strip()
    return name, "" if anchor.casefold() in {"toc", "table-of-contents"} else anchor, back is not None


def _entry(at: int, line: str) -> Entry | None:
    text = line.strip()
    if len(text) > 600 or not text.startswith(("- [", "* [", "+ [")):
        return None
    cut = text.rfind("](#")
    end = text.find(")", cut)
    if cut < 0 or end < 0:
        return None
    name, anchor, tail = text[3:cut], text[cut + 3 : end], text[end + 1 :].strip()
    column = line.find(tail) + 1 if tail else line.find("[") + 1
    if total := _ENTRY_TOTAL.fullmatch(tail):
        return Entry(at, column, name, anchor, int(total[1] or total[2]))
    if tail:
        return None
    if named := _NAME_TOTAL.fullmatch(name):
        return Entry(at, column, named[1], anchor, int(named[2]))
    return Entry(at, column, name, anchor, None)
