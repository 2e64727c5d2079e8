"""What comes before anything else: what to do, by when in both zones, why. Times stand in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from aboveboard.guides.guide import Before
from aboveboard.guides.timing import Advice
from aboveboard.ui import moments
from aboveboard.ui.conversation.questions import Reason
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Action, Margin, clear, column, label, row

FIRST = 4
NOT_BEFORE_WRITING = ("report", "next-update")


class AdviceList(QWidget):
    """The advice in order. `show_advice` again with each change and each minute; what is the same stays."""

    def __init__(self, look: Look, before: Sequence[Before]) -> None:
        super().__init__()
        self.look, self.all_shown = look, False
        self.shown: list[tuple[Any, ...]] = []
        self.setObjectName("advice")
        self.setAccessibleName(self.tr("Before anything else"))
        self.list = column()
        self.more = Action(look, self.tr("All of it"), "quiet")
        self.more.setObjectName("all-advice")
        self.more.clicked.connect(self._more)
        reasons: list[Any] = []
        for one in before:
            reasons += [Reason(look, f"{one.what} {one.why}", one.source), 12]
        self.setLayout(column(self.list, row(self.more, None), 16, *reasons))
        self._last: tuple[Sequence[Advice], Zones, datetime] | None = None

    def show_advice(self, advice: Sequence[Advice], zones: Zones, now: datetime) -> None:
        """Show this advice, seen from `now`."""
        self._last = (advice, zones, now)
        early = [one for one in advice if one.id not in NOT_BEFORE_WRITING]
        rows = early if self.all_shown else early[:FIRST]
        self.more.setVisible(len(early) > FIRST)
        self.more.setText(self.tr("Less") if self.all_shown else self.tr("All of it"))
        wanted = [(one, *when(one.by, zones, now)) for one in rows]
        if wanted == self.shown:
            return
        self.shown = wanted
        clear(self.list)
        for one, first, second in wanted:
            self.list.addWidget(self._row(one, first, second))

    def _row(self, one: Advice, first: str, second: str) -> QWidget:
        look, out = self.look, QWidget()
        out.setObjectName(f"advice-{one.id}")
        margin = [label(look, first, "body", "ink", weight=500)]
        margin += [label(look, second, "small", "ink3", wrap=True)] if second else []
        words = [label(look, one.what, "strong", "ink", wrap=True), label(look, one.why, "body", "ink2", wrap=True)]
        words += [label(look, one.source, "small", "ink3", wrap=True)] if one.source else []
        out.setLayout(
            row(Margin(look, column(*margin, None)), (_held(column(*words)), 1), gap=0, margins=(0, 0, 0, 14))
        )
        out.setAccessibleName(" ".join(part for part in (first, second, one.what, one.why) if part))
        return out

    def _more(self) -> None:
        self.all_shown = not self.all_shown
        if self._last is not None:
            self.show_advice(*self._last)


def _held(box: Any) -> QWidget:
    out = QWidget()
    out.setLayout(box)
    return out


def when(by: datetime, zones: Zones, now: datetime) -> tuple[str, str]:
    """By when, for the margin: "Now", "15:00", "Wed 25 Nov, 09:30", and the client's hour where it differs."""
    if by <= now:
        return moments.tr("Now"), ""
    said = moments.mid_sentence(by, zones.mine, now)
    today = moments.local(by, zones.mine).date() == moments.local(now, zones.mine).date()
    return (moments.tr("by {clock}", clock=moments.clock(by, zones.mine)) if today else said), moments.there(
        by, zones.mine, zones.theirs
    )
