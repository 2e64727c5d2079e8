"""The sidebar: the five pages with their counts, find, and the age of the newest proven backup at its foot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Glyph, Ground, NavItem, column, holder, label, row

ENTRIES = (
    ("today", "Today"),
    ("clients", "Clients"),
    ("incidents", "Incidents"),
    ("promises", "Promises"),
    ("letters", "Letters"),
)


class Sidebar(Ground):
    """`gone(key)` where an entry is pressed ("find" for find, "profile" for the writer's own entry)."""

    gone = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "margin", "r")
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Pages"))
        names = {key: self.tr(name) for key, name in ENTRIES}
        self.entries = {key: NavItem(look, name) for key, name in names.items()}
        for number, (key, entry) in enumerate(self.entries.items(), 1):
            entry.setAccessibleDescription(f"Ctrl+{number}")
            entry.clicked.connect(lambda _=False, key=key: self.gone.emit(key))
        self.find = NavItem(look, self.tr("Find"), "Ctrl K")
        self.find.clicked.connect(lambda: self.gone.emit("find"))
        self.writer = NavItem(look, self.tr("You"))
        self.writer.setAccessibleName(self.tr("You, your name and working hours"))
        self.writer.clicked.connect(lambda: self.gone.emit("preferences"))
        self.writer.hide()
        name = label(look, "Aboveboard", "heading")
        name.setContentsMargins(12, 0, 0, 0)
        self.setLayout(
            column(
                name, t.S6, *self.entries.values(), t.S6, self.find, None, self.writer, t.S3, self._foot(look),
                gap=2, margins=(t.S3, 26, t.S3, t.S5),
            )
        )  # fmt: skip
        self.restyle()

    def _foot(self, look: Look) -> QWidget:
        self._tick = Glyph(look, "tick", "kept", 14)
        self._tick.hide()
        self.backup = label(look, "", "small", "ink3", wrap=True)
        self.backup.setObjectName("backup-age")
        return holder(row(column(1, self._tick, None), (self.backup, 1), gap=6, margins=(12, 0, 4, 0)))

    def restyle(self) -> None:
        self.setFixedWidth(self.look.w(t.SIDEBAR))

    def set_current(self, key: str) -> None:
        """Which entry one is at; another key than an entry's leaves none on."""
        for name, entry in self.entries.items():
            entry.set_on(name == key)
            entry.setAccessibleDescription(self.tr("You are here") if name == key else "")
        self.writer.set_on(key == "preferences")

    def say(self, counts: Mapping[str, Any]) -> None:
        """The counts: `late`, `today`, `clients`, `open_incidents`, `open_promises`, `drafts` (whole numbers)."""

        def words(number: int, form: str) -> str:
            return form.format(n=number) if number else ""

        late = int(counts.get("late", 0))
        untold = int(counts.get("untold", 0))
        if late:
            self.entries["today"].say(self.tr("{n} late").format(n=late), True)
        else:
            self.entries["today"].say(words(untold, self.tr("{n} not told")), bool(untold))
        self.entries["clients"].say(words(int(counts.get("clients", 0)), "{n}"))
        self.entries["incidents"].say(words(int(counts.get("open_incidents", 0)), self.tr("{n} open")))
        self.entries["promises"].say(words(int(counts.get("open_promises", 0)), "{n}"))
        drafts = int(counts.get("drafts", 0))
        form = self.tr("{n} draft") if drafts == 1 else self.tr("{n} drafts")
        self.entries["letters"].say(words(drafts, form))

    def say_writer(self, name: str) -> None:
        """Whose journal it is."""
        self.writer.setText(name or self.tr("You"))
        self.writer.setAccessibleName(
            self.tr("{name}, your name and working hours").format(name=name or self.tr("You"))
        )
        self.writer.show()

    def say_backup(self, newest: datetime | None, zone: str, now: datetime, *, failing: str = "") -> None:
        """The newest backup that was opened and proven; `failing`: why there is no newer one."""
        from aboveboard.ui import moments

        self._tick.setVisible(newest is not None and not failing)
        if failing:
            self.backup.set_colour("late")
            self.backup.setText(failing)
            return
        self.backup.set_colour("ink3")
        if newest is None:
            self.backup.setText(self.tr("Backups begin with the first entry."))
            return
        here, today = moments.local(newest, zone).date(), moments.local(now, zone).date()
        at = moments.clock(newest, zone) if here == today else moments.short_day(here, today=today)
        self.backup.setText(self.tr("Backed up, proven {at}").format(at=at))
