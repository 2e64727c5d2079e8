"""What became of a promise: kept, moved, partly kept, dropped, let go. What was promised first stays to be seen.

`keep(desk, id)`, `move(desk, id)`, `partly`, `drop`, `release`, `chase` read the promise and show its sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aboveboard.errors import Invalid
from aboveboard.ui import binning, moments
from aboveboard.ui.commitments import rows as promise_rows
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.form import FormSheet
from aboveboard.ui.whenfield import WhenField
from aboveboard.ui.widgets import Action, Choices, Flow, LineField, TextField, holder, label, pair

if TYPE_CHECKING:
    from aboveboard.journal.rows import CommitmentRow
    from aboveboard.ui.desk import Desk


class PromiseForm(FormSheet):
    """The base: the promise's words and its date above, then what is asked. `operation` of `journal.commitments`."""

    operation = ""

    def __init__(self, desk: Desk, promise: CommitmentRow, zone: str, title: str, save: str) -> None:
        super().__init__(desk, title, key=f"commitment-{self.operation}-{promise.id}", kind="commitment", wide=600)
        self.promise = promise
        self.zones = Zones(desk.zone, zone, desk.calendar())
        look, now = self.look, desk.now()
        line = moments.due_line(
            promise.due, promise.zone, promise.precision, desk.zone, now, late_hours=promise.late_hours
        )
        if promise.due is not None:
            mine = promise.zone if promise.precision == "day" else desk.zone
            full = moments.in_full(promise.due, mine, promise.precision)
            line = f"{full} ({moments.late(promise.late_hours)})" if promise.late_hours else full
        before = promise_rows.before(promise, desk.zone, now)
        self.body(
            self.head(title, promise.client), 8,
            label(look, promise.words[:1500], "words", "ink", wrap=True), 2,
            label(look, line, "small", "late" if promise.late_hours else "ink2", wrap=True),
            *([label(look, before, "small", "ink3", wrap=True)] if before else []), 12,
            *self.asked(), 16,
            *self.foot(save), *self.others(),
        )  # fmt: skip
        self.begin()

    def asked(self) -> list[Any]:
        """The fields of this sheet."""
        raise TypeError("a promise's sheet asks something")

    def others(self) -> list[Any]:
        """What else may have become of it, in words below the button."""
        return []

    def work(self) -> Callable[[Any], Any]:
        values, promise, name = self.values(), self.promise.id, self.operation

        def write(session: Any) -> Any:
            from aboveboard.journal import commitments

            return getattr(commitments, name)(session, promise, **values)

        return write

    def values(self) -> dict[str, Any]:
        """What is passed to the operation."""
        raise TypeError("a promise's sheet passes something")

    def saved(self, changes: Any) -> None:
        if changes.act:
            binning.say_done(self.desk, self.done())

    def done(self) -> str:
        """What is said once it is written."""
        return ""

    # parts that several sheets have

    def at_field(self, name: str, words: str, hint: str = "") -> WhenField:
        """When something was; empty means now."""
        field: WhenField = self.keep(
            name,
            WhenField(self.look, words, self.zones, self.desk.now, hint=hint or self.tr("Left empty: now."), past=True),
        )
        return field

    def due_field(self, name: str, words: str, *, optional: bool) -> WhenField:
        """A time to come, in words."""
        hint = self.tr("As you would say it: “Friday 17:00”, “in three working days”.")
        field: WhenField = self.keep(
            name, WhenField(self.look, words, self.zones, self.desk.now, hint=hint, optional=optional)
        )
        return field

    def moment(self, name: str) -> datetime | None:
        """The moment of a field; Invalid at it where its words are no certain time."""
        field: WhenField = self.fields[name]  # type: ignore[assignment]
        if sentence := field.problem():
            raise Invalid(sentence, name)
        return field.moment()

    def told_parts(self) -> list[Any]:
        """Was the other side told, and when?"""
        words = [self.tr("Told just now"), self.tr("Told at"), self.tr("Not told yet")]
        choices: Choices = self.keep(
            "told", Choices(self.look, words, 0, self.tr("Were they told?"), values=["now", "at", "no"])
        )
        when = self.at_field("told_at", self.tr("When were they told?"), self.tr("Like “yesterday 16:30”."))
        when.hide()
        choices.changed.connect(lambda _: when.setVisible(choices.value() == "at"))
        return [pair(self.look, self.tr("Told"), choices), when]

    def told_at(self) -> datetime | None:
        """When they were told; None where they were not."""
        said = self.choices["told"].value()
        if said == "no":
            return None
        if said == "now":
            return self.desk.now()
        moment = self.moment("told_at")
        if moment is None:
            raise Invalid(
                self.tr("When were they told? Write it as you would say it, like “yesterday 16:30”."), "told_at"
            )
        return moment

    def link(self, words: str, act: Callable[[Desk, int], object]) -> Action:
        """A way to another sheet of the same promise."""
        button = Action(self.look, words, "quiet")
        button.clicked.connect(lambda: self._turn_to(act))
        return button

    def _turn_to(self, act: Callable[[Desk, int], object]) -> None:
        self.dismiss()
        act(self.desk, self.promise.id)

    @property
    def mine(self) -> bool:
        return self.promise.by == "me"


