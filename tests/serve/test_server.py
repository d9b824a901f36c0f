"""What the preview answers, to whom, and how it ends: over real sockets and processes."""

from __future__ import annotations

import base64
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sitegen.build import Options, build
from tests.serve.running import LONG, Running, ask, running, until
from tests.sites import SiteBuilder, Told


def shake_hands(preview: Running, **headers: str) -> int:
    """Ask for the socket; give the status of the answer."""
    key = base64.b64encode(os.urandom(16)).decode()
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
    given = {**upgrade, "Sec_WebSocket_Version": "13", "Sec_WebSocket_Key": key, **headers}
    return ask(preview, "/livereload", **given).status


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview for tests that change nothing."""
    site = SiteBuilder(tmp_path_factory.mktemp("standing") / "site").digest(
        "2025-05-27", Told("2505.00001", "Late")
    )
    with running(site.root) as preview:
        assert preview.address
        until(lambda: preview.builds)
        yield preview


def living(group: int) -> list[str]:
    """The processes of a group."""
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "-g", str(group)], capture_output=True, text=True, check=False
    )
    return [line for line in found.stdout.splitlines() if "<defunct>" not in line]


def children(process: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False
    )
    return [int(line) for line in found.stdout.split()]


# ── what is answered ────────────────────────────────────────────────────────────────────────────────


def test_pages_and_files_are_served_with_their_types(standing: Running) -> None:
    sheet = next(path for path in standing.files() if path.endswith(".css"))
    script = next(path for path in standing.files() if path.endswith(".js"))
    types = {
        "/": "text/html; charset=utf-8",
        "/papers/2505/2505.00001/": "text/html; charset=utf-8",
        f"/{sheet}": "text/css; charset=utf-8",
        f"/{script}": "text/javascript; charset=utf-8",
        "/feed.xml": "application/xml",
        "/robots.txt": "text/plain; charset=utf-8",
    }
    for path, kind in types.items():
        answer = ask(standing, path)
        assert (path, answer.status, answer.headers["Content-Type"]) == (path, 200, kind)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_missing_is_answered_with_the_sites_own_page(standing: Running) -> None:
    answer = ask(standing, "/no/such/page")
    assert answer.status == 404
    assert b"Page not found" in answer.body


def test_the_script_is_added_on_the_way_out_only(
    two_days: SiteBuilder, preview: Running, tmp_path: Path
) -> None:
    assert b"/.preview/preview.js" in ask(preview, "/").body
    preview.ends_as(two_days, tmp_path / "clean")
    assert not any(b".preview/" in data for data in preview.files().values())
    policy = preview.files()["index.html"].partition(b"Content-Security-Policy")[2].partition(b">")[0]
    assert b"ws:" not in policy


def test_the_folder_to_deploy_is_left_alone(two_days: SiteBuilder) -> None:
    build(Options(root=two_days.root, jobs=1))
    public = two_days.root / "public"
    before = {path: path.stat().st_mtime_ns for path in public.rglob("*")}
    with running(two_days.root) as preview:
        assert preview.address
        two_days.digest("2025-05-29", Told("2505.90002"))
        until(lambda: "digests/2025-05-29/index.html" in preview.files())
    assert {path: path.stat().st_mtime_ns for path in public.rglob("*")} == before


def test_a_folder_that_the_user_names_is_built_into(two_days: SiteBuilder, tmp_path: Path) -> None:
    with running(two_days.root, "--output", str(tmp_path / "named")) as preview:
        assert ask(preview, "/").status == 200
        until((tmp_path / "named/index.html").exists)
    assert not (two_days.root / ".sitegen/preview").exists()


def test_a_site_under_a_path_is_served_under_it(two_days: SiteBuilder) -> None:
    two_days.config('base_url = "https://example.org/some/where/"\n')
    with running(two_days.root) as preview:
        assert urlsplit(preview.address).path == "/some/where/"
        assert ask(preview, "/some/where/").status == 200
        assert ask(preview, "/some/where/feed.xml").status == 200
        answer = ask(preview, "/")
        assert (answer.status, answer.headers["Location"]) == (302, "/some/where/")
        assert ask(preview, "/feed.xml").status == 404
        two_days.config('base_url = "https://example.org/else/"\n')
        until(lambda: ask(preview, "/else/").status == 200)


@pytest.mark.parametrize(
    "path",
    [
        "/../sitegen.toml",
        "/../../sitegen.toml",
        "/digests/../../../sitegen.toml",
        "/..%2f..%2fsitegen.toml",
        "/%2e%2e/%2e%2e/sitegen.toml",
        "/..\\..\\sitegen.toml",
        "//etc/passwd",
        "/.sitegen",
        "/.preview/../../sitegen.toml",
        "/.preview/preview.py",
        "/.preview/%2e%2e/preview.py",
    ],
)
def test_nothing_outside_the_output_folder_is_served(standing: Running, path: str) -> None:
    answer = ask(standing, path)
    assert answer.status == 404
    assert b"Page not found" in answer.body


# ── to whom ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/", "/.preview/state?page=/", "/.preview/preview.js", "/livereload"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "192.168.1.1", "127.0.0.1.evil.example"]
)
def test_a_foreign_host_is_refused(standing: Running, path: str, host: str) -> None:
    answer = ask(standing, path, Host=host)
    assert answer.status == 403
    assert b"Late" not in answer.body


def test_the_socket_is_for_pages_of_the_preview_alone(standing: Running) -> None:
    own = standing.address.rstrip("/")
    assert shake_hands(standing, Origin=own) == 101
    assert shake_hands(standing, Origin="https://evil.example") == 403
    assert shake_hands(standing, Origin="http://localhost:1") == 403
    assert shake_hands(standing, Origin=own, Host="evil.example") == 403


def test_it_listens_on_this_machine_alone(standing: Running) -> None:
    port = urlsplit(standing.address).port
    listening = {
        line.split()[1]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"
    }
    assert listening == {f"0100007F:{port:04X}"}


def test_it_listens_where_it_is_told_to(two_days: SiteBuilder) -> None:
    with running(two_days.root, "--host", "0.0.0.0") as preview:
        assert urlsplit(preview.address).hostname == "127.0.0.1"
        assert ask(preview, "/", Host="192.168.1.7:8000").status == 200
        assert ask(preview, "/", Host="evil.example").status == 403


# ── how it begins and ends ──────────────────────────────────────────────────────────────────────────


def test_where_the_port_is_taken_it_finds_another(two_days: SiteBuilder) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with running(two_days.root, "--port", str(port)) as preview:
            assert urlsplit(preview.address).port != port
            assert ask(preview, "/").status == 200


def test_a_host_that_is_not_ours_to_take_is_a_fault(two_days: SiteBuilder) -> None:
    with running(two_days.root, "--host", "192.0.2.1") as preview:
        preview.says(r"cannot serve at 192\.0\.2\.1")
        assert preview.process.wait(LONG) == 1
        assert "Traceback" not in preview.said


def test_two_previews_of_one_site_do_not_disturb_each_other(two_days: SiteBuilder, tmp_path: Path) -> None:
    with running(two_days.root) as one, running(two_days.root) as other:
        assert one.address != other.address
        two_days.digest("2025-05-29", Told("2505.90002", "Brand new"))
        for preview in (one, other):
            until(lambda preview=preview: b"Brand new" in ask(preview, "/").body)  # type: ignore[misc]
        one.ends_as(two_days, tmp_path / "clean")


def test_open_opens_the_address_it_serves(two_days: SiteBuilder, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    with running(two_days.root, "--open", environment={"BROWSER": str(browser)}) as preview:
        until(lambda: opened.exists() and opened.read_text().strip())
        assert opened.read_text().strip() == preview.address


def test_a_report_that_cannot_be_written_ends_it(two_days: SiteBuilder) -> None:
    with running(two_days.root, "--report", str(two_days.root / "sitegen.toml/report.json")) as preview:
        assert preview.process.wait(LONG) == 2
        assert "the report cannot be written" in preview.said
        assert "Traceback" not in preview.said


def test_ctrl_c_ends_it_cleanly(preview: Running) -> None:
    (builder,) = children(preview.process.pid)[-1:]
    assert preview.interrupt() == 0
    assert "Traceback" not in preview.said
    until(lambda: not living(builder))


@pytest.mark.parametrize("later", [0, 0.05, 0.15, 0.4])
def test_ctrl_c_of_a_terminal_reaches_no_process_that_starts(two_days: SiteBuilder, later: float) -> None:
    """A terminal asks all processes at once, those too that are only importing."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sitegen", "serve", str(two_days.root), "--port", "0", "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )  # fmt: skip
    until(lambda: len(children(process.pid)) == 2 or process.poll() is not None)
    builders = children(process.pid)
    time.sleep(later)
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=LONG)
    assert (process.returncode, "Traceback" in said) == (0, False), said
    until(lambda: not any(living(builder) for builder in builders))


