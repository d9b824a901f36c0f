"""Single lines of a Markdown digest's frame: headings, anchors, entries of the contents, links back.

All searching in a line is bounded, so the time is linear in the line's length whatever it holds.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.formats.engine.labels import is_details, summary_at

# The start of a paper's heading: ``### [12] [``, the number or the second bracket may lack.
PAPER = re.compile(r"#{2,4} +(?:\[(?P<number>[0-9]{1,9})\] *)?(?P<open>\[)?")
ARXIV_CATEGORY = re.compile(
    r"(?:cs|math|stat|eess|econ|q-bio|q-fin|physics|astro-ph|cond-mat|nlin)\.[A-Za-z-]{2,20}"
    r"|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph"
)
CONTENTS = {"table of contents", "contents", "目录", "目錄", "目次", "목차"}
# A category's display name with its identifier behind: ``计算语言学 [cs.CL]``.
NAME_WITH_ID = re.compile(r"(\S.{0,200}?)\s*\[([A-Za-z][\w.-]{1,40})\]")
DAY_TOTAL = re.compile(
    r"(?:Total Papers Today|今日总计|共计|本日合計)\s{0,9}[:：]?\s{0,9}([0-9]{1,9})", re.IGNORECASE
)
REPORT_DATE = re.compile(
    r"\*{0,2}(?:Report Date|Date|日期)\s{0,9}[:：]\*{0,2}\s{0,9}"
    r"([0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?(?:[ T][0-9:.Z+ -]{1,20})?)",
    re.IGNORECASE,
)
EMPTY_DAY = re.compile(
    r"没有(?:找到|发现)?(?:新的?)?论文|no (?:new )?papers|新しい論文はありません|새로운 논문이 없",
    re.IGNORECASE,
)

_ANCHOR = re.compile(r"\s*<(div|a) +(?:id|name) *= *['\"]?([^'\"<>]{0,200}?)['\"]? *>\s*(?:</\1>)?\s*")
_BACK = re.compile(r"\s*(?:\[\[[^\[\]]{0,60}\]\]|\[[^\[\]]{0,60}\])\(#[^()]{0,60}\)$")
_BACK_LENGTH = 140
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_ENTRY_TOTAL = re.compile(
    r"\[Total: *([0-9]{1,9})\]|[(（]([0-9]{1,9}) *(?:篇|件|papers?)?[)）]", re.IGNORECASE
)
_NAME_TOTAL = re.compile(r"(.{1,200}?)\s*[(（]([0-9]{1,9}) *(?:篇|件|papers?)?[)）]", re.IGNORECASE)
_RULES = {"---", "***", "___", "<hr>", "<hr/>", "<hr />", "</div>", "</a>", "</details>"}
_DETAILS = re.compile(r"<details(?: [^<>]{0,40})?>")
_FRONT = re.compile(r"(?:[A-Za-z_][\w.-]{0,40} *:.*|[ \t]+.*|- .*|)")
_FRONT_LINES = 60
_FRONT_LENGTH = 1000


class Title(NamedTuple):
    """A heading's words without its own anchor and its link back, that anchor, and if it has the link."""

    level: int
    words: str
    anchor: str
    back: bool


class Entry(NamedTuple):
    """A line of the table of contents; ``total`` is None when it states none."""

    at: int
    column: int
    name: str
    anchor: str
    total: int | None


def front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """Read ``key: value`` lines between ``---`` at the file's start; give them and the next line's index."""
    if not lines or lines[0].strip() != "---":
        return {}, 0
    for end in range(1, min(len(lines), _FRONT_LINES)):
        if lines[end].strip() not in {"---", "..."}:
            if not _FRONT.fullmatch(lines[end][:_FRONT_LENGTH]):
                break
        else:
            pairs = (line.partition(":") for line in lines[1:end])
            return {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}, end + 1
    return {}, 0


def is_structure(text: str) -> bool:
    """Say whether a stripped line is a rule or opens, names or closes a block of details: nothing to keep."""
    if text in _RULES:
        return True
    return text.startswith("<") and bool(_DETAILS.fullmatch(text) or is_details(text) or summary_at(text, 0))


def is_back_links(text: str) -> bool:
    """Say whether a line holds nothing but links to places of the same page."""
    if len(text) > 400 or "](#" not in text:
        return False
    return all(part.startswith("[") and _BACK.fullmatch(part) for part in map(str.strip, text.split(" | ")))


def anchor_at(line: str) -> str | None:
    """Give the name of the anchor that a line consists of; None when it is none."""
    found = _ANCHOR.fullmatch(line) if len(line) < 300 else None
    return found[2] if found else None


def linked(text: str) -> tuple[str | None, str]:
    """Part ``TITLE](TARGET)``: the title runs to the last ``](``, but for a target that is itself a link."""
    cut = text.find("]([http")
    if cut < 0:
        cut = text.rfind("](")
    return (None, "") if cut < 0 else (text[:cut].strip(" "), text[cut + 2 : -1])


def title_of(line: str, anchor: str) -> Title | None:
    """Read a heading that may name a section; ``anchor`` is the one on the line before it."""
    hashes = _HEADING.match(line)
    if not hashes or len(line) > 800:
        return None
    text = line[hashes.end() :].strip()
    if own := _ANCHOR.match(text):
        anchor, text = own[2], text[own.end() :]
    head, tail = text[:-_BACK_LENGTH], text[-_BACK_LENGTH:]
    back = _BACK.search(tail)
    words = (head + tail[: back.start()] if back else text).strip()
    anchor = "" if anchor.casefold() in {"toc", "table-of-contents"} else anchor
    return Title(len(hashes[1]), words, anchor, back is not None)


def entry_at(at: int, line: str) -> Entry | None:
    """Read a line of the table of contents."""
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
