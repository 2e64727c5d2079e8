"""The letter as one writes in it: plain text, with marks that lie over it and never in it.

What is copied, undone, checked and sent is the text alone. Numbers and "yours" are painted in the margin by
`letter_frame.LetterFrame`.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, QTimer, QUrl, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from aboveboard.guides.letter_html import html
from aboveboard.guides.merge import edits
from aboveboard.ui import tokens as t
from aboveboard.ui.conversation.places import Places
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets.fields import NOTE_LIMIT
from aboveboard.ui.widgets.paste import plain_text

BLANK_SHARE = 0.68  # how tall a blank line between paragraphs is, of the text's size
UNDERLINES = {
    "error": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "warning": QTextCharFormat.UnderlineStyle.DashUnderline,
    "notice": QTextCharFormat.UnderlineStyle.DotLine,
    "place": QTextCharFormat.UnderlineStyle.DotLine,
}
TONES = {"error": "late", "warning": "ink2", "notice": "ink3", "place": "accent", "choice": "accent"}
GROUNDS = {"error": "late_wash", "place": "wash"}


@dataclass(frozen=True)
class Spot:
    """A mark to be shown: code points of the letter's text, what kind, and the number of its note."""

    start: int
    end: int
    kind: str  # "error", "warning", "notice", "place" (still to fill), "choice" (both changed)
    number: int


