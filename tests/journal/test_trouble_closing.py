"""A journal that was closed is let go of at once, used or not."""

from __future__ import annotations

import gc
import sqlite3
from pathlib import Path

from aboveboard.journal.database import Journal
from tests.conftest import HandClock


def test_a_closed_journal_holds_no_connection(tmp_path: Path, clock: HandClock) -> None:
    gc.collect()
    gc.disable()  # what only the collector would close stays open
    try:
        path = tmp_path / "a.aboveboard"
        Journal.create(path, clock=clock).close()
        Journal.open(path, clock=clock).close()
        assert not Path(f"{path}-wal").exists() and not Path(f"{path}-shm").exists()
        used = Journal.open(path, clock=clock)
        used.data_version()
        used.close()
        assert not Path(f"{path}-wal").exists()
        alone = sqlite3.connect(path, timeout=0)
        alone.execute("PRAGMA locking_mode=EXCLUSIVE")
        alone.execute("BEGIN EXCLUSIVE")  # nobody else has it
        alone.close()
    finally:
        gc.enable()
