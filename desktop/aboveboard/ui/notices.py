"""What the window says by itself: one line at the foot of the page, with one thing to do beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Action, IconAction, label, row

FOOT = 20  # pixels below it
SHOWN_MS = 12_000  # long enough to read it and to reach for the button


class Notice(QWidget):
    """One line over the foot of the page. A trouble stays until it is closed; what was done goes by itself, but never
    while the pointer or the focus is on it. What stays takes a strip of its own (`room`, in pixels, 0 once it is
    gone) and lies over nothing; what goes lies over the foot for its few seconds."""

    room = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look, self._late = look, False
        self._then: Callable[[], object] | None = None
        self._about: set[str] = set()
        self._stays = False
        self._covered: list[dict[str, Any]] = []  # what was to stay, and another notice came over it
        self._shown: dict[str, Any] = {}
        self.setObjectName("notice")
        self.words = label(look, "", "body", "ink", wrap=True)
        self.act = Action(look, "", "quiet", name=self.tr("Notice action"))
        self.cross = IconAction(look, "close", self.tr("Close notice"))
        self.act.clicked.connect(self._do)
        self.cross.clicked.connect(self.hide)
        self.setLayout(row((self.words, 1), self.act, self.cross, gap=t.S4, margins=(18, 10, 10, 10)))
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(SHOWN_MS)
        self._away.timeout.connect(self._go)
        self.hide()

    def say(
        self,
        words: str,
        action: str = "",
        then: Callable[[], object] | None = None,
        *,
        stays: bool = False,
        late: bool = False,
        about: Iterable[str] = (),
    ) -> None:
        """Show words, and one thing to do. `late`: something is wrong. `about`: the drafts it offers; once each of
        them was opened or is gone, so is the notice."""
        if self.isVisible() and self._stays:
            self._covered.append({**self._shown, "about": set(self._about)})
        self._covered = [one for one in self._covered if one["words"] != words]
        self._shown = {"words": words, "action": action, "then": then, "stays": stays, "late": late}
        self._then, self._late, self._about, self._stays = then, late, set(about), stays
        self.words.setText(words)
        self.words.set_colour("late" if late else "ink")
        self.act.setVisible(bool(action))
        self.act.setText(action)
        self.act.setAccessibleName(action or self.tr("Notice action"))
        self.setAccessibleName(words)
        self.place()
        self.show()
        self.raise_()
        self._announce(words)
        self._away.stop()
        if not stays:
            self._away.start()

    def said(self) -> str:
        """What is shown now, "" where nothing is."""
        return self.words.words() if self.isVisible() else ""

    def settled(self, key: str) -> None:
        """A draft was opened, saved or thrown away: there is no more need to offer it."""
        for one in [one for one in self._covered if key in one["about"]]:
            one["about"].discard(key)
            if not one["about"]:
                self._covered.remove(one)
        if key in self._about:
            self._about.discard(key)
            if not self._about:
                self.hide()

    def withdraw(self, words: str) -> None:
        """What was said is no longer so."""
        self._covered = [one for one in self._covered if one["words"] != words]
        if self.said() == words:
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():  # not: the window was minimised
            self.room.emit(0)
            QTimer.singleShot(0, self, self._uncover)

    def _uncover(self) -> None:
        """What was to stay until it is closed is there again."""
        if self._covered and self.isHidden():
            self.say(**self._covered.pop())

    def place(self) -> None:
        """Stand over the foot of the window, in the middle of the page."""
        parent = self.parentWidget()
        most = self.look.w(560)
        self.act.updateGeometry()
        beside = 28 + self.cross.sizeHint().width() + t.S4
        if self.act.isVisibleTo(self):
            beside += self.act.sizeHint().width() + t.S4
        words = self.look.width("body", self.words.words()) + 6
        wide = round(min(most, parent.width() - 48, words + beside))
        self.words.setMinimumHeight(0)
        tall = max(44, self.words.heightForWidth(max(80, wide - beside)) + 20)
        side = getattr(parent, "side_width", lambda: 0)()
        x = side + max(24, (parent.width() - side - wide) // 2)
        self.setGeometry(min(x, parent.width() - wide - 24), parent.height() - tall - FOOT, wide, tall)
        self.room.emit(tall + FOOT + t.S2 if self._stays else 0)

    def _announce(self, words: str) -> None:
        try:
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
        except ImportError:
            return
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _do(self) -> None:
        then, self._then = self._then, None
        self.hide()
        if then is not None:
            then()

    def _go(self) -> None:
        focus = self.window().focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._away.start()
        else:
            self.hide()

    def restyle(self) -> None:
        if self.isVisible():
            self.place()

    def paintEvent(self, _: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(self.look.q("late" if self._late else "edge"), 1))
        p.setBrush(self.look.q("sheet"))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), t.RADIUS, t.RADIUS)