class KeepForm(PromiseForm):
    operation = "keep"

    def asked(self) -> list[Any]:
        at = self.at_field("at", self.tr("When"))
        hint = self.tr("What shows it: a mail, a file, what they said. May stay empty.")
        evidence = self.keep("evidence", LineField(self.look, self.tr("Evidence"), hint=hint))
        self.first = at.field
        return [at, 8, evidence]

    def others(self) -> list[Any]:
        links = [self.link(self.tr("Only in part"), partly), self.link(self.tr("Move it"), move)]
        if self.mine:
            links += [self.link(self.tr("It will not be kept"), drop), self.link(self.tr("They let it go"), release)]
        else:
            links += [self.link(self.tr("You let it go"), release), self.link(self.tr("You asked again"), chase)]
        links.append(self.link(self.tr("Put into the bin"), put_away))
        return [8, holder(Flow(*links, gap=16))]

    def values(self) -> dict[str, Any]:
        return {"at": self.moment("at"), "evidence": self.text("evidence")}

    def done(self) -> str:
        return self.tr("Kept.")


class MoveForm(PromiseForm):
    operation = "move"

    def asked(self) -> list[Any]:
        due = self.due_field("due", self.tr("The new date"), optional=False)
        why = self.keep("why", LineField(self.look, self.tr("Why")))
        self.first = due.field
        parts: list[Any] = [due, 8, why]
        if self.mine:
            words = [self.tr("They agreed"), self.tr("They did not"), self.tr("Not asked")]
            agreed = Choices(self.look, words, 2, self.tr("Did they agree?"), values=["yes", "no", "not-asked"])
            self.keep("agreed", agreed)
            self.note = label(self.look, "", "small", "ink2", wrap=True)
            self.choices["agreed"].changed.connect(lambda _: self._say())
            parts += [8, *self.told_parts(), pair(self.look, self.tr("Agreed"), agreed), 4, self.note]
            self.choices["told"].changed.connect(lambda _: self._say())
            self._say()
        return parts

    def _say(self) -> None:
        told = self.choices["told"].value() != "no"
        self.note.setText(
            self.tr("The first date stays to be seen. The new one counts from when they were told.")
            if told
            else self.tr("As long as nobody has told them, the date before still counts.")
        )

    def values(self) -> dict[str, Any]:
        due = self.moment("due")
        out: dict[str, Any] = {"due": due, "why": self.text("why"), "zone": self.desk.zone}
        out["precision"] = self.fields["due"].reading().precision  # type: ignore[attr-defined]
        if self.mine:
            out["told_at"], out["agreed"] = self.told_at(), self.choices["agreed"].value()
        return out

    def done(self) -> str:
        return self.tr("Moved. The first date stays under it.")


