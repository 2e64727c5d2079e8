"""The session that every operation works in, and the one place where changes are taken from it.

No operation writes history itself and none can forget it: what a flush sends to the nouns' tables is noted in the
open act. A flush outside an act, and a statement that would change a noun's table without the session knowing the
rows, raise: both are mistakes of ours.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, event
from sqlalchemy import inspect as inspected
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session, SQLModel

from aboveboard.clock import as_text, from_text
from aboveboard.journal.history import Act, Fields
from aboveboard.journal.models import NOUNS, UtcTime

COLUMNS: dict[str, tuple[str, ...]] = {
    noun: tuple(column.key for column in model.__table__.columns if column.key != "id")  # type: ignore[attr-defined]
    for noun, model in NOUNS.items()
}
"""The recorded columns of each noun: all but its id, which the history keeps as `noun_id`."""

_TIMES: dict[str, frozenset[str]] = {
    noun: frozenset(
        column.key
        for column in model.__table__.columns  # type: ignore[attr-defined]
        if isinstance(column.type, UtcTime)
    )
    for noun, model in NOUNS.items()
}
_NAMES = {model: noun for noun, model in NOUNS.items()}
_GUARDED = frozenset(NOUNS) | {"act", "change", "birth", "erased"}
_CHANGING = re.compile(
    r"\s*(?:insert\s+(?:or\s+\w+\s+)?into|replace\s+into|update(?:\s+or\s+\w+)?|delete\s+from)\s+\W?(\w+)", re.I
)


class RecordSession(Session):
    """A session whose flushes are recorded.

    `info`: `clock`, `zone` (the profile's), `writes`, and `act` while one is open.
    """

    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise RuntimeError("rows are changed one by one through an operation, so that the history knows them")

    bulk_save_objects = _refuse
    bulk_insert_mappings = _refuse
    bulk_update_mappings = _refuse


def plain(value: Any) -> Any:
    """A column's value as the history writes it."""
    return as_text(value) if isinstance(value, datetime) else value


def living(noun: str, fields: Fields) -> Fields:
    """Fields of the history as a row's attributes."""
    times = _TIMES[noun]
    return {name: from_text(value) if name in times and value is not None else value for name, value in fields.items()}


def content(noun: str, row: SQLModel) -> Fields:
    """All recorded columns of a row as the history writes them."""
    return {name: plain(getattr(row, name)) for name in COLUMNS[noun]}


@event.listens_for(RecordSession, "before_flush")
def _only_within_an_act(session: Session, _: UOWTransaction, __: Any) -> None:
    act: Act | None = session.info.get("act")
    if act is None or act.depth < 1:
        raise RuntimeError("a flush outside a named act: every change belongs into an operation")


@event.listens_for(RecordSession, "after_flush")
def _note_changes(session: Session, _: UOWTransaction) -> None:
    act: Act = session.info["act"]
    for row in session.new:
        noun = _NAMES[type(row)]
        act.note((noun, row.id), None, content(noun, row))
    for row in session.deleted:
        noun = _NAMES[type(row)]
        act.note((noun, row.id), {**content(noun, row), **_old_values(row, noun)}, None)
    for row in session.dirty:
        noun = _NAMES[type(row)]
        before = _old_values(row, noun)
        after = {name: plain(getattr(row, name)) for name in before}
        changed = [name for name in before if before[name] != after[name]]
        if changed:
            act.note((noun, row.id), {n: before[n] for n in changed}, {n: after[n] for n in changed})


def _old_values(row: SQLModel, noun: str) -> Fields:
    """What the columns that were set held before; the models map them so that this is always known."""
    old = inspected(row).committed_state
    values = {name: old[name] for name in COLUMNS[noun] if name in old}
    for name, value in values.items():
        if value is not None and not isinstance(value, (str, int, bool, datetime)):
            raise RuntimeError(f"{noun}.{name}: its value before the change is not known")
    return {name: plain(value) for name, value in values.items()}


@event.listens_for(RecordSession, "do_orm_execute")
def _refuse_bulk_statements(state: ORMExecuteState) -> None:
    statement = state.statement
    if isinstance(statement, TextClause):
        found = _CHANGING.match(statement.text)
        table = found[1].lower() if found else ""
    elif state.is_insert or state.is_update or state.is_delete:
        table = getattr(getattr(statement, "table", None), "name", "")
    else:
        return
    if table in _GUARDED:
        raise RuntimeError(f"a bulk statement on {table}: rows are changed one by one through an operation")
