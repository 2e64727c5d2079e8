"""The small sheets of an incident: a fact, its standing, when the client was told, when it was over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aboveboard.errors import Invalid, NotFound
from aboveboard.ui import binning
from aboveboard.ui.clients import phrases
from aboveboard.ui.conversation import times
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.form import FormSheet
from aboveboard.ui.whenfield import WhenField
from aboveboard.ui.widgets import Action, Choices, LineField, TextField, label, pair

if TYPE_CHECKING:
    from aboveboard.journal.rows import FindingRow, IncidentRow
    from aboveboard.ui.desk import Desk

STANDINGS = ("known", "suspected", "unknown", "ruled out")


def past_moment(field: WhenField, name: str) -> Any:
    """The moment of a field that may be empty; Invalid where its words are no time."""
    if sentence := field.problem():
        raise Invalid(sentence, name)
    return field.moment()


def standings(form: FormSheet, chosen: str) -> Choices:
    words = [phrases.standing(one) for one in STANDINGS]
    kept: Choices = form.keep(
        "standing", Choices(form.look, words, STANDINGS.index(chosen), form.tr("Standing"), values=list(STANDINGS))
    )
    return kept


class FactForm(FormSheet):
    """A new fact of an incident, or the words, source and time of one there is (`fact`)."""

    def __init__(self, desk: Desk, incident: int, zones: Zones, fact: FindingRow | None = None) -> None:
        title = desk.shell.tr("Edit fact") if fact else desk.shell.tr("Add a fact")
        key = f"finding-{fact.id}" if fact else f"finding-new-{incident}"
        super().__init__(desk, title, key=key, kind="finding", wide=580)
        self.incident, self.fact, self.zones = incident, fact, zones
        words = self.keep("words", TextField(self.look, self.tr("What is so"), lines=(2, 8)))
        hint = self.tr("Where it was seen, or who said it.")
        source = self.keep("source", LineField(self.look, self.tr("Source"), hint=hint))
        at = self.keep(
            "at",
            WhenField(self.look, self.tr("Since when"), zones, desk.now, hint=self.tr("Left empty: now."), past=True),
        )
        parts: list[Any] = [words, 8]
        end: list[Any] = []
        if fact is None:
            parts += [pair(self.look, self.tr("It is"), standings(self, "known")), 8]
        else:
            self.fill({"words": fact.words, "source": fact.source, "at": times.typed(fact.at, zones.mine)})
            bin_it = Action(self.look, self.tr("Put into the bin"), "quiet", name=self.tr("Put the fact into the bin"))
            bin_it.clicked.connect(self._bin)
            end = [10, bin_it]
        save = self.tr("Save the fact") if fact else self.tr("Add the fact")
        self.body(self.head(title), 12, *parts, source, 8, at, 18, *self.foot(save), *end)
        self.first = words.field
        self.begin()

    def content(self) -> dict[str, Any]:
        return {**super().content(), "incident_id": self.incident}

    def work(self) -> Callable[[Any], Any]:
        words, source = self.text("words"), self.text("source")
        at, incident, fact = past_moment(self.fields["at"], "at"), self.incident, self.fact  # type: ignore[arg-type]
        standing = self.choices["standing"].value() if fact is None else ""

        def write(session: Any) -> Any:
            from aboveboard.journal import incidents

            if fact is None:
                return incidents.add_finding(session, incident, words=words, standing=standing, source=source, at=at)
            return incidents.edit_finding(session, fact.id, words=words, source=source, **({"at": at} if at else {}))

        return write

    def _bin(self) -> None:
        assert self.fact is not None
        self.throw_away()
        binning.put_away(self.desk, "incidents", self.fact.id, self.tr("The fact is in the bin."), "bin_finding")


class StandForm(FormSheet):
    """How sure a fact is from now on, and why; how it stood before is kept under it."""

    def __init__(self, desk: Desk, fact: FindingRow, zones: Zones) -> None:
        super().__init__(
            desk, desk.shell.tr("Change the standing"), key=f"standing-{fact.id}", kind="finding", wide=580
        )
        self.fact = fact
        look = self.look
        reason = self.keep("reason", LineField(look, self.tr("Why"), hint=self.tr("What was found out.")))
        source = self.keep("source", LineField(look, self.tr("Source"), fact.source))
        at = self.keep(
            "at", WhenField(look, self.tr("Since when"), zones, desk.now, hint=self.tr("Left empty: now."), past=True)
        )
        choice = standings(self, fact.standing)
        now = self.tr("It stands as “{standing}” now. That stays to be seen under the fact.")
        self.body(
            self.head(self.tr("Change the standing")), 10,
            label(look, fact.words[:600], "words", "ink", wrap=True), 8,
            pair(look, self.tr("It is"), choice), 4,
            label(look, now.format(standing=phrases.standing(fact.standing).lower()), "small", "ink3", wrap=True), 10,
            reason, 8, source, 8, at, 18,
            *self.foot(self.tr("Change the standing")),
        )  # fmt: skip
        self.first = choice.buttons[max(0, choice.chosen)]
        self.begin()

    def content(self) -> dict[str, Any]:
        return {**super().content(), "incident_id": self.fact.incident_id}

    def work(self) -> Callable[[Any], Any]:
        values = {
            "standing": self.choices["standing"].value(),
            "reason": self.text("reason"),
            "source": self.text("source"),
        }
        values["at"] = past_moment(self.fields["at"], "at")  # type: ignore[arg-type]
        fact = self.fact.id

        def write(session: Any) -> Any:
            from aboveboard.journal import incidents

            return incidents.restand(session, fact, **values)

        return write


class ToldForm(FormSheet):
    """The client knows: when, how, and who was told. Also corrects it."""

    def __init__(self, desk: Desk, incident: IncidentRow, zones: Zones, who: str) -> None:
        super().__init__(
            desk, desk.shell.tr("The client was told"), key=f"told-{incident.id}", kind="incident", wide=560
        )
        self.incident = incident
        look = self.look
        how = Choices(
            look, [self.tr("Call"), self.tr("Meeting"), self.tr("Email"), self.tr("Chat")], 0, self.tr("How"),
            values=["call", "meeting", "email", "chat"],
        )  # fmt: skip
        self.keep("how", how)
        at = self.keep(
            "at", WhenField(look, self.tr("When"), zones, desk.now, hint=self.tr("Left empty: now."), past=True)
        )
        to = self.keep("to", LineField(look, self.tr("Who was told"), who))
        if incident.told_at is not None:
            self.fill(
                {"how": incident.told_how, "at": times.typed(incident.told_at, zones.mine), "to": incident.told_to}
            )
        self.body(
            self.head(self.tr("{name} was told").format(name=phrases.first_name(who)), incident.title), 10,
            pair(look, self.tr("How"), how), 6, at, 8, to, 18, *self.foot(self.tr("They know")),
        )  # fmt: skip
        self.first = at.field
        self.begin()

    def work(self) -> Callable[[Any], Any]:
        at, how, to = past_moment(self.fields["at"], "at"), self.choices["how"].value(), self.text("to")  # type: ignore[arg-type]
        incident = self.incident

        def write(session: Any) -> Any:
            from aboveboard.journal import incidents

            if incident.told_at is None:
                return incidents.tell(session, incident.id, at=at, how=how, to=to)
            return incidents.edit(session, incident.id, told_at=at or incident.told_at, told_how=how, told_to=to)

        return write

    def field_of(self, name: str | None) -> str | None:
        return {"told_at": "at", "told_to": "to"}.get(name or "", name)

    def saved(self, changes: Any) -> None:
        if changes.act:
            binning.say_done(self.desk, self.tr("From now on they have been told."))


class ResolveForm(FormSheet):
    """It is over: since when. Not before it began, was noticed, or in the future."""

    def __init__(self, desk: Desk, incident: IncidentRow, zones: Zones) -> None:
        super().__init__(desk, desk.shell.tr("Resolved"), key=f"resolve-{incident.id}", kind="incident", wide=520)
        self.incident = incident
        at = self.keep(
            "at",
            WhenField(self.look, self.tr("Since when"), zones, desk.now, hint=self.tr("Left empty: now."), past=True),
        )
        note = ""
        if incident.told_at is None:
            note = self.tr(
                "The client does not know of it yet. That stays so, and stays on Today, until they are told."
            )
        self.body(
            self.head(self.tr("It is over"), incident.title), 10, at, 6,
            label(self.look, note, "small", "ink2", wrap=True), 14, *self.foot(self.tr("It is over")),
        )  # fmt: skip
        self.first = at.field
        self.begin()

    def work(self) -> Callable[[Any], Any]:
        at, incident = past_moment(self.fields["at"], "at"), self.incident.id  # type: ignore[arg-type]

        def write(session: Any) -> Any:
            from aboveboard.journal import incidents

            return incidents.resolve(session, incident, at=at)

        return write

    def field_of(self, name: str | None) -> str | None:
        return {"resolved_at": "at"}.get(name or "", name)

    def saved(self, changes: Any) -> None:
        if changes.act:
            binning.say_done(self.desk, self.tr("The incident is over."))


def open_sheet(desk: Desk, key: str, incident: int) -> None:
    """Show the sheet of a draft's key ("finding-new-3", "standing-7", "told-3", ...), once the incident is read."""

    def read(session: Any) -> Any:
        from aboveboard.journal import clients, incidents

        row = incidents.get(session, incident)
        return row, clients.get(session, row.client_id)

    def show(answer: Any) -> None:
        row, client = answer
        zones = Zones(desk.zone, client.zone, desk.calendar())
        form, number = key.rsplit("-", 1)
        if form == "finding-new":
            sheet: FormSheet = FactForm(desk, incident, zones)
        elif form == "told":
            sheet = ToldForm(desk, row, zones, client.contact.name if client.contact else client.name)
        elif form == "resolve":
            sheet = ResolveForm(desk, row, zones)
        elif form == "finding":
            sheet = FactForm(desk, incident, zones, fact_of(row, int(number)))
        else:
            sheet = StandForm(desk, fact_of(row, int(number)), zones)
        desk.sheet(sheet)

    desk.jobs.read(read, show, key="incident-sheet")


def fact_of(incident: IncidentRow, fact: int) -> FindingRow:
    """A fact of an incident; NotFound where it is gone."""
    found = next((one for one in incident.findings if one.id == fact), None)
    if found is None:
        raise NotFound("That fact is no longer there.")
    return found
