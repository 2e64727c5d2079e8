"""What one chooses: a tick box, one of several dots, a few short words in a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QRadioButton, QSizePolicy

from aboveboard.ui import icons
from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets.layout import Flow, Lines
from aboveboard.ui.widgets.text import slug

INDENT = 27  # where the words begin, after the box or dot


class _Marked:
    """Painting and measuring shared by the tick box and the dot; their words wrap and are never cut."""

    look: Look
    kind: str
    note: str
    style_name: str

    def _begin(self, look: Look, words: str, kind: str, on: bool, note: str, style: str) -> None:
        self.look, self.kind, self.note, self.style_name = look, kind, note, style
        self._tall: dict[int, int] = {}
        self.say(words, note)
        self.setObjectName(slug(words))
        self.setChecked(on)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()

    def say(self, words: str, note: str = "") -> None:
        """Other words, and a note in small ones after them."""
        self.note = note
        self.setText(words)
        self.setShortcut(QKeySequence())
        self.setAccessibleName(words)
        self.setAccessibleDescription(note)
        self._fit()

    def restyle(self) -> None:
        self.setFont(self.look.font(self.style_name))
        self._fit()

    def _fit(self) -> None:
        """Be as tall as the words are at this width: a layout gives a widget of fixed height no more than its hint,
        which is of one line."""
        self._tall.clear()
        self._take_height()
        self.updateGeometry()

    def _take_height(self) -> None:
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Created) and self.width() > 90:
            self.setMinimumHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)  # type: ignore[misc]
        self._take_height()

    def _note_width(self) -> float:
        return 12 + QFontMetricsF(self.look.font("small")).horizontalAdvance(self.note) if self.note else 0

    def _pad(self) -> int:
        return 12 if self.kind == "dot" else 8

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Asked for often while a page is laid out, so it is remembered for the width."""
        if width not in self._tall:
            m = QFontMetricsF(self.font())
            room = max(60.0, width - INDENT - 4 - self._note_width())
            tall = m.boundingRect(QRectF(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), self.text()).height()
            self._tall[width] = max(24, round(max(tall, m.height())) + self._pad())
        return self._tall[width]

    def sizeHint(self) -> QSize:
        m = QFontMetricsF(self.font())
        wide = INDENT + m.horizontalAdvance(self.text()) + self._note_width() + 8
        return QSize(round(wide), max(24, round(m.height()) + self._pad()))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        tall = self.heightForWidth(self.width()) if self.width() > 90 else hint.height()
        return QSize(min(90, hint.width()), tall)

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, p, on, enabled = self.look, QPainter(self), self.isChecked(), self.isEnabled()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and enabled:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.q("hover"))
            p.drawRoundedRect(self.rect(), t.RADIUS, t.RADIUS)
        line = QFontMetricsF(self.font()).height()
        top = self._pad() / 2
        self._paint_mark(p, QRectF(0.8, top + line / 2 - 8, 16, 16), on, enabled)
        p.setPen(look.q("ink" if enabled else "ink3"))
        p.setFont(look.font(self.style_name, 500 if on and self.kind == "dot" else None))
        room = max(60.0, self.width() - INDENT - 4 - self._note_width())
        used = p.boundingRect(QRectF(INDENT, top, room, 10_000), int(Qt.TextFlag.TextWordWrap), self.text())
        p.drawText(QRectF(INDENT, top, room + 4, self.height()), int(Qt.TextFlag.TextWordWrap), self.text())
        if self.note:
            p.setFont(look.font("small"))
            p.setPen(look.q("ink3"))
            box = QRectF(used.right() + 12, top, self.width(), line)
            p.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.note)

    def _paint_mark(self, p: QPainter, box: QRectF, on: bool, enabled: bool) -> None:
        look = self.look
        p.setPen(QPen(look.q("accent" if on and enabled else "edge"), 1.4 if not on else 1))
        p.setBrush(look.q("accent" if on and enabled and self.kind == "box" else "sheet"))
        if self.kind == "box":
            p.drawRoundedRect(box, 4, 4)
            if on:
                tone = look.q("on_accent" if enabled else "ink3")
                icons.draw(p, "tick", box.left() + 1.5, box.top() + 1.5, 13, tone)
            return
        p.drawEllipse(box)
        if on:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.q("accent" if enabled else "edge"))
            p.drawEllipse(box.adjusted(4, 4, -4, -4))


class Box(_Marked, QCheckBox):
    """A tick box with its words."""

    def __init__(self, look: Look, words: str, on: bool, note: str, style: str) -> None:
        super().__init__()
        self._begin(look, words, "box", on, note, style)


class Dot(_Marked, QRadioButton):
    """One of several answers; `together` makes them exclude each other."""

    def __init__(self, look: Look, words: str, on: bool, note: str, style: str) -> None:
        super().__init__()
        self.setAutoExclusive(False)  # siblings in one column may belong to different questions
        self._begin(look, words, "dot", on, note, style)


