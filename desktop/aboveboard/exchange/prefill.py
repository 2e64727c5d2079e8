"""What the record already knows, as answers: nothing is typed twice.

`gather` reads plain values in one transaction; `answers` turns them into a guide's answers by the `prefill` name that
each question carries. What the record does not say stays open; a guess never becomes an answer. No Qt in here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from aboveboard.guides.answers import NOT_YET_KNOWN, Answers, Recipient, Timing, Writer, put
from aboveboard.guides.guide import Guide
from aboveboard.guides.timing import suggest

if TYPE_CHECKING:
    from sqlmodel import Session

GUIDE_OF_KIND = {
    "data-loss": "data-loss",
    "breach": "suspected-breach",
    "outage": "outage",
    "wrong-results": "wrong-results",
}


@dataclass(frozen=True)
class Fact:
    """A statement of the fact sheet."""

    words: str
    standing: str


@dataclass(frozen=True)
class Person:
    """Somebody at the client."""

    id: int
    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Record:
    """All that the record says about one incident. Times are aware UTC."""

    incident: int
    client: int
    title: str
    kind: str
    hit: str
    zone: str
    noticed: datetime
    began: datetime | None
    ended: datetime | None
    personal_data: bool | None
    told: datetime | None
    client_name: str
    client_zone: str
    language: str
    technical: bool
    formal: bool
    people: tuple[Person, ...] = ()
    safeguards: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    temper: str = ""
    asked: bool = False  # the client has asked about it
    writer: Mapping[str, str] = field(default_factory=dict)
    letters_sent: int = 0
    promised: tuple[datetime, ...] = ()  # for when a word about it was promised that is still owed

    @property
    def person(self) -> Person | None:
        """The one to tell: who was made first."""
        return self.people[0] if self.people else None


def gather(session: Session, incident_id: int) -> Record:
    """Read what the record knows about an incident; `NotFound` where there is none of that number."""
    from sqlmodel import col, select

    from aboveboard.errors import NotFound
    from aboveboard.journal import models as m

    incident = session.get(m.Incident, incident_id)
    if incident is None or incident.binned_at is not None:
        raise NotFound(f"There is no incident {incident_id} in this journal any more. Nothing else was changed.")
    client = session.get(m.Client, incident.client_id)
    assert client is not None

    def living(noun: Any, *where: Any) -> list[Any]:
        return list(session.exec(select(noun).where(*where, col(noun.binned_at).is_(None)).order_by(noun.id)))

    people = living(m.Contact, m.Contact.client_id == client.id)
    guards = living(m.Safeguard, m.Safeguard.project_id == incident.project_id) if incident.project_id else []
    facts = living(m.Finding, m.Finding.incident_id == incident_id)
    talks = living(m.Interaction, m.Interaction.client_id == client.id)
    talks.sort(key=lambda talk: talk.at)
    letters = living(m.Letter, m.Letter.incident_id == incident_id)
    profile = session.get(m.Profile, 1)
    return Record(
        incident=incident_id, client=incident.client_id, title=incident.title, kind=incident.kind, hit=incident.hit,
        zone=incident.zone, noticed=incident.noticed_at, began=incident.occurred_from, ended=incident.occurred_to,
        personal_data=incident.personal_data, told=incident.told_at, client_name=client.name, client_zone=client.zone,
        language=client.language, technical=client.technical, formal=client.formal,
        people=tuple(Person(p.id or 0, p.name, p.email, p.phone) for p in people),
        safeguards={guard.kind: guard.state for guard in guards},
        facts=tuple(Fact(f.words, f.standing) for f in facts),
        temper=next((talk.temper for talk in reversed(talks) if talk.temper), ""),
        asked=any(talk.incident_id == incident_id and talk.direction == "in" for talk in talks),
        writer=profile.model_dump() if profile is not None else {},
        letters_sent=len(letters), promised=_promised(session, incident),
    )  # fmt: skip


BEFORE = timedelta(days=1)
"""A client asks, one promises to call back, and only then looks and notices: so far back a promise may be about it."""


def is_about(promise: Any, incident: Any) -> bool:
    """Is a promise (its row) about an incident (its row)? One that was made for it is; so is an open one of mine to
    call or to write that was given since shortly before it was noticed."""
    if promise.incident_id is not None:
        return bool(promise.incident_id == incident.id)
    recent = promise.made_at >= incident.noticed_at - BEFORE
    return bool(promise.by == "me" and not promise.ended and recent and _is_word(promise.words))


def _is_word(promise: str) -> bool:
    folded = promise.casefold()
    return any(
        verb in folded for verb in ("call", "phone", "ring", "write", "tell", "let you know", "anrufen", "melde")
    )


def _promised(session: Session, incident: Any) -> tuple[datetime, ...]:
    from aboveboard.journal import commitments

    rows = commitments.rows(session, client_id=incident.client_id)
    mine = [one for one in rows if one.by == "me" and not one.ended and is_about(one, incident)]
    return tuple(one.due for one in mine if one.due is not None)


_WRITER = ("name", "business", "role", "email", "phone", "zone")


def tables(writer: Any, client: Any, guide: str = "") -> Answers:
    """The tables alone, for a letter about no incident; from the rows of profile and client."""
    person = client.contact
    return Answers(
        guide=guide,
        writer=Writer(**{name: str(getattr(writer, name) or "") for name in _WRITER}),
        client=Recipient(
            name=client.name, contact=person.name if person else "", email=person.email if person else "",
            zone=client.zone, language=client.language, technical=client.technical, formal=client.formal,
        ),
    )  # fmt: skip


def answers(record: Record, guide: Guide, now: datetime, calendar: Any = None) -> Answers:
    """The answers that the record gives to a guide's questions."""
    writer, person = record.writer, record.person
    base = Answers(
        guide=guide.id,
        stage="first" if not record.letters_sent else "update",
        writer=Writer(**{name: str(writer.get(name) or "") for name in _WRITER}),
        client=Recipient(
            name=record.client_name, contact=person.name if person else "", email=person.email if person else "",
            zone=record.client_zone, language=record.language, technical=record.technical, formal=record.formal,
            temper=record.temper, knows=True if record.told or record.asked else None,
        ),
        timing=Timing(
            noticed=record.noticed, personal_data=record.personal_data,
            role="processor" if record.personal_data else "", harm_continues=None,
        ),
    )  # fmt: skip
    for question in guide.questions:
        source = SOURCES.get(question.prefill)
        if source is not None and question.store == "answers" and (value := source(record)) is not None:
            base = put(base, question.id, value)
    times = suggest(base, now=now, calendar=calendar)
    for question in guide.questions:
        if (moment := times.get(SUGGESTED.get(question.prefill, ""))) is not None:
            base = put(base, question.id, moment)
    return base


