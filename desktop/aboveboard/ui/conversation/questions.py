"""The questions of one step: each with its hint, its examples, and why the letter has to say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from aboveboard.guides.answers import Answers
from aboveboard.guides.guide import Question, Step
from aboveboard.ui import tokens as t
from aboveboard.ui.conversation.editors import (
    DotsEditor,
    Editor,
    ListEditor,
    MoneyEditor,
    NumberEditor,
    TextEditor,
    caret_to,
)
from aboveboard.ui.conversation.editors_time import CommitmentsEditor, MomentEditor, PeriodEditor
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.reading import in_order
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Action, Glyph, clear, column, label, row, scroll, tip

_EDITORS: dict[str, type[Editor]] = {
    "choice": DotsEditor, "yesno": DotsEditor, "datetime": MomentEditor, "period": PeriodEditor, "number": NumberEditor,
    "list": ListEditor, "money": MoneyEditor, "commitments": CommitmentsEditor,
}  # fmt: skip


SPARE_MS = 15  # between two steps that are made ahead, so that keys and paint come through


class Reason(QWidget):
    """Why this is asked: a rule in the margin, not a box."""

    def __init__(self, look: Look, words: str, source: str) -> None:
        super().__init__()
        self.look = look
        parts: list[Any] = [label(look, words, "body", "ink2", wrap=True)]
        if source:
            parts += [3, label(look, source, "small", "ink3", wrap=True)]
        self.setLayout(column(*parts, margins=(14, 1, 0, 1)))

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 2, 2, self.height() - 4, self.look.q("accent"))


def example(look: Look, good: bool, words: str) -> Any:
    """An answer as it should be, or as it should not be."""
    glyph = Glyph(look, "tick" if good else "close", "kept" if good else "ink3", 13)
    said = label(look, words if words.startswith(("“", "„", '"')) else f"“{words}”", "small", "ink2", wrap=True)
    said.setAccessibleName(words)
    return row(column(1, glyph, None), (said, 1), gap=8)


def hidden(widget: QWidget) -> bool:
    """Was it hidden, itself and on purpose? What was never shown yet is not."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def show(widget: QWidget, shown: bool) -> None:
    """Show or hide where that changes something: to show what will be seen with its parent lays it out for nothing, at
    a width that it never has."""
    if hidden(widget) == shown:
        widget.setVisible(shown)


