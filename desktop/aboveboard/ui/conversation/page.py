"""The guided conversation: steps where the sidebar was, one step's questions, and the letter they make."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aboveboard.errors import GuideError, Trouble
from aboveboard.exchange.prefill import Record
from aboveboard.guides.answers import Answers
from aboveboard.guides.guide import Guide
from aboveboard.guides.timing import advise, as_promised
from aboveboard.ui import moments
from aboveboard.ui.conversation.advice import AdviceList
from aboveboard.ui.conversation.draft import Talk, from_draft, key_of
from aboveboard.ui.conversation.opening import brought_up, lower, prepared, wants_standing
from aboveboard.ui.conversation.preview import FOOT, Preview
from aboveboard.ui.conversation.questions import Questions, QuestionView
from aboveboard.ui.conversation.sending import Sending
from aboveboard.ui.conversation.steps import Bar, Steps, StepState
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.conversation.writing import Writing
from aboveboard.ui.desk import Desk
from aboveboard.ui.page import Page
from aboveboard.ui.widgets import Action, Ground, column, row

FOLD = 1080  # below this width, at the usual text size, the steps become a line
MIDDLE = 472


class GuidePage(Page):
    """Three columns where there is room for them at the user's text size; below that the steps fold to a line.
    Everything is built once and hidden or shown: a field that is being typed in keeps its caret."""

    key = "conversation"
    wide = True

    def __init__(self, desk: Desk) -> None:
        self.title = self.tr("Tell the client")
        super().__init__(desk)
        self.talk: Talk | None = None
        self.record: Record | None = None
        self.zones = Zones(desk.zone, desk.zone, None)
        self.wanted: tuple[int, str] = (0, "")
        self._step_before = 0  # where one was before a restart
        self._advised: Any = None  # the answers that the advice shown was made from
        self._layout()
        self.writing = Writing(desk, self.preview, self)
        self.sending = Sending(desk, self)
        self._connect()

    def _layout(self) -> None:
        look = self.look
        self.bar, self.steps, self.preview = Bar(look), Steps(look), Preview(look)
        self.questions = Questions(look)
        self.advice: AdviceList | None = None
        self.foot = Ground(look, "paper", "t")
        self.foot_next = Action(look, "", "primary", self.tr("Ctrl ↵"))
        self.foot_next.setObjectName("next-narrow")
        self.foot_sent = Action(look, self.tr("I sent it"), "quiet")
        self.foot_sent.setObjectName("sent-narrow")
        self.foot.setLayout(row(self.foot_next, None, self.foot_sent, margins=(28, 0, 28, 0)))
        self.middle = QVBoxLayout()
        self.middle.setSpacing(0)
        self.middle.addWidget(self.questions, 1)
        self.middle.addWidget(self.foot)
        self.body = QWidget()
        self.body.setLayout(row(self.steps, self.middle, (self.preview, 1), gap=0))
        self.setLayout(column(self.bar, (self.body, 1)))
        self.body.setVisible(False)
        self.bar.setVisible(False)

    def _connect(self) -> None:
        self.questions.changed.connect(self._answered)
        self.questions.onward.connect(self.onward)
        self.foot_next.clicked.connect(self.onward)
        self.foot_sent.clicked.connect(lambda: self.sending.ask())
        self.steps.chosen.connect(self.go_to_step)
        for part in (self.steps, self.bar):
            part.back.connect(self._back)
        self.steps.sent.connect(lambda: self.sending.ask())
        self.steps.told.connect(lambda: self.sending.ask(by_phone=True))
        self.writing.moved.connect(self._progress)
        self.writing.wanted.connect(self._fill)
        self.preview.copy_letter.connect(self.sending.copy_letter)
        self.preview.copied.connect(self.sending.copy_line)
        self.desk.bus.ticked.connect(self._minute)
        for keys, act in (
            ("Ctrl+Shift+C", self.sending.copy_letter), ("F8", lambda: self.writing.jump(1)),
            ("Shift+F8", lambda: self.writing.jump(-1)), ("Ctrl+PgDown", lambda: self._step(1)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
        ):  # fmt: skip
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(act)
        if self.desk.drafts is not None:
            self.desk.drafts.saved.connect(self._kept)

    # --- opening --------------------------------------------------------------------------------------------------
    def open(self, incident: int, guide: str = "", **_: Any) -> None:
        """Open the conversation about an incident; a draft of it goes on where it was left."""
        self.wanted = (incident, guide)
        if self.talk is not None and self.talk.incident == incident and guide in ("", self.talk.guide.id):
            self.refresh()
            return
        self._put_away()
        now, calendar = self.desk.now(), self.desk.calendar()
        self.desk.jobs.read(
            lambda s: prepared(s, incident, guide, now, calendar), self._prepared, self._not_opened, key="guide"
        )

    def _prepared(self, found: tuple[Record, Guide, Answers]) -> None:
        record, guide, fresh = found
        if record.incident != self.wanted[0]:
            return
        if self.desk.drafts is None:
            self._begin(record, guide, fresh, None)
            return
        wanted = key_of(record.incident, guide.id)

        def take(drafts: list[Any]) -> None:
            kept = next((draft for draft in drafts if draft.key == wanted), None)
            self._begin(record, guide, fresh, kept)

        self.desk.drafts.all(take, key="guide-draft")

    def _begin(self, record: Record, guide: Guide, fresh: Answers, kept: Any) -> None:
        self.record = record
        self.zones = Zones(self.desk.zone, record.client_zone, self.desk.calendar())
        talk = Talk(record.incident, record.client, guide, fresh, record.title)
        if kept is not None:
            try:
                talk = from_draft(kept.content, guide, fresh)
                self._say_kept(kept.saved)
            except GuideError as trouble:
                self.desk.trouble(trouble)
        else:
            self.steps.kept.setText("")
        self.talk = talk
        self._build(guide)
        self.questions.ask(talk.answers)
        try:
            self.writing.begin(talk, [record.client_name, *(person.name for person in record.people)])
        except GuideError as trouble:
            self._not_opened(trouble)
            return
        self._name()
        step, self._step_before = (talk.step if kept is not None else self._step_before), 0
        talk.step = max(0, min(len(guide.steps) - 1, step))
        QTimer.singleShot(0, self, self._shown)  # between the two, what one did meanwhile is heard

    def _shown(self) -> None:
        """The letter is ready: lay out the page, once, with the step that is come to in its place."""
        if self.talk is not None:
            self._fold()
            self.questions.go(self.talk.step, focus=False)
            self.body.setVisible(True)
            self.go_to_step(self.talk.step, keep=False)

    def _build(self, guide: Guide) -> None:
        """Make the fields of a guide anew; those of another conversation go."""
        self.questions.empty()
        self.advice = AdviceList(self.look, guide.before[1:])
        intros: dict[int, QWidget] = {0: self.advice}
        self.questions.build(
            guide.steps, guide.questions, self.zones, self.desk.now, wants_standing, intros, self._show_answer
        )
        self.sending.offer(self.questions.extra)

    def _show_answer(self, view: QuestionView) -> None:
        if self.talk is not None:
            view.show_answer(self.talk.answers, self.talk.typed.get(view.question.id, ""))

    def _not_opened(self, trouble: Trouble) -> None:
        self.talk = None
        self.writing.talk = None
        self.desk.trouble(trouble, self)
        self.desk.back()

    def refresh(self) -> None:
        """The record changed: who writes, who is written to, and what is still open follow; given answers stay."""
        talk = self.talk
        if talk is None:
            return
        now, calendar = self.desk.now(), self.desk.calendar()
        self.desk.jobs.read(
            lambda s: prepared(s, talk.incident, talk.guide.id, now, calendar),
            self._refreshed,
            self._gone,
            key="guide-refresh",
        )

    def _refreshed(self, found: tuple[Record, Guide, Answers]) -> None:
        record, _, fresh = found
        talk = self.talk
        if talk is None or record.incident != talk.incident:
            return
        before, self.record = talk.answers, record
        talk.answers = brought_up(talk.answers, fresh, talk.emptied)
        if talk.answers != before:
            for view in self.questions.made.values():
                if view.question.value(before) != view.question.value(talk.answers):
                    self._show_answer(view)
            self.questions.ask(talk.answers)
            self.writing.follow()
        self._name()
        self._progress()

    def _gone(self, trouble: Trouble) -> None:
        self.desk.trouble(trouble, self)
        self._put_away()
        self.desk.go("today")

    def _put_away(self) -> None:
        if self.desk.drafts is not None:
            self.desk.drafts.flush()
        self.talk = self.writing.talk = self.writing.checking.talk = None
        self.body.setVisible(False)
        self.bar.setVisible(False)

    def done(self) -> None:
        """The letter was sent: its draft is gone, and so is this conversation."""
        self._put_away()

    def concerned(self, changes: Any) -> bool:
        talk = self.talk
        if talk is None:
            return False
        mine = {("incident", talk.incident), ("client", talk.client)}
        return bool(
            mine & changes.touched
            or changes.nouns() & {"contact", "finding", "safeguard", "profile", "letter", "interaction"}
        )

    def new_of(self) -> dict[str, int]:
        return {"client": self.talk.client, "incident": self.talk.incident} if self.talk is not None else {}

    def state(self) -> dict[str, Any]:
        return {"incident": self.talk.incident, "step": self.talk.step} if self.talk is not None else {}

    def restore(self, state: dict[str, Any]) -> None:
        """Go to the step one was in; a draft knows its own."""
        if isinstance(state.get("step"), int) and state.get("incident") == self.wanted[0]:
            self._step_before = state["step"]

    def leave(self) -> None:
        if self.desk.drafts is not None:
            self.desk.drafts.flush()

    # --- steps ----------------------------------------------------------------------------------------------------
    def go_to_step(self, step: int, *, keep: bool = True) -> None:
        """Show a step; the caret goes into its first open field."""
        talk = self.talk
        if talk is None:
            return
        talk.step = max(0, min(len(talk.guide.steps) - 1, step))
        talk.seen.add(talk.step)
        self.questions.go(talk.step)
        self._progress()
        if keep and talk.touched:
            self.writing.keep()

    def _step(self, way: int) -> None:
        if self.talk is not None:
            self.go_to_step(self.talk.step + way)

    def onward(self) -> None:
        """The primary button: the next step; in the last one, the letter is sent."""
        talk = self.talk
        if talk is None:
            return
        if talk.step + 1 < len(talk.guide.steps):
            self.go_to_step(talk.step + 1)
        else:
            self.sending.ask()

    def _answered(self, id: str) -> None:
        view = self.questions.made[id]
        self.writing.answer(id, view.editor.value(), view.editor.typed())
        if self.talk is not None:
            self.questions.ask(self.talk.answers)

    def _fill(self, question: str) -> None:
        talk = self.talk
        if talk is None:
            return
        if question.startswith("writer."):
            self.desk.go("preferences")
        elif question.startswith("client."):
            self.desk.go("client", id=talk.client)
        elif self.questions.go_to_question(question):
            talk.step = self.questions.here
            talk.seen.add(talk.step)
            self._progress()

    def _progress(self) -> None:
        talk = self.talk
        if talk is None or not self.questions.begun:
            return
        states = [StepState(step.title, talk.open_in(n), n in talk.seen) for n, step in enumerate(talk.guide.steps)]
        self.steps.show_steps(states, talk.step)
        self.bar.show_steps(states, talk.step)
        title = states[talk.step].title
        where = self.tr("Step {n} of {of}. {title}").format(n=talk.step + 1, of=len(states), title=title)
        if self.questions.where.words() != where:
            self.questions.where.setText(where)
        last = talk.step + 1 == len(states)
        self.foot_sent.setVisible(not last)
        self.questions.show_extra(last)
        self.say_primary()
        if self._advised != (talk.answers.timing, talk.answers.client, talk.answers.writer):
            self._minute()

    def say_primary(self) -> None:
        """Name the primary button by what it does next."""
        talk = self.talk
        assert talk is not None
        steps = talk.guide.steps
        if talk.step + 1 < len(steps):
            words = self.tr("Next: {title}").format(title=lower(steps[talk.step + 1].title))
        else:
            words = self.sending.primary_words(self.tr("I sent it"))
        for button in (self.questions.next, self.foot_next):
            if button.text() != words:
                button.setText(words)

    def _minute(self) -> None:
        """What the clock moves: by when to call."""
        talk, now = self.talk, self.desk.now()
        if talk is None or self.record is None:
            return
        self._advised = (talk.answers.timing, talk.answers.client, talk.answers.writer)
        advice = as_promised(advise(talk.answers, now=now, calendar=self.zones.calendar), self.record.promised, now)
        if self.advice is not None:
            self.advice.show_advice(advice, self.zones, now)
        line, other = self._soonest(advice)
        self.steps.soonest.setText(f"{line},\n{other}." if other else f"{line}.")
        self.bar.soonest.setText(f"{line}, {other}" if other else line)

    def _soonest(self, advice: list[Any]) -> tuple[str, str]:
        assert self.record is not None
        now = self.desk.now()
        if self.record.told is not None:
            return self.tr("Told {when}").format(when=moments.mid_sentence(self.record.told, self.zones.mine, now)), ""
        call = next((one for one in advice if one.id == "call"), None)
        if call is None or call.by <= now:
            return self.tr("Call now"), ""
        said = moments.mid_sentence(call.by, self.zones.mine, now)
        said = said.removeprefix(moments.tr("today {clock}", clock="")).strip()
        return self.tr("Call by {when}").format(when=said), moments.there(call.by, self.zones.mine, self.zones.theirs)

    def _name(self) -> None:
        assert self.record is not None
        self._minute()
        person = self.record.person
        name = person.name.split()[0] if person is not None and person.name.split() else self.record.client_name
        again = self.record.letters_sent > 0
        words = self.tr("Write to {name} again") if again else self.tr("Tell {name}")
        self.title = words.format(name=moments.apart(name))
        self.setAccessibleName(self.title)
        self.steps.title.setText(self.title)
        self.bar.title.setText(self.title)
        self.preview.phone.say(person.phone if person is not None else "", self.tr("No number in the record"))
        self.desk.shell.name_window()

    def _kept(self, key: str, at: Any) -> None:
        if self.talk is not None and key == self.talk.key:
            self._say_kept(at)

    def _say_kept(self, at: Any) -> None:
        there = moments.local(at, self.desk.zone)
        self.steps.kept.setText(self.tr("Draft kept at {clock}").format(clock=there.strftime("%H:%M:%S")))

    def _back(self) -> None:
        if self.talk is not None:
            self.desk.go("incident", id=self.talk.incident)

    # --- narrow and wide ------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def restyle(self) -> None:
        """Another text size: fold where it needs to."""
        self._fold()

    def _fold(self) -> None:
        narrow = self.width() < self.look.w(FOLD)
        shown = self.talk is not None
        self.bar.setVisible(narrow and shown)
        self.foot.setVisible(narrow)
        self.foot.setFixedHeight(self.look.w(FOOT))
        self.steps.setVisible(not narrow)
        wide = round(self.width() * 0.42) if narrow else self.look.w(MIDDLE)
        self.questions.fold(narrow, wide)
        self.foot.setFixedWidth(wide)
        self.preview.fold(narrow)
