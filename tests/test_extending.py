"""What the guides say of themes, own pages and extensions, tried with the text of their own examples."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from sitegen import extensions
from tests.sites import Built, SiteBuilder, Told

DOCS = Path(__file__).parent.parent / "docs"
# A file's name on a line of its own, then its text.
EXAMPLE = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)

VERDICTS = """# cs.LG

### [1] [A paper](https://arxiv.org/abs/2505.00001)
*Ada Lovelace*

Verdict: Read it.

Reader: Alan

<details>
Pros: It is short.

Cons: Too short: see $k<g$.
</details>
"""


def examples(guide: str) -> dict[str, str]:
    return dict(EXAMPLE.findall(DOCS.joinpath(guide).read_text("utf-8")))


def themed(site: SiteBuilder) -> Built:
    for name, text in examples("templates.md").items():
        site.file(name, text)
    site.file("static/team.png", b"\x89PNG").file("content/pages/guide.md", "# Guide\n\nRead slowly.")
    return site.digest("2025-05-27", Told("2505.00001")).build()


def test_a_block_of_a_template_is_replaced_and_the_rest_stays(site: SiteBuilder) -> None:
    built = themed(site)
    assert not built.report.failed
    paper = built.text("papers/2505/2505.00001/")
    assert "Ada Lovelace" in paper
    assert "Found a mistake? Write to us." in paper
    links = dict(built.links("papers/2505/2505.00001/"))
    assert links["Write to us."] == "mailto:digests@example.org?subject=2505.00001"
    assert "Found a mistake?" not in built.text("digests/2025-05-27/")


def test_a_sheet_of_one_s_own_follows_ours_on_every_page(site: SiteBuilder) -> None:
    built = themed(site)
    for address in ("", "search/", "papers/2505/2505.00001/", "pages/about/", "404.html"):
        sheets = [x.get("href", "") for x in built.page(address).iter("link") if x.get("rel") == "stylesheet"]
        assert "theme" in sheets[-1], address
        assert "--accent" in (built.folder / sheets[-1][1:]).read_text("utf-8")


def test_a_page_of_one_s_own_leads_where_the_guide_says(site: SiteBuilder) -> None:
    built = themed(site)
    assert {("archive", "/digests/"), ("guide", "/pages/guide/")} <= set(built.links("pages/about/"))
    assert built.text("pages/about/").startswith("Who makes this")
    assert "page-link" not in built.codes()


def test_every_template_and_block_stands_in_the_guide(site: SiteBuilder) -> None:
    guide = DOCS.joinpath("templates.md").read_text("utf-8")
    folder = DOCS.parent / "templates"
    for file in folder.rglob("*.html"):
        assert f"`{file.relative_to(folder).as_posix()}`" in guide
    blocks = set(re.findall(r"{% block (\w+) %}", folder.joinpath("base.html").read_text("utf-8")))
    assert blocks == set(re.findall(r"^\| `(\w+)` \| every page \|", guide, re.MULTILINE))


# ── extensions ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the guide, installed into a folder."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("target")
    for name, text in examples("formats.md").items():
        (source / name).write_text(text, "utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps"]
    subprocess.run([*pip, "--no-index", "--target", str(target), str(source)], check=True)
    return target


def built_with(package: Path, site: SiteBuilder) -> Built:
    """Build a site where the package is installed, with two processes that read digests."""
    environment = {**os.environ, "PYTHONPATH": str(package)}
    command = [sys.executable, "-m", "sitegen", "build", str(site.root), "--jobs", "2"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return Built(site.root / "public", site.build(write=False).report)


def test_a_package_brings_a_syntax_and_labels(package: Path, site: SiteBuilder) -> None:
    for day in range(1, 5):
        site.file(f"content/2025-05-0{day}.md", VERDICTS.replace("00001", f"0000{day}"))
    built = built_with(package, site)
    main = built.main("papers/2505/2505.00001/")
    fields = {
        str(e.get("data-field")): " ".join(str(e.xpath("string(p)")).split())
        for e in main.iter("div")
        if e.get("data-field")
    }
    assert fields.keys() == {"tldr", "reader", "strengths", "cons"}
    assert fields["tldr"] == "Read it."
    assert fields["strengths"] == "It is short."
    [first] = built.main("digests/2025-05-01/").xpath(".//article/*[@data-field='tldr']")
    assert first.text_content().split()[-2:] == ["Read", "it."]


def test_without_the_package_nothing_is_lost(site: SiteBuilder) -> None:
    built = site.file("content/2025-05-01.md", VERDICTS).build()
    for words in ("Read it.", "Alan", "It is short.", "Too short"):
        assert words in built.text("papers/2505/2505.00001/")


@pytest.mark.parametrize(
    ("group", "value", "why"),
    [
        ("sitegen.formats", "tests.nowhere:FORMAT", "ModuleNotFoundError: No module named"),
        ("sitegen.formats", "tests.sites:digest_text", "expected a syntax, with a name"),
        ("sitegen.labels", "tests.sites:digest_text", "expected a dictionary of labels"),
    ],
)
def test_an_extension_that_cannot_be_used_is_told_and_nothing_is_built(
    group: str, value: str, why: str, monkeypatch: pytest.MonkeyPatch, site: SiteBuilder
) -> None:
    from importlib.metadata import EntryPoints

    from sitegen.build import BuildError

    found = EntryPoints([EntryPoint("mine", value, group)])
    monkeypatch.setattr(extensions, "entry_points", lambda: found)
    extensions.extensions.cache_clear()
    try:
        with pytest.raises(BuildError, match=rf"the extension mine \({group}\) cannot be used: {why}"):
            site.digest("2025-05-27", Told("2505.00001")).build()
    finally:
        extensions.extensions.cache_clear()
