"""The tables of the record and the words their columns take, and nothing else.

`table=True` models validate nothing, so every operation checks its input before it makes a row. A noun's column is
mapped with `active_history=True`, so that the value before a change is there even when nobody read it first (an
expired object would otherwise lose it). Times are aware UTC to the second; a time that was meant in a place has its
IANA zone beside it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Text, types
from sqlmodel import Field, SQLModel

from aboveboard.clock import as_text, from_text

CHANNELS = ("call", "meeting", "email", "chat")
DIRECTIONS = ("in", "out")
OUTCOMES = ("reached", "no-answer", "left-message")
TEMPERS = ("", "calm", "tense", "angry", "furious")
INCIDENT_KINDS = ("data-loss", "breach", "outage", "wrong-results", "other")
SEVERITIES = ("low", "medium", "high", "critical")
STANDINGS = ("known", "suspected", "unknown", "ruled out")
OWNERS = ("me", "them")
PRECISIONS = ("minute", "day")
EVENT_KINDS = ("moved", "kept", "partly", "dropped", "released", "chased")
AGREED = ("yes", "no", "not-asked")


class UtcTime(types.TypeDecorator[datetime]):
    """An aware time as text `YYYY-MM-DDTHH:MM:SSZ`; a naive one is refused."""

    impl = types.String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        return None if value is None else as_text(value)

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        return None if value is None else from_text(value)


def time_column(default: Any = ..., **more: Any) -> Any:
    """A column of aware UTC times."""
    return Field(default, sa_type=UtcTime, **more)


class Recorded(SQLModel):
    """What all tables have in common. They validate nothing, so their validators are left unbuilt."""

    model_config = {"defer_build": True}


class Noun(Recorded):
    """What every recorded row has. Binning sets `binned_at`; the row stays."""

    id: int | None = Field(default=None, primary_key=True)
    made_at: datetime = time_column()
    binned_at: datetime | None = time_column(None)


class Profile(Recorded, table=True):
    """The writer: one row, id 1. `work_days` are ISO weekdays ("1,2,3,4,5"), hours are "HH:MM" in `zone`."""

    __tablename__ = "profile"
    id: int | None = Field(default=None, primary_key=True)
    name: str = ""
    business: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    zone: str = "UTC"
    language: str = "en"
    work_days: str = "1,2,3,4,5"
    work_from: str = "09:00"
    work_to: str = "17:00"
    days_off: str = ""  # ISO dates, comma-separated


class Client(Noun, table=True):
    """Somebody one works for. `usual_days`: agreed days between words, None where it is read from the record."""

    __tablename__ = "client"
    name: str
    zone: str = "UTC"
    language: str = "en"
    technical: bool = False
    formal: bool = False
    prefers: str = ""  # one of CHANNELS or ""
    usual_days: int | None = None
    notes: str = Field(default="", sa_type=Text)
    sample: bool = False  # made by the sample journal, so that it can be removed as one


class Contact(Noun, table=True):
    """A person at a client; the one with the lowest id is the one to call first."""

    __tablename__ = "contact"
    client_id: int = Field(foreign_key="client.id", index=True)
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


class Project(Noun, table=True):
    __tablename__ = "project"
    client_id: int = Field(foreign_key="client.id", index=True)
    name: str
    notes: str = Field(default="", sa_type=Text)


class Safeguard(Noun, table=True):
    """A protection that a project has or lacks: kind "backup", "restore test", "monitoring" or own words."""

    __tablename__ = "safeguard"
    project_id: int = Field(foreign_key="project.id", index=True)
    kind: str
    state: str  # "none", "never", or in words
    review_on: str | None = None  # ISO date


class Interaction(Noun, table=True):
    """A call, meeting, email or chat. `incident_id`/`letter_id` where it told of one or carried one."""

    __tablename__ = "interaction"
    client_id: int = Field(foreign_key="client.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    incident_id: int | None = Field(default=None, foreign_key="incident.id")
    letter_id: int | None = Field(default=None, foreign_key="letter.id")
    kind: str = "call"
    direction: str = "out"
    outcome: str = "reached"
    at: datetime = time_column()
    zone: str = "UTC"
    temper: str = ""
    note: str = Field(default="", sa_type=Text)


class Incident(Noun, table=True):
    """Something that went wrong for a client. `told_at`: when the client heard of it; None until then."""

    __tablename__ = "incident"
    client_id: int = Field(foreign_key="client.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id")
    title: str
    kind: str = "data-loss"
    severity: str = "high"
    hit: str = Field(default="", sa_type=Text)  # what was hit
    personal_data: bool | None = None  # None: not yet known
    occurred_from: datetime | None = time_column(None)
    occurred_to: datetime | None = time_column(None)
    noticed_at: datetime = time_column()
    zone: str = "UTC"
    told_at: datetime | None = time_column(None)
    told_how: str = ""
    told_to: str = ""
    resolved_at: datetime | None = time_column(None)


class Finding(Noun, table=True):
    """A statement about an incident; `standing` is the present one, earlier ones stand in `finding_standing`."""

    __tablename__ = "finding"
    incident_id: int = Field(foreign_key="incident.id", index=True)
    words: str = Field(sa_type=Text)
    standing: str = "known"
    source: str = ""
    at: datetime = time_column()


class FindingStanding(Noun, table=True):
    """One standing that a finding had from `at` on; the newest equals `finding.standing`."""

    __tablename__ = "finding_standing"
    finding_id: int = Field(foreign_key="finding.id", index=True)
    standing: str
    source: str = ""
    reason: str = ""
    at: datetime = time_column()


class Letter(Noun, table=True):
    """A letter as it was sent: frozen. Drafts are files, never rows. `answers` and `dismissed` are JSON text."""

    __tablename__ = "letter"
    client_id: int = Field(foreign_key="client.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    incident_id: int | None = Field(default=None, foreign_key="incident.id")
    corrects_id: int | None = Field(default=None, foreign_key="letter.id")
    guide: str = ""
    stage: str = ""
    subject: str = ""
    recipient: str = ""
    text: str = Field(sa_type=Text)
    answers: str = Field(default="{}", sa_type=Text)
    dismissed: str = Field(default="[]", sa_type=Text)  # [{"rule", "text", "reason"}]
    sent_at: datetime = time_column()
    zone: str = "UTC"
    how: str = "email"
    head: str = ""  # the journal's head just before, lower-case hex


class Commitment(Noun, table=True):
    """A promise.

    Never overwritten: what became of it stands in its events, its state is computed by `commitments.state`.
    """

    __tablename__ = "commitment"
    client_id: int = Field(foreign_key="client.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id")
    incident_id: int | None = Field(default=None, foreign_key="incident.id")
    letter_id: int | None = Field(default=None, foreign_key="letter.id")
    follows_id: int | None = Field(default=None, foreign_key="commitment.id")  # the partly kept one it completes
    words: str = Field(sa_type=Text)
    quote: str = Field(default="", sa_type=Text)  # the sentence it was found in
    by: str = "me"
    firm: bool = True
    first_due: datetime | None = time_column(None)
    zone: str = "UTC"  # the zone the due time was meant in
    precision: str = "minute"


class CommitmentEvent(Noun, table=True):
    """What became of a promise. Only added. For `moved`: `told_at` None means that nobody was told (contracts, 5)."""

    __tablename__ = "commitment_event"
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    kind: str
    at: datetime = time_column()
    why: str = Field(default="", sa_type=Text)
    old_due: datetime | None = time_column(None)
    due: datetime | None = time_column(None)
    zone: str = "UTC"
    precision: str = "minute"
    told_at: datetime | None = time_column(None)
    agreed: str = "not-asked"
    evidence: str = Field(default="", sa_type=Text)
    missing: str = Field(default="", sa_type=Text)


NOUNS: dict[str, type[SQLModel]] = {
    model.__tablename__: model
    for model in (
        Profile, Client, Contact, Project, Safeguard, Incident, Finding, FindingStanding,
        Letter, Interaction, Commitment, CommitmentEvent,
    )
}  # fmt: skip
"""Every recorded table by its name, each after those it refers to first; the history speaks of rows by these names."""


def _keep_old_values() -> None:
    """Make every column of every noun load its old value before it is set (see the module's docstring)."""
    for model in NOUNS.values():
        mapper = model.__mapper__  # type: ignore[attr-defined]
        for attribute in mapper.column_attrs:
            getattr(model, attribute.key).impl.active_history = True


_keep_old_values()
