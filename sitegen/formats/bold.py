"""A bilingual syntax with bold labels: translated titles and abstracts, keywords, comments.

It comes in two frames, the canonical contents and one with ``(24 篇)``; both are the skeleton's business.
The model's comments stand before the details or within them.
"""

from sitegen.formats.engine.grammar import Grammar

FORMAT = Grammar(
    "bold",
    """
    **Keywords:**
    **Comment:** ?
    > **TL;DR:**
    **AI_Comments:** ?
    <details>
    **Motivation:**
    **Method:**
    **Result:**
    **Conclusion:**
    **AI_Comments:** ?
    > **ai_Abstract:**
    > **摘要翻译:**
    """,
)
