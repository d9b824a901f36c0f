"""Related papers: what is alike, earlier or of the same day, and never changed by what comes later."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from sitegen.insights import related
from tests.sites import Built, SiteBuilder, Told

TOPICS = [
    (
        "Splatting of Gaussian Primitives",
        "Gaussian primitives are splatted; splatting Gaussian primitives is fast.",
    ),
    (
        "Jailbreak Attacks on Guardrails",
        "Jailbreak prompts pass guardrails; such a jailbreak breaks guardrails.",
    ),
    ("Folding of Membrane Proteins", "Membrane proteins fold; folding membrane proteins takes long."),
]


def told(number: int, month: str = "2505") -> Told:
    """A made-up paper, one of three topics by turns."""
    title, abstract = TOPICS[number % 3]
    return Told(f"{month}.{number:05}", f"{title}, Part {number}", fields={"Abstract": abstract})


def near(built: Built, key: str) -> list[str]:
    """The related papers that a paper's page names, in order."""
    links = built.main(f"papers/{key[:4]}/{key}/").xpath(".//*[@class='related']//a/@href")
    return [str(link).strip("./").rpartition("/")[2] for link in links]


def test_papers_of_one_topic_are_related(site: SiteBuilder) -> None:
    built = site.digest("2025-05-27", *map(told, range(12))).build()
    assert set(near(built, "2505.00000")) == {"2505.00003", "2505.00006", "2505.00009"}
    assert set(near(built, "2505.00001")) == {"2505.00004", "2505.00007", "2505.00010"}


def test_two_words_in_common_relate_no_papers_that_speak_of_much_else(site: SiteBuilder) -> None:
    def own(start: str) -> str:
        return ". ".join(f"{start}{word} {start}{word}" for word in "abcdefghij")

    shared = "graphite lantern, graphite lantern. "
    one = Told("2505.00100", "Harbours", fields={"Abstract": shared + own("harb")})
    other = Told("2505.00101", "Orchards", fields={"Abstract": shared + own("orch")})
    twin = Told("2505.00102", "Harbours", fields={"Abstract": shared + own("harb")})
    built = site.digest("2025-05-27", one, other, twin, *map(told, range(9))).build()
    assert near(built, "2505.00100") == ["2505.00102"]
    assert near(built, "2505.00101") == []


def test_at_most_five_are_named(site: SiteBuilder) -> None:
    for day in range(1, 9):
        site.digest(f"2025-05-{day:02}", *(told(number) for number in range(3 * day, 3 * day + 3)))
    assert len(set(near(site.build(), "2505.00024"))) == 5


def test_a_later_paper_is_never_named(site: SiteBuilder) -> None:
    site.digest("2025-05-27", *map(told, range(6))).digest("2025-05-28", *map(told, range(6, 12)))
    built = site.build()
    assert near(built, "2505.00000") == ["2505.00003"]
    assert set(near(built, "2505.00006")) == {"2505.00000", "2505.00003", "2505.00009"}


def test_a_link_leads_to_a_paper_of_another_month(site: SiteBuilder) -> None:
    site.digest("2025-04-27", told(0, "2504"), told(1, "2504")).digest("2025-05-27", told(0), told(1))
    main = site.build().main("papers/2505/2505.00000/")
    assert main.xpath(".//*[@class='related']//a/@href") == ["../../2504/2504.00000/"]


def test_a_later_digest_changes_no_related_papers(site: SiteBuilder) -> None:
    before: dict[str, bytes] = {}
    for day in range(1, 8):
        site.digest(f"2025-05-{day:02}", *(told(number) for number in range(6 * day, 6 * day + 6)))
        after = site.build().files()
        assert [name for name in before if name.startswith("papers/") and after[name] != before[name]] == []
        before = after


def test_an_edit_changes_the_pages_that_named_the_paper_and_says_so(site: SiteBuilder) -> None:
    site.digest("2025-05-27", told(0), told(1)).digest("2025-05-28", told(3), told(4))
    site.digest("2025-05-29", told(2), told(5)).build()
    title, abstract = TOPICS[1]
    site.digest("2025-05-27", Told("2505.00000", title, fields={"Abstract": abstract}), told(1))
    built = site.build()
    assert near(built, "2505.00003") == []
    assert set(near(built, "2505.00004")) == {"2505.00000", "2505.00001"}
    written = built.report.reasons.keys()
    assert {f"papers/2505/2505.0000{n}/" for n in (0, 3, 4)} <= written
    assert not {f"papers/2505/2505.0000{n}/" for n in (2, 5)} & written


def test_an_edit_of_what_nobody_is_found_by_finds_nothing_anew(site: SiteBuilder) -> None:
    site.digest("2025-05-27", *map(told, range(6))).digest("2025-05-28", *map(told, range(6, 12))).build()
    kept = {file: file.stat().st_ctime_ns for file in (site.root / ".sitegen" / "related").iterdir()}
    edited = replace(told(0), tldr="Another summary.")
    built = site.digest("2025-05-27", edited, *map(told, range(1, 6))).build()
    assert "Another summary." in built.text("papers/2505/2505.00000/")
    assert near(built, "2505.00009") == ["2505.00006", "2505.00003", "2505.00000"]
    assert {file: file.stat().st_ctime_ns for file in kept} == kept


@pytest.mark.parametrize("seed", range(3))
def test_any_edits_end_as_a_clean_build_does(
    site: SiteBuilder, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "PAPERS", 12)  # so that days fall out of what is searched
    chance = random.Random(seed)
    days = [f"2025-05-{day:02}" for day in range(1, 13)]
    for number, day in enumerate(days):
        site.digest(day, *(told(6 * number + n) for n in range(chance.randrange(1, 7))))
    site.build()
    for _ in range(4):
        day = chance.choice(days)
        site.digest(day, *(told(chance.randrange(90)) for _ in range(chance.randrange(1, 7))))
        incremental = site.build()
    assert incremental.files() == site.build(output=site.root / "clean", clean=True).files()
    (site.root / "content").rename(site.root / "moved")
    other = SiteBuilder(site.root / "other")
    (other.root / "content").rmdir()
    (site.root / "moved").rename(other.root / "content")
    assert {**other.build(jobs=4).files()} == incremental.files()


def test_what_was_kept_and_is_damaged_is_found_again(site: SiteBuilder) -> None:
    site.digest("2025-05-27", *map(told, range(6)))
    before = site.build().files()
    folder = site.root / ".sitegen" / "related"
    for file in folder.iterdir():
        file.write_bytes(b"damaged")
    site.file("templates/404.html", "{% extends 'base.html' %}")
    assert site.build().files().keys() == before.keys()
    for file in folder.iterdir():
        file.unlink()
    site.digest("2025-05-28", *map(told, range(6, 9)))
    assert near(site.build(), "2505.00006") == ["2505.00003", "2505.00000"]


def test_chinese_papers_are_related_too(site: SiteBuilder) -> None:
    topics = ["扩散模型的视频生成加速", "大语言模型的越狱攻击检测", "蛋白质结构的几何表示"]
    told = [
        Told(f"2505.{n:05}", f"{topics[n % 3]}研究之{n}", tldr=f"{topics[n % 3]}。", fields={})
        for n in range(9)
    ]
    built = site.digest("2025-05-27", *told).build()
    assert set(near(built, "2505.00000")) == {"2505.00003", "2505.00006"}
