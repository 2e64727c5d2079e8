"""How a question is answered, by the type of its answer. Every editor takes "not yet known" for an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from aboveboard.guides.answers import NOT_YET_KNOWN, is_unknown, text_of
from aboveboard.guides.guide import Question
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Choices, Line, Mark, Note, column, label, row, together


class Editor(QWidget):
    """One answer. `value()` is None while it is open; `typed()` is what stands in it where the value does not tell."""

    changed = Signal()

    def __init__(self, look: Look, question: Question, zones: Zones, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.look, self.question, self.zones, self.now = look, question, zones, now
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setObjectName(f"answer-{question.id}")
        self.loading = False

    def value(self) -> Any:
        """The answer as `guides.answers` keeps it; None where it is open."""
        return None

    def show_value(self, value: Any, typed: str = "") -> None:
        """Show an answer; emits nothing. `typed`: what stood in the field."""
        self.loading = True
        try:
            self._show(value, typed)
        finally:
            self.loading = False

    def _show(self, value: Any, typed: str) -> None:
        """Put an answer into the fields."""

    def typed(self) -> str:
        """The words as typed, where the value alone would lose them."""
        return ""

    def first(self) -> QWidget:
        """What takes the caret."""
        return self

    def _told(self, *_: object) -> None:
        if not self.loading:
            self.changed.emit()


class DotsEditor(Editor):
    """One of several answers, "not yet known" among them: a choice, or yes and no."""

    def __init__(self, look: Look, question: Question, zones: Zones, now: Callable[[], datetime]) -> None:
        super().__init__(look, question, zones, now)
        if question.type == "yesno":
            self.values = ["yes", "no", NOT_YET_KNOWN]
            words = [self.tr("Yes"), self.tr("No"), self.tr("Not yet known")]
        else:
            self.values = [choice.value for choice in question.choices]
            words = [choice.label for choice in question.choices]
            if NOT_YET_KNOWN not in self.values:
                self.values.append(NOT_YET_KNOWN)
                words.append(self.tr("Not yet known"))
        self.dots = [Mark(look, word, "dot") for word in words]
        for dot, value in zip(self.dots, self.values, strict=True):
            dot.setObjectName(f"{question.id}-{value.replace(' ', '-')}")
            dot.setAccessibleDescription(question.text)
            dot.toggled.connect(self._told_on)
        self.group = together(*self.dots)
        self.setLayout(column(*self.dots))

    def _told_on(self, on: bool) -> None:
        if on:
            self._told()

    def value(self) -> Any:
        number = self.group.checkedId()
        return self.values[number] if number >= 0 else None

    def _show(self, value: Any, typed: str) -> None:
        if value in self.values:
            self.dots[self.values.index(value)].setChecked(True)
            return
        self.group.setExclusive(False)
        for dot in self.dots:
            dot.setChecked(False)
        self.group.setExclusive(True)

    def first(self) -> QWidget:
        return self.dots[max(0, self.group.checkedId())]


class UnknownEditor(Editor):
    """An editor with a "Not yet known" box below; what was typed stays while the box is ticked."""

    def _unknown(self) -> QWidget:
        self.unknown = Mark(self.look, self.tr("Not yet known"), "box")
        self.unknown.setObjectName(f"{self.question.id}-unknown")
        self.unknown.setAccessibleDescription(self.question.text)
        self.unknown.toggled.connect(self._told)
        return self.unknown

    def value(self) -> Any:
        return NOT_YET_KNOWN if self.unknown.isChecked() else self._value()

    def show_value(self, value: Any, typed: str = "") -> None:
        self.loading = True
        try:
            inner = value.get("is") if isinstance(value, Mapping) and "is" in value else value
            self.unknown.setChecked(is_unknown(inner))
            self._show(None if is_unknown(inner) else value, typed)
        finally:
            self.loading = False

    def _value(self) -> Any:
        """What is in the fields, "not yet known" apart."""
        return None

    def _typed_in(self, *_: object) -> None:
        """Typing is an answer: it takes "not yet known" back."""
        if not self.loading and self.unknown.isChecked():
            self.unknown.blockSignals(True)
            self.unknown.setChecked(False)
            self.unknown.blockSignals(False)
        self._told()


STANDINGS = ("known", "suspected", "ruled out")


class TextEditor(UnknownEditor):
    """Words on one line or several, and where it matters how sure they are."""

    def __init__(
        self, look: Look, question: Question, zones: Zones, now: Callable[[], datetime], *, standing: bool = False
    ) -> None:  # fmt: skip
        super().__init__(look, question, zones, now)
        if question.type in ("text", "person"):
            self.edit: Line | Note = Line(look, question.text)
        else:
            self.edit = Note(look, question.text, style="words", lines=(2, 10))
        self.edit.setObjectName(question.id)
        self.edit.textChanged.connect(self._typed_in)
        self.sure: Choices | None = None
        parts: list[Any] = [self.edit]
        if standing:
            words = [self.tr("Known"), self.tr("Suspected"), self.tr("Ruled out")]
            self.sure = Choices(look, words, 0, self.tr("How sure is this?"), values=STANDINGS)
            self.sure.setObjectName(f"{question.id}-standing")
            self.sure.changed.connect(self._told)
            parts += [6, row(self.sure, None)]
        self.setLayout(column(*parts, 6, self._unknown()))

    def words(self) -> str:
        """What is written, without what an input method is still composing."""
        return self.edit.text() if isinstance(self.edit, Line) else self.edit.toPlainText()

    def _value(self) -> Any:
        words = self.words().strip()
        if not words:
            return None
        standing = self.sure.value() if self.sure is not None else "known"
        return words if standing in (None, "known") else {"is": words, "standing": standing}

    def typed(self) -> str:
        return self.words() if self.unknown.isChecked() else ""

    def _show(self, value: Any, typed: str) -> None:
        words = text_of(value) or typed
        if isinstance(self.edit, Line):
            self.edit.setText(words)
            self.edit.setCursorPosition(0)
        else:
            self.edit.setPlainText(words)
        if self.sure is not None:
            said = value.get("standing") if isinstance(value, Mapping) else "known"
            self.sure.set_value(said if said in STANDINGS else "known")

    def first(self) -> QWidget:
        return self.edit


class NumberEditor(UnknownEditor):
    """A number, whole or not; what is no number is said below and is no answer."""

    def __init__(self, look: Look, question: Question, zones: Zones, now: Callable[[], datetime]) -> None:
        super().__init__(look, question, zones, now)
        self.edit = Line(look, question.text)
        self.edit.setObjectName(question.id)
        self.edit.setMaximumWidth(look.w(160))
        self.said = label(look, "", "small", "late", wrap=True)
        self.said.setVisible(False)
        self.edit.textChanged.connect(self._typed_in)
        self.setLayout(column(self.edit, self.said, 6, self._unknown()))

    def _value(self) -> Any:
        return number(self.edit.text())

    def _told(self, *_: object) -> None:
        wrong = bool(self.edit.text().strip()) and number(self.edit.text()) is None
        self.said.setText(self.tr("Write it in figures, like 1412 or 3.5.") if wrong else "")
        self.said.setVisible(wrong)
        super()._told()

    def typed(self) -> str:
        return self.edit.text()

    def _show(self, value: Any, typed: str) -> None:
        self.edit.setText(typed or ("" if value is None else f"{value:g}" if isinstance(value, float) else str(value)))

    def first(self) -> QWidget:
        return self.edit


def number(words: str) -> int | float | None:
    """A number as people write it: "1,412", "1 412", "3.5"; None where it is none."""
    bare = words.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("'", "")
    if "," in bare and len(bare.rsplit(",", 1)[1]) == 3:
        bare = bare.replace(",", "")
    bare = bare.replace(",", ".")
    try:
        value = float(bare)
    except ValueError:
        return None
    if value != value or abs(value) > 1e15:
        return None
    return int(value) if value == int(value) and "." not in bare else value


class MoneyEditor(UnknownEditor):
    """A sum and its currency."""

    def __init__(self, look: Look, question: Question, zones: Zones, now: Callable[[], datetime]) -> None:
        super().__init__(look, question, zones, now)
        self.edit = Line(look, question.text)
        self.edit.setObjectName(question.id)
        self.currency = Line(look, self.tr("Currency"), "EUR")
        self.currency.setMaximumWidth(look.w(72))
        self.currency.setMaxLength(3)
        self.edit.textChanged.connect(self._typed_in)
        self.currency.textChanged.connect(self._typed_in)
        self.setLayout(column(row((self.edit, 1), self.currency), 6, self._unknown()))

    def _value(self) -> Any:
        amount = number(self.edit.text())
        return None if amount is None else {"amount": amount, "currency": self.currency.text().strip().upper()}

    def typed(self) -> str:
        return self.edit.text()

    def _show(self, value: Any, typed: str) -> None:
        said = value if isinstance(value, Mapping) else {}
        self.edit.setText(typed or str(said.get("amount", "")))
        self.currency.setText(str(said.get("currency", "EUR")))

    def first(self) -> QWidget:
        return self.edit


class ListEditor(UnknownEditor):
    """Several things, one a line."""

    def __init__(self, look: Look, question: Question, zones: Zones, now: Callable[[], datetime]) -> None:
        super().__init__(look, question, zones, now)
        self.edit = Note(look, question.text, style="words", lines=(3, 12))
        self.edit.setObjectName(question.id)
        self.edit.textChanged.connect(self._typed_in)
        hint = label(look, self.tr("One on each line."), "small", "ink3")
        self.setLayout(column(self.edit, 3, hint, 6, self._unknown()))

    def _value(self) -> Any:
        lines = [line.strip().removeprefix("- ").strip() for line in self.edit.toPlainText().split("\n")]
        return [line for line in lines if line] or None

    def typed(self) -> str:
        return self.edit.toPlainText()

    def _show(self, value: Any, typed: str) -> None:
        self.edit.setPlainText(typed or "\n".join(str(one) for one in value or () if isinstance(value, (list, tuple))))

    def first(self) -> QWidget:
        return self.edit


def caret_to(widget: QWidget) -> None:
    """Give a field the keyboard, as Tab would, with the caret at its end: one key must not wipe out what is there."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(widget, QLineEdit):
        widget.end(False)
