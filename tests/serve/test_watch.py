"""What the watch tells of, through a real file system. Nothing here measures time; waits only have an end."""

from __future__ import annotations

import errno
import queue
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers import Observer

from sitegen.serve import watch
from sitegen.serve.watch import Places, Watch, places
from tests.serve.running import until

LONG = 10.0


class Site:
    """A folder with a watch on it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.places = places([root / "sitegen.toml"], [root / "content", root / "templates"])
        self.told: queue.Queue[Path] = queue.Queue()
        self.watch = Watch(self.places, self.told.put)

    def tells_of(self, name: str) -> bool:
        """Whether the watch tells of a path before long."""
        try:
            while self.told.get(timeout=LONG) != self.root / name:
                pass
        except queue.Empty:
            return False
        return True


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("a")
    site = Site(tmp_path)
    yield site
    site.watch.close()


def rename_over(file: Path) -> None:
    scratch = file.with_name(".scratch")
    scratch.write_text("new")
    scratch.replace(file)


def keep_a_backup(file: Path) -> None:
    file.replace(file.with_name(f"{file.name}~"))
    file.write_text("new")


@pytest.mark.parametrize(
    "save",
    [lambda file: file.write_text("new"), rename_over, keep_a_backup, Path.unlink],
    ids=["in place", "rename over", "backup first", "delete"],
)
def test_every_way_of_saving_is_told(site: Site, save: Callable[[Path], object]) -> None:
    save(site.root / "content/a.md")
    assert site.tells_of("content/a.md")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
def test_a_file_is_unfinished_until_it_is_closed(site: Site) -> None:
    for name in ("content/a.md", "content/new.md"):
        with (site.root / name).open("w") as file:
            assert site.tells_of(name)
            assert site.watch.unfinished == {site.root / name}
            file.write("new")
        until(lambda: not site.watch.unfinished)


def test_a_file_that_comes_whole_is_finished(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = tmp_path_factory.mktemp("elsewhere") / "b.md"
    whole.write_text("b")
    whole.rename(site.root / "content/b.md")
    assert site.tells_of("content/b.md")
    assert not site.watch.unfinished


def test_a_new_folder_is_watched_too(site: Site) -> None:
    deep = site.root / "content/2025/05"
    deep.mkdir(parents=True)
    (deep / "b.md").write_text("b")
    assert site.tells_of("content/2025/05/b.md")
    (deep / "b.md").write_text("c")
    assert site.tells_of("content/2025/05/b.md")


def test_many_new_folders_made_at_once_are_all_watched(site: Site) -> None:
    folders = [site.root / f"content/{number}/{number % 7}" for number in range(500)]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "b.md").write_text("b")
    for folder in folders:
        assert site.tells_of(str(folder / "b.md"))
    for folder in folders:
        (folder / "b.md").write_text("c")
    for folder in folders:
        assert site.tells_of(str(folder / "b.md"))


def test_the_configuration_is_watched_and_its_neighbours_are_not(site: Site) -> None:
    (site.root / "notes.txt").write_text("")
    (site.root / "public").mkdir()
    (site.root / "sitegen.toml").write_text("")
    assert site.told.get(timeout=LONG) == site.root / "sitegen.toml"


def test_a_folder_that_comes_later_is_told(site: Site) -> None:
    (site.root / "templates").mkdir()
    assert site.tells_of("templates")
    assert site.places.hold(site.root / "templates")


def test_what_builds_skip_is_not_told(site: Site) -> None:
    for name in (".a.md.swp", "a.md~", "#a.md#", ".git"):
        (site.root / "content" / name).write_text("")
    (site.root / "content/z.md").write_text("")
    assert site.told.get(timeout=LONG) == site.root / "content/z.md"


@pytest.mark.parametrize(
    ("path", "concerns"),
    [
        ("/s/content/a.md", True),
        ("/s/content/.a.swp", False),
        ("/s/content/.git/a.md", False),
        ("/s/content/odd~/a.md", True),
        ("/s/content", True),
        ("/s", True),
        ("/s/public/index.html", False),
        ("/s/sitegen.toml", True),
    ],
)
def test_places_know_what_concerns_them(path: str, *, concerns: bool) -> None:
    site = Places(frozenset([Path("/s/sitegen.toml")]), frozenset([Path("/s/content")]))
    assert site.concern(Path(path)) is concerns


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_where_watches_run_out_it_polls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    class Exhausted(Observer):  # type: ignore[valid-type, misc]  # the class depends on the system
        def schedule(self, *_: object, **__: object) -> None:
            raise OSError(number, "no more")

    monkeypatch.setattr(watch, "Observer", Exhausted)
    monkeypatch.setattr(watch, "_POLL_AT_LEAST", 0.05)
    (tmp_path / "content").mkdir()
    site = Site(tmp_path)
    try:
        assert site.watch.polls
        (tmp_path / "content/a.md").write_text("a")
        assert site.tells_of("content/a.md")
    finally:
        site.watch.close()
