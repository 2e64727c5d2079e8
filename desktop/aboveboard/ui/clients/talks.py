"""What was said, newest first: day and hour in the margin, who spoke to whom, then the words in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aboveboard.ui import tokens as t
from aboveboard.ui.rowacts import LINE, ActRow, RowAct
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets.buttons import Action
from aboveboard.ui.widgets.layout import Hairline, Margin, column, row
from aboveboard.ui.widgets.text import Glyph, Para, label

FOLDED = 1500
"""So many characters of a note are shown at once; a longer one is opened whole by its row's own act."""
OPENED = 200_000
"""More than this is never put into one paragraph of the page, since laying it out would stop the window."""


def tr(words: str, /, **values: object) -> str:
    text = QCoreApplication.translate("Talks", words)
    return text.format(**values) if values else text


@dataclass(frozen=True)
class Talk:
    """One row. `who` and `words` as they shall be painted; `noun` and `id` name the record behind it. `opens`: the
    word of the act that goes to what it belongs to ("Open the letter"), or ""."""

    noun: str
    id: int
    day: str
    hour: str
    icon: str
    who: str
    words: str
    opens: str = ""

    def spoken(self) -> str:
        """The row as one sentence, for a screen reader."""
        return f"{self.day}, {self.hour}. {self.who} {self.words[:400]}"


@dataclass(frozen=True)
class Acts:
    """What a row can do: each gets the row it stands on."""

    edit: Callable[[Talk], object]
    bin: Callable[[Talk], object]
    open: Callable[[Talk], object]


class TalkRow(ActRow):
    """One conversation."""

    def __init__(self, look: Look, talk: Talk, acts: Acts, *, last: bool) -> None:
        super().__init__()
        self.look, self.talk = look, talk
        self.setObjectName(f"talk-{talk.noun}-{talk.id}")
        self.setAccessibleName(talk.spoken())
        self._day = label(look, talk.day, "small", "ink2", weight=500)
        self._day.setMinimumHeight(look.w(LINE))  # its words stand on one line with those beside it
        margin = Margin(look, column(self._day, label(look, talk.hour, "small", "ink3"), None))
        self._words = Para(look, "", "words")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = Action(look, tr("Read it all"), "quiet", name=tr("Read the whole note of {day}", day=talk.day))
        self._more.clicked.connect(self._open_whole)
        self._fold(len(talk.words) > FOLDED)
        body = column(
            row(Glyph(look, talk.icon, "ink3"), label(look, talk.who, "small", "ink3"), None, *self._acts(acts), gap=7),
            self._words,
            row(self._more, None),
            *([t.S3] if last else [t.S4, Hairline(look), 10]),
        )
        self.setLayout(row(margin, (_held(body), 1), gap=0))

    def _acts(self, acts: Acts) -> list[QWidget]:
        """Edit and bin for what was logged by hand; what a letter or an incident wrote is opened there."""
        talk, when = self.talk, f"{self.talk.day} {self.talk.hour}"
        out: list[QWidget] = []
        if talk.opens:
            out.append(RowAct(self.look, talk.opens, f"{talk.opens}, {when}", lambda: acts.open(talk)))
        if talk.noun == "interaction":
            out.append(RowAct(self.look, tr("Edit"), tr("Edit the talk of {when}", when=when), lambda: acts.edit(talk)))
            out.append(
                RowAct(
                    self.look, tr("Bin"), tr("Put the talk of {when} into the bin", when=when), lambda: acts.bin(talk)
                )
            )
        return out

    def _fold(self, folded: bool) -> None:
        words = self.talk.words
        shown = words[:FOLDED].rsplit(" ", 1)[0] + " …" if folded else words[:OPENED]
        self._words.setText(shown)
        self._words.setVisible(bool(words))
        self._more.setVisible(folded)

    def _open_whole(self) -> None:
        self._fold(False)
        self._words.setFocus()


def _held(box: QVBoxLayout) -> QWidget:
    out = QWidget()
    out.setLayout(box)
    return out


class TalkList(QWidget):
    """Rows below each other; `show_talks` replaces them, `add` puts older ones at the end."""

    def __init__(self, look: Look, acts: Acts, empty: str) -> None:
        super().__init__()
        self.look, self.acts = look, acts
        self._empty = label(look, empty, "words", "ink2", wrap=True)
        self._box = column(self._empty)
        self.setLayout(self._box)
        self.rows: list[TalkRow] = []

    def show_talks(self, talks: Sequence[Talk]) -> None:
        """Show these; rows that are unchanged stay the same widgets, so that focus and place are kept."""
        old = {row.talk: row for row in self.rows}
        kept: list[TalkRow] = []
        for number, talk in enumerate(talks):
            kept.append(old.pop(talk, None) or TalkRow(self.look, talk, self.acts, last=number == len(talks) - 1))
        for gone in old.values():
            gone.hide()
            gone.deleteLater()
        for number, one in enumerate(kept):
            self._box.removeWidget(one)
            self._box.insertWidget(number + 1, one)
        self.rows = kept
        self._empty.setVisible(not kept)
