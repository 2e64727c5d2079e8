"""The first minute: two ways in, and the frightened one comes first."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from aboveboard.ui.desk import Desk
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Action, Hairline, column, holder, label, row, scroll


class Empty(QWidget):
    """Today while the journal holds nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, look = desk, desk.look
        self.hello = label(look, "", "title", wrap=True)
        wrong = Action(look, self.tr("Say what happened"), "primary")
        wrong.clicked.connect(lambda: desk.start("new-incident"))
        add = Action(look, self.tr("Add a client"), "plain", self.tr("Ctrl N"))
        add.clicked.connect(lambda: desk.start("new-client"))
        self.sample = Action(look, self.tr("Look round a sample journal"), "quiet")
        self.sample.clicked.connect(self._sample)
        nothing = self.tr("Nothing is written here yet. Nothing you write leaves this computer.")
        call = self.tr("A client has to hear of it. The questions lead you to the call and the letter, one by one.")
        name = self.tr("A name is enough. Calls, promises and projects follow when they happen.")
        body = holder(
            column(
                self.hello, 8, label(look, nothing, "words", "ink2", wrap=True), 36, Hairline(look), 28,
                *door(look, self.tr("Something has gone wrong"), call, wrong), 30, Hairline(look), 28,
                *door(look, self.tr("Begin with a client"), name, add, self.sample), None,
            )
        )  # fmt: skip
        body.setMaximumWidth(look.w(560))
        inner = holder(column(60, row((body, 100), "rest", gap=0), None, margins=(52, 36, 48, 32)))
        self.setLayout(column(scroll(inner, "empty")))

    def greet(self, words: str) -> None:
        """Say who is there."""
        self.hello.setText(words)

    def _sample(self) -> None:
        def work(journal: Any) -> Any:
            from aboveboard.journal import sample

            return sample.fill(journal)

        self.sample.setEnabled(False)
        self.desk.jobs.call(work, self._made, self._not_made, lane="write")

    def _made(self, _: Any) -> None:
        self.sample.setEnabled(True)
        self.desk.shell.look_again.emit()

    def _not_made(self, error: Any) -> None:
        self.sample.setEnabled(True)
        self.desk.trouble(error)


def door(look: Look, words: str, more: str, *actions: QWidget) -> list[Any]:
    """One way in: what it is for, what will happen, and the way."""
    return [
        label(look, words, "heading", wrap=True), 4, label(look, more, "body", "ink2", wrap=True), 14,
        row(*actions, None, gap=18),
    ]  # fmt: skip
