"""The index on disk: what goes in comes out, segments close, and an append is small."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import search
from sitegen.search import Analysis, Document, Segment
from sitegen.search.analysis import field_terms
from sitegen.search.plan import GROWTH, schedule
from sitegen.search.splitting import Vocabulary, split, vocabulary
from sitegen.search.terms import text_terms

from .archive import Archive, index, paper, plan_of, told_by

WORDS = "graph neural networks 强化学习 模型 优化 GRPO Qwen2.5-VL ＦＵＬＬ naïve 2505.18830 学".split()  # noqa: SIM905 - one line


def random_archive(days: int, seed: int = 1) -> Archive:
    """Papers of random words, some told again the next day in other words."""
    dice = random.Random(seed)
    archive = Archive()
    told: list[Document] = []
    for day in range(days):
        again = [
            paper(old.key, old.title, authors=old.authors, tldr=" ".join(dice.choices(WORDS, k=4)))
            for old in told[:2]
        ]
        told = [
            paper(
                f"26{day:02}.{number:05}",
                " ".join(dice.choices(WORDS, k=5)),
                authors=tuple(dice.sample(["Yi Wu", "Ada Lovelace", "José Åström", "He"], k=2)),
                category=dice.choice(["cs.LG", "cs.CL", "astro-ph.CO"]),
                tldr=" ".join(dice.choices(WORDS, k=6)),
                summary="，".join(dice.choices(WORDS, k=30)),
                abstract=" ".join(dice.choices(WORDS, k=dice.choice([20, 300]))),
            )
            for number in range(dice.randrange(1, 9))
        ]
        archive.day(f"2026-{1 + day // 28:02}-{1 + day % 28:02}", *again, *told)
    return archive


def test_every_posting_comes_back() -> None:
    archive = random_archive(40)
    index = archive.index()
    expected: dict[str, Counter[tuple[int, str]]] = {}
    said: set[tuple[str, str, str]] = set()
    number = 0
    names = ("key", "title", "authors", "category", "tldr", "summary", "abstract")
    for documents in archive.days.values():
        for document in documents:
            for field, name, terms in zip(index.about["fields"], names, field_terms(document), strict=True):
                text = (document.key, field, str(getattr(document, name)))
                if text not in said:
                    for term in terms:
                        expected.setdefault(term, Counter())[number, field] += 1
                said.add(text)
            number += 1
    for term, uses in expected.items():
        assert {(p.document, p.field): p.frequency for p in index.postings(term)} == uses, term


def test_a_length_is_rounded_up_to_one_of_few() -> None:
    index = Archive().day("2026-01-01", paper("1", "one two six"), paper("2", "one two six ten red")).index()
    assert [p.length for p in index.postings("six")] == [3, 6]


def test_a_missing_term_is_missed() -> None:
    index = random_archive(5).index()
    assert index.papers("zebra") == index.papers("斑马") == index.papers("!") == set()


def test_a_paper_told_again_carries_only_what_is_new() -> None:
    archive = Archive()
    archive.day("2026-01-01", paper("1", "On graphs", tldr="first words"))
    archive.day("2026-01-02", paper("2"), paper("1", "On graphs", tldr="second words"))
    index = archive.index()
    assert [p.document for p in index.postings("graph")] == [0]
    assert [p.document for p in index.postings("second")] == [2]
    assert index.paper == [0, 1, 0]
    assert index.papers("word") == {0}


def test_a_hit_record_shows_a_document() -> None:
    archive = Archive().day("2026-01-01", *(paper(str(n)) for n in range(5)))
    archive.day("2026-01-02", paper("x/y", "On\tgraphs", authors=tuple("ABCDE"), tldr="长" * 300))
    index = archive.index()
    assert index.hit(4)[:2] == ["4", "A paper"]
    assert index.hit(5) == ["x/y", "On graphs", "cs.LG", "5", "长" * 240 + "…", "A", "B", "C"]


def test_bands_can_be_written_apart() -> None:
    files = random_archive(20).files()
    assert len(files) == len({name.lower() for name in files})
    assert files == dict(sorted(random_archive(20).files().items(), reverse=True))


def test_a_closed_segment_never_changes() -> None:
    archive = random_archive(60)
    past: dict[str, bytes] = {}
    growing = Archive()
    for date, documents in archive.days.items():
        growing.day(date, *documents)
        files = growing.files()
        shared = past.keys() & files.keys()
        assert {name for name in shared if past[name] != files[name]} <= {"directory.bin"}
        past = files


def test_a_real_day_changes_the_files_of_the_newest_segments_alone(corpus: Path) -> None:
    growing: dict[str, Analysis] = {}
    before: dict[str, bytes] = {}
    segments: tuple[Segment, ...] = ()
    merged = 0
    for date, documents in map(told_by, sorted((corpus / "dw").glob("*.md"))[60:76]):
        growing[date] = search.analyse(documents)
        after = {file.name: file.data for file in index(growing)}
        changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        *closed, newest = plan_of(growing).segments
        assert tuple(closed) == segments[: len(closed)]
        gone = segments[len(closed) :]
        merged += bool(gone)
        folders = {piece.name for segment in (newest, *gone) for piece in segment.slices}
        assert {name.split("/")[0] for name in changed} == folders | {"directory.bin", "hits"}
        assert {name.split("/")[1] for name in changed if name.startswith("hits/")} == {date}
        before, segments = after, (*closed, newest)
    assert 0 < merged < 15


def test_a_changed_digest_changes_its_segment_alone() -> None:
    archive = random_archive(60)
    before = archive.plan()
    date = before.leaves[-1].date
    archive.day(date, *archive.days[date][1:], paper("new"))
    after = archive.plan()
    assert [s.slices for s in after.segments][:-1] == [s.slices for s in before.segments][:-1]
    assert after.segments[-1].seal != before.segments[-1].seal


def test_an_edit_changes_the_slices_alone_whose_terms_it_concerns() -> None:
    archive = Archive().day("2026-01-01", *(paper(str(n), f"On graph {n}", tldr="图") for n in range(1600)))
    archive.day("2026-01-02", paper("new", "Ants", tldr="方法"))
    before = archive.files()
    archive.days["2026-01-01"][7] = paper("7", "On graph 7", tldr="量")
    after = archive.files()
    segment = archive.plan().segments[0]
    written = {name.split("/")[0] for name in after.keys() - before.keys()}
    assert len(written) == 2  # of 图 and of 量
    assert len(segment.slices) == 12
    same = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert same == {"directory.bin", "hits/2026-01-01/1.bin"}
    assert archive.index().papers("量") == {7}


@given(st.lists(st.integers(1, 700), max_size=400))
def test_segments_fall_fast_in_size(sizes: list[int]) -> None:
    bounds = schedule(sizes)
    totals = [sum(sizes[start:stop]) for start, stop in pairwise([0, *bounds])]
    assert sum(totals) == sum(sizes)
    assert all(later * GROWTH <= earlier for earlier, later in pairwise(totals))


@pytest.mark.parametrize("daily", [200, 400])
def test_the_schedule_keeps_few_segments_and_rewrites_little(daily: int) -> None:
    sizes = [daily] * (70_000 // daily)
    rewritten, past = 0, [0]
    for day in range(1, len(sizes) + 1):
        bounds = [0, *schedule(sizes[:day])]
        assert len(bounds) - 1 <= 3
        closed = max(bound for bound in bounds if bound in past)
        rewritten += sum(sizes[closed:day])
        past = bounds
    assert rewritten < 12 * sum(sizes)


def test_a_day_without_papers_is_no_trouble() -> None:
    archive = (
        Archive().day("2026-01-01").day("2026-01-02", paper("1", "On graphs", tldr="好")).day("2026-01-03")
    )
    assert archive.index().papers("graph") == {0}
    assert archive.index().papers("好") == {0}
    assert Archive().index().papers("graph") == set()


def test_texts_split_together_give_what_each_gives_alone() -> None:
    texts = [
        "", "it's 1'.2 2.3.4 a.b v9.", "ＧＲＰＯ ９．５", "naïve café\u0301 ﬁne Straße İ Ω",
        "ガ が 가\u11a8", "強化学習とGRPO",
        "𠮷野家で 😀 x", "a\u200bb 强\u200b化", "≠ α，．．",
        "好", "3.",
        ".3", "don\u2019t", "running the studies",
    ]  # fmt: skip
    known = vocabulary()
    found = split(texts, range(len(texts)), known)
    together: list[list[str]] = [[] for _ in texts]
    for word, slot in zip(found.words.tolist(), found.word_slots.tolist(), strict=True):
        together[slot].append(known.terms[word])
    for pair, slot in zip(found.pairs.tolist(), found.pair_slots.tolist(), strict=True):
        together[slot].append(chr(pair >> 16) + (chr(pair & 0xFFFF) if pair & 0xFFFF else ""))
    for text, terms in zip(texts, together, strict=True):
        assert Counter(terms) == Counter(text_terms(text)), text


def test_words_that_look_alike_are_told_apart() -> None:
    dice = random.Random(3)
    words = [
        "".join(dice.choices("abαβ", weights=[9, 9, 1, 1], k=dice.randint(1, 20))) for _ in range(20_000)
    ]
    known = Vocabulary()
    for turn in range(3):  # words that are new, words that are known, and words that were forgotten
        if turn == 2:
            known.forget()
        found = split(words, range(len(words)), known)
        terms = dict(zip(found.word_slots.tolist(), map(known.terms.__getitem__, found.words), strict=True))
        assert [terms.get(place, "") for place in range(len(words))] == [
            "".join(text_terms(w)) for w in words
        ]
