"""A sample journal: six clients and half a year of work with them, made through the real operations, each on its day.

What happened stands in `resources/sample/`, one file a client. Times in it count in days from the moment at which the
sample is made, so that it always ends this morning; what lies further back keeps its day of the week. `{name}` in a
text is the day on which that promise is due, `{from}` the day on which an incident began.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session

from aboveboard import resources
from aboveboard.clock import Clock
from aboveboard.errors import JournalError
from aboveboard.journal import clients, commitments, incidents, interactions, letters, profile
from aboveboard.journal.commitments import NewPromise
from aboveboard.journal.database import Journal
from aboveboard.journal.history import Changes, operation
from aboveboard.journal.models import Client, Commitment, Contact, Finding, Incident, Interaction, Letter, Project

WRITER = {
    "name": "Mara Selwyn", "business": "Selwyn Web Works", "role": "Web developer", "email": "mara@selwyn.example",
    "phone": "+44 20 5550 0186",
}  # fmt: skip
"""Who writes in the sample where it is not the person's own journal; the zone is the machine's."""

_LATELY = -2  # days from which on the story counts from today itself
_TOO_LATE = time(14, 30)  # after this nobody promises to call back at 15:00 today
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class SampleMade:
    """What was made: the file, its clients and its acts."""

    journal: Path
    clients: int
    acts: int


def make(path: Path, clock: Clock, *, writer: Mapping[str, str] | None = None) -> SampleMade:
    """Write a new sample journal to `path`, aside and then by name; JournalError where something is there already."""
    path = Path(path)
    if os.path.lexists(path):
        raise JournalError(f"There is something at {path} already; it was left as it is. Name another file.", "to")
    if not path.parent.is_dir():
        raise JournalError(f"There is no folder {path.parent}, so no sample was made. Name another place.", "to")
    aside = path.with_name(f".{path.name}.{os.getpid()}-sample")
    try:
        try:
            journal = Journal.create(aside, clock=clock, profile=WRITER if writer is None else writer)
        except JournalError as trouble:
            raise JournalError(trouble.sentence.replace(str(aside), str(path)), "to") from trouble
        try:
            made = fill(journal)
        finally:
            journal.close()
        _name(aside, path)
    finally:
        for rest in ("", "-wal", "-shm"):
            with suppress(OSError):
                aside.with_name(aside.name + rest).unlink()
    return SampleMade(path, made.clients, made.acts)


def _name(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)
    except FileExistsError:
        raise JournalError(f"There is something at {path} already; it was left as it is. Name another file.") from None
    except OSError:  # a disk without links
        aside.rename(path)


def fill(journal: Journal) -> SampleMade:
    """Write the sample into a journal that is there, as its writer's own work: one act for each thing that happened."""
    writer = journal.read(profile.get)
    story = _Story(journal.clock.now(), ZoneInfo(writer.zone), writer.weekdays, writer.off)
    acts = sorted(
        (act for file in sorted(resources.folder("sample").glob("*.toml")) for act in story.read(file)),
        key=lambda act: act.at,
    )
    for act in acts:
        journal.write(act.run)
    return SampleMade(journal.path, story.clients, len(acts))


@operation("sample.remove")
def remove(session: Session) -> None:
    """Put all sample clients into the bin with everything of them, letters included; one act, which undo takes back."""
    now = session.info["clock"].now()

    def standing(noun: Any, *conditions: Any) -> list[Any]:
        return list(session.execute(select(noun).where(noun.binned_at.is_(None), *conditions)).scalars())

    for client in standing(Client, _is(Client.sample)):
        rows = [client]
        for noun in (Contact, Project, Interaction, Incident, Letter, Commitment):
            rows += standing(noun, noun.client_id == client.id)
        for incident in [row for row in rows if isinstance(row, Incident)]:
            rows += standing(Finding, _is(Finding.incident_id == incident.id))
        for row in rows:
            row.binned_at = now


def _is(condition: Any) -> Any:
    return condition


def is_there(session: Session) -> bool:
    """Are there sample clients that could be removed?"""
    sql = "SELECT EXISTS (SELECT 1 FROM client WHERE sample AND binned_at IS NULL)"
    return bool(session.connection().exec_driver_sql(sql).scalar())


