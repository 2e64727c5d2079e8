"""A person at a client: added, changed, put into the bin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aboveboard.ui.clients import fields
from aboveboard.ui.clients.part_sheet import PartSheet, open_part

if TYPE_CHECKING:
    from aboveboard.journal.rows import ClientRow, ContactRow
    from aboveboard.ui.desk import Desk

_COLUMNS = ("name", "role", "email", "phone")


class ContactSheet(PartSheet):
    """`contact` None: a new person."""

    def __init__(self, desk: Desk, client: ClientRow, contact: ContactRow | None) -> None:
        title = desk.shell.tr("Edit person") if contact else desk.shell.tr("Add a person")
        super().__init__(desk, client, contact, "contact", title)
        self.compose(
            fields.person(self),
            {column: getattr(contact, column) for column in _COLUMNS} if contact else {},
            self.tr("Save the person") if contact else self.tr("Add the person"),
            self.tr("Put the person into the bin"),
        )

    def work(self) -> Callable[[Any], Any]:
        values = {name: self.text(name) for name in _COLUMNS}
        client, contact = self.client.id, self.row

        def write(session: Any) -> Any:
            from aboveboard.journal import clients

            if contact is None:
                return clients.add_contact(session, client, **values)
            return clients.edit_contact(session, contact.id, **values)

        return write


def open_sheet(desk: Desk, client: int, contact: int | None = None) -> None:
    """Show the sheet once the client is read."""
    open_part(desk, client, "contacts", contact, ContactSheet, desk.shell.tr("That person is no longer there."))
