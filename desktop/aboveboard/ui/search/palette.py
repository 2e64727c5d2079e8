"""Find (Ctrl+K): one line to type in; what it is stands in the margin, what matched is washed, Enter opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from aboveboard.ui import tokens as t
from aboveboard.ui.desk import Desk
from aboveboard.ui.search import finds
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Glyph, Hairline, Line, Sheet, column, holder, label, row

KIND_WIDE = 82
LEAD = 16  # characters before a match that are shown with it
SHOWN = 10  # lines at once; more scroll
Index = QModelIndex | QPersistentModelIndex


class Finds(QAbstractListModel):
    """The lines that were found."""

    def __init__(self) -> None:
        super().__init__()
        self.finds: tuple[finds.Find, ...] = ()

    def put(self, found: tuple[finds.Find, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.finds = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.finds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self.finds[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.finds[index.row()].said()
        return None


class FindDelegate(QStyledItemDelegate):
    """Kind in the margin (once for a run of the same), words with their washed match, small ones after, key at the
    right."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, round(QFontMetricsF(self.look.font("words")).height()) + 14)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, find, box = self.look, index.data(Qt.ItemDataRole.UserRole), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.q("chosen" if chosen else "hover"))
            p.drawRoundedRect(box, t.RADIUS, t.RADIUS)
        base = box.top() + 7 + QFontMetricsF(look.font("words")).ascent()
        before = index.model().finds[index.row() - 1].kind if index.row() else ""
        if find.kind != before:
            p.setFont(look.font("small"))
            p.setPen(look.q("ink3"))
            p.drawText(round(box.left() + 16), round(base), find.kind)
        right = box.right() - 16
        if find.key:
            p.setFont(look.font("small"))
            p.setPen(look.q("ink3"))
            right -= QFontMetricsF(p.font()).horizontalAdvance(find.key)
            p.drawText(round(right), round(base), find.key)
            right -= 16
        x = box.left() + 16 + look.w(KIND_WIDE) + 10
        small = QFontMetricsF(look.font("small"))
        least = min(small.horizontalAdvance(find.more) + 12, (right - x) * 0.46) if find.more else 0
        x = self._words(p, find, x, right - least, base, "paper" if chosen else "wash")
        if find.more and right - x > 60:
            p.setFont(look.font("small"))
            p.setPen(look.q("ink3"))
            metrics = QFontMetricsF(p.font())
            p.drawText(
                round(x + 10), round(base), metrics.elidedText(find.more, Qt.TextElideMode.ElideRight, right - x - 10)
            )
        p.restore()

    def _words(self, p: QPainter, find: finds.Find, x: float, right: float, base: float, wash: str) -> float:
        """Paint the words as far as there is room; where they end."""
        font = self.look.font("body" if find.act else "words")
        m = QFontMetricsF(font)
        whole, marks = in_sight(find.words, find.marks, lambda part: m.horizontalAdvance(part) <= right - x)
        words = m.elidedText(whole, Qt.TextElideMode.ElideRight, right - x)
        for start, end in marks:
            if start < len(words):
                left, stop = m.horizontalAdvance(words[:start]), m.horizontalAdvance(words[: min(end, len(words))])
                p.fillRect(
                    QRectF(x + left - 1, base - m.ascent() - 1, stop - left + 2, m.height() + 2), self.look.q(wash)
                )
        p.setFont(font)
        p.setPen(self.look.q("ink"))
        p.drawText(round(x), round(base), words)
        return x + m.horizontalAdvance(words)


def in_sight(words: str, marks: finds.Marks, fits: Callable[[str], bool]) -> tuple[str, finds.Marks]:
    """The words from a later one on, where their first match would not be seen otherwise; the marks moved with them."""
    if not marks or fits(words) or fits(words[: marks[0][1]] + "…"):
        return words, marks
    begin = words.rfind(" ", 0, max(0, marks[0][0] - LEAD)) + 1
    if not fits("… " + words[begin : marks[0][1]] + "…"):
        begin = marks[0][0]
    shift = 2 - begin
    return "… " + words[begin:], tuple((a + shift, b + shift) for a, b in marks if a >= begin)


