"""Backups: a copy counts only while it can be opened alone and holds what the journal held when it was made.

A backup is a journal file with a small note beside it (`FILE.json`: when, acts, head, content digest). A file without
its note, or whose content is no longer what the note says, is no proven backup. Nothing here removes one: thinning them
is left to whoever has seen that a newer one is proven.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from aboveboard.clock import Clock, as_text, from_text
from aboveboard.errors import JournalError
from aboveboard.journal import header, lock, sqlite_copy
from aboveboard.journal.database import Journal
from aboveboard.journal.paths import SUFFIX, beside, private_file, private_folder, sync_folder

EVERY = timedelta(hours=1)
_LEFT_OVER = 86_400  # seconds after which an unfinished copy is nobody's any more


@dataclass(frozen=True)
class BackupRow:
    """One backup as it was found just now. `why`: what is wrong with one that is not proven. `at`: aware UTC.

    `set_aside`: it is a journal that a restore put aside. `acts` and `head` are those of the file where it can be read.
    """

    file: Path
    proven: bool
    acts: int
    head: str
    at: datetime
    why: str = ""
    set_aside: bool = False


@dataclass(frozen=True)
class Restored:
    """`set_aside`: where the journal of before lies now; None where there was none."""

    restored: Path
    set_aside: Path | None
    acts: int
    head: str


@dataclass(frozen=True)
class _Note:
    """What stands beside a backup."""

    at: str
    acts: int
    head: str
    digest: str
    set_aside: bool = False


# --- Making ----------------------------------------------------------------------------------------------------------


def folder_of(journal: Path) -> Path:
    """Where a journal's backups lie."""
    return beside(journal, "backups")


def make(journal: Journal, to: Path | None = None) -> BackupRow:
    """Make a backup, in the journal's own folder or in `to`, and prove it. Nothing is overwritten; others may write.

    Raises JournalError where there is no such folder or no room; a copy that is not proven is said to be so, and kept.
    """
    if to is not None and not to.is_dir():
        raise JournalError(
            f"There is no folder {to}, so no backup was made. Is the disk there? Name another one.", "to"
        )
    now = journal.clock.now()
    with _troubles(to or folder_of(journal.path)):
        folder = to or private_folder(folder_of(journal.path))
        _sweep(folder)
        with _aside(folder) as part:
            content = sqlite_copy.copy(journal.path, part)
            _sync(part)
            note = _Note(as_text(now), content.acts, content.head, content.digest)
            file = _named(part, folder, f"{journal.path.stem}-{now:%Y%m%dT%H%M%SZ}")
        _write_note(file, note)
    return prove(file)


def due_now(newest: BackupRow | None, *, head: str, now: datetime, at_start: bool = False) -> bool:
    """Does the policy ask for a backup? When the journal has changed since the newest proven one: at start, and hourly.

    A newest one that lies in the future (the clock was set back) counts as old.
    """
    if newest is None:
        return head != "0" * 64
    if newest.head == head:
        return False
    return at_start or not timedelta(0) <= now - newest.at < EVERY


# --- Finding out -----------------------------------------------------------------------------------------------------


def listing(journal: Path, clock: Clock | None = None) -> list[BackupRow]:
    """The backups in a journal's folder, newest first, each opened and compared anew (`clock` is not asked)."""
    return sorted((prove(file) for file in _files(journal)), key=lambda row: (row.at, row.file.name), reverse=True)


def newest_proven(journal: Path) -> BackupRow | None:
    """The newest backup that is proven at this moment; older ones are opened only where newer ones fail."""
    for file in sorted(_files(journal), key=lambda file: (_said_at(file), file.name), reverse=True):
        row = prove(file)
        if row.proven:
            return row
    return None


def _files(journal: Path) -> Iterator[Path]:
    folder = folder_of(journal)
    if folder.is_dir():
        yield from (file for file in sorted(folder.iterdir()) if file.suffix == SUFFIX and file.is_file())


def prove(file: Path) -> BackupRow:
    """Is this file a backup that holds what it held? It is opened alone; soundness, chain and content are looked at."""
    at = _said_at(file)
    if not file.is_file():
        return BackupRow(file, False, 0, "", at, "there is no such file")
    found = sqlite_copy.look(file)
    note = _read_note(file)
    why = found.fault
    if not why and note is None:
        why = "nothing beside it says what it held when it was made"
    elif not why and note is not None and (found.digest, found.acts, found.head) != (note.digest, note.acts, note.head):
        why = "its content is not what it was when it was made"
    return BackupRow(file, not why, found.acts, found.head, at, why, note is not None and note.set_aside)


def _said_at(file: Path) -> datetime:
    note = _read_note(file)
    with suppress(ValueError):
        if note is not None:
            return from_text(note.at)
    try:
        return datetime.fromtimestamp(int(file.stat().st_mtime), from_text("1970-01-01T00:00:00Z").tzinfo)
    except (OSError, ValueError, OverflowError):
        return from_text("1970-01-01T00:00:00Z")


