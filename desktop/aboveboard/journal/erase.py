"""Erasing a client for good, a legal duty: rows, derived rows, words in the history, drafts (contracts, 6).

Digests and links stay, so that the chain still verifies; which changes lost their payload, and by which act, is
recorded. It cannot be undone. Exports and mails that were sent are outside of what a journal can reach.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlmodel import Session

from aboveboard.clock import as_text
from aboveboard.journal import derived, fields, sqlite
from aboveboard.journal.drafts import Drafts
from aboveboard.journal.history import Changes, Key, acting
from aboveboard.journal.models import NOUNS, Client
from aboveboard.journal.paths import beside
from aboveboard.journal.undo import referring

if TYPE_CHECKING:
    from aboveboard.journal.database import Journal


@dataclass(frozen=True)
class Erased:
    """`backups`: the copies that still hold the client, to be offered for erasing too."""

    changes: Changes
    backups: list[Path]


def warning() -> str:
    """What a person has to know before."""
    return (
        "Everything about this client is removed for good: calls, promises, incidents, letters, drafts, and their "
        "words in the history. This cannot be undone, and nothing before it can be undone afterwards. "
        "Files that were exported and mails that were sent are not reached."
    )


def client(journal: Journal, client_id: int) -> Erased:
    """Erase a client; afterwards no byte of it is in any file of the journal but the backups that are returned.

    NotFound where there is no such client; JournalError where the file cannot be cleared up because others read from
    it.
    """
    keys: set[Key] = set()
    changes = journal.write(lambda session: _erase(session, client_id, keys))
    _clear_drafts(journal, client_id, {number for noun, number in keys if noun == "incident"})
    with sqlite.plain_troubles(journal.path), closing(sqlite.connect(journal.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Erased(changes, [file for file in _backups(journal.path) if _holds(file, client_id)])


def _erase(session: Session, client_id: int, keys: set[Key]) -> None:
    fields.fetch(session, Client, client_id, "client")
    connection = session.connection()
    keys |= _belonging(session, client_id)
    sqlite.late_foreign_keys(connection)
    with acting(session, "client.erase") as act:
        act.erased = frozenset(keys)
        for noun, number in sorted(keys):
            session.delete(fields.fetch(session, NOUNS[noun], number))
        session.flush()
        # The rows that were undone before, and are in the history alone, go with the rest.
        names = {"by": act.id, "at": as_text(act.at)}
        for noun, number in sorted(keys | _undone(session, client_id, keys)):
            of_row = "noun = ? AND noun_id = ? AND salt IS NOT NULL"
            connection.exec_driver_sql(
                f"INSERT INTO erased SELECT act_id, position, ?, ? FROM change WHERE {of_row}",
                (names["by"], names["at"], noun, number),
            )
            connection.exec_driver_sql(
                f"UPDATE change SET before = NULL, after = NULL, salt = NULL WHERE {of_row}", (noun, number)
            )
        for position in range(1, len(act.changes) + 1):
            connection.exec_driver_sql(
                "INSERT INTO erased (act_id, position, by_act, at) VALUES (?, ?, ?, ?)",
                (act.id, position, names["by"], names["at"]),
            )
    derived.rebuild(session)


def _belonging(session: Session, client_id: int) -> set[Key]:
    """The rows of a client: whatever refers to it, or to what refers to it."""
    found: set[Key] = set()
    waiting: list[Key] = [("client", client_id)]
    while waiting:
        noun, number = waiting.pop()
        if (noun, number) in found:
            continue
        found.add((noun, number))
        for other, column in referring().get(noun, []):
            rows = session.connection().exec_driver_sql(f"SELECT id FROM {other} WHERE {column} = ?", (number,))
            waiting += [(other, row[0]) for row in rows.all()]
    return found


def _undone(session: Session, client_id: int, keys: set[Key]) -> set[Key]:
    """Rows that referred to these but are only in the history, their making having been undone."""
    found: set[Key] = set()
    waiting = set(keys)
    while waiting:
        added: set[Key] = set()
        for noun, number in waiting:
            for other, column in referring().get(noun, []):
                rows = session.connection().exec_driver_sql(
                    "SELECT DISTINCT noun_id FROM change WHERE noun = ? AND (json_extract(after, ?) = ?"
                    " OR json_extract(before, ?) = ?)",
                    (other, f"$.{column}", number, f"$.{column}", number),
                )
                added |= {(other, row[0]) for row in rows.all()}
        waiting = added - found - keys
        found |= waiting
    return found


def _clear_drafts(journal: Journal, client_id: int, incidents: set[int]) -> None:
    drafts = Drafts(journal.path, journal.clock)
    for draft in drafts.all():
        of = draft.content
        theirs = client_id in (of.get("client_id"), of.get("client"))
        if theirs or of.get("incident_id") in incidents or of.get("incident") in incidents:
            drafts.discard(draft.key)


def _backups(journal: Path) -> list[Path]:
    folder = beside(journal, "backups")
    return sorted(file for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else []


def _holds(backup: Path, client_id: int) -> bool:
    """Does a copy still have words of the client? What is no database cannot be asked and is passed over."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(backup.absolute()))}?mode=ro", uri=True)) as file:
            sql = "SELECT 1 FROM change WHERE noun = 'client' AND noun_id = ? AND salt IS NOT NULL LIMIT 1"
            return file.execute(sql, (client_id,)).fetchone() is not None
    except sqlite3.Error:
        return False
