"""One paper's lines into its fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sitegen.formats.engine.authors import Head, read_head
from sitegen.formats.engine.choosing import choose
from sitegen.formats.engine.fields import Fields
from sitegen.formats.engine.rows import is_back_links, is_structure
from sitegen.formats.engine.skeleton import Block
from sitegen.formats.engine.template import Extras, Template

_LONG = 2000


@dataclass(slots=True)
class Parts:
    """What a paper's lines hold. ``loose`` is text in the paper, ``behind`` after it, that is no field."""

    head: Head
    fields: Fields = field(default_factory=Fields)
    loose: list[tuple[int, str]] = field(default_factory=list)
    behind: list[tuple[int, str]] = field(default_factory=list)
    unclosed: bool = False


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
    fields = parts.fields
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
        text = text.strip(" \n")
        if parts.unclosed and stop == end and text.endswith("</details>"):
            parts.unclosed, text = False, text.removesuffix("</details>").rstrip(" \n")
        short = before or block.details < 0
        fields.add_split(label.name, label.label, text, numbers[label.at], short=short)
        for at in range(after, stop):
            if lines[at]:
                _structure_or(parts.loose, lines, at)
    for at in range(end + 1, block.end):
        if lines[at]:
            _behind(parts, fields, lines, numbers, at)
    return parts


def _head_fields(parts: Parts, fields: Fields, lines: list[str], numbers: Sequence[int]) -> None:
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


def _behind(parts: Parts, fields: Fields, lines: list[str], numbers: Sequence[int], at: int) -> None:
    """Read a line after the details: links back, a link to the PDF, labelled extras, or text."""
    line = lines[at]
    if not line or line.isspace() or is_back_links(line.strip()):
        return
    if len(line) > _LONG or not fields.add_all(line, numbers[at]):
        _structure_or(parts.behind, lines, at)
