"""`python -m aboveboard` and the command `aboveboard`: open the window, or do one job without one."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line with this process's arguments; returns the exit status."""
    from aboveboard.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
