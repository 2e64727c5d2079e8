"""How a page is laid out: rows, columns, grounds, hairlines, and what folds where the window is narrow."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets.text import Text, label

Margins = tuple[int, int, int, int]


def row(
    *parts: Any, gap: int = t.S2, margins: Margins = (0, 0, 0, 0), align: Qt.AlignmentFlag | None = None
) -> QHBoxLayout:
    """Parts side by side: widgets, layouts, numbers (a gap in pixels), None (a stretch), "rest", (widget, stretch)."""
    box = QHBoxLayout()
    fill(box, parts, gap, margins, align)
    return box


def column(
    *parts: Any, gap: int = 0, margins: Margins = (0, 0, 0, 0), align: Qt.AlignmentFlag | None = None
) -> QVBoxLayout:
    """Parts below each other; the same kinds as in `row`."""
    box = QVBoxLayout()
    fill(box, parts, gap, margins, align)
    return box


def fill(box: QBoxLayout, parts: Any, gap: int, margins: Margins, align: Qt.AlignmentFlag | None = None) -> None:
    """Put parts into a box layout."""
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, str):  # "rest": what the others leave over
            box.addStretch(0)
        elif isinstance(part, tuple):
            box.addWidget(*part)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        elif align:
            box.addWidget(part, 0, align)
        else:
            box.addWidget(part)


def clear(box: QLayout) -> None:
    """Take everything out of a layout and let go of its widgets."""
    while (item := box.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def refill(box: QBoxLayout, *parts: Any) -> None:
    """Put other parts in the place of all that a layout holds."""
    clear(box)
    left, top, right, bottom = box.getContentsMargins()
    fill(box, parts, box.spacing(), (left, top, right, bottom))


def holder(layout: QLayout, width: int | None = None, ground: str | None = None, look: Look | None = None) -> QWidget:
    """A widget around a layout; `width` in pixels fixes it, `ground` is a colour role."""
    out = Ground(look, ground) if ground and look else QWidget()
    out.setLayout(layout)
    if width:
        out.setFixedWidth(width)
    return out


class Margin(QWidget):
    """A part of a width that grows with the text: the diary margin, a sidebar."""

    def __init__(self, look: Look, layout: QLayout, width: int = t.GUTTER) -> None:
        super().__init__()
        self.look, self._wide = look, width
        self.setLayout(layout)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedWidth(self.look.w(self._wide))


class Ground(QWidget):
    """A plain coloured ground, with hairlines on the edges asked for ("r", "l", "t", "b")."""

    def __init__(self, look: Look, role: str = "paper", edges: str = "", radius: int = 0) -> None:
        super().__init__()
        self.look, self.role, self.edges, self.radius = look, role, edges, radius

    def paintEvent(self, _: QPaintEvent) -> None:
        p = QPainter(self)
        if self.radius:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(self.look.q(self.role))
            p.drawRoundedRect(self.rect(), self.radius, self.radius)
            return
        p.fillRect(self.rect(), self.look.q(self.role))
        line, w, h = self.look.q("line"), self.width(), self.height()
        sides = {"r": (w - 1, 0, 1, h), "l": (0, 0, 1, h), "t": (0, 0, w, 1), "b": (0, h - 1, w, 1)}
        for edge in self.edges:
            p.fillRect(*sides[edge], line)


class Hairline(QWidget):
    """A line of one pixel, filled and not stroked."""

    def __init__(self, look: Look, role: str = "line") -> None:
        super().__init__()
        self.look, self.role = look, role
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.q(self.role))


def scroll(inner: QWidget, name: str = "page") -> QScrollArea:
    """A page that scrolls up and down, never sideways."""
    area = QScrollArea()
    area.setObjectName(f"{name}-scroll")
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


class Fold(QWidget):
    """Two parts side by side where there is room for both, else one below the other; never rebuilt.

    Its own layout puts no least width on it: otherwise a scroll area would never let it become narrow enough.
    `need`, `gap` and `below` are pixels; `need` may be a function where it depends on the text size.
    """

    def __init__(self, one: QWidget, other: QWidget, need: Any, gap: int, below: int) -> None:
        super().__init__()
        self._need, self.gap, self.below, self.folded = need, gap, below, False
        self.setLayout(row((one, 100), (other, 0), "rest", gap=gap))
        self.layout().setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def need(self) -> int:
        """The width from which both stand side by side, in pixels."""
        return int(self._need() if callable(self._need) else self._need)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.layout().totalMinimumSize().height())

    def resizeEvent(self, _: QResizeEvent | None) -> None:
        self.folded = self.width() < self.need()
        box = self.layout()
        way = QBoxLayout.Direction.TopToBottom if self.folded else QBoxLayout.Direction.LeftToRight
        box.setDirection(way)
        box.setSpacing(self.below if self.folded else self.gap)
        self.updateGeometry()

    def restyle(self) -> None:
        self.resizeEvent(None)


class Beside(Fold):
    """A page's main column with its aside, `wide` pixels wide at the usual text size."""

    def __init__(self, look: Look, main: QWidget, aside: QWidget, wide: int = 240, least: int = 500) -> None:
        self.look, self.main, self.aside, self._wide = look, main, aside, wide
        super().__init__(main, aside, lambda: look.w(least) + look.w(wide) + t.S12, t.S12, t.S8)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        most, wide = self.look.w(t.MEASURE), self.look.w(self._wide)
        self.main.setMaximumWidth(most)
        super().resizeEvent(event)
        self.aside.setMinimumWidth(0 if self.folded else wide)
        self.aside.setMaximumWidth(most if self.folded else wide)


