"""What was said, newest first: day and hour in the margin, who spoke to whom, then the words in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aboveboard.ui import tokens as t
from aboveboard.ui.rowacts import LINE, ActRow, RowAct
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets.buttons import Action
from aboveboard.ui.widgets.fields import Note
from aboveboard.ui.widgets.layout import Hairline, Margin, column, row
from aboveboard.ui.widgets.text import Glyph, Para, label

FOLDED = 1500
"""So many characters of a note are shown at once; a longer one is opened whole by its row's own act."""
AT_ONCE = 6
"""So many new rows are made before the window may do something else."""
WHOLE_LINES = 400
"""So many lines a note that was opened whole is tall at most; from there it scrolls by itself."""


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

    def __init__(self, look: Look, talk: Talk, acts: Acts) -> None:
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
        self._more.hide()
        self._whole: Note | None = None
        self._line = Hairline(look)
        self._show_words()
        self._body = column(
            row(Glyph(look, talk.icon, "ink3"), label(look, talk.who, "small", "ink3"), None, *self._acts(acts), gap=7),
            self._words,
            row(self._more, None),
            t.S3,
            self._line,
            10,
        )
        self.setLayout(row(margin, (_held(self._body), 1), gap=0))

    def set_last(self, last: bool) -> None:
        """The last row has no line below."""
        self._line.setVisible(not last)

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

    def _show_words(self) -> None:
        words = self.talk.words
        folded = len(words) > FOLDED
        self._words.setText(words[:FOLDED].rsplit(" ", 1)[0] + " …" if folded else words)
        self._words.setVisible(bool(words))
        self._more.setVisible(folded)

    def _open_whole(self) -> None:
        """Show a long note whole, in a field that cannot be written in: it lays out long text fast."""
        whole = self._whole = Note(
            self.look, tr("The whole note"), self.talk.words, "words", (1, WHOLE_LINES), boxed=False
        )
        whole.setReadOnly(True)
        self._body.insertWidget(1, whole)
        self._words.hide()
        self._more.hide()
        whole.setFocus()


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
        self._wanted: list[Talk] = []
        self._go_on = QTimer(self)
        self._go_on.setSingleShot(True)
        self._go_on.setInterval(0)
        self._go_on.timeout.connect(lambda: self.show_talks(self._wanted))

    def show_talks(self, talks: Sequence[Talk]) -> None:
        """Show these; rows that are unchanged stay the same widgets, so that focus and place are kept."""
        old = {row.talk: row for row in self.rows}
        kept: list[TalkRow] = []
        made = 0
        for talk in talks:
            one = old.pop(talk, None)
            if one is None:
                if made == AT_ONCE:
                    break
                one = TalkRow(self.look, talk, self.acts)
                made += 1
            kept.append(one)
        waiting = talks[len(kept) :]
        for talk, gone in old.items():
            if talk not in waiting:
                gone.hide()
                gone.deleteLater()
        for number, one in enumerate(kept):
            if self._box.indexOf(one) != number + 1:
                self._box.removeWidget(one)
                self._box.insertWidget(number + 1, one)
            one.set_last(number == len(talks) - 1)
        self.rows = kept + [old[talk] for talk in waiting if talk in old]
        self._empty.setVisible(not kept)
        self._wanted = list(talks)
        if waiting:
            self._go_on.start()

    def all_shown(self) -> bool:
        """Is every row there? They are made a few at a time, so that the window never stops for them."""
        return not self._go_on.isActive()
