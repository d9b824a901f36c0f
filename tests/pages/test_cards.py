"""The pictures that stand beside shared links."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from itertools import groupby, islice, product
from pathlib import Path

import pytest

from sitegen.pages import strokes
from sitegen.pages.cards import DayCard, SiteCard, draw
from sitegen.pages.words import words
from tests.sites import Built, SiteBuilder, Told

PAPER, INK, QUIET, ACCENT = "#ffffff", "#000000", "#888888", "#aa0000"
COLOURS = (PAPER, INK, QUIET, ACCENT)
BASE = 'base_url = "https://example.org/digests/"\n'
CATALOGS = {
    f"messages/{tag}.po": Path(f"templates/messages/{tag}.po").read_text("utf-8") for tag in ("zh", "ja")
}


@pytest.fixture
def site(tmp_path: Path) -> SiteBuilder:
    return SiteBuilder(tmp_path / "site")


def pixels(png: bytes) -> list[list[str]]:
    """Read an indexed PNG of 4 or 8 bits without filters: a colour for each pixel of each row."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(kind + data),)
        chunks[kind] = data
        at += 12 + length
    assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, depth, colour, *rest = struct.unpack(">2I5B", chunks[b"IHDR"])
    assert (width, height, colour, rest) == (1200, 630, 3, [0, 0, 0])
    table = chunks[b"PLTE"]
    colours = [f"#{table[at : at + 3].hex()}" for at in range(0, len(table), 3)]
    raw = zlib.decompress(chunks[b"IDAT"])
    line = 1 + width * depth // 8
    assert len(raw) == line * height
    rows = []
    for row in range(height):
        filtered, *packed = raw[row * line : (row + 1) * line]
        assert filtered == 0
        indices = packed if depth == 8 else [half for byte in packed for half in (byte >> 4, byte & 15)]
        rows.append([colours[index] for index in indices])
    return rows


def bars(rows: list[list[str]], colour: str = ACCENT) -> list[int]:
    """How long the bars of a colour are, from top to bottom: in text, a row has more than one piece."""
    lengths, longest = [], 0
    for row in rows:
        length = row.count(colour)
        if length >= 12 and row[row.index(colour) :][:length] == [colour] * length:
            longest = max(longest, length)
        elif longest:
            lengths.append(longest)
            longest = 0
    return lengths


def card(total: str, *rows: tuple[str, int], title: str = "Digests", date: str = "1 Jul 2026") -> DayCard:
    return DayCard(COLOURS, title, date, total, rows)


@pytest.mark.parametrize(
    "of",
    [
        card("0 papers"),
        card("1", ("", 1), title="", date="2026-07-01"),
        card("700 papers", *((f"cat.{name}", 100) for name in "ABCDEFG"), date="2026年12月28日"),
        card("9 papers", (100 * "category ", 9), title=100 * "word "),
        SiteCard((PAPER, INK, QUIET, *(f"#00000{shade}" for shade in range(6))), "", "", ()),
    ],
)
def test_whatever_is_on_a_card_it_is_a_picture_with_a_margin(of: DayCard | SiteCard) -> None:
    rows = pixels(draw(of))
    margin = [*rows[:40], *rows[-40:], *([*row[:60], *row[-60:]] for row in rows)]
    assert {colour for row in margin for colour in row} == {PAPER}


def test_bars_are_as_long_as_their_categories_are_large() -> None:
    rows = pixels(draw(card("150 papers", ("cs.CV", 100), ("cs.LG", 50))))
    long, half = bars(rows)
    assert long == pytest.approx(2 * half, abs=4)
    assert long > 600


def test_the_same_card_is_the_same_bytes() -> None:
    of = card("301 papers", ("cs.CV", 145), ("cs.AI", 76))
    assert draw(of) == draw(of)
    assert len(draw(of)) < 12_000


def test_all_that_a_day_says_can_be_written() -> None:
    """Dates and numbers of papers in the languages of the interface."""
    for language in ("en", "zh-CN", "ja"):
        said = words(language, CATALOGS)
        for month, day in product(range(1, 13), (1, 28)):
            assert strokes.writable(said.short_date(f"2026-{month:02}-{day:02}")), (language, month)
        for count in (0, 1, 1234):
            text = said.ngettext("{count} paper", "{count} papers", count).format(count=said.number(count))
            assert strokes.writable(text), text


