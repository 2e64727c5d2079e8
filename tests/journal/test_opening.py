"""Opening and making a journal file: every trouble has its own sentence, and the file stays as it was."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from aboveboard.clock import Clock
from aboveboard.errors import Invalid, JournalError
from aboveboard.journal import clients, history, profile
from aboveboard.journal.database import Journal
from tests.conftest import Northwind


@pytest.fixture
def body(northwind: Northwind) -> bytes:
    """The bytes of a sound journal that is closed."""
    northwind.journal.close()
    return northwind.journal.path.read_bytes()


def refused(path: Path, clock: Clock) -> str:
    """The sentence with which a journal is refused; the file must be the same afterwards."""
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(p.name for p in path.parent.iterdir())
    with pytest.raises(JournalError) as caught:
        Journal.open(path, clock=clock).close()
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(p.name for p in path.parent.iterdir()) == beside
    return caught.value.sentence


def folder(path: Path, _: bytes) -> None:
    path.mkdir()


def missing(_: Path, __: bytes) -> None:
    pass


def empty(path: Path, _: bytes) -> None:
    path.touch()


def text(path: Path, _: bytes) -> None:
    path.write_text("Dear client,\n" * 500)


def noise(path: Path, _: bytes) -> None:
    path.write_bytes(random.Random(3).randbytes(20_000))


def half(path: Path, body: bytes) -> None:
    path.write_bytes(body[: len(body) // 8192 * 4096])


def stump(path: Path, body: bytes) -> None:
    path.write_bytes(body[:60])


def mangled(path: Path, body: bytes) -> None:
    path.write_bytes(body[:100] + random.Random(4).randbytes(len(body) - 100))


def mangled_inside(path: Path, body: bytes) -> None:
    path.write_bytes(body[:4096] + random.Random(5).randbytes(len(body) - 4096))


def foreign(path: Path, _: bytes) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.executescript("create table client(id integer primary key, name text); create table act(id integer)")


def newer(path: Path, body: bytes) -> None:
    path.write_bytes(body)
    with closing(sqlite3.connect(path)) as changed:
        changed.execute("pragma user_version = 1000")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (folder, "is a folder"),
        (missing, "There is no journal"),
        (empty, "empty"),
        (text, "other kind of file"),
        (noise, "other kind of file"),
        (half, "damaged"),
        (stump, "damaged"),
        (mangled, "damaged"),
        (mangled_inside, "damaged"),
        (foreign, "another program"),
        (newer, "newer version"),
    ],
)
def test_each_trouble_has_its_sentence_and_the_file_stays(
    make: Callable[[Path, bytes], None], words: str, tmp_path: Path, clock: Clock, body: bytes
) -> None:
    home = tmp_path / "trouble"
    home.mkdir()
    path = home / "t.aboveboard"
    make(path, body)
    assert words in refused(path, clock)


def test_a_newer_version_that_only_the_log_knows_is_refused(tmp_path: Path, clock: Clock, body: bytes) -> None:
    path = tmp_path / "n.aboveboard"
    path.write_bytes(body)
    with closing(sqlite3.connect(path, isolation_level=None)) as changed:
        changed.execute("pragma wal_autocheckpoint = 0")
        changed.execute("pragma user_version = 1000")
        with pytest.raises(JournalError, match="newer version"):
            Journal.open(path, clock=clock)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path, clock: Clock, body: bytes) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    path = shut / "a.aboveboard"
    path.write_bytes(body)
    shut.chmod(0o555)
    try:
        assert "folder" in refused(path, clock)
    finally:
        shut.chmod(0o755)


def test_a_file_that_may_only_be_read(
    tmp_path: Path, clock: Clock, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shut.aboveboard"
    path.write_bytes(body)
    may = os.access
    monkeypatch.setattr(os, "access", lambda name, mode: False if Path(name) == path else may(name, mode))
    with pytest.raises(JournalError, match="only be read"):
        Journal.open(path, clock=clock)


def test_nothing_is_written_over(journal: Journal, clock: Clock, tmp_path: Path) -> None:
    before = journal.path.read_bytes()
    with pytest.raises(JournalError, match="already"):
        Journal.create(journal.path, clock=clock)
    assert journal.path.read_bytes() == before
    (tmp_path / "some").mkdir()
    with pytest.raises(JournalError, match="already"):
        Journal.create(tmp_path / "some", clock=clock)
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_a_place_that_cannot_be_is_said(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(JournalError, match="could not be made"):
        Journal.create(tmp_path / "file" / "a.aboveboard", clock=clock)


def test_a_zone_that_is_none_makes_no_file(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(Invalid) as caught:
        Journal.create(tmp_path / "b.aboveboard", clock=clock, profile={"zone": "Mars/Base"})
    assert caught.value.field == "zone"
    assert not list(tmp_path.iterdir())


def test_only_its_owner_may_read_a_journal(tmp_path: Path, clock: Clock) -> None:
    before = os.umask(0)
    try:
        made = Journal.create(tmp_path / "deep" / "down" / "a.aboveboard", clock=clock)
        made.write(lambda s: clients.add(s, name="Northwind Bakery"))
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "deep").rglob("*")}
        assert stat.S_IMODE((tmp_path / "deep").stat().st_mode) == 0o700
        made.close()
    finally:
        os.umask(before)
    assert modes == {"down": 0o700, "a.aboveboard": 0o600, "a.aboveboard-wal": 0o600, "a.aboveboard-shm": 0o600}


def test_a_new_journal_knows_its_writer_and_has_no_act(journal: Journal) -> None:
    writer = journal.read(profile.get)
    assert (writer.name, writer.zone, writer.weekdays) == ("Ines Duarte", "Europe/Lisbon", (1, 2, 3, 4, 5))
    assert journal.read(history.rows) == []
    assert journal.head() == "0" * 64
    with closing(sqlite3.connect(journal.path)) as file:
        assert file.execute("pragma application_id").fetchone()[0] == 0x41424F56
        assert file.execute("pragma user_version").fetchone()[0] == 1
        assert file.execute("pragma journal_mode").fetchone()[0] == "wal"


def test_the_connection_keeps_its_promises(journal: Journal) -> None:
    def pragmas(session: object) -> list[int]:
        names = ("synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        return [session.connection().exec_driver_sql(f"pragma {name}").scalar() for name in names]  # type: ignore[attr-defined]

    assert journal.read(pragmas) == [2, 1, 1, 5000]


def test_what_was_written_is_there_after_opening_again(northwind: Northwind, clock: Clock) -> None:
    head = northwind.journal.head()
    northwind.journal.close()
    again = Journal.open(northwind.journal.path, clock=clock)
    try:
        assert again.head() == head
        assert again.read(lambda s: clients.find(s, "northwind bakery")).contact.name == "Ada Lindqvist"  # type: ignore[union-attr]
        assert again.data_version() == 2
    finally:
        again.close()
