"""An early syntax: no contents, categories or numbers; task and motivation stand before the details."""

from sitegen.formats.engine.grammar import Grammar

FORMAT = Grammar(
    "task",
    """
    Task:
    Motivation:
    <details>
    Method:
    Result:
    Conclusion:
    Abstract:
    """,
)
