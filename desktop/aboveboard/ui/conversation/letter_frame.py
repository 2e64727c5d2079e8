"""The letter with its margins: numbers of notes at the left, "yours" at the right, a bar beside what just changed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aboveboard.ui.conversation.letter_edit import TONES, LetterEdit, Spot
from aboveboard.ui.theme import Look


class LetterFrame(QWidget):
    """The letter with its margins: numbers of the notes at the left, "yours" at the right."""

    def __init__(self, look: Look, letter: LetterEdit, pad: int, own: str) -> None:
        super().__init__()
        self.look, self.letter, self.pad, self.own_word = look, letter, pad, own
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(letter)
        letter.moved.connect(self.update_margins)
        self.restyle()

    def restyle(self) -> None:
        self.letter.setViewportMargins(
            self.pad, 0, max(self.pad, round(self.look.width("small", self.own_word)) + 18), 0
        )

    def fit(self) -> None:
        """End the view on a whole line, so that nothing is cut through its middle."""
        letter, room, whole = self.letter, self.height(), 0.0
        if letter.verticalScrollBar().value() == 0 and room > 60:
            block = letter.document().firstBlock()
            while block.isValid() and block.layout().position().y() < room:
                layout = block.layout()
                for i in range(layout.lineCount() if block.length() > 1 else 0):
                    bottom = layout.position().y() + layout.lineAt(i).rect().bottom()
                    whole = max(whole, bottom) if bottom <= room else whole
                block = block.next()
            if not block.isValid():
                whole = room
        spare = max(0, min(40, int(room - whole - 1))) if whole else 0
        if self.layout().contentsMargins().bottom() != spare:
            self.layout().setContentsMargins(0, 0, 0, spare)

    def update_margins(self) -> None:
        """Paint the margins anew, not the letter between them."""
        right = self.pad + self.letter.viewport().width()
        self.update(0, 0, self.pad, self.height())
        self.update(right, 0, self.width() - right, self.height())

    def resizeEvent(self, _: QResizeEvent) -> None:
        self.fit()

    def paintEvent(self, _: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        origin = QPointF(self.letter.pos())
        room = self.letter.viewport().height()
        self._numbers(p, origin, room)
        self._yours(p, origin, room)
        for cursor in self.letter.washed:
            top, bottom = self.letter.line_of(cursor).top(), self.letter.line_of(cursor, end=True).bottom()
            top, bottom = max(0, top), min(room, bottom)
            if bottom > top:
                p.fillRect(QRectF(origin.x() + self.pad - 12, origin.y() + top, 2, bottom - top), self.look.q("accent"))

    def _numbers(self, p: QPainter, origin: QPointF, room: int) -> None:
        p.setFont(self.look.font("small", 600))
        lines: dict[int, list[Spot]] = {}
        heights: dict[int, int] = {}
        for cursor, spot in self.letter.spots:
            box = self.letter.line_of(cursor)
            if spot.number and 0 <= box.top() < room - 10:
                lines.setdefault(box.top(), []).append(spot)
                heights[box.top()] = box.height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for top, spots in lines.items():
            numbers = sorted({spot.number for spot in spots})
            words = ",".join(map(str, numbers)) if len(numbers) < 4 else f"{numbers[0]}–{numbers[-1]}"
            worst = min(spots, key=lambda s: ("error", "place", "choice", "warning", "notice").index(s.kind))
            p.setPen(self.look.q(TONES[worst.kind]))
            p.drawText(QRectF(origin.x(), origin.y() + top, self.pad - 15, heights[top]), right, words)

    def _yours(self, p: QPainter, origin: QPointF, room: int) -> None:
        p.setFont(self.look.font("small"))
        p.setPen(self.look.q("ink3"))
        for cursor in self.letter.own:
            box = self.letter.line_of(cursor)
            if 0 <= box.top() < room - 10:
                x = origin.x() + self.pad + self.letter.viewport().width() + 8
                p.drawText(
                    QRectF(x, origin.y() + box.top(), 90, box.height()), Qt.AlignmentFlag.AlignVCenter, self.own_word
                )
