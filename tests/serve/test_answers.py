from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from sitegen.serve import answers
from sitegen.serve.answers import Answer, content_type, dressed, essence, policy, read

SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    public = tmp_path / "public"
    for name, text in {
        "index.html": "home",
        "404.html": "gone",
        "digests/2025-05-27/index.html": "digest",
        "assets/js/site.0123456789.js": "1",
        "feed.xml": "<feed/>",
        ".sitegen": "mark",
    }.items():
        file = public / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    return public


def answer(folder: Path, path: str, base_path: str = "/") -> Answer:
    async def file(address: str) -> bytes | None:
        return read(folder, address)

    return asyncio.run(answers.answer(path, base_path, file))


def test_an_address_is_answered_with_its_file(folder: Path) -> None:
    assert answer(folder, "/").body == b"home"
    assert answer(folder, "/digests/2025-05-27/").body == b"digest"
    assert answer(folder, "/digests/2025-05-27/").type == "text/html; charset=utf-8"
    assert answer(folder, "/assets/js/site.0123456789.js").type == "text/javascript; charset=utf-8"


def test_a_folder_without_its_slash_is_redirected(folder: Path) -> None:
    found = answer(folder, "/digests/2025-05-27")
    assert (found.status, found.location) == (301, "/digests/2025-05-27/")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/digests/",
        "/../secret.txt",
        "/digests/../../secret.txt",
        "/..\\secret.txt",
        "//etc/passwd",
        "/.sitegen",
        "/index.html/",
        "/\0",
        "/" + "a" * 5000,
    ],
)
def test_all_else_is_the_sites_own_404_page(folder: Path, path: str) -> None:
    found = answer(folder, path)
    assert (found.status, found.body, found.is_page) == (404, b"gone", True)


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    assert answer(folder, "/out.txt").status == 404


def test_without_a_404_page_there_is_still_an_answer(tmp_path: Path) -> None:
    found = answer(tmp_path / "never-built", "/")
    assert (found.status, found.is_page) == (404, True)


def test_a_site_under_a_path_is_served_under_it(folder: Path) -> None:
    base = "/my digests/"
    assert answer(folder, "/my digests/", base).body == b"home"
    assert answer(folder, "/", base).location == "/my%20digests/"
    assert answer(folder, "/my digests", base).location == "/my%20digests/"
    assert answer(folder, "/feed.xml", base).status == 404
    assert (
        answer(folder, "/my digests/digests/2025-05-27", base).location == "/my%20digests/digests/2025-05-27/"
    )


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("feed.xml", "application/xml"),
        ("a.json", "application/json"),
        ("icon.SVG", "image/svg+xml"),
        ("a.png", "image/png"),
        ("segment.bin", "application/octet-stream"),
        ("noending", "application/octet-stream"),
    ],
)
def test_files_have_the_right_type(name: str, type_: str) -> None:
    assert content_type(name) == type_


def test_a_page_gets_the_script_and_may_connect() -> None:
    page = (
        f'<head><meta http-equiv="Content-Security-Policy" content="{SITE_POLICY}">'
        "<title>t</title></head><body>&lt;/head&gt;</body>"
    ).encode()
    shown = dressed(page, "127.0.0.1:8000", "abc").decode()
    assert shown.count("<script") == 1
    assert shown.index('<script src="/.preview/preview.js"') < shown.index("</head>")
    assert "connect-src &#x27;self&#x27; ws://127.0.0.1:8000" in shown
    assert 'data-essence="abc"' in shown


def test_a_page_without_a_head_gets_the_script_at_its_end() -> None:
    assert dressed(b"<p>x", "h", "abc").startswith(b"<p>x<script ")


def test_the_policy_changes_in_nothing_but_what_the_preview_needs() -> None:
    assert policy(SITE_POLICY, "h:1") == SITE_POLICY + " ws://h:1 wss://h:1"


def test_a_stricter_policy_still_lets_the_preview_in() -> None:
    assert policy("default-src 'none'; script-src 'sha256-x'", "h") == (
        "default-src 'none'; script-src 'sha256-x' 'self'; style-src 'self'; connect-src 'self' ws://h wss://h"
    )
    assert policy("img-src *", "h") == "img-src *"


def test_the_essence_of_a_page_is_all_but_its_sheets_versions() -> None:
    page = (
        b'<link rel="stylesheet" href="/assets/css/site.0123456789.css">'
        b'<script src="/assets/js/a.0123456789.js">'
    )
    assert essence(page) == essence(page.replace(b"site.0123456789", b"site.9876543210"))
    assert essence(page) != essence(page.replace(b"css/site", b"css/other"))
    assert essence(page) != essence(page.replace(b"a.0123456789", b"a.9876543210"))
    assert essence(page, b"index") != essence(page, b"other index")
