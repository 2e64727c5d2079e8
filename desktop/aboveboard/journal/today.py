"""What wants doing now: what is overdue, due, not told, and who waits for a word. Nothing that is late is ever cut.

The state of a promise is asked of `promises.rows` alone. Days are those of the writer's zone; what is due on a day
belongs to the day that was said, whatever the zone it was meant in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlmodel import Session

from aboveboard.clock import from_text
from aboveboard.journal.outcome import Rate, rate
from aboveboard.journal.promises import rows as promises
from aboveboard.journal.rows import CommitmentRow
from aboveboard.journal.snippet import cut

WEEK = timedelta(days=7)
LOOKED_AT = 13  # talks of a client that say what its usual pace is
FEWEST = 4  # talks below which no pace is read from the record
SLACK = 2.0  # so many times the usual pace may pass before silence is said
SHORTEST = timedelta(days=7)  # silence below this is never said, unless a pace was agreed


@dataclass(frozen=True)
class Item:
    """One thing to do or to wait for.

    `noun`: commitment, incident, interaction or client, whose number `id` is. `why`: late, today, week, untold, theirs,
    unanswered or silent. `due`: aware UTC or None, `zone` where it was meant. `late_hours`: 0 where it is not late.
    `since`: when it began (promised, noticed, written, last word). `severity`: of an incident, else "".
    """

    id: int
    noun: str
    client_id: int
    client: str
    text: str
    why: str
    due: datetime | None
    zone: str
    precision: str
    late_hours: float
    since: datetime
    severity: str = ""


@dataclass(frozen=True)
class Due:
    """`overdue`, most late first; `today`: later today; `week`: in the seven days after; `untold` incidents, oldest
    first; `waiting`: their promises, unanswered messages, silent clients.
    """

    overdue: list[Item]
    today: list[Item]
    week: list[Item]
    untold: list[Item]
    waiting: list[Item]


@dataclass(frozen=True)
class Counts:
    """Numbers for the sidebar and the sentence over Today. `kept`: my kept rate over the whole record, with its counts.

    `worst`: the promise that is latest of all, None where none is late.
    """

    late: int
    today: int
    week: int
    untold: int
    waiting: int
    clients: int
    open_incidents: int
    open_promises: int
    kept: Rate
    worst: Item | None


def due(session: Session, now: datetime) -> Due:
    """All that is due, untold or waited for at `now` (aware)."""
    zone = _writers_zone(session)
    today = now.astimezone(zone).date()
    late: list[Item] = []
    parts: dict[str, list[Item]] = {"today": [], "week": []}
    waiting: list[Item] = []
    for row in promises(session, now=now, open_only=True):
        why = _when(row, now, today, zone)
        if why is None:
            continue
        item = _promise(row, why if row.by == "me" else "theirs")
        if row.by != "me":
            waiting.append(item)
        elif why == "late":
            late.append(item)
        else:
            parts[why].append(item)
    waiting += _unanswered(session)
    waiting += _silent(session, now, {item.client_id for item in waiting if item.why == "unanswered"})
    return Due(_by_due(late), _by_due(parts["today"]), _by_due(parts["week"]), _untold(session), _by_due(waiting))


def counts(session: Session, now: datetime, found: Due | None = None) -> Counts:
    """The numbers at `now`; `found` is what `due` said at that moment, where it was asked already."""
    found = found or due(session, now)
    kept = rate(promises(session, now=now))
    connection = session.connection()
    live = "JOIN client c ON c.id = x.client_id WHERE x.binned_at IS NULL AND c.binned_at IS NULL"
    ended = (
        "SELECT 1 FROM commitment_event e WHERE e.commitment_id = x.id AND e.binned_at IS NULL"
        " AND e.kind IN ('kept', 'partly', 'dropped', 'released')"
    )

    def number(sql: str) -> int:
        return int(connection.execute(text(sql)).scalar_one())

    return Counts(
        late=len(found.overdue),
        today=len(found.today),
        week=len(found.week),
        untold=len(found.untold),
        waiting=len(found.waiting),
        clients=number("SELECT count(*) FROM client WHERE binned_at IS NULL"),
        open_incidents=number(f"SELECT count(*) FROM incident x {live} AND x.resolved_at IS NULL"),
        open_promises=number(f"SELECT count(*) FROM commitment x {live} AND x.by = 'me' AND NOT EXISTS ({ended})"),
        kept=kept,
        worst=found.overdue[0] if found.overdue else None,
    )


def _writers_zone(session: Session) -> ZoneInfo:
    return ZoneInfo(session.connection().execute(text("SELECT zone FROM profile")).scalar_one())


def _when(row: CommitmentRow, now: datetime, today: date, zone: ZoneInfo) -> str | None:
    """Where an open promise belongs: late, today, week; None where it is due later or at no time."""
    if row.due is None:
        return None
    if now > row.due:
        return "late"
    day = row.due.astimezone(ZoneInfo(row.zone) if row.precision == "day" else zone).date()
    if day <= today:
        return "today"
    return "week" if day - today <= WEEK else None


def _promise(row: CommitmentRow, why: str) -> Item:
    return Item(
        row.id, "commitment", row.client_id, row.client, row.words, why, row.due, row.zone, row.precision,
        row.late_hours, row.made_at,
    )  # fmt: skip


def _by_due(items: Iterable[Item]) -> list[Item]:
    """Earliest due first, then what has none, by how long it has been so."""
    return sorted(items, key=lambda item: (item.due is None, item.due or item.since, item.since, item.noun, item.id))


def _untold(session: Session) -> list[Item]:
    sql = text(
        "SELECT x.id, x.client_id, c.name AS client, x.title, x.zone, x.noticed_at, x.severity FROM incident x"
        " JOIN client c ON c.id = x.client_id WHERE x.binned_at IS NULL AND c.binned_at IS NULL AND x.told_at IS NULL"
        " ORDER BY x.noticed_at, x.id"
    )
    return [
        Item(
            r["id"], "incident", r["client_id"], r["client"], r["title"], "untold", None, r["zone"], "minute", 0.0,
            from_text(r["noticed_at"]), r["severity"],
        )
        for r in session.connection().execute(sql).mappings()
    ]  # fmt: skip


_ANSWERS = (
    "a.binned_at IS NULL AND a.client_id = x.client_id AND (a.at, a.id) > (x.at, x.id) AND a.outcome <> 'no-answer'"
    " AND (a.direction = 'out' OR (a.kind IN ('call', 'meeting') AND a.outcome = 'reached'))"
)


def _unanswered(session: Session) -> list[Item]:
    """Clients whose newest message nobody answered: mail and chat, and calls that did not reach the writer."""
    sql = text(
        "SELECT x.id, x.client_id, c.name AS client, x.note, x.zone, x.at FROM interaction x"
        " JOIN client c ON c.id = x.client_id WHERE x.binned_at IS NULL AND c.binned_at IS NULL AND x.direction = 'in'"
        " AND (x.kind IN ('email', 'chat') OR x.outcome <> 'reached')"
        f" AND NOT EXISTS (SELECT 1 FROM interaction a WHERE {_ANSWERS}) ORDER BY x.at DESC, x.id DESC"
    )
    newest: dict[int, Item] = {}
    for r in session.connection().execute(sql).mappings():
        said = cut([r["note"]], ()).text or "A message"
        newest.setdefault(
            r["client_id"],
            Item(
                r["id"], "interaction", r["client_id"], r["client"], said, "unanswered", None, r["zone"], "minute", 0.0,
                from_text(r["at"]),
            ),
        )  # fmt: skip
    return list(newest.values())


def _silent(session: Session, now: datetime, passed_over: set[int]) -> list[Item]:
    """Clients with whom no word was changed for longer than agreed, or than twice the pace of their last talks."""
    connection = session.connection()
    sql = text("SELECT id, name, zone, usual_days, made_at FROM client WHERE binned_at IS NULL ORDER BY id")
    talks = text(
        "SELECT at FROM timeline_entry WHERE client_id = :client AND happened = 1 AND noun = 'interaction'"
        " ORDER BY id DESC LIMIT :most"
    )
    found: list[Item] = []
    for row in connection.execute(sql).mappings().all():
        if row["id"] in passed_over:
            continue
        said = connection.execute(talks, {"client": row["id"], "most": LOOKED_AT}).scalars()
        moments = [from_text(at) for at in said]
        last = moments[0] if moments else from_text(row["made_at"])
        pace = _pace(moments, row["usual_days"])
        if pace is None or now <= last + pace[0]:
            continue
        days, usual = (now - last).days, max(1, round(pace[1].total_seconds() / 86400))
        spoken = f"No word for {days} {'day' if days == 1 else 'days'}; usually every {usual}."
        expected = last + pace[0]
        found.append(
            Item(
                row["id"], "client", row["id"], row["name"], spoken, "silent", expected, row["zone"], "minute",
                round((now - expected).total_seconds() / 3600, 4), last,
            )
        )  # fmt: skip
    return found


def _pace(moments: list[datetime], agreed: int | None) -> tuple[timedelta, timedelta] | None:
    """How long silence may last and what is usual; None where neither is known. `moments`: of talks, newest first."""
    if agreed is not None:
        return timedelta(days=agreed), timedelta(days=agreed)
    if len(moments) < FEWEST:
        return None
    gaps = [later - earlier for later, earlier in pairwise(moments)]
    usual = timedelta(seconds=median(gap.total_seconds() for gap in gaps))
    return max(usual * SLACK, SHORTEST), usual
