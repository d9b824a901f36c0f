"""A build that is killed leaves a whole site, and the next one completes it."""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from sitegen import urls
from tests.serve.running import until
from tests.sites import SiteBuilder, Told

LINK = re.compile(rb'(?:href|src)="(/[^"#?]*)')
# More when asked for on the command line of this file; enough here to see a mistake in the order of moves.
KILLS = 8


def paper(day: int, number: int, telling: str) -> Told:
    return Told(f"2505.{day:02}{number:03}", f"Paper {number}", f"cs.{'AB'[number % 2]}A", tldr=telling)


def change(site: SiteBuilder, turn: int) -> None:
    """Edit, add and remove digests, so that files are new, changed and gone in one build."""
    for day in range(1, 5):
        if (day + turn) % 3 == 0:
            (site.root / f"content/2025-05-0{day}.md").unlink(missing_ok=True)
        else:
            site.digest(f"2025-05-0{day}", *(paper(day, n, f"turn {turn}") for n in range(60)))


def broken_links(folder: Path) -> list[str]:
    """Links of pages that a reader can reach from the home page to files that are not there."""
    found, waiting, seen = [], [""], {""}
    while waiting:
        address = waiting.pop()
        file = folder / urls.output_file(address)
        if not file.exists():
            found.append(address)
        elif file.suffix == ".html":
            data = file.read_bytes()
            assert data.endswith(b"</html>"), f"{address} was cut off"
            for link in LINK.findall(data):
                target = link.decode()[1:]
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
    return found


def kill_builds(root: Path, kills: int, seed: int) -> tuple[int, int]:
    """Kill builds at random moments, every other one after it began to write, checking the site after each.

    Return how many were hit while running, and how many of these while they staged or moved files.
    """
    chance = random.Random(seed)
    site = SiteBuilder(root)
    change(site, 0)
    command = [sys.executable, "-m", "sitegen", "build", str(root), "-q", "--jobs"]
    begin = time.perf_counter()
    subprocess.run([*command, "1"], check=True, stderr=subprocess.DEVNULL)
    usual = time.perf_counter() - begin
    hit = writing = 0
    staging = root / ".public.staging"
    for turn in range(1, kills + 1):
        change(site, turn)
        process = subprocess.Popen([*command, str(1 + turn % 2)], stderr=subprocess.DEVNULL)
        if turn % 4 > 1:
            until(lambda: staging.exists() or process.poll() is not None)  # noqa: B023 - called at once
            time.sleep(chance.uniform(0, usual / 4))
        else:
            time.sleep(chance.uniform(0, usual))
        hit += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        writing += staging.exists()
        assert broken_links(root / "public") == [], f"after kill {turn} (seed {seed})"
        if turn % 4 == 0:
            finished = site.build().files()
            shutil.rmtree(root / ".sitegen")
            assert site.build(output=root / "clean").files() == finished
            shutil.rmtree(root / "clean")
    return hit, writing


def test_a_killed_build_leaves_a_whole_site_and_the_next_completes_it(tmp_path: Path) -> None:
    kill_builds(tmp_path / "site", KILLS, seed=1)


if __name__ == "__main__":
    import tempfile

    kills = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        hit, writing = kill_builds(Path(folder) / "site", kills, seed=2)
        print(f"{hit} of {kills} builds hit, {writing} while they wrote")  # noqa: T201
