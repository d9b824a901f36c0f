r"""How hard a formula is for the converter, so that a hostile one can be refused before it is tried.

The converter recurses for each open group, on the C stack. And it looks for what closes a bracket by trying:
its time doubles with each bracket that nothing closes in its group (26 of them take half a minute).
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""(?x)
      (?P<open>  \{ | \\left(?![A-Za-z]) \s* (?: \\[A-Za-z]+ | \\. | [^\s{}] )? | \\begin(?![A-Za-z]) )
    | (?P<close> \} | \\right(?![A-Za-z]) \s* (?: \\[A-Za-z]+ | \\. | [^\s{}] )? | \\end(?![A-Za-z]) )
    | (?P<cell>  & | \\\\ )
    | (?P<bracket> [(\[⌈⌊⌜⌞⎰❲⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼]
        | \\(?: \{ | (?: [bB]igg?l | ulcorner | llcorner
              | l(?:angle|langle|ang|Angle|[bB]race|brack|lbracket|ceil|floor|group|moustache|paren
                  |lparenthesis|vert|Vert) ) (?![A-Za-z]) ) )
    | (?P<closing> [)\]⌉⌋⌝⌟⎱❳⟆⟧⟩⟫⟭⟯⦄⦆⦈⦊⦌⦎⦐⦒⦔⦖⦘⧙⧛⧽]
        | \\(?: \} | (?: [bB]igg?r | urcorner | lrcorner
              | r(?:angle|rangle|ang|Angle|[bB]race|brack|rbracket|ceil|floor|group|moustache|paren
                  |rparenthesis|vert|Vert) ) (?![A-Za-z]) ) )
    | (?P<command> [\^_] | \\(?: [A-Za-z]+ | . ) )
    | (?P<space> \s+ )
    | .
    """,
    re.DOTALL,
)


def burden(source: str) -> tuple[int, int]:
    """Return bounds for a formula: how deep it nests, and how many of its brackets nothing closes."""
    level = deepest = waiting = 0  # commands wait for an argument, each a level of its own
    unclosed = brackets = 0  # brackets: open ones of the innermost group
    stack: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(source):
        kind = match.lastgroup
        if kind == "space":
            continue
        if kind == "command":
            waiting += 1
        elif kind == "open":
            stack.append((waiting + 1, brackets))
            level += waiting + 1
            waiting = brackets = 0
        else:
            waiting = 0
            if kind == "bracket":
                brackets += 1
            elif kind == "closing":
                brackets = max(0, brackets - 1)
            elif kind == "cell":
                unclosed, brackets = unclosed + brackets, 0
            elif kind == "close":
                unclosed += brackets
                step, brackets = stack.pop() if stack else (0, 0)
                level -= step
        deepest = max(deepest, level + waiting)
    return deepest, unclosed + brackets + sum(outer for _, outer in stack)
