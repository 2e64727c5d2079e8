"""Making a journal file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from aboveboard.clock import system_zone
from aboveboard.errors import JournalError
from aboveboard.journal import sqlite
from aboveboard.journal.history import canonical
from aboveboard.journal.models import Profile
from aboveboard.journal.paths import private_folder, sync_folder


def journal_file(path: Path, profile: Mapping[str, str]) -> None:
    """Write a new journal aside, sync it and give it its name; whatever has that name already stays. JournalError."""
    from aboveboard.journal.profile import checked

    values = checked({"zone": system_zone(), **profile})
    if os.path.lexists(path):
        raise JournalError(_in_the_way(path))
    aside = path.with_name(f".{path.name}.{os.getpid()}-new")
    try:
        private_folder(path.absolute().parent)
        with suppress(FileNotFoundError):
            aside.unlink()
        with sqlite.plain_troubles(path):
            _fill(aside, values)
        _settle(aside, path)
    except FileExistsError:
        raise JournalError(_in_the_way(path)) from None
    except OSError as error:
        why = (error.strerror or "").lower()
        raise JournalError(
            f"A journal could not be made at {path} ({why}). Nothing was left there; name another place."
        ) from None
    finally:
        for rest in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                aside.with_name(aside.name + rest).unlink()


def _in_the_way(path: Path) -> str:
    return f"There is something at {path} already; it was left as it is. Open it, or name another file."


def _fill(aside: Path, profile: Mapping[str, str]) -> None:
    values = {**Profile().model_dump(exclude={"id"}), **profile}
    names = ", ".join(values)
    connection = sqlite.new_file(aside)
    try:
        marks = ", ".join("?" * len(values))
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"INSERT INTO profile (id, {names}) VALUES (1, {marks})", tuple(values.values()))
        connection.execute("INSERT INTO birth VALUES ('profile', 1, ?)", (canonical(values),))
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _settle(aside: Path, path: Path) -> None:
    """Give the finished file its name, unless that has been taken meanwhile, so that it lasts through a power cut."""
    descriptor = os.open(aside, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(aside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        aside.rename(path)
    sync_folder(path.absolute().parent)
