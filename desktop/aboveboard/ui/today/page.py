"""Today: the sentence, the client who does not know, then what is owed, the latest first; beside it who waits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QScrollArea, QStackedLayout, QWidget

from aboveboard.ui import moments
from aboveboard.ui import tokens as t
from aboveboard.ui.desk import Desk
from aboveboard.ui.page import Page
from aboveboard.ui.theme import Look
from aboveboard.ui.today import words as w
from aboveboard.ui.widgets import (
    Action,
    Beside,
    Margin,
    PromiseList,
    Section,
    column,
    holder,
    label,
    refill,
    row,
    scroll,
)

EDGE = 12  # rows paint their ground this far outside the words' edge


class Group(QWidget):
    """A section of promises; hidden while it has none. The count is all of them, always."""

    def __init__(self, look: Look, name: str, colour: str = "ink2") -> None:
        super().__init__()
        self.head = Section(look, name, "", colour, 16)
        self.list = PromiseList(look, (), name)
        head = holder(self.head)
        head.layout().setContentsMargins(EDGE, 0, EDGE, 0)
        self.setLayout(column(head, 2, self.list))
        self.hide()

    def put(self, rows: list[Any]) -> None:
        """Show these."""
        self.head.say(str(len(rows)))
        self.list.put(rows)
        self.setVisible(bool(rows))


class UntoldRow(QWidget):
    """One client who does not know: for how long, what, what was promised, and the way to tell."""

    def __init__(self, desk: Desk, item: Any, primary: bool) -> None:
        super().__init__()
        look, self.desk, self.item = desk.look, desk, item
        who = item.contact or item.client
        self.known = label(look, "", "small", "ink2", weight=500)
        self.since = label(look, "", "small", "ink3")
        self.more = label(look, "", "body", "ink2", wrap=True)
        tell = Action(look, self.tr("Tell {who}").format(who=who), "primary" if primary else "plain")
        tell.clicked.connect(lambda: desk.go("conversation", incident=item.id))
        opens = Action(look, self.tr("Open the incident"), "quiet")
        opens.setAccessibleDescription(item.title)
        opens.clicked.connect(lambda: desk.go("incident", id=item.id))
        told = self.tr("{client} does not know yet").format(client=moments.apart(item.client))
        title = label(look, told, "heading", wrap=True)
        body = column(title, 3, self.more, t.S3, row(tell, 8, opens, None, gap=8))
        margin = Margin(look, column(10, self.known, 4, self.since, None))
        self.setLayout(row(margin, (holder(body), 1), gap=0, margins=(EDGE, 12, EDGE, 14)))
        self.setObjectName(f"untold-{item.id}")
        self.tick(desk.now())

    def tick(self, now: datetime) -> None:
        """The minute moved."""
        item, zone = self.item, self.desk.zone
        self.known.setText(moments.span((now - item.noticed).total_seconds()))
        here, today = moments.local(item.noticed, zone).date(), moments.local(now, zone).date()
        at = (
            moments.clock(item.noticed, zone)
            if here == today
            else moments.short_day(here, today=today).split(" ", 1)[-1]
        )
        self.since.setText(self.tr("since {at}").format(at=at))
        parts = [moments.apart(item.title.rstrip(".")) + "."]
        if item.due is not None:
            parts.append(self._promised(item, zone, now))
        self.more.setText(" ".join(parts))

    def _promised(self, item: Any, zone: str, now: datetime) -> str:
        who = (item.contact or item.client).split()[0] if item.contact else item.client
        if item.due_precision == "day":
            at = moments.day_of(item.due, zone, now)
        else:
            here = moments.local(item.due, zone).date() == moments.local(now, zone).date()
            at = (
                self.tr("at {clock}").format(clock=moments.clock(item.due, zone))
                if here
                else moments.mid_sentence(item.due, zone, now)
            )
            there = moments.there(item.due, zone, item.client_zone)
            at = f"{at}, {there}" if there else at
        form = (
            self.tr("Your promise to {who} was due {at}.")
            if item.due < now
            else self.tr("Your promise to {who} is due {at}.")
        )
        return form.format(who=who, at=at)


class TodayPage(Page):
    """See the module's text. Before the record is there, it is a date and nothing else."""

    key = nav = "today"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Today")
        self.day: Any = None
        self._empty: QWidget | None = None
        self._aside: Any = None
        look = desk.look
        self.date = label(look, w.date_title(desk.now(), desk.zone), "title")
        self.sentence = label(look, "", "words", "ink2", wrap=True)
        self.untold_head = Section(look, self.tr("Not told"), "", "late", 0)
        self.untold_box = column()
        self.untold = holder(column(self._inset(self.untold_head), holder(self.untold_box)))
        self.untold.hide()
        self.late = Group(look, self.tr("Late"), "late")
        self.now_due = Group(look, self.tr("Due today"))
        self.week = Group(look, self.tr("This week"))
        for group in self.groups():
            group.list.acted.connect(self._act)
        self._side = QWidget()
        self._side.setLayout(column())
        main = holder(column(self.untold, self.late, self.now_due, self.week, None))
        both = Beside(look, main, self._side, 240)
        top = column(self.date, 6, self.sentence, margins=(EDGE, 0, EDGE, 0))
        inner = holder(column(top, t.S8 - 4, both, None, margins=(40, 36, 48, 32)))
        self.area: QScrollArea = scroll(inner, "today")
        self._views = QStackedLayout()
        self._views.addWidget(self.area)
        self.setLayout(self._views)
        desk.bus.ticked.connect(self._tick)

    def _inset(self, layout: Any) -> QWidget:
        out = holder(layout)
        out.layout().setContentsMargins(EDGE, 0, EDGE, 0)
        return out

    def groups(self) -> tuple[Group, Group, Group]:
        """The three lists, from top to bottom."""
        return self.late, self.now_due, self.week

    # reading

    def open(self, **_: Any) -> None:
        self.refresh()

    def refresh(self) -> None:
        now, zone = self.desk.now(), self.desk.zone

        def work(s: Any) -> Any:
            from aboveboard.ui.today import data

            return data.read(s, now, zone)

        self.desk.jobs.read(work, self.show_day, self.trouble, key="today")

    def _tick(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self.stale = True

    def show_day(self, day: Any) -> None:
        """Put what was read on the page."""
        before, self.day = self.day, day
        now, zone = self.desk.now(), self.desk.zone
        if not day.clients and not day.incidents:
            self._show_empty(now, zone)
            return
        self._views.setCurrentWidget(self.area)
        self.date.setText(w.date_title(now, zone))
        hours = [row.due if ":" in row.due else "" for row in day.today]
        self.sentence.setText(w.opening(len(day.untold), len(day.late), hours, len(day.week), len(day.waiting)))
        self._show_untold(day, before, now)
        for group, rows in zip(self.groups(), (day.late, day.today, day.week), strict=True):
            group.put(rows)
        self._show_aside(day, now, zone)

    def _show_untold(self, day: Any, before: Any, now: datetime) -> None:
        self.untold_head.say(str(len(day.untold)))
        if before is None or before.untold != day.untold:
            refill(self.untold_box, *(UntoldRow(self.desk, item, n == 0) for n, item in enumerate(day.untold)))
        else:
            for n in range(self.untold_box.count()):
                self.untold_box.itemAt(n).widget().tick(now)
        self.untold.setVisible(bool(day.untold))

    def _show_aside(self, day: Any, now: datetime, zone: str) -> None:
        if self._aside is None:
            from aboveboard.ui.today.aside import Aside

            self._aside = Aside(self.desk)
            self._side.layout().addWidget(self._aside)
            self._side.layout().addStretch(1)
        self._aside.put(day, now, zone)

    def _show_empty(self, now: datetime, zone: str) -> None:
        from aboveboard.ui.today.empty import Empty

        if self._empty is None:
            self._empty = Empty(self.desk)
            self._views.addWidget(self._empty)
        self._empty.greet(w.greeting(now, zone, str(self.desk.profile.get("name", ""))))
        self._views.setCurrentWidget(self._empty)

    # acting

    def _act(self, act: str, promise: int) -> None:
        if act == "Open":
            client = self.day.of_client.get(promise) if self.day is not None else None
            self.desk.go("client", id=client, promise=promise)
        else:
            self.desk.start({"Kept": "keep", "Move": "move"}[act], id=promise)

    def state(self) -> dict[str, Any]:
        return {"scroll": self.area.verticalScrollBar().value()}
