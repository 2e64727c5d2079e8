"""A person at a client: added, changed, put into the bin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aboveboard.errors import NotFound
from aboveboard.ui import binning
from aboveboard.ui.clients import fields
from aboveboard.ui.form import FormSheet
from aboveboard.ui.widgets import Action

if TYPE_CHECKING:
    from aboveboard.journal.rows import ClientRow, ContactRow
    from aboveboard.ui.desk import Desk


class ContactSheet(FormSheet):
    """`contact` None: a new person."""

    def __init__(self, desk: Desk, client: ClientRow, contact: ContactRow | None) -> None:
        name = desk.shell.tr("Edit person") if contact else desk.shell.tr("Add a person")
        key = f"contact-{contact.id}" if contact else f"contact-new-{client.id}"
        super().__init__(desk, name, key=key, kind="contact", wide=560)
        self.client, self.contact = client, contact
        parts = fields.person(self)
        end: list[Any] = []
        if contact is not None:
            bin_it = Action(
                self.look, self.tr("Put into the bin"), "quiet", name=self.tr("Put the person into the bin")
            )
            bin_it.clicked.connect(self._bin)
            end = [10, bin_it]
            self.fill({column: getattr(contact, column) for column in ("name", "role", "email", "phone")})
        save = self.tr("Save the person") if contact else self.tr("Add the person")
        self.body(self.head(name, client.name), 12, *parts, 18, *self.foot(save), *end)
        self.first = self.fields["name"].field
        self.begin()

    def content(self) -> dict[str, Any]:
        return {**super().content(), "client_id": self.client.id}

    def work(self) -> Callable[[Any], Any]:
        values = {name: self.text(name) for name in ("name", "role", "email", "phone")}
        client, contact = self.client.id, self.contact

        def write(session: Any) -> Any:
            from aboveboard.journal import clients

            if contact is None:
                return clients.add_contact(session, client, **values)
            return clients.edit_contact(session, contact.id, **values)

        return write

    def saved(self, changes: Any) -> None:
        if changes.act:
            words = self.tr("{name} was changed.") if self.contact else self.tr("{name} was added.")
            binning.say_done(self.desk, words.format(name=self.text("name")))

    def _bin(self) -> None:
        assert self.contact is not None
        self.throw_away()
        words = self.tr("{name} is in the bin.").format(name=self.contact.name)
        binning.put_away(self.desk, "clients", self.contact.id, words, "bin_contact")


def open_sheet(desk: Desk, client: int, contact: int | None = None) -> None:
    """Show the sheet once the client is read."""

    def read(session: Any) -> Any:
        from aboveboard.journal import clients

        return clients.get(session, client)

    def show(row: ClientRow) -> None:
        person = next((one for one in row.contacts if one.id == contact), None)
        if contact is not None and person is None:
            desk.trouble(NotFound(desk.shell.tr("That person is no longer there.")))
            return
        desk.sheet(ContactSheet(desk, row, person))

    desk.jobs.read(read, show, key="contact-sheet")
