"""A project of a client, and in words what protects it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aboveboard.ui.clients import fields
from aboveboard.ui.clients.part_sheet import PartSheet, open_part

if TYPE_CHECKING:
    from aboveboard.journal.rows import ClientRow, ProjectRow
    from aboveboard.ui.desk import Desk


class ProjectSheet(PartSheet):
    """`project` None: a new one. An empty protection is one of which nothing is said."""

    def __init__(self, desk: Desk, client: ClientRow, project: ProjectRow | None) -> None:
        title = desk.shell.tr("Edit project") if project else desk.shell.tr("Add a project")
        super().__init__(desk, client, project, "project", title)
        self.before = {guard.kind: guard.state for guard in project.safeguards} if project else {}
        values = {f"guard.{kind}": state for kind, state in self.before.items()}
        self.compose(
            fields.project(self),
            {"name": project.name, **values} if project else {},
            self.tr("Save the project") if project else self.tr("Add the project"),
            self.tr("Put the project into the bin"),
        )

    def work(self) -> Callable[[Any], Any]:
        name, client, project, before = self.text("name"), self.client.id, self.row, self.before
        guards = fields.guards(self)

        def write(session: Any) -> Any:
            from aboveboard.journal import clients

            if project is None:
                given = {kind: state for kind, state in guards.items() if state}
                return clients.add_project(session, client, name=name, safeguards=given)
            done = clients.edit_project(session, project.id, name=name)
            for kind, state in guards.items():
                if state != before.get(kind, ""):
                    clients.set_safeguard(session, project.id, kind=kind, state=state)
            return done

        return write


def open_sheet(desk: Desk, client: int, project: int | None = None) -> None:
    """Show the sheet once the client is read."""
    open_part(desk, client, "projects", project, ProjectSheet, desk.shell.tr("That project is no longer there."))
