"""What Today shows, read in one transaction on a reading thread and put into the rows that are painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aboveboard.ui import moments
from aboveboard.ui.commitments.rows import Said, row_of, said_of
from aboveboard.ui.today.words import Record
from aboveboard.ui.widgets.rows import PromiseRow

RECORD_MONTHS = 3  # the kept record goes back to the first of the month so many months ago


@dataclass(frozen=True)
class Untold:
    """An incident whose client does not know of it. `contact`: whom to tell; `due`: my promise to them that falls
    first."""

    id: int
    client_id: int
    client: str
    contact: str
    title: str
    severity: str
    noticed: datetime
    client_zone: str
    due: datetime | None
    due_precision: str


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits, or for whom one waits. `why`: theirs, unanswered, silent."""

    noun: str
    id: int
    client_id: int
    who: str
    text: str
    why: str
    since: datetime
    due: datetime | None
    zone: str
    precision: str
    late_hours: float


@dataclass(frozen=True)
class Day:
    """All of Today at one moment."""

    clients: int = 0
    incidents: int = 0
    untold: list[Untold] = field(default_factory=list)
    late: list[PromiseRow] = field(default_factory=list)
    today: list[PromiseRow] = field(default_factory=list)
    week: list[PromiseRow] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    record: Record = field(default_factory=lambda: Record(0, 0))
    since: datetime | None = None
    of_client: dict[int, int] = field(default_factory=dict)


def read(s: Any, now: datetime, zone: str) -> Day:
    """Read Today at `now` for a writer in `zone`."""
    from sqlalchemy import text

    from aboveboard.journal import promises, today

    rows = promises.rows(s, now=now)
    found = today.due(s, now)
    counts = today.counts(s, now, found)
    said = said_of(s, [row for row in rows if not row.ended])
    by_id = {row.id: row for row in rows}
    people = {
        r[0]: (r[1] or "", r[2])
        for r in s.execute(
            text(
                "SELECT c.id, (SELECT name FROM contact p WHERE p.client_id = c.id AND p.binned_at IS NULL"
                " ORDER BY p.id LIMIT 1), c.zone FROM client c WHERE c.binned_at IS NULL"
            )
        )
    }

    def painted(items: list[Any]) -> list[PromiseRow]:
        return [row_of(by_id[i.id], said.get(i.id, Said()), zone, now) for i in items]

    def untold(item: Any) -> Untold:
        contact, client_zone = people.get(item.client_id, ("", item.zone))
        mine = [r for r in rows if r.client_id == item.client_id and r.by == "me" and not r.ended and r.due]
        first = min((r for r in mine if r.due >= item.since), key=lambda r: r.due, default=None)
        return Untold(
            item.id, item.client_id, item.client, contact, item.text, item.severity, item.since, client_zone,
            first.due if first else None, first.precision if first else "minute",
        )  # fmt: skip

    def waits(item: Any) -> Waiting:
        contact = people.get(item.client_id, ("", ""))[0]
        return Waiting(
            item.noun, item.id, item.client_id, contact or item.client, item.text, item.why, item.since, item.due,
            item.zone, item.precision, item.late_hours,
        )  # fmt: skip

    since = _record_since(now, zone)
    return Day(
        counts.clients, counts.open_incidents, [untold(i) for i in found.untold], painted(found.overdue),
        painted(found.today), painted(found.week), [waits(i) for i in found.waiting], _record(rows, since), since,
        {row.id: row.client_id for row in rows},
    )  # fmt: skip


def _record_since(now: datetime, zone: str) -> datetime:
    here = moments.local(now, zone)
    months = here.year * 12 + here.month - 1 - RECORD_MONTHS
    return here.replace(year=months // 12, month=months % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def _record(rows: list[Any], since: datetime) -> Record:
    from aboveboard.journal.outcome import rate

    of_period = [row for row in rows if row.by == "me" and row.due is not None and row.due >= since]
    kept = rate(of_period)
    states = [row.state for row in of_period]
    return Record(
        kept.kept, kept.of, states.count("kept late"), states.count("partly kept"), states.count("broken"),
        states.count("late"),
    )  # fmt: skip
