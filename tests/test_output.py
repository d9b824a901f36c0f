"""Nothing is written or removed outside the output folder, whatever names, links and caches say."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from sitegen import manifest
from sitegen.build import BuildError
from sitegen.output import Output, OutputFault
from tests.sites import Built, SiteBuilder, Told

OUTSIDE = [
    "../mine",
    "/etc/mine",
    "a/../../mine",
    "a//mine",
    ".sitegen",
    "a/.git/config",
    "a\0b",
    "..",
    "./x",
    "../",
]


@pytest.mark.parametrize("address", OUTSIDE)
def test_no_address_leads_out(tmp_path: Path, address: str) -> None:
    output = Output(tmp_path / "public")
    with pytest.raises(OutputFault, match="no address within"):
        output.stage(address, b"x")
    with pytest.raises(OutputFault, match="no address within"):
        output.commit([address])
    assert sorted(tmp_path.rglob("*")) == []


def test_names_of_a_site_stay_usable(tmp_path: Path) -> None:
    output = Output(tmp_path / "public")
    addresses = ["", "a/", "categories/cs.LG/", "x..y/", "a.b/c...d", "assets/js/é 漢.js", "robots.txt"]
    for address in addresses:
        output.stage(address, b"x")
    output.commit([])
    assert sum(file.is_file() for file in output.folder.rglob("*")) == len(addresses) + 1


def test_a_cache_from_elsewhere_removes_nothing_outside(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file("mine.txt", "mine").build()
    cache, public = site.root / ".sitegen", site.root / "public"
    past = manifest.load(cache, public)
    wrong = {**past.inputs, "../mine.txt": "x"}
    manifest.save(cache, public, manifest.Manifest(manifest.Files(wrong, dict.fromkeys(wrong, 1))))
    before = (public / "index.html").read_bytes()
    with pytest.raises(BuildError, match=r"'\.\./mine\.txt' is no address within the output folder"):
        site.digest("2025-05-28", Told("2505.00002")).build()
    assert (site.root / "mine.txt").read_text() == "mine"
    assert (public / "index.html").read_bytes() == before
    site.build(clean=True)  # as the user would


@pytest.mark.parametrize("link", ["papers", "papers/2505", "digests/2025-05-28"])
def test_nothing_is_written_or_removed_through_a_link(site: SiteBuilder, link: str) -> None:
    elsewhere = site.root / "elsewhere"
    elsewhere.mkdir()
    site.digest("2025-05-27", Told("2505.00001")).build()
    folder = site.root / "public" / link
    if folder.exists():
        folder.rename(site.root / "aside")
    folder.symlink_to(elsewhere)
    home = (site.root / "public/index.html").read_bytes()
    with pytest.raises(BuildError, match="is a symbolic link: remove it"):
        site.digest("2025-05-28", Told("2505.00002")).build()
    assert list(elsewhere.iterdir()) == []
    assert (site.root / "public/index.html").read_bytes() == home


def test_a_file_that_is_a_link_is_replaced_and_its_target_left(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file("mine.txt", "mine").build()
    home = site.root / "public/index.html"
    home.unlink()
    home.symlink_to(site.root / "mine.txt")
    site.digest("2025-05-28", Told("2505.00002")).build()
    assert not home.is_symlink()
    assert (site.root / "mine.txt").read_text() == "mine"


def test_staging_is_not_done_through_a_link(site: SiteBuilder) -> None:
    elsewhere = site.root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine").touch()
    (site.root / ".public.staging").symlink_to(elsewhere)
    site.digest("2025-05-27", Told("2505.00001")).build()
    assert [file.name for file in elsewhere.iterdir()] == ["mine"]


def test_an_output_folder_may_be_a_link(site: SiteBuilder) -> None:
    (site.root / "www").mkdir()
    (site.root / "public").symlink_to(site.root / "www")
    site.digest("2025-05-27", Told("2505.00001")).build()
    assert (site.root / "www/index.html").exists()


def test_a_checkout_marked_as_ours_keeps_what_is_hidden(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001"))
    for name in (".git/HEAD", ".git/objects/ab/cd", ".sitegen", ".nojekyll", "old.html"):
        site.file(f"public/{name}", "mine")
    site.build()
    for name in (".git/HEAD", ".git/objects/ab/cd", ".nojekyll"):
        assert (site.root / "public" / name).read_text() == "mine"
    assert not (site.root / "public/old.html").exists()


def test_a_static_index_html_stays_whatever_the_cache_knows(site: SiteBuilder) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file("static/root/about/index.html", "mine")
    for clean in (False, True, True):
        assert site.build(clean=clean).files()["about/index.html"] == b"mine"


@pytest.mark.parametrize("folder", ["/", "~", "checkout"])
def test_a_folder_that_is_somebody_s_is_refused(site: SiteBuilder, folder: str) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file("checkout/.git/HEAD", "ref: refs/heads/main")
    given = Path(folder).expanduser() if folder != "checkout" else site.root / folder
    with pytest.raises(BuildError, match=r"would hold|holds files that sitegen did not write"):
        site.build(output=given)


# ── files that become folders ──

NAMES = ["about", "about/index.html", "about/us/index.html", "about"]


@pytest.mark.parametrize("clean", [False, True])
def test_a_file_becomes_a_folder_and_a_file_again(site: SiteBuilder, *, clean: bool) -> None:
    site.digest("2025-05-27", Told("2505.00001"))
    for name in NAMES:
        shutil.rmtree(site.root / "static", ignore_errors=True)
        site.file(f"static/root/{name}", name)
        for _ in range(2):
            files = site.build(clean=clean).files()
            assert {file: data for file, data in files.items() if "about" in file} == {name: name.encode()}
        assert not (site.root / ".public.staging").exists()


@pytest.mark.parametrize(("before", "after"), list(pairwise(NAMES)))
@pytest.mark.parametrize("moves", [0, 1])
def test_a_build_that_ends_between_is_completed(
    site: SiteBuilder, monkeypatch: pytest.MonkeyPatch, before: str, after: str, moves: int
) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file(f"static/root/{before}", "x").build()
    shutil.rmtree(site.root / "static")
    site.file(f"static/root/{after}", "x")
    left = iter(range(moves))

    def breaking(move: Callable[..., None]) -> Callable[..., None]:
        def do(*names: object, **more: object) -> None:
            if "/public/" in str(names) and next(left, None) is None:
                raise OSError(errno.EIO, "broken")
            move(*names, **more)

        return do

    with monkeypatch.context() as patch:
        for name in ("rename", "replace", "unlink"):
            patch.setattr(os, name, breaking(getattr(os, name)))
        with pytest.raises(BuildError, match="broken"):
            site.build()
    assert (site.root / "public/index.html").exists()
    completed = site.build().files()
    assert after in completed
    assert completed == site.build(output=site.root / "clean").files()


@pytest.mark.parametrize(("name", "after"), [("about/mine", "about"), ("about", "about/index.html")])
def test_what_is_not_the_site_s_is_not_replaced_by_another_kind(
    site: SiteBuilder, name: str, after: str
) -> None:
    before = site.digest("2025-05-27", Told("2505.00001")).build().files()
    site.file(f"public/{name}", "mine").file(f"static/root/{after}", "x")
    with pytest.raises(
        BuildError, match=f"public/{name} is not the site's and in the way of about: remove it"
    ):
        site.digest("2025-05-28", Told("2505.00002")).build()
    assert Built(site.root / "public", None).files() == before | {name: b"mine"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("papers", r"static/root/papers is a file where the folder of papers/2505/\S+/index.html must be"),
        ("assets", r"static/root/assets is a file where the folder of assets/\S+ must be"),
        ("feed.xml/x", r"static/root/feed.xml/x lies in a folder where the file feed.xml must be"),
        (
            "saved/index.html/x",
            r"static/root/saved/index.html/x lies in .* the file saved/index.html must be",
        ),
    ],
)
def test_a_static_file_in_the_way_of_a_page_is_told(site: SiteBuilder, name: str, message: str) -> None:
    before = site.digest("2025-05-27", Told("2505.00001")).build().files()
    site.file(f"static/root/{name}", "x")
    for options in ({}, {"clean": True}, {"write": False}, {"output": site.root / "new"}):
        with pytest.raises(BuildError, match=f"{message}: rename it"):
            site.build(**options)
    assert Built(site.root / "public", None).files() == before  # type: ignore[arg-type]
    assert not (site.root / "new").exists()


# ── what is read ────────────────────────────────────────────────────────────────────────────────────


def test_no_link_leads_a_build_to_read_outside_its_folders(site: SiteBuilder) -> None:
    site.file("secret/2025-05-28.md", b"### [1] [Secret](https://arxiv.org/abs/2505.00009)\n")
    site.file("secret/base.html", "secret {{ x }}").file("secret/icon.svg", "secret")
    site.digest("2025-05-27", Told("2505.00001", "Open"))
    for name in ("templates", "static", "content"):
        (site.root / name).mkdir(exist_ok=True)
    (site.root / "content/2025-05-28.md").symlink_to(site.root / "secret/2025-05-28.md")
    (site.root / "content/linked").symlink_to(site.root / "secret")
    (site.root / "templates/base.html").symlink_to(site.root / "secret/base.html")
    (site.root / "static/icon.svg").symlink_to(site.root / "secret/icon.svg")
    (site.root / "static/more").symlink_to(site.root / "secret")
    built = site.build()
    assert built.report.digests == 1
    assert not any(b"ecret" in data for data in built.files().values())


@pytest.mark.parametrize("name", ["../secret.html", "/etc/hostname", "../../../../etc/hostname"])
def test_a_template_reads_no_other_file(site: SiteBuilder, name: str) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file("secret.html", "secret")
    site.file("templates/archive.html", f'{{% include "{name}" %}}')
    assert "template" in site.build().codes()
    assert not (site.root / "public").exists()


def test_what_is_no_file_is_not_read(site: SiteBuilder) -> None:
    """A pipe would be read for ever."""
    site.digest("2025-05-27", Told("2505.00001"))
    for name in ("content/2025-05-28.md", "static/pipe.js", "templates/pipe.html"):
        (site.root / name).parent.mkdir(exist_ok=True)
        os.mkfifo(site.root / name)
    (site.root / "content/2025-05-29.md").mkdir()
    assert site.build().report.digests == 1
