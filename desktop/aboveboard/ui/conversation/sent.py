"""I sent it, or: I told them by phone. How, when and to whom; and the promises in it, in one ticked list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal

from aboveboard.errors import Invalid, Trouble
from aboveboard.exchange.prefill import Record
from aboveboard.guides.answers import to_json
from aboveboard.ui import moments
from aboveboard.ui import tokens as t
from aboveboard.ui.clients import phrases
from aboveboard.ui.conversation.draft import Talk
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.desk import Desk
from aboveboard.ui.logging import offers as offering
from aboveboard.ui.logging.chips import Chips
from aboveboard.ui.logging.offers import Offer
from aboveboard.ui.whenfield import WhenField
from aboveboard.ui.widgets import Action, Choices, LineField, Sheet, TextField, label, pair, row

PHONE = "phone"


class SentSheet(Sheet):
    """`kept(letter, sentence)` once it is on record: `letter` False where a call was logged and the draft stays."""

    kept = Signal(bool, str)

    def __init__(self, desk: Desk, talk: Talk, record: Record, zones: Zones, *, by_phone: bool) -> None:
        super().__init__(desk.look, desk.shell.tr("It was sent"))
        self.desk, self.talk, self.record, self.zones = desk, talk, record, zones
        self.began = desk.now()
        self.offers: list[Offer] = []
        self.fresh, self.busy, self._saving = False, False, False
        look = desk.look
        ways = [self.tr("Email"), self.tr("Chat"), self.tr("In person"), self.tr("Told by phone")]
        self.how = Choices(look, ways, 3 if by_phone else 0, self.tr("How"), values=["email", "chat", "meeting", PHONE])
        clock = moments.clock(self.began, zones.mine)
        self.when = Choices(
            look,
            [self.tr("Now, {clock}").format(clock=clock), self.tr("Other")],
            0,
            self.tr("When"),
            values=["now", "other"],
        )
        self.at = WhenField(look, self.tr("When was it?"), zones, desk.now, past=True)
        self.at.setVisible(False)
        people = [*record.people]
        names = [moments.apart(person.name) for person in people] + [self.tr("Somebody else")]
        self.who = Choices(look, names, 0, self.tr("To"), values=[*(person.id for person in people), 0])
        self.other = LineField(look, self.tr("To whom?"))
        self.other.setVisible(not people)
        self.said = label(look, "", "body", "ink2", wrap=True)
        self.note = TextField(look, self.tr("What was said"), lines=(2, 8))
        self.chips = Chips(look, self.moment)
        self.trouble = label(look, "", "small", "late", wrap=True)
        self.trouble.setObjectName("sheet-trouble")
        self.trouble.setVisible(False)
        self.save = Action(look, "", "primary", self.tr("Ctrl ↵"))
        self.save.setObjectName("keep")
        self.not_yet = Action(look, self.tr("Not sent yet"), "quiet")
        self.not_yet.clicked.connect(self.dismiss)
        self.save.clicked.connect(self.submit)
        self.body(
            self.head("", style="body"), t.S3,
            pair(look, self.tr("How"), self.how), pair(look, self.tr("When"), self.when), self.at,
            pair(look, self.tr("To"), self.who), self.other, t.S3,
            self.said, t.S3, self.note, t.S2, self.chips, self.trouble,
            row(self.save, 14, self.not_yet, None, gap=0),
        )  # fmt: skip
        self.more.setText(talk.answers.client.email)
        self.how.changed.connect(lambda _: self._turned())
        self.when.changed.connect(lambda _: self._timed())
        self.at.read.connect(self._timed)
        self.who.changed.connect(lambda _: self._turned())
        self.chips.said.connect(self._said_of)
        self.note.changed.connect(lambda _: self._look())
        self.first = self.save
        self._turned()

    @property
    def by_phone(self) -> bool:
        return bool(self.how.value() == PHONE)

    def moment(self) -> datetime:
        """When it was sent or told."""
        if self.when.value() == "other":
            return self.at.moment() or self.began
        return self.began

    # --- what it says ---------------------------------------------------------------------------------------------
    def person(self) -> str:
        """To whom, as a name."""
        chosen = self.who.value()
        found = next((p.name for p in self.record.people if p.id == chosen), "")
        return found or self.other.text()

    def _turned(self) -> None:
        self.other.setVisible(self.who.value() == 0)
        name = moments.apart(self.person() or self.record.client_name)
        self.title.setText((self.tr("Told {name}") if self.by_phone else self.tr("Sent to {name}")).format(name=name))
        self.more.setVisible(self.how.value() == "email")
        self.note.setVisible(self.by_phone)
        self.not_yet.setText(self.tr("Not told yet") if self.by_phone else self.tr("Not sent yet"))
        if self.by_phone:
            words = self.tr(
                "The call is logged; from then on they have been told. The letter stays a draft: send it soon."
            )
        else:
            words = self.tr(
                "From now on they have been told. The letter stays as it is; a correction is a new one that names it."
            )
        if self.record.told is not None:
            when = moments.mid_sentence(self.record.told, self.zones.mine, self.desk.now())
            words = self.tr("They were first told {when}; that stays.").format(when=when) + (
                ""
                if self.by_phone
                else " " + self.tr("The letter stays as it is; a correction is a new one that names it.")
            )
        self.said.setText(words)
        self._say_save()
        self._look()

    def _timed(self) -> None:
        self.at.setVisible(self.when.value() == "other")
        self._look()

    def _say_save(self) -> None:
        n = sum(one.wanted for one in self.offers)
        if self.by_phone:
            words = (self.tr("Keep call"), self.tr("Keep call and promise"), self.tr("Keep call and promises"))
        else:
            words = (self.tr("Keep letter"), self.tr("Keep letter and promise"), self.tr("Keep letter and promises"))
        self.save.setText(words[min(n, 2)])

    # --- promises -------------------------------------------------------------------------------------------------
    def _look(self) -> None:
        """Look for promises beside the window: in the letter, which says what the call says, and in a call's note."""
        self.fresh = False
        texts = [(self.talk.letters["email"].text, "letter")]
        if self.by_phone:
            texts.append((self.note.text(), "note"))
        at, zones = self.moment(), self.zones

        def work() -> list[Any]:
            from aboveboard.guides import promises

            found: list[Any] = []
            for text, voice in texts:
                if text.strip():
                    found += promises.find(
                        text,
                        at=at,
                        zone=zones.mine,
                        client_zone=zones.theirs or None,
                        calendar=zones.calendar,
                        voice=voice,
                    )
            return found

        self.desk.jobs.aside(work, self._found, self._not_found, lane="promises", key="promises-in-letter")

    def _found(self, found: list[Any]) -> None:
        mine: list[Any] = []
        for one in found:
            again = any(one.text == other.text and one.due == other.due for other in mine)
            if (one.by == "me" or self.by_phone) and not again:
                mine.append(one)
        self.offers = offering.carried(offering.from_found(mine), self.offers)
        self.fresh = True
        self._show_offers()
        if self._saving:
            self._saving = False
            self.submit()

    def _not_found(self, trouble: Trouble) -> None:
        self.fresh = True
        self._say_trouble(trouble.sentence)

    def _said_of(self, key: tuple[str, int], said: dict[str, Any]) -> None:
        self.offers = offering.settled(self.offers, key, **said)
        self._show_offers()

    def _show_offers(self) -> None:
        self.chips.show_offers(self.offers, self.zones)
        n = len(self.offers)
        self.chips.head.setText(
            self.tr("One promise stands in it")
            if n == 1
            else self.tr("{n} promises stand in it").format(n=phrases.number(n))
        )
        self._say_save()

    # --- keeping --------------------------------------------------------------------------------------------------
    def submit(self) -> None:
        """Keep it, once, as one act."""
        if self.busy:
            return
        if not self.fresh:
            self._saving = True
            return
        self._say_trouble("")
        try:
            work = self._work()
        except Trouble as trouble:
            self._failed(trouble)
            return
        self.busy = True
        self.desk.jobs.write(work, self._done, self._failed)

    def _work(self) -> Callable[[Any], Any]:
        if self.when.value() == "other" and (
            said := self.at.problem() or ("" if self.at.moment() else self.tr("When was it?"))
        ):
            raise Invalid(said, "at")
        if not self.person():
            raise Invalid(self.tr("To whom? A name is enough."), "to")
        for chip in self.chips.chips:
            if chip.offer.wanted and (chip.offer.asks or chip.unread()):
                chip.refuse(self.tr("Choose the date that is meant, or take the tick away."))
                raise Invalid(self.tr("One promise has no certain date yet."))
        return self._call() if self.by_phone else self._letter()

    def _promises(self) -> list[dict[str, Any]]:
        return [
            {
                "words": one.words, "by": one.by, "due": one.due_now, "precision": one.precision_now,
                "zone": self.zones.mine if one.changed else one.zone, "quote": one.quote,
            }
            for one in self.offers if one.taken
        ]  # fmt: skip

    def _letter(self) -> Callable[[Any], Any]:
        talk, at, how, person = self.talk, self.moment(), self.how.value(), self.who.value() or None
        promises, recipient = self._promises(), self._recipient()
        text = talk.letters["email"].text.strip("\n").rstrip()
        dismissed = [vars(one) for one in talk.dismissed]
        # the draft goes into the row with the answers: an undone letter comes back as it was, hand edits and all
        answers = {**to_json(talk.answers), "draft": {**talk.as_json(), "answers": None}}
        zone = self.zones.mine

        def send(session: Any) -> Any:
            from aboveboard.journal import letters
            from aboveboard.journal.commitments import NewPromise

            return letters.send(
                session, client_id=talk.client, contact_id=person, incident_id=talk.incident, guide=talk.guide.id,
                stage=talk.answers.stage, subject=talk.subject, recipient=recipient, text=text, answers=answers,
                dismissed=dismissed, at=at, how=how, zone=zone, tell=True,
                promises=[NewPromise(**one) for one in promises],
            )  # fmt: skip

        return send

    def _recipient(self) -> str:
        chosen = next((p for p in self.record.people if p.id == self.who.value()), None)
        if chosen is not None and chosen is self.record.person and self.talk.recipient:
            return self.talk.recipient
        if chosen is not None:
            from aboveboard.guides.render import address

            return address(chosen.name, chosen.email)
        return self.person()

    def _call(self) -> Callable[[Any], Any]:
        talk, at, person, name = self.talk, self.moment(), self.who.value() or None, self.person()
        note = self.note.text() or self.tr("Told {name} about it: {title}").format(name=name, title=talk.title)
        promises, told, zone = self._promises(), self.record.told is not None, self.zones.mine
        act = telling()

        def log(session: Any) -> Any:
            from aboveboard.journal.commitments import NewPromise

            return act(
                session, client_id=talk.client, incident_id=talk.incident, contact_id=person, at=at, zone=zone,
                note=note, promises=[NewPromise(**one) for one in promises], to=name, told=told,
            )  # fmt: skip

        return log

    def _done(self, changes: Any) -> None:
        self.busy = False
        letter, n = not self.by_phone, len(changes.all("commitment"))
        first = self.tr("The letter is kept.") if letter else self.tr("The call is logged.")
        rest = {0: "", 1: self.tr("One promise is on record.")}.get(
            n, self.tr("{n} promises are on record.").format(n=n)
        )
        self.finished.emit()
        self.kept.emit(letter, f"{first} {rest}".strip())

    def _failed(self, trouble: Trouble) -> None:
        self.busy = False
        if trouble.field == "at" or trouble.field == "told_at":
            self.when.set_value("other")
            self.at.setVisible(True)
            self.at.error(trouble.sentence)
            self.at.field.setFocus()
        elif trouble.field in ("to", "recipient"):
            self.other.setVisible(True)
            self.other.error(trouble.sentence)
            self.other.field.setFocus()
        else:
            self._say_trouble(trouble.sentence)

    def _say_trouble(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))


def telling() -> Callable[..., Any]:
    """Log a call in which the client was told, and set the told time: one act."""
    from aboveboard.journal import incidents, interactions

    def tell(session: Any, *, incident_id: int, at: datetime, to: str, told: bool, **call: Any) -> Any:
        changes = interactions.log(
            session, kind="call", direction="out", outcome="reached", at=at, incident_id=incident_id, **call
        )
        if not told:
            incidents.tell(session, incident_id, at=at, how="call", to=to)
        return changes

    return tell
