"""A row that shows what one can do with it while the pointer is over it or the keyboard is in it, and moves
nothing for that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from aboveboard.ui.theme import Look
from aboveboard.ui.widgets.buttons import Action

LINE = 24  # pixels: the height of a line that holds acts, and the least one can aim at


class RowAct(Action):
    """A quiet button of a row. It keeps its place always and is painted only when its row is looked at; a screen
    reader and the Tab key find it at any time."""

    def __init__(self, look: Look, words: str, name: str, act: Callable[[], object]) -> None:
        super().__init__(look, words, "quiet", name=name)
        self.clicked.connect(lambda: act())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.look.w(LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        row = self.parentWidget()
        while row is not None and not isinstance(row, ActRow):
            row = row.parentWidget()
        if row is None or row.looked_at():
            super().paintEvent(event)


class ActRow(QWidget):
    """A row with `RowAct`s somewhere in its layout."""

    def __init__(self, layout: QLayout | None = None) -> None:
        super().__init__()
        if layout is not None:
            self.setLayout(layout)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        QApplication.instance().focusChanged.connect(self._focus_moved)

    def looked_at(self) -> bool:
        """Is the pointer over it, or the focus in it?"""
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self._repaint_acts()
        return super().event(event)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if any(one is not None and self.isAncestorOf(one) for one in (old, new)):
            self._repaint_acts()

    def _repaint_acts(self) -> None:
        for act in self.findChildren(RowAct):
            act.update()