def heading(left: QLayout, *actions: QWidget) -> Fold:
    """The head of a page: what it is, and at the right, or below where it is narrow, what one can do."""
    words, acts = holder(left), holder(column(row(*actions, None, gap=10), None))
    return Fold(words, acts, lambda: words.sizeHint().width() + acts.sizeHint().width() + t.S6, t.S6, 14)


class Section(QVBoxLayout):
    """The name of a section, its true count, and the line below. `say` changes the count."""

    def __init__(
        self, look: Look, words: str, count: str = "", colour: str = "ink2", top: int = t.S8, under: int = 6
    ) -> None:
        super().__init__()
        self.name: Text = label(look, words, "label", colour, weight=600)
        self.number: Text = label(look, count, "label", "ink3", weight=400)
        self.number.setVisible(bool(count))
        self.name.gives_way = 24  # a long name gives way; the count does not
        fill(self, (top, row(self.name, self.number, None, gap=t.S2), under, Hairline(look)), 0, (0, 0, 0, 0))

    def say(self, count: str, words: str | None = None) -> None:
        """Another count, and another name where one is given."""
        self.number.setText(count)
        self.number.setVisible(bool(count))
        if words is not None:
            self.name.setText(words)


def section(look: Look, words: str, count: str = "", colour: str = "ink2", top: int = t.S8) -> Section:
    """A section's head, as in `Section`."""
    return Section(look, words, count, colour, top)


class Lines(QWidget):
    """Holds a `Flow` and is as tall as that is at its width: of a fixed height a layout would give it one line."""


class Flow(QLayout):
    """Widgets in a row that goes on in the next line where it is full."""

    def __init__(self, *parts: QWidget, gap: int = t.S2, line_gap: int = t.S1) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, box: QRect) -> None:
        super().setGeometry(box)
        tall, holder = self._place(box, move=True), self.parentWidget()
        if isinstance(holder, Lines) and tall != holder.minimumHeight():
            holder.setMinimumHeight(tall)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(s.width() for s in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((s.height() for s in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _place(self, box: QRect, *, move: bool) -> int:
        x, y, tall = box.x(), box.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            hint.setWidth(min(hint.width(), max(box.width(), 1)))  # wider than a line: it ends in an ellipsis
            if x > box.x() and x + hint.width() > box.right() + 1:
                x, y, tall = box.x(), y + tall + self._line_gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap
            tall = max(tall, hint.height())
        return y + tall - box.y()
