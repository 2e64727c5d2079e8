"""The derived rows: what timeline and search read. Written in the transaction of the act that touched their nouns.

They are not in the history and can be made anew from the nouns at any time with the same result: a row's id is made of
its time, its kind and its noun's id, so that newest first is a walk down the ids. Rows in the bin, and rows of a client
in the bin, have none. `timeline_entry` keeps the text as it was written; `search` keeps the folded words under the same
id (`fold`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session

from aboveboard.journal.derived_rows import BUILDERS, CODE_BITS, CODES, ID_BITS, SEARCHED, Entry
from aboveboard.journal.fold import fold

__all__ = ["DDL", "SEARCHED", "noun_code", "rebuild", "refresh"]

DDL: list[str] = [
    """CREATE TABLE timeline_entry (
        id INTEGER PRIMARY KEY,
        client_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        zone TEXT NOT NULL,
        noun TEXT NOT NULL,
        noun_id INTEGER NOT NULL,
        parent TEXT,
        parent_id INTEGER,
        happened INTEGER NOT NULL,
        what TEXT NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        more TEXT NOT NULL,
        detail TEXT NOT NULL
    )""",
    "CREATE INDEX timeline_entry_client ON timeline_entry (client_id, happened, id)",
    "CREATE INDEX timeline_entry_noun ON timeline_entry (noun, noun_id)",
    "CREATE VIRTUAL TABLE search USING fts5(words, context, tokenize = 'ascii', prefix = '1 2 3', columnsize = 0)",
]


def noun_code(place_column: str, nouns: Iterable[str]) -> str:
    """An SQL condition: the row id in `place_column` is of one of these nouns (unknown ones are passed over)."""
    codes = ", ".join(str(CODES[noun]) for noun in nouns if noun in CODES) or "-1"
    return f"(({place_column} >> {ID_BITS}) & {2**CODE_BITS - 1}) IN ({codes})"


def refresh(session: Session, touched: Iterable[tuple[str, int]]) -> None:
    """Make anew the derived rows of these nouns and of whatever shows them. To be called inside the act's transaction.

    `touched` holds (noun, id), rows that are gone included. Works by the session's connection, without a flush.
    """
    connection = session.connection()
    for noun, noun_id in sorted(_widened(connection, set(touched))):
        _remove(connection, noun, noun_id)
        if noun in BUILDERS:
            _insert(connection, BUILDERS[noun](connection, noun_id))


def rebuild(session: Session) -> int:
    """Make all derived rows anew from the nouns; their number. No byte of the rows of before stays in the index."""
    connection = session.connection()
    connection.exec_driver_sql("DELETE FROM timeline_entry")
    connection.exec_driver_sql("DROP TABLE search")
    connection.exec_driver_sql(DDL[-1])
    return sum(_insert(connection, build(connection, None)) for build in BUILDERS.values())


def _remove(connection: Connection, noun: str, noun_id: int) -> None:
    held = "SELECT id FROM timeline_entry WHERE noun = ? AND noun_id = ?"
    places = connection.exec_driver_sql(held, (noun, noun_id)).all()
    for (place,) in places:
        if noun in SEARCHED:
            connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", (place,))
        connection.exec_driver_sql("DELETE FROM timeline_entry WHERE id = ?", (place,))


_INSERT_ENTRY = (
    "INSERT INTO timeline_entry (id, client_id, at, zone, noun, noun_id, parent, parent_id, happened, what, title,"
    " text, more, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_WORDS = "INSERT INTO search (rowid, words, context) VALUES (?, ?, ?)"


def _insert(connection: Connection, entries: Iterable[Entry]) -> int:
    rows: list[tuple[Any, ...]] = []
    found: list[tuple[Any, ...]] = []
    count = 0
    for entry in entries:
        place = entry.place
        detail = json.dumps(entry.detail, ensure_ascii=False, sort_keys=True)
        rows.append(
            (
                place, entry.client_id, entry.at, entry.zone, entry.noun, entry.noun_id, entry.parent, entry.parent_id,
                int(entry.happened), entry.what, entry.title, entry.text, entry.more, detail,
            )
        )  # fmt: skip
        if (entry.code or entry.noun) in SEARCHED:
            words = fold("\n".join((entry.title, entry.text, entry.more)))
            found.append((place, words, fold(entry.context)))
        if len(rows) == 500:
            count += _send(connection, rows, found)
    return count + _send(connection, rows, found)


def _send(connection: Connection, rows: list[tuple[Any, ...]], found: list[tuple[Any, ...]]) -> int:
    count = len(rows)
    for sql, values in ((_INSERT_ENTRY, rows), (_INSERT_WORDS, found)):
        if values:
            connection.exec_driver_sql(sql, values if len(values) > 1 else values[0])
        values.clear()
    return count


# --- What else shows a noun -------------------------------------------------------------------------------------------

_PARENTS = {
    "safeguard": ("project", "project_id"),
    "finding_standing": ("finding", "finding_id"),
    "commitment_event": ("commitment", "commitment_id"),
}
_OF_CLIENT = ("contact", "project", "interaction", "incident", "commitment", "letter")


def _widened(connection: Connection, touched: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """The touched nouns with all whose derived rows show them: a part shows in its whole, a name wherever it stands."""
    found = {key for key in touched if key[0] in CODES}
    for noun, noun_id in list(found):
        if noun in _PARENTS:
            found |= _wholes(connection, noun, noun_id)
        elif noun == "client" and _shown_as(connection, noun, noun_id) != _stands_as(connection, noun, noun_id):
            for child in _OF_CLIENT:
                found |= _ids(connection, child, f"SELECT id FROM {child} WHERE client_id = ?", noun_id)
        elif noun == "contact" and _shown_as(connection, noun, noun_id) != _stands_as(connection, noun, noun_id):
            for child in ("interaction", "commitment", "letter"):
                found |= _ids(connection, child, f"SELECT id FROM {child} WHERE contact_id = ?", noun_id)
    for noun, noun_id in list(found):
        if noun == "incident":
            found |= _ids(connection, "finding", "SELECT id FROM finding WHERE incident_id = ?", noun_id)
    for part, (whole, column) in _PARENTS.items():
        for noun, noun_id in list(found):
            if noun == whole:
                found |= _ids(connection, part, f"SELECT id FROM {part} WHERE {column} = ?", noun_id)
    return found


def _ids(connection: Connection, noun: str, sql: str, noun_id: int) -> set[tuple[str, int]]:
    return {(noun, row[0]) for row in connection.exec_driver_sql(sql, (noun_id,))}


def _wholes(connection: Connection, part: str, part_id: int) -> set[tuple[str, int]]:
    """What a part belongs to, by its own row or, where that is gone, by the derived row it left."""
    whole, column = _PARENTS[part]
    found = _ids(connection, whole, f"SELECT {column} FROM {part} WHERE id = ?", part_id)
    left = f"SELECT parent_id FROM timeline_entry WHERE noun = '{part}' AND noun_id = ? AND parent_id IS NOT NULL"
    return found | _ids(connection, whole, left, part_id)


def _shown_as(connection: Connection, noun: str, noun_id: int) -> str | None:
    sql = "SELECT title FROM timeline_entry WHERE noun = :noun AND noun_id = ?"
    return connection.exec_driver_sql(sql, (noun, noun_id)).scalar()


def _stands_as(connection: Connection, noun: str, noun_id: int) -> str | None:
    sql = f"SELECT name FROM {noun} WHERE id = ? AND binned_at IS NULL"
    return connection.exec_driver_sql(sql, (noun_id,)).scalar()
