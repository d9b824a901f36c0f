"""Which of the lines that look like labels are labels."""

from __future__ import annotations

from sitegen.formats.engine.labels import Label
from sitegen.formats.engine.skeleton import Block
from sitegen.formats.engine.template import Extras, Slot, Template, zone_of


def choose(block: Block, end: int, form: Template, extras: Extras) -> list[Label]:
    """Pick the lines before ``end`` that are labels; the others only look like one and are text.

    The template's labels count in its order and once each, written as the template writes them (any way
    where the paper has none written so). One that would pass over a required label still to come, or that
    stands outside its zone while one within it comes later, is text. Of other labels count those before
    the details, and those that recur in the file.
    """
    candidates = [label for label in block.labels if label.at < end]
    if [label.signature for label in candidates] == form.signatures:
        return candidates  # nearly every paper; a profile asked for this
    return _Choice(block, candidates, form, extras).run()


class _Choice:
    """One paper's labels, gone through in order; ``position`` is the template's first slot still free."""

    def __init__(self, block: Block, candidates: list[Label], form: Template, extras: Extras) -> None:
        self.block = block
        self.candidates = candidates
        self.slots = form.slots
        self.extras = extras
        self.exact = {slot.signature for slot in form.slots} & {label.signature for label in candidates}
        self.exact_names = {slot.name for slot in form.slots if slot.signature in self.exact}
        self.names = form.names
        self.terminal = max((at for at, slot in enumerate(form.slots) if slot.required), default=-1)
        self.position = 0
        self.seen: set[str] = set()
        self.last: dict[str, int] = {}
        self.last_in_zone: dict[tuple[str, int], int] = {}
        for index, label in enumerate(candidates):
            if self._written_right(label):
                self.last[label.name] = index
                self.last_in_zone[label.name, zone_of(block, label)] = index

    def run(self) -> list[Label]:
        taken = []
        for index, label in enumerate(self.candidates):
            if label.name in self.seen:
                continue
            if self._fills_slot(index, label) if label.name in self.names else self._is_extra(label):
                taken.append(label)
                self.seen.add(label.name)
        return taken

    def _written_right(self, label: Label) -> bool:
        return label.name not in self.exact_names or label.signature in self.exact

    def _fills_slot(self, index: int, label: Label) -> bool:
        """Take a label of the template, if its turn has come."""
        if not self._written_right(label):
            return False
        free = range(self.position, len(self.slots))
        at = next((at for at in free if self.slots[at].name == label.name), -1)
        if at < 0 or any(self._still_to_come(slot, index) for slot in self.slots[self.position : at]):
            return False
        zone = self.slots[at].zone
        if zone != zone_of(self.block, label) and self.last_in_zone.get((label.name, zone), -1) > index:
            return False
        self.position = at + 1
        return True

    def _still_to_come(self, slot: Slot, index: int) -> bool:
        return slot.required and slot.name not in self.seen and self.last.get(slot.name, -1) > index

    def _is_extra(self, label: Label) -> bool:
        """Say whether a label that the template lacks is one that a publisher added."""
        if label.style == "summary":
            return False
        if self.position > self.terminal >= 0:
            return label.signature in self.extras.after
        return label.at < self.block.details or label.signature in self.extras.within
