"""Nothing is written or removed outside the output folder, whatever names, links and caches say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen import manifest
from sitegen.build import BuildError
from sitegen.output import Output, OutputFault
from tests.sites import SiteBuilder, Told

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


@pytest.mark.parametrize("folder", ["/", "~", "checkout"])
def test_a_folder_that_is_somebody_s_is_refused(site: SiteBuilder, folder: str) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file("checkout/.git/HEAD", "ref: refs/heads/main")
    given = Path(folder).expanduser() if folder != "checkout" else site.root / folder
    with pytest.raises(BuildError, match=r"would hold|holds files that sitegen did not write"):
        site.build(output=given)


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
