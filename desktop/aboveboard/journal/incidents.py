"""Incidents: what went wrong for a client, what is known of it and how surely, when the client was told, when it was
over.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from aboveboard.errors import Invalid, NotFound
from aboveboard.journal import fields
from aboveboard.journal.history import operation
from aboveboard.journal.models import (
    CHANNELS,
    INCIDENT_KINDS,
    SEVERITIES,
    STANDINGS,
    Client,
    Finding,
    FindingStanding,
    Incident,
    Project,
)
from aboveboard.journal.rows import FindingRow, IncidentRow, StandingRow

_CHECKS: dict[str, fields.Check] = {
    "title": fields.needed("incident"), "kind": fields.choice(*INCIDENT_KINDS), "severity": fields.choice(*SEVERITIES),
    "hit": fields.long_text, "personal_data": fields.maybe(fields.flag), "zone": fields.zone,
    "told_how": fields.choice("", *CHANNELS), "told_to": fields.line,
}  # fmt: skip
_TIMES = ("noticed_at", "occurred_from", "occurred_to", "told_at", "resolved_at")


@operation("incident.open")
def open(
    session: Session,
    *,
    client_id: int,
    title: str,
    kind: str = "data-loss",
    severity: str = "high",
    project_id: int | None = None,
    noticed_at: datetime | None = None,
    hit: str = "",
    occurred_from: datetime | None = None,
    occurred_to: datetime | None = None,
    personal_data: bool | None = None,
    zone: str | None = None,
) -> None:
    """Record an incident, noticed `noticed_at` (now).

    None of its times may lie in the future; Invalid names the field.
    """
    fields.fetch(session, Client, client_id, "client_id")
    values = {"title": title, "kind": kind, "severity": severity, "hit": hit, "personal_data": personal_data}
    values["zone"] = zone or fields.own_zone(session)
    good: dict[str, Any] = {field: _CHECKS[field](value, field) for field, value in values.items()}
    times = {
        "noticed_at": noticed_at or fields.now(session),
        "occurred_from": occurred_from,
        "occurred_to": occurred_to,
    }
    past: dict[str, Any] = {
        field: None if when is None else fields.past(session, when, field) for field, when in times.items()
    }
    _in_order(past)
    good["project_id"] = fields.of_client(session, Project, project_id, client_id, "project_id")
    session.add(Incident(client_id=client_id, made_at=fields.now(session), **good, **past))


def _in_order(times: Mapping[str, datetime | None]) -> None:
    start, end, noticed = times.get("occurred_from"), times.get("occurred_to"), times.get("noticed_at")
    told, resolved = times.get("told_at"), times.get("resolved_at")
    fields.ordered(start, end, "It would have ended before it began. Look at both times.", "occurred_to")
    fields.ordered(start, noticed, "It would have been noticed before it began. Look at both times.", "noticed_at")
    for earlier in (start, noticed):
        fields.ordered(earlier, resolved, "It would be resolved before it began or was noticed.", "resolved_at")
    for earlier in (start, noticed):
        fields.ordered(earlier, told, "The client cannot have been told before it happened or was noticed.", "told_at")


@operation("incident.edit")
def edit(session: Session, id: int, **values: Any) -> None:
    """Correct an incident: any column but its client, its times included."""
    row = fields.fetch(session, Incident, id)
    times = {name: getattr(row, name) for name in _TIMES}
    for name in _TIMES:
        if values.get(name) is not None:
            values[name] = fields.past(session, values[name], name)
    if values.get("noticed_at", row.noticed_at) is None:
        raise Invalid("An incident needs the time at which it was noticed.", "noticed_at")
    _in_order({**times, **{name: values[name] for name in _TIMES if name in values}})
    checks: dict[str, fields.Check] = {
        **_CHECKS,
        **{name: fields.maybe(fields.moment) for name in _TIMES},
        "project_id": lambda value, field: fields.of_client(session, Project, value, row.client_id, field),
    }
    fields.changed(row, values, checks)


@operation("incident.tell")
def tell(session: Session, id: int, *, at: datetime | None = None, how: str = "call", to: str = "") -> None:
    """The client was told, `at` (now), `how` (a channel), `to` whom. Told once: a second telling is an edit."""
    row = fields.fetch(session, Incident, id)
    if row.told_at is not None:
        raise Invalid("The client was told of this already. If the time is wrong, correct the incident.", "told_at")
    told(session, row, fields.now(session) if at is None else at, how, to)


def told(session: Session, row: Incident, at: datetime, how: str, to: str) -> None:
    """Set when, how and whom, checked; for operations that have the row already."""
    when = fields.past(session, at, "at")
    channel = fields.choice(*CHANNELS)(how, "how")
    whom = fields.line(to, "to")
    _in_order({"occurred_from": row.occurred_from, "noticed_at": row.noticed_at, "told_at": when})
    row.told_at, row.told_how, row.told_to = when, channel, whom


@operation("incident.resolve")
def resolve(session: Session, id: int, *, at: datetime | None = None) -> None:
    """The incident is over, `at` (now)."""
    row = fields.fetch(session, Incident, id)
    when = fields.now(session) if at is None else fields.past(session, at, "resolved_at")
    _in_order({"occurred_from": row.occurred_from, "noticed_at": row.noticed_at, "resolved_at": when})
    row.resolved_at = when


@operation("incident.reopen")
def reopen(session: Session, id: int) -> None:
    """The incident is not over after all."""
    fields.fetch(session, Incident, id).resolved_at = None


@operation("incident.bin")
def bin(session: Session, id: int) -> None:
    """Put an incident into the bin."""
    row = fields.fetch(session, Incident, id)
    if row.binned_at is None:
        row.binned_at = fields.now(session)


@operation("incident.unbin")
def unbin(session: Session, id: int) -> None:
    """Take an incident out of the bin."""
    fields.fetch(session, Incident, id).binned_at = None


# --- Findings ---------------------------------------------------------------------------------------------------------


@operation("finding.add")
def add_finding(
    session: Session,
    incident_id: int,
    *,
    words: str,
    standing: str = "known",
    source: str = "",
    at: datetime | None = None,
) -> None:
    """State something about an incident, with its standing, its source, and since when it is so (now)."""
    fields.fetch(session, Incident, incident_id, "incident_id")
    stated = fields.words("finding")(words, "words")
    how_sure = fields.choice(*STANDINGS)(standing, "standing")
    origin = fields.line(source, "source")
    when = fields.now(session) if at is None else fields.past(session, at, "at")
    made = fields.now(session)
    row = Finding(incident_id=incident_id, words=stated, standing=how_sure, source=origin, at=when, made_at=made)
    session.add(row)
    session.flush()
    session.add(FindingStanding(finding_id=row.id or 0, standing=how_sure, source=origin, at=when, made_at=made))


@operation("finding.restand")
def restand(
    session: Session, id: int, *, standing: str, source: str = "", reason: str = "", at: datetime | None = None
) -> None:
    """A finding is now known better, or worse; the earlier standing is kept."""
    row = fields.fetch(session, Finding, id)
    how_sure = fields.choice(*STANDINGS)(standing, "standing")
    origin, why = fields.line(source, "source"), fields.line(reason, "reason")
    when = fields.now(session) if at is None else fields.past(session, at, "at")
    if how_sure == row.standing and origin in ("", row.source):
        raise Invalid(f"It stands as {how_sure} already. Choose another standing.", "standing")
    made = fields.now(session)
    session.add(FindingStanding(finding_id=id, standing=how_sure, source=origin, reason=why, at=when, made_at=made))
    row.standing = how_sure
    if origin:
        row.source = origin


@operation("finding.edit")
def edit_finding(session: Session, id: int, **values: Any) -> None:
    """Correct a finding's words, source or time; its standing changes by `restand`."""
    checks: dict[str, fields.Check] = {
        "words": fields.words("finding"),
        "source": fields.line,
        "at": lambda value, field: fields.past(session, value, field),
    }
    fields.changed(fields.fetch(session, Finding, id), values, checks)


