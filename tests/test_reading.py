"""What scripts add for a reader: details on demand, filters, keys, the place kept, marks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pybtex.database import parse_bytes, parse_string

from tests.browser import Visit, serving
from tests.sites import Built, SiteBuilder, Told
from tests.test_layout_shift import WATCH

PREFIX = "/here/"
DAY = "digests/2025-05-28/"
DETAILS = {"Motivation": "Why not.", "Method": "A method.", "Abstract": "An abstract."}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Two days: one paper stands in both; the second has enough papers to scroll."""
    site = SiteBuilder(tmp_path_factory.mktemp("reading") / "site").config(
        f'base_url = "https://example.org{PREFIX}"'
    )
    repeated = Told("2505.00001", "Repeated", "cs.LG", fields=DETAILS)
    many = [
        Told(
            f"2505.1{number:04}",
            f"Paper {number} on {'diffusion' if number % 10 == 3 else 'graphs'}",
            "cs.LG" if number < 20 else "cs.CL",
            authors=("Ada Lovelace", f"Author {number}"),
            fields=DETAILS,
        )
        for number in range(40)
    ]
    crowd = Told("2505.20000", "A crowd", "cs.CL", authors=tuple(f"Member {n}" for n in range(12)))
    formula = Told("2505.20001", "Bounds of $n^2$", "cs.CL", tldr="提出了一种扩散模型。", fields=DETAILS)
    site.digest("2025-05-27", repeated)
    return site.digest("2025-05-28", repeated, *many, crowd, formula).build()


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    with serving(built.folder, PREFIX) as served:
        yield served


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Visit]:
    visit = Visit(context.new_page(), address)
    yield visit
    assert visit.troubles == []


