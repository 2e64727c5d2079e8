"""Promises as rows: one model and one delegate, used by every list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from aboveboard.ui import icons
from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets.text import slug

ENDS = {"kept": "kept", "kept late": "kept late", "partly kept": "partly kept", "released": "let go by them"}
TONE = {"late": "late", "broken": "late", "kept": "kept", "kept late": "ink2", "partly kept": "ink2"}
Index = QModelIndex | QPersistentModelIndex
WRAP = int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class PromiseRow:
    """A promise as it is shown. `due` and `note` stand in the margin ("Tue 3 Nov", "21 days late"); `before` tells of
    the first promise where it was moved; `state` is one of the states of a commitment, or "today"."""

    id: int
    words: str
    source: str
    due: str
    note: str = ""
    state: str = "open"
    before: str = ""
    sentence: str = ""

    def said(self) -> str:
        """The row as a sentence, for who hears it."""
        if self.sentence:
            return self.sentence
        parts = [
            self.words.rstrip("."),
            self.source,
            f"Due {self.due}" if self.due else "",
            self.note,
            self.before.rstrip("."),
        ]
        state = "" if self.state in ("open", "today") else ENDS.get(self.state, self.state)
        return ". ".join(part for part in (*parts, "" if state in self.note else state) if part) + "."


class Promises(QAbstractListModel):
    """The rows, newest state of each."""

    def __init__(self, rows: Sequence[PromiseRow] = ()) -> None:
        super().__init__()
        self.rows = list(rows)

    def put(self, rows: Sequence[PromiseRow]) -> None:
        """Show other rows; where only their words changed (the clock moved), nothing is torn down."""
        same = [row.id for row in rows] == [row.id for row in self.rows]
        if same:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.said()
        return None


MEASURED = 20_000  # rows whose heights are remembered


class PromiseDelegate(QStyledItemDelegate):
    """The due time in the margin, the words in the book face, the source below. State is a word, then a colour."""

    def __init__(self, look: Look, view: PromiseList) -> None:
        super().__init__(view)
        self.look, self.view = look, view
        self._room: tuple[int, float] = (0, 0.0)
        self._heights: dict[tuple[str, str, str, bool], int] = {}  # of rows at that room, measured once

    def left(self) -> int:
        """Where the words begin, from the row's left edge."""
        return 12 + self.look.w(t.GUTTER)

    def measure(self, row: PromiseRow) -> tuple[float, float, float]:
        """Room for the words, their height when wrapped (they are never cut), and the height of one small line."""
        room = max(
            120.0, self.view.viewport().width() - self.left() - 14 - (self.look.w(96) if row.state in ENDS else 0)
        )
        m = QFontMetricsF(self.look.font("words"))
        tall = m.boundingRect(QRectF(0, 0, room, 100_000), WRAP, row.words).height()
        return room, max(tall, m.height()), QFontMetricsF(self.look.font("small")).height()

    def below(self, row: PromiseRow) -> tuple[float, float]:
        """Heights of the source and of the history line, wrapped where the words leave no room."""
        m = QFontMetricsF(self.look.font("small"))
        room = max(120.0, self.view.viewport().width() - self.left() - 14)
        source = m.boundingRect(QRectF(0, 0, room, 10_000), WRAP, row.source).height()
        indent = self.look.w(13) + 6
        before = m.boundingRect(QRectF(0, 0, room - indent, 10_000), WRAP, row.before).height() if row.before else 0.0
        return max(source, m.height()), before

    def height(self, row: PromiseRow) -> int:
        """How tall a row is, in pixels: asked for each row whenever the list is fitted, laid out or scrolled."""
        room = (self.view.viewport().width(), self.look.px("words"))
        if room != self._room or len(self._heights) > MEASURED:
            self._room = room
            self._heights.clear()
        key = (row.words, row.source, row.before, row.state in ENDS)
        if key not in self._heights:
            _, tall, _ = self.measure(row)
            source, before = self.below(row)
            self._heights[key] = round(tall + source + 3 + (before + 3 if row.before else 0) + 21)
        return self._heights[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(300, self.height(index.data(Qt.ItemDataRole.UserRole)))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = index.data(Qt.ItemDataRole.UserRole), QRectF(option.rect)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(p, box.adjusted(2, 2, -2, -3), hover, has_focus)
        base = self._margin(p, box, row)
        tall = self._words(p, box, row, base)
        small = QFontMetricsF(self.look.font("small"))
        second = base + tall - QFontMetricsF(self.look.font("words")).height() + small.height() + 4
        acting = (hover or has_focus) and bool(self.view.acts)
        self._below(p, box, row, second, self._acts(p, box, second) if acting else box.right() - 14)
        if index.row() < len(self.view.rows()) - 1 and not hover and not has_focus:
            x = box.left() + self.left()
            p.fillRect(QRectF(x, box.bottom() - 1, box.right() - 12 - x, 1), self.look.q("line"))
        p.restore()

    def _ground(self, p: QPainter, ground: QRectF, hover: bool, focus: bool) -> None:
        if hover or focus:
            p.setPen(QPen(self.look.q("accent"), t.FOCUS) if focus else Qt.PenStyle.NoPen)
            p.setBrush(self.look.q("hover") if hover else Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(ground, t.RADIUS, t.RADIUS)

    def _margin(self, p: QPainter, box: QRectF, row: PromiseRow) -> float:
        """Paint due and note; the first baseline, shared by margin and words."""
        look = self.look
        base = box.top() + 9 + QFontMetricsF(look.font("words")).ascent()
        left = round(box.left() + 12)
        p.setFont(look.font("small", 500))
        p.setPen(look.q("ink" if row.state in ("today", "late", "broken") else "ink2"))
        p.drawText(left, round(base), row.due)
        p.setFont(look.font("small"))
        p.setPen(look.q(TONE.get(row.state, "ink3")))
        p.drawText(left, round(base + QFontMetricsF(look.font("small")).height() + 4), row.note)
        return base

    def _words(self, p: QPainter, box: QRectF, row: PromiseRow, base: float) -> float:
        look, done = self.look, row.state in ENDS
        room, tall, _ = self.measure(row)
        p.setFont(look.font("words"))
        p.setPen(look.q("ink2" if done else "ink"))
        p.drawText(QRectF(box.left() + self.left(), box.top() + 9, room, tall + 2), WRAP, row.words)
        if done:
            word, tone = ENDS[row.state], look.q(TONE.get(row.state, "ink3"))
            p.setFont(look.font("small"))
            wide = QFontMetricsF(p.font()).horizontalAdvance(word)
            p.setPen(tone)
            p.drawText(round(box.right() - 14 - wide), round(base), word)
            if row.state == "kept":
                icons.draw(p, "tick", box.right() - 14 - wide - 18, base - 11, 14, tone)
        return tall

    def _below(self, p: QPainter, box: QRectF, row: PromiseRow, second: float, end: float) -> None:
        """Paint source and history; under the pointer the source leaves room for the acts."""
        look, x = self.look, box.left() + self.left()
        small = QFontMetricsF(look.font("small"))
        source, before = self.below(row)
        p.setFont(look.font("small"))
        p.setPen(look.q("ink3"))
        top = second - small.ascent()
        if end < box.right() - 14:
            p.drawText(round(x), round(second), small.elidedText(row.source, Qt.TextElideMode.ElideRight, end - 16 - x))
        else:
            p.drawText(QRectF(x, top, end - x, source + 2), WRAP, row.source)
        if row.before:
            top += source + 3
            size = look.w(13)
            icons.draw(p, "moved", x, top + (small.height() - size) / 2, size, look.q("ink3"))
            p.drawText(QRectF(x + size + 6, top, box.right() - 14 - x - size - 6, before + 2), WRAP, row.before)

    def act_boxes(self, box: QRectF, second: float) -> list[tuple[str, QRectF]]:
        """Where the acts stand in a row whose second baseline is `second`."""
        m, x, out = QFontMetricsF(self.look.font("label")), box.right() - 14, []
        for word in reversed(self.view.acts):
            x -= m.horizontalAdvance(word)
            out.append((word, QRectF(x - 6, second - m.ascent() - 6, m.horizontalAdvance(word) + 12, m.height() + 12)))
            x -= 18
        return out[::-1]

    def act_at(self, at: QPointF, box: QRectF, row: PromiseRow) -> str:
        """The act under a point, or ""."""
        _, tall, small = self.measure(row)
        m = QFontMetricsF(self.look.font("words"))
        second = box.top() + 9 + m.ascent() + tall - m.height() + small + 4
        return next((word for word, hit in self.act_boxes(box, second) if hit.contains(at)), "")

    def _acts(self, p: QPainter, box: QRectF, second: float) -> float:
        p.setFont(self.look.font("label"))
        p.setPen(self.look.q("accent"))
        boxes = self.act_boxes(box, second)
        for word, hit in boxes:
            p.drawText(round(hit.left() + 6), round(second), word)
        return boxes[0][1].left() + 6


class PromiseList(QListView):
    """As tall as its rows: the page scrolls, the list does not. `acted(word, id)` tells what is to be done with a row:
    a click on the word, its first letter, Enter or a double click for the last of `acts`."""

    acted = Signal(str, int)

    def __init__(
        self,
        look: Look,
        rows: Sequence[PromiseRow] = (),
        name: str = "",
        acts: Sequence[str] = ("Kept", "Move", "Open"),
    ) -> None:
        super().__init__()
        self.look, self.acts = look, list(acts)
        self._model = Promises(rows)
        self._delegate = PromiseDelegate(look, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setObjectName(slug(name))
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.fit()

    def rows(self) -> list[PromiseRow]:
        """What is shown."""
        return self._model.rows

    def put(self, rows: Sequence[PromiseRow]) -> None:
        """Show other rows, staying on the row one was on."""
        here = self.current_id()
        self._model.put(rows)
        if here is not None:
            self.go_to(here)
        self.fit()

    def current_id(self) -> int | None:
        """The id of the row one is on."""
        index = self.currentIndex()
        return self.rows()[index.row()].id if index.isValid() and index.row() < len(self.rows()) else None

    def go_to(self, row_id: int) -> bool:
        """Be on the row of an id; False where it is not here."""
        for number, row in enumerate(self.rows()):
            if row.id == row_id:
                self.setCurrentIndex(self._model.index(number))
                return True
        return False

    def fit(self) -> None:
        """Be as tall as the rows."""
        tall = sum(self._delegate.height(row) for row in self.rows())
        if tall + 2 != self.height() or self.minimumHeight() != tall + 2:
            self.setFixedHeight(tall + 2)
        self.scheduleDelayedItemsLayout()

    def restyle(self) -> None:
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def focusInEvent(self, event: object) -> None:
        if not self.currentIndex().isValid() and self.rows():
            self.setCurrentIndex(self._model.index(0))
        super().focusInEvent(event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.current_id()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if here is not None and plain and self.acts:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.acted.emit(self.acts[-1], here)
                return
            letter = event.text().casefold()
            act = next((word for word in self.acts if letter and word.casefold().startswith(letter)), None)
            if act is not None:
                self.acted.emit(act, here)
                return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            row = self.rows()[index.row()]
            act = self._delegate.act_at(event.position(), QRectF(self.visualRect(index)), row)
            if act:
                self.acted.emit(act, row.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.acts:
            self.acted.emit(self.acts[-1], self.rows()[index.row()].id)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]  # the page scrolls
