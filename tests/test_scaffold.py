"""What ``sitegen init`` makes."""

from __future__ import annotations

import shlex
import tomllib
from pathlib import Path

import pytest

from sitegen import config
from sitegen.cli import main
from sitegen.scaffold import ScaffoldError, create, requirement

ROOT = Path(__file__).parent.parent


def test_a_new_site_has_all_its_files(tmp_path: Path) -> None:
    create(tmp_path / "a" / "site", "2025-05-27")
    made = {
        file.relative_to(tmp_path / "a/site").as_posix() for file in tmp_path.rglob("*") if file.is_file()
    }
    assert made == {
        "sitegen.toml",
        "content/2025-05-27.md",
        "netlify.toml",
        "netlify/cache/index.js",
        "netlify/cache/manifest.yml",
        "netlify/cache/package.json",
        "requirements.txt",
        ".gitignore",
        ".github/workflows/pages.yml",
    }


def test_its_configuration_is_accepted(tmp_path: Path) -> None:
    create(tmp_path, "2025-05-27")
    text = tmp_path.joinpath("sitegen.toml").read_text(encoding="utf-8")
    assert config.load(text, "sitegen.toml")[1] == ()
    offered = text.replace("# ", "").replace("Every key", "# Every key")
    assert config.load(offered, "sitegen.toml")[1] == ()


def test_it_builds_at_once_and_nothing_is_to_complain_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create(tmp_path, "2025-05-27")
    assert main(["build", str(tmp_path), "--jobs", "1"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("2 papers in 1 digest; ")
    assert told.err == ""
    assert tmp_path.joinpath("public/papers/1706/1706.03762/index.html").is_file()


def test_it_can_read_an_existing_folder_of_digests_as_it_is(tmp_path: Path) -> None:
    theirs = tmp_path / "their 'own' digests"
    file = theirs / "2025" / "05" / "2025-05-27.md"
    file.parent.mkdir(parents=True)
    file.write_bytes((ROOT / "content/2025-05-27.md").read_bytes())
    lines = theirs / "data" / "2025-06-08_AI_enhanced_Chinese.jsonl"
    lines.parent.mkdir()
    lines.write_text(
        '{"id": "2506.00001", "title": "One", "authors": ["Ada Lovelace"], "AI": {"tldr": "It works."}}\n'
    )
    assert main(["init", str(tmp_path / "site"), "--from", str(theirs)]) == 0
    assert not tmp_path.joinpath("site/content").exists()
    assert main(["build", str(tmp_path / "site"), "--jobs", "1", "--quiet"]) == 0
    for page in ("digests/2025-05-27", "digests/2025-06-08", "papers/2506/2506.00001"):
        assert tmp_path.joinpath("site/public", page, "index.html").is_file()
    assert lines.parent.parent.joinpath("2025").is_dir(), "nothing there is touched"
    ignore = tomllib.loads(tmp_path.joinpath("site/netlify.toml").read_text())["build"]["ignore"]
    assert "../their 'own' digests" in shlex.split(ignore.replace("\\\n", ""))


def test_a_folder_of_digests_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match="expected a folder of digests"):
        create(tmp_path / "site", "2025-05-27", tmp_path / "nowhere")
    assert not tmp_path.joinpath("site").exists()


def test_a_folder_that_holds_anything_is_refused_and_left_alone(tmp_path: Path) -> None:
    tmp_path.joinpath("notes.txt").touch()
    with pytest.raises(ScaffoldError, match=r"expected a new or empty folder, but .* holds files"):
        create(tmp_path, "2025-05-27")
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    tmp_path.joinpath("site").touch()
    with pytest.raises(ScaffoldError, match="is a file"):
        create(tmp_path / "site", "2025-05-27")


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.joinpath("file").touch()
    with pytest.raises(ScaffoldError, match="cannot be written: Not a directory"):
        create(tmp_path / "file" / "site", "2025-05-27")


def test_the_publishing_machine_installs_sitegen_from_where_it_came() -> None:
    origin = '{"url": "https://example.org/x.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}'
    assert requirement(origin) == "sitegen @ git+https://example.org/x.git@abc\n"


@pytest.mark.parametrize("origin", ["", '{"url": "file:///x", "dir_info": {"editable": true}}'])
def test_where_the_origin_is_unknown_the_user_is_asked(origin: str) -> None:
    assert all(line.startswith("#") for line in requirement(origin).splitlines())


def test_the_sample_site_and_new_sites_send_the_same_headers(tmp_path: Path) -> None:
    create(tmp_path, "2025-05-27")
    sample, new = (tomllib.loads(folder.joinpath("netlify.toml").read_text()) for folder in (ROOT, tmp_path))
    for name in ("headers", "redirects", "plugins"):
        assert sample[name] == new[name]
    for name in ("index.js", "manifest.yml", "package.json"):
        ours, theirs = (folder / "netlify/cache" / name for folder in (ROOT, tmp_path))
        assert ours.read_bytes() == theirs.read_bytes()
    policy = new["headers"][0]["values"]["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
