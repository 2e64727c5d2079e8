"""Promises, mine and theirs: made, and what became of them.

Events are only added; the state is worked out (`outcome`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from aboveboard.errors import Invalid
from aboveboard.journal import fields
from aboveboard.journal.history import operation
from aboveboard.journal.models import (
    AGREED,
    OWNERS,
    PRECISIONS,
    Client,
    Commitment,
    CommitmentEvent,
    Contact,
    Incident,
    Interaction,
    Letter,
)
from aboveboard.journal.outcome import Rate, rate, state
from aboveboard.journal.promises import get, one, rows
from aboveboard.journal.rows import CommitmentRow

__all__ = [
    "CommitmentRow", "NewPromise", "Rate", "bin", "chase", "drop", "edit", "get", "keep", "make", "move", "one",
    "partly", "rate", "release", "rows", "state", "unbin",
]  # fmt: skip


@dataclass(frozen=True)
class NewPromise:
    """A promise that was found in a note or a letter and is taken. `due`: aware, or None; `quote`: where it stood."""

    words: str
    by: str = "me"
    due: datetime | None = None
    zone: str | None = None
    precision: str = "minute"
    quote: str = ""
    firm: bool = True


@operation("commitment.make")
def make(
    session: Session,
    *,
    client_id: int,
    words: str,
    by: str = "me",
    due: datetime | None = None,
    zone: str | None = None,
    precision: str = "minute",
    quote: str = "",
    firm: bool = True,
    made_at: datetime | None = None,
    contact_id: int | None = None,
    interaction_id: int | None = None,
    incident_id: int | None = None,
    letter_id: int | None = None,
    follows_id: int | None = None,
) -> None:
    """Record a promise. `made_at`: when it was said (now); `zone`: the one its due was meant in (the writer's).

    A due day is kept as its last second in that zone. Invalid names the field.
    """
    fields.fetch(session, Client, client_id, "client_id")
    session.add(
        Commitment(
            client_id=client_id,
            contact_id=fields.of_client(session, Contact, contact_id, client_id, "contact_id"),
            interaction_id=fields.of_client(session, Interaction, interaction_id, client_id, "interaction_id"),
            incident_id=fields.of_client(session, Incident, incident_id, client_id, "incident_id"),
            letter_id=fields.of_client(session, Letter, letter_id, client_id, "letter_id"),
            follows_id=fields.of_client(session, Commitment, follows_id, client_id, "follows_id"),
            **checked(session, NewPromise(words, by, due, zone, precision, quote, firm), made_at),
        )
    )


def checked(session: Session, promise: NewPromise, made_at: datetime | None) -> dict[str, Any]:
    """A new promise's own columns as they are kept; Invalid names the field."""
    said = fields.now(session) if made_at is None else fields.past(session, made_at, "made_at")
    zone = fields.zone(promise.zone or fields.own_zone(session), "zone")
    precision = fields.choice(*PRECISIONS)(promise.precision, "precision")
    due = None if promise.due is None else fields.due(promise.due, "due", zone, precision)
    _after_made(said, due, "due")
    return {
        "words": fields.words("promise")(promise.words, "words"),
        "by": fields.choice(*OWNERS)(promise.by, "by"),
        "first_due": due, "zone": zone, "precision": precision, "made_at": said,
        "quote": fields.long_text(promise.quote, "quote"), "firm": fields.flag(promise.firm, "firm"),
    }  # fmt: skip


def _after_made(said: datetime, due: datetime | None, field: str) -> None:
    """A due time is kept to the minute, so a promise may be due in the minute in which it was made."""
    made = said.replace(second=0)
    fields.ordered(made, due, "It would be due before it was promised. Look at the date.", field)


@operation("commitment.edit")
def edit(session: Session, id: int, **values: Any) -> None:
    """Correct a typing error in a promise: words, quote, by, firm, first_due with zone and precision, contact_id.

    What became of a promise is no correction: `move` and the others record that.
    """
    row = fields.fetch(session, Commitment, id)
    zone = fields.zone(values.get("zone", row.zone), "zone")
    precision = fields.choice(*PRECISIONS)(values.get("precision", row.precision), "precision")
    if values.get("first_due", row.first_due) is not None:
        values["first_due"] = fields.due(values.get("first_due", row.first_due), "first_due", zone, precision)
        _after_made(row.made_at, values["first_due"], "first_due")
    checks: dict[str, fields.Check] = {
        "words": fields.words("promise"), "quote": fields.long_text, "by": fields.choice(*OWNERS), "firm": fields.flag,
        "first_due": fields.maybe(fields.moment), "zone": fields.zone, "precision": fields.choice(*PRECISIONS),
        "contact_id": lambda value, field: fields.of_client(session, Contact, value, row.client_id, field),
    }  # fmt: skip
    fields.changed(row, values, checks)


@operation("commitment.bin")
def bin(session: Session, id: int) -> None:
    """Put a promise that was recorded by mistake into the bin."""
    row = fields.fetch(session, Commitment, id)
    if row.binned_at is None:
        row.binned_at = fields.now(session)


@operation("commitment.unbin")
def unbin(session: Session, id: int) -> None:
    """Take a promise out of the bin."""
    fields.fetch(session, Commitment, id).binned_at = None


# --- What became of it ------------------------------------------------------------------------------------------------


def _standing(session: Session, id: int) -> CommitmentRow:
    """The promise, which nobody has ended yet; Invalid where somebody has."""
    promise = one(session, id)
    if promise.ended:
        raise Invalid(
            f"That promise has an ending already: it is {promise.state}. Undo that first, or make a new promise.", "id"
        )
    return promise


def _when(session: Session, promise: CommitmentRow, at: datetime | None, field: str = "at") -> datetime:
    when = fields.now(session) if at is None else fields.past(session, at, field)
    sentence = "That was before the promise was made. Look at the date."
    if at is not None:
        fields.ordered(promise.made_at.replace(second=0), when, sentence, field)
    return when


def _add(session: Session, promise: CommitmentRow, kind: str, at: datetime, **values: Any) -> None:
    values = {"zone": promise.zone, "precision": promise.precision, **values}
    session.add(CommitmentEvent(made_at=fields.now(session), commitment_id=promise.id, kind=kind, at=at, **values))


@operation("commitment.move")
def move(
    session: Session,
    id: int,
    *,
    due: datetime,
    why: str,
    zone: str | None = None,
    precision: str = "minute",
    told_at: datetime | None = None,
    agreed: str = "not-asked",
    at: datetime | None = None,
) -> None:
    """Give a promise a new due time.

    `told_at`: when the other side heard of it, None where nobody did; `at`: when (now).
    """
    promise = _standing(session, id)
    when = _when(session, promise, at)
    meant = fields.zone(zone or promise.zone, "zone")
    exactness = fields.choice(*PRECISIONS)(precision, "precision")
    new = fields.due(due, "due", meant, exactness)
    _after_made(promise.made_at, new, "due")
    if new == promise.due:
        raise Invalid("That is the due time it has already. Choose another one.", "due")
    told = None if told_at is None else _when(session, promise, told_at, "told_at")
    fields.choice(*AGREED)(agreed, "agreed")
    if told is None and agreed == "yes" and promise.by == "me":
        raise Invalid("They cannot have agreed to what nobody told them. Say when they were told.", "told_at")
    reason = fields.words("move")(why, "why")
    _add(
        session, promise, "moved", when, why=reason, old_due=promise.due, due=new, zone=meant, precision=exactness,
        told_at=told, agreed=agreed,
    )  # fmt: skip


@operation("commitment.keep")
def keep(session: Session, id: int, *, at: datetime | None = None, evidence: str = "") -> None:
    """A promise was kept, `at` (now); `evidence`: what shows it."""
    promise = _standing(session, id)
    _add(session, promise, "kept", _when(session, promise, at), evidence=fields.long_text(evidence, "evidence").strip())


@operation("commitment.partly")
def partly(
    session: Session,
    id: int,
    *,
    missing: str,
    due: datetime | None = None,
    zone: str | None = None,
    precision: str = "minute",
    at: datetime | None = None,
    evidence: str = "",
) -> None:
    """A promise was kept in part; with a `due` what is `missing` becomes a promise of its own that follows it."""
    promise = _standing(session, id)
    when = _when(session, promise, at)
    lacking = fields.words("promise")(missing, "missing")
    rest = NewPromise(lacking, promise.by, due, zone or promise.zone, precision, "", promise.firm)
    checked(session, rest, when)
    _add(session, promise, "partly", when, missing=lacking, evidence=fields.long_text(evidence, "evidence").strip())
    if due is None:
        return
    session.flush()
    make(
        session, client_id=promise.client_id, words=lacking, by=promise.by, due=due, zone=rest.zone,
        precision=precision, firm=promise.firm, made_at=when, contact_id=promise.contact_id,
        incident_id=promise.incident_id, letter_id=promise.letter_id, follows_id=promise.id,
    )  # fmt: skip


@operation("commitment.drop")
def drop(session: Session, id: int, *, why: str, told_at: datetime | None = None, at: datetime | None = None) -> None:
    """A promise was given up by whoever made it; `told_at`: when the other side heard of it, None where nobody did."""
    promise = _standing(session, id)
    told = None if told_at is None else _when(session, promise, told_at, "told_at")
    reason = fields.words("ending")(why, "why")
    _add(session, promise, "dropped", _when(session, promise, at), why=reason, told_at=told)


@operation("commitment.release")
def release(session: Session, id: int, *, at: datetime | None = None, why: str = "") -> None:
    """The other side let a promise go."""
    promise = _standing(session, id)
    _add(session, promise, "released", _when(session, promise, at), why=fields.long_text(why, "why").strip())


@operation("commitment.chase")
def chase(session: Session, id: int, *, at: datetime | None = None, why: str = "") -> None:
    """The other side was reminded of a promise of theirs."""
    promise = _standing(session, id)
    if promise.by != "them":
        raise Invalid("That promise is yours; only what they promised can be chased.", "id")
    _add(session, promise, "chased", _when(session, promise, at), why=fields.long_text(why, "why").strip())
