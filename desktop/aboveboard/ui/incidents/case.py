"""All that an incident's page shows, taken from the record in one read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from aboveboard.guides.timing import Advice
    from aboveboard.journal.rows import ClientRow, CommitmentRow, IncidentRow, LetterRow


@dataclass(frozen=True)
class Case:
    """`promises`: those made for this incident; `advice`: what to do next, the most pressing first, [] once it is
    over."""

    incident: IncidentRow
    client: ClientRow
    promises: list[CommitmentRow]
    letters: list[LetterRow]
    advice: list[Advice]

    @property
    def person(self) -> str:
        """The one to tell, by the whole name."""
        return self.client.contact.name if self.client.contact else self.client.name

    def promised(self) -> list[datetime]:
        """When a word was promised that is still owed."""
        return [one.due for one in self.promises if one.by == "me" and one.due is not None and not one.ended]


def read(session: Any, incident_id: int, now: datetime, calendar: Any) -> Case:
    """The case; NotFound where there is no such incident. Called on a reading thread."""
    from aboveboard.errors import NotFound
    from aboveboard.journal import clients, commitments, incidents, letters

    incident = incidents.get(session, incident_id)
    if incident.binned_at is not None:
        raise NotFound("That incident is in the bin. Undo brings it back.", "incident")
    client = clients.get(session, incident.client_id)
    promises = commitments.rows(session, client_id=client.id)
    ours = [
        one
        for one in promises
        if one.incident_id == incident_id
        or (one.by == "me" and not one.ended and one.made_at >= incident.noticed_at and _a_word(one.words))
    ]
    case = Case(
        incident,
        client,
        ours,
        letters.rows(session, incident_id=incident_id),
        _advice(session, incident, now, calendar),
    )
    return replace(case, advice=_as_promised(case, now))


def _as_promised(case: Case, now: datetime) -> list[Advice]:
    """A call that was promised for an earlier time is due at that time, whatever the rule would allow."""
    coming = min((due for due in case.promised() if due > now), default=None)
    out = []
    for one in case.advice:
        if one.channel == "call" and coming is not None and coming < one.by:
            one = replace(
                one,
                by=coming.astimezone(one.by.tzinfo),
                by_client=coming.astimezone(one.by_client.tzinfo),
                why=QCoreApplication.translate("Incident", "You promised it for then.") + " " + one.why,
            )
            coming = None
        out.append(one)
    return sorted(out, key=lambda one: one.by)


def _a_word(words: str) -> bool:
    """Is it a promise to call or to write? One made after the incident was noticed is shown with it."""
    folded = words.casefold()
    return any(
        verb in folded for verb in ("call", "phone", "ring", "write", "tell", "let you know", "anrufen", "melde")
    )


def _advice(session: Any, incident: IncidentRow, now: datetime, calendar: Any) -> list[Advice]:
    if incident.resolved_at is not None:
        return []
    from aboveboard.exchange import prefill
    from aboveboard.guides import timing
    from aboveboard.guides.answers import Answers, Recipient, Timing, Writer

    record = prefill.gather(session, incident.id)
    answers = Answers(
        guide="data-loss",
        stage="first" if incident.told_at is None else "update",
        writer=Writer(zone=str(record.writer.get("zone") or "UTC")),
        client=Recipient(
            name=record.client_name,
            contact=record.person.name if record.person else "",
            zone=record.client_zone,
            temper=record.temper,
            knows=True if record.told or record.asked else None,
        ),
        timing=Timing(
            noticed=record.noticed,
            personal_data=record.personal_data,
            role="processor" if record.personal_data else "",
            harm_continues=None,
        ),
    )
    return timing.advise(answers, now=now, calendar=calendar)