class PartlyForm(PromiseForm):
    operation = "partly"

    def asked(self) -> list[Any]:
        hint = self.tr("With a date it becomes a promise of its own.")
        missing = self.keep(
            "missing", TextField(self.look, self.tr("What is missing"), hint=hint, lines=(2, 5), style="words")
        )
        due = self.due_field("due", self.tr("By when"), optional=True)
        at = self.at_field("at", self.tr("When was it kept in part?"))
        self.first = missing.field
        return [missing, 8, due, 8, at]

    def values(self) -> dict[str, Any]:
        due = self.moment("due")
        precision = self.fields["due"].reading().precision if due else "minute"  # type: ignore[attr-defined]
        return {
            "missing": self.text("missing"),
            "due": due,
            "precision": precision,
            "zone": self.desk.zone,
            "at": self.moment("at"),
        }

    def done(self) -> str:
        return self.tr("Kept in part.")


class DropForm(PromiseForm):
    operation = "drop"

    def asked(self) -> list[Any]:
        why = self.keep("why", LineField(self.look, self.tr("Why")))
        self.first = why.field
        note = self.tr("It will stand as broken. That is honest, and better than silence.")
        return [why, 8, *self.told_parts(), 4, label(self.look, note, "small", "ink2", wrap=True)]

    def values(self) -> dict[str, Any]:
        return {"why": self.text("why"), "told_at": self.told_at()}

    def done(self) -> str:
        return self.tr("It stands as broken.")


class ReleaseForm(PromiseForm):
    operation = "release"

    def asked(self) -> list[Any]:
        at = self.at_field("at", self.tr("When"))
        why = self.keep("why", LineField(self.look, self.tr("In which words"), hint=self.tr("May stay empty.")))
        self.first = at.field
        return [at, 8, why]

    def values(self) -> dict[str, Any]:
        return {"at": self.moment("at"), "why": self.text("why")}

    def done(self) -> str:
        return self.tr("Let go.")


class ChaseForm(ReleaseForm):
    operation = "chase"

    def done(self) -> str:
        return self.tr("Noted that you asked again.")


def keep(desk: Desk, id: int) -> None:
    """It was kept: when, and what shows it."""
    _show(desk, id, lambda p, z: KeepForm(desk, p, z, desk.shell.tr("Kept"), desk.shell.tr("It was kept")))


def move(desk: Desk, id: int) -> None:
    """It gets another date: why, were they told, did they agree."""
    _show(
        desk,
        id,
        lambda p, z: MoveForm(desk, p, z, desk.shell.tr("Move the promise"), desk.shell.tr("Move the promise")),
    )


def partly(desk: Desk, id: int) -> None:
    """It was kept in part: what is missing, and by when."""
    _show(desk, id, lambda p, z: PartlyForm(desk, p, z, desk.shell.tr("Kept in part"), desk.shell.tr("Kept in part")))


def drop(desk: Desk, id: int) -> None:
    """It will not be kept: why, and were they told."""
    _show(
        desk, id, lambda p, z: DropForm(desk, p, z, desk.shell.tr("It will not be kept"), desk.shell.tr("Give it up"))
    )


def release(desk: Desk, id: int) -> None:
    """The other side let it go."""
    _show(desk, id, lambda p, z: ReleaseForm(desk, p, z, desk.shell.tr("Let go"), desk.shell.tr("It was let go")))


def chase(desk: Desk, id: int) -> None:
    """They were reminded of a promise of theirs."""
    _show(desk, id, lambda p, z: ChaseForm(desk, p, z, desk.shell.tr("Asked again"), desk.shell.tr("You asked again")))


def put_away(desk: Desk, id: int) -> None:
    """It was recorded by mistake."""
    binning.put_away(desk, "commitments", id, desk.shell.tr("The promise is in the bin."))


def _show(desk: Desk, id: int, make: Callable[[CommitmentRow, str], PromiseForm]) -> None:
    def read(session: Any) -> Any:
        from aboveboard.journal import clients, commitments

        promise = commitments.one(session, id)
        return promise, clients.get(session, promise.client_id).zone

    desk.jobs.read(read, lambda answer: desk.sheet(make(*answer)), key="promise-sheet")
