"""What is told of counted weeks."""

from __future__ import annotations

from sitegen.insights import TRENDS, Noted, Told, count_week, note_down, tell


def told(weeks: list[list[str]], recent: int, authors: tuple[str, ...] = ()) -> Told:
    """Tell of weeks, each a list of titles."""
    counted = []
    for titles in weeks:
        note = note_down([Noted(title, title, "en", "", "", authors, "") for title in titles])
        places = (("digest", tuple(range(len(titles)))),)
        counted.append(count_week(places, lambda _, note=note: note[TRENDS]) if titles else b"")  # type: ignore[misc]
    return tell(counted, recent)


def plain(papers: int) -> list[str]:
    return [f"On Thing{n} and Other{n}" for n in range(papers)]


def test_a_term_that_came_up_rises_and_one_that_went_falls() -> None:
    past = [plain(50) + ["Prompt Learning"] * 5] * 4
    now = [plain(50) + ["A World Model", "World Models"] * 5] * 2
    (terms,) = told(past + now, recent=2).terms
    assert [term.words for term in terms.rising] == ["World Model"]
    assert [term.words for term in terms.falling] == ["Prompt Learning"]
    world = terms.rising[0]
    assert (world.before, round(world.recent)) == (0.0, 167)
    assert [round(share, 2) for share in world.weeks] == [0, 0, 0, 0, 0.17, 0.17]


def test_what_chance_explains_is_left_out() -> None:
    weeks = [plain(50) + ["World Models"] * count for count in (4, 5, 6, 5, 6, 7)]
    assert told(weeks, recent=2).terms == ()


def test_few_papers_tell_nothing() -> None:
    assert told([["World Models"] * 10, ["Prompt Learning"] * 10], recent=1).terms == ()


def test_part_of_a_longer_term_is_not_told_beside_it() -> None:
    (terms,) = told([plain(100), plain(100) + ["3D Gaussian Splatting"] * 20], recent=1).terms
    assert [term.words for term in terms.rising] == ["3D Gaussian Splatting"]


def test_a_week_without_papers_counts_as_none() -> None:
    (terms,) = told([plain(100), [], plain(100) + ["World Models"] * 20], recent=1).terms
    assert len(terms.rising[0].weeks) == 3


def test_chinese_and_latin_terms_are_told_apart() -> None:
    past, now = plain(100), [*plain(100), *["On 扩散模型"] * 15, *["World Models"] * 15]
    latin, east = told([past, now], recent=1).terms
    assert (latin.is_east, east.is_east) == (False, True)
    assert [term.words for term in east.rising] == ["扩散模型"]


def test_authors_are_counted_over_all_weeks() -> None:
    authors = told([plain(3), plain(2)], recent=1, authors=("Ada", "Ben", "Ada")).authors
    assert [(author.name, author.papers) for author in authors] == [("Ada", 5), ("Ben", 5)]
