"""Verbs that write and read the record: clients, calls, incidents, what is due, search, undo."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aboveboard.cli.context import Context
from aboveboard.cli.output import moment, one_line, say
from aboveboard.errors import Trouble

if TYPE_CHECKING:
    from aboveboard.guides.promises import Promise
    from aboveboard.guides.when import WorkCalendar
    from aboveboard.journal.rows import ProfileRow


def new(context: Context, given: Namespace) -> int:
    """Make a new journal; refuses to overwrite."""
    from aboveboard.journal.database import Journal

    Journal.create(context.journal_path, clock=context.clock).close()
    context.answer({"journal": str(context.journal_path)}, [f"A new journal: {context.journal_path}"])
    return 0


def log(context: Context, given: Namespace) -> int:
    """Log a call with the promises found in it."""
    from aboveboard.guides import promises as finder
    from aboveboard.journal import clients, interactions, profile
    from aboveboard.journal.commitments import NewPromise

    at = context.moment(given.at) or context.clock.now()
    if not given.text.strip():
        raise Trouble("There is nothing to log: the text is empty. Write what was said.", "note")
    with context.journal() as journal:
        client, writer = journal.read(lambda s: (clients.find(s, given.client), profile.get(s)))
        found = finder.find(
            given.text, at=at, zone=writer.zone, client_zone=client.zone, calendar=calendar(writer), voice="note"
        )
        taken = [p for p in found if given.yes and p.due and not p.ambiguous and not p.conditional]
        new_promises = [
            NewPromise(words=p.text, by=p.by, due=p.due, zone=p.zone, precision=p.precision, quote=p.quote)
            for p in taken
        ]
        changes = journal.write(
            lambda s: interactions.log(
                s, client_id=client.id, kind=given.kind, at=at, note=given.text, promises=new_promises
            )
        )
        booked = [
            {"id": made, "text": promise.text, "due": moment(promise.due, promise.zone)}
            for made, promise in zip(changes.all("commitment"), taken, strict=True)
        ]
    offered = [p for p in found if p not in taken]
    data = {
        "interaction": changes.one("interaction"),
        "commitments": booked,
        "offered": [promise_json(p) for p in offered],
    }
    lines = [f"Logged with {client.name}."]
    lines += [f"Promise {b['id']}: {one_line(str(b['text']))} ({b['due']})" for b in booked]
    lines += [f"Offered, not booked: {one_line(p.text)}{_when(p)}" for p in offered]
    context.answer(data, lines)
    return 0


def calendar(writer: ProfileRow) -> WorkCalendar:
    """The writer's working days and days off, as the dates in words count them."""
    from aboveboard.guides.when import WorkCalendar

    return WorkCalendar.from_profile(writer.work_days, writer.work_from, writer.work_to, writer.days_off)


def promise_json(promise: Promise) -> dict[str, Any]:
    """A found promise as `promises` and `log` give it."""
    return {
        "quote": promise.quote,
        "start": promise.start,
        "end": promise.end,
        "text": promise.text,
        "by": promise.by,
        "due": moment(promise.due, promise.zone),
        "due_options": [moment(option, promise.zone) for option in promise.options],
        "precision": promise.precision,
        "ambiguous": promise.ambiguous,
        "conditional": promise.conditional,
    }


def _when(promise: Promise) -> str:
    from aboveboard.guides.when import in_full

    options = promise.options or ([promise.due] if promise.due else [])
    return ": " + " or ".join(in_full(o, promise.zone, promise.precision) for o in options) if options else ""


def client(context: Context, given: Namespace) -> int:
    """Add a client, with a contact where one is named."""
    from aboveboard.journal import clients

    contact = {"name": given.contact, "email": given.email, "phone": given.phone}
    with context.journal() as journal:
        changes = journal.write(
            lambda s: clients.add(
                s, name=given.name, zone=given.zone or None, contact=contact if any(contact.values()) else None
            )
        )
        made = changes.one("client")
        row = journal.read(lambda s: clients.find(s, f"#{made}"))
    context.answer({"client": row.name, "id": made}, [f"Added {row.name} (#{made})."])
    return 0


def incident(context: Context, given: Namespace) -> int:
    """Open an incident of a client."""
    from aboveboard.journal import clients, incidents

    with context.journal() as journal:
        row = journal.read(lambda s: clients.find(s, given.client))
        noticed = context.moment(given.noticed) or context.clock.now()
        changes = journal.write(
            lambda s: incidents.open(
                s, client_id=row.id, title=given.title, kind=given.kind, severity=given.severity, noticed_at=noticed
            )
        )
    made = changes.one("incident")
    context.answer({"incident": made}, [f"Incident {made} of {row.name}: {one_line(given.title)}"])
    return 0


