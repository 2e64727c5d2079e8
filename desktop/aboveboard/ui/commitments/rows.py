"""Promises of the record as rows of the window: what stands in the margin, where it was said, what became of its
first date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from aboveboard.ui import moments
from aboveboard.ui.widgets.rows import PromiseRow

if TYPE_CHECKING:
    from aboveboard.journal.rows import CommitmentRow, EventRow


def tr(words: str, /, **values: object) -> str:
    text = QCoreApplication.translate("Promises", words)
    return text.format(**values) if values else text


@dataclass(frozen=True)
class Said:
    """Where a promise was made: the contact's name, and the call, letter or incident it stands in."""

    contact: str = ""
    kind: str = ""  # an interaction's kind, "letter", "incident" or ""
    at: datetime | None = None


def said_of(session: Any, rows: list[CommitmentRow]) -> dict[int, Said]:
    """Where each of these promises was made, by its id. Called on a reading thread."""
    if not rows:
        return {}
    from sqlalchemy import bindparam, text

    from aboveboard.clock import from_text

    statement = text(
        "SELECT m.id, p.name, i.kind, i.at, l.sent_at, m.letter_id, m.incident_id FROM commitment m"
        " LEFT JOIN interaction i ON i.id = m.interaction_id LEFT JOIN letter l ON l.id = m.letter_id"
        " LEFT JOIN contact p ON p.id = coalesce(m.contact_id, i.contact_id) WHERE m.id IN :ids"
    ).bindparams(bindparam("ids", expanding=True))
    out = {}
    for row in session.connection().execute(statement, {"ids": [one.id for one in rows]}):
        kind = "letter" if row[5] else row[2] or ("incident" if row[6] else "")
        at = row[4] or row[3]
        out[row[0]] = Said(row[1] or "", kind, from_text(at) if at else None)
    return out


def place(said: Said, made_at: datetime, mine: str, now: datetime) -> str:
    """ "by phone, 27 Oct": how and when it was said."""
    how = {
        "call": tr("by phone"),
        "meeting": tr("meeting"),
        "email": tr("email"),
        "chat": tr("chat"),
        "letter": tr("letter"),
        "incident": tr("for an incident"),
    }.get(said.kind, tr("promised"))
    at = said.at or made_at
    today = moments.local(now, mine).date()
    day = moments.local(at, mine).date()
    when = moments.mid_sentence(at, mine, now) if day == today else moments.short_day(day, today=today)
    return f"{how}, {when}"


def source(row: CommitmentRow, said: Said, mine: str, now: datetime, *, client: bool = True) -> str:
    """ "Harbour Physio · Tom Okafor · by phone, 27 Oct"; without the client's name on the client's own page."""
    parts = [moments.apart(row.client)] if client else []
    if said.contact:
        parts.append(moments.apart(said.contact))
    parts.append(place(said, row.made_at, mine, now))
    return " · ".join(parts)


def before(row: CommitmentRow, mine: str, now: datetime) -> str:
    """What became of the first date, where it was moved: it stays to be seen for ever."""
    moves = [event for event in row.events if event.kind == "moved"]
    if not moves or row.first_due is None:
        return ""
    if moves[0].old_due is None and len(moves) == 1:  # its first date was only set then
        return ""
    first = _day(row.first_due, row.first_zone if row.first_precision == "day" else mine, mine, now)
    parts = [tr("First promised for {day}.", day=first)]
    if len(moves) > 1:
        parts.append(tr("Moved {n} times.", n=len(moves)))
    parts.append(_moved(moves[-1], row, mine, now))
    return " ".join(parts)


def _moved(move: EventRow, row: CommitmentRow, mine: str, now: datetime) -> str:
    on = _day(move.at, mine, mine, now)
    if row.by == "them":
        return tr("Moved by them on {day}.", day=on)
    if move.told is None:
        to = _day(move.due, mine, mine, now) if move.due else ""
        return tr("Moved to {to} on {day}; nobody was told, so the date before still counts.", to=to, day=on)
    same = moments.local(move.told, mine).date() == moments.local(move.at, mine).date()
    told = tr("told the same day") if same else tr("told on {day}", day=_day(move.told, mine, mine, now))
    agreed = {"yes": tr("agreed"), "no": tr("not agreed"), "not-asked": tr("not asked")}.get(move.agreed, "")
    return tr("Moved on {day}, {told}, {agreed}.", day=on, told=told, agreed=agreed)


def _day(moment: datetime, zone: str, mine: str, now: datetime) -> str:
    return moments.short_day(moments.local(moment, zone).date(), today=moments.local(now, mine).date())


def row_of(row: CommitmentRow, said: Said, mine: str, now: datetime, *, client: bool = True) -> PromiseRow:
    """The row that a list paints."""
    if row.ended:
        due, note = _ended(row, mine, now)
    else:
        due, note = moments.due_margin(row.due, row.zone, row.precision, mine, now, late_hours=row.late_hours)
        if not row.firm and not note:
            note = tr("best effort")
    state = row.state
    if state == "open" and is_today(row, mine, now):
        state = "today"
    if state == "broken" and not row.ended:
        note = tr("{late}, broken", late=note)
    return PromiseRow(
        row.id, row.words, source(row, said, mine, now, client=client), due, note, state, before(row, mine, now)
    )


def _ended(row: CommitmentRow, mine: str, now: datetime) -> tuple[str, str]:
    zone = row.zone if row.precision == "day" else mine
    due = _day(row.due, zone, mine, now) if row.due else tr("No date")
    end = next(event for event in row.events if event.kind in ("kept", "partly", "dropped", "released"))
    day = _day(end.at, mine, mine, now).split(" ", 1)[-1]
    patterns: Mapping[str, str] = {
        "kept": tr("kept {day}"),
        "partly": tr("partly, {day}"),
        "dropped": tr("broken {day}"),
        "released": tr("let go {day}"),
    }
    if row.state == "kept late" and row.due is not None and end.at > row.due:
        return due, moments.late((end.at - row.due).total_seconds() / 3600)
    return due, patterns[end.kind].format(day=day)


def is_today(row: CommitmentRow, mine: str, now: datetime) -> bool:
    """Is it open and due on the writer's present day?"""
    if row.due is None:
        return False
    zone = row.zone if row.precision == "day" else mine
    return moments.local(row.due, zone).date() == moments.local(now, mine).date()


def group(row: CommitmentRow, mine: str, now: datetime) -> str:
    """Under which head of the promises page it stands: late, today, week, later or ended."""
    if row.ended:
        return "ended"
    if row.state in ("late", "broken"):
        return "late"
    if row.due is None:
        return "later"
    if is_today(row, mine, now):
        return "today"
    return "week" if (row.due - now).days < 7 else "later"


def sort_key(row: CommitmentRow) -> tuple[float, float, int]:
    """The latest first, then by due time, those without a date last."""
    far = row.due.timestamp() if row.due else float("inf")
    return -row.late_hours, far, row.id
