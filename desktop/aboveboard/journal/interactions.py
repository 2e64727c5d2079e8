"""Calls, meetings, emails and chats: what was said, with whom, when, and what was promised in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from aboveboard.errors import Invalid, NotFound
from aboveboard.journal import commitments, fields
from aboveboard.journal.commitments import NewPromise
from aboveboard.journal.history import operation
from aboveboard.journal.models import (
    CHANNELS,
    DIRECTIONS,
    OUTCOMES,
    TEMPERS,
    Client,
    Contact,
    Incident,
    Interaction,
    Letter,
)
from aboveboard.journal.rows import InteractionRow

_CHECKS: dict[str, fields.Check] = {
    "kind": fields.choice(*CHANNELS), "direction": fields.choice(*DIRECTIONS), "outcome": fields.choice(*OUTCOMES),
    "zone": fields.zone, "temper": fields.choice(*TEMPERS), "note": fields.long_text,
}  # fmt: skip


@operation("interaction.log")
def log(
    session: Session,
    *,
    client_id: int,
    kind: str = "call",
    direction: str = "out",
    outcome: str = "reached",
    at: datetime | None = None,
    zone: str | None = None,
    contact_id: int | None = None,
    temper: str = "",
    note: str = "",
    promises: Sequence[NewPromise] = (),
    incident_id: int | None = None,
    letter_id: int | None = None,
) -> None:
    """Record a conversation `at` (now), with the promises made in it, which count from then.

    Invalid names the field; of a promise as "promises.0.due".
    """
    fields.fetch(session, Client, client_id, "client_id")
    when = fields.now(session) if at is None else fields.past(session, at, "at")
    values = {"kind": kind, "direction": direction, "outcome": outcome, "temper": temper, "note": note}
    values["zone"] = zone or fields.own_zone(session)
    good = {field: _CHECKS[field](value, field) for field, value in values.items()}
    for place, promise in enumerate(promises):
        try:
            commitments.checked(session, promise, when)
        except Invalid as trouble:
            raise Invalid(trouble.sentence, f"promises.{place}.{trouble.field}") from None
    row = Interaction(
        client_id=client_id, made_at=fields.now(session), at=when, **good,
        contact_id=fields.of_client(session, Contact, contact_id, client_id, "contact_id"),
        incident_id=fields.of_client(session, Incident, incident_id, client_id, "incident_id"),
        letter_id=fields.of_client(session, Letter, letter_id, client_id, "letter_id"),
    )  # fmt: skip
    session.add(row)
    session.flush()
    for promise in promises:
        commitments.make(
            session, client_id=client_id, words=promise.words, by=promise.by, due=promise.due, zone=promise.zone,
            precision=promise.precision, quote=promise.quote, firm=promise.firm, made_at=when, contact_id=contact_id,
            interaction_id=row.id, incident_id=incident_id, letter_id=letter_id,
        )  # fmt: skip


@operation("interaction.edit")
def edit(session: Session, id: int, **values: Any) -> None:
    """Correct a conversation: kind, direction, outcome, at, zone, temper, note, contact_id, incident_id."""
    row = fields.fetch(session, Interaction, id)
    checks: dict[str, fields.Check] = {
        **_CHECKS,
        "at": lambda value, field: fields.past(session, value, field),
        "contact_id": lambda value, field: fields.of_client(session, Contact, value, row.client_id, field),
        "incident_id": lambda value, field: fields.of_client(session, Incident, value, row.client_id, field),
    }
    fields.changed(row, values, checks)


@operation("interaction.bin")
def bin(session: Session, id: int) -> None:
    """Put a conversation into the bin; promises made in it stay."""
    row = fields.fetch(session, Interaction, id)
    if row.binned_at is None:
        row.binned_at = fields.now(session)


@operation("interaction.unbin")
def unbin(session: Session, id: int) -> None:
    """Take a conversation out of the bin."""
    fields.fetch(session, Interaction, id).binned_at = None


def rows(
    session: Session, client_id: int | None = None, *, incident_id: int | None = None, limit: int = 100
) -> list[InteractionRow]:
    """Conversations that are not in the bin, newest first."""
    interaction = Interaction.__table__  # type: ignore[attr-defined]
    query = _query().where(interaction.c.binned_at.is_(None))
    if client_id is not None:
        query = query.where(interaction.c.client_id == client_id)
    if incident_id is not None:
        query = query.where(interaction.c.incident_id == incident_id)
    query = query.order_by(interaction.c.at.desc(), interaction.c.id.desc()).limit(limit)
    return [InteractionRow(**row) for row in session.execute(query).mappings()]


def get(session: Session, id: int) -> InteractionRow:
    """One conversation, in the bin or not; NotFound where there is none."""
    interaction = Interaction.__table__  # type: ignore[attr-defined]
    row = session.execute(_query().where(interaction.c.id == id)).mappings().first()
    if row is None:
        raise NotFound(f"There is no call or message with the number {id}.", "id")
    return InteractionRow(**row)


def _query() -> Any:
    from sqlalchemy import func

    interaction, client = Interaction.__table__, Client.__table__  # type: ignore[attr-defined]
    contact = Contact.__table__  # type: ignore[attr-defined]
    return (
        select(interaction, client.c.name.label("client"), func.coalesce(contact.c.name, "").label("contact"))
        .join(client, client.c.id == interaction.c.client_id)
        .outerjoin(contact, contact.c.id == interaction.c.contact_id)
    )
