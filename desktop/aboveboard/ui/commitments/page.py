"""Promises: the record as a sentence, then what is owed, the latest first. Nothing is cut."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from aboveboard.ui import moments
from aboveboard.ui.clients import phrases
from aboveboard.ui.commitments import rows as promise_rows
from aboveboard.ui.commitments import sheets
from aboveboard.ui.commitments.rows import Said
from aboveboard.ui.page import Page
from aboveboard.ui.settling import fold_by
from aboveboard.ui.widgets import Action, Choices, PromiseList, Section, column, heading, holder, label, row, scroll

if TYPE_CHECKING:
    from aboveboard.journal.rows import CommitmentRow
    from aboveboard.ui.desk import Desk

GROUPS = ("late", "today", "week", "later", "ended")
RECORD = timedelta(days=92)
"""The sentence speaks of the promises that fell due in about the last quarter, from the first of that month on."""


class PromisesPage(Page):
    """`open(id=...)` goes to one promise."""

    key = "promises"
    nav = "promises"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Promises")
        self.setAccessibleName(self.title)
        look = self.look
        self.promises: list[CommitmentRow] = []
        self.said: dict[int, Said] = {}
        self._go_to: int | None = None
        self.sentence = label(look, "", "words", "ink2", wrap=True)
        words = [self.tr("Mine"), self.tr("Theirs"), self.tr("All")]
        self.whose = Choices(look, words, 0, self.tr("Whose promises"), values=["me", "them", ""])
        self.whose.changed.connect(lambda _: self._show())
        words = [self.tr("Open and ended"), self.tr("Open"), self.tr("Ended")]
        self.which = Choices(look, words, 0, self.tr("Which promises"), values=["all", "open", "ended"])
        self.which.changed.connect(lambda _: self._show())
        new = Action(look, self.tr("New promise"), "plain")
        new.clicked.connect(self._new)
        top = heading(column(label(look, self.title, "title"), 6, self.sentence), self.whose, new)
        top.layout().setContentsMargins(12, 0, 12, 0)
        fold_by(top, look, ("words", self.sentence))
        filters = row(self.which, None, margins=(2, 0, 0, 0))
        self.groups: dict[str, tuple[Section, Any, PromiseList]] = {}
        names = {
            "late": (self.tr("Late"), "late"),
            "today": (self.tr("Today"), "ink2"),
            "week": (self.tr("This week"), "ink2"),
            "later": (self.tr("Later"), "ink2"),
            "ended": (self.tr("Ended"), "ink2"),
        }
        parts = []
        for name in GROUPS:
            head = Section(look, names[name][0], "", names[name][1], 16)
            head.setContentsMargins(12, 0, 12, 0)
            acts = [self.tr("Open")] if name == "ended" else [self.tr("Kept"), self.tr("Move"), self.tr("Open")]
            shown = PromiseList(look, (), names[name][0], acts)
            shown.acted.connect(self._acted)
            group = holder(column(holder(head), 2, shown))
            self.groups[name] = (head, group, shown)
            parts.append(group)
        self.empty = label(look, "", "words", "ink2", wrap=True)
        self.empty.setContentsMargins(12, 20, 12, 0)
        page = holder(column(top, 10, holder(filters), *parts, self.empty, None))
        page.setMaximumWidth(look.w(980))
        self.area = scroll(holder(row((page, 100), "rest", margins=(40, 36, 36, 32))), "promises")
        self.setLayout(column(self.area))
        desk.bus.ticked.connect(self._tick)

    # the page protocol

    def open(self, id: int = 0, **_: Any) -> None:
        self._go_to = id or None
        self.refresh()

    def refresh(self) -> None:
        self.desk.jobs.read(_read, self.show_rows, key="promises-page")

    def concerned(self, changes: Any) -> bool:
        return bool(changes.nouns() & {"commitment", "commitment_event", "client", "contact", "interaction", "profile"})

    def state(self) -> dict[str, Any]:
        return {"whose": self.whose.value(), "which": self.which.value()}

    def restore(self, state: dict[str, Any]) -> None:
        if state.get("whose") in self.whose.values:
            self.whose.set_value(state["whose"])
        if state.get("which") in self.which.values:
            self.which.set_value(state["which"])

    # showing

    def show_rows(self, answer: tuple[list[CommitmentRow], dict[int, Said]]) -> None:
        """Show all promises."""
        self.promises, self.said = answer
        if self._go_to is not None:
            wanted = next((one for one in self.promises if one.id == self._go_to), None)
            if wanted is not None and self.whose.value() not in ("", wanted.by):
                self.whose.set_value(wanted.by)
            if wanted is not None and self.which.value() not in ("all", "ended" if wanted.ended else "open"):
                self.which.set_value("all")
        self._show()
        if self._go_to is not None:
            self._find(self._go_to)
            self._go_to = None

    def _show(self) -> None:
        now, zone, by, which = self.desk.now(), self.desk.zone, self.whose.value(), self.which.value()
        shown: dict[str, list[CommitmentRow]] = {name: [] for name in GROUPS}
        for one in self.promises:
            if (by and one.by != by) or (which == "open" and one.ended) or (which == "ended" and not one.ended):
                continue
            shown[promise_rows.group(one, zone, now)].append(one)
        for name in GROUPS[:-1]:
            shown[name].sort(key=promise_rows.sort_key)
        shown["ended"].sort(key=lambda one: max(event.at for event in one.events), reverse=True)
        for name, (head, group, rows) in self.groups.items():
            some = shown[name]
            rows.put([promise_rows.row_of(one, self.said.get(one.id, Said()), zone, now) for one in some])
            head.say(str(len(some)))
            group.setVisible(bool(some))
        self.sentence.setText(self._sentence(now))
        any_shown = any(shown.values())
        self.empty.setVisible(not any_shown)
        self.empty.setText(
            self.tr("No promise is in the journal yet. Write a call’s note: what is promised in it will stand here.")
            if not self.promises
            else self.tr("None of these.")
        )

    def _sentence(self, now: datetime) -> str:
        """The record: how many of how many were kept, then what is late and open. Never a number without its noun."""
        mine = [one for one in self.promises if one.by == "me"]
        start = (now - RECORD).replace(day=1, hour=0, minute=0, second=0)
        kept, of = _rate(mine, start, now)
        late = sum(1 for one in mine if one.late_hours > 0)
        still = sum(1 for one in mine if not one.ended and one.late_hours == 0)
        parts = []
        if of:
            month = moments.month_name(moments.local(start, self.desk.zone).date())
            parts.append(self.tr("{kept} of {of} kept since {month}.").format(kept=kept, of=of, month=month))
        number, low = phrases.number, str.lower
        owed = []
        if late:
            owed.append(self.tr("one is late") if late == 1 else self.tr("{n} are late").format(n=low(number(late))))
        if still:
            owed.append(self.tr("one is open") if still == 1 else self.tr("{n} are open").format(n=low(number(still))))
        if owed:
            said = ", ".join(owed)
            parts.append(said[:1].upper() + said[1:] + ".")
        return " ".join(parts) or self.tr("Nothing is owed on your side.")

    def _find(self, promise: int) -> None:
        for _, _, rows in self.groups.values():
            if rows.go_to(promise):
                rows.setFocus()
                box = rows.visualRect(rows.currentIndex())
                at = rows.mapTo(self.area.widget(), box.center())
                self.area.ensureVisible(at.x(), at.y(), 0, 160)
                return

    def _tick(self) -> None:
        if self.isVisible():
            self.refresh()

    # acts

    def _acted(self, word: str, promise: int) -> None:
        if word == self.tr("Kept"):
            sheets.keep(self.desk, promise)
        elif word == self.tr("Move"):
            sheets.move(self.desk, promise)
        else:
            from aboveboard.ui.commitments import story

            story.open_sheet(self.desk, promise)

    def _new(self) -> None:
        from aboveboard.ui.commitments import new_sheet

        new_sheet.open_sheet(self.desk)


def _rate(mine: list[CommitmentRow], start: datetime, end: datetime) -> tuple[int, int]:
    from aboveboard.journal.outcome import rate

    found = rate(mine, start, end)
    return found.kept, found.of


def _read(session: Any) -> tuple[list[CommitmentRow], dict[int, Said]]:
    from aboveboard.journal import commitments

    found = commitments.rows(session)
    return found, promise_rows.said_of(session, found)
