"""The canonical papers in files of one topic each: sections named ``计算语言学 (…) [cs.CL]``, links behind each paper."""

from sitegen.formats.engine.grammar import Grammar

FORMAT = Grammar(
    "per-topic",
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
    tail="[**[PDF]**](",
)
