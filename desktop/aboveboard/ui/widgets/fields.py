"""Where one types: a line, a note that grows, a line that offers what fits. What is wrong is said at the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QTextEdit, QWidget

from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets.layout import column
from aboveboard.ui.widgets.paste import plain_text
from aboveboard.ui.widgets.text import label, slug

NOTE_LIMIT = 100_000  # characters of one note; more is a file, not a note


def mark_bad(field: QWidget, bad: bool) -> None:
    """Give a field the outline of an error, or take it back."""
    if bool(field.property("bad")) != bad:
        field.setProperty("bad", bad)
        field.style().unpolish(field)
        field.style().polish(field)


class Line(QLineEdit):
    """One line of text in the book face."""

    def __init__(self, look: Look, name: str, value: str = "", style: str = "words") -> None:
        super().__init__(value)
        self.look, self.style_name = look, style
        self.setAccessibleName(name)
        self.setObjectName(slug(name))
        self.setCursorPosition(0)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(self.look.font(self.style_name))


class Field(QWidget):
    """A field with its name above, a hint below and, where something is wrong, a sentence in its place."""

    changed = Signal(str)

    def __init__(self, look: Look, name: str, edit: QWidget, hint: str = "") -> None:
        super().__init__()
        self.look, self.name, self.field = look, name, edit
        self.tag = label(look, name, "small", "ink2", weight=500)
        self.tag.setBuddy(edit)
        self._hint = hint
        self.hint = label(look, hint, "small", "ink3", wrap=True)
        self.hint.setVisible(bool(hint))
        self.trouble = label(look, "", "small", "late", wrap=True)
        self.trouble.setVisible(False)
        self.setLayout(column(self.tag, 4, edit, 3, self.hint, self.trouble))
        self.setObjectName(f"{slug(name)}-field")
        self.setFocusProxy(edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As tall as its words are at the present width; a wrapped hint alone would guess from another one."""
        hint, box = super().sizeHint(), self.layout()
        if box.hasHeightForWidth() and self.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            hint.setHeight(box.heightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def error(self, sentence: str = "") -> None:
        """Say what is wrong with this field, or nothing; the first wrong field takes the focus from
        `focus_first_bad`."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        self.hint.setVisible(bool(self._hint) and not sentence)
        mark_bad(self.field, bool(sentence))
        self.field.setAccessibleDescription(sentence or self._hint)

    def is_bad(self) -> bool:
        """Is something wrong said at this field?"""
        return not self.trouble.isHidden()

    def set_hint(self, words: str) -> None:
        """Another hint."""
        self._hint = words
        self.hint.setText(words)
        self.hint.setVisible(bool(words) and not self.is_bad())
        self.field.setAccessibleDescription(words)


class LineField(Field):
    """A line of text with its name. `style` is the face of what is typed: "words" for people's, "body" for numbers."""

    def __init__(
        self, look: Look, name: str, value: str = "", hint: str = "", placeholder: str = "", style: str = "words"
    ) -> None:
        self.edit = Line(look, name, value, style)
        super().__init__(look, name, self.edit, hint)
        self.edit.setPlaceholderText(placeholder)
        self.edit.textChanged.connect(self._typed)

    def _typed(self, words: str) -> None:
        if self.is_bad():
            self.error()
        self.changed.emit(words)

    def text(self) -> str:
        """What stands in the field, without blanks around it."""
        return self.edit.text().strip()

    def setText(self, words: str) -> None:
        """Put words into the field."""
        self.edit.setText(words)
        self.edit.setCursorPosition(0)


class PickField(LineField):
    """A line that offers, as one types, the entries that hold the typed letters anywhere."""

    picked = Signal(str)

    def __init__(
        self, look: Look, name: str, options: Sequence[str], value: str = "", hint: str = "", placeholder: str = ""
    ) -> None:
        super().__init__(look, name, value, hint, placeholder)
        self.set_options(options)

    def set_options(self, options: Sequence[str]) -> None:
        """What is offered."""
        self.options = list(options)
        completer = QCompleter(self.options, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(9)
        popup = completer.popup()
        popup.setObjectName(f"{slug(self.name)}-offers")
        popup.setAccessibleName(self.name)
        popup.setFont(self.look.font("body"))
        popup.setProperty("offers", True)
        completer.activated[str].connect(self.picked)
        self.edit.setCompleter(completer)

    def exact(self) -> str | None:
        """The entry that was typed or chosen, in its own spelling; None where there is none of that name."""
        typed = self.text().casefold()
        return next((option for option in self.options if option.casefold() == typed), None)


class Note(QTextEdit):
    """Plain text that grows with what is written. Pasted text loses its markup; nothing is ever loaded from
    anywhere."""

    refused = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        words: str = "",
        style: str = "letter",
        lines: tuple[int, int] = (3, 14),
        boxed: bool = True,
    ) -> None:
        super().__init__()
        self.look, self.style_name, self.lines, self.limit = look, style, lines, NOTE_LIMIT
        self.setAccessibleName(name)
        self.setObjectName(slug(name))
        self.setProperty("boxed", boxed)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()
        self.setPlainText(words)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())

    def restyle(self) -> None:
        self.setFont(self.look.font(self.style_name))
        self._grow()

    def loadResource(self, kind: int, url: QUrl) -> object:
        """Nothing: a note shows no picture from a file or the network, whatever was pasted."""
        return None

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        words = plain_text(source)
        room = self.limit - self.document().characterCount()
        if len(words) > room:
            self.refused.emit(
                self.tr("That is {n:,} characters, more than a note holds. Nothing was pasted; what you wrote is as it "
                        "was. Keep such a text as a file.").format(n=len(words))
            )  # fmt: skip
            return
        self.insertPlainText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()  # Ctrl+Enter is the primary button of page or sheet
            return
        super().keyPressEvent(event)

    def _grow(self) -> None:
        line = QFontMetricsF(self.font()).lineSpacing()
        frame = 16 if self.property("boxed") else 2
        least, most = (round(line * count) + frame for count in self.lines)
        wanted = round(self.document().size().height()) + frame
        tall = max(least, min(most, wanted))
        if tall != self.height() or self.minimumHeight() != tall:
            self.setFixedHeight(tall)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if policy != self.verticalScrollBarPolicy():
            QTimer.singleShot(0, self, lambda: self.setVerticalScrollBarPolicy(policy))

    def sizeHint(self) -> QSize:
        return QSize(self.look.w(t.MEASURE) // 2, self.height())


class TextField(Field):
    """A note with its name above; it grows from `lines[0]` to `lines[1]` lines and scrolls from there."""

    def __init__(
        self, look: Look, name: str, value: str = "", hint: str = "", lines: tuple[int, int] = (3, 14),
        style: str = "letter", placeholder: str = "",
    ) -> None:  # fmt: skip
        self.edit = Note(look, name, value, style, lines)
        super().__init__(look, name, self.edit, hint)
        self.edit.setPlaceholderText(placeholder)
        self.edit.textChanged.connect(self._typed)
        self.edit.refused.connect(self.error)

    def _typed(self) -> None:
        if self.is_bad():
            self.error()
        self.changed.emit(self.edit.toPlainText())

    def text(self) -> str:
        """What stands in the field, without blanks around it."""
        return self.edit.toPlainText().strip()

    def setText(self, words: str) -> None:
        """Put words into the field."""
        self.edit.setPlainText(words)


def pair(look: Look, name: str, *controls: QWidget, width: int = 64) -> QWidget:
    """A small name at the left and what one chooses beside it, as in a sentence one fills in."""
    from aboveboard.ui.widgets.layout import Flow, Lines, Margin, row

    out = QWidget()
    tag = Margin(look, column(5, label(look, name, "small", "ink3"), None), width)
    right = Lines()
    right.setLayout(Flow(*controls, gap=t.S3))
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    policy.setHeightForWidth(True)
    right.setSizePolicy(policy)
    out.setLayout(row(tag, (right, 1), gap=0))
    out.setSizePolicy(policy)
    return out


def focus_first_bad(*fields: Field) -> bool:
    """Put the caret into the first field that has an error; was there one?"""
    for field in fields:
        if field.is_bad():
            field.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
    return False


def place_trouble(fields: dict[str, Field], sentence: str, field: str | None) -> bool:
    """Say a trouble's sentence at the field it names; False where none of these is meant."""
    for name, widget in fields.items():
        widget.error(sentence if name == field else "")
    if field in fields:
        return focus_first_bad(*fields.values())
    return False
