"""All clients by name, each with when one last spoke and what is open. Typing narrows the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from aboveboard.ui import moments
from aboveboard.ui import tokens as t
from aboveboard.ui.clients import phrases
from aboveboard.ui.page import Page
from aboveboard.ui.rowlist import OpenList
from aboveboard.ui.settling import fold_by
from aboveboard.ui.widgets import Action, Line, PromiseRow, column, heading, holder, label, row, scroll

if TYPE_CHECKING:
    from aboveboard.journal.rows import ClientRow
    from aboveboard.ui.desk import Desk


@dataclass(frozen=True)
class Listed:
    """A client of the list. `late`, `open`: promises of mine; `untold`: incidents they do not know of."""

    client: ClientRow
    contact: str
    last: datetime | None
    open: int
    late: int
    untold: int
    folded: str


class ClientsPage(Page):
    key = "clients"
    nav = "clients"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Clients")
        self.setAccessibleName(self.title)
        look = self.look
        self.listed: list[Listed] = []
        self.sentence = label(look, "", "words", "ink2", wrap=True)
        self.narrow = Line(look, self.tr("Narrow the list"), style="body")
        self.narrow.setPlaceholderText(self.tr("Narrow the list"))
        self.narrow.setFixedWidth(look.w(200))
        self.narrow.textChanged.connect(lambda _: self._show())
        self.narrow.returnPressed.connect(self._open_first)
        new = Action(look, self.tr("New client"), "primary", self.tr("Ctrl N"))
        new.clicked.connect(lambda: desk.start("new-client"))
        name = label(look, self.title, "title")
        top = heading(column(name), self.narrow, new)
        fold_by(top, look, ("title", name))
        top = holder(column(top, 6, self.sentence, margins=(12, 0, 12, 0)))
        self.list = OpenList(look, self.title, self._open)
        page = holder(column(top, 20, self.list, None))
        page.setMaximumWidth(look.w(t.MEASURE) + 24)
        self.setLayout(column(scroll(holder(row((page, 100), "rest", margins=(40, 36, 36, 32))), "clients")))
        desk.bus.ticked.connect(self._tick)

    def open(self, **_: Any) -> None:
        self.refresh()

    def refresh(self) -> None:
        self.desk.jobs.read(read, self.show_rows, key="clients-page")

    def show_rows(self, listed: list[Listed]) -> None:
        """Show all clients."""
        self.listed = listed
        self.narrow.setVisible(len(listed) > 5)
        self._show()

    def _show(self) -> None:
        from aboveboard.journal.fold import fold

        now, wanted = self.desk.now(), fold(self.narrow.text()).strip() if not self.narrow.isHidden() else ""
        shown = [one for one in self.listed if wanted in one.folded]
        self.list.put([self._row(one, now) for one in shown])
        self.list.setVisible(bool(shown))
        self.sentence.setText(self._sentence(len(shown)))

    def _sentence(self, shown: int) -> str:
        count = len(self.listed)
        if not count:
            return self.tr("Nobody is here yet. Begin with a client: a name is enough.")
        if shown != count:
            return self.tr("{shown} of {count}").format(shown=shown, count=count)
        untold = sum(1 for one in self.listed if one.untold)
        late = sum(one.late for one in self.listed)
        parts = []
        if untold:
            parts.append(
                self.tr("One does not know yet.")
                if untold == 1
                else self.tr("{n} do not know yet.").format(n=phrases.number(untold))
            )
        if late:
            parts.append(
                self.tr("One promise to them is late.")
                if late == 1
                else self.tr("{n} promises to them are late.").format(n=phrases.number(late))
            )
        return " ".join(parts) or self.tr("Nothing is late, and everybody knows what you know.")

    def _row(self, one: Listed, now: datetime) -> PromiseRow:
        client, zone = one.client, self.desk.zone
        hour = self.tr("{clock} in {city}").format(
            clock=moments.clock(now, client.zone), city=moments.city(client.zone)
        )
        parts = [moments.apart(one.contact)] if one.contact else []
        parts.append(hour)
        if one.open:
            parts.append(
                self.tr("one open promise") if one.open == 1 else self.tr("{n} open promises").format(n=one.open)
            )
        due = moments.day_of(one.last, zone, now) if one.last else self.tr("No word yet")
        note, state = "", "open"
        if one.untold:
            note, state = self.tr("not told"), "late"
        elif one.late:
            note, state = self.tr("{n} late").format(n=one.late), "late"
        elif one.last is not None and (now - one.last).days >= 14:
            note = moments.days((now - one.last).days)
        name = moments.apart(client.name)
        return PromiseRow(
            client.id, name, " · ".join(parts), due, note, state, sentence=f"{client.name}. {', '.join(parts)}. {note}"
        )

    def _open(self, row_id: int) -> None:
        self.desk.go("client", id=row_id)

    def _open_first(self) -> None:
        rows = self.list.rows()
        if rows:
            self._open(rows[0].id)

    def keyPressEvent(self, event: Any) -> None:
        """Letters typed on the page narrow the list."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and event.text().isprintable() and event.text().strip() and self.narrow.isVisible():
            self.narrow.setFocus()
            self.narrow.insert(event.text())
            return
        super().keyPressEvent(event)

    def _tick(self) -> None:
        if self.isVisible():
            self._show()


def read(session: Any) -> list[Listed]:
    """Every client with its counts. Called on a reading thread."""
    from aboveboard.clock import from_text
    from aboveboard.journal import clients, commitments
    from aboveboard.journal.fold import fold

    connection = session.connection()

    def pairs(sql: str) -> dict[int, Any]:
        return {row[0]: row[1] for row in connection.exec_driver_sql(sql)}

    last = pairs("SELECT client_id, max(at) FROM interaction WHERE binned_at IS NULL GROUP BY client_id")
    untold = pairs(
        "SELECT client_id, count(*) FROM incident WHERE binned_at IS NULL AND told_at IS NULL GROUP BY client_id"
    )
    contact = pairs(
        "SELECT client_id, name FROM contact WHERE id IN"
        " (SELECT min(id) FROM contact WHERE binned_at IS NULL GROUP BY client_id)"
    )
    open_ones: dict[int, int] = {}
    late: dict[int, int] = {}
    for promise in commitments.rows(session, open_only=True):
        if promise.by == "me":
            open_ones[promise.client_id] = open_ones.get(promise.client_id, 0) + 1
            late[promise.client_id] = late.get(promise.client_id, 0) + (promise.late_hours > 0)
    return [
        Listed(
            one,
            contact.get(one.id, ""),
            from_text(last[one.id]) if one.id in last else None,
            open_ones.get(one.id, 0),
            late.get(one.id, 0),
            untold.get(one.id, 0),
            fold(f"{one.name} {contact.get(one.id, '')}"),
        )
        for one in clients.rows(session)
    ]