def paper(page: Page, key: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a Locator
    return page.locator(f"article[data-paper='{key}']")


def button(page: Page, words: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a Locator
    return page.locator(".tools").get_by_role("button", name=words, exact=True)


# ── details ─────────────────────────────────────────────────────────────────────────────────────────


def test_all_details_open_at_once_and_stay_so_on_the_next_page(visit: Visit) -> None:
    page = visit.go(DAY)
    page.locator("[data-expand-all]").click()
    assert page.locator("article > details:not([open])").count() == 0
    visit.go("digests/2025-05-27/")
    expect(paper(page, "2505.00001").locator("[data-field=motivation]")).to_be_visible()
    page.locator("[data-expand-all]").click()
    page.reload()
    expect(paper(page, "2505.00001").locator("[data-field=motivation]")).to_be_hidden()


def test_a_section_opens_by_itself(visit: Visit) -> None:
    page = visit.go(DAY)
    page.locator("[id='cs.CL'] .expand").click()
    assert page.locator("[id='cs.CL'] article > details:not([open])").count() == 0
    assert page.locator("[id='cs.LG'] article > details[open]").count() == 0
    page.reload()
    assert page.locator("[id='cs.CL'] article > details:not([open])").count() == 0


def test_where_a_listing_has_no_details_they_are_fetched_on_demand(visit: Visit) -> None:
    page = visit.go("categories/cs.LG/2025-05/")
    here = paper(page, "2505.10003")
    here.locator("summary").click()
    expect(here.locator("[data-field=method]")).to_contain_text("A method.")
    assert here.locator("[data-field=tldr]").count() == 1
    assert here.locator("h4").first.inner_text() == "Motivation"


# ── what is shown ───────────────────────────────────────────────────────────────────────────────────


def test_only_new_papers_are_shown_on_request_and_the_rest_is_counted(visit: Visit) -> None:
    page = visit.go(DAY)
    assert paper(page, "2505.00001").is_visible()
    button(page, "Only new").click()
    assert paper(page, "2505.00001").is_hidden()
    assert page.locator(".tally").inner_text() == "42 of 43 shown"
    page.reload()
    assert paper(page, "2505.00001").is_hidden()


def test_categories_are_chosen_for_every_day(visit: Visit) -> None:
    page = visit.go(DAY)
    page.locator(".filter summary").click()
    page.get_by_role("checkbox", name="cs.LG").uncheck()
    assert page.locator("[id='cs.LG']").is_hidden()
    page.reload()
    assert page.locator("[id='cs.LG']").is_hidden()
    assert page.locator("[id='cs.CL']").is_visible()


def test_a_dense_listing_is_shorter(visit: Visit) -> None:
    page = visit.go(DAY)
    tall = page.evaluate("document.querySelector('article').offsetHeight")
    button(page, "Dense").click()
    assert page.evaluate("document.querySelector('article').offsetHeight") < tall
    page.reload()
    assert page.evaluate("document.querySelector('article').offsetHeight") < tall


def test_the_contents_follow_along(visit: Visit) -> None:
    page = visit.go(DAY)
    expect(page.locator("#toc [aria-current]")).to_have_text("cs.LG 21")
    paper(page, "2505.10030").scroll_into_view_if_needed()
    expect(page.locator("#toc [aria-current]")).to_have_text("cs.CL 22")


def test_on_a_phone_the_contents_are_folded_until_wanted(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(address + DAY)
    assert page.locator("#toc a").first.is_hidden()
    page.locator("[id='cs.LG'] .back").click()
    assert page.locator("#toc a").first.is_visible()


# ── keys ────────────────────────────────────────────────────────────────────────────────────────────


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.paper ?? ''"))


def test_papers_are_walked_opened_saved_and_read_by_keys(visit: Visit) -> None:
    page = visit.go(DAY)
    page.keyboard.press("j")
    page.wait_for_function("() => document.activeElement.matches('article')")
    assert focused(page) == "2505.00001"
    for key in "jjk":
        page.keyboard.press(key)
    expect(paper(page, "2505.10000")).to_be_focused()
    page.keyboard.press("o")
    expect(paper(page, "2505.10000").locator("[data-field=motivation]")).to_be_visible()
    page.keyboard.press("s")
    expect(paper(page, "2505.10000").get_by_role("button", name="Saved")).to_be_visible()
    page.keyboard.press("m")
    # Opening it had marked it.
    expect(paper(page, "2505.10000")).not_to_have_attribute("data-read", "")


def test_the_keys_are_told_and_can_be_turned_off(visit: Visit) -> None:
    page = visit.go(DAY)
    page.keyboard.press("?")
    page.locator("dialog").get_by_text("Next paper").wait_for()
    page.get_by_role("button", name="Keys are on").click()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("?")
    page.locator("dialog").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    assert focused(page) == ""


def test_a_letter_in_a_field_is_a_letter(visit: Visit) -> None:
    page = visit.go()
    field = page.locator("input[type=search]")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("jks?")
    assert field.input_value() == "jks?"


# ── the place ───────────────────────────────────────────────────────────────────────────────────────


def top(page: Page) -> str:
    find = "all => all.find(one => one.getBoundingClientRect().bottom > 80).dataset.paper"
    return str(page.eval_on_selector_all(".group > article", find))


@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_to_a_paper_far_down_a_day_leads_to_it(browser: Browser, tmp_path: Path, width: int) -> None:
    # Papers out of view have estimated heights: a scroll that takes its time would end elsewhere.
    site = SiteBuilder(tmp_path / "site")
    long = [Told(f"2505.3{n:04}", f"Paper {n}", tldr="So it is. " * (n % 7 * 30)) for n in range(150)]
    built = site.digest("2025-05-28", *long).build()
    with serving(built.folder) as address:
        page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="no-preference")
        page.goto(f"{address}{DAY}#2505.30120")
        page.wait_for_function("() => history.state?.place")  # it has come to rest
        assert top(page) == "2505.30120"
        page.evaluate("location.hash = '2505.30020'")
        page.wait_for_function("() => history.state?.place")
        assert top(page) == "2505.30020"
        page.close()


def test_coming_back_leads_to_the_same_paper(visit: Visit) -> None:
    page = visit.go(DAY)
    page.evaluate("document.getElementById('2505.10025').scrollIntoView()")
    page.wait_for_function("() => history.state?.place")
    was = top(page)
    paper(page, was).locator("h3 a").click()
    page.wait_for_url("**/papers/**")
    page.go_back()
    page.wait_for_function("() => scrollY > 100")
    assert top(page) == was


def test_another_day_the_reading_goes_on_where_it_stopped(visit: Visit) -> None:
    page = visit.go(DAY)
    page.evaluate("document.getElementById('2505.10025').scrollIntoView()")
    page.wait_for_function("() => history.state?.place")
    was = top(page)
    visit.go()
    visit.go(DAY)
    assert top(page) == "2505.00001"
    page.get_by_role("button", name="Continue at").click()
    page.wait_for_function("() => scrollY > 100")
    assert top(page) == was


# ── large days ──────────────────────────────────────────────────────────────────────────────────────


def test_of_a_day_of_700_papers_what_is_near_alone_is_laid_out(browser: Browser, tmp_path: Path) -> None:
    site = SiteBuilder(tmp_path / "site")
    crowd = [Told(f"2505.4{n:04}", f"Paper {n}", f"cs.{'LG' if n < 500 else 'CL'}") for n in range(700)]
    built = site.digest("2025-05-28", *crowd).build()
    with serving(built.folder) as address:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.goto(address + DAY)
        expect(page.locator("[data-expand-all]")).to_be_visible()
        titles = page.locator(".group > article > h3")
        assert titles.count() == 700
        near = "all => all.filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).length"
        assert 0 < titles.evaluate_all(near) < 60
        page.close()


def test_what_was_left_open_is_open_on_a_day_of_many_pages_too(browser: Browser, tmp_path: Path) -> None:
    site = SiteBuilder(tmp_path / "site")
    heavy = [
        Told(
            f"2505.4{n:04}",
            f"Paper {n}",
            f"cs.{'LG' if n < 60 else 'CL'}",
            fields={"Method": "It is long. " * 700},
        )
        for n in range(80)
    ]
    built = site.digest("2025-05-28", *heavy).build()
    assert f"{DAY}cs.CL/index.html" in built.files()
    with serving(built.folder) as address:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.add_init_script(WATCH)
        page.goto(address + DAY)
        assert page.locator("[data-field='method']").count() == 0
        page.locator("[id='cs.CL'] .expand").click()
        page.goto(address + DAY)
        expect(page.locator("[data-field='method']")).to_have_count(20)
        assert page.locator("[id='cs.CL'] details[open]").count() == 20
        assert page.locator("[id='cs.LG'] details[open]").count() == 0
        page.locator("[data-expand-all]").click()
        page.goto(address)
        page.goto(f"{address}{DAY}#2505.40050")
        expect(page.locator("[data-field='method']")).to_have_count(80)
        page.wait_for_function("() => history.state?.place")
        assert top(page) == "2505.40050"
        assert page.evaluate("shifts") == []
        page.close()


# ── mine ────────────────────────────────────────────────────────────────────────────────────────────


def save(page: Page, key: str) -> None:
    paper(page, key).get_by_role("button", name="Save:").click()
    # The paper's own page is asked for all its authors.
    page.wait_for_function(
        "([path, key]) => JSON.parse(localStorage[path]).saved[key].authors.length",
        arg=[f"{PREFIX}marks", key],
    )


def exported(page: Page, name: str) -> str:
    with page.expect_download() as got:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(got.value.path()).read_bytes().decode()


def test_a_saved_paper_stands_on_the_page_of_saved_papers(visit: Visit) -> None:
    page = visit.go(DAY)
    save(page, "2505.10003")
    visit.go("saved/")
    item = paper(page, "2505.10003")
    assert item.locator("h2 a").inner_text() == "Paper 3 on diffusion"
    assert "Ada Lovelace, Author 3" in item.inner_text()
    item.locator("h2 a").click()
    page.wait_for_url(f"{visit.site}papers/2505/2505.10003/")
    assert page.get_by_role("button", name="Saved").get_attribute("aria-pressed") == "true"


def test_removing_a_saved_paper_can_be_undone(visit: Visit) -> None:
    page = visit.go(DAY)
    save(page, "2505.10003")
    visit.go("saved/")
    page.get_by_role("button", name="Remove").click()
    expect(paper(page, "2505.10003")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(paper(page, "2505.10003")).to_have_count(1)


def test_saved_papers_are_exported_with_all_their_authors_and_formulas(visit: Visit) -> None:
    page = visit.go(DAY)
    save(page, "2505.20000")
    save(page, "2505.20001")
    visit.go("saved/")
    cited = parse_string(exported(page, "BibTeX"), "bibtex").entries
    assert set(cited) == {"arxiv-2505.20000", "arxiv-2505.20001"}
    assert len(cited["arxiv-2505.20000"].persons["author"]) == 12
    assert cited["arxiv-2505.20001"].fields["title"] == "{Bounds of $n^2$}"
    crowd, formula = sorted(ris(exported(page, "RIS")), key=lambda record: record["ID"])
    assert crowd["AU"][-1] == "Member 11"
    assert formula["TI"] == ["Bounds of $n^2$"]
    assert "- [Bounds of $n^2$](<https://arxiv.org/abs/2505.20001>)" in exported(page, "Markdown")
    assert {one["id"] for one in json.loads(exported(page, "JSON"))} == {"2505.20000", "2505.20001"}


def ris(text: str) -> list[dict[str, list[str]]]:
    """Read RIS strictly: lines of a tag, two spaces, a hyphen, a space and words, from TY to ER."""
    records: list[dict[str, list[str]]] = []
    *lines, rest = text.split("\r\n")
    assert rest == ""
    is_open = False
    for line in lines:
        told = re.fullmatch(r"([A-Z][A-Z0-9])  - ([^\r\n]*)", line)
        assert told, line
        assert (told[1] == "TY") is not is_open, line
        if told[1] == "TY":
            records.append({})
            is_open = True
        records[-1].setdefault(told[1], []).append(told[2])
        is_open = told[1] != "ER"
    assert not is_open
    return records


HARD = [
    Told(
        "2505.00001",
        r"50% of {Braces}: a_1 & #2 < 3 | ~x^2 with $\{a_1\}$ at $O(n^{2})$",
        authors=("Ludwig van der Berg", "Martin Luther King Jr.", "Research and Development Team", "张三"),
    ),
    Told("math/0309136", "Of old", authors=("Jean-Rémy O'Conti", "DeepSeek-AI", "Madonna")),
    Told(
        "", "From elsewhere", authors=("Ada Lovelace",), url="https://www.biorxiv.org/content/10.1101/1%20a"
    ),
]


def test_what_is_exported_reads_as_what_the_site_publishes(
    context: BrowserContext, site: SiteBuilder
) -> None:
    built = site.digest("2025-05-28", *HARD).build()
    published = parse_bytes((built.folder / "digests/2025-05-28.bib").read_bytes(), "bibtex").entries
    with serving(built.folder) as address:
        page = context.new_page()
        page.goto(address + DAY)
        for _ in HARD:
            page.get_by_role("button", name="Save:").first.click()
        page.wait_for_function(
            "() => { const all = Object.values(JSON.parse(localStorage['/marks']).saved);"
            " return all.length === 3 && all.every((one) => one.authors.length && one.url); }"
        )
        page.goto(f"{address}saved/")
        cited = parse_string(exported(page, "BibTeX"), "bibtex").entries
        records = {record["ID"][0]: record for record in ris(exported(page, "RIS"))}
        page.close()
    assert set(cited) == set(published)
    for key, entry in published.items():
        assert cited[key].persons == entry.persons
        assert {cited[key].fields.get(name) for name in ("eprint", "title", "year")} == {
            entry.fields.get(name) for name in ("eprint", "title", "year")
        }
    assert cited["arxiv-2505.00001"].fields["url"] == "https://arxiv.org/abs/2505.00001"
    assert records["2505.00001"]["AU"] == [
        "van der Berg, Ludwig",
        "King, Martin Luther, Jr.",
        "Research and Development Team",
        "张三",
    ]
    assert records["math/0309136"]["PY"] == ["2003"]
    assert records["math/0309136"]["TY"] == ["UNPB"]
    [elsewhere] = (record for record in records.values() if record["TY"] == ["GEN"])
    assert elsewhere["UR"] == ["https://www.biorxiv.org/content/10.1101/1%20a"]


def test_opened_papers_count_as_read_and_can_be_left_out(visit: Visit) -> None:
    page = visit.go(DAY)
    paper(page, "2505.10000").locator("summary").click()
    visit.go("papers/2505/2505.10001/")
    visit.go(DAY)
    for key in ("2505.10000", "2505.10001"):
        assert paper(page, key).get_attribute("data-read") == ""
    button(page, "Only unread").click()
    assert paper(page, "2505.10000").is_hidden()
    assert paper(page, "2505.10002").is_visible()
    # One that is opened now is there to be read.
    paper(page, "2505.10002").locator("summary").click()
    expect(paper(page, "2505.10002").locator("[data-field=motivation]")).to_be_visible()
    assert paper(page, "2505.10002").get_attribute("data-read") == ""
    page.reload()
    assert paper(page, "2505.10002").is_hidden()


def test_how_many_are_shown_is_not_covered(visit: Visit) -> None:
    page = visit.go(DAY)
    button(page, "Only new").click()
    for width in (390, 800, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        said = page.locator(".tally").bounding_box()
        heading = page.locator(".group > h2:visible").first.bounding_box()
        assert said is not None
        assert heading is not None
        assert said["y"] + said["height"] <= heading["y"] or said["x"] + said["width"] <= heading["x"], width


def test_an_address_that_is_cut_short_leaves_the_page_whole(visit: Visit) -> None:
    page = visit.go(f"{DAY}#100%")
    button(page, "Only unread").click()
    assert paper(page, "2505.10000").is_visible()


def follow(page: Page, words: str, kind: str) -> None:
    page.get_by_label("What to follow").fill(words)
    page.get_by_label("Kind").select_option(kind)
    page.get_by_role("button", name="Follow", exact=True).click()


def test_what_is_followed_is_marked_with_the_reason_and_can_come_first(visit: Visit) -> None:
    page = visit.go("saved/")
    follow(page, "diffusion", "word")
    follow(page, "扩散", "word")
    follow(page, "author 7", "author")
    follow(page, "cs.CL", "category")
    visit.go(DAY)
    found = page.locator("article[data-match]")
    assert [one.get_attribute("data-paper") for one in found.all()] == [
        "2505.10003", "2505.10007", "2505.10013", "2505.10023", "2505.10033", "2505.20001",
    ]  # fmt: skip
    assert paper(page, "2505.10007").locator(".why").inner_text() == "author 7"
    assert page.locator("section[data-match]").get_attribute("id") == "cs.CL"
    page.wait_for_function("() => CSS.highlights.get('followed')?.size === 6")
    assert page.locator("article").first.get_attribute("data-paper") == "2505.00001"
    button(page, "Followed first").click()
    assert page.locator("article").first.get_attribute("data-paper") == "2505.10003"


def test_an_author_is_followed_from_a_paper_s_page(visit: Visit) -> None:
    page = visit.go("papers/2505/2505.10005/")
    page.locator("summary", has_text="Follow").click()
    page.get_by_role("button", name="Author 5").click()
    visit.go(DAY)
    assert paper(page, "2505.10005").locator(".why").inner_text() == "Author 5"


def test_a_category_is_followed_from_a_paper_s_page_and_no_longer(visit: Visit) -> None:
    page = visit.go("papers/2505/2505.10005/")
    page.locator("summary", has_text="Follow").click()
    page.get_by_role("button", name="cs.LG").click()
    visit.go(DAY)
    assert page.locator("section[data-match]").get_attribute("id") == "cs.LG"
    visit.go("papers/2505/2505.10005/")
    page.locator("summary", has_text="Follow").click()
    followed = page.get_by_role("button", name="cs.LG")
    assert followed.get_attribute("aria-pressed") == "true"
    followed.click()
    visit.go(DAY)
    assert page.locator("section[data-match]").count() == 0


def test_a_link_and_bibtex_are_copied(context: BrowserContext, visit: Visit) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.go("papers/2505/2505.10005/")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Link copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.get_by_role("button", name="Copy BibTeX").click()
    page.get_by_text("BibTeX copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{arxiv-2505.10005,")


def test_a_section_has_a_link_of_its_own_that_fingers_find_too(browser: Browser, address: str) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    page.goto(address + DAY)
    link = page.get_by_role("link", name="Link to this section: cs.CL")
    expect(link).to_have_css("opacity", "1")
    link.click()
    assert page.url == f"{address}{DAY}#cs.CL"
    expect(page.locator("[id='cs.CL'] h2")).to_be_in_viewport()
    phone.close()


def test_a_file_carries_everything_to_another_browser(browser: Browser, visit: Visit, tmp_path: Path) -> None:
    page = visit.go(DAY)
    save(page, "2505.10003")
    visit.go("saved/")
    follow(page, "graphs", "word")
    file = tmp_path / "marks.json"
    file.write_text(exported(page, "Save all to a file"), "utf-8")
    other = browser.new_page()
    other.goto(f"{visit.site}saved/")
    other.locator("input[type=file]").set_input_files(file)
    other.get_by_text("This brings 1 saved papers, 1 followed").wait_for()
    other.get_by_role("button", name="Add them").click()
    expect(paper(other, "2505.10003")).to_be_visible()
    expect(other.get_by_role("button", name="Follow no longer: graphs")).to_be_visible()
    other.close()


def test_a_link_carries_everything_to_another_browser(
    browser: Browser, context: BrowserContext, visit: Visit
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.go(DAY)
    save(page, "2505.20001")
    visit.go("saved/")
    page.get_by_role("button", name="Copy a link").click()
    page.get_by_text("Link copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    other = browser.new_page()
    other.goto(link)
    other.get_by_role("button", name="Add them").click()
    expect(paper(other, "2505.20001").locator("h2 a")).to_have_text("Bounds of $n^2$")
    assert "#" not in other.url
    other.close()


HOSTILE = {
    "saved": {
        "2505.1<img src=x onerror=alert(1)>": {
            "title": "<img src=x onerror=alert(1)>",
            "authors": ["<script>alert(1)</script>", 7],
            "url": "javascript:alert(1)",
        },
        "odd": "not a paper",
    },
    "read": {"a": "<b>"},
    "follow": [{"kind": "word", "text": "(<b>["}, {"kind": "spell", "text": "x"}, None],
}


def test_what_is_carried_in_is_text_and_never_markup(visit: Visit, tmp_path: Path) -> None:
    page = visit.go("saved/")
    page.on("dialog", lambda dialog: visit.troubles.append(f"dialog: {dialog.message}"))
    file = tmp_path / "marks.json"
    file.write_text(json.dumps(HOSTILE), "utf-8")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Add them").click()
    expect(page.locator(".papers h2").first).to_be_visible()
    assert page.locator("main img, main script, a[href^=javascript]").count() == 0
    visit.go(DAY)
    assert page.locator("article[data-match]").count() == 0


@pytest.mark.parametrize("text", ["no json", "[]", "{}", '{"saved": 3}'])
def test_a_file_without_marks_is_told_and_nothing_is_lost(visit: Visit, tmp_path: Path, text: str) -> None:
    page = visit.go(DAY)
    save(page, "2505.10003")
    visit.go("saved/")
    file = tmp_path / "marks.json"
    file.write_text(text, "utf-8")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".notice")).to_contain_text("no marks")
    expect(paper(page, "2505.10003")).to_be_visible()


# ── storage ─────────────────────────────────────────────────────────────────────────────────────────

FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('SecurityError'); }});"
)


