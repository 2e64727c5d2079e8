"""The steps by which a journal file comes to its present shape: one module a step, `step_0001` first, never changed
again.

Each module has `SAYS`, a sentence of what it does, and `run(connection)`, given a `sqlite3.Connection` inside the
transaction that also sets `user_version` (see `sqlite.upgrade`). A step says its own SQL in full: the models move on,
a step does not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib import import_module

NEWEST = 1
"""The schema step that this program writes; a file with a higher one comes from a newer version and is left alone."""


def step(number: int) -> Callable[[sqlite3.Connection], None]:
    """The function that brings a journal from step `number - 1` to `number`."""
    run: Callable[[sqlite3.Connection], None] = import_module(f"{__name__}.step_{number:04}").run
    return run
