"""The structure of a Markdown digest: contents, sections, and each paper's lines, before any field is read.

Every Markdown syntax but one shares it. A paper starts at a heading ``### [12] [TITLE](URL)``, a section at
a heading that carries a link back, an anchor before it, or a category's name. One pass over the lines, and
all searching in a line is bounded, so the time is linear in the file's size whatever it holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sitegen.formats.engine import rows
from sitegen.formats.engine.labels import Label, label_at, summary_at
from sitegen.formats.engine.links import read_target
from sitegen.formats.engine.rows import Entry

_TITLE_LINES = 6


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
        self.found.front, at = rows.front_matter(lines)
        ready = True  # a label may stand on the next line
        while at < len(lines):
            line = lines[at]
            if not line or line.isspace():
                ready = True
                at += 1
                continue
            after = 0
            if line[0] == "#":
                after = self._heading(at, line, ready=ready)
            elif line[0] in "< " and "<" in line[:4]:
                after = self._tag(at, line)
            if after:
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
        """Take a heading as a paper, a section or part of the frame; give the next line, 0 if it is text."""
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
        start = rows.PAPER.match(line)
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
                title, target = rows.linked(text.rstrip())
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
        """Begin a section if this heading is one.

        It is one by its link back. By the anchor before it or by a known name it is one where no paper's
        details are open, or where a paper's heading follows.
        """
        title = rows.title_of(line, anchor)
        if (
            title is None
            or not title.words
            or len(title.words) > 200
            or title.words.casefold() in rows.CONTENTS
        ):
            return False
        category, label = self._named(title.words, title.anchor)
        known = bool({title.words, label or category} & self.names or rows.ARXIV_CATEGORY.fullmatch(category))
        if not title.back:
            free = self.block is None or self.closed
            likely = (known and (free or title.anchor)) or (title.anchor and free)
            if title.level > 2 or not (likely or (known and self._paper_follows(at + 1))):
                return False
        self.found.sections.append(SectionBlock(at, category, label))
        self.anchor = ""
        return True

    def _named(self, words: str, anchor: str) -> tuple[str, str]:
        """Give a section's category and, where its heading says more, the heading's words."""
        if with_id := rows.NAME_WITH_ID.fullmatch(words):
            return with_id[2], "" if with_id[1] == with_id[2] else with_id[1]
        if not rows.ARXIV_CATEGORY.fullmatch(words) and rows.ARXIV_CATEGORY.fullmatch(anchor):
            return anchor, words
        return words, ""

    def _paper_follows(self, at: int) -> bool:
        following = next((line for line in self.lines[at : at + 4] if line.strip()), "")
        return rows.PAPER.match(following) is not None and "](" in following

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
        anchor = rows.anchor_at(line)
        if anchor is None:
            return 0
        after = at + 1
        while after < len(self.lines) and not self.lines[after].strip():
            after += 1
        following = self.lines[after] if after < len(self.lines) else ""
        if following.startswith("#") and self._section(after, following, anchor):
            self._close(at)
            return after + 1
        if self.block is not None:
            return 0
        self.anchor = anchor
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
        if total := rows.DAY_TOTAL.search(text[:200]):
            self.found.totals.append((at, line.index(total[0]) + 1, int(total[1])))
        if total and len(text) < 200 and not rows.DAY_TOTAL.sub("", text).strip(" 篇论文.。"):
            pass
        elif text.casefold() in rows.CONTENTS:
            self.found.contents = True
        elif rows.EMPTY_DAY.search(text[:200]):
            self.found.notices.append(Heading(at, text))
        else:
            self.found.headings.append(Heading(at, text))
        self.anchor = ""
        return at + 1

    def _frame(self, at: int, line: str) -> None:
        text = line.strip()
        if rows.is_structure(text):
            return
        if not self.found.sections and (entry := rows.entry_at(at, line)):
            self.found.entries.append(entry)
            self.names.add(entry.name)
        elif dated := rows.REPORT_DATE.fullmatch(text[:100]):
            self.found.dates.append(Heading(at, dated[1]))
        elif total := rows.DAY_TOTAL.fullmatch(text[:100].strip("*# ")):
            self.found.totals.append((at, line.index(total[0]) + 1, int(total[1])))
        elif len(text) < 200 and rows.EMPTY_DAY.search(text):
            self.found.notices.append(Heading(at, text))
        elif not rows.is_back_links(text):
            self.found.strays.append(at)
            if label := label_at(line, at):
                self.found.labels.append(label)


def _continues(line: str) -> bool:
    return bool(line.strip()) and not rows.PAPER.match(line)
