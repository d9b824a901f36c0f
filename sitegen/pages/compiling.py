"""What happens to a template when it is compiled: idle white space goes, what is constant is put in.

Pages are many and small, so filling in what is the same on all of them (``{{ nav.home }}``,
``{{ _("Archive") }}``) took a third of the time to render; put in at compile time it is plain text. Escaping
took a fifth, most of it to wrap texts that need none; ``Generator`` has templates call ``escaped`` instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.utils import missing
from markupsafe import Markup, escape

# Names of templates' variables that stand for the same on every page; templates must not reuse them.
CONSTANTS = frozenset({"site", "nav"})
FUNCTIONS = frozenset({"_", "asset"})

_EDGES = re.compile(r"\A\s*\n\s*|\s*\n\s*\Z|(?<=>)\s*\n\s*|\s*\n\s*(?=<)")
_BREAK = re.compile(r"\s*\n\s*")
_CALL = ["name", "lparen", "string", "rparen"]
_ATTRIBUTE = ["name", "dot", "name"]


_SPECIAL = re.compile("[&<>\"']").search


def escaped(value: object) -> str:
    """Do as ``markupsafe.escape``, but hand back as it is what is safe or holds nothing to escape."""
    if type(value) is Markup or (type(value) is str and not _SPECIAL(value)):
        return value
    return escape(value)


class Environment(jinja2.Environment):
    """An environment whose globals are the same for all its templates."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give a template's globals as they are: Jinja's own chain of two mappings is slow to compare."""
        return self.globals if not d else {**self.globals, **d}


class Macro(jinja2.runtime.Macro):
    """A macro that is quicker to call with plain arguments, as many as it takes or fewer."""

    def __call__(self, *args: object, **kwargs: object) -> str:
        """Call the macro; nothing but safe HTML comes of it, since templates escape what they are given."""
        lacking = self._argument_count - len(args)
        if kwargs or lacking < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **kwargs)
        return Markup(self._func(*args, *(missing,) * lacking))  # noqa: S704 - it is the macro that escapes


class Generator(CodeGenerator):
    """Writes the code of templates, with quicker ways to escape and to call macros.

    Jinja asks of each callable whether it wants the context. Of what a template can name, only the functions
    of the environment may; macros do not, and a listing calls thousands.
    """

    def write(self, x: str) -> None:
        """Write a piece of code; each of those that are altered begins a piece."""
        if x == "escape(":
            x = "environment.escaped("
        elif x.startswith("Macro("):
            x = f"environment.{x}"
        super().write(x)

    # The name and the parameters are Jinja's own.
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        """Write a call, of a macro without detour."""
        called = node.node
        if (
            not isinstance(called, nodes.Name)
            or called.name in self.environment.globals
            or node.kwargs
            or node.dyn_args
            or node.dyn_kwargs
            or forward_caller
        ):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(called, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class Compiling(Extension):
    """Works on the tokens of a template, so that errors still name the right lines."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Fold white space of literal text and expressions that are constant."""
        expression: list[Token] = []
        for token in stream:
            if token.type == "data":
                text = _BREAK.sub(" ", _EDGES.sub("", str(token.value)))
                if text:
                    yield Token(token.lineno, "data", text)
            elif token.type == "variable_begin" or expression:
                expression.append(token)
                if token.type == "variable_end":
                    yield from self._folded(expression)
                    expression = []
            else:
                yield token
        yield from expression

    def _folded(self, tokens: list[Token]) -> list[Token]:
        first, *inner, _ = tokens
        kinds = [token.type for token in inner]
        name = str(inner[0].value) if inner else ""
        known = self.environment.globals
        if kinds == _ATTRIBUTE and name in CONSTANTS:
            value = self.environment.getattr(known[name], str(inner[2].value))
            if isinstance(value, jinja2.Undefined):
                return tokens
        elif kinds == _CALL and name in FUNCTIONS and "%" not in str(inner[2].value):
            value = self.environment.constants[name](inner[2].value)  # type: ignore[attr-defined]
        else:
            return tokens
        return [Token(first.lineno, "data", str(escape(value)))]
