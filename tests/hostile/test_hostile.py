"""Hostile texts all over a whole site, in a browser: nothing runs, nothing is asked for, all is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from lxml import etree
from playwright.sync_api import Browser

from sitegen import config, formats, urls
from sitegen.config import kinds
from sitegen.config.schema import KEYS
from sitegen.model import SourceFile
from sitegen.text import plain
from tests.browser import serving
from tests.hostile.looking import lookout
from tests.hostile.sites import PLACES, WORD, line, named, settings, site, writers
from tests.hostile.vectors import FAMILIES, SCHEMES, VECTORS
from tests.serve.running import running
from tests.sites import Built, SiteBuilder, Told

# The whole product of vectors, places and syntaxes takes minutes: ``python -m tests.hostile``.
SOME = 40


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    made = site(
        tmp_path_factory.mktemp("hostile") / "site",
        VECTORS,
        SCHEMES,
        whole=False,
        config=settings(VECTORS, 0),
    )
    report = made.build()
    assert not report.report.failed
    return report


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    with serving(built.folder) as served:
        yield served


def pages(built: Built, under: str) -> list[str]:
    """The addresses of the pages below a folder."""
    files = sorted((built.folder / under).rglob("*.html"))
    return [urls.address_of(file.relative_to(built.folder).as_posix()) for file in files]


def test_there_are_several_hundred_vectors_of_all_families() -> None:
    assert len(VECTORS) >= 700
    assert all(len(family) >= 20 for family in FAMILIES.values())
    assert len(writers()) * len(PLACES) >= 80


@pytest.mark.parametrize("policy", [False, True], ids=["without the policy", "with the policy"])
def test_nothing_of_a_text_runs_or_loads(browser: Browser, built: Built, address: str, policy: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Digests hold everything, so they are opened all; of categories and papers a share."""
    step = SOME if policy else SOME // 2
    kinds = {(page.split("/")[0], page.count("/")): page for page in pages(built, ".")}
    shown = [
        "",
        *kinds.values(),
        *pages(built, "digests"),
        *pages(built, "categories")[::step],
        *pages(built, "papers")[::step],
    ]
    with lookout(browser, address, built.files(), policy=policy) as looking:
        for number, page in enumerate(shown):
            looking.go(page)
            if number % SOME == 0:  # as readers do
                looking.page.keyboard.press("Tab")
                looking.page.evaluate(
                    "document.querySelectorAll('details').forEach((one) => (one.open = true))"
                )
                looking.look()


def test_papers_that_stand_whole_in_their_digests_are_harmless(browser: Browser, tmp_path: Path) -> None:
    config = f'paper_pages = "none"\n{settings(VECTORS, 4)}'
    built = site(tmp_path / "site", VECTORS[::4], SCHEMES[::4], whole=False, config=config).build()
    with serving(built.folder) as home, lookout(browser, home, built.files(), policy=True) as looking:
        for page in pages(built, "digests"):
            looking.go(page)


def test_every_page_carries_the_policy(built: Built) -> None:
    for name, data in built.files().items():
        if not name.endswith(".html"):
            continue
        head, _, _ = data.decode().partition("<title>")
        [policy] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', head)
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules.pop("default-src") == rules.pop("base-uri") == "'none'", name
        assert (rules.pop("require-trusted-types-for"), rules.pop("trusted-types")) == ("'script'", "sitegen")
        assert {source for rule in rules.values() for source in rule.split()} <= {"'self'", "data:"}, name
        assert "data:" not in rules["script-src"]
        assert '<meta name="referrer" content="no-referrer">' in head, name


def test_names_of_files_and_addresses_of_papers_are_harmless(browser: Browser, tmp_path: Path) -> None:
    made = named(tmp_path / "site", VECTORS[::19]).build()
    assert made.report.digests == len(VECTORS[::19])
    with serving(made.folder) as home, lookout(browser, home, made.files(), policy=False) as looking:
        for page in pages(made, "digests"):
            looking.go(page)