class Palette(Sheet):
    """The newest keystroke wins; answers to older ones are dropped."""

    TOP = 104

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, self.tr("Find"), 640)
        self.desk, look = desk, desk.look
        self.offered = finds.acts()
        self.edit = Line(look, self.tr("Find"), style="heading")
        self.edit.setProperty("bare", True)
        self.edit.setPlaceholderText(self.tr("A name, a word, a promise"))
        self.number = label(look, "", "small", "ink3")
        self.model = Finds()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindDelegate(look, self.list))
        self.list.setObjectName("finds")
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(lambda index: self.take(index.row()))
        self.none = label(look, "", "body", "ink2", wrap=True)
        keys = [self.tr("↑ ↓  choose"), self.tr("Enter  open"), self.tr("Esc  close")]
        foot = row(
            *(label(look, words, "small", "ink3") for words in keys), None,
            label(look, self.tr("Newest first"), "small", "ink3"), gap=18, margins=(16, 9, 16, 6),
        )  # fmt: skip
        none = holder(column(self.none, margins=(16, 6, 16, 10)))
        self._none = none
        self.body(
            row(Glyph(look, "search", "ink3", 18), self.edit, self.number, gap=12, margins=(16, 10, 16, 12)),
            holder(column(Hairline(look), margins=(16, 0, 16, 6))), self.list, none, 6,
            holder(column(Hairline(look), margins=(16, 0, 16, 0))), foot, gap=1, margins=(8, 8, 8, 6),
        )  # fmt: skip
        self.first = self.edit
        self.edit.textChanged.connect(lambda _: self.look_up())
        self.edit.installEventFilter(self)
        self._show(finds.Found(tuple(self.offered), len(self.offered)))

    def look_up(self) -> None:
        """Find what is typed now."""
        typed, now, zone, offered = self.edit.text(), self.desk.now(), self.desk.zone, self.offered
        self.desk.jobs.read(lambda s: finds.find(s, typed, now, zone, offered), self._show, self._failed, key="find")

    def _failed(self, error: Any) -> None:
        self.none.setText(error.sentence)
        self._none.show()

    def _show(self, found: finds.Found) -> None:
        self.model.put(found.finds)
        shown = len(found.finds)
        typed = self.edit.text().strip()
        if not typed:
            self.number.setText("")
        elif found.more:
            self.number.setText(self.tr("{n} of more than {total}").format(n=shown, total=f"{found.total:,}"))
        elif shown == found.total:
            self.number.setText(self.tr("{n} found").format(n=shown))
        else:
            self.number.setText(self.tr("{n} of {total}").format(n=shown, total=f"{found.total:,}"))
        self._none.setVisible(not shown)
        self.none.setText(
            self.tr("Nothing in the record holds “{typed}”.").format(typed=typed[:60]) if not shown else ""
        )
        height = self.list.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        self.list.setFixedHeight(height * min(SHOWN, shown) + 2)
        self.list.setVisible(bool(shown))
        if shown:
            self.list.setCurrentIndex(self.model.index(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: SHOWN - 1, Qt.Key.Key_PageUp: 1 - SHOWN}
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(self.list.currentIndex().row())
            return True
        return False

    def step(self, by: int) -> None:
        """Choose another line; past the end it begins again for single steps."""
        count = self.model.rowCount()
        if not count:
            return
        there = self.list.currentIndex().row() + by
        there = there % count if abs(by) == 1 else max(0, min(count - 1, there))
        self.list.setCurrentIndex(self.model.index(there))
        self.list.setAccessibleDescription(self.model.finds[there].said())

    def take(self, number: int) -> None:
        """Open a line."""
        if not 0 <= number < self.model.rowCount():
            return
        verb, name, params = self.model.finds[number].target
        self.finished.emit()
        if verb == "go":
            self.desk.go(name, **dict(params))
        elif verb == "start":
            self.desk.start(name, **dict(params))
        else:
            self.desk.shell.undo_now(verb == "undo")
