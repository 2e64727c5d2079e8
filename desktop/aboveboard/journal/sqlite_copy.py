"""Copies of a journal by SQLite's own means, and what is in a file: soundness, chain, content digest.

A file copy is no backup: it lacks what still stands in the log. The digest is of the content (tables, triggers, rows),
not of the bytes, so that opening a backup does not spoil it and changing one word in it does.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aboveboard.journal import history, migrations
from aboveboard.journal.sqlite import APPLICATION_ID, connect

_AT_ONCE = 400


@dataclass(frozen=True)
class Content:
    """What a journal file holds: number of acts, newest link and digest in hex; `fault`: what is wrong, or ""."""

    acts: int
    head: str
    digest: str
    fault: str = ""


def copy(journal: Path, target: Path) -> Content:
    """Copy the journal, its log included, into `target` (there and empty); what the journal holds at that moment.

    One read transaction sees it all, and nobody is kept from writing meanwhile. The copy needs no log of its own.
    Raises sqlite3.Error.
    """
    with closing(connect(journal)) as source, closing(sqlite3.connect(target, isolation_level=None)) as made:
        source.execute("BEGIN")
        content = _content(source)
        source.backup(made)
        source.execute("COMMIT")
        made.execute("PRAGMA journal_mode=DELETE")
    return content


def settle(journal: Path) -> None:
    """Bring the log into the file and do away with it: the file is whole alone. Nobody else may have it open."""
    with closing(connect(journal)) as connection:
        mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        if mode != "delete":
            raise sqlite3.OperationalError("the log could not be brought in")


def look(file: Path) -> Content:
    """What a file holds that lies still, looked at alone and without touching it; any fault is said in `fault`."""
    try:
        with closing(_alone(file)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return Content(0, "", "", "it is not a journal of Aboveboard")
            if connection.execute("PRAGMA user_version").fetchone()[0] > migrations.NEWEST:
                return Content(0, "", "", "it was written by a newer version of Aboveboard")
            checked = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            content = _content(connection)
            broken = broken_act(connection)
    except (sqlite3.Error, ValueError, TypeError):
        return Content(0, "", "", "it cannot be read as a journal")
    if checked != "ok":
        return Content(content.acts, content.head, content.digest, "it is damaged")
    if broken is not None:
        return Content(content.acts, content.head, content.digest, f"its history is broken at act {broken}")
    return content


def is_sound(journal: Path) -> bool:
    """Can a journal, its log included, be read to its last page? Nothing is written to it."""
    try:
        with closing(sqlite3.connect(f"file:{_quoted(journal)}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False


def _alone(file: Path) -> sqlite3.Connection:
    """A connection that believes that nobody changes the file, and so makes nothing beside it."""
    return sqlite3.connect(f"file:{_quoted(file)}?mode=ro&immutable=1", uri=True)


def _quoted(file: Path) -> str:
    return quote(str(file.absolute()))


def broken_act(connection: sqlite3.Connection) -> int | None:
    """The first act whose link does not follow from its content and the link before; None where the chain is whole."""
    digests: dict[int, list[bytes]] = {}
    for act, digest in connection.execute("SELECT act_id, digest FROM change ORDER BY act_id, position"):
        digests.setdefault(act, []).append(digest)
    link, number = history.NO_LINK, 0
    acts = connection.execute("SELECT id, at, zone, name, undoes, link FROM act ORDER BY id")
    for number, (act, at, zone, name, undoes, said) in enumerate(acts, 1):
        link = history.link_of(
            link, at=at, digests=digests.pop(act, []), id=act, name=name, undoes=undoes, zone=zone
        )  # fmt: skip
        if act != number or said != link:
            return number
    return number + 1 if digests else None


def _content(connection: sqlite3.Connection) -> Content:
    newest = connection.execute("SELECT count(*) FROM act").fetchone()[0]
    link = connection.execute("SELECT link FROM act ORDER BY id DESC LIMIT 1").fetchone()
    whole = sha256()
    for piece in _pieces(connection):
        whole.update(piece)
    return Content(newest, (history.NO_LINK if link is None else bytes(link[0])).hex(), whole.hexdigest())


def _pieces(connection: sqlite3.Connection) -> Iterator[bytes]:
    """Everything in the file in a fixed order: what the tables are, then their rows."""
    schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    yield _bytes(schema)
    for table in (name for kind, name, sql in schema if kind == "table" and not sql.startswith("CREATE VIRTUAL")):
        yield _bytes([table])
        quoted = '"' + table.replace('"', '""') + '"'
        columns = [f'"{row[1]}"' for row in connection.execute(f"PRAGMA table_info({quoted})")]
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM {quoted} ORDER BY {_key(connection, quoted)}")
        while part := rows.fetchmany(_AT_ONCE):
            yield _bytes(part)


def _key(connection: sqlite3.Connection, table: str) -> str:
    """What fixes the order of a table's rows: its primary key, or the row id."""
    key = sorted((row[5], row[1]) for row in connection.execute(f"PRAGMA table_info({table})") if row[5])
    return ", ".join(f'"{name}"' for _, name in key) or "rowid"


def _bytes(rows: list[Any]) -> bytes:
    return json.dumps(rows, ensure_ascii=True, separators=(",", ":"), default=_blob).encode("ascii") + b"\n"


def _blob(value: bytes) -> dict[str, str]:
    return {"blob": value.hex()}