def test_every_vector_as_any_value_of_a_configuration_is_refused_or_text() -> None:
    texts = {"title", "description", "author", "content", "output", "cache", "categories.order"}
    for key in KEYS:
        taken = []
        step = 10 if key.name == "timezone" else 1  # each takes a look through all zones
        for vector in [*VECTORS, *SCHEMES][::step]:
            value = json.dumps(vector).replace("\x7f", "\\u007f")
            value = {"NAMES": f"[{value}]", "CODES": f"[{value}]"}.get(_kind(key.kind), value)
            name = f"{key.name}.x" if key.is_table else key.name
            _, found = config.load(f"{name} = {value}", "sitegen.toml")
            if not found:
                taken.append(vector)
        if key.name in texts or key.name == "categories.names":
            assert len(taken) > len(VECTORS) // 2, key.name  # those of one line
        else:
            assert all(re.fullmatch(r"\w+|https?://[^\s\"<>]+", vector) for vector in taken), key.name


def _kind(kind: kinds.Kind) -> str:
    return next((name for name in ("NAMES", "CODES") if getattr(kinds, name) is kind), "")


def test_every_word_can_be_read(browser: Browser, built: Built, address: str) -> None:
    content = built.folder.parent / "content"
    with lookout(browser, address, built.files(), policy=True) as looking:
        for file in sorted(content.iterdir()):
            digest = formats.load(SourceFile(file.name, file.read_bytes())).digest
            assert digest
            records = [record for section in digest.sections for record in section.records]
            for record in records[:: SOME // 2]:
                looking.go(urls.paper(record.key))
                words = looking.words()
                assert "".join(plain(record.title).split()) in words
                for field in record.fields:
                    assert "".join(plain(field.text).split()) in words, (file.name, field)


@pytest.mark.parametrize("policy", [False, True], ids=["without the policy", "with the policy"])
def test_search_shows_hostile_titles_and_queries_as_text(
    browser: Browser,
    built: Built,
    address: str,
    policy: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    with lookout(browser, address, built.files(), policy=policy) as looking:
        page = looking.page
        looking.go(f"search/?q={WORD}")
        page.wait_for_selector("main[data-search-state='done']")
        for _ in range(6):
            page.locator(".more button").click()
            page.wait_for_selector("main[data-search-state='done']")
        assert page.locator("main li[data-paper]").count() >= 40
        looking.look()
        assert "<img" in page.locator(".hits").inner_text()
        for vector in VECTORS[:: SOME * 4 if policy else SOME]:
            looking.go(
                f"search/?q={quote(line(vector))}&author={quote(line(vector))}&category={quote(line(vector))}"
            )
            page.wait_for_selector("main:not([data-search-state='loading'])")
            looking.look()


MARKS: dict[str, Any] = {
    "saved": {
        **{
            f"2505.{n:05}": {"title": vector, "authors": [vector], "url": scheme, "pdf": scheme, "at": vector}
            for n, (vector, scheme) in enumerate(zip(VECTORS, SCHEMES * 10, strict=False), 1)
        },
        "../../x": {"title": "x"},
        "a\n/b": {"title": "x"},
        "__proto__": {"title": "x"},
    },
    "read": {"<img src=x onerror=alert(1)>": 1},
    "follow": [{"kind": "word", "text": vector} for vector in VECTORS[::9]],
}


@pytest.mark.parametrize("policy", [False, True], ids=["without the policy", "with the policy"])
def test_marks_from_a_stranger_are_shown_as_text(
    browser: Browser,
    built: Built,
    address: str,
    policy: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    with lookout(browser, address, built.files(), policy=policy) as looking:
        page = looking.page
        page.goto(f"{address}404.html")
        page.evaluate("(marks) => localStorage.setItem('/marks', JSON.stringify(marks))", MARKS)
        looking.go("saved/")
        # What follows a link or a file is made sense of in the same way as what is kept.
        assert page.locator("article[data-paper]").count() == len(MARKS["saved"]) - 3
        looking.look()
        for name in ("BibTeX", "RIS", "Markdown", "JSON"):
            with page.expect_download() as download:
                page.get_by_role("button", name=name, exact=True).click()
            assert download.value.path().stat().st_size > 1_000
        looking.go("digests/2025-05-04/")
        looking.look()


def test_diagnostics_are_shown_as_text_by_a_preview(browser: Browser, site: SiteBuilder) -> None:
    vectors = [line(vector) for vector in VECTORS[::9] if "/" not in vector and line(vector).isprintable()]
    for n, vector in enumerate(vectors, 1):
        title = f"{vector} $\\foo{{{vector}}}$"
        site.digest(f"2025-05-01 {vector[:60]}", Told(f"2505.{n:05}", title, url=vector))
    keys = "".join(f"{json.dumps(vector)} = 1\n" for vector in vectors)
    with running(site.root) as preview:
        address = preview.address
        files = ["index.html", ".preview/preview.js", ".preview/preview.css", ".preview/state"]
        for number, config in enumerate(("", keys)):
            site.config(config)
            for policy in (False, True):
                with lookout(browser, address, files, policy=policy) as looking:
                    page = looking.page
                    page.goto(address)
                    page.wait_for_selector("sitegen-preview", state="attached")
                    kind = "error" if number else "warning"
                    page.wait_for_selector(f"sitegen-preview[data-kind={kind}]", state="attached")
                    looking.look()
                    said = page.evaluate("document.querySelector('sitegen-preview').shadowRoot.textContent")
                    assert "onerror=alert(1)" in said
                    # The preview's own files and state are no files of the site.
                    looking.troubles = [one for one in looking.troubles if not one.startswith("asked for")]


def test_feeds_hold_texts_that_run_nowhere(browser: Browser, built: Built, address: str) -> None:
    """A reader of feeds that trusts them wholly puts their HTML into a page as it is."""
    parts: list[str] = []
    for file in sorted(built.folder.rglob("feed.xml"))[:: SOME // 4]:
        tree = etree.parse(file, etree.XMLParser(resolve_entities=False))
        names = {etree.QName(element).namespace for element in tree.iter(etree.Element)}
        assert names == {"http://www.w3.org/2005/Atom"}, file
        for element in tree.iter("{http://www.w3.org/2005/Atom}*"):
            if element.get("type") == "html":
                parts.append(element.text or "")
            assert not re.match(r"\s*(?:javascript|data|vbscript):", element.get("href", ""), re.IGNORECASE)
    for file in sorted(built.folder.rglob("feed.json"))[:: SOME // 4]:
        parts += [item["content_html"] for item in json.loads(file.read_bytes())["items"]]
    assert len(parts) > SOME
    with lookout(browser, address, built.files(), policy=False) as looking:
        looking.page.goto(f"{address}404.html")
        for start in range(0, len(parts), 20):
            script = "(html) => (document.body.innerHTML = html)"
            looking.page.evaluate(script, "".join(parts[start : start + 20]))
            looking.page.wait_for_timeout(20)
            looking.look()


def test_no_script_of_ours_makes_elements_of_a_text() -> None:
    """Trusted Types stops it where browsers know them; here it is not even written."""
    root = Path(__file__).parents[2]
    sinks = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|setHTML"
        r"|\beval\(|new Function|setTimeout\([\"'`]|srcdoc|javascript:"
    )
    found = [
        f"{file.name}: {match[0]}"
        for folder in ("static/js", "sitegen/serve/client")
        for file in sorted((root / folder).rglob("*.js"))
        if "vendor" not in file.parts
        for match in sinks.finditer(file.read_text("utf-8"))
    ]
    assert found == []
