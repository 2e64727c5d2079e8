"""What only SQLite can do: connections, pragmas, transactions, the shape of the file, and what its errors mean for a
person.

A journal shared through another database would be one more module of this kind; nouns, operations and read models do
not know SQLite.
"""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import OperationalError as WrappedOperationalError
from sqlalchemy.pool import QueuePool

from aboveboard.errors import JournalError
from aboveboard.journal import migrations
from aboveboard.journal.paths import beside, private_file, private_folder

APPLICATION_ID = 0x41424F56
"""Says in a file's header that it is a journal ("ABOV")."""

BUSY_SECONDS = 5.0
PATIENCE = 30.0
"""So many seconds a writer waits for the others before it gives up."""

_PRAGMAS = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY"


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """A bare connection with the journal's pragmas, outside any transaction; never creates the file.

    Raises sqlite3.Error.
    """
    name = quote(str(path.absolute()))
    connection = sqlite3.connect(
        f"file:{name}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.executescript(_PRAGMAS)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def engine(path: Path, first: sqlite3.Connection) -> Engine:
    """The engine of one open journal; `first` becomes its first connection.

    Its transactions are real ones; with the execution option `writes` they begin IMMEDIATE.
    """
    ready = [first]
    made = create_engine(
        "sqlite://", creator=lambda: ready.pop() if ready else connect(path), poolclass=QueuePool, max_overflow=50
    )
    event.listen(made, "begin", _begin)

    def closed(_: Engine) -> None:
        while (
            ready
        ):  # never used: left to chance it would settle the log into the file long after the journal was let go
            ready.pop().close()

    event.listen(made, "engine_disposed", closed)
    return made


def _begin(connection: Connection) -> None:
    """Begin for real: the driver's own idea of a transaction is switched off (`isolation_level=None`)."""
    if not connection.get_execution_options().get("writes"):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite's own waiting soon looks only ten times a second, so that of several writers one may wait for seconds while
    # the others take turns. Acts last milliseconds: look again after a few, each writer after others.
    bare = driver(connection)
    until = time.monotonic() + PATIENCE
    pause = 0.001
    bare.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except WrappedOperationalError as error:
                if _code(error.orig) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(pause * (0.5 + random.random()))
            pause = min(pause * 1.5, 0.02)
    finally:
        bare.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")


def late_foreign_keys(connection: Connection) -> None:
    """Check foreign keys at the end of this transaction, so that rows may come and go in any order within it."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")


def driver(connection: Connection) -> sqlite3.Connection:
    """The bare connection under one of SQLAlchemy's, in the same transaction."""
    bare = connection.connection.driver_connection
    assert isinstance(bare, sqlite3.Connection)
    return bare


# --- Errors, as a person has to understand them -----------------------------------------------------------------------


def _code(error: BaseException | None) -> int:
    """SQLite's primary result code; -1 where the error has none."""
    return (getattr(error, "sqlite_errorcode", None) or -1) & 0xFF if isinstance(error, sqlite3.Error) else -1


def damaged(path: Path) -> str:
    return (
        f"The journal {path} is damaged and cannot be read. It was left as it is; nothing was written. "
        "Bring back the newest backup: “aboveboard backups” lists them, "
        "“aboveboard restore FILE” puts one in its place."
    )


def sentence_for(code: int, path: Path) -> str | None:
    """What a result code of SQLite means for the person; None where the fault is ours."""
    kept = "Nothing was lost: the journal is as it was before, and what you wrote is still where you wrote it."
    match code:
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_TOOBIG:
            return f"There is no room left for the journal {path}. {kept} Make some room and save again."
        case sqlite3.SQLITE_IOERR:
            return (
                f"The disk did not take what was to be written to {path}; it may be full or failing. {kept} Save again."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return f"The journal {path} may only be read, not written. {kept} Change its permissions or move it."
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"Another program has been writing to {path} for half a minute. {kept} Save again in a moment."
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(path)
        case sqlite3.SQLITE_CANTOPEN:
            return f"The journal {path} cannot be opened; its folder may be gone or may not be written to. {kept}"
    return None


@contextmanager
def plain_troubles(path: Path) -> Iterator[None]:
    """Turn the environment's faults within into JournalError sentences; faults of ours go on as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        sentence = sentence_for(_code(cause), path)
        if sentence is None:
            raise
        raise JournalError(sentence) from error


# --- The shape of the file --------------------------------------------------------------------------------------------


def new_file(path: Path) -> sqlite3.Connection:
    """Make an empty journal with all tables at `path`, which must not exist, and return its connection.

    Raises OSError.
    """
    os.close(private_file(path))
    connection = connect(path)
    try:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        _steps(connection, 0)
        connection.execute("PRAGMA journal_mode=WAL")
    except BaseException:
        connection.close()
        raise
    return connection


def opened(path: Path) -> sqlite3.Connection:
    """A connection to a journal after a quick look: right program and version, each table can be read.

    An old one is upgraded. Deep checks are `verify`'s. Raises JournalError.
    """
    log, index = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    alone = not log.exists() and not index.exists()
    try:
        with plain_troubles(path):
            return _looked_at(connect(path), path)
    except JournalError as trouble:
        if alone and trouble.sentence == damaged(path) and log.exists() and log.stat().st_size == 0:
            # SQLite leaves these behind where it could not even read the first page; nothing stands in them.
            log.unlink(missing_ok=True)
            index.unlink(missing_ok=True)
        raise


def _looked_at(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    try:
        if scalar(connection, "PRAGMA application_id") != APPLICATION_ID:
            raise JournalError(foreign(path))
        version = scalar(connection, "PRAGMA user_version")
        if version > migrations.NEWEST:
            raise JournalError(newer(path))
        if version < migrations.NEWEST:
            upgrade(connection, path)
        if scalar(connection, "PRAGMA journal_mode") != "wal":
            connection.execute("PRAGMA journal_mode=WAL")
        _touch_tables(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _touch_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Read the first row of each table and the last act; a file cut or overwritten fails here."""
    from aboveboard.journal.models import NOUNS

    try:
        for table in (*NOUNS, "change", "birth", "timeline_entry", "search"):
            connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone()
        last = connection.execute("SELECT link FROM act ORDER BY id DESC LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        if _code(error) == sqlite3.SQLITE_ERROR:  # no such table or column
            raise JournalError(damaged(path)) from error
        raise
    if last is not None and (not isinstance(last[0], bytes) or len(last[0]) != 32):
        raise JournalError(damaged(path))


def foreign(path: Path) -> str:
    return f"{path} is a database of another program, not a journal of Aboveboard. It was left as it is."


def newer(path: Path) -> str:
    return (
        f"The journal {path} was written by a newer version of Aboveboard than this one. It was left as it is; "
        "open it with that version, or install it here."
    )


# --- Schema steps -----------------------------------------------------------------------------------------------------


def upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Bring an old journal to the newest step, after a copy that was opened again and found whole.

    Raises JournalError.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    folder = private_folder(beside(path, "backups"))
    number = 1
    while (target := folder / f"before-step-{version + 1}-{number}{path.suffix}").exists():
        number += 1
    if not _proven_copy(connection, target):
        raise JournalError(
            f"{path} comes from an older version, and no sound copy of it could be made before changing it. "
            "It was left as it is. See that the disk has room, or restore a backup."
        )
    _steps(connection, version)


def _proven_copy(connection: sqlite3.Connection, target: Path) -> bool:
    """Copy by SQLite's own means and open the copy again: is it sound, and has it the same history?"""
    os.close(private_file(target))
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    newest = "SELECT count(*), max(id) FROM act"
    with closing(sqlite3.connect(f"file:{quote(str(target.absolute()))}?mode=ro", uri=True)) as copy:
        sound = bool(copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
        same = bool(copy.execute(newest).fetchone() == connection.execute(newest).fetchone())
        return sound and same


def _steps(connection: sqlite3.Connection, version: int) -> None:
    """Carry out each step after `version` in a transaction of its own; one that another process has done is passed
    over.
    """
    for number in range(version + 1, migrations.NEWEST + 1):
        run = migrations.step(number)
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] == number - 1:
                run(connection)
                connection.execute(f"PRAGMA user_version={number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def scalar(connection: sqlite3.Connection, sql: str) -> Any:
    """The first column of a statement's first row; None where there is none."""
    row = connection.execute(sql).fetchone()
    return None if row is None else row[0]
