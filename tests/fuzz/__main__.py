"""``python -m tests.fuzz TARGET SECONDS [SEED]``: fuzz for that long; what breaks goes to ``tests/fuzz/new``.

With ``atheris`` installed its coverage leads the way, else damage is done blindly. Every kind of failure is
told once and the run goes on. Copy an input to ``found/TARGET/`` once its cause is mended.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

_NEW = Path(__file__).parent / "new"
# An input may not take longer, in seconds; some bytes in a small file must never be worth that much work.
_LONG = 10.0


class Watch:
    """Runs a target, counts, and keeps one input of each kind of failure."""

    def __init__(self, target: str) -> None:
        from tests.fuzz.targets import TARGETS

        self.name = target
        self.runs = 0
        self.kinds: dict[str, int] = {}
        self._target = TARGETS[target]

    def __call__(self, data: bytes) -> None:
        self.runs += 1
        begin = time.monotonic()
        try:
            self._target(data)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            self._keep(f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}", data)
        if time.monotonic() - begin > _LONG:
            self._keep("slow", data)

    def _keep(self, kind: str, data: bytes) -> None:
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if self.kinds[kind] == 1:
            file = _NEW / self.name / hashlib.sha256(data).hexdigest()[:12]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            sys.stderr.write(f"{kind}: {file}\n{traceback.format_exc(-3)}\n")

    def say(self) -> None:
        sys.stderr.write(f"{self.name}: {self.runs} inputs, failures {self.kinds}\n")
        sys.stderr.flush()


def blindly(watch: Watch, seconds: float, seed: int) -> None:
    """Damage seeds at random."""
    from tests.formats.mutating import damaged
    from tests.fuzz.seeds import seeds

    dice = random.Random(seed)
    known = seeds(watch.name)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        watch(damaged(dice.choice(known), known, dice))
    watch.say()


def led(watch_of: str, seconds: float, seed: int) -> None:
    """Let atheris find inputs that reach new code."""
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["sitegen"]):
        importlib.import_module("tests.fuzz.targets")
    from tests.fuzz.seeds import seeds

    watch = Watch(watch_of)
    end = time.monotonic() + seconds

    def one(data: bytes) -> None:
        watch(data)
        if time.monotonic() > end:
            watch.say()
            shutil.rmtree(corpus)
            os._exit(0)  # an exception would be taken for a finding

    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(seeds(watch_of)):
            Path(corpus, str(number)).write_bytes(data)
        longest = max(map(len, seeds(watch_of)))
        options = [f"-seed={seed}", "-timeout=300", "-rss_limit_mb=3000", f"-max_len={max(longest, 4096)}"]
        atheris.Setup([sys.argv[0], corpus, *options, "-verbosity=0"], one)
        atheris.Fuzz()


def main(target: str, seconds: float, seed: int) -> None:
    if importlib.util.find_spec("atheris"):
        led(target, seconds, seed)
    else:
        blindly(Watch(target), seconds, seed)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