@pytest.mark.parametrize("trouble", [FULL, FORBIDDEN], ids=["full", "forbidden"])
def test_without_storage_a_page_works_and_says_what_it_cannot_keep(visit: Visit, trouble: str) -> None:
    visit.page.add_init_script(trouble)
    page = visit.go(DAY)
    page.locator("[data-expand-all]").click()
    page.locator("[data-theme-toggle]").click()
    paper(page, "2505.10003").get_by_role("button", name="Save:").click()
    expect(page.locator(".notice")).to_contain_text("storage is full or forbidden")
    expect(paper(page, "2505.10003").get_by_role("button", name="Saved:")).to_be_visible()


def test_full_storage_keeps_what_it_has(visit: Visit) -> None:
    page = visit.go(DAY)
    save(page, "2505.10003")
    page.evaluate(f"() => {{ {FULL} }}")
    paper(page, "2505.10004").get_by_role("button", name="Save:").click()
    expect(page.locator(".notice")).to_contain_text("storage is full")
    page.reload()
    expect(paper(page, "2505.10003").get_by_role("button", name="Saved:")).to_be_visible()


def test_marks_that_cannot_be_read_are_put_aside(visit: Visit) -> None:
    page = visit.go(DAY)
    page.evaluate(f"localStorage['{PREFIX}marks'] = '{{broken'")
    page.reload()
    save(page, "2505.10003")
    assert page.evaluate(f"localStorage['{PREFIX}marks (damaged)']") == "{broken"


def test_another_window_s_marks_are_shown_and_not_written_over(context: BrowserContext, visit: Visit) -> None:
    page = visit.go(DAY)
    other = context.new_page()
    other.goto(visit.site + DAY)
    save(page, "2505.10003")
    expect(paper(other, "2505.10003").get_by_role("button", name="Saved:")).to_be_visible()
    save(other, "2505.10004")
    expect(paper(page, "2505.10004").get_by_role("button", name="Saved:")).to_be_visible()
    assert page.locator(".mine").inner_text() == "2"