def told(context: Context, given: Namespace) -> int:
    """The client was told of an incident."""
    from aboveboard.journal import incidents

    number = incident_number(given.incident)
    at = context.moment(given.at) or context.clock.now()
    with context.journal() as journal:
        zone = _zone(journal)
        journal.write(lambda s: incidents.tell(s, number, at=at, how=given.how))
    context.answer(
        {"incident": number, "told_at": moment(at, zone)}, [f"Told of incident {number} at {moment(at, zone)}."]
    )
    return 0


def incident_number(text: str) -> int:
    """The number of an incident as it is typed ("3" or "#3")."""
    wanted = text.removeprefix("#")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        raise Trouble(f"“{text[:40]}” is not the number of an incident. `aboveboard due` lists those not told.")
    return int(wanted)


def _zone(journal: Any) -> str:
    from aboveboard.journal import profile

    zone: str = journal.read(lambda s: profile.get(s).zone)
    return zone


def due(context: Context, given: Namespace) -> int:
    """What is overdue, due, untold and waiting; exit 1 where something is overdue."""
    from aboveboard.journal import today

    with context.journal() as journal:
        found = journal.read(lambda s: today.due(s, context.clock.now()))
    names = ("overdue", "today", "week", "untold", "waiting")
    data = {
        name: [
            {
                "id": item.id,
                "noun": item.noun,
                "client": item.client,
                "text": item.text,
                "due": moment(item.due, item.zone),
                "late_hours": item.late_hours,
            }
            for item in getattr(found, name)
        ]
        for name in names
    }
    lines: list[str] = []
    for name in names:
        lines.append(f"{name}: {len(data[name])}")
        lines += [f"  {i['due'] or '-':25}  {one_line(i['client'], 30)}: {one_line(i['text'])}" for i in data[name]]
    context.answer(data, lines)
    return 1 if data["overdue"] else 0


def search(context: Context, given: Namespace) -> int:
    """Find words anywhere; exit 1 where nothing is found."""
    from aboveboard.journal import search as finder

    words = " ".join(given.words)
    with context.journal() as journal:
        found = journal.read(lambda s: finder.find(s, words, limit=given.limit))
        zone = _zone(journal)
    nothing = f"Nothing is found for “{one_line(words, 60)}”." if words.strip() else "Write at least one word to find."
    _hits(context, found.total, found.hits, zone, nothing)
    return 0 if found.total else 1


def timeline(context: Context, given: Namespace) -> int:
    """All that happened with a client, newest first."""
    from aboveboard.journal import clients
    from aboveboard.journal import timeline as lines_of

    def read(session: Any) -> tuple[int, list[Any]]:
        row = clients.find(session, given.client)
        return lines_of.total(session, row.id), lines_of.page(session, row.id, limit=given.limit)

    with context.journal() as journal:
        total, rows = journal.read(read)
        zone = _zone(journal)
    _hits(context, total, rows, zone, "Nothing has happened with them yet.")
    return 0


def _hits(context: Context, total: int, hits: list[Any], zone: str, nothing: str) -> None:
    data = {
        "total": total,
        "hits": [
            {
                "noun": hit.noun,
                "id": hit.id,
                "client": hit.client,
                "at": moment(hit.at, zone),
                "title": hit.title,
                "snippet": hit.snippet,
            }
            for hit in hits
        ],
    }
    lines = [
        f"{_day(hit.at, zone)}  {one_line(hit.client, 30)}  {one_line(hit.title, 60)}: {one_line(hit.snippet)}"
        for hit in hits
    ]
    context.answer(data, lines or [nothing])


def _day(at: datetime, zone: str) -> str:
    return (moment(at, zone) or "")[:16].replace("T", " ")


def undo(context: Context, given: Namespace) -> int:
    """Take back the newest act."""
    with context.journal() as journal:
        return _undone(context, journal, journal.undo())


def redo(context: Context, given: Namespace) -> int:
    """Do again what undo took back."""
    with context.journal() as journal:
        return _undone(context, journal, journal.redo())


def _undone(context: Context, journal: Any, changes: Any) -> int:
    from aboveboard.journal import history as acts

    sentence = journal.read(lambda s: acts.sentence(s, changes.act))
    if changes.warning:
        say(changes.warning)
    context.answer({"act": changes.act, "name": changes.name, "undoes": changes.undoes}, [sentence])
    return 0


def history(context: Context, given: Namespace) -> int:
    """What was done, newest first, in sentences."""
    from aboveboard.journal import history as acts

    with context.journal() as journal:
        rows = journal.read(lambda s: acts.rows(s, given.last))
    data = {
        "acts": [
            {"id": a.id, "at": moment(a.at, a.zone), "name": a.name, "undoes": a.undoes, "sentence": a.sentence}
            for a in rows
        ]
    }
    context.answer(data, [f"{_day(a.at, a.zone)}  {a.sentence}" for a in rows])
    return 0


VERBS = {
    "new": new,
    "log": log,
    "client": client,
    "incident": incident,
    "told": told,
    "due": due,
    "search": search,
    "timeline": timeline,
    "undo": undo,
    "redo": redo,
    "history": history,
}