@pytest.fixture
def long_build(two_days: SiteBuilder) -> Iterator[Running]:
    """A preview in the midst of a build that would take minutes."""
    for day in range(1, 29):
        papers = (
            Told(f"2504.{day:02}{n:03}", f"Paper {n}", tldr="$x^2$ and *y*. " * 200) for n in range(200)
        )
        two_days.digest(f"2025-04-{day:02}", *papers)
    with running(two_days.root, "--jobs", "2") as preview:
        preview.says("Building the site")
        until(lambda: any((two_days.root / ".sitegen/digests").glob("*")))
        yield preview


def test_ctrl_c_ends_it_during_a_build(long_build: Running) -> None:
    builders = children(long_build.process.pid)
    assert long_build.interrupt() == 0
    assert "Serving" not in long_build.said
    assert "Traceback" not in long_build.said
    until(lambda: not any(living(builder) for builder in builders))


def test_no_process_outlives_a_preview_that_is_killed(long_build: Running) -> None:
    builders = children(long_build.process.pid)
    long_build.process.send_signal(signal.SIGKILL)
    long_build.process.wait(LONG)
    until(lambda: not any(living(builder) for builder in builders))


def test_a_build_process_that_dies_is_told_and_started_again(two_days: SiteBuilder, preview: Running) -> None:
    until(lambda: preview.builds >= 1)
    for child in children(preview.process.pid):
        os.kill(child, signal.SIGKILL)
    preview.says("the build ended without a result")
    two_days.digest("2025-05-29", Told("2505.90002", "Brand new"))
    until(lambda: b"Brand new" in ask(preview, "/").body)


# What a system does that is out of watches.
EXHAUSTED = """
import errno, sys
from sitegen.serve import watch

class Exhausted(watch.Observer):
    def schedule(self, *_, **__):
        raise OSError(errno.ENOSPC, "no more")

watch.Observer = Exhausted
from sitegen.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""


def test_where_watches_run_out_it_says_so_and_goes_on(two_days: SiteBuilder) -> None:
    with running(two_days.root, program=("-c", EXHAUSTED)) as preview:
        preview.says("looking for changes every 0.5 s instead")
        assert preview.address
        two_days.digest("2025-05-29", Told("2505.90002", "Brand new"))
        until(lambda: b"Brand new" in ask(preview, "/").body)


def test_it_starts_without_a_cache_a_configuration_or_content(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with running(tmp_path / "empty") as preview:
        assert ask(preview, "/").status == 200
        site = SiteBuilder.__new__(SiteBuilder)
        site.root = tmp_path / "empty"
        site.digest("2025-05-29", Told("2505.90002", "Brand new"))
        until(lambda: b"Brand new" in ask(preview, "/").body)
