"""A Korean syntax: labels in Korean with the English word behind, the details as a list."""

from sitegen.formats.engine.grammar import Grammar

FORMAT = Grammar(
    "korean",
    """
    카테고리:
    **핵심 요약 (TL;DR)**:
    <details>
    - **연구 배경 및 동기 (Motivation)**:
    - **연구 방법론 (Method)**:
    - **주요 성과 및 결과 (Result)**:
    - **결론 및 시사점 (Conclusion)**:
    **원문 초록 (Abstract)**:
    """,
)
