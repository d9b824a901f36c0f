"""Scripts in a process of their own: one with threads, as that of the tests may be, is not doubled."""

from __future__ import annotations

import subprocess
import sys
import textwrap


def said(script: str, begin: str = "") -> str:
    """Run a script, after what it begins with, and give what it prints: it has nothing to complain of."""
    command = [sys.executable, "-W", "error", "-c", begin + textwrap.dedent(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    return done.stdout.strip()
