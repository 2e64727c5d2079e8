"""What the sheets of a client's parts (a person, a project) share: head, foot, the bin, what is said when done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aboveboard.errors import NotFound
from aboveboard.ui import binning
from aboveboard.ui.form import FormSheet
from aboveboard.ui.widgets import Action

if TYPE_CHECKING:
    from aboveboard.journal.rows import ClientRow
    from aboveboard.ui.desk import Desk


class PartSheet(FormSheet):
    """`row` None: a new one. `kind`: "contact" or "project", as the operations are called."""

    def __init__(self, desk: Desk, client: ClientRow, row: Any, kind: str, title: str) -> None:
        key = f"{kind}-{row.id}" if row else f"{kind}-new-{client.id}"
        super().__init__(desk, title, key=key, kind=kind, wide=560)
        self.client, self.row, self.called = client, row, title

    def compose(self, parts: list[Any], values: dict[str, Any], save: str, binned: str) -> None:
        """Lay out the fields, with the `values` there are; `binned` names the act of the bin for who cannot see it."""
        end: list[Any] = []
        if self.row is not None:
            bin_it = Action(self.look, self.tr("Put into the bin"), "quiet", name=binned)
            bin_it.clicked.connect(self._bin)
            end = [10, bin_it]
            self.fill(values)
        self.body(self.head(self.called, self.client.name), 12, *parts, 18, *self.foot(save), *end)
        self.first = self.fields["name"].field
        self.begin()

    def content(self) -> dict[str, Any]:
        return {**super().content(), "client_id": self.client.id}

    def saved(self, changes: Any) -> None:
        if changes.act:
            words = self.tr("{name} was changed.") if self.row else self.tr("{name} was added.")
            binning.say_done(self.desk, words.format(name=self.text("name")))

    def _bin(self) -> None:
        self.throw_away()
        words = self.tr("{name} is in the bin.").format(name=self.row.name)
        binning.put_away(self.desk, "clients", self.row.id, words, f"bin_{self.kind}")


def open_part(
    desk: Desk, client: int, of: str, wanted: int | None, sheet: Callable[[Desk, Any, Any], PartSheet], gone: str
) -> None:
    """Show a part's sheet once the client is read. `of`: "contacts" or "projects"; `gone`: said where there is none."""

    def read(session: Any) -> Any:
        from aboveboard.journal import clients

        return clients.get(session, client)

    def show(row: ClientRow) -> None:
        found = next((one for one in getattr(row, of) if one.id == wanted), None)
        if wanted is not None and found is None:
            desk.trouble(NotFound(gone))
            return
        desk.sheet(sheet(desk, row, found))

    desk.jobs.read(read, show, key=f"{of}-sheet")
