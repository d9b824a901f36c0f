"""An English syntax with bold labels: relevance, reading time, key contributions, limitations."""

from sitegen.formats.engine.grammar import Grammar

FORMAT = Grammar(
    "english-bold",
    """
    **Main category:**
    **Keywords:** ?
    **Relevance Score:** ?
    **TL;DR:**
    **Read time:** ?
    <details>
    **Motivation:**
    **Method:**
    **Key Contributions:** ?
    **Result:**
    **Limitations:** ?
    **Conclusion:**
    **Abstract:**
    """,
)
