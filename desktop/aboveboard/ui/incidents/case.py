"""All that an incident's page shows, taken from the record in one read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

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
    from aboveboard.exchange import prefill
    from aboveboard.journal import clients, commitments, incidents, letters

    incident = incidents.get(session, incident_id)
    if incident.binned_at is not None:
        raise NotFound("That incident is in the bin. Undo brings it back.", "incident")
    client = clients.get(session, incident.client_id)
    promises = commitments.rows(session, client_id=client.id)
    ours = [one for one in promises if prefill.is_about(one, incident)]
    case = Case(
        incident,
        client,
        ours,
        letters.rows(session, incident_id=incident_id),
        _advice(session, incident, now, calendar),
    )
    from aboveboard.guides.timing import as_promised

    return replace(case, advice=as_promised(case.advice, case.promised(), now))


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