# --- Bringing back ---------------------------------------------------------------------------------------------------


def restore(journal: Path, file: Path, clock: Clock) -> Restored:
    """Put a proven backup in the journal's place. The present journal is set aside whole, and is a backup itself then.

    A missing journal is simply replaced; a damaged one is set aside byte for byte with its log. Raises JournalError,
    and leaves everything as it was, where the backup is not proven or a window or verb has the journal.
    """
    journal, file = journal.absolute(), file.absolute()
    if journal.is_dir():
        raise JournalError(f"{journal} is a folder, not a journal. Nothing was changed; name the journal file in it.")
    if file == journal:
        raise JournalError(f"{file.name} is the journal itself, not a backup of it. Nothing was changed.", "file")
    with lock.alone(journal):
        row = prove(file)
        if not row.proven:
            raise JournalError(
                f"{file} is not a proven backup: {row.why}. Nothing was changed. "
                "“aboveboard backups” lists those that are proven.",
                "file",
            )
        with _troubles(journal.parent), _aside(journal.parent) as part:
            shutil.copyfile(file, part)
            _sync(part)
            if (copied := sqlite_copy.look(part)).fault or copied.head != row.head:
                raise JournalError(
                    f"The copy of {file.name} came out damaged; the disk may be failing. Nothing changed."
                )
            aside = _set_aside(journal, clock.now()) if os.path.lexists(journal) else None
            part.replace(journal)
            sync_folder(journal.parent)
    return Restored(journal, aside, row.acts, row.head)


def _set_aside(journal: Path, now: datetime) -> Path:
    """Give the present journal another name among the backups, with a note where it is sound; where it lies then."""
    folder = private_folder(folder_of(journal))
    note = _settled(journal, now)
    aside = _free(folder, f"set-aside-{now:%Y%m%dT%H%M%SZ}")
    for ending in ("-wal", "-shm"):
        if os.path.lexists(log := journal.with_name(journal.name + ending)):
            shutil.move(log, aside.with_name(aside.name + ending))
    if note is not None:
        _write_note(aside, note)
    try:
        # The journal keeps its own name as well until the restored one takes it: at no moment is there none.
        os.link(journal, aside, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.move(journal, aside)
    sync_folder(folder)
    return aside


def _settled(journal: Path, now: datetime) -> _Note | None:
    """What a sound journal holds, brought into its one file; None for a damaged one, which is left byte for byte."""
    try:
        header.inspect(journal)
        if not sqlite_copy.is_sound(journal):
            return None
        sqlite_copy.settle(journal)
    except (JournalError, sqlite3.Error):
        return None
    content = sqlite_copy.look(journal)
    return None if content.fault else _Note(as_text(now), content.acts, content.head, content.digest, True)


# --- Files -----------------------------------------------------------------------------------------------------------


def _note_of(file: Path) -> Path:
    return file.with_name(file.name + ".json")


def _read_note(file: Path) -> _Note | None:
    try:
        return _Note(**json.loads(_note_of(file).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write_note(file: Path, note: _Note) -> None:
    with _aside(file.parent) as part:
        part.write_text(json.dumps(asdict(note), indent=1), encoding="utf-8")
        _sync(part)
        part.replace(_note_of(file))
    sync_folder(file.parent)


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A new private file in the folder, gone at the end unless it was given a name of its own."""
    number = 0
    while True:
        part = folder / f".{os.getpid()}-{number}.part"
        try:
            os.close(private_file(part))
            break
        except FileExistsError:
            number += 1
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what programs that were killed while copying left long ago."""
    with _aside(folder) as fresh:
        present = fresh.stat().st_mtime
        for part in folder.glob(".*-*.part"):
            with suppress(OSError):
                if present - part.stat().st_mtime > _LEFT_OVER:
                    part.unlink()


def _free(folder: Path, name: str) -> Path:
    """A name in the folder that neither a file nor a note has yet."""
    number = 1
    while True:
        file = folder / f"{name}{'' if number == 1 else f'-{number}'}{SUFFIX}"
        if not os.path.lexists(file) and not os.path.lexists(_note_of(file)):
            return file
        number += 1


def _named(part: Path, folder: Path, name: str) -> Path:
    """Give a finished file its name, never one that is taken."""
    while True:
        file = _free(folder, name)
        try:
            os.link(part, file)
        except FileExistsError:
            continue
        except OSError:  # a disk without links
            part.rename(file)
        sync_folder(folder)
        return file


def _sync(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


@contextmanager
def _troubles(place: Path) -> Iterator[None]:
    """What can go wrong while copying, in a sentence."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        full = getattr(error, "errno", None) == 28 or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        why = "there is no room left there" if full else (getattr(error, "strerror", None) or str(error)).lower()
        raise JournalError(
            f"Nothing could be written into {place}: {why}. The journal is as it was; make room or name another place."
        ) from error
