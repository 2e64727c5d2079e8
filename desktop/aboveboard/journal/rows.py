"""Plain rows that queries return: values that may leave the session and its thread. Times are aware UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ProfileRow:
    """The writer; see `models.Profile`."""

    name: str
    business: str
    role: str
    email: str
    phone: str
    zone: str
    language: str
    work_days: str
    work_from: str
    work_to: str
    days_off: str

    @property
    def weekdays(self) -> tuple[int, ...]:
        """ISO weekdays that are worked on, 1 for Monday."""
        return tuple(int(day) for day in self.work_days.split(",") if day)

    @property
    def off(self) -> tuple[str, ...]:
        """ISO dates of the days off."""
        return tuple(day for day in self.days_off.split(",") if day)


@dataclass(frozen=True)
class ContactRow:
    id: int
    client_id: int
    name: str
    role: str
    email: str
    phone: str
    made_at: datetime
    binned_at: datetime | None


@dataclass(frozen=True)
class SafeguardRow:
    id: int
    project_id: int
    kind: str
    state: str
    review_on: str | None
    made_at: datetime
    binned_at: datetime | None


@dataclass(frozen=True)
class ProjectRow:
    """`safeguards` without the binned ones, oldest first."""

    id: int
    client_id: int
    name: str
    notes: str
    made_at: datetime
    binned_at: datetime | None
    safeguards: tuple[SafeguardRow, ...] = ()


@dataclass(frozen=True)
class ClientRow:
    """`contacts` and `projects` without the binned ones, oldest first; they are filled by `clients.get` and `find`
    alone.
    """

    id: int
    name: str
    zone: str
    language: str
    technical: bool
    formal: bool
    prefers: str
    usual_days: int | None
    notes: str
    sample: bool
    made_at: datetime
    binned_at: datetime | None
    contacts: tuple[ContactRow, ...] = ()
    projects: tuple[ProjectRow, ...] = ()

    @property
    def contact(self) -> ContactRow | None:
        """The one to call first."""
        return self.contacts[0] if self.contacts else None


@dataclass(frozen=True)
class InteractionRow:
    """`client` and `contact` are names; `contact` is "" where nobody was named."""

    id: int
    client_id: int
    client: str
    contact_id: int | None
    contact: str
    incident_id: int | None
    letter_id: int | None
    kind: str
    direction: str
    outcome: str
    at: datetime
    zone: str
    temper: str
    note: str
    made_at: datetime
    binned_at: datetime | None


@dataclass(frozen=True)
class StandingRow:
    """One standing that a finding had from `at` on."""

    id: int
    finding_id: int
    standing: str
    source: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class FindingRow:
    """`standings` oldest first; the last one is the present one."""

    id: int
    incident_id: int
    words: str
    standing: str
    source: str
    at: datetime
    made_at: datetime
    binned_at: datetime | None
    standings: tuple[StandingRow, ...] = ()


@dataclass(frozen=True)
class IncidentRow:
    """`client` and `project` are names. `findings` without the binned ones, oldest first; filled by `incidents.get`."""

    id: int
    client_id: int
    client: str
    project_id: int | None
    project: str
    title: str
    kind: str
    severity: str
    hit: str
    personal_data: bool | None
    occurred_from: datetime | None
    occurred_to: datetime | None
    noticed_at: datetime
    zone: str
    told_at: datetime | None
    told_how: str
    told_to: str
    resolved_at: datetime | None
    made_at: datetime
    binned_at: datetime | None
    findings: tuple[FindingRow, ...] = ()


@dataclass(frozen=True)
class LetterRow:
    """A letter as it was sent. `client` is a name; `answers` and `dismissed` are JSON text."""

    id: int
    client_id: int
    client: str
    contact_id: int | None
    incident_id: int | None
    corrects_id: int | None
    guide: str
    stage: str
    subject: str
    recipient: str
    text: str
    answers: str
    dismissed: str
    sent_at: datetime
    zone: str
    how: str
    head: str
    made_at: datetime
    binned_at: datetime | None


@dataclass(frozen=True)
class EventRow:
    """What became of a promise at `at`. `told`: when the other side heard of it, None where nobody did."""

    id: int
    kind: str
    at: datetime
    why: str
    old_due: datetime | None
    due: datetime | None
    zone: str
    precision: str
    told: datetime | None
    agreed: str
    evidence: str
    missing: str


@dataclass(frozen=True)
class CommitmentRow:
    """A promise and what became of it. `due`, `zone` and `precision` are of the due that counts now (contracts, 5)."""

    id: int
    client_id: int
    client: str
    contact_id: int | None
    interaction_id: int | None
    incident_id: int | None
    letter_id: int | None
    follows_id: int | None
    words: str
    quote: str
    by: str
    firm: bool
    made_at: datetime
    first_due: datetime | None
    first_zone: str
    first_precision: str
    due: datetime | None
    zone: str
    precision: str
    state: str
    late_hours: float
    events: tuple[EventRow, ...]
    binned_at: datetime | None

    @property
    def ended(self) -> bool:
        """Has anybody ended it? One that is broken by time alone has no ending."""
        return any(event.kind in ("kept", "partly", "dropped", "released") for event in self.events)
