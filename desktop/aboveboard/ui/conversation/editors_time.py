"""Answers that are times: typed in words, said back in full in both zones, asked where they could be several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aboveboard.guides.answers import is_unknown
from aboveboard.guides.guide import Question
from aboveboard.ui.conversation.editors import UnknownEditor
from aboveboard.ui.conversation.times import Reading, Zones, read, typed
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Action, Choices, IconAction, Line, clear, column, holder, label, mark_bad, row

PAST = frozenset(
    {"noticed", "newest_copy", "lost_period", "occurred", "began", "ended", "since", "discovered", "last_good"}
)


def of_the_past(question: Question) -> bool:
    """Does the question ask for something that has been?"""
    words = question.id.lower()
    return words in PAST or question.type == "period" or any(part in PAST for part in words.split("_"))


class MomentField(QWidget):
    """A time in words. Below it: what it means, in both zones; or its readings, of which one is chosen."""

    changed = Signal()

    def __init__(self, look: Look, name: str, zones: Zones, now: Callable[[], datetime], *, past: bool = False) -> None:
        super().__init__()
        self.look, self.zones, self.now, self.past = look, zones, now, past
        self.reading = Reading()
        self.chosen: datetime | None = None
        self.edit = Line(look, name)
        self.edit.setPlaceholderText(self.tr("yesterday 09:10") if past else self.tr("today 18:00"))
        self.said = label(look, "", "small", "ink3", wrap=True)
        self.said.setVisible(False)
        self.options = QWidget()
        self.options.setLayout(column())
        self.options.setVisible(False)
        self.setLayout(column(self.edit, 4, self.said, self.options))
        self.edit.textChanged.connect(self._read)
        self.edit.editingFinished.connect(self._finished)

    def moment(self) -> datetime | None:
        """The moment that was typed or chosen; None while there is none."""
        return self.chosen or self.reading.moment

    def precision(self) -> str:
        return self.reading.precision

    def text(self) -> str:
        return self.edit.text()

    def show_moment(self, moment: datetime | date | None, words: str = "") -> None:
        """Show a moment, in the words it was typed in where they are known."""
        self.edit.blockSignals(True)
        self.edit.setText(words or ("" if moment is None else typed(moment, self.zones.mine)))
        self.edit.setCursorPosition(0)
        self.edit.blockSignals(False)
        self._read(tell=False)
        if isinstance(moment, datetime) and moment != self.moment():  # the words meant this when they were written
            self.chosen = moment
            self._say(final=True)

    def _read(self, *_: object, tell: bool = True) -> None:
        self.chosen = None
        self.reading = read(self.edit.text(), self.now(), self.zones, past=self.past)
        self._say(final=False)
        if tell:
            self.changed.emit()

    def _finished(self) -> None:
        self._say(final=True)

    def _say(self, *, final: bool) -> None:
        """`final`: the caret has left; only then is it said that the words are no time, never in mid-word."""
        moment, words = self.moment(), self.edit.text().strip()
        wrong = final and bool(words) and moment is None and not self.reading.asks
        if moment is not None:
            said = self.zones.line(moment, self.reading.precision)
        elif self.reading.asks:
            said = self.tr("That could be either. Which one?")
        elif wrong:
            said = self.tr("That is no time that can be read. Write it like “{example}”.").format(
                example=typed(self.now(), self.zones.mine)
            )
        else:
            said = ""
        self.said.setText(said)
        self.said.set_colour("late" if wrong else "ink3")
        self.said.setVisible(bool(said))
        mark_bad(self.edit, wrong)
        self.edit.setAccessibleDescription(said)
        self._offer(self.reading.options if self.reading.asks and self.chosen is None else ())

    def _offer(self, options: Sequence[datetime]) -> None:
        clear(self.options.layout())
        self.options.setVisible(bool(options))
        if not options:
            return
        choices = Choices(
            self.look, [self.zones.line(o, self.reading.precision) for o in options], -1, self.edit.accessibleName()
        )
        choices.changed.connect(lambda number: self._choose(options[number]))
        self.options.layout().addWidget(choices)

    def _choose(self, moment: datetime) -> None:
        self.chosen = moment
        self._say(final=True)
        self.changed.emit()


class MomentEditor(UnknownEditor):
    """A day and an hour."""

    def __init__(self, look: Look, question: Question, zones: Zones, now: Callable[[], datetime]) -> None:
        super().__init__(look, question, zones, now)
        self.field = MomentField(look, question.text, zones, now, past=of_the_past(question))
        self.field.edit.setObjectName(question.id)
        self.field.changed.connect(self._typed_in)
        self.setLayout(column(self.field, 6, self._unknown()))

    def _value(self) -> Any:
        return self.field.moment()

    def typed(self) -> str:
        return self.field.text()

    def _show(self, value: Any, typed: str) -> None:
        self.field.show_moment(value if isinstance(value, (datetime, date)) else None, typed)

    def first(self) -> QWidget:
        return self.field.edit


class PeriodEditor(UnknownEditor):
    """From when to when."""

    def __init__(self, look: Look, question: Question, zones: Zones, now: Callable[[], datetime]) -> None:
        super().__init__(look, question, zones, now)
        self.begin = MomentField(look, self.tr("{question} From").format(question=question.text), zones, now, past=True)
        self.end = MomentField(look, self.tr("{question} To").format(question=question.text), zones, now, past=True)
        self.begin.edit.setObjectName(f"{question.id}-from")
        self.end.edit.setObjectName(f"{question.id}-to")
        self.wrong = label(look, "", "small", "late", wrap=True)
        self.wrong.setVisible(False)
        tags = [label(look, word, "small", "ink3") for word in (self.tr("From"), self.tr("To"))]
        wide = max(look.w(40), *(tag.sizeHint().width() + 8 for tag in tags))
        lines = [
            row(holder(column(9, tag, None), wide), (field, 1), gap=0)
            for tag, field in zip(tags, (self.begin, self.end), strict=True)
        ]
        for field in (self.begin, self.end):
            field.changed.connect(self._typed_in)
        self.setLayout(column(lines[0], 8, lines[1], self.wrong, 6, self._unknown()))

    def _value(self) -> Any:
        begin, end = self.begin.moment(), self.end.moment()
        if end is not None and self.end.precision() == "day":  # a day that ends a period counts to its last second
            end = end.astimezone(ZoneInfo(self.zones.mine)).replace(hour=23, minute=59, second=59)
        backwards = begin is not None and end is not None and end < begin
        self.wrong.setText(self.tr("This ends before it begins.") if backwards else "")
        self.wrong.setVisible(backwards)
        return {"from": begin, "to": end} if begin is not None and end is not None and not backwards else None

    def typed(self) -> str:
        return "\n".join((self.begin.text(), self.end.text())) if self.begin.text() or self.end.text() else ""

    def _show(self, value: Any, typed: str) -> None:
        said = value if isinstance(value, Mapping) else {}
        first, _, second = typed.partition("\n")
        self.begin.show_moment(said.get("from"), first)
        self.end.show_moment(said.get("to"), second)

    def first(self) -> QWidget:
        return self.begin.edit


class _Promise(QWidget):
    """One thing that will be done, and by when."""

    def __init__(self, look: Look, zones: Zones, now: Callable[[], datetime], number: int, id: str) -> None:
        super().__init__()
        self.look = look
        self.what = Line(look, self.tr("What, number {n}").format(n=number))
        self.what.setObjectName(f"{id}-{number}-what")
        self.what.setPlaceholderText(self.tr("What will be in place"))
        self.by = MomentField(look, self.tr("By when, number {n}").format(n=number), zones, now)
        self.by.edit.setObjectName(f"{id}-{number}-by")
        self.by.edit.setPlaceholderText(self.tr("by when: today 18:00"))
        self.drop = IconAction(look, "close", self.tr("Take out number {n}").format(n=number))
        self.setLayout(row(column(self.what, 4, self.by), column(4, self.drop, None), gap=6))

    def value(self) -> dict[str, Any] | None:
        what = self.what.text().strip()
        if not what:
            return None
        moment = self.by.moment()
        if moment is None:
            return {"what": what}
        if self.by.precision() == "day":
            return {"what": what, "by": moment.astimezone(ZoneInfo(self.by.zones.mine)).date()}
        return {"what": what, "by": moment}


class CommitmentsEditor(UnknownEditor):
    """What will be done and by when, one below the other."""

    MOST = 12

    def __init__(self, look: Look, question: Question, zones: Zones, now: Callable[[], datetime]) -> None:
        super().__init__(look, question, zones, now)
        self.lines: list[_Promise] = []
        self.list: QVBoxLayout = column(gap=12)
        self.more = Action(look, self.tr("Add another"), "quiet")
        self.more.setObjectName(f"{question.id}-add")
        self.more.clicked.connect(self._add_one)
        self.setLayout(column(self.list, 6, row(self.more, None), 4, self._unknown()))
        self._add()

    def _add(self) -> _Promise:
        line = _Promise(self.look, self.zones, self.now, len(self.lines) + 1, self.question.id)
        line.what.textChanged.connect(self._typed_in)
        line.by.changed.connect(self._typed_in)
        line.drop.clicked.connect(lambda: self._drop(line))
        self.lines.append(line)
        self.list.addWidget(line)
        self._count()
        return line

    def _add_one(self) -> None:
        self._add().what.setFocus()

    def _drop(self, line: _Promise) -> None:
        self._remove(line)
        if not self.lines:
            self._add()
        self._count()
        self._told()

    def _remove(self, line: _Promise) -> None:
        self.lines.remove(line)
        self.list.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _count(self) -> None:
        self.more.setEnabled(len(self.lines) < self.MOST)
        for line in self.lines:
            line.drop.setVisible(len(self.lines) > 1 or bool(line.what.text()))

    def _value(self) -> Any:
        self._count()
        return [said for line in self.lines if (said := line.value()) is not None] or None

    def typed(self) -> str:
        return "\n".join(
            f"{line.what.text()}\t{line.by.text()}" for line in self.lines if line.what.text() or line.by.text()
        )

    def _show(self, value: Any, typed: str) -> None:
        rows = [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, (list, tuple)) else []
        words = [line.partition("\t") for line in typed.split("\n")] if typed else []
        wanted = max(1, len(rows), len(words))
        while len(self.lines) > wanted:
            self._remove(self.lines[-1])
        while len(self.lines) < wanted:
            self._add()
        given = iter(rows)
        for number, line in enumerate(self.lines):
            what, _, by = words[number] if number < len(words) else ("", "", "")
            said = next(given, {}) if what or not words else {}
            line.what.setText(what or str(said.get("what", "")))
            due = said.get("by")
            line.by.show_moment(None if is_unknown(due) else due, by)
        self._count()

    def first(self) -> QWidget:
        return self.lines[0].what
