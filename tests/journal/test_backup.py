"""Backups that count only while they hold what they held, and restoring that loses nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from aboveboard.errors import JournalError
from aboveboard.journal import backup, interactions, lock, search, sqlite_copy, verify
from aboveboard.journal.database import Journal
from aboveboard.journal.sqlite import connect
from tests.conftest import NOW, HandClock, Northwind


@pytest.fixture
def shut(northwind: Northwind) -> Iterator[Path]:
    """The path of a journal that nobody has open."""
    northwind.journal.close()
    yield northwind.journal.path


def log(journal: Journal, note: str) -> None:
    client = journal.read(lambda s: s.connection().exec_driver_sql("SELECT min(id) FROM client").scalar_one())
    journal.write(lambda s: interactions.log(s, client_id=client, note=note))


def opened(path: Path, clock: HandClock) -> Journal:
    return Journal.open(path, clock=clock)


def state(path: Path) -> tuple[int, str, bool]:
    with closing(connect(path)) as connection:
        verdict = verify.check(connection)
    return verdict.acts, verdict.head, verdict.ok


def damage(file: Path) -> None:
    body = bytearray(file.read_bytes())
    for place in range(4096, len(body) - 700, max(4096, len(body) // 12)):
        body[place : place + 600] = os.urandom(600)
    file.chmod(0o600)
    file.write_bytes(body)


def by_hand(file: Path, sql: str) -> None:
    """Change the file as another program would: triggers off and on again."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(sql)
        for _, made in triggers:
            connection.execute(made)


def test_a_backup_is_whole_alone_private_and_proven(northwind: Northwind, tmp_path: Path) -> None:
    log(northwind.journal, "the last words QUITTENBAUM")
    old = os.umask(0)
    try:
        made = backup.make(northwind.journal)
    finally:
        os.umask(old)
    journal = northwind.journal.path
    assert made.proven and made.why == "" and (made.acts, made.head, True) == state(journal)
    assert made.at == NOW and made.file.parent == journal.with_name(journal.name + ".backups")
    for path in made.file.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.file.parent.stat().st_mode) == 0o700
    assert sorted(path.name for path in made.file.parent.iterdir()) == [made.file.name, made.file.name + ".json"]
    elsewhere = tmp_path / "alone.aboveboard"
    shutil.copyfile(made.file, elsewhere)
    alone = Journal.open(elsewhere, clock=northwind.journal.clock)
    assert alone.read(lambda s: search.find(s, "quittenbaum").total) == 1
    alone.close()


def test_no_backup_takes_the_place_of_another(northwind: Northwind, clock: HandClock) -> None:
    files = [backup.make(northwind.journal).file for _ in range(3)]
    clock.set(NOW - timedelta(days=400))
    files.append(backup.make(northwind.journal).file)
    assert len(set(files)) == 4
    listed = backup.listing(northwind.journal.path)
    assert {row.file for row in listed} == set(files) and all(row.proven for row in listed)
    assert listed[-1].file == files[-1]


def test_each_call_finds_out_anew(northwind: Northwind, clock: HandClock) -> None:
    path = northwind.journal.path
    made = []
    for number in range(3):
        clock.set(NOW + timedelta(minutes=number))
        made.append(backup.make(northwind.journal).file)
        log(northwind.journal, f"after {number}")
    by_hand(made[1], "UPDATE client SET name = name || ' Ltd'")
    damage(made[2])
    (bare := made[0].with_name("copied.aboveboard")).write_bytes(path.read_bytes())
    proven = {row.file: row.proven for row in backup.listing(path)}
    assert proven == {made[0]: True, made[1]: False, made[2]: False, bare: False}
    whys = {row.file: row.why for row in backup.listing(path)}
    assert "not what it was" in whys[made[1]] and "says what it held" in whys[bare] and whys[made[2]]
    newest = backup.newest_proven(path)
    assert newest is not None and newest.file == made[0]


def test_opening_a_backup_does_not_spoil_it(northwind: Northwind, clock: HandClock) -> None:
    made = backup.make(northwind.journal).file
    looked = opened(made, clock)
    assert looked.read(lambda s: search.find(s, "angry october missing orders")) is not None
    looked.close()
    assert backup.prove(made).proven
    log(looked := opened(made, clock), "written into the backup")
    looked.close()
    assert not backup.prove(made).proven


@pytest.mark.parametrize("body", [b"", b"x", b"SQLite format 3\x00", os.urandom(9000)])
def test_what_is_no_journal_is_no_backup(tmp_path: Path, body: bytes) -> None:
    (file := tmp_path / "b.aboveboard").write_bytes(body)
    row = backup.prove(file)
    assert not row.proven and row.why and file.read_bytes() == body
    assert not backup.prove(tmp_path / "none.aboveboard").proven and not backup.prove(tmp_path).proven


