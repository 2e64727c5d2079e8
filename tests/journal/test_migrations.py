"""Schema steps: after a proven copy, each in one transaction with the version, all or nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from aboveboard.clock import Clock
from aboveboard.errors import JournalError
from aboveboard.journal import migrations, sqlite
from aboveboard.journal.database import Journal
from aboveboard.journal.models import NOUNS
from tests.conftest import Northwind

REAL = migrations.step


def a_second_step(monkeypatch: pytest.MonkeyPatch, run: Callable[[sqlite3.Connection], None]) -> None:
    """Make the program one version newer: its journals have a step 2."""
    monkeypatch.setattr(migrations, "NEWEST", 2)
    monkeypatch.setattr(migrations, "step", lambda number: run if number == 2 else REAL(number))


def add_a_table(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE attachment (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL)")


def fail_half_way(connection: sqlite3.Connection) -> None:
    add_a_table(connection)
    connection.execute("DELETE FROM timeline_entry")
    raise RuntimeError("half way")


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("pragma user_version").fetchone()[0])


def test_an_old_journal_is_copied_and_then_brought_up_to_date(
    northwind: Northwind, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, head = northwind.journal.path, northwind.journal.head()
    northwind.journal.close()
    a_second_step(monkeypatch, add_a_table)
    opened = Journal.open(path, clock=clock)
    assert opened.verify().ok and opened.head() == head
    opened.close()
    assert version(path) == 2
    copies = list((path.parent / "a.aboveboard.backups").iterdir())
    assert [copy.name for copy in copies] == ["before-step-2-1.aboveboard"]
    assert version(copies[0]) == 1
    assert copies[0].stat().st_mode & 0o777 == 0o600
    monkeypatch.undo()
    old = Journal.open(copies[0], clock=clock)
    assert old.head() == head
    old.close()


def test_a_step_that_fails_leaves_the_journal_as_it_was(
    northwind: Northwind, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = northwind.journal.path
    northwind.journal.close()
    a_second_step(monkeypatch, fail_half_way)
    with pytest.raises(RuntimeError, match="half way"):
        Journal.open(path, clock=clock)
    monkeypatch.undo()
    assert version(path) == 1
    again = Journal.open(path, clock=clock)
    assert again.verify().ok
    again.close()


def test_without_a_sound_copy_nothing_is_changed(
    northwind: Northwind, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = northwind.journal.path
    northwind.journal.close()
    a_second_step(monkeypatch, add_a_table)
    monkeypatch.setattr(sqlite, "_proven_copy", lambda *_: False)
    with pytest.raises(JournalError, match="no sound copy"):
        Journal.open(path, clock=clock)
    assert version(path) == 1


def test_the_first_step_makes_what_the_models_say(journal: Journal) -> None:
    with closing(sqlite3.connect(journal.path)) as file:
        for noun, model in NOUNS.items():
            made = {row[1]: bool(row[3]) for row in file.execute(f"pragma table_info({noun})")}
            wanted = {c.name: not c.nullable for c in model.__table__.columns}  # type: ignore[attr-defined]
            assert {**made, "id": True} == {**wanted, "id": True}, noun
            keys = {(row[3], row[2]) for row in file.execute(f"pragma foreign_key_list({noun})")}
            assert keys == {
                (c.name, key.column.table.name)
                for c in model.__table__.columns  # type: ignore[attr-defined]
                for key in c.foreign_keys
            }, noun
            sql = file.execute("select sql from sqlite_master where name = ?", (noun,)).fetchone()[0]
            assert noun == "profile" or re.search("AUTOINCREMENT", sql), noun
