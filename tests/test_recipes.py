"""The recipes for publishing do what docs/deployment.md says: their own text is run here."""

from __future__ import annotations

import gzip
import os
import re
import socket
import subprocess
import time
import tomllib
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
import yaml

from sitegen.cli import main
from sitegen.scaffold import create
from tests.conftest import tool
from tests.sites import Built, SiteBuilder, Told

ROOT = Path(__file__).parent.parent
GUIDE = ROOT.joinpath("docs/deployment.md").read_text("utf-8")
PAGE = ROOT.joinpath("templates/base.html").read_text("utf-8")


def block(language: str, holding: str) -> str:
    """The block of code in the guide that holds a text."""
    [found] = [b for b in re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL) if holding in b]
    return str(found)


def shell(script: str, folder: Path, **environment: str) -> int:
    """Run a script as a host would; give its exit status."""
    known = {"PATH": os.environ["PATH"], "HOME": str(folder), **environment}
    return subprocess.run(["bash", "-c", script], cwd=folder, env=known, check=False).returncode


# ── the policy ──────────────────────────────────────────────────────────────────────────────────────


def test_every_host_sends_the_policy_of_the_pages(tmp_path: Path) -> None:
    create(tmp_path, "2025-05-27")
    netlify = tomllib.loads(tmp_path.joinpath("netlify.toml").read_text())["headers"][0]["values"]
    [of_pages] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', PAGE)
    policy = f"{of_pages}; frame-ancestors 'none'"  # which a page cannot say of itself
    assert netlify["Content-Security-Policy"] == policy
    for name, value in netlify.items():
        assert f"  {name}: {value}\n" in block("text", "/assets/*")
        assert f'add_header {name} "{value}" always;' in block("nginx", "server {")


# ── Netlify ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def netlify(tmp_path: Path) -> Mapping[str, str]:
    create(tmp_path / "site", "2025-05-27")
    build: dict[str, str] = tomllib.loads((tmp_path / "site/netlify.toml").read_text())["build"]
    return build


@pytest.mark.parametrize(
    ("context", "address"),
    [("production", "https://site.example"), ("deploy-preview", "https://preview.example")],
)
def test_netlify_builds_for_the_address_that_the_deploy_will_have(
    tmp_path: Path, netlify: Mapping[str, str], context: str, address: str
) -> None:
    python = tmp_path / "bin/python3"
    python.parent.mkdir()
    # Stands in for `python3 -m venv FOLDER`, whose programs note how they are called.
    note = '#!/bin/sh\necho "$0 $@" >> called\n'
    python.write_text(
        "#!/bin/sh\nmkdir -p $3/bin\n"
        f"printf '%s' '{note}' | tee $3/bin/pip > $3/bin/sitegen\nchmod +x $3/bin/*\n"
    )
    python.chmod(0o755)
    status = shell(
        netlify["command"],
        tmp_path / "site",
        PATH=f"{python.parent}:{os.environ['PATH']}",
        CONTEXT=context,
        URL="https://site.example",
        DEPLOY_PRIME_URL="https://preview.example",
    )
    assert status == 0
    assert (tmp_path / "site/called").read_text().splitlines() == [
        ".netlify/python/bin/pip install --quiet -r requirements.txt",
        f".netlify/python/bin/sitegen build --base-url {address}",
    ]


def test_netlify_deploys_only_when_an_input_changed(tmp_path: Path, netlify: Mapping[str, str]) -> None:
    site = tmp_path / "site"
    git = "git -c user.name=a -c user.email=a@example.org -c init.defaultBranch=main"

    def commit(file: str) -> str:
        site.joinpath(file).parent.mkdir(exist_ok=True)
        site.joinpath(file).write_text("changed")
        assert shell(f"{git} add -A && {git} commit -qm x", site) == 0
        return subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=site, text=True).strip()

    def is_skipped(last: str, now: str) -> bool:
        return shell(netlify["ignore"], site, CACHED_COMMIT_REF=last, COMMIT_REF=now) == 0

    assert shell(f"{git} init -q", site) == 0
    first, readme = commit("sitegen.toml"), commit("README.md")
    assert is_skipped(first, readme)
    digest = commit("content/2025-05-28.md")
    assert not is_skipped(readme, digest)
    assert not is_skipped(digest, commit("templates/base.html"))
    assert not is_skipped(digest, digest), "without a cache Netlify names one commit twice"
    assert not is_skipped("0" * 40, digest), "a commit that is not in the clone"


# ── GitHub Pages ────────────────────────────────────────────────────────────────────────────────────