def test_a_backup_of_a_newer_version_is_not_brought_back(northwind: Northwind) -> None:
    made = backup.make(northwind.journal).file
    by_hand(made, "PRAGMA user_version = 999")
    assert "newer version" in backup.prove(made).why


def test_a_backup_that_may_only_be_read_is_as_good(northwind: Northwind) -> None:
    made = backup.make(northwind.journal).file
    made.chmod(0o400)
    made.parent.chmod(0o500)
    try:
        assert backup.prove(made).proven
    finally:
        made.parent.chmod(0o700)


def test_a_spoilt_note_proves_nothing(northwind: Northwind) -> None:
    made = backup.make(northwind.journal).file
    note = made.with_name(made.name + ".json")
    for text in ("", "{}", "[1]", '{"at": 5}', note.read_text().replace('"acts": 2', '"acts": 3')):
        note.write_text(text)
        assert not backup.prove(made).proven


def test_each_backup_holds_what_was_acknowledged_before_while_others_write(northwind: Northwind) -> None:
    journal = northwind.journal
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            log(journal, f"call {(number := number + 1)}")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(4):
            before = journal.data_version()
            made = backup.make(journal)
            assert made.proven and made.acts >= before
    finally:
        stop.set()
        writer.join()


def test_to_another_folder(northwind: Northwind, tmp_path: Path) -> None:
    (usb := tmp_path / "usb").mkdir()
    assert backup.make(northwind.journal, usb).file.parent == usb
    with pytest.raises(JournalError, match="no folder"):
        backup.make(northwind.journal, tmp_path / "unplugged")
    assert not (tmp_path / "unplugged").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(northwind: Northwind, tmp_path: Path) -> None:
    (usb := tmp_path / "usb").mkdir(mode=0o500)
    with pytest.raises(JournalError, match="could be written"):
        backup.make(northwind.journal, usb)


def test_no_room_leaves_nothing_half_made(northwind: Northwind, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> sqlite_copy.Content:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sqlite_copy, "copy", full)
    with pytest.raises(JournalError, match="no room"):
        backup.make(northwind.journal)
    assert list(backup.folder_of(northwind.journal.path).iterdir()) == []


def test_what_a_killed_copy_left_is_removed_after_a_day(northwind: Northwind) -> None:
    folder = backup.make(northwind.journal).file.parent
    (old := folder / ".99-0.part").write_text("half")
    (new := folder / ".99-1.part").write_text("half")
    os.utime(old, (1, 1))
    backup.make(northwind.journal)
    assert not old.exists() and new.exists()


def test_restore_brings_back_and_sets_the_present_journal_aside_as_a_backup(
    northwind: Northwind, clock: HandClock
) -> None:
    journal = northwind.journal
    first = backup.make(journal)
    log(journal, "Qxafter the backup")
    journal.close()
    before = state(journal.path)
    clock.set(NOW + timedelta(hours=1))
    done = backup.restore(journal.path, first.file, clock)
    assert state(journal.path) == (first.acts, first.head, True) == (done.acts, done.head, True)
    assert done.set_aside is not None and state(done.set_aside) == before
    row = backup.prove(done.set_aside)
    assert row.proven and row.set_aside and row.at == NOW + timedelta(hours=1)
    back = opened(journal.path, clock)
    assert back.read(lambda s: search.find(s, "qxafter").total) == 0
    log(back, "a call after the restore")
    back.close()
    assert state(journal.path)[2] and stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert first.file.exists() and backup.prove(first.file).proven
    again = backup.restore(journal.path, done.set_aside, clock)
    assert state(again.restored) == before
    leftovers = {path.name for path in journal.path.parent.iterdir()} - {journal.path.name}
    assert leftovers <= {journal.path.name + ending for ending in (".backups", ".lock", ".drafts", ".files")}


def test_many_restores_keep_every_state(northwind: Northwind, clock: HandClock) -> None:
    journal = northwind.journal
    files = []
    for number in range(4):
        files.append(backup.make(journal).file)
        log(journal, f"call {number}")
    journal.close()
    aside = [backup.restore(journal.path, file, clock).set_aside for file in files[::-1]]
    listed = {row.file: row for row in backup.listing(journal.path)}
    assert set(listed) == {*files, *aside} and all(row.proven for row in listed.values())


def test_the_log_of_a_killed_program_goes_along(northwind: Northwind, clock: HandClock, tmp_path: Path) -> None:
    journal = northwind.journal
    first = backup.make(journal)
    log(journal, "still in the log")
    (left := tmp_path / "left").mkdir()
    for file in journal.path.parent.glob(journal.path.name + "*"):
        if file.is_file():
            shutil.copyfile(file, left / file.name)
    expected = state(journal.path)
    path = left / journal.path.name
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    done = backup.restore(path, first.file, clock)
    assert done.set_aside is not None and state(done.set_aside) == expected
    assert state(path) == (first.acts, first.head, True)


