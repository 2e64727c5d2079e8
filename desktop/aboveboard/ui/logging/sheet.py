"""Log a call: a sentence one fills in, the note, and the promises found in it. Saved together, as one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from aboveboard.clock import as_text, from_text
from aboveboard.errors import Invalid
from aboveboard.ui import binning, moments
from aboveboard.ui import tokens as t
from aboveboard.ui.clients import phrases
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.form import FormSheet
from aboveboard.ui.logging import people, wording
from aboveboard.ui.logging.chips import Chips
from aboveboard.ui.logging.finder import Finder
from aboveboard.ui.logging.people import Party
from aboveboard.ui.whenfield import WhenField
from aboveboard.ui.widgets import Choices, Hairline, PickField, TextField, pair

if TYPE_CHECKING:
    from aboveboard.journal.rows import InteractionRow
    from aboveboard.ui.desk import Desk

STALE = timedelta(minutes=10)
"""A draft that is older than this was not of a call that is "now"."""


class LogSheet(FormSheet):
    """`client`, `incident`: what one came from. `edit`: a conversation that is to be corrected (its promises stay)."""

    def __init__(
        self,
        desk: Desk,
        client: int | None = None,
        incident: int | None = None,
        edit: InteractionRow | None = None,
        key: str = "",
    ) -> None:
        key = key or (f"interaction-{edit.id}" if edit else f"interaction-new-{client or ''}".rstrip("-"))
        super().__init__(desk, desk.shell.tr("Log a call"), key=key, kind="interaction")
        self.client_id, self.incident_id, self.edited = client, incident, edit
        self.parties: list[Party] = []
        self.contact_id: int | None = edit.contact_id if edit else None
        self.chosen_contact: int | None = None  # by the person; else it is the first one there
        self.began = edit.at if edit else desk.now()
        self._saving_when_found = False
        self._choices()
        self.note = self.keep("note", TextField(self.look, self.tr("What was said"), lines=(4, 12)))
        self.note.tag.hide()
        self.note.edit.setProperty("boxed", False)
        self.note.edit.setPlaceholderText(self.tr("What was said, and what was promised"))
        self.chips = Chips(self.look, self.when)
        self.finder = Finder(desk, self.note.edit, self._zones(), self.when)
        self.finder.found.connect(self._show_found)
        self.chips.said.connect(self._said)
        self._lay_out()
        if edit is not None:
            self._show_edited(edit)
        self.first = self.note.edit if client or incident or edit else self.client.field
        self.begin()
        self.finder.look_now()  # of nothing yet: it brings the finder in before the first words are there
        desk.jobs.read(lambda s: people.read(s, incident), self._know_people, key="log-people")

    # building

    def _choices(self) -> None:
        look = self.look
        self.client = self.keep("client", PickField(look, self.tr("Client"), []))
        self.client.picked.connect(self._picked)
        self.client.edit.returnPressed.connect(self._take_first)
        self.client.edit.editingFinished.connect(self._take_exact)
        kinds = [self.tr("Call"), self.tr("Meeting"), self.tr("Email"), self.tr("Chat")]
        self.keep("kind", Choices(look, kinds, 0, self.tr("Kind"), values=["call", "meeting", "email", "chat"]))
        who = [self.tr("They called"), self.tr("I called")]
        self.keep("direction", Choices(look, who, 1, self.tr("Who"), values=["in", "out"]))
        got = [self.tr("Reached"), self.tr("No answer"), self.tr("Left a message")]
        values = ["reached", "no-answer", "left-message"]
        self.keep("outcome", Choices(look, got, 0, self.tr("Reached"), values=values))
        at = [self.tr("When it was begun"), self.tr("Now"), self.tr("Other")]
        self.keep("when", Choices(look, at, 1, self.tr("When"), values=["began", "now", "other"]))
        self.choices["when"].buttons[0].hide()
        moods = [self.tr("Calm"), self.tr("Tense"), self.tr("Angry"), self.tr("Furious"), self.tr("Not said")]
        self.keep(
            "temper", Choices(look, moods, 4, self.tr("Temper"), values=["calm", "tense", "angry", "furious", ""])
        )
        self.at = self.keep("at", WhenField(look, self.tr("When was it?"), self._zones(), self.desk.now, past=True))
        self.at.hide()
        self.at.read.connect(self._time_changed)
        self.choices["when"].changed.connect(lambda _: self._time_changed())
        self.choices["kind"].changed.connect(lambda _: self._say_title())
        self.choices["direction"].changed.connect(lambda _: self._say_title())

    def _lay_out(self) -> None:
        look, c = self.look, self.choices
        self.with_row = pair(look, self.tr("With"))
        self.temper_row = pair(look, self.tr("They were"), c["temper"])
        self.people: Choices | None = None
        self.body(
            self.head(""), t.S3,
            self.client,
            pair(look, self.tr("Kind"), c["kind"]),
            pair(look, self.tr("Who"), c["direction"], c["outcome"]),
            self.with_row,
            pair(look, self.tr("When"), c["when"]),
            self.at,
            self.temper_row, t.S3,
            Hairline(look), t.S3, self.note, t.S2,
            self.chips,
            *self.foot(self.tr("Save call")),
        )  # fmt: skip
        self.with_row.hide()
        if self.client_id or self.incident_id or self.edited:
            self.client.hide()
        self._say_title()

    def _show_edited(self, edit: InteractionRow) -> None:
        self.fill({name: getattr(edit, name) for name in ("kind", "direction", "outcome", "temper", "note")})
        self.client_id = edit.client_id
        when = self.choices["when"]
        when.rename(0, moments.mid_sentence(edit.at, self.desk.zone, self.desk.now()))
        when.buttons[0].show()
        when.choose(0)

    # who

    def _know_people(self, answer: tuple[list[Party], int | None]) -> None:
        self.parties, owner = answer
        self.client.set_options([one.shown for one in self.parties])
        if owner is not None:
            self.client_id = owner
        if self.client_id is None and self.client.text():
            self._take_exact()
        self._say_party()

    def party(self) -> Party | None:
        """The client that is meant, once they are known."""
        return next((one for one in self.parties if one.id == self.client_id), None)

    def _picked(self, shown: str) -> None:
        self._choose(next((one for one in self.parties if one.shown == shown), None), on=True)

    def _take_first(self) -> None:
        """Enter takes what was typed out, else the first that is offered."""
        typed = self.client.text().casefold()
        fits = [one for one in self.parties if typed and typed in one.shown.casefold()]
        exact = [one for one in fits if one.shown.casefold() == typed]
        if fits:
            self.client.setText((exact or fits)[0].shown)
            self._choose((exact or fits)[0], on=True)

    def _take_exact(self) -> None:
        exact = self.client.exact()
        self._choose(next((one for one in self.parties if one.shown == exact), None), on=False)

    def _choose(self, party: Party | None, *, on: bool) -> None:
        before = self.client_id
        self.client_id = party.id if party else None
        if self.client_id != before:
            self.contact_id = None
            self._say_party()
        if party is not None and on:
            self.client.error()
            self.note.edit.setFocus()

    def _say_party(self) -> None:
        party = self.party()
        contacts = party.contacts if party else ()
        if self.contact_id not in [one for one, _ in contacts]:
            self.contact_id = contacts[0][0] if contacts else None
        if self.people is not None:
            self.with_row.layout().itemAt(1).widget().layout().removeWidget(self.people)
            self.people.hide()
            self.people.deleteLater()
            self.people = None
        if len(contacts) > 1:
            names = [moments.apart(name) for _, name in contacts]
            ids = [one for one, _ in contacts]
            self.people = Choices(self.look, names, ids.index(self.contact_id), self.tr("With"), values=ids)
            self.people.changed.connect(self._other_person)
            self.with_row.layout().itemAt(1).widget().layout().addWidget(self.people)
            self.people.show()
        self.with_row.setVisible(self.people is not None)
        zones = self._zones()
        self.at.set_zones(zones)
        if self.finder.zones != zones:
            self.finder.zones = zones
            self.finder.look_again()
        self._say_title()

    def _other_person(self, _: int) -> None:
        self.contact_id = self.chosen_contact = self.people.value() if self.people else None
        self._say_title()
        self.touched()

    def _zones(self) -> Zones:
        party = self.party()
        return Zones(self.desk.zone, party.zone if party else "", self.desk.calendar())

    def _say_title(self) -> None:
        party, kind = self.party(), self.choices["kind"].value()
        person = next((name for one, name in (party.contacts if party else ()) if one == self.contact_id), "")
        who = moments.apart(person or (party.name if party else ""))
        bare, named = wording.titles(kind)
        self.title.setText(named.format(name=who) if who else bare)
        self.more.setText(moments.apart(party.name) if party and person else "")
        first = moments.apart(phrases.first_name(person or (party.name if party else self.tr("They"))))
        wrote = kind in ("email", "chat")
        direction, outcome = self.choices["direction"], self.choices["outcome"]
        direction.rename(0, (self.tr("{name} wrote") if wrote else self.tr("{name} called")).format(name=first))
        direction.rename(1, self.tr("I wrote") if wrote else self.tr("I called"))
        direction.parentWidget().parentWidget().setVisible(kind != "meeting")
        outcome.setVisible(kind == "call")
        tag = self.temper_row.layout().itemAt(0).widget()
        was = self.tr("{name} was").format(name=first)
        fits = party is not None and self.look.width("small", was) <= tag.width() - 4
        tag.layout().itemAt(1).widget().setText(was if fits else self.tr("They were"))
        self._say_save()

    # when

    def when(self) -> datetime:
        """When the talk was: what the dates in it count from."""
        if self.choices["when"].value() == "other":
            return self.at.moment() or self.began
        return self.began

    def _time_changed(self) -> None:
        self.at.setVisible(self.choices["when"].value() == "other")
        self.finder.look_again()

    # promises

    def _show_found(self) -> None:
        offered = [] if self.edited else self.finder.offers
        self.chips.show_offers(offered, self.finder.zones)
        self._say_save()
        if self._saving_when_found and self.finder.fresh:
            self._saving_when_found = False
            self.submit()

    def _said(self, key: tuple[str, int], said: dict[str, Any]) -> None:
        self.finder.settle(key, said)
        self.touched()

    def _say_save(self) -> None:
        if not hasattr(self, "save"):
            return
        taken = 0 if self.edited else sum(one.wanted for one in self.finder.offers)
        self.save.setText(wording.save(self.choices["kind"].value(), taken))

    # the form

    def content(self) -> dict[str, Any]:
        out = super().content()
        out["began"], out["client_id"], out["contact_id"] = as_text(self.began), self.client_id, self.chosen_contact
        out["incident_id"] = self.incident_id
        out["unticked"] = (
            [list(one.key) for one in self.finder.offers if one.ticked is False] if self.finder_ready else []
        )
        return out

    @property
    def finder_ready(self) -> bool:
        return hasattr(self, "finder")

    def fill(self, content: dict[str, Any]) -> None:
        super().fill(content)
        if self.edited is not None:
            return
        self.client_id = content.get("client_id") or self.client_id
        self.chosen_contact = content.get("contact_id")
        self.contact_id = self.chosen_contact or self.contact_id
        self.incident_id = content.get("incident_id") or self.incident_id
        began = content.get("began")
        if began and self.desk.now() - from_text(began) > STALE:
            self.began = from_text(began)
            when = self.choices["when"]
            when.rename(0, moments.mid_sentence(self.began, self.desk.zone, self.desk.now()).capitalize())
            when.buttons[0].show()
            if when.value() == "now":
                when.choose(0)
        self._say_party()
        self._time_changed()

    def submit(self) -> None:
        if not self.finder.fresh and not self.edited:
            self._saving_when_found = True  # a promise typed with the last keys is looked for first
            self.finder.look_now()
            return
        super().submit()

    def work(self) -> Callable[[Any], Any]:
        if self.client_id is None:
            self._take_exact()
        if self.client_id is None:
            raise Invalid(people.nearest(self.parties, self.client.text()), "client")
        if self.choices["when"].value() == "other" and (said := self.at.problem() or self._no_time()):
            raise Invalid(said, "at")
        c = self.choices
        kind = c["kind"].value()
        values = {
            "kind": kind,
            "direction": c["direction"].value(),
            "outcome": c["outcome"].value() if kind == "call" else "reached",
            "temper": c["temper"].value() or "",
            "note": self.note.edit.toPlainText().strip(),
            "contact_id": self.contact_id,
            "at": self.when(),
        }
        return self._edit(values) if self.edited else self._log(values)

    def _no_time(self) -> str:
        return "" if self.at.moment() else self.tr("When was it? Write it as you would say it, like “yesterday 16:30”.")

    def _edit(self, values: dict[str, Any]) -> Callable[[Any], Any]:
        row = self.edited
        assert row is not None

        def change(session: Any) -> Any:
            from aboveboard.journal import interactions

            return interactions.edit(session, row.id, **values)

        return change

    def _log(self, values: dict[str, Any]) -> Callable[[Any], Any]:
        self._settled()
        client, incident, zone = self.client_id, self.incident_id, self.desk.zone
        taken = [one for one in self.finder.offers if one.taken]

        def log(session: Any) -> Any:
            from aboveboard.journal import interactions
            from aboveboard.journal.commitments import NewPromise

            promises = [
                NewPromise(
                    one.words, one.by, one.due_now, zone if one.changed else one.zone, one.precision_now, one.quote
                )
                for one in taken
            ]
            return interactions.log(session, client_id=client, incident_id=incident, promises=promises, **values)

        return log

    def _settled(self) -> None:
        """Refuse to save while a ticked promise has a date that could be several, or that is not understood."""
        for chip in self.chips.chips:
            if chip.offer.wanted and chip.offer.asks:
                sentence = self.tr("Choose the date that is meant, or take the tick away.")
            elif chip.offer.wanted and chip.unread():
                sentence = self.tr("This date is not understood. Write it like “Friday 17:00”.")
            else:
                continue
            chip.refuse(sentence)
            raise Invalid(self.tr("One promise has no certain date yet."))

    def field_of(self, name: str | None) -> str | None:
        return {"client_id": "client"}.get(name or "", name)

    def saved(self, changes: Any) -> None:
        if not changes.act:
            return
        party = self.party()
        name = moments.apart(party.name) if party else ""
        promised = len(changes.all("commitment"))
        binning.say_done(self.desk, self.tr("The talk was changed.") if self.edited else wording.logged(name, promised))


def open_sheet(
    desk: Desk, client: int | None = None, incident: int | None = None, interaction: int | None = None
) -> LogSheet | None:
    """Show the sheet; with `interaction` once that conversation is read."""
    if interaction is None:
        sheet = LogSheet(desk, client, incident)
        desk.sheet(sheet)
        return sheet

    def read(session: Any) -> Any:
        from aboveboard.journal import interactions

        return interactions.get(session, interaction)

    desk.jobs.read(read, lambda row: desk.sheet(LogSheet(desk, edit=row)), key="edit-talk")
    return None
