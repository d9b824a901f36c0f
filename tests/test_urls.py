"""Addresses: safe, apart, and for ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen import urls

ANY_TEXT = st.text(max_size=300)


def test_addresses_are_those_of_the_contract() -> None:
    assert urls.paper("2505.18830") == "papers/2505/2505.18830/"
    assert urls.paper("math/0309136") == "papers/0309/math.0309136/"
    assert urls.paper("x/some-slug") == "papers/x/some-slug/"
    assert urls.digest("2025-05-27") == "digests/2025-05-27/"
    assert urls.digest_part("2026-06-30", "cs.CV", 1) == "digests/2026-06-30/cs.CV/"
    assert urls.digest_part("2026-06-30", "cs.CV", 2) == "digests/2026-06-30/cs.CV/2/"
    assert urls.category("cs.LG") == "categories/cs.LG/"
    assert urls.month("cs.LG", "2025-05", 1) == "categories/cs.LG/2025-05/"


def test_known_category_names_are_their_own_folders() -> None:
    for name in ("cs.LG", "math.AG", "q-bio.NC", "cond-mat.mes-hall", "hep-th", "physics.optics", "quant-ph"):
        assert urls.slug(name) == name


@given(ANY_TEXT)
def test_a_slug_stays_in_its_folder_and_any_disk_can_hold_it(name: str) -> None:
    slug = urls.slug(name)
    assert slug
    assert not set(slug) & set('/\\:*?"<>| \n\t\0')
    assert slug.strip(".") == slug
    assert len(slug.encode()) <= 255
    assert slug.partition(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1", "lpt1"}


@given(ANY_TEXT, ANY_TEXT)
def test_two_names_never_share_a_folder_even_where_case_is_ignored(one: str, other: str) -> None:
    if one != other:
        assert urls.slug(one).casefold() != urls.slug(other).casefold()


def test_names_that_differ_by_case_alone_stay_apart() -> None:
    names = ["cs.LG", "cs.lg", "CS.LG", "Cs.Lg", "robotics", "Robotics", "ROBOTICS", "straße", "strasse"]
    assert len({urls.slug(name).casefold() for name in names}) == len(names)


ODD = st.sampled_from(
    [
        "",
        "other",
        "toc",
        "main",
        "papers",
        "a b",
        "a-b",
        "a  b",
        "2505.18830",
        "x.paper",
        "feed.xml",
        "2025-05",
        "2",
    ]
)


@given(st.lists(ODD | st.text("ab-. /", max_size=5), unique=True))
def test_sections_of_a_day_share_neither_ids_nor_folders(names: list[str]) -> None:
    ids = [urls.section(name) for name in names]
    assert len({*ids, "toc", "main", urls.anchor("2505.18830")}) == len(ids) + 3
    assert not any(character.isspace() for one in ids for character in one)
    folders = [urls.digest_part("2025-05-27", name, 1) for name in names]
    assert len(set(folders)) == len(folders)


def test_a_section_s_id_is_its_category_where_that_can_be() -> None:
    for name in ("cs.LG", "math.AG", "计算语言学", "Robotics"):
        assert urls.section(name) == name
    assert urls.section("Computer Vision").startswith("Computer-Vision-")


@given(st.from_regex(r"[a-z0-9./-]{0,40}", fullmatch=True))
def test_address_of_is_the_inverse_of_output_file(address: str) -> None:
    if not address.endswith("index.html") and (address.endswith("/") or not address):
        assert urls.address_of(urls.output_file(address)) == address


def test_links_keep_the_base_path_and_encode_what_must_be() -> None:
    assert urls.href("/digests/", "papers/2505/2505.18830/") == "/digests/papers/2505/2505.18830/"
    assert urls.href("/", "categories/计算/", "a b") == "/categories/%E8%AE%A1%E7%AE%97/#a%20b"


def test_an_asset_changes_its_address_with_its_bytes() -> None:
    assert urls.asset("css/site.css", b"a") != urls.asset("css/site.css", b"b")
    assert urls.asset("css/site.css", b"a").startswith("assets/css/site.")
    assert urls.asset("css/site.css", b"a").endswith(".css")
