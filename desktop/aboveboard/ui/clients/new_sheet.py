"""A new client: who they are, whom one speaks with there, and what protects their first project."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aboveboard.ui import binning
from aboveboard.ui.clients import fields
from aboveboard.ui.form import FormSheet
from aboveboard.ui.widgets import Hairline

if TYPE_CHECKING:
    from aboveboard.ui.desk import Desk

KEY = "client-new"


class NewClientSheet(FormSheet):
    """Only the name is needed; everything else can be said later."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("New client"), key=KEY, kind="client", wide=640)
        look = self.look
        self.body(
            self.head(self.tr("New client")), 12,
            *fields.client(self, desk.zone), 10,
            *fields.person(self, "contact."), 8,
            *fields.manner(self), 10, Hairline(look), 12,
            *fields.project(self, "project."), 16,
            *self.foot(self.tr("Add the client")),
        )  # fmt: skip
        self.begin()

    def work(self) -> Callable[[Any], Any]:
        values = {
            "name": self.text("name"),
            "zone": self.fields["zone"].zone(),  # type: ignore[attr-defined]
            "technical": bool(self.choices["technical"].value()),
            "prefers": self.choices["prefers"].value() or "",
        }
        contact = {name: self.text(f"contact.{name}") for name in ("name", "role", "email", "phone")}
        guards = {kind: state for kind, state in fields.guards(self).items() if state}
        project = {"name": self.text("project.name"), "safeguards": guards}
        given = project if project["name"] or guards else None

        def add(session: Any) -> Any:
            from aboveboard.journal import clients

            return clients.add(session, contact=contact, project=given, **values)

        return add

    def saved(self, changes: Any) -> None:
        self.desk.go("client", id=changes.one("client"))
        binning.say_done(self.desk, self.tr("{name} is in the journal.").format(name=self.text("name")))


def open_sheet(desk: Desk) -> NewClientSheet:
    """Show the sheet."""
    sheet = NewClientSheet(desk)
    desk.sheet(sheet)
    return sheet
