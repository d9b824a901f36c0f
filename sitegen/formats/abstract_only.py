"""The earliest syntax: a title, the authors, and the abstract in the details; no summary, no category."""

from sitegen.formats.engine.grammar import Grammar

FORMAT = Grammar(
    "abstract-only",
    """
    <details>
    <summary>Abstract</summary>
    """,
)
