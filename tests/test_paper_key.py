"""A paper's identity: one for all spellings of one address, never one for two papers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.urls import paper_key


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2505.18830",
        "http://arxiv.org/abs/2505.18830v3",
        "https://arxiv.org/pdf/2505.18830v1.pdf",
        "https://arxiv.org/html/2505.18830v2#S1",
        "https://www.alphaxiv.org/abs/2505.18830",
        "https://export.arxiv.org/abs/2505.18830?context=cs",
        "HTTPS://ARXIV.ORG/ABS/2505.18830V2",
        "https://ar5iv.labs.arxiv.org/html/2505.18830",
        "https://doi.org/10.48550/arXiv.2505.18830",
        "https://huggingface.co/papers/2505.18830",
        "arXiv:2505.18830v2",
        " 2505.18830 ",
    ],
)
def test_every_form_of_an_arxiv_address_is_one_paper(url: str) -> None:
    assert paper_key(url, "any title") == "2505.18830"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://arxiv.org/abs/math/0309136v1", "math/0309136"),
        ("https://arxiv.org/abs/math.AG/0309136", "math/0309136"),
        ("https://arxiv.org/pdf/cond-mat.str-el/0309136.pdf", None),
        ("hep-th/9901001", "hep-th/9901001"),
        ("https://arxiv.org/abs/0704.0001", "0704.0001"),
        ("https://arxiv.org/abs/con/0309136", None),
        ("https://notarxiv.org/abs/2505.18830", None),
        ("https://example.org/2505.18830", None),
    ],
)
def test_old_identifiers_and_lookalikes(url: str, key: str | None) -> None:
    found = paper_key(url, "t")
    assert found == key if key else found.startswith("x/")


def test_other_papers_are_known_by_address_and_without_one_by_title() -> None:
    one = paper_key("https://www.biorxiv.org/content/10.1101/2026.01.01.123456v1", "Cells")
    assert one == paper_key("http://biorxiv.org/content/10.1101/2026.01.01.123456v1/", "Other words")
    assert one.startswith("x/biorxiv-org-content-10-1101-2026-01-01-123456v1-")
    assert (
        paper_key("", "Cells  at\nwork") == paper_key("", "cells at work") != paper_key("", "cells-at-work")
    )
    assert paper_key("", "").startswith("x/paper-")


@given(st.text(), st.text())
def test_a_key_is_safe_as_a_file_name_anywhere(url: str, title: str) -> None:
    key = paper_key(url, title)
    assert re.fullmatch(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]+/[0-9]{7}|x/[a-z0-9-]{1,80}", key)


@given(st.text("aA-_ /.é汉", min_size=1), st.text("aA-_ /.é汉", min_size=1))
def test_titles_that_differ_in_more_than_case_and_space_have_different_keys(one: str, other: str) -> None:
    same = " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
    assert (paper_key("", one) == paper_key("", other)) == same
