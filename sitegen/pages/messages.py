"""Message catalogs: a gettext ``.po`` file as text becomes the words of the interface in one language."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass, field

_ENTRY = re.compile(r"(msgid|msgid_plural|msgstr)(?:\[(\d+)\])?\s+(\".*\")\s*")
_PLURALS = re.compile(r"Plural-Forms:.*?plural\s*=\s*([^;\n]+)")


class CatalogError(ValueError):
    """A catalog that cannot be read: ``line`` is the line at fault, from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Messages:
    """A catalog read: the forms of each message by its English words, and the rule that chooses a form."""

    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    choose: Callable[[int], int] = lambda count: int(count != 1)

    def one(self, words: str) -> str:
        """Give a message; the English words where the catalog has none."""
        return self.forms.get(words, (words,))[0]

    def many(self, singular: str, plural: str, count: int) -> str:
        """Give the form of a message that a count asks for."""
        forms = self.forms.get(singular)
        if forms is None:
            return singular if count == 1 else plural
        return forms[min(self.choose(count), len(forms) - 1)]


def read(text: str) -> Messages:
    """Read the text of a ``.po`` file. Fuzzy entries and empty translations count as absent.

    Raises ``CatalogError``.
    """
    forms: dict[str, tuple[str, ...]] = {}
    header = ""
    for number, block in _blocks(text):
        entry, fuzzy = _entry(number, block)
        if "msgid" not in entry or fuzzy:
            continue
        translated = tuple(words for key, words in sorted(entry.items()) if key.startswith("msgstr"))
        if not entry["msgid"]:
            header = "".join(translated)
        elif all(translated):
            forms[entry["msgid"]] = translated
    found = _PLURALS.search(header)
    try:
        # The standard library's own reader of this C expression; it allows nothing but arithmetic.
        choose = gettext.c2py(found[1].strip()) if found else Messages().choose
    except ValueError as error:
        raise CatalogError(1, f"the rule of plural forms is not understood: {error}") from error
    return Messages(forms, choose)


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    """Part a catalog at its empty lines; each block with the number of its first line."""
    blocks: list[tuple[int, list[str]]] = [(1, [])]
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            if not blocks[-1][1]:
                blocks[-1] = (number, [])
            blocks[-1][1].append(line.strip())
        elif blocks[-1][1]:
            blocks.append((number, []))
    return blocks


def _entry(first: int, lines: list[str]) -> tuple[dict[str, str], bool]:
    entry: dict[str, str] = {}
    key, fuzzy = "", False
    for number, line in enumerate(lines, first):
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        found = _ENTRY.fullmatch(line)
        if found:
            key = found[1] + (found[2] or "")
            entry[key] = _string(number, found[3])
        elif key and line.startswith('"'):
            entry[key] += _string(number, line)
        else:
            raise CatalogError(number, f"expected msgid, msgstr or a quoted string, not {line[:40]!r}")
    return entry, fuzzy


def _string(number: int, quoted: str) -> str:
    try:
        return str(ast.literal_eval(quoted))
    except (SyntaxError, ValueError) as error:
        raise CatalogError(number, f"expected a quoted string, not {quoted[:40]!r}") from error
