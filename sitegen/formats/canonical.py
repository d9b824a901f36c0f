"""The syntax of the crawler that most publishers use, in Chinese, English or Japanese."""

from sitegen.formats.engine.grammar import Grammar

FORMAT = Grammar(
    "canonical",
    """
    Main category:
    TL;DR:
    <details>
    Motivation:
    Method:
    Result:
    Conclusion:
    Abstract:
    """,
)
