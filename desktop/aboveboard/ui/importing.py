"""Importing late and fast: with Python's own importer in the place of PySide6's."""

from __future__ import annotations

import builtins
import threading
from typing import Any

from aboveboard.ui import PLAIN_IMPORT


class plain_imports:
    """Import with Python's own importer: PySide6's reads the source of every module, which costs 20 MiB and 90 ms for
    the record. Used around the late imports; PySide6's comes back afterwards."""

    _depth = 0
    _lock = threading.Lock()
    _before: Any = None

    def __enter__(self) -> None:
        with plain_imports._lock:
            if plain_imports._depth == 0:
                plain_imports._before = builtins.__import__
                builtins.__import__ = PLAIN_IMPORT
            plain_imports._depth += 1

    def __exit__(self, *_: object) -> None:
        with plain_imports._lock:
            plain_imports._depth -= 1
            if plain_imports._depth == 0:
                builtins.__import__ = plain_imports._before
