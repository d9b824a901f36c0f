"""Faults, each brought about for real: nothing is lost, the message is clear, the old site stays whole."""

from __future__ import annotations

import ctypes
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen import sources
from sitegen.build import BuildError
from sitegen.sources import ContentFile
from tests.serve.running import until
from tests.sites import Built, SiteBuilder, Told, digest_text
from tests.test_atomic import broken_links

IS_ROOT = os.geteuid() == 0


def papers(day: int, count: int, telling: str = "It works.") -> list[Told]:
    return [Told(f"2505.{day:02}{n:03}", f"Paper {n} of {day}", tldr=telling) for n in range(count)]


@pytest.fixture
def published(site: SiteBuilder) -> dict[str, bytes]:
    """A site with one day is published; what follows must leave it as it is."""
    return site.digest("2025-05-01", *papers(1, 30)).build().files()


def run(
    site: SiteBuilder, *arguments: str, command: str = "build", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Build as a program to which permissions apply, even if root started it."""
    return subprocess.run(
        [sys.executable, "-m", "sitegen", command, str(site.root), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
        preexec_fn=_give_up_rights if IS_ROOT else None,
    )


def _give_up_rights() -> None:
    """Let root's programs read and write no more than their owner may."""
    drop = 24  # PR_CAPBSET_DROP, of CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
    for right in (1, 2):
        ctypes.CDLL(None).prctl(drop, right, 0, 0, 0)


def unchanged(site: SiteBuilder, published: dict[str, bytes]) -> None:
    """The old site is there, byte for byte, and nothing lies about."""
    assert Built(site.root / "public", None).files() == published  # type: ignore[arg-type]
    assert not list(site.root.glob(".public.*"))


def completed(site: SiteBuilder) -> None:
    """The next build does what was left undone."""
    assert site.build().files() == site.build(output=site.root / "clean", clean=True).files()


# ── the disk ────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """A file system of its own, of that size."""
    folder.mkdir(parents=True)
    options = f"size={kilobytes}k,mode=777"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


needs_mount = pytest.mark.skipif(
    not IS_ROOT or subprocess.run(["unshare", "-m", "true"], check=False).returncode != 0,
    reason="only root may mount a small disk",
)


@needs_mount
@pytest.mark.parametrize(("kilobytes", "jobs"), [(900, "1"), (2600, "2")])
def test_a_full_disk_leaves_the_old_site(tmp_path: Path, kilobytes: int, jobs: str) -> None:
    with small_disk(tmp_path / "disk", kilobytes):
        site = SiteBuilder(tmp_path / "disk" / "site")
        published = site.digest("2025-05-01", *papers(1, 5)).build().files()
        for day in range(2, 6):
            site.digest(f"2025-05-0{day}", *papers(day, 90))
        failed = run(site, "--jobs", jobs)
        assert failed.returncode == 1
        assert failed.stderr.startswith("sitegen: ")
        assert "No space left on device" in failed.stderr
        assert "Traceback" not in failed.stderr
        unchanged(site, published)
        assert len(list((site.root / "content").iterdir())) == 5
        for day in range(2, 6):
            site.remove(f"content/2025-05-0{day}.md")
        assert site.build().files() == published


@needs_mount
def test_a_disk_that_cannot_be_written_leaves_the_old_site(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 9_000):
        site = SiteBuilder(tmp_path / "disk" / "site")
        published = site.digest("2025-05-01", *papers(1, 5)).build().files()
        site.digest("2025-05-02", *papers(2, 5))
        subprocess.run(["mount", "-o", "remount,ro", str(tmp_path / "disk")], check=True)
        failed = run(site)
        assert (failed.returncode, failed.stdout) == (1, "")
        assert "Read-only file system" in failed.stderr
        assert "Traceback" not in failed.stderr
        unchanged(site, published)


@pytest.mark.parametrize(
    ("denied", "mode"),
    [
        ("public", 0o555),
        ("public/papers/2505", 0o555),
        (".", 0o555),
        ("content/2025-05-02.md", 0),
    ],
)
def test_what_is_forbidden_is_named_and_leaves_the_old_site(
    site: SiteBuilder, published: dict[str, bytes], denied: str, mode: int
) -> None:
    site.digest("2025-05-02", *papers(2, 5))
    path = site.root / denied
    before = path.stat().st_mode
    path.chmod(mode)
    failed = run(site)
    path.chmod(before)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "Permission denied" in failed.stderr
    assert "Traceback" not in failed.stderr
    files = Built(site.root / "public", None).files()  # type: ignore[arg-type]
    assert {name: files.get(name) for name in published} == published
    assert broken_links(site.root / "public") == []
    completed(site)


@pytest.mark.parametrize(
    "denied", ["content", "content/2025", "content/pages", "templates", "static", "static/css"]
)
def test_a_folder_that_is_forbidden_takes_nothing_off_the_site(site: SiteBuilder, denied: str) -> None:
    site.digest("2025-05-01", *papers(1, 2)).digest("2025/2025-05-02", *papers(2, 2))
    site.file("content/pages/about.md", "# About\n").file("static/css/print.css", "body {}")
    published = site.file("templates/offline.html", "Offline.").build().files()
    folder = site.root / denied
    before = folder.stat().st_mode
    folder.chmod(0)
    failed = run(site)
    folder.chmod(before)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.startswith(f"sitegen: cannot read {folder}")
    assert failed.stderr.endswith(": Permission denied\n")
    unchanged(site, published)


@pytest.mark.parametrize("setting", ["", 'content = "contents"\n'])
def test_a_content_folder_that_is_not_there_takes_nothing_off_the_site(
    site: SiteBuilder, published: dict[str, bytes], setting: str
) -> None:
    if not setting:
        (site.root / "content").rename(site.root / "elsewhere")
    failed = run(site.config(setting))
    assert (failed.returncode, failed.stdout) == (1, "")
    missing = site.root / ("contents" if setting else "content")
    assert f"there is no content folder {missing}: " in failed.stderr
    unchanged(site, published)
    site.file(f"{missing.name}/2025-05-01.md", digest_text(*papers(1, 30)))
    assert site.build().files() == published


def test_a_content_folder_that_was_asked_for_must_be_there_on_a_new_site_too(site: SiteBuilder) -> None:
    (site.root / "content").rmdir()
    with pytest.raises(BuildError, match="there is no content folder"):
        site.build(content=site.root / "contents")
    assert run(site.config('content = "contents"\n')).returncode == 1
    assert not (site.root / "public").exists()
    assert site.config("").build().report.digests == 0
    assert site.build(clean=True).report.digests == 0


def test_a_cache_that_is_forbidden_is_done_without(site: SiteBuilder, published: dict[str, bytes]) -> None:
    site.digest("2025-05-02", *papers(2, 5))
    cache = site.root / ".sitegen"
    before = cache.stat().st_mode
    cache.chmod(0)
    done = run(site)
    cache.chmod(before)
    assert done.returncode == 0
    assert "cache-unusable" in done.stderr
    assert "Permission denied" in done.stderr
    # The search index of so few papers is written anew.
    kept = {name for name in published if not name.startswith("search/")}
    assert set(Built(site.root / "public", None).files()) > kept  # type: ignore[arg-type]
    completed(site)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_check_needs_no_right_to_write(site: SiteBuilder, published: dict[str, bytes], jobs: str) -> None:
    for day in range(2, 6):
        site.digest(f"2025-05-0{day}", *papers(day, 5))
    before = site.root.stat().st_mode
    site.root.chmod(0o555)
    done = run(site, "--jobs", jobs, command="check")
    site.root.chmod(before)
    assert (done.returncode, "denied" in done.stderr) == (0, False)
    unchanged(site, published)


def test_a_check_leaves_what_a_build_staged(site: SiteBuilder) -> None:
    site.digest("2025-05-01", *papers(1, 5)).file(".public.staging/mine", "mine")
    site.build(write=False)
    assert (site.root / ".public.staging/mine").exists()


# ── the digests ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (
            lambda file: file.write_text("half of"),
            r"2025-05-02\.md changed while it was being read: build again",
        ),
        (lambda file: file.unlink(), r"cannot read .*2025-05-02\.md: No such file"),
    ],
    ids=["changes", "vanishes"],
)
def test_a_digest_that_changes_or_vanishes_while_it_is_read_is_told(
    site: SiteBuilder,
    published: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[Path], object],
    message: str,
) -> None:
    site.digest("2025-05-02", *papers(2, 5))
    find = sources.content_files

    def find_and_change(folder: Path, cache: Path, *, ignore: bool) -> list[ContentFile]:
        found = find(folder, cache, ignore=ignore)
        fault(folder / "2025-05-02.md")
        return found

    monkeypatch.setattr(sources, "content_files", find_and_change)
    with pytest.raises(BuildError, match=message):
        site.build()
    unchanged(site, published)


