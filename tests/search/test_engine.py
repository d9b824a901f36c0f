"""The browser's engine over real papers: lunr's order, and papers found by their words."""

from __future__ import annotations

import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder
from lunr.pipeline import Pipeline
from playwright.sync_api import Browser

from sitegen.search import BOOSTS, FIELDS, Document
from sitegen.search.analysis import field_terms
from sitegen.search.heads import LENGTHS
from sitegen.search.terms import fold, stem, text_terms, word_term

from .archive import Archive, told_by
from .archive import paper as told
from .engine import Engine, engine
from .scan import drawn, scan

Days = dict[str, list[Document]]

EVERY = int(os.environ.get("SITEGEN_TOKENIZED", "8"))
"""Of so many papers one is taken to compare the tokenizers; 1 takes all, and some minutes."""


@pytest.fixture(scope="module")
def days(corpus: Path) -> Days:
    """All papers of half a year, by day."""
    with ProcessPoolExecutor(2) as pool:
        return dict(pool.map(told_by, sorted((corpus / "dw").glob("*.md")), chunksize=8))


@pytest.fixture(scope="module")
def whole(browser: Browser, days: Days, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine over all papers."""
    with engine(browser, Archive(days).files(), tmp_path_factory.mktemp("whole")) as started:
        yield started


def newest(days: Days) -> dict[str, Document]:
    """Each paper as it was told last."""
    return {document.key: document for told in days.values() for document in told}


# ── lunr's order ────────────────────────────────────────────────────────────────────────────────────


def lunr_index(papers: list[Document]) -> Any:  # noqa: ANN401 - lunr has no types
    """lunr.py's own index of the same terms, with the fields' lengths rounded as ours are."""
    made: Any = Builder
    builder = made()
    builder.ref("key")
    for field, boost in zip(FIELDS, BOOSTS, strict=True):
        builder.field(field, boost=boost)
    for paper in papers:
        terms = dict(zip(FIELDS, field_terms(paper), strict=True))
        builder.add({"key": paper.key, **terms})
    lengths = builder.field_lengths
    for reference, length in lengths.items():
        lengths[reference] = min(rounded for rounded in LENGTHS if rounded >= length)

    def folded(token: Any, *_: object) -> Any:  # noqa: ANN401 - likewise
        term = word_term(fold(str(token))) if str(token).isascii() else str(token)
        return token.update(lambda *_: term) if term else None

    pipeline: Any = Pipeline
    pipeline.register_function(folded, "folded")
    builder.search_pipeline.add(folded)
    return builder.build()


def queries(papers: list[Document], count: int) -> list[str]:
    """Every form of query, of words that the papers have."""
    dice = random.Random(4)
    latin: list[str] = sorted(
        {w for p in papers for w in re.findall(r"\b[a-z]{4,12}\b", p.abstract) if word_term(w)}
    )
    pairs = sorted({p.tldr[i : i + 2] for p in papers for i in range(len(p.tldr) - 1)})
    chinese: list[str] = [pair for pair in pairs if re.fullmatch("[\u4e00-\u9fff]{2}", pair)]

    def one() -> str:
        return dice.choice(latin)

    def zh() -> str:
        return dice.choice(chinese)

    def typo(word: str) -> str:
        at = dice.randrange(1, len(word))
        return word[:at] + word[at + 1 :]

    makers: list[Callable[[], str]] = [
        one,
        zh,
        lambda: f"{one()} {one()} {one()}",
        lambda: f"{one()} {zh()}",
        lambda: f"title:{one()} {one()}",
        lambda: f"tldr:{zh()}",
        lambda: f"+{one()} {one()}",
        lambda: f"+{one()} +{one()}",
        lambda: f"{one()} -{one()}",
        lambda: f"+{zh()} -{one()} {one()}",
        lambda: f"{one()[:4]}*",
        lambda: f"*{one()[-5:]}",
        lambda: f"{typo(stem(one()) + 'x')}~1 {one()}",
        lambda: f"{one()}^5 {one()}",
        lambda: f"abstract:{one()}^3 title:{one()}",
    ]
    return [makers[number % len(makers)]() for number in range(count)]


def test_results_are_in_the_order_of_lunr_s_own_index(browser: Browser, days: Days, tmp_path: Path) -> None:
    papers = random.Random(3).sample(sorted(newest(days).values(), key=lambda paper: paper.key), 2_000)
    asked = queries(papers, 300)
    with engine(browser, Archive({"2026-01-01": papers}).files(), tmp_path) as ours:
        answers = ours.ask(asked, 20)
    own = lunr_index(papers)
    found = 0
    for query, answer in zip(asked, answers, strict=True):
        expected = own.search(query)
        assert answer["count"] == len(expected), query
        found += bool(expected)
        scores = [result["score"] for result in expected]
        for place, hit in enumerate(answer["hits"]):
            assert hit["score"] == pytest.approx(scores[place], rel=2e-3, abs=2e-3), query
        # Papers may change places with those of the same score, as far as both round.
        score_of = {result["ref"]: result["score"] for result in expected}
        for place, hit in enumerate(answer["hits"]):
            assert score_of[hit["key"]] == pytest.approx(scores[place], rel=2e-3, abs=2e-3), query
    assert found > 250


# ── what is shown of a hit ──────────────────────────────────────────────────────────────────────────


@pytest.fixture
def few(browser: Browser, tmp_path: Path) -> Iterator[Engine]:
    """The engine over three papers."""
    long = "A first sentence that goes on about nothing at all. " * 6
    archive = Archive().day(
        "2026-01-01",
        told("1", "Ships", tldr=f"{long}Then a lighthouse, and a lantern beside it. {long}"),
        told("2", "Boats", tldr="没有什么可看的一句话，" * 14 + "灯塔和灯笼在海边。"),
        told("3", "Rafts", tldr="A buoy.", summary="A beacon.", abstract="A foghorn, and a beacon."),
    )
    with engine(browser, archive.files(), tmp_path) as started:
        yield started


def marked(hit: dict[str, Any]) -> list[str]:
    """What is marked of a hit's text, as the browser counts: by units of UTF-16."""
    return [hit["text"][start:end] for start, end in hit["marks"]]


@pytest.mark.parametrize(
    ("query", "beginning", "words"),
    [
        ("lighthouse", "…nothing at all. Then a lighthouse,", ["lighthouse"]),
        ("lighthouse lantern", "…nothing at all. Then a lighthouse,", ["lighthouse", "lantern"]),
        ("灯塔", "…没有什么可看的一句话，没有什么可看的一句话，灯塔", ["灯塔"]),
        ("ships", "A first sentence", []),
        ("buoy", "A buoy.", ["buoy"]),
    ],
)
def test_a_text_is_cut_around_what_was_searched_for(
    few: Engine, query: str, beginning: str, words: list[str]
) -> None:
    [answer] = few.ask([query], 1)
    [hit] = answer["hits"]
    assert hit["text"].startswith(beginning)
    assert marked(hit) == words
    assert len(hit["text"]) <= 242


def test_it_is_told_where_else_a_word_stands(few: Engine) -> None:
    [answer] = few.ask(["beacon foghorn buoy -ship lovelace"], 1)
    [hit] = answer["hits"]
    assert hit["elsewhere"] == {"abstract": ["beacon", "foghorn"]}


# ── one rule in two languages ───────────────────────────────────────────────────────────────────────

TEXTS = ("title", "tldr", "summary", "abstract")


def test_both_tokenizers_agree(days: Days, whole: Engine) -> None:
    papers = [paper for number, paper in enumerate(newest(days).values()) if number % EVERY == 0]
    for start in range(0, len(papers), 500):
        part = papers[start : start + 500]
        texts = [getattr(paper, field) for paper in part for field in TEXTS]
        texts += [" ".join(paper.authors) for paper in part]
        ours = [" ".join(sorted(text_terms(text), key=_units)) for text in texts]
        theirs = whole.terms(texts)
        assert [text for text, a, b in zip(texts, ours, theirs, strict=True) if a != b] == []


def _units(term: str) -> bytes:
    """What JavaScript sorts by."""
    return term.encode("utf-16-be", "surrogatepass")


# ── a scan of all texts ─────────────────────────────────────────────────────────────────────────────


def test_a_scan_of_all_texts_finds_the_same_papers(days: Days, whole: Engine) -> None:
    documents = [document for date in sorted(days) for document in days[date]]
    words, parts = drawn(documents, 500)
    by_scan = scan(documents, words, parts)
    assert len(by_scan) == 1_000
    asked = list(by_scan)
    by_index = dict(zip(asked, map(set, whole.papers(asked)), strict=True))
    assert {term: by_scan[term] ^ by_index[term] for term in asked if by_scan[term] != by_index[term]} == {}


@pytest.mark.parametrize(("word", "nearest"), [("tramsformer", "transform"), ("benchmrak", "benchmark")])
def test_nearest_words_are_found_in_a_part_of_the_vocabulary(whole: Engine, word: str, nearest: str) -> None:
    answer, read = whole.read(word)
    assert nearest in {suggestion["to"] for suggestion in answer["suggestions"]}
    assert 0 < sum(size for name, size in read.items() if name.endswith("words.bin")) < 80_000


# ── papers found by their own words ─────────────────────────────────────────────────────────────────

PHRASE = re.compile("(?=([\u4e00-\u9fff]{6}))")


def test_a_phrase_finds_first_a_paper_that_says_it(days: Days, whole: Engine) -> None:
    # Six characters of a TL;DR, taken anywhere. One in five stands in several papers: any of them is right.
    said: dict[str, str] = defaultdict(str)
    for paper in chain.from_iterable(days.values()):
        said[paper.key] += f"{paper.title}\n{paper.tldr}\n"
    dice = random.Random(6)
    able = sorted(paper.tldr for paper in newest(days).values() if PHRASE.search(paper.tldr))
    phrases = [dice.choice(PHRASE.findall(tldr)) for tldr in dice.sample(able, 300)]
    answers = whole.ask(phrases, 1)
    wrong = [
        phrase
        for phrase, answer in zip(phrases, answers, strict=True)
        if not any(phrase in said[hit["key"]] for hit in answer["hits"])
    ]
    assert len(wrong) <= 0.05 * len(phrases), wrong


@pytest.mark.parametrize(("kind", "share"), [("title", 0.97), ("abstract", 0.95)])
def test_a_paper_is_found_first_by_its_own_words(days: Days, whole: Engine, kind: str, share: float) -> None:
    papers = newest(days)
    uses: Counter[str] = Counter()
    for paper in papers.values():
        uses.update(set(re.findall(r"\b[a-z]{4,}\b", paper.abstract.lower())))
    phrase = re.compile("[\u4e00-\u9fff]{6}")
    able = [key for key in sorted(papers) if phrase.search(papers[key].tldr) and papers[key].abstract]
    asked = {}
    for key in random.Random(6).sample(able, 300):
        paper = papers[key]
        words = set(re.findall(r"\b[a-z]{4,}\b", paper.abstract.lower()))
        if kind == "title":
            asked[key] = re.sub(r'[-+:^~*"“”]', " ", paper.title)
        else:
            asked[key] = " ".join(sorted(words, key=lambda word: (uses[word], word))[:3])
    answers = whole.ask(list(asked.values()), 1)
    first = {key: [hit["key"] for hit in answer["hits"]] for key, answer in zip(asked, answers, strict=True)}
    right = [key for key in asked if first[key] == [key]]
    assert len(right) >= share * len(asked), sorted(set(asked) - set(right))[:10]
