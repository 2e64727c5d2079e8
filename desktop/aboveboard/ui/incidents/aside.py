"""Beside the fact sheet: what to do next with its times in both zones, the letters, the promises made for this."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from aboveboard.ui import moments
from aboveboard.ui.commitments import rows as promise_rows
from aboveboard.ui.incidents.case import Case
from aboveboard.ui.owed import Act, Item, Shelf
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Glyph, Margin, column, holder, label, row, tip

if TYPE_CHECKING:
    from aboveboard.guides.timing import Advice
    from aboveboard.ui.desk import Desk

STEPS = 6
"""So much is said at once; what comes after is said when its turn comes."""


class Step(QWidget):
    """One piece of advice: what, by when in both zones, and why."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self.look = look
        self.number = label(look, str(number), "small", "ink3", weight=500)
        self.tick = Glyph(look, "tick", "kept", 14)
        self.tick.hide()
        self.what = label(look, "", "body", "ink", wrap=True, weight=500)
        self.when = label(look, "", "small", "ink2", wrap=True)
        self.why = label(look, "", "small", "ink3", wrap=True)
        lead = Margin(look, column(1, self.number, self.tick, None), 24)
        body = holder(column(self.what, 1, self.when, 1, self.why, 12))
        self.setLayout(row(lead, (body, 1), gap=0))

    def say(self, advice: Advice, zone: str, client_zone: str, now: datetime) -> None:
        """Say a piece of advice as it stands now."""
        self.what.setText(advice.what)
        past = advice.by <= now
        by = self.tr("Now") if past else self.tr("By {when}").format(when=moments.mid_sentence(advice.by, zone, now))
        there = "" if past else moments.there(advice.by, zone, client_zone)
        self.when.setText(", ".join(part for part in (by, there) if part))
        self.when.set_colour("late" if past and advice.channel else "ink2")
        self.why.setText(advice.why)
        self.setToolTip(tip(self.tr("Source: {source}").format(source=advice.source) if advice.source else ""))
        self.setAccessibleName(f"{advice.what} {self.when.words()}. {advice.why}")


class Aside(QWidget):
    """Shows a case's next steps, letters and promises; `show_case` again after each change and each minute."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look = desk, desk.look
        self.steps = Shelf(self.look, self.tr("What to do next"), top=0, below=4)
        self.letters = Shelf(self.look, self.tr("Letters"), top=4, empty=self.tr("No letter yet."), below=8)
        self.promises = Shelf(self.look, self.tr("Promises from this"), top=4)
        self.setLayout(column(self.steps, self.letters, self.promises, None))
        self._letter_drafts: list[Any] = []
        self._case: Case | None = None

    def show_case(self, case: Case, now: datetime) -> None:
        """Show what is open now."""
        self._case = case
        zone = self.desk.zone
        advice = case.advice[:STEPS]
        self.steps.put(list(range(len(advice))), lambda number: Step(self.look, number + 1), count="")
        for number, one in enumerate(advice):
            self.steps.items[number].say(one, zone, case.client.zone, now)
        self._show_letters(now)
        self.promises.put([one.id for one in case.promises], self._promise)
        for promise in case.promises:
            self._say_promise(self.promises.items[promise.id], promise, now)

    def show_drafts(self, drafts: list[Any]) -> None:
        """The letters to this incident that are still being written."""
        self._letter_drafts = drafts
        if self._case is not None:
            self._show_letters(self.desk.now())

    def _show_letters(self, now: datetime) -> None:
        assert self._case is not None
        incident, zone = self._case.incident.id, self.desk.zone
        mine = [one for one in self._letter_drafts if one.content.get("incident") == incident]
        keys = [f"draft {one.key}" for one in mine] + [one.id for one in self._case.letters]
        self.letters.put(keys, lambda key: self._letter(key, incident))
        for draft in mine:
            words = str(
                draft.content.get("subject") or draft.content.get("title") or self.tr("A letter without a subject")
            )
            kept = self.tr("Draft, kept {when}").format(when=moments.mid_sentence(draft.saved, zone, now))
            self.letters.items[f"draft {draft.key}"].show_words(words, kept, "ink2")
        for letter in self._case.letters:
            sent = self.tr("Sent {when}").format(when=moments.mid_sentence(letter.sent_at, zone, now))
            self.letters.items[letter.id].show_words(letter.subject or letter.text[:80], sent)

    def _letter(self, key: Any, incident: int) -> Item:
        def go() -> None:
            if isinstance(key, int):
                self.desk.go("letter", id=key)
            else:
                self.desk.go("conversation", incident=incident, guide="data-loss")

        return Item(
            self.look, f"letter-{key}".replace(" ", "-"), [Act(self.tr("Open"), self.tr("Open the letter"), go)]
        )

    def _promise(self, key: int) -> Item:
        def act(word: str) -> Any:
            return lambda: self.desk.start(word, id=key)

        return Item(
            self.look,
            f"promise-{key}",
            [
                Act(self.tr("Kept"), self.tr("This promise was kept"), act("keep")),
                Act(self.tr("Move"), self.tr("Move this promise"), act("move")),
            ],
        )

    def _say_promise(self, item: Item, promise: Any, now: datetime) -> None:
        row_of = promise_rows.row_of(promise, promise_rows.Said(), self.desk.zone, now, client=False)
        if promise.ended:
            line, tone = row_of.note, "kept" if promise.state == "kept" else "ink3"
        else:
            late = promise.late_hours
            line = moments.due_line(promise.due, promise.zone, promise.precision, self.desk.zone, now, late_hours=late)
            tone = "late" if late else "ink2"
        item.show_words(promise.words, line, tone, row_of.before)