def test_builds_while_digests_are_written_end_as_one_afterwards(site: SiteBuilder) -> None:
    """A crawler writes, line by line, while a clock starts builds."""
    site.digest("2025-05-01", *papers(1, 5)).build()
    text = (site.digest("2025-05-02", *papers(2, 80)).root / "content/2025-05-02.md").read_bytes()
    writing = threading.Event()

    def crawl() -> None:
        for part in range(0, len(text), len(text) // 60):
            with (site.root / "content/2025-05-02.md").open("wb") as file:
                file.write(text[: part + len(text) // 60])
            time.sleep(0.01)
        writing.set()

    crawler = threading.Thread(target=crawl)
    crawler.start()
    said: set[str] = set()
    while not writing.is_set():
        try:
            site.build()
        except BuildError as fault:
            said.add(re.sub(r".*\.md", "", str(fault)))
    crawler.join()
    assert said <= {" changed while it was being read: build again"}
    completed(site)


# ── processes and clocks ────────────────────────────────────────────────────────────────────────────


def test_ctrl_c_ends_a_build_and_leaves_the_old_site(site: SiteBuilder, published: dict[str, bytes]) -> None:
    chance = random.Random(3)
    for day in range(2, 6):
        site.digest(f"2025-05-0{day}", *papers(day, 70))
    interrupted = 0
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", "import contextlib, typing"], check=True)
    before = max(0.3, 3 * (time.monotonic() - begun))  # until it is ours to say that it was interrupted
    for turn in range(10):  # at most moments of a start, with and without workers
        command = [sys.executable, "-m", "sitegen", "build", str(site.root), "--jobs", str(1 + turn % 2)]
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
        )  # fmt: skip
        time.sleep(before + chance.uniform(0, 0.5))
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all of them
        _, said = process.communicate()
        assert process.returncode in {0, 130, -signal.SIGINT}, said
        assert "Traceback" not in said, said
        interrupted += process.returncode != 0
        assert broken_links(site.root / "public") == []
    assert interrupted
    completed(site)


def test_a_worker_that_is_killed_is_told_and_leaves_the_old_site(
    site: SiteBuilder, published: dict[str, bytes]
) -> None:
    for day in range(2, 6):
        site.digest(f"2025-05-0{day}", *papers(day, 130))
    command = [sys.executable, "-m", "sitegen", "build", str(site.root), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        until(lambda: len(_workers(process.pid)) >= 2 or process.poll() is not None)
        os.kill(_workers(process.pid)[0], signal.SIGKILL)
        _, said = process.communicate()
    assert process.returncode == 1
    assert said == "sitegen: a worker process died, perhaps for want of memory; try --jobs 1\n"
    unchanged(site, published)
    completed(site)


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGKILL])
def test_the_processes_of_a_build_end_with_it(
    site: SiteBuilder, published: dict[str, bytes], asked: signal.Signals
) -> None:
    """As when a time limit, a supervisor or the want of memory ends it, and it alone."""
    for day in range(2, 6):
        site.digest(f"2025-05-0{day}", *papers(day, 130))
    command = [sys.executable, "-m", "sitegen", "build", str(site.root), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        until(lambda: len(_workers(process.pid)) >= 2 or process.poll() is not None)
        workers = _workers(process.pid)
        process.send_signal(asked)
        until(lambda: not any(map(_runs, workers)), "a worker goes on")
        _, said = process.communicate()
    assert len(workers) == 2
    if asked == signal.SIGTERM:
        assert (process.returncode, said) == (143, "sitegen: terminated\n")
        unchanged(site, published)
    assert broken_links(site.root / "public") == []
    completed(site)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def _workers(process: int) -> list[int]:
    """The processes that a process's fork server has made."""

    def children(of: int) -> list[int]:
        try:
            return [int(n) for n in Path(f"/proc/{of}/task/{of}/children").read_text().split()]
        except FileNotFoundError:
            return []

    return [worker for server in children(process) for worker in children(server)]


def test_a_clock_that_is_set_back_hides_no_change(site: SiteBuilder) -> None:
    """Files come from the future and the past, and a change keeps the size."""
    site.digest("2025-05-01", Told("2505.00001", "First", tldr="One."))
    file = site.root / "content/2025-05-01.md"
    for telling, moment in (("Two", 4_000_000_000), ("Six", 1), ("Ten", 4_000_000_000), ("Not", 1_000)):
        site.digest("2025-05-01", Told("2505.00001", "First", tldr=f"{telling}."))
        os.utime(file, (moment, moment))
        assert f"{telling}." in site.build().text("papers/2505/2505.00001/")
    completed(site)


# ── places and names ────────────────────────────────────────────────────────────────────────────────

ODD = [
    "a site", "it's", 'say "x"', "$HOME `id` ;&|", "漢字 한글 é", "-rf", "%2e%2e", "a\\b", "#?&", "{{x}}\n",
    "x" * 200,
]  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_a_site_may_stand_anywhere(tmp_path: Path, name: str) -> None:
    plain, odd = SiteBuilder(tmp_path / "plain"), SiteBuilder(tmp_path / name / "site")
    for site in (plain, odd):
        site.digest("2025-05-01", *papers(1, 2))
    assert odd.build().files() == plain.build().files()


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "C.UTF-8"])
def test_a_build_does_not_ask_for_the_locale(site: SiteBuilder, locale: str) -> None:
    site.config('title = "論文 é"').digest("2025-05-01", Told("2505.00001", "强化学习 é", tldr="図。"))
    site.file("content/論文 2025-05-02.md", (site.root / "content/2025-05-01.md").read_bytes() + b"\nx\xff\n")
    wanted = site.build(output=site.root / "wanted").files()
    built = run(site, LC_ALL=locale, LANG=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert built.returncode == 0, built.stderr
    assert Built(site.root / "public", None).files() == wanted  # type: ignore[arg-type]


def test_a_locale_that_cannot_name_a_folder_is_told(site: SiteBuilder) -> None:
    site.digest("2025-05-01", Told("2505.00001", category="計算"))
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    failed = run(site, "--jobs", "1", **ascii_only)
    assert failed.returncode == 1
    assert failed.stderr.startswith("sitegen: this locale has no names in UTF-8: set PYTHONUTF8=1")
    assert run(site, "--jobs", "1", LC_ALL="C").returncode == 0


def test_long_and_odd_names_are_published_under_tame_ones(site: SiteBuilder) -> None:
    title = "A very long title 长 " * 205
    assert len(title) > 4_000
    names = [
        "con", "PRN.txt", "aux", "nul.", "com1", "a:b", "a|b*?<>", "trailing dot.", "space ", "CS.lg",
        "cs.lg", "cs.LG", "x" * 300, "é", "e\u0301", "a/b", "..", ".", "~", "-", "index.html", "feed.xml",
    ]  # fmt: skip
    told = [Told(f"2505.{n:05}", f"Paper {n}", name) for n, name in enumerate(names, 1)]
    for n, paper in enumerate(told):
        site.digest(f"2025-05-01 {n}", paper)
    site.digest("2025-05-02", Told("x", title, url="https://example.org/" + "y" * 4_000))
    site.digest("2025-05-03", Told("x", title.upper(), url="https://example.org/" + "Y" * 4_000))
    built = site.build()
    assert built.report.papers == len(names) + 2
    files = list(built.files())
    assert len({name.casefold() for name in files}) == len(files), "two names differ by case alone"
    for part in {part for name in files for part in name.split("/")} - {".sitegen"}:
        assert len(part.encode()) <= 255
        assert not part.startswith(".")
        assert not part.endswith((".", " "))
        assert not set(part) & set('<>:"|?*\\\0')
        assert part.split(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1"}
    assert "".join(title.split()) in "".join(
        built.text(f"papers/{_key(built, 'x/example-org-yyy')}/").split()
    )


def _key(built: Built, start: str) -> str:
    return min(
        (
            file.parent.relative_to(built.folder / "papers").as_posix()
            for file in (built.folder / "papers/x").rglob("index.html")
            if file.parent.relative_to(built.folder / "papers").as_posix().startswith(start[:5])
        ),
        default="",
    )


def test_a_hundred_thousand_files_are_looked_through(site: SiteBuilder) -> None:
    """Pictures and notes of all years stand among the digests; those that are no digests are told."""
    site.digest("2025-05-01", *papers(1, 2))
    alone = site.build(output=site.root / "alone").files()
    memory = Path("/dev/shm")  # a disk would take long
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        content = Path(made) / "content"
        shutil.move(site.root / "content", content)
        for year in range(100):
            (content / f"{year}").mkdir()
            for number in range(1_000):
                os.mknod(f"{made}/content/{year}/{number}.png")  # in one call of the system
        (content / "7/notes.md").write_text("# Notes")
        built = site.build(content=content)
    assert built.report.digests == 1
    assert "not-a-digest" in built.codes()
    assert built.files() == alone
