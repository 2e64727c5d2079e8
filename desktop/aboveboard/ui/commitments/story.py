"""One promise with all that became of it, from the day it was made: nothing of it is ever overwritten."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from aboveboard.ui import moments
from aboveboard.ui import tokens as t
from aboveboard.ui.clients import phrases
from aboveboard.ui.commitments import rows as promise_rows
from aboveboard.ui.commitments import sheets
from aboveboard.ui.commitments.rows import Said
from aboveboard.ui.widgets import Action, Flow, Hairline, Margin, Sheet, column, holder, label, row

if TYPE_CHECKING:
    from aboveboard.journal.rows import CommitmentRow, EventRow
    from aboveboard.ui.desk import Desk


class StorySheet(Sheet):
    """Words, where they were said, each event in order, and what can still be done."""

    def __init__(self, desk: Desk, promise: CommitmentRow, said: Said) -> None:
        super().__init__(desk.look, desk.shell.tr("Promise"), 620)
        self.desk, self.promise = desk, promise
        look, now, zone = self.look, desk.now(), desk.zone
        state = phrases.state_word(promise.state)
        if promise.late_hours:
            late = moments.late(promise.late_hours)
            state = late if promise.state == "late" else f"{state}, {late}"
        tone = {"late": "late", "broken": "late", "kept": "kept"}.get(promise.state, "ink2")
        where = promise_rows.place(said, promise.made_at, zone, now)
        made = self.tr("Made, {where}").format(where=where) if said.kind else self.tr("Made")
        parts: list[Any] = [
            self.head(self.tr("Your promise") if promise.by == "me" else self.tr("Their promise"), promise.client), 8,
            label(look, promise.words[:4000], "words", "ink", wrap=True), 2,
            label(look, state, "small", tone, wrap=True), 14, Hairline(look), 12,
            self._line(promise.made_at, made, self._first()),
        ]  # fmt: skip
        parts += [self._line(event.at, *self._event(event)) for event in promise.events]
        self.body(*parts, 8, holder(Flow(*self._acts(), gap=16)))

    def _first(self) -> str:
        promise = self.promise
        if promise.first_due is None:
            return self.tr("Without a date.")
        zone = promise.first_zone if promise.first_precision == "day" else self.desk.zone
        due = self.tr("For {day}.").format(day=moments.in_full(promise.first_due, zone, promise.first_precision))
        return due if promise.firm else due + " " + self.tr("Best effort.")

    def _line(self, at: datetime, what: str, more: str) -> Any:
        look, zone, now = self.look, self.desk.zone, self.desk.now()
        day = label(look, moments.day_of(at, zone, now), "small", "ink2", weight=500)
        margin = Margin(look, column(1, day, 2, label(look, moments.clock(at, zone), "small", "ink3"), None))
        body = column(
            label(look, what, "body", "ink", wrap=True), 1, label(look, more, "small", "ink2", wrap=True), t.S3
        )
        return row(margin, (holder(body), 1), gap=0)

    def _event(self, event: EventRow) -> tuple[str, str]:
        zone = event.zone if event.precision == "day" else self.desk.zone
        day = moments.in_full(event.due, zone, event.precision) if event.due else ""
        told = self.tr("Nobody was told.")
        if event.told is not None:
            told = self.tr("Told {when}.").format(
                when=moments.mid_sentence(event.told, self.desk.zone, self.desk.now())
            )
        agreed = {"yes": self.tr("They agreed."), "no": self.tr("They did not agree.")}.get(event.agreed, "")
        if event.kind == "moved":
            said = f"{told} {agreed}" if self.promise.by == "me" else ""
            return self.tr("Moved to {day}").format(day=day), f"{_ended(event.why)} {said}".strip()
        whole = {
            "kept": (self.tr("Kept"), event.evidence),
            "partly": (self.tr("Kept in part"), self.tr("Missing: {what}").format(what=event.missing)),
            "dropped": (self.tr("Given up"), f"{_ended(event.why)} {told}"),
            "released": (self.tr("Let go"), event.why),
            "chased": (self.tr("Asked again"), event.why),
        }
        return whole[event.kind]

    def _acts(self) -> list[Action]:
        promise = self.promise
        acts: list[tuple[str, Any]] = []
        if not promise.ended:
            acts += [
                (self.tr("Kept"), sheets.keep),
                (self.tr("Move"), sheets.move),
                (self.tr("Only in part"), sheets.partly),
            ]
            if promise.by == "me":
                acts += [(self.tr("It will not be kept"), sheets.drop), (self.tr("They let it go"), sheets.release)]
            else:
                acts += [(self.tr("You let it go"), sheets.release), (self.tr("You asked again"), sheets.chase)]
        acts.append((self.tr("Put into the bin"), sheets.put_away))
        acts.append((self.tr("Open the client"), lambda desk, _: desk.go("client", id=promise.client_id)))
        out = []
        for words, act in acts:
            button = Action(self.look, words, "quiet")
            button.clicked.connect(lambda _=False, act=act: self._turn_to(act))
            out.append(button)
        return out

    def _turn_to(self, act: Any) -> None:
        self.dismiss()
        act(self.desk, self.promise.id)


def _ended(words: str) -> str:
    """Somebody's words with a full stop, so that the next sentence can follow."""
    return words if not words or words.rstrip()[-1:] in ".!?…" else words.rstrip() + "."


def open_sheet(desk: Desk, promise: int) -> None:
    """Show one promise once it is read."""

    def read(session: Any) -> Any:
        from aboveboard.journal import commitments

        one = commitments.one(session, promise)
        return one, promise_rows.said_of(session, [one]).get(promise, Said())

    desk.jobs.read(read, lambda answer: desk.sheet(StorySheet(desk, *answer)), key="promise-story")