@dataclass(frozen=True)
class _Act:
    """One thing that happened, and when."""

    at: datetime
    work: Callable[[Session], Changes]

    def run(self, session: Session) -> Changes:
        session.info["clock"] = Clock(self.at, runs=False)
        return self.work(session)


@dataclass
class _Due:
    """When a promise of the story is due, and how that is said."""

    moment: datetime
    precision: str
    said: str


@dataclass
class _Story:
    """Reads the files and resolves their times; remembers the numbers of what was made, by the names in the files."""

    now: datetime
    zone: ZoneInfo
    weekdays: tuple[int, ...]
    days_off: tuple[str, ...]
    clients: int = 0
    dues: dict[tuple[str, str], _Due] = field(default_factory=dict)
    ids: dict[tuple[str, str], int] = field(default_factory=dict)

    def read(self, file: Path) -> Iterator[_Act]:
        """The acts of one client's file, not in order."""
        body = tomllib.loads(file.read_text(encoding="utf-8"))
        client, name = dict(body["client"]), file.stem
        self.clients += 1
        yield _Act(self.moment(client.pop("added")), lambda s: self._add(s, name, client))
        for act in body["act"]:
            at = self.moment(act["when"])
            for promise in act.get("promises", ()):
                self.dues[name, promise["id"]] = self._callback(at) if "callback" in promise else self._due(promise)
            yield _Act(at, lambda s, act=act: getattr(self, f"_{act['do']}")(s, name, act))  # type: ignore[misc]

    # times

    def moment(self, when: str | list[Any], *, shift: bool = True) -> datetime:
        """A time of the story: "-130 minutes" from now, or [days from today, time of day]."""
        if isinstance(when, str):
            return self.now + timedelta(minutes=int(when.split()[0]))
        days, hour = when
        today = self.now.astimezone(self.zone).date()
        if shift and days < _LATELY:
            # Counted from a Tuesday, as the files were written: nothing changes its order, whatever day it is today.
            today -= timedelta(days=(today.isoweekday() - 2) % 7)
        day = today + timedelta(days=days)
        while shift and day.isoweekday() > 5:
            day += timedelta(days=-1 if days < 0 else 1)
        return datetime.combine(day, time.fromisoformat(hour), self.zone).astimezone(UTC)

    def _due(self, promise: Mapping[str, Any]) -> _Due:
        days, *hour = promise["due"]
        moment = self.moment([days, hour[0] if hour else "12:00"])
        local = moment.astimezone(self.zone)
        said = f"{self._day(local)} at {local:%H:%M}" if hour else self._day(local)
        return _Due(moment, "minute" if hour else "day", said)

    def _day(self, local: datetime) -> str:
        return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]}"

    def _callback(self, called: datetime) -> _Due:
        """The promise of this morning: today at 15:00, or the next working day where that would be too late."""
        local = self.now.astimezone(self.zone)
        day, hour = local.date(), 15
        if local.time() >= _TOO_LATE:
            hour = 10
            for days in range(1, 15):
                day = local.date() + timedelta(days=days)
                if day.isoweekday() in (self.weekdays or range(1, 8)) and day.isoformat() not in self.days_off:
                    break
        moment = datetime.combine(day, time(hour), self.zone)
        apart = (day - called.astimezone(self.zone).date()).days
        spoken = {0: "today", 1: "tomorrow"}.get(apart, f"on {self._day(moment)}")
        said = f"I will find out and call back {spoken} at {moment:%H:%M}."
        return _Due(moment.astimezone(UTC), "minute", said)

    # words and names

    def _said(self, name: str, text: str) -> str:
        for (client, promise), due in self.dues.items():
            if client == name:
                text = text.replace(f"{{{promise}}}", due.said)
        return text

    def _id(self, name: str, what: str) -> int:
        return self.ids[name, what]

    def _person(self, name: str, act: Mapping[str, Any]) -> int:
        return self._id(name, f"person {act['with']}" if "with" in act else "person")

    def _taken(self, name: str, act: Mapping[str, Any]) -> list[NewPromise]:
        taken = []
        for promise in act.get("promises", ()):
            due = self.dues[name, promise["id"]]
            words = self._said(name, promise["words"])
            taken.append(
                NewPromise(words, promise.get("by", "me"), due.moment, self.zone.key, due.precision, quote=words)
            )
        return taken

    def _remember(self, name: str, act: Mapping[str, Any], made: Changes) -> Changes:
        for promise, number in zip(act.get("promises", ()), made.all("commitment"), strict=False):
            self.ids[name, promise["id"]] = number
        return made

    # acts

    def _add(self, s: Session, name: str, client: Mapping[str, Any]) -> Changes:
        made = clients.add(s, sample=True, **client)
        self.ids[name, "client"], self.ids[name, "person"] = made.one("client"), made.one("contact")
        self.ids[name, f"project {client['project']['name']}"] = made.one("project")
        return made

    def _contact(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        person = {key: act[key] for key in ("name", "role", "email", "phone") if key in act}
        made = clients.add_contact(s, self._id(name, "client"), **person)
        self.ids[name, f"person {act['name']}"] = made.one("contact")
        return made

    def _log(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        said = {key: act[key] for key in ("kind", "direction", "outcome", "temper") if key in act}
        made = interactions.log(
            s, client_id=self._id(name, "client"), contact_id=self._person(name, act), **said,
            note=self._said(name, act["note"]), promises=self._taken(name, act),
            incident_id=self._id(name, act["incident"]) if "incident" in act else None,
        )  # fmt: skip
        return self._remember(name, act, made)

    def _letter(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        writer, person = profile.get(s), s.get(Contact, self._person(name, act))
        text = self._said(name, act["text"].strip()) + f"\n\n{writer.name}\n{writer.business}".rstrip()
        made = letters.send(
            s, client_id=self._id(name, "client"), contact_id=self._person(name, act), subject=act["subject"],
            text=text, recipient=person.email if person else "", promises=self._taken(name, act),
            incident_id=self._id(name, act["incident"]) if "incident" in act else None,
        )  # fmt: skip
        return self._remember(name, act, made)

    def _keep(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        return commitments.keep(s, self._id(name, act["promise"]), evidence=act["evidence"])

    def _move(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        due = self._due(act)
        return commitments.move(
            s, self._id(name, act["promise"]), due=due.moment, precision=due.precision, zone=self.zone.key,
            why=act["why"], told_at=self.moment(act["when"]), agreed=act["agreed"],
        )  # fmt: skip

    def _partly(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        due = self._due(act)
        made = commitments.partly(
            s, self._id(name, act["promise"]), missing=act["missing"], due=due.moment, precision=due.precision,
            zone=self.zone.key,
        )  # fmt: skip
        self.ids[name, act["rest"]] = made.one("commitment")
        return made

    def _drop(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        told = self.moment(act["when"])
        return commitments.drop(s, self._id(name, act["promise"]), why=act["why"], told_at=told)

    def _release(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        return commitments.release(s, self._id(name, act["promise"]), why=act["why"])

    def _chase(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        return commitments.chase(s, self._id(name, act["promise"]), why=act["why"])

    def _incident(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        begin = self.moment(act["from"], shift=act["from"][1] != "00:00")  # midnights stand as they are
        made = incidents.open(
            s, client_id=self._id(name, "client"), project_id=self._id(name, f"project {act['project']}"),
            title=act["title"], kind=act["kind"], severity=act["severity"], hit=act["hit"], occurred_from=begin,
            occurred_to=self.moment(act["to"]), noticed_at=self.moment(act["noticed"]),
            personal_data=act.get("personal_data"),
        )  # fmt: skip
        self.ids[name, act["id"]] = made.one("incident")
        self.dues[name, "from"] = _Due(begin, "day", self._day(begin.astimezone(self.zone)))
        return made

    def _finding(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        made = incidents.add_finding(
            s, self._id(name, act["incident"]), words=self._said(name, act["words"]), standing=act["standing"],
            source=act["source"],
        )  # fmt: skip
        self.ids[name, act.get("id", "")] = made.one("finding")
        return made

    def _restand(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        return incidents.restand(
            s, self._id(name, act["finding"]), standing=act["standing"], source=act["source"], reason=act["reason"]
        )

    def _tell(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        return incidents.tell(s, self._id(name, act["incident"]), how=act["how"], to=act["to"])

    def _resolve(self, s: Session, name: str, act: Mapping[str, Any]) -> Changes:
        return incidents.resolve(s, self._id(name, act["incident"]))
