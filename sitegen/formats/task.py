"""An early syntax: no contents, categories or numbers; the task and the motivation stand before the details."""

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
