"""What a paper is about, as a few weighed terms."""

from __future__ import annotations

from zlib import crc32

from sitegen.insights.signature import TERMS, pack, signatures, unpack

OTHERS = [("A Survey of Models", "Models are trained. Models are large. We train models.")] * 30


def of(title: str, body: str) -> list[int]:
    """The terms of a paper that stands among others."""
    found = signatures([*OTHERS, (title, body)])[-1]
    return [term for term, _ in found]


def term(words: str) -> int:
    return crc32(words.encode())


def test_what_the_text_repeats_and_the_day_does_not_comes_first() -> None:
    terms = of("Corals and Models", "Corals bleach. Models of corals tell how corals and reefs bleach.")
    assert terms[0] == term("coral")
    assert terms.index(term("bleach")) < terms.index(term("model"))
    assert term("reef") not in terms


def test_pairs_of_words_of_a_title_are_terms() -> None:
    assert term("surface code") in of("Surface Codes for Memory", "")


def test_function_words_are_none() -> None:
    assert not {term("the"), term("of")} & set(of("The Shape of Things", "the the of of the"))


def test_a_chinese_paper_has_pairs_of_characters() -> None:
    assert {term("扩散"), term("散模"), term("视频")} <= set(of("扩散模型与视频", "视频的扩散仍慢。"))


def test_a_signature_is_short_and_survives_storing() -> None:
    words = " ".join(f"word{chr(97 + n)} word{chr(97 + n)}" for n in range(26))
    found = signatures([("", words), ("", ""), ("Corals", "corals " * 900)])
    assert [len(signature) for signature in found] == [TERMS, 0, 1]
    assert unpack(pack(found)) == found
