"""A sheet with fields: its draft is kept while one types, what is wrong is said at the field, Ctrl+Enter saves once.

A subclass builds its fields in `__init__`, names them with `keep`, and says in `work` what is to be written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QTextEdit, QWidget

from aboveboard.errors import Trouble
from aboveboard.ui import moments
from aboveboard.ui.widgets import Action, Choices, Field, Flow, Sheet, label, place_trouble


class FormSheet(Sheet):
    """`key` names its draft, `kind` what sort of form it is. `initial` content is no draft: only what differs from
    it."""

    def __init__(self, desk: Any, name: str, *, key: str, kind: str, wide: int = 620) -> None:
        super().__init__(desk.look, name, wide)
        self.desk, self.key, self.kind = desk, key, kind
        self.fields: dict[str, Field] = {}
        self.choices: dict[str, Choices] = {}
        self.busy = False
        self.composing: QWidget | None = None
        self._initial: dict[str, Any] = {}
        self._begun = self._drafted = self._over = self.resuming = False
        self.older: Any = None
        self.trouble = label(desk.look, "", "small", "late", wrap=True)
        self.trouble.setObjectName("sheet-trouble")
        self.trouble.hide()

    # building

    def keep(self, name: str, part: Field | Choices) -> Any:
        """Make a part belong to the form under the name of its column: it is kept in drafts, troubles find it."""
        if isinstance(part, Choices):
            self.choices[name] = part
            part.changed.connect(lambda _: self.touched())
        else:
            self.fields[name] = part
            part.changed.connect(lambda _: self.touched())
            part.field.installEventFilter(self)
        return part

    def foot(self, words: str) -> list[Any]:
        """The last lines: where a trouble without a field is said, the primary button, and what becomes of the
        draft."""
        self.save = Action(self.look, words, "primary", self.tr("Ctrl ↵"))
        self.save.clicked.connect(self.submit)
        self.kept = label(self.look, "", "small", "ink3")
        self.kept.hide()
        self.forget = Action(self.look, self.tr("Throw it away"), "quiet", name=self.tr("Throw the draft away"))
        self.forget.clicked.connect(self.throw_away)
        self.forget.hide()
        close = label(self.look, self.tr("Esc closes, the draft stays"), "small", "ink3")
        for beside in (self.kept, self.forget, close):
            beside.setMinimumHeight(self.save.sizeHint().height())  # their words stand on the button's line
        line = QWidget()
        line.setLayout(Flow(self.save, self.kept, self.forget, close, gap=14))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        line.setSizePolicy(policy)
        return [self.trouble, line]

    def begin(self) -> None:
        """Call last in `__init__`: what stands in the form now is its beginning; a draft of an earlier time is put
        in."""
        self._initial, self._begun = self.content(), True
        self.desk.drafts.saved.connect(self._kept)
        self.desk.drafts.failed.connect(self._not_kept)
        self.desk.drafts.all(self._found, key=f"form-{self.key}")

    def _found(self, drafts: list[Any]) -> None:
        draft = next((one for one in drafts if one.key == self.key), None)
        if draft is None or draft.content == self._initial:
            return
        if self.content() != self._initial:  # typed before the draft was read: what is on the screen is not touched
            self.older = draft
            return
        self.resuming = True
        self.fill(draft.content)
        self.resuming = False
        self._drafted = True
        self._say_kept(draft.saved)
        self.desk.settled(self.key)

    # what stands in it

    def content(self) -> dict[str, Any]:
        """All that was entered, as plain JSON values."""
        out: dict[str, Any] = {name: _raw(field) for name, field in self.fields.items()}
        out.update({name: choices.value() for name, choices in self.choices.items()})
        return out

    def fill(self, content: dict[str, Any]) -> None:
        """Put the content of a draft back; what the form does not know is passed over."""
        for name, value in content.items():
            if name in self.fields and isinstance(value, str):
                self.fields[name].setText(value)  # type: ignore[attr-defined]
            elif name in self.choices:
                self.choices[name].set_value(value)

    def text(self, name: str) -> str:
        """What stands in a field, without blanks around it."""
        return self.fields[name].text()  # type: ignore[attr-defined, no-any-return]

    # drafts

    def touched(self) -> None:
        """Something was changed: the draft follows within a second. A form that is as it was in the beginning has
        none."""
        if not self._begun or self.resuming or self.busy or self._over:
            return
        now = self.content()
        if now != self._initial:
            self._drafted = True
            self.desk.drafts.keep(self.key, self.kind, now)
        elif self._drafted:
            self._forget_draft()

    def _forget_draft(self) -> None:
        self._drafted = False
        self.desk.drafts.discard(self.key)
        self.kept.hide()
        self.forget.hide()

    def _kept(self, key: str, at: Any) -> None:
        if key == self.key and self._drafted:
            self._say_kept(at)

    def _not_kept(self, trouble: Trouble) -> None:
        if self._drafted:
            self.say_trouble(trouble.sentence)

    def _say_kept(self, at: Any) -> None:
        self.kept.setText(self.tr("Draft kept at {clock}").format(clock=moments.clock(at, self.desk.zone)))
        self.kept.show()
        self.forget.show()

    def throw_away(self) -> None:
        """Drop the draft and close."""
        self._over = True
        self._forget_draft()
        self.finished.emit()

    def dismiss(self) -> None:
        """Close; the draft stays."""
        self.desk.drafts.flush()
        self.finished.emit()

    # saving

    def submit(self) -> None:
        """Save, once: while a save is under way another press does nothing."""
        if self.busy or self.composing is not None:
            return
        self.say_trouble("")
        for field in self.fields.values():
            field.error()
        try:
            work = self.work()
        except Trouble as trouble:
            self.failed(trouble)
            return
        self.busy = True
        self.desk.jobs.write(work, then=self._done, failed=self.failed)

    def work(self) -> Callable[[Any], Any]:
        """What is to be written: a function of the session. Raise `Trouble` with a field where something is amiss."""
        raise TypeError("a form says what it writes")

    def saved(self, changes: Any) -> None:
        """Called once it is written, after the sheet has closed."""

    def _done(self, changes: Any) -> None:
        self.busy, self._over = False, True
        self._forget_draft()
        self.finished.emit()
        self.saved(changes)

    def failed(self, trouble: Trouble) -> None:
        """Say what went wrong, at its field where it has one."""
        self.busy = False
        if not place_trouble(self.fields, trouble.sentence, self.field_of(trouble.field)):
            self.say_trouble(trouble.sentence)

    def field_of(self, name: str | None) -> str | None:
        """Under which name the form keeps the field that a trouble names."""
        return name

    def say_trouble(self, sentence: str) -> None:
        """Say what belongs to no field, above the button."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    # keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters that are still being composed own the keyboard: their Enter, arrows and Esc do nothing else."""
        if event.type() == QEvent.Type.InputMethod and isinstance(watched, (QLineEdit, QTextEdit)):
            self.composing = watched if event.preeditString() else None  # type: ignore[attr-defined]
        elif event.type() == QEvent.Type.FocusOut and watched is self.composing:
            self.composing = None
        elif watched is self.composing and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            if event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
                QGuiApplication.inputMethod().reset()
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.submit()
            event.accept()
            return
        super().keyPressEvent(event)


def _raw(field: Field) -> str:
    edit = field.field
    return edit.toPlainText() if isinstance(edit, QTextEdit) else edit.text()  # type: ignore[attr-defined, no-any-return]
