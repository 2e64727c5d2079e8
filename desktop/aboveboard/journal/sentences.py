"""What an act did, in a sentence for people. Made when it is shown, from the act's changes; never stored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from aboveboard.clock import from_text
from aboveboard.journal.history import Fields
from aboveboard.journal.models import NOUNS

_TEMPLATES: dict[str, tuple[str, str]] = {
    # act: (what it was, for "Undone: ..."; the sentence). {client}'s, {call}: "call of 15:02", {words}: what it is
    # about
    "client.add": ("{client} as a new client", "Added {client} as a client."),
    "client.edit": ("changes to {client}", "Changed {client}: {fields}."),
    "client.bin": ("{client} put into the bin", "Put {client} into the bin."),
    "client.unbin": ("{client} taken out of the bin", "Took {client} out of the bin."),
    "client.erase": ("a client erased for good", "Erased a client for good, with all words about it."),
    "contact.add": ("{words} at {client}", "Added {words} at {client}."),
    "contact.edit": ("changes to {words} at {client}", "Changed {words} at {client}: {fields}."),
    "contact.bin": ("{words} put into the bin", "Put {words} of {client} into the bin."),
    "contact.unbin": ("{words} taken out of the bin", "Took {words} of {client} out of the bin."),
    "project.add": ("{client}'s project {words}", "Added {client}'s project {words}."),
    "project.edit": ("changes to {client}'s project {words}", "Changed {client}'s project {words}: {fields}."),
    "project.bin": ("{client}'s project {words} put into the bin", "Put {client}'s project {words} into the bin."),
    "safeguard.set": ("{client}'s safeguard {words}", "Set {client}'s safeguard {words}."),
    "interaction.log": ("{client}'s {call}", "Logged {client}'s {call}{promises}."),
    "interaction.edit": ("changes to {client}'s {call}", "Changed {client}'s {call}: {fields}."),
    "interaction.bin": ("{client}'s {call} put into the bin", "Put {client}'s {call} into the bin."),
    "interaction.unbin": ("{client}'s {call} taken out of the bin", "Took {client}'s {call} out of the bin."),
    "commitment.make": ("{owner} promise “{words}”", "Recorded {owner} promise: “{words}”."),
    "commitment.edit": ("changes to {owner} promise “{words}”", "Corrected {owner} promise “{words}”: {fields}."),
    "commitment.keep": ("{owner} promise “{words}” marked kept", "Marked {owner} promise “{words}” kept."),
    "commitment.partly": (
        "{owner} promise “{words}” marked partly kept",
        "Marked {owner} promise “{words}” partly kept.",
    ),
    "commitment.move": ("{owner} promise “{words}” moved to {due}", "Moved {owner} promise “{words}” to {due}."),
    "commitment.drop": ("{owner} promise “{words}” dropped", "Dropped {owner} promise “{words}”."),
    "commitment.release": ("{owner} promise “{words}” released", "Released {owner} promise “{words}”."),
    "commitment.chase": ("{owner} promise “{words}” chased", "Chased {owner} promise “{words}”."),
    "commitment.bin": ("{owner} promise “{words}” put into the bin", "Put {owner} promise “{words}” into the bin."),
    "commitment.unbin": (
        "{owner} promise “{words}” taken out of the bin",
        "Took {owner} promise “{words}” out of the bin.",
    ),
    "incident.open": ("{client}'s incident “{words}”", "Opened {client}'s incident “{words}”."),
    "incident.edit": ("changes to {client}'s incident “{words}”", "Changed {client}'s incident “{words}”: {fields}."),
    "incident.tell": ("{client} told of “{words}”", "{client} was told of “{words}”."),
    "incident.resolve": ("{client}'s incident “{words}” resolved", "Resolved {client}'s incident “{words}”."),
    "incident.reopen": ("{client}'s incident “{words}” reopened", "Reopened {client}'s incident “{words}”."),
    "incident.bin": (
        "{client}'s incident “{words}” put into the bin",
        "Put {client}'s incident “{words}” into the bin.",
    ),
    "incident.unbin": (
        "{client}'s incident “{words}” taken out of the bin",
        "Took {client}'s incident “{words}” out of the bin.",
    ),
    "finding.add": ("the fact “{words}”", "Stated about {client}'s incident: “{words}”."),
    "finding.restand": ("the standing of “{words}”", "Changed the standing of “{words}” to {standing}."),
    "finding.edit": ("changes to the fact “{words}”", "Corrected the fact “{words}”: {fields}."),
    "finding.bin": ("the fact “{words}” put into the bin", "Put the fact “{words}” into the bin."),
    "finding.unbin": ("the fact “{words}” taken out of the bin", "Took the fact “{words}” out of the bin."),
    "letter.send": ("{client}'s letter “{words}” sent", "Sent {client} the letter “{words}”{promises}."),
    "letter.bin": ("{client}'s letter “{words}” put into the bin", "Put {client}'s letter “{words}” into the bin."),
    "letter.unbin": (
        "{client}'s letter “{words}” taken out of the bin",
        "Took {client}'s letter “{words}” out of the bin.",
    ),
    "profile.edit": ("changes to your profile", "Changed your profile: {fields}."),
    "sample.make": ("the sample journal", "Made the sample journal."),
    "sample.remove": ("the sample journal put into the bin", "Put the sample journal into the bin."),
}  # fmt: skip

_WHOLES = {"safeguard": "project", "finding_standing": "finding", "commitment_event": "commitment"}
_TITLES = {
    "client": "name", "contact": "name", "project": "name", "safeguard": "kind", "interaction": "note",
    "incident": "title", "finding": "words", "letter": "subject", "commitment": "words",
}  # fmt: skip
_CALLED = {"call": "call", "meeting": "meeting", "email": "email", "chat": "chat"}


@dataclass(frozen=True)
class _Change:
    noun: str
    noun_id: int
    before: Fields | None
    after: Fields | None


def of_act(session: Session, act: int) -> str | None:
    """The sentence of an act; None where there is no such act."""
    row = _act(session, act)
    if row is None:
        return None
    if row["undoes"] is not None:
        what = row
        while what is not None and what["undoes"] is not None:
            what = _act(session, what["undoes"])
        done = "Redone" if row["name"] == "redo" else "Undone"
        return None if what is None else f"{done}: {_what(session, what)[0]}."
    said = _what(session, row)[1]
    return said[0].upper() + said[1:]


def _act(session: Session, act: int) -> Any:
    sql = "SELECT id, at, zone, name, undoes FROM act WHERE id = ?"
    return session.connection().exec_driver_sql(sql, (act,)).mappings().first()


def _what(session: Session, act: Any) -> tuple[str, str]:
    """What the act was, and its sentence."""
    changes = _changes(session, act["id"])
    known = _TEMPLATES.get(act["name"])
    if known is None or (not changes and act["name"] != "client.erase"):
        verb = act["name"].replace(".", ": ").replace("_", " ")
        return verb, f"{verb} ({len(changes)} changes)."
    if act["name"] != "client.erase" and all(c.before is None and c.after is None for c in changes):
        return "something of a client that was erased", "Something about a client that has been erased since."
    words = _words(session, act, changes)
    return known[0].format_map(words), known[1].format_map(words)


def _changes(session: Session, act: int) -> list[_Change]:
    rows = session.connection().exec_driver_sql(
        "SELECT noun, noun_id, before, after FROM change WHERE act_id = ? ORDER BY position LIMIT 100", (act,)
    )
    return [_Change(r[0], r[1], r[2] and json.loads(r[2]), r[3] and json.loads(r[3])) for r in rows]


def _words(session: Session, act: Any, changes: list[_Change]) -> dict[str, str]:
    subject = act["name"].split(".")[0]
    main = next((c for c in changes if c.noun == subject), None)
    main = main or next((c for c in changes if _WHOLES.get(c.noun) == subject), changes[0] if changes else None)
    if main is None or (main.before is None and main.after is None):
        named = ("owner", "words", "call", "due", "fields", "standing")
        return dict.fromkeys(named, "erased") | {"promises": "", "client": "a client that has been erased"}
    noun, row = main.noun, _row(session, main.noun, main.noun_id)
    event = row
    if subject in _TITLES and noun in _WHOLES and noun != subject:
        noun = _WHOLES[noun]
        row = _row(session, noun, row.get(f"{noun}_id", 0))
    client = _client(session, noun, row, main.noun_id)
    promised = sum(1 for c in changes if c.noun == "commitment" and c.before is None)
    return {
        "client": client,
        "owner": f"{client}'s" if row.get("by") == "them" else "your",
        "words": _short(str(row.get(_TITLES.get(noun, ""), ""))) or "without a title",
        "call": _call(row, act) if noun == "interaction" else "",
        "due": _moment(event.get("due"), event.get("zone"), event.get("precision")),
        "standing": str(row.get("standing", "")),
        "fields": _fields(main),
        "promises": {0: "", 1: " with a promise"}.get(promised, f" with {promised} promises"),
    }


def _row(session: Session, noun: str, noun_id: int) -> Fields:
    """The row as it is, or as it was before it went."""
    connection = session.connection()
    if noun not in NOUNS:
        return {}
    row = connection.exec_driver_sql(f"SELECT * FROM {noun} WHERE id = ?", (noun_id,)).mappings().first()
    if row is not None:
        return dict(row)
    sql = (
        "SELECT before FROM change WHERE noun = ? AND noun_id = ? AND after IS NULL AND before IS NOT NULL"
        " ORDER BY act_id DESC LIMIT 1"
    )
    gone = connection.exec_driver_sql(sql, (noun, noun_id)).scalar()
    return {} if gone is None else dict(json.loads(gone))


def _client(session: Session, noun: str, row: Fields, noun_id: int) -> str:
    if noun == "client":
        return str(row.get("name", f"client {noun_id}"))
    for whole in ("project", "incident"):
        if "client_id" not in row and row.get(f"{whole}_id"):
            row = _row(session, whole, row[f"{whole}_id"])
    client_id = row.get("client_id")
    return str(_row(session, "client", client_id).get("name", f"client {client_id}")) if client_id else "a client"


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _call(row: Fields, act: Any) -> str:
    zone = ZoneInfo(act["zone"])
    at, then = from_text(row["at"]).astimezone(zone), from_text(act["at"]).astimezone(zone)
    day = "" if at.date() == then.date() else f"{_day(at, then.year)}, "
    return f"{_CALLED.get(row['kind'], 'conversation')} of {day}{at:%H:%M}"


def _day(at: datetime, year: int) -> str:
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{at.day} {months[at.month - 1]}" + ("" if at.year == year else f" {at.year}")


def _moment(text: Any, zone: Any, precision: Any) -> str:
    if not text:
        return "no date"
    at = from_text(str(text)).astimezone(ZoneInfo(str(zone or "UTC")))
    return _day(at, 0) + ("" if precision == "day" else f", {at:%H:%M}")


def _fields(change: _Change) -> str:
    names = [name.removesuffix("_id").replace("_", " ") for name in (change.after or {}) if name != "binned_at"]
    return ", ".join(names[:5]) or "nothing"
