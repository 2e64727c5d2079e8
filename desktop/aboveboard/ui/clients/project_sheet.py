"""A project of a client, and in words what protects it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aboveboard.errors import NotFound
from aboveboard.ui import binning
from aboveboard.ui.clients import fields
from aboveboard.ui.form import FormSheet
from aboveboard.ui.widgets import Action

if TYPE_CHECKING:
    from aboveboard.journal.rows import ClientRow, ProjectRow
    from aboveboard.ui.desk import Desk


class ProjectSheet(FormSheet):
    """`project` None: a new one. An empty protection is one of which nothing is said."""

    def __init__(self, desk: Desk, client: ClientRow, project: ProjectRow | None) -> None:
        name = desk.shell.tr("Edit project") if project else desk.shell.tr("Add a project")
        key = f"project-{project.id}" if project else f"project-new-{client.id}"
        super().__init__(desk, name, key=key, kind="project", wide=560)
        self.client, self.project = client, project
        self.before = {guard.kind: guard.state for guard in project.safeguards} if project else {}
        parts = fields.project(self)
        end: list[Any] = []
        if project is not None:
            bin_it = Action(
                self.look, self.tr("Put into the bin"), "quiet", name=self.tr("Put the project into the bin")
            )
            bin_it.clicked.connect(self._bin)
            end = [10, bin_it]
            self.fill({"name": project.name, **{f"guard.{kind}": state for kind, state in self.before.items()}})
        save = self.tr("Save the project") if project else self.tr("Add the project")
        self.body(self.head(name, client.name), 12, *parts, 18, *self.foot(save), *end)
        self.first = self.fields["name"].field
        self.begin()

    def content(self) -> dict[str, Any]:
        return {**super().content(), "client_id": self.client.id}

    def work(self) -> Callable[[Any], Any]:
        name, client, project, before = self.text("name"), self.client.id, self.project, self.before
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

    def saved(self, changes: Any) -> None:
        if changes.act:
            words = self.tr("{name} was changed.") if self.project else self.tr("{name} was added.")
            binning.say_done(self.desk, words.format(name=self.text("name")))

    def _bin(self) -> None:
        assert self.project is not None
        self.throw_away()
        words = self.tr("{name} is in the bin.").format(name=self.project.name)
        binning.put_away(self.desk, "clients", self.project.id, words, "bin_project")


def open_sheet(desk: Desk, client: int, project: int | None = None) -> None:
    """Show the sheet once the client is read."""

    def read(session: Any) -> Any:
        from aboveboard.journal import clients

        return clients.get(session, client)

    def show(row: ClientRow) -> None:
        found = next((one for one in row.projects if one.id == project), None)
        if project is not None and found is None:
            desk.trouble(NotFound(desk.shell.tr("That project is no longer there.")))
            return
        desk.sheet(ProjectSheet(desk, row, found))

    desk.jobs.read(read, show, key="project-sheet")
