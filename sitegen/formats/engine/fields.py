"""Gathering a paper's fields, each name once."""

from __future__ import annotations

import re

from sitegen.formats.engine.labels import label_at, name_of, slug
from sitegen.model import Field

# Fields of prose: a bar within them is text, not the start of another field.
_PROSE = {
    *(
        "tldr",
        "task",
        "motivation",
        "background",
        "data",
        "method",
        "result",
        "conclusion",
        "abstract",
        "code",
    ),
    *("summary", "translation", "title-translation", "title-english", "ai-comments", "comment", "keywords"),
}
_BAR = re.compile(r" ?\| ?(?=\*{0,2}[^|:：*\s][^|:：*]{0,40}[:：])")
_BOLD_WHOLE = re.compile(r"\*\*([^*:：]{1,60})[:：] ?(.*?)\*\*", re.DOTALL)
_LINK = re.compile(r"\[\**\[?([^\[\]*]{1,40})\]?\**\]\((https?://[^\s()]{1,500})\)")


class Fields:
    """Fields in the file's order, each name once: a second one of a name gets the slug of its label."""

    def __init__(self) -> None:
        self.items: list[Field] = []
        self._names: set[str] = set()
        self._counts: dict[str, int] = {}

    def add(self, name: str, label: str, text: str, line: int) -> None:
        """Add a field, under another name where its own is taken."""
        if name in self._names:
            plain = slug(label) if label else name
            name, count = plain, self._counts.get(plain, 1)
            while name in self._names:
                count += 1
                name = f"{plain}-{count}"
            self._counts[plain] = count
        self._names.add(name)
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
