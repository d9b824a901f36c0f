"""``python -m sitegen`` is ``sitegen``."""

import sys

from sitegen.cli import main

sys.exit(main())
