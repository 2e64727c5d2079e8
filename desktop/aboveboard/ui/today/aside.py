"""Beside Today: who waits for a word, and the kept record of the last months."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from aboveboard.ui import moments
from aboveboard.ui.desk import Desk
from aboveboard.ui.rowacts import ActRow, RowAct
from aboveboard.ui.today import words as w
from aboveboard.ui.widgets import Section, column, label, refill, row

EXCERPT = 90  # characters of a message that are shown; the whole of it is one press away


def shortened(words: str) -> str:
    """The beginning of a message, cut between words."""
    words = words.removesuffix(" …")
    return words if len(words) <= EXCERPT else words[: EXCERPT + 1].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


class WaitingRow(ActRow):
    """Who waits, for how long, and why; the client's page is one press away."""

    def __init__(self, desk: Desk, item: Any, now: datetime, zone: str) -> None:
        look = desk.look
        long, why = self._said(item, now, zone)
        tone = "late" if item.why == "theirs" and item.late_hours else "ink3"
        opens = RowAct(
            look,
            self.tr("Open"),
            self.tr("Open {who}").format(who=item.who),
            lambda: desk.go("client", id=item.client_id),
        )
        words = label(look, why, "small", "ink3", wrap=True)
        super().__init__(
            column(
                row((label(look, item.who, "words", wrap=True), 1), label(look, long, "small", tone)), 1,
                row((words, 1), opens, gap=8), 10,
            )
        )  # fmt: skip
        self.setAccessibleName(f"{item.who}, {long}. {why}")

    def _said(self, item: Any, now: datetime, zone: str) -> tuple[str, str]:
        passed = moments.span((now - item.since).total_seconds())
        if item.why == "theirs":
            first, second = moments.due_margin(
                item.due, item.zone, item.precision, zone, now, late_hours=item.late_hours
            )
            return (second if item.late_hours else first), self.tr("Promised you: {text}").format(text=item.text)
        if item.why == "unanswered":
            return passed, self.tr("Not answered: “{text}”").format(text=shortened(item.text))
        return passed, item.text


class Aside(QWidget):
    """Built once; `put` changes what it says."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, look = desk, desk.look
        self.head = Section(look, self.tr("Waiting for a word"), "", "ink2", 0)
        self.none = label(look, self.tr("Nobody."), "small", "ink3")
        self.rows = column()
        self.record_head = Section(look, self.tr("Kept"), "", "ink2", 12)
        self.record = label(look, "", "heading")
        self.record_line = label(look, "", "small", "ink3", wrap=True)
        self.setLayout(
            column(self.head, 10, self.none, self.rows, self.record_head, 8, self.record, 2, self.record_line)
        )
        self._shown: tuple[Any, ...] = ()

    def put(self, day: Any, now: datetime, zone: str) -> None:
        """Show the day's aside."""
        self.head.say(str(len(day.waiting)) if day.waiting else "")
        self.none.setVisible(not day.waiting)
        shown = (tuple(day.waiting), now.replace(second=0), zone)
        if shown != self._shown:
            self._shown = shown
            refill(self.rows, *(WaitingRow(self.desk, item, now, zone) for item in day.waiting))
        if day.since is not None:
            month = QLocale.c().standaloneMonthName(day.since.month, QLocale.FormatType.LongFormat)
            self.record_head.say("", self.tr("Kept since {month}").format(month=month))
        self.record.setVisible(bool(day.record.of))
        self.record.setText(self.tr("{kept} of {of}").format(kept=day.record.kept, of=day.record.of))
        self.record_line.setText(w.kept_line(day.record))
