"""A promise that was made outside a call note or a letter: in whose words, to whom, until when."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aboveboard.errors import Invalid
from aboveboard.ui import binning
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.form import FormSheet
from aboveboard.ui.logging import people
from aboveboard.ui.logging.people import Party
from aboveboard.ui.whenfield import WhenField
from aboveboard.ui.widgets import Choices, PickField, TextField, pair

if TYPE_CHECKING:
    from aboveboard.ui.desk import Desk


class NewPromiseForm(FormSheet):
    def __init__(self, desk: Desk, client: int | None = None) -> None:
        super().__init__(
            desk, desk.shell.tr("New promise"), key=f"commitment-new-{client or ''}".rstrip("-"), kind="commitment"
        )
        look = self.look
        self.client_id, self.parties = client, []
        self.client = self.keep("client", PickField(look, self.tr("Client"), []))
        self.client.edit.returnPressed.connect(self._take_first)
        self.client.picked.connect(lambda _: self._take_first())
        words = self.keep("words", TextField(look, self.tr("The promise, in its words"), lines=(2, 5)))
        by = Choices(look, [self.tr("I promised"), self.tr("They promised")], 0, self.tr("Who"), values=["me", "them"])
        self.keep("by", by)
        firm = Choices(look, [self.tr("Firm"), self.tr("Best effort")], 0, self.tr("How firm"), values=[True, False])
        self.keep("firm", firm)
        zones = Zones(desk.zone, "", desk.calendar())
        hint = self.tr("As you would say it: “Friday 17:00”. May stay empty.")
        self.due = self.keep("due", WhenField(look, self.tr("By when"), zones, desk.now, hint=hint))
        self.body(
            self.head(self.tr("New promise")), 10, self.client, words, 6,
            pair(look, self.tr("Who"), by), pair(look, self.tr("It is"), firm), 6, self.due, 16,
            *self.foot(self.tr("Keep the promise in the journal")),
        )  # fmt: skip
        self.client.setVisible(client is None)
        self.first = words.field if client else self.client.field
        self.begin()
        desk.jobs.read(people.read, self._know, key="promise-people")

    def _know(self, answer: tuple[list[Party], int | None]) -> None:
        self.parties = answer[0]
        self.client.set_options([one.shown for one in self.parties])
        self._say_party()

    def _party(self) -> Party | None:
        if self.client_id is not None:
            return next((one for one in self.parties if one.id == self.client_id), None)
        typed = self.client.text().casefold()
        return next((one for one in self.parties if one.shown.casefold() == typed), None)

    def _take_first(self) -> None:
        typed = self.client.text().casefold()
        fits = [one for one in self.parties if typed and typed in one.shown.casefold()]
        exact = [one for one in fits if one.shown.casefold() == typed]
        if fits:
            self.client.setText((exact or fits)[0].shown)
            self.fields["words"].field.setFocus()
            self._say_party()

    def _say_party(self) -> None:
        party = self._party()
        if party is not None:
            self.due.set_zones(Zones(self.desk.zone, party.zone, self.desk.calendar()))
            self.more.setText(party.name if self.client.isHidden() else "")

    def work(self) -> Callable[[Any], Any]:
        party = self._party()
        if party is None:
            raise Invalid(people.nearest(self.parties, self.client.text()), "client")
        if sentence := self.due.problem():
            raise Invalid(sentence, "due")
        reading = self.due.reading()
        values = {
            "client_id": party.id,
            "contact_id": party.contacts[0][0] if party.contacts else None,
            "words": self.text("words"),
            "by": self.choices["by"].value(),
            "firm": self.choices["firm"].value(),
            "due": reading.moment,
            "precision": reading.precision if reading.moment else "minute",
            "zone": self.desk.zone,
        }

        def write(session: Any) -> Any:
            from aboveboard.journal import commitments

            return commitments.make(session, **values)

        return write

    def saved(self, changes: Any) -> None:
        if changes.act:
            binning.say_done(self.desk, self.tr("The promise is in the journal."))


def open_sheet(desk: Desk, client: int | None = None) -> NewPromiseForm:
    """Show the sheet."""
    sheet = NewPromiseForm(desk, client)
    desk.sheet(sheet)
    return sheet
