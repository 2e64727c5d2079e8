"""Answers that the record gives to a verb of the advice: `--client` and `--incident`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aboveboard.cli.context import Context
from aboveboard.errors import Trouble

if TYPE_CHECKING:
    from sqlmodel import Session

    from aboveboard.guides.answers import Answers
    from aboveboard.guides.when import WorkCalendar
    from aboveboard.journal.rows import ClientRow, ProfileRow


@dataclass(frozen=True)
class Filled:
    """What the record gave: answers, the writer's calendar and zone, the names of its clients and contacts."""

    answers: Answers
    calendar: WorkCalendar
    zone: str
    names: tuple[str, ...]


def from_record(context: Context, client: str | None, incident: str | None, guide: str) -> Filled:
    """Read the tables for a client and an incident, or for one of the two.

    Raises `Trouble` where there is no such row, or the incident is another client's.
    """
    from aboveboard.cli.record import calendar, incident_number
    from aboveboard.exchange import prefill
    from aboveboard.guides import guide as shelf
    from aboveboard.journal import clients, profile

    number = incident_number(incident) if incident else None

    def read(session: Session) -> tuple[ProfileRow, ClientRow | None, Any, list[str]]:
        who = clients.find(session, client) if client else None
        what = prefill.gather(session, number) if number is not None else None
        names = [row.name for row in clients.rows(session)]
        return profile.get(session), who, what, names

    with context.journal() as journal:
        writer, who, what, names = journal.read(read)
    if who is not None and what is not None and what.client != who.id:
        raise Trouble(f"Incident {number} is not one of {who.name}.")
    now = context.clock.now()
    if what is not None:
        answers = prefill.answers(what, shelf.load(guide or "data-loss"), now, calendar(writer))
    else:
        assert who is not None
        answers = prefill.tables(writer, who, guide)
    return Filled(answers, calendar(writer), writer.zone, tuple(names))