def test_the_workflow_builds_under_the_path_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(tmp_path, "2025-05-27")
    workflow = yaml.safe_load(tmp_path.joinpath(".github/workflows/pages.yml").read_text())
    steps = workflow["jobs"]["publish"]["steps"]
    [command] = [step["run"] for step in steps if "sitegen build" in step.get("run", "")]
    asked = command.replace("${{ steps.pages.outputs.base_url }}", "https://owner.github.io/project")
    monkeypatch.chdir(tmp_path)
    assert main([word.strip('"') for word in asked.split()[1:]]) == 0
    assert 'href="/project/digests/' in tmp_path.joinpath("public/index.html").read_text("utf-8")
    [upload] = [step for step in steps if "upload-pages-artifact" in step.get("uses", "")]
    assert upload["with"]["path"] == "public"
    triggers = workflow[True]  # YAML 1.1 reads the word "on" so
    assert triggers.keys() == {"push", "schedule", "workflow_dispatch"}
    assert yaml.safe_load(block("yaml", "workflow_run"))[True]["workflow_run"]["types"] == ["completed"]


def test_the_site_of_another_repository_s_digests_is_built_from_where_they_are_fetched_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(tmp_path, "2025-05-27")
    fetch, build = yaml.safe_load(block("yaml", "their-digests"))
    digests = tmp_path / fetch["with"]["path"] / "data" / "2026" / "2026-01-02.md"
    digests.parent.mkdir(parents=True)
    tmp_path.joinpath("content/2025-05-27.md").rename(digests)
    asked = build["run"].replace("${{ steps.pages.outputs.base_url }}", "https://owner.github.io/project")
    monkeypatch.chdir(tmp_path)
    assert main([word.strip('"') for word in asked.split()[1:]]) == 0
    assert tmp_path.joinpath("public/digests/2026-01-02/index.html").is_file()


# ── nginx ───────────────────────────────────────────────────────────────────────────────────────────

FRAME = """
daemon off; {user} pid {folder}/pid; error_log {folder}/error;
events {{ }}
http {{
  types {{ text/html html; text/css css; text/xml xml; application/javascript js; application/json json; }}
  access_log off;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  {server}
}}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = SiteBuilder(tmp_path_factory.mktemp("nginx") / "site")
    site.config('base_url = "https://example.org/"')
    return site.digest("2025-05-27", *(Told(f"2505.{n:05}") for n in range(40))).build()


@pytest.fixture(scope="module")
def server(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """An nginx with the guide's configuration; gives its port."""
    nginx = tool("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    text = block("nginx", "server {").replace("listen 80;", f"listen 127.0.0.1:{port};")
    text = text.replace("/srv/digests/public", str(built.folder))
    user = "user root;" if os.geteuid() == 0 else ""
    folder.joinpath("conf").write_text(FRAME.format(folder=folder, server=text, user=user))
    started = [
        nginx,
        "-p",
        str(folder),
        "-e",
        str(folder / "error"),
        "-c",
        str(folder / "conf"),
    ]
    with subprocess.Popen(started) as process:
        try:
            _await(port, process)
            yield port
        finally:
            process.terminate()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"nginx ended with {process.returncode}")


def get(port: int, address: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", address, headers={k.replace("_", "-"): v for k, v in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_nginx_serves_pages_compressed_and_revalidated(server: int, built: Built) -> None:
    response, body = get(server, "/digests/2025-05-27/", Accept_Encoding="gzip")
    page = built.files()["digests/2025-05-27/index.html"]
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == page
    assert response.headers["Cache-Control"] == "no-cache"
    again, nothing = get(
        server, "/digests/2025-05-27/", If_None_Match=response.headers["ETag"], Accept_Encoding="gzip"
    )
    assert (again.status, nothing) == (304, b"")


def test_nginx_sends_the_policy_with_everything(server: int, built: Built) -> None:
    style = next(name for name in built.files() if name.endswith(".css"))
    for address in ("/", "/feed.xml", "/404.html", "/not-there", f"/{style}", "/digests/2025-05-27.bib"):
        response, _ = get(server, address)
        assert "default-src 'none'" in response.headers["Content-Security-Policy"], address
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_nginx_lets_keep_what_has_its_bytes_in_its_name(server: int, built: Built) -> None:
    style = next(name for name in built.files() if name.endswith(".css"))
    segment = next(n for n in built.files() if re.fullmatch(r"search/[^/]+/[^/]+", n))
    for name in (style, segment):
        response, _ = get(server, f"/{name}")
        assert response.status == 200
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for name in ("search/", "search/directory.bin", "feed.xml", "api/index.json"):
        response, _ = get(server, f"/{name}")
        assert response.status == 200, name
        assert response.headers["Cache-Control"] == "no-cache"


def test_nginx_sends_our_page_for_what_is_not_there(server: int, built: Built) -> None:
    response, body = get(server, "/papers/2505/9999.99999/")
    assert response.status == 404
    assert body == built.files()["404.html"]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/feed.xml", "application/atom+xml"),
        ("/categories/cs.LG/feed.json", "application/feed+json"),
        ("/digests/2025-05-27.bib", "application/x-bibtex"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
        ("/api/index.json", "application/json; charset=utf-8"),
    ],
)
def test_nginx_names_the_kinds_of_files(server: int, address: str, kind: str) -> None:
    response, _ = get(server, address)
    assert (response.status, response.headers["Content-Type"]) == (200, kind)
