"""The canonical syntax as it was in spring 2025: ``TLDR:``, sections at bare headings, often no contents."""

from sitegen.formats.engine.grammar import Grammar

FORMAT = Grammar(
    "tldr",
    """
    Main category:
    TLDR:
    <details>
    Motivation:
    Method:
    Result:
    Conclusion:
    Abstract:
    """,
)
