"""Undo and redo: new acts whose changes are the inverse of an earlier one's.

Nothing is ever taken out of the history.

An act stands unless an undo of it stands; an undo stands unless a redo of it does. Undo takes the newest standing act
of a person; redo takes the newest standing undo, as long as no act of a person came after it.
"""

from __future__ import annotations

import json
from functools import cache

from sqlmodel import Session

from aboveboard.errors import JournalError, NothingToUndo
from aboveboard.journal import sqlite
from aboveboard.journal.history import Changes, Fields, Returned, acting, sentence
from aboveboard.journal.models import NOUNS
from aboveboard.journal.record import content, living

FINAL = ("client.erase",)
"""Acts that cannot be undone, and say so before they are done."""

_STANDS = (
    "NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = a.id AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes = u.id))"
)

Step = tuple[str, int, Fields | None, Fields | None]


def undo(session: Session, act: int | None = None) -> Changes:
    """Take back the newest standing act of a person, or the one that is named.

    NothingToUndo; JournalError where it cannot be.
    """
    connection = session.connection()
    sql = f"SELECT a.id, a.name FROM act a WHERE a.undoes IS NULL AND {_STANDS}"
    if act is None:
        row = connection.exec_driver_sql(f"{sql} ORDER BY a.id DESC LIMIT 1").first()
    else:
        row = connection.exec_driver_sql(f"{sql} AND a.id = ?", (act,)).first()
    if row is None:
        raise NothingToUndo("There is nothing to undo." if act is None else "That has been undone already.")
    number, name = row[0], row[1]
    if name in FINAL:
        raise NothingToUndo(
            "A client was erased for good after that; erasing cannot be undone, nor what came before it."
        )
    from aboveboard.journal.returned import SAVES

    steps = _steps(session, number)
    _refuse_changed_later(session, number, steps)
    returned = (Returned(number, name, tuple(_row_words(s) for s in reversed(steps))),) if name in SAVES else ()
    return _take_back(session, "undo", number, number, steps, returned)


def redo(session: Session) -> Changes:
    """Do again what the newest standing undo took back.

    NothingToUndo where a new act came after it, or there is none.
    """
    row = (
        session.connection()
        .exec_driver_sql(
            f"SELECT a.id, a.undoes FROM act a WHERE a.name = 'undo' AND a.undoes IS NOT NULL AND {_STANDS}"
            " AND a.id > (SELECT coalesce(max(p.id), 0) FROM act p WHERE p.undoes IS NULL) ORDER BY a.id DESC LIMIT 1"
        )
        .first()
    )
    if row is None:
        raise NothingToUndo("There is nothing to redo.")
    return _take_back(session, "redo", row[0], row[1], _steps(session, row[0]), ())


def _steps(session: Session, act: int) -> list[Step]:
    """The changes of an act, last one first, so that taken back in this order each finds what it left."""
    rows = session.connection().exec_driver_sql(
        "SELECT noun, noun_id, before, after FROM change WHERE act_id = ? ORDER BY position DESC", (act,)
    )
    steps: list[Step] = []
    for noun, noun_id, before, after in rows:
        if before is None and after is None:
            raise NothingToUndo("That concerned a client that has been erased for good; it cannot be undone.")
        steps.append((noun, noun_id, before and json.loads(before), after and json.loads(after)))
    return steps


def _row_words(step: Step) -> tuple[str, int, Fields]:
    noun, noun_id, before, after = step
    return noun, noun_id, after or before or {}


def _take_back(
    session: Session, name: str, undoes: int, of: int, steps: list[Step], returned: tuple[Returned, ...]
) -> Changes:
    sqlite.late_foreign_keys(session.connection())
    with acting(session, name, undoes) as act:
        act.of, act.returned = of, returned
        for step in steps:
            _invert(session, step)
        session.flush()
        return act.since(0)


def _invert(session: Session, step: Step) -> None:
    noun, noun_id, before, after = step
    model = NOUNS[noun]
    row = session.get(model, noun_id)
    if after is None:
        if row is not None:
            raise JournalError(f"{noun} {noun_id} is there again already; it cannot be brought back.")
        session.add(model(id=noun_id, **living(noun, before or {})))
        return
    now = {} if row is None else content(noun, row)
    if row is None or any(now[field] != value for field, value in after.items()):
        raise JournalError(
            f"{noun} {noun_id} is no longer as that act left it, so it cannot be taken back. Run “aboveboard verify”."
        )
    if before is None:
        session.delete(row)
        return
    for field, value in living(noun, before).items():
        setattr(row, field, value)


# --- Acts that others built on ----------------------------------------------------------------------------------------


def _refuse_changed_later(session: Session, act: int, steps: list[Step]) -> None:
    """JournalError naming the later act that changed the same fields, or that made something which hangs on a row of
    this.
    """
    gone = {(noun, noun_id) for noun, noun_id, before, _ in steps if before is None}
    later: set[int] = set()
    for noun, noun_id, before, after in steps:
        later |= _changed_again(session, act, noun, noun_id, None if before is None or after is None else set(after))
        if before is None:
            later |= _hung_on(session, noun, noun_id, gone)
    if later:
        raise JournalError(
            f"That cannot be undone, because something later builds on it: “{sentence(session, max(later))}” "
            "Undo that first."
        )


def _changed_again(session: Session, act: int, noun: str, noun_id: int, fields: set[str] | None) -> set[int]:
    """Later acts of a person that stand and changed one of these fields (None: any) of this row."""
    rows = session.connection().exec_driver_sql(
        "SELECT a.id, c.before, c.after FROM change c JOIN act a ON a.id = c.act_id"
        f" WHERE c.noun = ? AND c.noun_id = ? AND c.act_id > ? AND a.undoes IS NULL AND {_STANDS}",
        (noun, noun_id, act),
    )
    found = set()
    for number, before, after in rows:
        whole = before is None or after is None
        if fields is None or whole or fields & set(json.loads(after)):
            found.add(number)
    return found


@cache
def referring() -> dict[str, list[tuple[str, str]]]:
    """For each noun the columns of others that refer to it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for noun, model in NOUNS.items():
        for column in model.__table__.columns:  # type: ignore[attr-defined]
            for key in column.foreign_keys:
                found.setdefault(key.column.table.name, []).append((noun, column.key))
    return found


def _hung_on(session: Session, noun: str, noun_id: int, gone: set[tuple[str, int]]) -> set[int]:
    """The acts that made rows refer to this one, rows that go with it left out."""
    connection = session.connection()
    acts: set[int] = set()
    for other, column in referring().get(noun, []):
        for (other_id,) in connection.exec_driver_sql(f"SELECT id FROM {other} WHERE {column} = ?", (noun_id,)).all():
            if (other, other_id) not in gone:
                newest = "SELECT max(act_id) FROM change WHERE noun = ? AND noun_id = ? AND after LIKE ?"
                found = connection.exec_driver_sql(newest, (other, other_id, f'%"{column}":{noun_id}%')).scalar()
                acts.add(int(found or 0))
    return acts - {0}
