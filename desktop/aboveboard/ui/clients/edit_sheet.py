"""Changing a client: name and zone, how one speaks, the first contact, notes. Its bin is here as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aboveboard.ui import binning
from aboveboard.ui.clients import fields
from aboveboard.ui.form import FormSheet
from aboveboard.ui.widgets import Action

if TYPE_CHECKING:
    from aboveboard.journal.rows import ClientRow
    from aboveboard.ui.desk import Desk


class EditClientSheet(FormSheet):
    """Shows a client as it is and writes what was changed."""

    def __init__(self, desk: Desk, client: ClientRow) -> None:
        super().__init__(desk, self.tr("Edit client"), key=f"client-{client.id}", kind="client", wide=640)
        self.client = client
        bin_it = Action(self.look, self.tr("Put into the bin"), "quiet", name=self.tr("Put the client into the bin"))
        bin_it.clicked.connect(self._bin)
        self.body(
            self.head(self.tr("Edit client")), 12,
            *fields.client(self, client.zone), 10,
            *fields.person(self, "contact."), 12,
            *fields.manner(self), 10,
            fields.notes(self), 18,
            *self.foot(self.tr("Save the client")), 10, bin_it,
        )  # fmt: skip
        self._show()
        self.begin()

    def _show(self) -> None:
        client, contact = self.client, self.client.contact
        self.fill(
            {"name": client.name, "notes": client.notes, "technical": client.technical, "prefers": client.prefers}
        )
        if contact is not None:
            self.fill({f"contact.{name}": getattr(contact, name) for name in ("name", "role", "email", "phone")})

    def work(self) -> Callable[[Any], Any]:
        client, contact = self.client, self.client.contact
        values = {
            "name": self.text("name"),
            "zone": self.fields["zone"].zone(),  # type: ignore[attr-defined]
            "technical": bool(self.choices["technical"].value()),
            "prefers": self.choices["prefers"].value() or "",
            "notes": self.fields["notes"].text(),  # type: ignore[attr-defined]
        }
        person = {name: self.text(f"contact.{name}") for name in ("name", "role", "email", "phone")}

        def change(session: Any) -> Any:
            from aboveboard.errors import Invalid
            from aboveboard.journal import clients

            done = clients.edit(session, client.id, **values)
            try:
                if contact is not None:
                    clients.edit_contact(session, contact.id, **person)
                elif any(person.values()):
                    clients.add_contact(session, client.id, **{**person, "name": person["name"] or values["name"]})
            except Invalid as trouble:
                raise Invalid(trouble.sentence, f"contact.{trouble.field}") from None
            return done

        return change

    def saved(self, changes: Any) -> None:
        if changes.act:
            binning.say_done(self.desk, self.tr("{name} was changed.").format(name=self.text("name")))

    def _bin(self) -> None:
        self.throw_away()
        self.desk.go("clients")
        words = self.tr("{name} is in the bin, with all that belongs to it.").format(name=self.client.name)
        binning.put_away(self.desk, "clients", self.client.id, words)


def open_sheet(desk: Desk, client: int) -> None:
    """Show the sheet once the client is read."""

    def read(session: Any) -> Any:
        from aboveboard.journal import clients

        return clients.get(session, client)

    desk.jobs.read(read, lambda row: desk.sheet(EditClientSheet(desk, row)), key="edit-client")
