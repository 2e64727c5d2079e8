"""Where one is in the conversation: the steps at the left, or, in a narrow window, a line on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from aboveboard.ui import icons
from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Action, Ground, IconAction, NavItem, column, label, row
from aboveboard.ui.widgets.buttons import Pressed


@dataclass(frozen=True)
class StepState:
    """One step as it is shown. `open`: questions without an answer; `seen`: the person has been there."""

    title: str
    open: int = 0
    seen: bool = False

    @property
    def done(self) -> bool:
        return self.seen and not self.open


class StepItem(NavItem):
    """A step: its number or a tick, its name, how many questions are still open."""

    def __init__(self, look: Look, number: int, state: StepState) -> None:
        self.number, self.state_shown = number, state
        self._shown: tuple[StepState, bool] | None = None
        super().__init__(look, state.title)
        self.setObjectName(f"step-{number}")
        self.show_state(state, False)

    def show_state(self, state: StepState, here: bool) -> None:
        """Show how far this step is, and whether one is in it."""
        if self._shown == (state, here):
            return
        self._shown, self.state_shown = (state, here), state
        words = self.tr("{n} open").format(n=state.open) if state.open else ""
        self.say(words)
        self.set_on(here)
        how = self.tr("you are here") if here else self.tr("done") if state.done else words or self.tr("not begun")
        self.setAccessibleName(self.tr("Step {n}, {title}, {how}").format(n=self.number, title=state.title, how=how))

    def sizeHint(self) -> QSize:
        return QSize(100, max(30, round(QFontMetricsF(self.font()).height()) + 14))

    def paintEvent(self, _: QPaintEvent) -> None:
        look, p = self.look, QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.on or self.underMouse():
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.q("chosen" if self.on else "hover"))
            p.drawRoundedRect(self.rect(), t.RADIUS, t.RADIUS)
        mid, side = self.height() / 2, look.w(20)
        if self.state_shown.done and not self.on:
            icons.draw(p, "tick", 8 + (side - 14) / 2, mid - 7, 14, look.q("kept"))
        else:
            p.setFont(look.font("small"))
            p.setPen(look.q("ink" if self.on else "ink3"))
            p.drawText(QRectF(8, 0, side, self.height()), Qt.AlignmentFlag.AlignCenter, str(self.number))
        p.setFont(self.font())
        p.setPen(look.q("ink" if self.on else "ink2"))
        metrics, count = QFontMetricsF(self.font()), self.count
        room = self.width() - (16 + side) - 12
        if count and metrics.horizontalAdvance(self.text()) + look.width("small", count) + 8 > room:
            count = str(self.state_shown.open)  # where both do not fit, the number alone; the word is still spoken
        room -= look.width("small", count) + 8 if count else 0
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        p.drawText(QRectF(16 + side, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        if count:
            p.setFont(look.font("small"))
            p.setPen(look.q("ink3"))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            p.drawText(QRectF(0, 0, self.width() - 12, self.height()), right, count)


class BackLink(Pressed):
    """The way back to the incident."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__(look, words)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(self.look.font("small"))

    def sizeHint(self) -> QSize:
        return QSize(round(self.look.width("small", self.text())) + 30, max(24, round(self.look.px("small") * 1.9)))

    def paintEvent(self, _: QPaintEvent) -> None:
        p, tone = QPainter(self), self.look.q("ink" if self.underMouse() else "ink2")
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.draw(p, "back", 0, self.height() / 2 - 7, 14, tone)
        p.setFont(self.font())
        p.setPen(tone)
        p.drawText(QRectF(18, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())


class Steps(Ground):
    """The steps as a column, with what is to be done soonest at its head and the state of the draft at its foot."""

    chosen = Signal(int)
    back = Signal()
    sent = Signal()
    told = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "margin", "r")
        self.setObjectName("steps")
        self.setAccessibleName(self.tr("Steps"))
        self.items: list[StepItem] = []
        self.back_to = BackLink(look, self.tr("Incident"))
        self.back_to.clicked.connect(self.back)
        self.title = label(look, "", "heading", wrap=True)
        self.title.setObjectName("conversation-title")
        self.soonest = label(look, "", "small", "ink3", wrap=True)
        self.soonest.setObjectName("soonest")
        self.kept = label(look, "", "small", "ink3", wrap=True)
        self.kept.setObjectName("draft-kept")
        self.i_told = Action(look, self.tr("I told them by phone"), "quiet")
        self.i_sent = Action(look, self.tr("I sent it"), "quiet")
        self.i_told.clicked.connect(self.told)
        self.i_sent.clicked.connect(self.sent)
        self.list = column(gap=2)
        inset = (12, 0, 8, 0)
        self.setLayout(
            column(
                row(self.back_to, None, margins=(8, 0, 0, 0)), 16, row(self.title, margins=inset), 3,
                row(self.soonest, margins=inset), 18, self.list, None,
                row(self.i_told, None, margins=inset), row(self.i_sent, None, margins=inset), 10,
                row(self.kept, margins=inset), gap=2, margins=(12, 24, 12, 20),
            )
        )  # fmt: skip
        self.restyle()

    def restyle(self) -> None:
        self.setFixedWidth(self.look.w(t.SIDEBAR))

    def show_steps(self, states: Sequence[StepState], here: int) -> None:
        """Show these steps; the items are made once and then only changed."""
        for number in range(len(self.items), len(states)):
            item = StepItem(self.look, number + 1, states[number])
            item.clicked.connect(lambda _=False, n=number: self.chosen.emit(n))
            self.items.append(item)
            self.list.addWidget(item)
        for number, item in enumerate(self.items):
            item.setVisible(number < len(states))
            if number < len(states):
                item.show_state(states[number], number == here)


class Progress(QWidget):
    """Short rules, one a step: done, here, to come."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.states: Sequence[StepState] = ()
        self.here = 0
        self.setObjectName("progress")

    def show_steps(self, states: Sequence[StepState], here: int) -> None:
        """Show these steps."""
        if (list(states), here) == (list(self.states), self.here):
            return
        self.states, self.here = states, here
        self.setFixedSize(len(states) * 22, 8)
        self.setAccessibleName(self.tr("Step {n} of {of}").format(n=here + 1, of=len(states)))
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        p = QPainter(self)
        for i, state in enumerate(self.states):
            tone = "ink" if i == self.here else "kept" if state.done else "edge"
            tall = 4 if i == self.here else 2
            p.fillRect(QRectF(i * 22, 4 - tall / 2, 17, tall), self.look.q(tone))


class Bar(Ground):
    """The steps as one line, for a narrow window."""

    back = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "margin", "b")
        self.setObjectName("steps-bar")
        self.back_to = IconAction(look, "back", self.tr("Incident"), "ink2")
        self.back_to.clicked.connect(self.back)
        self.title = label(look, "", "strong")
        self.progress = Progress(look)
        self.where = label(look, "", "small", "ink2")
        self.soonest = label(look, "", "small", "ink2")
        self.setLayout(
            row(
                self.back_to,
                self.title,
                12,
                self.progress,
                8,
                self.where,
                None,
                self.soonest,
                gap=6,
                margins=(12, 7, 28, 8),
            )
        )

    def show_steps(self, states: Sequence[StepState], here: int) -> None:
        self.progress.show_steps(states, here)
        self.where.setText(
            self.tr("Step {n} of {of}. {title}").format(n=here + 1, of=len(states), title=states[here].title)
            if states
            else ""
        )
