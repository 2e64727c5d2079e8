"""Reading promises with what became of them, as plain rows; their state by `outcome`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from aboveboard.clock import from_text
from aboveboard.errors import NotFound
from aboveboard.journal import fields, outcome
from aboveboard.journal.rows import CommitmentRow, EventRow

_EVENTS = (
    "SELECT id, commitment_id, kind, at, why, old_due, due, zone, precision, told_at, agreed, evidence, missing"
    " FROM commitment_event WHERE binned_at IS NULL"
)
_PROMISES = "SELECT m.*, c.name AS client FROM commitment m JOIN client c ON c.id = m.client_id"


def _time(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)


def _event(row: Any) -> EventRow:
    return EventRow(
        row["id"], row["kind"], from_text(row["at"]), row["why"], _time(row["old_due"]), _time(row["due"]), row["zone"],
        row["precision"], _time(row["told_at"]), row["agreed"], row["evidence"], row["missing"],
    )  # fmt: skip


def row_of(promise: Any, events: Iterable[EventRow], now: datetime) -> CommitmentRow:
    """A promise's columns (as the table has them, with `client`) and its events, in their order, as a row."""
    told = tuple(events)
    first = _time(promise["first_due"])
    became = outcome.state(promise["by"], first, promise["zone"], promise["precision"], told, now)
    first_zone, first_precision = promise["zone"], promise["precision"]
    if first is None:
        # Without a due of its own, its first move set it (contracts, 5).
        for move in told:
            if move.kind == "moved":
                first, first_zone, first_precision = move.due, move.zone, move.precision
                break
    same = (
        "id",
        "client_id",
        "client",
        "contact_id",
        "interaction_id",
        "incident_id",
        "letter_id",
        "follows_id",
        "words",
    )
    return CommitmentRow(
        **{name: promise[name] for name in (*same, "quote", "by")}, firm=bool(promise["firm"]),
        made_at=from_text(promise["made_at"]), first_due=first, first_zone=first_zone, first_precision=first_precision,
        due=became.due, zone=became.zone, precision=became.precision, state=became.state, late_hours=became.late_hours,
        events=told, binned_at=_time(promise["binned_at"]),
    )  # fmt: skip


def rows(
    session: Session,
    client_id: int | None = None,
    *,
    now: datetime | None = None,
    incident_id: int | None = None,
    interaction_id: int | None = None,
    letter_id: int | None = None,
    open_only: bool = False,
    start: datetime | None = None,
    end: datetime | None = None,
) -> list[CommitmentRow]:
    """All promises that are not in the bin (nor their client), late ones first, the latest of them at the top.

    `open_only`: only those that nobody has ended. `start` (included), `end` (not): by the due that counts; those
    without a due are left out then. `now`: the session's clock where it is not given.
    """
    moment = now or fields.now(session)
    where, values = " WHERE m.binned_at IS NULL AND c.binned_at IS NULL", []
    named = {
        "client_id": client_id,
        "incident_id": incident_id,
        "interaction_id": interaction_id,
        "letter_id": letter_id,
    }
    for column, value in named.items():
        if value is not None:
            where += f" AND m.{column} = ?"
            values.append(value)
    if open_only:
        where += (
            " AND NOT EXISTS (SELECT 1 FROM commitment_event e WHERE e.commitment_id = m.id AND e.binned_at IS NULL"
            " AND e.kind IN ('kept', 'partly', 'dropped', 'released'))"
        )
    found = _read(session, where, tuple(values), moment)
    if start is not None or end is not None:
        found = [
            row for row in found
            if row.due is not None and (start is None or row.due >= start) and (end is None or row.due < end)
        ]  # fmt: skip
    return sorted(found, key=_order)


def _read(session: Session, where: str, values: tuple[Any, ...], now: datetime) -> list[CommitmentRow]:
    connection = session.connection()
    promises = connection.exec_driver_sql(_PROMISES + where, values).mappings().all()
    narrowed = " ORDER BY id"
    if where.count("=") or len(promises) < 200:
        ids = ",".join(str(int(promise["id"])) for promise in promises)
        narrowed = f" AND commitment_id IN ({ids}) ORDER BY id"
    events: dict[int, list[EventRow]] = {}
    for event in connection.exec_driver_sql(_EVENTS + narrowed).mappings():
        events.setdefault(event["commitment_id"], []).append(_event(event))
    return [row_of(promise, events.get(promise["id"], ()), now) for promise in promises]


def _order(row: CommitmentRow) -> tuple[int, float, int]:
    """Late first and the latest of them at the top, then by due, then those without one, then what has ended, newest
    first.
    """
    if not row.ended and row.late_hours > 0:
        return 0, -row.late_hours, row.id
    if not row.ended:
        return (1, row.due.timestamp(), row.id) if row.due is not None else (2, 0.0, row.id)
    return 3, -(row.due or row.made_at).timestamp(), -row.id


def get(session: Session, id: int) -> CommitmentRow | None:
    """One promise, in the bin or not; None where there is none."""
    found = _read(session, " WHERE m.id = ?", (id,), fields.now(session))
    return found[0] if found else None


def one(session: Session, id: int) -> CommitmentRow:
    """One promise, in the bin or not; NotFound where there is none."""
    row = get(session, id) if isinstance(id, int) else None
    if row is None:
        raise NotFound(f"There is no promise with the number {id}.", "id")
    return row
