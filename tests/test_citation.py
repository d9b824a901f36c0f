"""What a paper is cited by: identifiers, dates, the parts of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import citation
from sitegen.citation import Name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ada Lovelace", Name("Lovelace", "Ada")),
        ("Yann N. Dauphin", Name("Dauphin", "Yann N.")),
        ("Ludwig van der Berg", Name("van der Berg", "Ludwig")),
        ("de la Cruz", Name("de la Cruz")),
        ("ada lovelace", Name("lovelace", "ada")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", "Jr.")),
        ("Martin Luther King, Jr.", Name("King", "Martin Luther", "Jr.")),
        ("Kingma, Diederik P", Name("Kingma", "Diederik P")),
        ("Jean-Rémy Conti", Name("Conti", "Jean-Rémy")),
        ("Aristotle", Name("Aristotle")),
        ("张 三", Name("张 三")),
        ("The ATLAS Collaboration", Name("The ATLAS Collaboration")),
        ("Gemma Team", Name("Gemma Team")),
        ("A, B, C", Name("A, B, C")),
        ("", Name("")),
    ],
)
def test_a_name_has_parts(written: str, name: Name) -> None:
    assert citation.name(written) == name


@pytest.mark.parametrize(
    ("key", "first_seen", "date"),
    [
        ("2505.18830", "2025-05-27", "2025-05-27"),
        ("2505.18830", "2025-06-02", "2025-05"),
        ("math/0309136", "2025-05-27", "2003-09"),
        ("hep-th/9901001", "2025-05-27", "1999-01"),
        ("x/some-slug", "2025-05-27", "2025-05-27"),
    ],
)
def test_a_date_is_as_exact_as_identifier_and_first_digest_allow(
    key: str, first_seen: str, date: str
) -> None:
    assert citation.published(key, first_seen) == date


def test_what_follows_from_an_arxiv_identifier() -> None:
    assert citation.original("math/0309136", "http://arxiv.org/abs/math.DG/0309136v2").endswith(
        "/abs/math/0309136"
    )
    assert citation.pdf("2505.18830") == "https://arxiv.org/pdf/2505.18830"
    assert citation.doi("2505.18830") == "10.48550/arXiv.2505.18830"


@pytest.mark.parametrize(
    ("url", "original"),
    [
        ("https://biorxiv.org/a", "https://biorxiv.org/a"),
        ("javascript:alert(1)", ""),
        ("https://x.org/a b", ""),
        ("", ""),
    ],
)
def test_a_paper_from_elsewhere_is_where_its_digest_says_if_that_can_be_followed(
    url: str, original: str
) -> None:
    assert citation.original("x/slug", url) == original
    assert citation.arxiv_id("x/slug") == citation.pdf("x/slug") == citation.doi("x/slug") == ""


WORDS = st.sampled_from(
    ["Ada", "Q", "E.", "Team", "Labs", "Jr", "Sr", "Iv", "Iii", "Et", "Al", "And", "van", "McKay", "O'Brien"]
)


@given(st.lists(WORDS, min_size=1, max_size=5).map(" ".join))
def test_the_short_way_with_plain_names_parts_them_as_the_long_way_does(text: str) -> None:
    assert citation.name(text) == citation.name(f" {text}")  # a name with a space before it is not plain
