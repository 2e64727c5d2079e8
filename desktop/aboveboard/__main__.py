"""`python -m aboveboard` and the command `aboveboard`: open the window, or do one job without one."""

from __future__ import annotations

import gc
import sys

# Importing the record makes many objects that all stay; looking for garbage among them again and again is a tenth of
# the time that a verb takes.
_COLLECT_AFTER = 20_000


def main() -> int:
    """Run the command line with this process's arguments; returns the exit status."""
    gc.set_threshold(_COLLECT_AFTER, 20, 50)
    from aboveboard.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
