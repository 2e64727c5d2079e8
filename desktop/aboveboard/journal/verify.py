"""Is the journal what its history says, down to the last byte? (contracts, 2)

Checked are SQLite's own integrity and foreign keys, the chain of links, every digest, that a change without its
payload is named by an erasing act, and that the nouns' tables equal the replay, so that an edit behind the program's
back is found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from aboveboard.clock import Clock
from aboveboard.journal import header, replay, sqlite
from aboveboard.journal.history import NO_LINK, digest_of, link_of
from aboveboard.journal.models import NOUNS
from aboveboard.journal.record import COLUMNS

MOST = 200
"""So many problems are named; one is enough to know that the journal is not sound."""


@dataclass(frozen=True)
class Problem:
    """`act`: the act that is to blame, None where none is; `what` begins with noun and id."""

    act: int | None
    what: str


@dataclass(frozen=True)
class Verdict:
    """`head`: the newest link in lower-case hex.

    `problems`: the chain's first, in the order of acts, then the tables'.
    """

    ok: bool
    acts: int
    head: str
    problems: list[Problem]


def check(connection: sqlite3.Connection, head: str | None = None) -> Verdict:
    """Look at everything; with `head`, also whether that link is part of the chain. Writes nothing.

    The caller holds a read transaction where others may write meanwhile. A file that cannot be read to its end is a
    problem, not an error.
    """
    problems: list[Problem] = []
    acts, newest = 0, NO_LINK
    try:
        acts, newest = _counted(connection)
        for found in (_chain(connection), _tables(connection), _foreign_keys(connection), _integrity(connection)):
            for problem in found:
                if len(problems) < MOST:
                    problems.append(problem)
        if head is not None and not _has_link(connection, head):
            problems.insert(0, Problem(None, f"head {head[:16]}…: no act of this journal has that link"))
    except sqlite3.DatabaseError as error:
        problems.append(Problem(None, f"file: it cannot be read to its end ({error})"))
    return Verdict(not problems, acts, newest.hex(), problems)


def _counted(connection: sqlite3.Connection) -> tuple[int, bytes]:
    acts = connection.execute("SELECT count(*) FROM act").fetchone()[0]
    row = connection.execute("SELECT link FROM act ORDER BY id DESC LIMIT 1").fetchone()
    return acts, row[0] if row is not None and isinstance(row[0], bytes) else NO_LINK


def _has_link(connection: sqlite3.Connection, head: str) -> bool:
    try:
        link = bytes.fromhex(head.strip())
    except ValueError:
        return False
    return link == NO_LINK or connection.execute("SELECT 1 FROM act WHERE link = ?", (link,)).fetchone() is not None


# --- The chain --------------------------------------------------------------------------------------------------------


def _chain(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Acts in order, each with its changes: numbers without a gap, digests, links."""
    changes = connection.execute(
        "SELECT act_id, position, noun, noun_id, before, after, salt, digest FROM change ORDER BY act_id, position"
    )
    grouped = groupby(changes, key=lambda row: row[0])
    group: Any = next(grouped, None)
    link, number = NO_LINK, 0
    for act in connection.execute("SELECT id, at, zone, name, undoes, link FROM act ORDER BY id"):
        while group is not None and group[0] < act[0]:
            yield Problem(group[0], f"act {group[0]}: there are changes of it, but the act is gone")
            group = next(grouped, None)
        mine: list[tuple[Any, ...]] = []
        if group is not None and group[0] == act[0]:
            mine = list(group[1])
            group = next(grouped, None)
        number += 1
        if act[0] != number:
            yield Problem(number, f"act {number}: it is missing, the next one is {act[0]}")
            number = act[0]
        yield from _digests(connection, act[0], mine)
        expected = link_of(
            link,
            at=act[1],
            digests=[bytes(row[7] or b"") for row in mine],
            id=act[0],
            name=act[3],
            undoes=act[4],
            zone=act[2],
        )
        if not isinstance(act[5], bytes) or expected != act[5]:
            yield Problem(act[0], f"act {act[0]}: its link does not follow from its content and the act before it")
        link = act[5] if isinstance(act[5], bytes) else bytes(32)
    while group is not None:
        yield Problem(group[0], f"act {group[0]}: there are changes of it, but the act is gone")
        group = next(grouped, None)


