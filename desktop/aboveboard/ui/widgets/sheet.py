"""A sheet over the page: what is asked for one act. The page behind steps back under a veil of its own colour."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractAnimation, QEvent, QObject, QRect, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QWidget

from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets.buttons import IconAction
from aboveboard.ui.widgets.layout import Margins, column, fill, row, scroll
from aboveboard.ui.widgets.text import label, slug


class Sheet(QWidget):
    """The sheet itself. Subclass it, call `body(...)` once, set `first` to what takes the focus.

    `finished` closes it; `dismiss()` is asked by Esc, the cross and a click beside it, and may be overridden (to keep
    a draft first). Ctrl+Enter presses its primary button. `wide` is its width in pixels at the usual text size.
    """

    finished = Signal()
    TOP = 72

    def __init__(self, look: Look, name: str = "", wide: int = 620) -> None:
        super().__init__()
        self.look, self.wide = look, wide
        self.first: QWidget | None = None
        self.inner = QWidget()
        self.inner.setObjectName("sheet-inner")
        self.area: QScrollArea = scroll(self.inner, "sheet")
        self.setLayout(column(self.area, margins=(1, 1, 1, 1)))
        self.setAccessibleName(name)
        self.setObjectName(f"{slug(name)}-sheet" if name else "sheet")

    def body(self, *parts: Any, gap: int = t.S1, margins: Margins = (28, 24, 28, 24)) -> None:
        """What stands on the sheet, from top to bottom."""
        if self.inner.layout() is None:
            self.inner.setLayout(column(*parts, gap=gap, margins=margins))
        else:
            fill(self.inner.layout(), parts, gap, margins)  # type: ignore[arg-type]

    def head(self, title: str, more: str = "", style: str = "words") -> QHBoxLayout:
        """The sheet's first line: what it is, more about it, and the cross that closes it."""
        self.title = label(self.look, title, "heading")
        self.more = label(self.look, more, style, "ink3")
        self.title.gives_way, self.more.gives_way = self.look.w(380), 24  # the cross beside them gives no way
        cross = IconAction(self.look, "close", self.tr("Close"))
        cross.clicked.connect(self.dismiss)
        return row(self.title, 10, self.more, None, cross, gap=0)

    def dismiss(self) -> None:
        """Close without doing it."""
        self.finished.emit()

    def tall(self, width: int) -> int:
        """How tall the sheet wants to be at a width, in pixels."""
        box = self.inner.layout()
        if box is None:
            return 120
        inner = width - 2
        return (box.heightForWidth(inner) if box.hasHeightForWidth() else box.sizeHint().height()) + 2

    def paintEvent(self, _: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(self.look.q("line"), 1))
        p.setBrush(self.look.q("sheet"))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), t.RADIUS_SHEET, t.RADIUS_SHEET)


class Veil(QWidget):
    """Lies over the whole window while a sheet is up, holds it in place and keeps the focus inside."""

    closed = Signal(object)

    def __init__(self, look: Look, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.look, self.sheet, self.strength = look, sheet, 1.0
        self.setObjectName("veil")
        self._before = QApplication.focusWidget()
        sheet.setParent(self)
        sheet.finished.connect(self.close_sheet)
        sheet.inner.installEventFilter(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.place)
        self.setGeometry(parent.rect())
        self.show()
        sheet.show()
        self.raise_()
        self.place()
        self._fade()
        first = sheet.first or self._reachable(sheet, forward=True)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fade(self) -> None:
        if not self.look.motion:
            return
        fade = QVariantAnimation(self)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.setDuration(t.SHEET_MS)
        fade.valueChanged.connect(self._stronger)
        fade.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)

    def _stronger(self, strength: float) -> None:
        self.strength = strength
        self.update()

    def close_sheet(self) -> None:
        """Take sheet and veil away and give the focus back to where it was."""
        self.hide()
        self.closed.emit(self)
        before = self._before
        try:
            if before is not None and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:
            pass  # it was taken away meanwhile
        self.deleteLater()

    def place(self) -> None:
        """Put the sheet where it belongs at the present size; taller than the window, it scrolls inside."""
        wide = min(self.look.w(self.sheet.wide), self.width() - 48)
        room = self.height() - 2 * t.S6
        tall = min(self.sheet.tall(wide), room)
        top = max(t.S6, min(self.sheet.TOP, (self.height() - tall) // 2))
        box = QRect((self.width() - wide) // 2, top, wide, tall)
        if box != self.sheet.geometry():
            self.sheet.setGeometry(box)
            if self.sheet.tall(wide) != tall and tall < room:
                self._settle.start()
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle.start()
        return False

    def resizeEvent(self, _: QResizeEvent) -> None:
        self.place()

    def restyle(self) -> None:
        self._settle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.sheet.dismiss()
        event.accept()  # what lies behind the veil hears no key

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a click beside the sheet does nothing: half an act is not thrown away by a slip

    def _reachable(self, start: QWidget, *, forward: bool) -> QWidget | None:
        here = start
        for _ in range(2000):
            here = here.nextInFocusChain() if forward else here.previousInFocusChain()
            if here is None or here is start:
                return None
            can = bool(here.focusPolicy() & Qt.FocusPolicy.TabFocus) and here.focusProxy() is None
            if can and here.isEnabled() and here.isVisible() and self.sheet.isAncestorOf(here):
                return here
        return None

    def focusNextPrevChild(self, forward: bool) -> bool:
        here = QApplication.focusWidget()
        if here is None or not self.isAncestorOf(here):
            here = self.sheet
        there = self._reachable(here, forward=forward)
        if there is not None:
            there.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
            self.sheet.area.ensureWidgetVisible(there, 20, 40)
        return True

    def paintEvent(self, _: QPaintEvent) -> None:
        p, look = QPainter(self), self.look
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(look.c.veil)
        veil.setAlphaF(veil.alphaF() * self.strength)
        p.fillRect(self.rect(), veil)
        p.setPen(Qt.PenStyle.NoPen)  # a soft shadow in a few steps; no effect object needed
        shade = (
            QColor(40, 30, 15, round(2 * self.strength))
            if look.name == "light"
            else QColor(0, 0, 0, round(7 * self.strength))
        )
        p.setBrush(shade)
        hole = QRectF(self.sheet.geometry())
        for step in range(22, 0, -1):
            radius = t.RADIUS_SHEET + step
            p.drawRoundedRect(hole.adjusted(-step, -step + 6, step, step + 6), radius, radius)
