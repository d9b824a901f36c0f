"""One walk over a text that settles everything but Markdown's emphasis, lists and paragraphs.

The walk turns a text into its *source*: the text as it will be read, in which every finished piece of HTML
(a formula, code, a link, a TeX group) is an *atom*, a number between two control characters that no tidy text
holds. Each kind of mark has a handler, chosen by its first character; a handler that is not certain of its
mark declines, and the mark stays as written. No handler looks at a character more than a few times.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from .result import PROBLEM_LIMIT, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Handler = Callable[["Walk", str, int, int], int]

ATOM_OPEN, ATOM_CLOSE = "\x0e", "\x0f"
_ATOM = re.compile("\x0e([0-9]+)\x0f")
_LONE_BLOCK = re.compile("<p>\x0e([0-9]+)\x0f</p>")

# Each alternative begins with a literal: only then does the engine skip ahead to where one can begin.
_TRIGGER = re.compile(r"""\\(?:[A-Za-z]+|.)?|\$\$?|``*|\[|!\[|https?://|---*|~|\{(?=\\)|''|'|\"""", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?=\n)")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)

_DEEPEST = 12
"""TeX groups within groups. Real text has three."""


def escape(text: str) -> str:
    """Return the text as HTML, for content; a double quotation mark in an attribute needs more."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Walk:
    """A walk over one tidy text.

    ``links`` is false where a link cannot stand (in a title, in another link), ``blocks`` where one line
    alone can.
    """

    def __init__(self, text: str, handlers: Mapping[str, Handler], *, links: bool, blocks: bool) -> None:
        self.text = text
        self.links = links
        self.blocks = blocks
        self.problems: list[Problem] = []
        self.double_quoted = self.single_quoted = False
        self._handlers = handlers
        self._atoms: list[str] = []
        self._out: list[str] = []
        self._depth = 0

    # ── for the caller ──────────────────────────────────────────────────────────────────────────────────

    def source(self) -> str:
        """Return the source of the whole text."""
        return self._part(0, len(self.text))

    def fill(self, html: str) -> str:
        """Return HTML with each atom in its place; a block alone in its paragraph takes the paragraph's."""
        if not self._atoms:
            return html
        html = _LONE_BLOCK.sub(self._lone_block, html)
        return _ATOM.sub(lambda m: self._atoms[int(m[1])], html)

    def _lone_block(self, match: re.Match[str]) -> str:
        html = self._atoms[int(match[1])]
        return html if html.startswith("<pre>") else match[0]

    # ── for the handlers ────────────────────────────────────────────────────────────────────────────────

    def say(self, text: str) -> None:
        """Add text to the source."""
        self._out.append(text)

    def atom(self, html: str) -> None:
        """Add a finished piece of HTML to the source."""
        self._out.append(f"{ATOM_OPEN}{len(self._atoms)}{ATOM_CLOSE}")
        self._atoms.append(html)

    def report(self, code: str, message: str, at: int) -> None:
        """Tell of something odd: the same once, and up to ``PROBLEM_LIMIT`` in all."""
        if len(self.problems) < PROBLEM_LIMIT and all(
            problem.message != message for problem in self.problems
        ):
            self.problems.append(Problem(code, message, at))

    def argument(self, at: int, end: int) -> tuple[int, int] | None:
        """Return where the TeX argument in braces at ``at`` begins and ends; None if none is to be taken."""
        if self._depth >= _DEEPEST or not self.text.startswith("{", at):
            return None
        close = self._braces.get(at, end)
        return (at + 1, close) if close < end and close <= self.paragraph_end(at) else None

    def inside(self, start: int, end: int) -> str:
        """Return the source of a part of the text that is within a TeX group."""
        outer, self.blocks = self.blocks, False
        self._depth += 1
        made = self._part(start, end)
        self._depth -= 1
        self.blocks = outer
        return made

    def html(self, start: int, end: int, *, links: bool = True) -> str:
        """Return a part of the text as HTML for use within an atom."""
        outer, self.links = self.links, self.links and links
        made = self.fill(escape(self.inside(start, end)))
        self.links = outer
        return made

    def paragraph_end(self, at: int) -> int:
        """Return where the paragraph around ``at`` ends."""
        index = bisect_left(self._breaks, at)
        return self._breaks[index] if index < len(self._breaks) else len(self.text)

    def starts_line(self, at: int) -> bool:
        """Tell whether a line begins at ``at``."""
        return at == 0 or self.text[at - 1] == "\n"

    # ── what is in the text, found when first asked for ─────────────────────────────────────────────────

    @cached_property
    def is_tex(self) -> bool:
        """Whether the text is written with TeX in mind."""
        return re.search(r"\\[A-Za-z%&_(]|\$", self.text) is not None

    @cached_property
    def escapes_quotes(self) -> bool:
        r"""Whether ``\"`` stands for a quotation mark somewhere, so that it is no accent anywhere."""
        return re.search(r'\\"(?![\w{\\])', self.text) is not None

    @cached_property
    def _breaks(self) -> list[int]:
        return [m.start() for m in _BLANK_LINE.finditer(self.text)]

    @cached_property
    def _braces(self) -> dict[int, int]:
        pairs: dict[int, int] = {}
        stack: list[int] = []
        for match in _BRACE.finditer(self.text):
            if match[0] == "{":
                stack.append(match.start())
            elif match[0] == "}" and stack:
                pairs[stack.pop()] = match.start()
        return pairs

    @cached_property
    def _ends(self) -> dict[re.Pattern[str], list[int]]:
        return {}

    def next_end(self, pattern: re.Pattern[str], at: int) -> int:
        """Return where the pattern next matches at or after ``at``, or -1; the text is searched only once."""
        ends = self._ends.get(pattern)
        if ends is None:
            ends = self._ends[pattern] = [m.start() for m in pattern.finditer(self.text)]
        index = bisect_left(ends, at)
        return ends[index] if index < len(ends) else -1

    # ── the walk ────────────────────────────────────────────────────────────────────────────────────────

    def _part(self, start: int, end: int) -> str:
        outer, self._out = self._out, []
        text, at = self.text, start
        while match := _TRIGGER.search(text, at, end):
            token, found = match[0], match.start()
            self._out.append(text[at:found])
            at = self._handlers[token[0]](self, token, found, end)
            if not at:  # declined: the mark stays, and what follows it may be a mark of its own
                at = found + (len(token) if token[0] in "\\`-" else 1)
                self._out.append(text[found:at])
        self._out.append(text[at:end])
        made, self._out = "".join(self._out), outer
        return made