@operation("finding.bin")
def bin_finding(session: Session, id: int) -> None:
    """Put a finding into the bin."""
    row = fields.fetch(session, Finding, id)
    if row.binned_at is None:
        row.binned_at = fields.now(session)


@operation("finding.unbin")
def unbin_finding(session: Session, id: int) -> None:
    """Take a finding out of the bin."""
    fields.fetch(session, Finding, id).binned_at = None


# --- Queries ----------------------------------------------------------------------------------------------------------


def _query() -> Any:
    incident, client = Incident.__table__, Client.__table__  # type: ignore[attr-defined]
    project = Project.__table__  # type: ignore[attr-defined]
    return (
        select(incident, client.c.name.label("client"), func.coalesce(project.c.name, "").label("project"))
        .join(client, client.c.id == incident.c.client_id)
        .outerjoin(project, project.c.id == incident.c.project_id)
    )


def rows(
    session: Session, client_id: int | None = None, *, open_only: bool = False, untold_only: bool = False
) -> list[IncidentRow]:
    """Incidents that are not in the bin (nor their client), newest first, without their findings."""
    incident, client = Incident.__table__, Client.__table__  # type: ignore[attr-defined]
    query = _query().where(incident.c.binned_at.is_(None), client.c.binned_at.is_(None))
    if client_id is not None:
        query = query.where(incident.c.client_id == client_id)
    if open_only:
        query = query.where(incident.c.resolved_at.is_(None))
    if untold_only:
        query = query.where(incident.c.told_at.is_(None))
    query = query.order_by(incident.c.noticed_at.desc(), incident.c.id.desc())
    return [IncidentRow(**row) for row in session.execute(query).mappings()]


def get(session: Session, id: int) -> IncidentRow:
    """One incident with its findings, in the bin or not; NotFound where there is none."""
    incident = Incident.__table__  # type: ignore[attr-defined]
    row = session.execute(_query().where(incident.c.id == id)).mappings().first()
    if row is None:
        raise NotFound(f"There is no incident with the number {id}.", "incident")
    return IncidentRow(**row, findings=findings(session, id))


def findings(session: Session, incident_id: int) -> tuple[FindingRow, ...]:
    """The findings of an incident that are not in the bin, oldest first, each with all its standings."""
    finding, standing = Finding.__table__, FindingStanding.__table__  # type: ignore[attr-defined]
    mine = finding.c.incident_id == incident_id
    query = select(finding).where(mine, finding.c.binned_at.is_(None)).order_by(finding.c.at, finding.c.id)
    columns = [standing.c[name] for name in ("id", "finding_id", "standing", "source", "reason", "at")]
    of_these = select(*columns).join(finding, finding.c.id == standing.c.finding_id)
    of_these = of_these.where(mine, standing.c.binned_at.is_(None)).order_by(standing.c.at, standing.c.id)
    held: dict[int, list[StandingRow]] = {}
    for row in session.execute(of_these).mappings():
        held.setdefault(row["finding_id"], []).append(StandingRow(**row))
    return tuple(
        FindingRow(**row, standings=tuple(held.get(row["id"], ()))) for row in session.execute(query).mappings()
    )