def _period(record: Record) -> Any:
    if record.began is None or record.ended is None:
        return None
    return {"from": record.began, "to": record.ended}


_LOST = re.compile(r"\b(?:delet\w+|lost|gone|missing|destroy\w+|overwr\w+|wiped|unreadable|corrupt\w+)\b", re.I)
_SAFE = re.compile(
    r"\b(?:safe|untouched|intact|unaffected|complete|all there|still there|not (?:affected|touched|lost|deleted))\b",
    re.I,
)
_CAUSE = re.compile(
    r"\b(?:because|caused?|broke in|break-?in|hack\w*|intru\w+|attack\w*|log-?ged? in|log-?in|account|password"
    r"|script|update|migration|command|disk|ran|used|someone|somebody|by (?:a|an|the|my|me))\b",
    re.I,
)
_SEEN = re.compile(r"\b(?:read|copied|seen|downloaded|exposed|taken|accessed|left the)\b", re.I)
_NEGATED = re.compile(r"\b(?:nobody|no one|not|never|no sign)\b", re.I)


def _facts(record: Record, *standings: str) -> list[Fact]:
    return [fact for fact in record.facts if fact.standing in standings and fact.words.strip()]


def _lost(record: Record) -> Any:
    found = [
        f.words.strip().rstrip(".")
        for f in _facts(record, "known")
        if _LOST.search(f.words) and not _SAFE.search(f.words)
    ]
    return "; ".join(found) or None


def _safe(record: Record) -> Any:
    found = [f.words.strip().rstrip(".") for f in _facts(record, "known") if _SAFE.search(f.words)]
    return "; ".join(found) or None


def _cause(record: Record) -> Any:
    for standing in ("known", "suspected"):
        for fact in _facts(record, standing):
            if (
                _CAUSE.search(fact.words)
                and not (standing == "known" and _LOST.search(fact.words))
                and not _SAFE.search(fact.words)
            ):
                words = fact.words.strip().rstrip(".")
                return words if standing == "known" else {"is": words, "standing": standing}
    unknown = [fact for fact in _facts(record, "unknown") if _CAUSE.search(fact.words)]
    return NOT_YET_KNOWN if unknown else None


def _exposed(record: Record) -> Any:
    for fact in (f for f in record.facts if _SEEN.search(f.words)):
        if fact.standing == "known":
            return "no" if _NEGATED.search(fact.words) else "yes"
        if fact.standing == "ruled out":
            return "no"
        if fact.standing in ("suspected", "unknown"):
            return NOT_YET_KNOWN
    return None


_NONE = {"none", "no", "never", "missing", "not set up", "-"}


def _backup(record: Record) -> Any:
    """From the project's safeguards: kind "backup", and whether a restore of it was ever tried."""
    states = {kind.strip().lower(): state.strip().lower() for kind, state in record.safeguards.items()}
    backup = next((state for kind, state in states.items() if kind in ("backup", "backups")), None)
    if backup is None or not backup:
        return None
    if backup in _NONE or backup.startswith(("none", "no ")):
        return "none"
    tried = next((state for kind, state in states.items() if "restore" in kind), "")
    if tried in _NONE or tried.startswith(("none", "no ", "never")):
        return "untested"
    return "tested" if tried else None


SUGGESTED = {"timing.call": "call_first", "timing.call_again": "call_second", "timing.update": "next_update"}
SOURCES: Mapping[str, Callable[[Record], Any]] = {
    "incident.hit": lambda record: record.hit.strip() or None,
    "incident.title": lambda record: record.title.strip() or None,
    "incident.period": _period,
    "incident.data_exposed": _exposed,
    "facts.lost": _lost,
    "facts.safe": _safe,
    "facts.cause": _cause,
    "project.backup": _backup,
}
"""What fills in a question beforehand, by the name in its `prefill`. Writer, client and timing need no name."""
