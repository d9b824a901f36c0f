"""``python -m sitegen`` is ``sitegen``."""

import sys


def main() -> int:
    """Run a command. A Ctrl-C while the command line is still being imported ends it as one later does."""
    try:
        from sitegen.cli import main as run  # noqa: PLC0415 - what this is for
    except KeyboardInterrupt:
        sys.stderr.write("sitegen: interrupted\n")
        return 130
    return run()


if __name__ == "__main__":
    sys.exit(main())