class QuestionView(QWidget):
    """One question. `changed` is emitted after its answer changed."""

    changed = Signal(str)

    def __init__(
        self, look: Look, question: Question, zones: Zones, now: Callable[[], datetime], *, first: bool, standing: bool
    ) -> None:
        super().__init__()
        self.question = question
        self.setObjectName(f"question-{question.id}")
        self.setAccessibleName(question.text)
        self.title = label(look, question.text, "heading" if first else "strong", wrap=True)
        self.editor = self._made(look, question, zones, now, standing)
        self.editor.changed.connect(lambda: self.changed.emit(question.id))
        self.editor.first().setToolTip(tip(question.hint))
        parts: list[Any] = [self.title, 4 if question.hint else 8]
        if question.hint:
            parts += [label(look, question.hint, "small", "ink2", wrap=True), 8]
        parts.append(self.editor)
        if question.good or question.bad:
            parts.append(8)
            parts += [example(look, True, question.good)] if question.good else []
            parts += [2] if question.good and question.bad else []
            parts += [example(look, False, question.bad)] if question.bad else []
        if question.why:
            parts += [10, Reason(look, question.why, question.source)]
        self.setLayout(column(*parts, margins=(0, 0, 0, 26)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @staticmethod
    def _made(look: Look, question: Question, zones: Zones, now: Callable[[], datetime], standing: bool) -> Editor:
        kind = _EDITORS.get(question.type)
        if kind is None:
            return TextEditor(look, question, zones, now, standing=standing)
        return kind(look, question, zones, now)

    def show_answer(self, answers: Answers, typed: str) -> None:
        """Show what is answered; emits nothing."""
        self.editor.show_value(self.question.value(answers), typed)


class StepPage(QWidget):
    """One step: words before its questions, the questions that these answers ask, what to tick off."""

    def __init__(self, look: Look, step: Step, views: Sequence[QuestionView], intro: QWidget | None) -> None:
        super().__init__()
        self.step, self.views = step, list(views)
        parts: list[Any] = []
        if not (views and intro is None):
            parts += [label(look, step.title, "heading", wrap=True), 8]
        if step.text:
            parts += [label(look, step.text, "body", "ink2", wrap=True), 16]
        if intro is not None:
            parts += [intro, 20]
        parts += list(views)
        if step.checklist:
            parts += [self._checklist(look, step.checklist), 20]
        self.setLayout(column(*parts))

    @staticmethod
    def _checklist(look: Look, items: Sequence[str]) -> Any:
        lines: list[Any] = []
        for item in items:
            lines += [
                row(
                    column(1, Glyph(look, "dash", "ink3", 13), None),
                    (label(look, item, "body", "ink2", wrap=True), 1),
                    gap=8,
                ),
                5,
            ]
        return column(*lines)

    def ask(self, answers: Answers) -> None:
        """Show the questions that are asked now; the others are hidden, never taken away."""
        for view in self.views:
            show(view, view.question.asked(answers))

    def first_field(self) -> QWidget | None:
        """The first field of the step, the first open one before others."""
        asked = [view for view in self.views if not hidden(view)]
        waiting = [view for view in asked if view.editor.value() is None]
        return (waiting or asked)[0].editor.first() if asked else None


class Questions(QWidget):
    """The middle column: the step one is in, and the way on."""

    changed = Signal(str)
    onward = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._pages: list[StepPage | None] = []  # a step is made when it is come to, or when there is time
        self._views: dict[str, QuestionView] = {}
        self._make: Callable[[int], StepPage] | None = None
        self._step_of: dict[str, int] = {}
        self._asked: Answers | None = None
        self._spare = QTimer(self)
        self._spare.timeout.connect(self._make_next)
        self.here = 0
        self.setObjectName("questions")
        self.where = label(look, "", "small", "ink3")
        self.where.setObjectName("where")
        self.next = Action(look, "", "primary", self.tr("Ctrl ↵"))
        self.next.setObjectName("next")
        self.next.clicked.connect(self.onward)
        self.inner = QWidget()
        self.steps = column()
        self.extra = column()  # what the last step offers beside the primary button
        self.beside = QWidget()
        self.beside.setLayout(self.extra)
        self.inner.setLayout(column(self.where, 6, self.steps, 2, row(self.next, None), self.beside, None))
        self.area = scroll(self.inner, "questions")
        self.setLayout(column(self.area))

    def build(
        self, steps: Sequence[Step], questions: Sequence[Question], zones: Zones, now: Callable[[], datetime],
        standing: Callable[[Question], bool], intros: dict[int, QWidget], filled: Callable[[QuestionView], object],
    ) -> None:  # fmt: skip
        """Take these steps. The fields of one are made once, when it is come to or in the pauses after the first is
        seen; `filled` is called with each new question to show its answer."""

        def make(number: int) -> StepPage:
            views = []
            for question in (q for q in questions if q.step == steps[number].id):
                first = not views and number not in intros
                view = QuestionView(self.look, question, zones, now, first=first, standing=standing(question))
                view.changed.connect(self.changed)
                filled(view)
                views.append(view)
            return StepPage(self.look, steps[number], views, intros.get(number))

        self._make, self._pages = make, [None] * len(steps)
        numbers = {step.id: number for number, step in enumerate(steps)}
        self._step_of = {q.id: numbers[q.step] for q in questions if q.step in numbers}

    def _page(self, number: int) -> StepPage:
        page = self._pages[number]
        if page is None:
            assert self._make is not None
            page = self._pages[number] = self._make(number)
            self._views.update((view.question.id, view) for view in page.views)
            page.setVisible(False)
            if self._asked is not None:
                page.ask(self._asked)
            self.steps.addWidget(page)
        return page

    def _make_next(self) -> None:
        waiting = [number for number, page in enumerate(self._pages) if page is None]
        if waiting:
            self._page(waiting[0])
        else:
            self._spare.stop()
            in_order(self.parentWidget() or self)  # Tab goes from the questions on to what stands beside them

    @property
    def pages(self) -> list[StepPage]:
        """The steps in order; those that were not made yet are."""
        return [self._page(number) for number in range(len(self._pages))]

    @property
    def views(self) -> Mapping[str, QuestionView]:
        """The questions of all steps by id."""
        return {view.question.id: view for page in self.pages for view in page.views}

    @property
    def begun(self) -> bool:
        """Are there steps?"""
        return bool(self._pages)

    @property
    def complete(self) -> bool:
        """Are all of them made?"""
        return self.begun and None not in self._pages

    @property
    def made(self) -> Mapping[str, QuestionView]:
        """The questions that are there by now; later ones show what is answered when they are made."""
        return self._views

    def empty(self) -> None:
        """Take every step and field away."""
        self._spare.stop()
        clear(self.steps)
        clear(self.extra)
        self._make, self._asked = None, None
        self._pages, self._views, self._step_of, self.here = [], {}, {}, 0

    def show_extra(self, shown: bool) -> None:
        """Show what the last step offers beside the primary button."""
        show(self.beside, shown)

    def ask(self, answers: Answers) -> None:
        """Show and hide questions as these answers want it."""
        self._asked = answers
        for page in self._pages:
            if page is not None:
                page.ask(answers)

    def go(self, step: int, *, focus: bool = True) -> None:
        """Go to a step; the caret goes into its first open field."""
        here = self._page(step)
        for page in self._pages:
            if page is not None and page is not here:
                show(page, False)
        show(here, True)
        self.here = step
        self.area.verticalScrollBar().setValue(0)
        if focus and (field := here.first_field()) is not None:
            caret_to(field)
        self._spare.start(SPARE_MS)

    def go_to_question(self, id: str) -> bool:
        """Bring one question into view and put the caret into it; False where there is none of that id."""
        number = self._step_of.get(id)
        if number is None:
            return False
        self.go(number, focus=False)
        view = self._views[id]
        caret_to(view.editor.first())
        self.area.ensureWidgetVisible(view, 0, t.S8)
        return True

    def fold(self, narrow: bool, wide: int) -> None:
        """Be a column of `wide` pixels; in a narrow window without its own head and foot."""
        self.where.setVisible(not narrow)
        self.next.setVisible(not narrow)
        pad = 28 if narrow else 44
        self.setFixedWidth(wide)
        self.inner.layout().setContentsMargins(pad, 20 if narrow else 34, pad, 28)
        self.area.setAlignment(Qt.AlignmentFlag.AlignTop)
