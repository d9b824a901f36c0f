"""The canonical papers in files of one topic each, with links behind every paper.

Sections are named ``计算语言学 (Computation and Language) [cs.CL]``, which is the skeleton's business.
"""

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
