"""Everything that happened with a client, newest first: one list in which only the kind differs."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, text
from sqlmodel import Session

from aboveboard.clock import from_text
from aboveboard.journal.snippet import cut

_KINDS = {"call": "Call", "meeting": "Meeting", "email": "Email", "chat": "Chat"}
_OUTCOMES = {"no-answer": ": no answer", "left-message": ": left a message"}
_EVENTS = {
    "promise": "Promise", "moved": "Promise moved", "kept": "Promise kept", "partly": "Promise partly kept",
    "dropped": "Promise dropped", "released": "Promise released", "chased": "Promise chased", "told": "Told the client",
    "resolved": "Resolved", "finding": "Finding", "letter": "Letter", "incident": "Incident",
}  # fmt: skip


@dataclass(frozen=True)
class TimelineRow:
    """One thing that happened.

    `noun`, `id`: the row it tells of; `what`: call, meeting, email, chat, incident, told, resolved, finding, standing,
    promise, letter, or the kind of a promise's event. `at` is aware UTC, `zone` where it was meant. `name` is the title
    as it was written ("" for talks), `title` a line for people, `text` the whole text, `more` further words that it is
    found by. `parent`: the promise, finding or incident it is a part of. `detail`: what else is known of it (direction,
    outcome, temper, who, due, standing, ...; times in it are aware). `place` is the cursor for the page after this row.
    """

    place: int
    noun: str
    id: int
    client_id: int
    client: str
    at: datetime
    zone: str
    what: str
    name: str
    title: str
    text: str
    more: str
    parent: str | None
    parent_id: int | None
    detail: Mapping[str, Any]

    @property
    def snippet(self) -> str:
        """The beginning of the text on one line."""
        return cut([self.text], ()).text


def entry_title(what: str, name: str, detail: Mapping[str, Any]) -> str:
    """A line for people from what a derived row knows."""
    if what in _KINDS:
        who = detail.get("who")
        incoming = detail.get("direction") == "in"
        tie = "with" if what in ("meeting", "chat") else "from" if incoming else "to"
        return _KINDS[what] + (f" {tie} {who}" if who else "") + _OUTCOMES.get(detail.get("outcome", ""), "")
    if what == "standing":
        return f"Now {detail.get('standing')}: {name}"
    if what == "promise" and detail.get("by") == "them":
        return f"Their promise: {name}"
    return f"{_EVENTS[what]}: {name}" if what in _EVENTS and name else name or _EVENTS.get(what, "")


_SELECT = "SELECT e.*, c.name AS client FROM timeline_entry e JOIN client c ON c.id = e.client_id"


def page(
    session: Session,
    client_id: int,
    *,
    limit: int = 100,
    before: int | None = None,
    nouns: Collection[str] | None = None,
) -> list[TimelineRow]:
    """The newest rows of a client, at most `limit`; `before`: the `place` of the last row one has. `nouns`: only these.

    Ordered by time; what has the same second stands in a fixed order (a promise above the call it was made in).
    """
    conditions = ["e.client_id = :client", "e.happened = 1"]
    values: dict[str, Any] = {"client": client_id, "limit": max(0, limit)}
    if before is not None:
        conditions.append("e.id < :before")
        values["before"] = before
    if nouns is not None:
        conditions.append("e.noun IN :nouns")
        values["nouns"] = list(nouns)
    statement = text(f"{_SELECT} WHERE {' AND '.join(conditions)} ORDER BY e.id DESC LIMIT :limit")
    if nouns is not None:
        statement = statement.bindparams(bindparam("nouns", expanding=True))
    return [_row(row) for row in session.connection().execute(statement, values).mappings()]


def total(session: Session, client_id: int) -> int:
    """How many rows a client's timeline has."""
    sql = text("SELECT count(*) FROM timeline_entry WHERE client_id = :client AND happened = 1")
    return int(session.connection().execute(sql, {"client": client_id}).scalar_one())


def entries(session: Session, places: Collection[int]) -> dict[int, TimelineRow]:
    """The derived rows with these ids, those that are no part of a timeline included (clients, contacts, projects)."""
    statement = text(f"{_SELECT} WHERE e.id IN :places").bindparams(bindparam("places", expanding=True))
    wanted = list(places)
    found: dict[int, TimelineRow] = {}
    for start in range(0, len(wanted), 500):
        rows = session.connection().execute(statement, {"places": wanted[start : start + 500]}).mappings()
        found.update((row["id"], _row(row)) for row in rows)
    return found


_TIMES = ("due", "old_due", "told_at")


def _row(row: RowMapping) -> TimelineRow:
    detail = json.loads(row["detail"])
    for key in _TIMES:
        if detail.get(key):
            detail[key] = from_text(detail[key])
    return TimelineRow(
        place=row["id"],
        noun=row["noun"],
        id=row["noun_id"],
        client_id=row["client_id"],
        client=row["client"],
        at=from_text(row["at"]),
        zone=row["zone"],
        what=row["what"],
        name=row["title"],
        title=entry_title(row["what"], row["title"], detail),
        text=row["text"],
        more=row["more"],
        parent=row["parent"],
        parent_id=row["parent_id"],
        detail=detail,
    )