def test_a_letter_is_nowhere_wider_than_it_says() -> None:
    for sign in strokes.SIGNS:
        lines, width = strokes.glyph(sign)
        assert all(-0.3 <= x <= width for line in lines for x, _ in line), sign


# ── on a site ───────────────────────────────────────────────────────────────────────────────────────


def papers(count: int, categories: Iterable[str] = ("cs.LG",)) -> list[Told]:
    names = list(categories)
    ids = (f"2505.{number:05}" for number in range(1, count + 1))
    return [Told(paper, category=names[at % len(names)]) for at, paper in enumerate(islice(ids, count))]


def picture(built: Built, address: str) -> dict[str, str]:
    """What a page says of its picture."""
    found = built.page(address).xpath("//meta[starts-with(@property, 'og:image') or @name='twitter:card']")
    return {tag.get("property") or tag.get("name"): tag.get("content") for tag in found}


def test_a_day_names_its_card_and_all_other_pages_the_site_s(site: SiteBuilder) -> None:
    built = site.config(BASE).digest("2025-05-27", *papers(3, ("cs.LG", "cs.CL"))).build()
    assert picture(built, "digests/2025-05-27/") == {
        "og:image": "https://example.org/digests/cards/2025-05-27.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "3 papers of Tuesday, 27 May 2025 · cs.LG 2, cs.CL 1",
        "twitter:card": "summary_large_image",
    }
    for address in ("", "digests/", "categories/", "categories/cs.LG/2025-05/", "trends/", "search/"):
        assert picture(built, address)["og:image"] == "https://example.org/digests/card.png"
    for name in ("card.png", "cards/2025-05-27.png"):
        assert pixels(built.files()[name])
    assert picture(built, "404.html") == {}


def test_without_an_address_no_page_can_name_a_card_and_none_is_made(site: SiteBuilder) -> None:
    built = site.digest("2025-05-27", *papers(1)).build()
    assert not [name for name in built.files() if "card" in name]
    assert picture(built, "digests/2025-05-27/") == {}


def test_a_large_day_shows_its_largest_categories_and_the_others_together(site: SiteBuilder) -> None:
    names = [f"cs.{first}{second}" for first, second in islice(product("ABCDE", repeat=2), 12)]
    told = [*papers(700, names), *(Told(f"2506.{n:05}", category="cs.ZZ") for n in range(300))]
    built = site.config(BASE).digest("2025-05-27", *told).build()
    rows = pixels(built.files()["cards/2025-05-27.png"])
    # 300 of one category, some 58 of five more; the other seven are 408 together.
    assert len(bars(rows, "#a8321a")) == 6
    quiet = (len(list(run)) for row in rows for colour, run in groupby(row) if colour == "#69635c")
    others = max(quiet)
    assert others == pytest.approx(bars(rows, "#a8321a")[-1] * 408 / 300, rel=0.02)


def test_a_later_day_makes_its_card_and_the_site_s_and_no_other(site: SiteBuilder) -> None:
    before = site.config(BASE).digest("2025-05-27", *papers(2)).build().files()
    after = site.digest("2025-05-28", Told("2505.00009")).build().files()
    cards = [name for name in after if name.startswith("card")]
    assert [name for name in cards if after[name] != before.get(name)] == ["card.png", "cards/2025-05-28.png"]


def test_a_card_has_the_colours_of_the_site(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-27", *papers(1))
    site.file(
        "static/theme.css",
        ":root { --accent: light-dark(#1a5fa8, #7db8f0) }\n@media print { :root { --accent: #000 } }",
    )
    rows = pixels(site.build().files()["cards/2025-05-27.png"])
    seen = {colour for row in rows for colour in row}
    assert {"#1a5fa8", "#fdfcfa"} <= seen
    assert "#a8321a" not in seen


def test_a_picture_of_the_publisher_s_own_wins(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-27", *papers(1)).file("static/root/card.png", b"mine")
    files = site.build().files()
    assert files["card.png"] == b"mine"
    assert files["cards/2025-05-27.png"].startswith(b"\x89PNG")