def Mark(look: Look, words: str, kind: str = "box", on: bool = False, note: str = "", style: str = "body") -> Box | Dot:
    """A tick box ("box") or a choice ("dot") with its words."""
    return Box(look, words, on, note, style) if kind == "box" else Dot(look, words, on, note, style)


def together(*marks: QAbstractButton) -> QButtonGroup:
    """Let several dots exclude each other; the arrow keys go between them. The first one's parent owns the group."""
    group = QButtonGroup(marks[0])
    for number, mark in enumerate(marks):
        group.addButton(mark, number)
        mark.setAutoExclusive(True)  # the group decides; this only tells a screen reader that it is one of several
    group.idToggled.connect(lambda *_: _one_stop(group))
    _one_stop(group)
    return group


def _one_stop(group: QButtonGroup) -> None:
    """Tab comes to the chosen one of several, and to none beside it (Qt sees to that only once one of them had the
    focus, and till then lands on the first: an arrow key would go on from there)."""
    chosen = group.checkedButton()
    for button in group.buttons():
        policy = Qt.FocusPolicy.StrongFocus if chosen in (None, button) else Qt.FocusPolicy.ClickFocus
        if button.focusPolicy() != policy:
            button.setFocusPolicy(policy)


class _Word(QRadioButton):
    """One word of `Choices`."""

    def __init__(self, look: Look, words: str, tabs: bool) -> None:
        super().__init__()
        self.look, self.tabs = look, tabs
        self.setText(words)
        self.setShortcut(QKeySequence())
        self.setAccessibleName(words)
        self.setObjectName(slug(words))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(self.look.font("label"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        bold = QFontMetricsF(self.look.font("label", 600))
        wide = bold.horizontalAdvance(self.text()) + (0 if self.tabs else 20)
        return QSize(round(wide + 0.5), max(24, round(bold.height()) + (16 if self.tabs else 12)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, _: QPaintEvent) -> None:
        p, look, on = QPainter(self), self.look, self.isChecked()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if on and self.tabs:
            p.fillRect(QRectF(0, box.height() - 2, box.width(), 2), look.q("ink"))
        elif on or (self.underMouse() and not self.tabs and self.isEnabled()):
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.q("chosen" if on else "hover"))
            p.drawRoundedRect(box, t.RADIUS, t.RADIUS)
        p.setFont(look.font("label", 600 if on else 400))
        p.setPen(look.q("ink3" if not self.isEnabled() else "ink" if on or self.underMouse() else "ink2"))
        p.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())


class Choices(Lines):
    """Two to six short words of which one is chosen; arrows move, the chosen one is inked and grounded.

    `values` (as many as words) is what `value()` gives; without it the words. `chosen` -1: none yet.
    """

    changed = Signal(int)

    def __init__(
        self, look: Look, words: Sequence[str], chosen: int = 0, name: str = "", tabs: bool = False,
        values: Sequence[Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.look, self.tabs = look, tabs
        self.words, self.values = list(words), list(values if values is not None else words)
        self.setAccessibleName(name)
        self.setObjectName(slug(name))
        self.group = QButtonGroup(self)
        self.buttons = [_Word(look, word, tabs) for word in words]
        for number, button in enumerate(self.buttons):
            button.setAccessibleDescription(name)
            self.group.addButton(button, number)
        self.setLayout(Flow(*self.buttons, gap=20 if tabs else 2))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.choose(chosen)
        _one_stop(self.group)
        self.group.idToggled.connect(self._toggled)

    @property
    def chosen(self) -> int:
        """The number of the chosen word, -1 where none is."""
        return self.group.checkedId()

    def value(self) -> Any:
        """The value of the chosen word, None where none is."""
        return self.values[self.chosen] if self.chosen >= 0 else None

    def choose(self, number: int) -> None:
        """Choose a word by its number; -1 takes the choice back."""
        if 0 <= number < len(self.buttons):
            self.buttons[number].setChecked(True)
        elif self.group.checkedButton() is not None:
            self.group.setExclusive(False)
            self.group.checkedButton().setChecked(False)
            self.group.setExclusive(True)

    def set_value(self, value: Any) -> None:
        """Choose by value; one that is not among them takes the choice back."""
        self.choose(self.values.index(value) if value in self.values else -1)

    def rename(self, number: int, words: str) -> None:
        """Other words for one choice (a name that became known)."""
        self.words[number] = words
        button = self.buttons[number]
        button.setText(words)
        button.setShortcut(QKeySequence())
        button.setAccessibleName(words)
        button.updateGeometry()

    def _toggled(self, number: int, on: bool) -> None:
        _one_stop(self.group)
        if on:
            self.changed.emit(number)
