"""Letters: frozen once they are sent. Until then a letter is a draft file, never a row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from aboveboard.errors import Invalid, NotFound
from aboveboard.journal import commitments, fields, history, incidents, interactions
from aboveboard.journal.commitments import NewPromise
from aboveboard.journal.history import operation
from aboveboard.journal.models import CHANNELS, Client, Contact, Incident, Letter
from aboveboard.journal.rows import LetterRow


@operation("letter.send")
def send(
    session: Session,
    *,
    client_id: int,
    text: str,
    subject: str = "",
    recipient: str = "",
    contact_id: int | None = None,
    incident_id: int | None = None,
    corrects_id: int | None = None,
    guide: str = "",
    stage: str = "",
    answers: Any = None,
    dismissed: Any = None,
    at: datetime | None = None,
    how: str = "email",
    zone: str | None = None,
    promises: Sequence[NewPromise] = (),
    tell: bool = False,
) -> None:
    """Freeze a letter that was sent, `at` (now): with the conversation it is, the promises in it, and the telling.

    `answers` and `dismissed` (findings of the checker with reasons) are JSON text or values that become it. With `tell`
    the incident's client counts as told at that time, unless told before. Invalid names the field; of a promise as
    "promises.0.due".
    """
    fields.fetch(session, Client, client_id, "client_id")
    when = fields.now(session) if at is None else fields.past(session, at, "at")
    incident = fields.of_client(session, Incident, incident_id, client_id, "incident_id")
    row = Letter(
        client_id=client_id, incident_id=incident, made_at=fields.now(session), sent_at=when,
        contact_id=fields.of_client(session, Contact, contact_id, client_id, "contact_id"),
        corrects_id=fields.of_client(session, Letter, corrects_id, client_id, "corrects_id"),
        text=fields.words("letter")(text, "text") and text, subject=fields.line(subject, "subject"),
        recipient=fields.line(recipient, "recipient"), guide=fields.line(guide, "guide"),
        stage=fields.line(stage, "stage"), answers=_json(answers, {}, "answers"),
        dismissed=_json(dismissed, [], "dismissed"),
        how=fields.choice(*CHANNELS)(how, "how"), zone=fields.zone(zone or fields.own_zone(session), "zone"),
        head=history.head(session),
    )  # fmt: skip
    for place, promise in enumerate(promises):
        try:
            commitments.checked(session, promise, when)
        except Invalid as trouble:
            raise Invalid(trouble.sentence, f"promises.{place}.{trouble.field}") from None
    if tell and incident is not None:
        about = fields.fetch(session, Incident, incident)
        if about.told_at is None:
            incidents.told(session, about, when, how, recipient)
    session.add(row)
    session.flush()
    interactions.log(
        session, client_id=client_id, kind=how, at=when, zone=row.zone, contact_id=contact_id, note=subject,
        promises=promises, incident_id=incident, letter_id=row.id,
    )  # fmt: skip


def _json(value: Any, empty: Any, field: str) -> str:
    if isinstance(value, str):
        try:
            json.loads(value)
        except ValueError:
            raise Invalid(f"The {field} of the letter are not JSON.", field) from None
        return fields.long_text(value, field)
    text = json.dumps(empty if value is None else value, ensure_ascii=False, sort_keys=True)
    return fields.long_text(text, field)


@operation("letter.bin")
def bin(session: Session, id: int) -> None:
    """Put a letter into the bin; its words stay as they were sent."""
    row = fields.fetch(session, Letter, id)
    if row.binned_at is None:
        row.binned_at = fields.now(session)


@operation("letter.unbin")
def unbin(session: Session, id: int) -> None:
    """Take a letter out of the bin."""
    fields.fetch(session, Letter, id).binned_at = None


def _query() -> Any:
    letter, client = Letter.__table__, Client.__table__  # type: ignore[attr-defined]
    return select(letter, client.c.name.label("client")).join(client, client.c.id == letter.c.client_id)


def rows(session: Session, client_id: int | None = None, *, incident_id: int | None = None) -> list[LetterRow]:
    """Letters that are not in the bin, newest first."""
    letter = Letter.__table__  # type: ignore[attr-defined]
    query = _query().where(letter.c.binned_at.is_(None))
    if client_id is not None:
        query = query.where(letter.c.client_id == client_id)
    if incident_id is not None:
        query = query.where(letter.c.incident_id == incident_id)
    query = query.order_by(letter.c.sent_at.desc(), letter.c.id.desc())
    return [LetterRow(**row) for row in session.execute(query).mappings()]


def get(session: Session, id: int) -> LetterRow:
    """One letter, in the bin or not; NotFound where there is none."""
    letter = Letter.__table__  # type: ignore[attr-defined]
    row = session.execute(_query().where(letter.c.id == id)).mappings().first()
    if row is None:
        raise NotFound(f"There is no letter with the number {id}.", "letter")
    return LetterRow(**row)
