"""The focus ring: drawn outside the focused thing and over the window, so that focus never moves or shrinks
anything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets.choices import Box, Dot

_FOLLOW = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class FocusRing(QWidget):
    """Follows the focus in one window while the keyboard is what is used; fields and lists show their own.
    Buttons have it, and any other widget whose class says `ringed = True`."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self.look, self.keyboard = look, False
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._native: QWindow | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("focus-ring")
        self.hide()
        QApplication.instance().focusChanged.connect(self._moved)

    def listen(self, native: QWindow) -> None:
        """Hear the window's keys and clicks: only these tell whether a focus came from the keyboard."""
        self._native = native
        native.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWindow):
            if kind == QEvent.Type.KeyPress:
                self._use(True)
            elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin):
                self._use(False)
        elif kind in _FOLLOW:
            self.follow()
        return False

    def _use(self, keyboard: bool) -> None:
        if keyboard != self.keyboard:
            self.keyboard = keyboard
            self.follow()

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):  # a sheet that closed took what was watched with it
                widget.removeEventFilter(self)
        self._watched = []
        ringed = isinstance(new, QAbstractButton) or getattr(new, "ringed", False)
        inside = new is not None and ringed and self.parentWidget().isAncestorOf(new)
        self._target = new if inside else None
        here = self._target
        while here is not None and here is not self.parentWidget():
            here.installEventFilter(self)
            self._watched.append(here)
            here = here.parentWidget()
        if new is not None and self.parentWidget().isAncestorOf(new):
            self._bring_into_sight(new)
        self.follow()

    def _bring_into_sight(self, target: QWidget) -> None:
        """A scroll area shows what Tab reaches inside it, but not what Tab comes to from outside."""
        if not self.keyboard or not target.isVisible() or not target.visibleRegion().isEmpty():
            return
        area = target.parentWidget()
        while area is not None and area is not self.parentWidget():
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(target, 0, 40)
            area = area.parentWidget()

    def follow(self) -> None:
        """Stand around the focused thing, as far as the scroll area it lies in shows it."""
        target, window = self._target, self.parentWidget()
        if (
            target is None
            or not isValid(target)
            or not self.keyboard
            or not target.isVisible()
            or target.visibleRegion().isEmpty()
        ):
            self.hide()
            return
        near = -1 if isinstance(target, (Box, Dot)) else 0
        out = t.FOCUS_GAP + t.FOCUS + near
        box = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).adjusted(-out, -out, out, out)
        self.setGeometry(box)
        area = target.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            port = area.viewport()
            seen = QRect(port.mapTo(window, QPoint(0, 0)), port.size()).adjusted(-out, 0, out, 0)
            self.setMask(box.intersected(seen).translated(-box.topLeft()))
        else:
            self.clearMask()
        self.raise_()
        self.show()

    def paintEvent(self, _: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(self.look.q("accent"), t.FOCUS))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), t.RADIUS + 3, t.RADIUS + 3)
