"""A syntax for astronomy: background and data instead of motivation, no main category, no conclusion."""

from sitegen.formats.engine.grammar import Grammar

FORMAT = Grammar(
    "astro",
    """
    **TL;DR**:
    <details>
    Background:
    Data:
    Method:
    Result:
    Abstract:
    """,
)
