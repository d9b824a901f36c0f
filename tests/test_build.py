"""A folder of digests becomes a site; what changes, and only that, is written again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.build import BuildError
from tests.sites import SiteBuilder, Told

GRPO = Told("2505.18830", "On Negative Gradients", "cs.LG", tldr="提出了一种新方法。")
MT3 = Told("2505.19714", "MT3", "cs.CL")
FLOW = Told("math/0309136", "Entropy", "math.DG", url="https://arxiv.org/abs/math/0309136v2")


def test_a_digest_becomes_pages_at_their_addresses(site: SiteBuilder) -> None:
    built = site.digest("2025-05-27", GRPO, MT3, FLOW).build()
    names = set(built.files())
    assert {
        "index.html",
        "404.html",
        "digests/index.html",
        "digests/2025-05-27/index.html",
        "categories/index.html",
        "categories/cs.LG/index.html",
        "categories/cs.LG/2025-05/index.html",
        "papers/2505/2505.18830/index.html",
        "papers/0309/math.0309136/index.html",
        "search/index.html",
    } <= names
    assert built.papers("digests/2025-05-27/") == ["2505.18830", "2505.19714", "math/0309136"]
    assert (built.report.digests, built.report.records, built.report.papers) == (1, 3, 3)
    assert built.report.files_total == built.report.files_written == len(names) - 1  # and the folder's mark


def test_a_paper_of_two_digests_has_one_page_with_both_summaries(site: SiteBuilder) -> None:
    later = Told("2505.18830", "On Negative Gradients", "cs.CL", tldr="A second telling.")
    built = site.digest("2025-05-27", GRPO).digest("2025-05-28", later).build()
    text = built.text("papers/2505/2505.18830/")
    assert text.index("A second telling.") < text.index("提出了一种新方法。")
    targets = [target for _, target in built.links("papers/2505/2505.18830/")]
    assert "/digests/2025-05-27/#2505.18830" in targets
    assert "/digests/2025-05-28/#2505.18830" in targets
    assert {"/categories/cs.LG/", "/categories/cs.CL/"} <= set(targets)
    [seen] = built.main("digests/2025-05-28/").find_class("seen")
    assert seen.get("href") == "/digests/2025-05-27/"


def test_a_notice_of_failure_stands_behind_the_summary_of_an_earlier_day(site: SiteBuilder) -> None:
    failed = {"Motivation": "Motivation analysis unavailable", "Abstract": "We show it."}
    later = Told(GRPO.id, "On Gradients, revised", tldr="Summary generation failed", fields=failed)
    built = site.digest("2025-05-27", GRPO).digest("2025-05-28", later).build()
    page = built.main(f"papers/2505/{GRPO.id}/")
    assert page.find_class("one")[0].findtext(".//h1") == "On Gradients, revised"
    [first, *_] = page.xpath(".//*[@data-field='tldr']")
    assert "提出了一种新方法。" in first.text_content()
    other, _ = page.xpath(".//section[@class='versions']/details")
    assert "Summary generation failed" in other.text_content()
    assert "Motivation analysis unavailable" in other.text_content()
    # What has no summary shows its abstract where others show that.
    assert "We show it." in built.text("digests/2025-05-28/")
    [title] = page.xpath(".//section[@class='versions']//*[@data-field='title']")
    assert GRPO.title in title.text_content()


def test_what_is_said_of_formulas_can_be_silenced(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001", tldr=r"With \nosuchmacro, $x and $\alsonot$."))
    assert {"tex-unknown", "tex-unbalanced"} <= set(site.build().codes())
    built = site.config('silence = ["tex-unknown", "tex-unbalanced"]\n').build()
    assert [code for code in built.codes() if code.startswith("tex")] == []
    assert r"With \nosuchmacro, $x and $\alsonot$." in built.text("papers/2505/2505.00001/")


def test_nothing_to_do_writes_nothing(site: SiteBuilder) -> None:
    site.digest("2025-05-27", GRPO, MT3).build()
    report = site.build().report
    assert (report.files_written, report.files_removed) == (0, 0)
    assert report.files_unchanged == report.files_total


def test_a_removed_digest_takes_its_pages_along(site: SiteBuilder) -> None:
    site.digest("2025-05-27", GRPO).digest("2025-05-28", MT3).build()
    built = site.remove("content/2025-05-28.md").build()
    assert "digests/2025-05-28/index.html" not in built.files()
    assert "papers/2505/2505.19714/index.html" not in built.files()
    assert not (built.folder / "categories/cs.CL").exists()


def test_an_edited_summary_changes_its_pages_only(site: SiteBuilder) -> None:
    site.digest("2025-05-27", GRPO, MT3).digest("2025-06-28", FLOW)
    before = site.build().files()
    edited = Told("2505.19714", "MT3", "cs.CL", tldr="Edited.")
    after = site.digest("2025-05-27", GRPO, edited).build().files()
    changed = {name for name in after if after[name] != before.get(name)}
    assert "papers/2505/2505.19714/index.html" in changed
    assert "digests/2025-05-27/index.html" in changed
    assert "papers/2505/2505.18830/index.html" not in changed
    assert "digests/2025-06-28/index.html" not in changed


def test_an_edited_template_changes_the_pages_made_of_it_only(site: SiteBuilder) -> None:
    site.digest("2025-05-27", GRPO).build()
    built = site.file(
        "templates/archive.html", '{% extends "base.html" %}{% block main %}My archive{% endblock %}'
    ).build()
    assert built.text("digests/") == "My archive"
    assert built.report.files_written == 1


def test_a_user_s_static_file_replaces_ours_of_the_same_name(site: SiteBuilder) -> None:
    built = site.digest("2025-05-27", GRPO).file("static/icon.svg", "<svg/>").build()
    [icon] = [name for name in built.files() if name.startswith("assets/icon.")]
    assert built.files()[icon] == b"<svg/>"
    assert icon.encode() in built.files()["index.html"]


def test_a_base_url_with_a_sub_path_is_in_every_link(site: SiteBuilder) -> None:
    built = site.config('base_url = "https://example.org/digests/"').digest("2025-05-27", GRPO).build()
    for address in ("", "digests/", "digests/2025-05-27/", "papers/2505/2505.18830/", "categories/cs.LG/"):
        for _, target in built.links(address):
            assert target.startswith(("/digests/", "#", "https://arxiv.org/")), target
    [canonical] = built.page("digests/").xpath('//link[@rel="canonical"]/@href')
    assert canonical == "https://example.org/digests/digests/"


def test_a_failed_build_changes_nothing(site: SiteBuilder) -> None:
    before = site.digest("2025-05-27", GRPO).build().files()
    broken = site.digest("2025-05-28", MT3).file("templates/paper.html", "{% if %}").build()
    assert broken.report.failed
    [told] = [str(d) for d in broken.report.diagnostics if d.code == "template"]
    assert told.startswith("templates/paper.html:1: error[template]: Expected an expression")
    assert told.endswith("nothing was published")
    assert broken.files() == before


@pytest.mark.parametrize("template", ["{% if %}", "{% extends name and %}"], ids=["rendered", "looked at"])
def test_a_fault_in_a_template_hides_no_warning(site: SiteBuilder, template: str) -> None:
    built = site.digest("2025-05-27", GRPO).file("templates/archive.html", template).build()
    assert built.report.failed
    assert {"template", "missing-field"} <= {*built.codes()}


def test_a_fault_at_render_time_is_told_with_its_line(site: SiteBuilder) -> None:
    template = '{% extends "base.html" %}\n{% block main %}\n\n{{ no_such_thing }}\n{% endblock %}'
    report = site.digest("2025-05-27", GRPO).file("templates/archive.html", template).build().report
    [told] = [str(d) for d in report.diagnostics if d.code == "template"]
    assert told.startswith("templates/archive.html:4: error[template]: 'no_such_thing' is undefined")


def test_check_writes_nothing(site: SiteBuilder) -> None:
    built = site.digest("2025-05-27", GRPO).build(write=False)
    assert not built.folder.exists()
    assert built.report.files_total > 0


@pytest.mark.parametrize("name", ["index.html", "notes.txt"])
def test_a_folder_with_somebody_else_s_files_is_refused(site: SiteBuilder, name: str) -> None:
    site.digest("2025-05-27", GRPO).file(f"public/{name}", "mine")
    with pytest.raises(BuildError, match="holds files that sitegen did not write"):
        site.build()
    assert (site.root / "public" / name).read_text() == "mine"


@pytest.mark.parametrize("output", ["/", ".", "content", ".."])
def test_an_output_folder_that_holds_other_things_is_refused(site: SiteBuilder, output: str) -> None:
    with pytest.raises(BuildError, match="would hold"):
        site.digest("2025-05-27", GRPO).build(output=site.root / output)


def test_a_damaged_store_is_made_again(site: SiteBuilder) -> None:
    before = site.digest("2025-05-27", GRPO, MT3).build().files()
    for file in (site.root / ".sitegen" / "digests").iterdir():
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    for file in (site.root / ".sitegen").glob("output-*.json"):
        file.write_bytes(b"nonsense")
    assert site.build().files() == before


def test_any_number_of_jobs_gives_the_same_bytes(site: SiteBuilder) -> None:
    for day in range(1, 8):
        site.digest(f"2025-05-0{day}", *(Told(f"2505.0{day}{n:03}", f"Paper {n}") for n in range(70)))
    alone = site.build(output=site.root / "one", jobs=1).files()
    assert site.build(output=site.root / "three", jobs=3, clean=True).files() == alone


DAYS = [f"2025-05-{day}" for day in (27, 28, 29)] + ["2025-06-01"]
PAPERS = st.builds(
    Told,
    id=st.sampled_from(["2505.00001", "2505.00002", "2505.00003", "math/0309136"]),
    title=st.sampled_from(["One", "Two"]),
    category=st.sampled_from(["cs.LG", "cs.CL"]),
    tldr=st.sampled_from(["a", "b"]),
)
EDITS: st.SearchStrategy[tuple[str, str, list[Told]]] = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(DAYS), st.lists(PAPERS, max_size=4)),
    st.tuples(st.just("remove"), st.sampled_from(DAYS), st.just([])),
    st.tuples(st.just("template"), st.sampled_from(["archive", "paper", "404"]), st.just([])),
    st.tuples(st.just("style"), st.sampled_from(["css/tokens.css", "js/theme.js"]), st.just([])),
    st.tuples(st.just("title"), st.sampled_from(["A", "B"]), st.just([])),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_after_any_edits_an_incremental_build_equals_a_clean_one(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, str, list[Told]]]]
) -> None:
    site = SiteBuilder(tmp_path_factory.mktemp("edits") / "site")
    for number, edits in enumerate(rounds):
        for what, where, papers in edits:
            edit(site, what, where, papers, number)
        incremental = site.build().files()
    clean = SiteBuilder(tmp_path_factory.mktemp("clean") / "site")
    for path in site.root.rglob("*"):
        name = path.relative_to(site.root)
        if path.is_file() and name.parts[0] not in {"public", ".sitegen"}:
            clean.file(name.as_posix(), path.read_bytes())
    assert clean.build().files() == incremental


def edit(site: SiteBuilder, what: str, where: str, papers: list[Told], number: int) -> None:
    if what == "write":
        site.digest(where, *papers)
    elif what == "remove":
        Path(site.root, f"content/{where}.md").unlink(missing_ok=True)
    elif what == "template":
        text = f'{{% extends "base.html" %}}{{% block main %}}<p>{number}</p>{{% endblock %}}'
        site.file(f"templates/{where}.html", text)
    elif what == "style":
        site.file(f"static/{where}", f"/* {number} */")
    else:
        site.config(f'title = "{where}"')


def test_a_part_of_a_large_day_counts_its_own_papers(site: SiteBuilder) -> None:
    long = {"Method": "It is long. " * 700}
    papers = [
        Told(f"2505.4{n:04}", f"Paper {n}", f"cs.{'LG' if n < 60 else 'CL'}", fields=long) for n in range(80)
    ]
    built = site.digest("2025-05-27", *papers[70:]).digest("2025-05-28", *papers).build()
    assert "80 papers · 70 new" in built.text("digests/2025-05-28/")
    assert "cs.CL · 20 papers · 10 new" in built.text("digests/2025-05-28/cs.CL/")


OURS = ["index.html", "404.html", "digests/index.html", "digests/2025-05-27/index.html", "search/index.html"]


def test_a_file_of_one_s_own_takes_the_place_of_a_page_until_it_goes(site: SiteBuilder) -> None:
    before = site.digest("2025-05-27", GRPO).build().files()
    for name in OURS:
        site.file(f"static/root/{name}", f"mine: {name}")
    for told in ("once", "again"):
        mine = site.config(f'title = "{told}"').build()
        found = mine.files()
        assert {name: found[name].decode() for name in OURS} == {name: f"mine: {name}" for name in OURS}
        assert found == site.build(clean=True, output=site.root / told).files()
    site.file("static/root/404.html", "edited")
    assert site.build().files()["404.html"] == b"edited"
    for name in OURS:
        site.remove(f"static/root/{name}")
    site.remove("sitegen.toml")
    assert site.build().files() == before
