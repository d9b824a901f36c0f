"""One paper's lines into its fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sitegen.formats.engine.authors import Head, read_head
from sitegen.formats.engine.choosing import choose
from sitegen.formats.engine.labels import label_at, name_of, slug
from sitegen.formats.engine.rows import is_back_links, is_structure
from sitegen.formats.engine.skeleton import Block
from sitegen.formats.engine.template import Extras, Template
from sitegen.model import Field

# Fields of prose: a bar within them is text, not the start of another field.
_PROSE = {
    *("tldr", "task", "motivation", "background", "data", "method", "result", "conclusion", "abstract"),
    *(
        "summary",
        "translation",
        "title-translation",
        "ai-comments",
        "comment",
        "keywords",
        "code",
        "title-english",
    ),
}
_BAR = re.compile(r" ?\| ?(?=\*{0,2}[^|:：*\s][^|:：*]{0,40}[:：])")
_BOLD_WHOLE = re.compile(r"\*\*([^*:：]{1,60})[:：] ?(.*?)\*\*", re.DOTALL)
_LINK = re.compile(r"\[\**\[?([^\[\]*]{1,40})\]?\**\]\((https?://[^\s()]{1,500})\)")
_LONG = 2000


@dataclass(slots=True)
class Parts:
    """What a paper's lines hold. ``loose`` is text in the paper, ``behind`` after it, that is no field."""

    head: Head
    fields: list[Field] = field(default_factory=list)
    loose: list[tuple[int, str]] = field(default_factory=list)
    behind: list[tuple[int, str]] = field(default_factory=list)
    unclosed: bool = False


class _Fields:
    """Fields in the file's order, each name once: a second one of a name gets the slug of its label."""

    def __init__(self) -> None:
        self.items: list[Field] = []
        self.names: set[str] = set()

    def add(self, name: str, label: str, text: str, line: int) -> None:
        """Add a field, under another name where its own is taken."""
        if name in self.names:
            name = plain = slug(label) if label else name
            count = 2
            while name in self.names:
                name, count = f"{plain}-{count}", count + 1
        self.names.add(name)
        self.items.append(Field(name, label, text, line))

    def add_split(self, name: str, label: str, text: str, line: int, *, short: bool) -> None:
        """Add a field; a short one like ``cs.CV | Domain: health`` may hold more of them behind bars."""
        if not short or name in _PROSE or "|" not in text or "\n" in text:
            self.add(name, label, text, line)
            return
        first, *others = _BAR.split(text)
        self.add(name, label, first, line)
        for other in others:
            if not self.add_all(other, line):
                self.add("text", "", other, line)

    def add_all(self, text: str, line: int) -> bool:
        """Add the fields and links that stand between bars; add nothing and say so if one part is neither."""
        found: list[tuple[str, str, str]] = []
        for part in text.split("|"):
            plain = part.strip(" ")
            if whole := _BOLD_WHOLE.fullmatch(plain):
                found.append((name_of(whole[1]), whole[1], whole[2]))
            elif link := _LINK.fullmatch(plain):
                found.append((name_of(link[1]), link[1], link[2]))
            elif label := label_at(plain, 0):
                found.append((label.name, label.label, plain[label.start :].strip(" ")))
            elif plain:
                return False
        for name, label_text, value in found:
            self.add(name, label_text, value, line)
        return True


def read_paper(
    lines: list[str], numbers: Sequence[int], block: Block, form: Template, extras: Extras
) -> Parts:
    """Read the lines of one paper by its syntax's template."""
    end = block.close if block.close >= 0 else block.end
    if 0 <= block.close < (block.labels[-1].at if block.labels else 0):
        wanted = {slot.signature for slot in form.slots if slot.required}
        if any(label.at > end and label.signature in wanted for label in block.labels):
            end = block.end  # the block was closed too early, within a field
    labels = choose(block, end, form, extras)
    first = min(labels[0].at if labels else end, block.details if block.details >= 0 else end)
    parts = Parts(read_head(lines, block.body, first), unclosed=block.details >= 0 and end == block.end)
    fields = _Fields()
    _head_fields(parts, fields, lines, numbers)
    for at in range(first, labels[0].at if labels else end):
        _structure_or(parts.loose, lines, at)
    for index, label in enumerate(labels):
        stop = labels[index + 1].at if index + 1 < len(labels) else end
        before = label.at < block.details
        after = min(stop, block.details) if before else stop
        text = lines[label.at][label.start :]
        if after > label.at + 1:
            text = "\n".join([text, *lines[label.at + 1 : after]])
        fields.add_split(
            label.name, label.label, text.strip(" \n"), numbers[label.at], short=before or block.details < 0
        )
        for at in range(after, stop):
            _structure_or(parts.loose, lines, at)
    for at in range(end, block.end):
        _behind(parts, fields, lines, numbers, at)
    parts.fields = fields.items
    return parts


def _head_fields(parts: Parts, fields: _Fields, lines: list[str], numbers: Sequence[int]) -> None:
    head = parts.head
    parts.loose += [(at, lines[at]) for at in head.strays]
    if head.translation_at >= 0:
        fields.add("title-translation", "", head.translation, numbers[head.translation_at])
    if head.more and not fields.add_all(head.more, numbers[head.at]):
        parts.loose.append((head.at, head.more))


def _structure_or(loose: list[tuple[int, str]], lines: list[str], at: int) -> None:
    """Keep a line that is neither blank nor structure."""
    line = lines[at]
    if line and not line.isspace() and not is_structure(line.strip()):
        loose.append((at, line))


def _behind(parts: Parts, fields: _Fields, lines: list[str], numbers: Sequence[int], at: int) -> None:
    """Read a line after the details: links back, a link to the PDF, labelled extras, or text."""
    line = lines[at]
    if not line or line.isspace() or is_back_links(line.strip()):
        return
    if len(line) > _LONG or not fields.add_all(line, numbers[at]):
        _structure_or(parts.behind, lines, at)