class LetterEdit(QTextEdit):
    """The letter's text. `edited` is emitted after a person changed it, never after `become`."""

    edited = Signal()
    pressed_at = Signal(int)  # code point offset that was clicked, so that its note can be shown
    moved = Signal()  # lines or marks may stand elsewhere now: for what is painted beside them
    refused = Signal(str)  # a sentence: why nothing was pasted

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self._quiet = False
        self._composing = False
        self.spots: list[tuple[QTextCursor, Spot]] = []
        self.own: list[QTextCursor] = []
        self.washed: list[QTextCursor] = []
        self._alpha = 1.0
        self.setObjectName("letter")
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(t.SHOWN_MS)
        self._hold.timeout.connect(self._fade)
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(t.FADE_MS)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.valueChanged.connect(self._faded)
        self.restyle()
        self.textChanged.connect(self._changed)

    def restyle(self) -> None:
        """Take font and colours from the look anew."""
        self.setFont(self.look.font("words"))
        self._shape()
        self._paint_marks()

    # --- the text -------------------------------------------------------------------------------------------------
    def letter(self) -> str:
        """The text as it stands, with line ends as line feeds; what is still being composed is not in it."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def become(self, text: str, *, shown: bool = True) -> bool:
        """Put a new text in place of the old one: only what differs is touched, so caret and selection stay where they
        are; what changed has its wash for a moment where `shown`. True where anything changed."""
        old = self.letter()
        changes = edits(old, text)
        if not changes:
            return False
        places, washed = Places(old), []
        self._quiet = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for change in changes:
            cursor.setPosition(places.to_qt(change.start))
            cursor.setPosition(places.to_qt(change.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(change.text, QTextCharFormat())
            if change.text.strip():
                mark = QTextCursor(self.document())
                mark.setPosition(cursor.position() - len(change.text.encode("utf-16-le")) // 2)
                mark.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
                mark.setKeepPositionOnInsert(True)
                washed.append(mark)
        cursor.endEditBlock()
        self._quiet = False
        self._shape()
        if shown and washed:
            self._wash(washed)
        return True

    def begin(self, text: str) -> None:
        """Show a text afresh: nothing to undo, nothing washed."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False
        self.washed = []
        self._shape()
        self.document().clearUndoRedoStacks()

    def select(self, start: int, end: int) -> None:
        """Select code points `start` to `end` and bring them into view."""
        places = Places(self.letter())
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(last, places.to_qt(start)))
        cursor.setPosition(min(last, places.to_qt(end)), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def replace(self, start: int, end: int, text: str) -> None:
        """Put other words in the place of some, as a person would: it can be undone, and counts as a hand edit."""
        self.select(start, end)
        self.textCursor().insertText(text, QTextCharFormat())

    def _changed(self) -> None:
        if self._quiet:
            return
        if not self.document().isRedoAvailable():  # after an undo the blank lines come back as they were
            self._shape()
        if not self._composing:
            self.edited.emit()

    def _shape(self) -> None:
        """A blank line is lower than a line of words. Joined to the change that made it: one undo takes both."""
        tall = round(self.look.px("words") * BLANK_SHARE)
        normal, blank = QTextBlockFormat(), QTextBlockFormat()
        blank.setLineHeight(tall, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        wrong = []
        block = self.document().begin()
        while block.isValid():
            empty = block.length() <= 1 and not block.layout().preeditAreaText()
            if block.blockFormat().lineHeight() != (tall if empty else 0):
                wrong.append((block.position(), blank if empty else normal))
            block = block.next()
        if not wrong:
            return
        quiet, self._quiet = self._quiet, True
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        for at, shape in wrong:
            cursor.setPosition(at)
            cursor.setBlockFormat(shape)
        cursor.endEditBlock()
        self._quiet = quiet

    # --- marks ----------------------------------------------------------------------------------------------------
    def show_marks(self, spots: list[Spot], own: list[tuple[int, int]]) -> None:
        """Show these marks and no others; `own` are the paragraphs changed by hand. All in code points."""
        places = Places(self.letter())
        self.spots = [(self._span(places, spot.start, spot.end), spot) for spot in spots]
        self.own = [self._span(places, start, end) for start, end in own]
        self._paint_marks()

    def show_own(self, own: list[tuple[int, int]]) -> None:
        """Show which paragraphs were changed by hand; the other marks stay and move with the text."""
        places = Places(self.letter())
        self.own = [self._span(places, start, end) for start, end in own]
        self._paint_marks()

    def where(self) -> list[tuple[int, int, Spot]]:
        """Where the marks are now, in code points of the present text."""
        places = Places(self.letter())
        return [
            (places.from_qt(cursor.selectionStart()), places.from_qt(cursor.selectionEnd()), spot)
            for cursor, spot in self.spots
        ]

    def _span(self, places: Places, start: int, end: int) -> QTextCursor:
        cursor, last = QTextCursor(self.document()), self.document().characterCount() - 1
        cursor.setPosition(min(last, places.to_qt(start)))
        cursor.setPosition(min(last, places.to_qt(end)), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _paint_marks(self) -> None:
        shown = [self._selection(cursor, None) for cursor in self.washed]
        shown += [self._selection(cursor, spot.kind) for cursor, spot in self.spots if spot.kind != "choice"]
        self.setExtraSelections(shown)
        self.moved.emit()

    def _selection(self, cursor: QTextCursor, kind: str | None) -> QTextEdit.ExtraSelection:
        out = QTextEdit.ExtraSelection()
        out.cursor = QTextCursor(cursor)  # a copy: the selection holds a reference
        if kind is None:
            colour = QColor(self.look.q("wash"))
            colour.setAlphaF(self._alpha)
            out.format.setBackground(colour)
            return out
        out.format.setUnderlineStyle(UNDERLINES[kind])
        out.format.setUnderlineColor(self.look.q(TONES[kind]))
        if kind in GROUNDS:
            out.format.setBackground(self.look.q(GROUNDS[kind]))
        if kind == "place":
            out.format.setForeground(self.look.q("accent"))
        return out

    def _wash(self, washed: list[QTextCursor]) -> None:
        self._fading.stop()
        self._alpha = 1.0

        def apart(old: QTextCursor) -> bool:
            return all(
                old.selectionEnd() < new.selectionStart() or new.selectionEnd() < old.selectionStart() for new in washed
            )

        self.washed = [*filter(apart, self.washed), *washed][-24:]
        self._paint_marks()
        self._hold.start()

    def _fade(self) -> None:
        if self.look.motion:
            self._fading.start()
        else:
            self._faded(0.0)

    def _faded(self, alpha: float) -> None:
        self._alpha = float(alpha)
        if self._alpha <= 0:
            self.washed, self._alpha = [], 1.0
        self._paint_marks()

    # --- keys, paste, copy ----------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        for key, act in ((QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.Redo, self.redo)):
            if event.matches(key):
                act()
                event.accept()  # where there is nothing left to undo here, the journal is not undone instead
                return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()  # Ctrl+Enter is the page's primary button
                return
            self.textCursor().insertBlock()  # Qt's own Enter takes the format of a blank line away instead
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if event.commitString():
            self._composing = False
            self.edited.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            self.pressed_at.emit(Places(self.letter()).from_qt(self.textCursor().position()))

    def loadResource(self, kind: int, url: QUrl) -> None:
        """Nothing is ever loaded: no file, no picture, no page."""
        return None

    def insertFromMimeData(self, source: QMimeData) -> None:
        words = plain_text(source)
        if len(words) + self.document().characterCount() > NOTE_LIMIT:
            said = self.tr("That is {n:,} characters, more than a letter holds. Nothing was pasted.")
            self.refused.emit(said.format(n=len(words)))
            return
        self.textCursor().insertText(words, QTextCharFormat())
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def createMimeDataFromSelection(self) -> QMimeData:
        chosen = self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        out = QMimeData()
        out.setText(chosen)
        out.setHtml(html(chosen))
        return out

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.moved.emit()

    def sizeHint(self) -> QSize:
        return QSize(400, 300)

    def line_of(self, cursor: QTextCursor, *, end: bool = False) -> QRect:
        """Where a mark begins or ends now, in the viewport."""
        at = QTextCursor(cursor)
        at.setPosition(cursor.selectionEnd() if end else cursor.selectionStart())
        return self.cursorRect(at)