@pytest.mark.parametrize("body", [None, b"", os.urandom(9000), b"SQLite format 3\x00" + os.urandom(9000)])
def test_restore_where_the_journal_is_lost_or_damaged(
    northwind: Northwind, clock: HandClock, tmp_path: Path, body: bytes | None
) -> None:
    made = backup.make(northwind.journal)
    (folder := tmp_path / "new").mkdir()
    path = folder / "b.aboveboard"
    if body is not None:
        path.write_bytes(body)
        path.with_name(path.name + "-wal").write_bytes(b"old log")
    done = backup.restore(path, made.file, clock)
    assert state(path) == (made.acts, made.head, True)
    if body is None:
        assert done.set_aside is None
    else:
        assert done.set_aside is not None and done.set_aside.read_bytes() == body
        assert done.set_aside.with_name(done.set_aside.name + "-wal").read_bytes() == b"old log"
        assert not backup.prove(done.set_aside).proven
    assert not path.with_name(path.name + "-wal").exists()


def test_a_journal_damaged_inside_is_set_aside_byte_for_byte(shut: Path, clock: HandClock, tmp_path: Path) -> None:
    journal = opened(shut, clock)
    made = backup.make(journal, tmp_path)
    journal.close()
    damage(shut)
    body = shut.read_bytes()
    done = backup.restore(shut, made.file, clock)
    assert done.set_aside is not None and done.set_aside.read_bytes() == body
    assert state(shut) == (made.acts, made.head, True)


def test_an_unproven_file_is_refused_and_nothing_changes(shut: Path, clock: HandClock, tmp_path: Path) -> None:
    journal = opened(shut, clock)
    edited, broken = backup.make(journal).file, backup.make(journal).file
    journal.close()
    by_hand(edited, "UPDATE client SET name = name || ' Ltd'")
    damage(broken)
    (bare := tmp_path / "bare.aboveboard").write_bytes(shut.read_bytes())
    before = shut.read_bytes()
    names = sorted(path.name for path in shut.parent.rglob("*"))
    for file in (edited, broken, bare, tmp_path / "none", tmp_path, shut):
        with pytest.raises(JournalError) as trouble:
            backup.restore(shut, file, clock)
        assert "Nothing was changed" in trouble.value.sentence
    assert shut.read_bytes() == before
    assert sorted(path.name for path in shut.parent.rglob("*") if path.suffix != ".lock") == names
    with pytest.raises(JournalError, match="folder"):
        backup.restore(tmp_path, edited, clock)
    with pytest.raises(JournalError, match="no folder"):
        backup.restore(tmp_path / "nowhere" / "a.aboveboard", edited, clock)


def test_restore_waits_for_nobody_who_has_a_window(
    shut: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_WAIT", 0.05)
    journal = opened(shut, clock)
    made = backup.make(journal)
    journal.close()
    held = lock.window(shut)
    with pytest.raises(lock.InUse, match="window"):
        backup.restore(shut, made.file, clock)
    held.release()
    with lock.beside(shut), pytest.raises(lock.InUse, match="command"):
        backup.restore(shut, made.file, clock)
    assert backup.restore(shut, made.file, clock).acts == made.acts


def test_when_the_policy_asks_for_one(northwind: Northwind, clock: HandClock) -> None:
    journal = northwind.journal
    assert backup.due_now(None, head=journal.head(), now=NOW)
    assert not backup.due_now(None, head="0" * 64, now=NOW, at_start=True)
    newest = backup.make(journal)
    later = NOW + timedelta(hours=5)
    assert not backup.due_now(newest, head=journal.head(), now=later, at_start=True)
    log(journal, "something new")
    assert backup.due_now(newest, head=journal.head(), now=NOW + timedelta(minutes=1), at_start=True)
    assert not backup.due_now(newest, head=journal.head(), now=NOW + timedelta(minutes=59))
    assert backup.due_now(newest, head=journal.head(), now=NOW + timedelta(minutes=60))
    assert backup.due_now(newest, head=journal.head(), now=NOW - timedelta(days=1))


def test_one_window_many_verbs(shut: Path, tmp_path: Path) -> None:
    assert not lock.has_window(shut)
    held = lock.window(shut)
    assert lock.has_window(shut)
    with pytest.raises(lock.InUse, match="another window"):
        lock.window(shut)
    with lock.beside(shut), lock.beside(shut):
        pass
    held.release()
    held.release()
    assert not lock.has_window(shut)
    lock.window(shut).release()
    with lock.beside(tmp_path / "none.aboveboard"), lock.beside(tmp_path):
        pass
    assert not (tmp_path / "none.aboveboard.lock").exists()
    assert stat.S_IMODE(shut.with_name(shut.name + ".lock").stat().st_mode) == 0o600
