"""``python -m sitegen`` is ``sitegen``."""

import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> int:
    """Run a command. A Ctrl-C while the command line is still being imported ends it as one later does."""
    try:
        from sitegen.cli import main as run  # noqa: PLC0415 - what this is for
    except KeyboardInterrupt:
        sys.stderr.write("sitegen: interrupted\n")
        return 130
    return run()


def script() -> NoReturn:
    """Run a command and end at once: Python would first take a build's objects apart, one by one.

    ``python -m sitegen`` does without, so that a profiler can be put before it.

    Raises ``SystemExit`` as ``sitegen.cli.main`` does.
    """
    status = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # whoever read it has left
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
