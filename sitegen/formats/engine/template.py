"""A syntax's template: which labels a paper has, in which order, and which lines of a paper they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sitegen.formats.engine.labels import Label, known_name, label_at, summary_at
from sitegen.formats.engine.skeleton import Block

Signature = tuple[str, str]
# Abstracts have such headings of their own, in whole files of one field.
_ABSTRACTS_OWN = {"motivation", "background", "data", "method", "result", "conclusion"}
HEAD, BODY = 0, 1


class Slot(NamedTuple):
    """A label's place in a template; ``zone`` is before or within the details."""

    name: str
    label: str
    signature: Signature
    zone: int
    required: bool


def zone_of(block: Block, label: Label) -> int:
    """Say whether a label stands before the details or within them; without details it stands before."""
    return HEAD if label.at < block.details or block.details < 0 else BODY


@dataclass(frozen=True)
class Template:
    """The labels of one syntax, in the order in which its papers have them."""

    slots: tuple[Slot, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """The canonical names of all labels."""
        return frozenset(slot.name for slot in self.slots)

    @cached_property
    def signatures(self) -> list[Signature]:
        """All labels as they are written."""
        return [slot.signature for slot in self.slots]


def template(text: str) -> Template:
    """Read a template written as its papers are: a label a line, ``<details>`` where they begin.

    A label that papers may lack ends in ``?``.
    """
    slots: list[Slot] = []
    zone = HEAD
    for row in text.strip().splitlines():
        line = row.strip()
        if line == "<details>":
            zone = BODY
        else:
            written = line.removesuffix("?").rstrip()
            label = summary_at(written, 0) or label_at(written, 0)
            if label:
                slots.append(Slot(label.name, label.label, label.signature, zone, written == line))
    return Template(tuple(slots))


def shares(blocks: list[Block]) -> dict[Signature, float]:
    """Give for each label, as written, the share of papers that have it."""
    found: Counter[Signature] = Counter()
    for block in blocks:
        found.update({label.signature for label in block.labels})
    return {signature: count / len(blocks) for signature, count in found.items()}


def fit(form: Template, found: dict[Signature, float]) -> float:
    """Say how well papers fit a template: required labels found less those missed, a paper on average."""
    score = 0.0
    for slot in form.slots:
        share = found.get(slot.signature, 0.0)
        score += 2 * share - 1 if slot.required else share / 2
    return score


class Extras(NamedTuple):
    """Labels that a template lacks but a file has: within details, and after the template's last label."""

    within: frozenset[Signature] = frozenset()
    after: frozenset[Signature] = frozenset()


def recurring(blocks: list[Block], form: Template) -> Extras:
    """Find the labels that the template lacks but the file's papers share.

    A label that a publisher added stands in many papers; a line of text that looks like a label, in one.
    Within details a tenth of the papers must have it; after the last label, which is mostly the abstract
    and so text by anyone, half of them, and then it must not be one that abstracts have themselves.
    """
    names = form.names
    last = form.slots[-1].name if form.slots else ""
    within: Counter[Signature] = Counter()
    after: Counter[Signature] = Counter()
    known: set[Signature] = set()
    for block in blocks:
        late = False
        inside: set[Signature] = set()
        behind: set[Signature] = set()
        for label in block.labels:
            if label.name == last:
                late = True
            elif 0 <= block.close < label.at:
                break
            elif label.name not in names and label.style != "summary":
                if not late:
                    inside.add(label.signature)
                elif label.name not in _ABSTRACTS_OWN:
                    behind.add(label.signature)
                if known_name(label.label):
                    known.add(label.signature)
        within.update(inside)
        after.update(behind)
    few = len(blocks) < 3
    return Extras(
        frozenset(s for s, n in within.items() if n >= max(2, len(blocks) / 10) or (few and s in known)),
        frozenset(s for s, n in after.items() if n >= max(2, len(blocks) / 2)),
    )


def learnt(blocks: list[Block]) -> Template:
    """Take a file's own order of labels as its template: the sequence that most of its papers have."""
    orders: Counter[tuple[Slot, ...]] = Counter()
    for block in blocks:
        order: dict[str, Slot] = {}
        for label in block.labels:
            slot = Slot(label.name, label.label, label.signature, zone_of(block, label), required=True)
            order.setdefault(label.name, slot)
        orders[tuple(order.values())] += 1
    if not orders:
        return Template(())
    return Template(max(orders.items(), key=lambda item: (item[1], len(item[0]), item[0]))[0])