def _digests(connection: sqlite3.Connection, act: int, changes: list[tuple[Any, ...]]) -> Iterator[Problem]:
    for place, (_, position, noun, noun_id, before, after, salt, digest) in enumerate(changes, 1):
        if position != place:
            yield Problem(act, f"{noun} {noun_id}: a change of it is missing from act {act}")
        if before is None and after is None and salt is None:
            if not _is_erased(connection, act, position):
                yield Problem(act, f"{noun} {noun_id}: what act {act} changed is gone, and no erasing says so")
            continue
        try:
            sound = digest_of(salt, noun, noun_id, before, after) == digest
        except TypeError:
            sound = False
        if not sound:
            yield Problem(act, f"{noun} {noun_id}: what act {act} changed is not what was recorded then")


def _is_erased(connection: sqlite3.Connection, act: int, position: int) -> bool:
    sql = (
        "SELECT 1 FROM erased e JOIN act a ON a.id = e.by_act"
        " WHERE e.act_id = ? AND e.position = ? AND a.name = 'client.erase'"
    )
    return connection.execute(sql, (act, position)).fetchone() is not None


# --- The tables -------------------------------------------------------------------------------------------------------


def _tables(connection: sqlite3.Connection) -> Iterator[Problem]:
    for noun in NOUNS:
        yield from _table(connection, noun)


def _table(connection: sqlite3.Connection, noun: str) -> Iterator[Problem]:
    """Table and replay of a noun side by side, both by id."""
    names = COLUMNS[noun]
    columns = ", ".join(f'"{name}"' for name in names)
    table = connection.execute(f'SELECT id, {columns} FROM "{noun}" ORDER BY id')
    row = table.fetchone()
    for played in replay.rows(connection, noun):
        for act, fault in played.faults:
            yield Problem(act, f"{noun} {played.noun_id}: {fault}")
        while row is not None and row[0] < played.noun_id:
            yield Problem(None, f"{noun} {row[0]}: it is in the table, but no act made it")
            row = table.fetchone()
        here = row is not None and row[0] == played.noun_id
        yield from _row(noun, played, dict(zip(names, row[1:], strict=True)) if here else None)
        if here:
            row = table.fetchone()
    while row is not None:
        yield Problem(None, f"{noun} {row[0]}: it is in the table, but no act made it")
        row = table.fetchone()


def _row(noun: str, played: replay.Replayed, row: dict[str, Any] | None) -> Iterator[Problem]:
    if played.fields is None:
        if row is not None:
            was = "erased" if played.erased else "taken out"
            yield Problem(None, f"{noun} {played.noun_id}: it is in the table, but it was {was}")
        return
    if row is None:
        yield Problem(None, f"{noun} {played.noun_id}: the history has it, but it is gone from the table")
        return
    wrong = [name for name, value in played.fields.items() if name not in row or row[name] != value]
    if wrong:
        yield Problem(None, f"{noun} {played.noun_id}: {', '.join(wrong)} in the table is not what the history says")


def _foreign_keys(connection: sqlite3.Connection) -> Iterator[Problem]:
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(None, f"{table} {rowid}: it refers to a {parent} that is not there")


def _integrity(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (said,) in connection.execute("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield Problem(None, f"file: {said}")


def journal_file(path: Path, *, clock: Clock, head: str | None = None) -> Verdict:
    """Check a journal or a backup by its path, as it is. JournalError where it cannot be opened."""
    header.inspect(path)
    with sqlite.plain_troubles(path), closing(sqlite.connect(path)) as connection:
        connection.execute("BEGIN")
        return check(connection, head)
