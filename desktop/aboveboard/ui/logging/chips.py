"""The promises found in the note, as ticked lines with their date in full: asked where it is doubtful, changed in
words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from aboveboard.ui import moments
from aboveboard.ui import tokens as t
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.logging.offers import Offer
from aboveboard.ui.theme import Look
from aboveboard.ui.whenfield import WhenField
from aboveboard.ui.widgets import Action, Choices, Flow, Ground, Mark, column, label, row
from aboveboard.ui.widgets.choices import INDENT

MOST = 12
"""So many are shown; a text with more is no call note, and the rest is counted in words."""


class Chip(QWidget):
    """One offer. `said(key, changes)` tells what the person said about it."""

    said = Signal(object, dict)

    def __init__(self, look: Look, offer: Offer, zones: Zones, at: Callable[[], datetime]) -> None:
        super().__init__()
        self.look, self.offer, self.zones = look, offer, zones
        self.setObjectName(f"promise-{offer.start}")
        self.mark = Mark(look, offer.words, "box", offer.wanted, style="words")
        self.mark.toggled.connect(lambda on: self._tell(ticked=on))
        self.when = label(look, "", "body", "ink", weight=500)
        self.there = label(look, "", "body", "ink2")
        self.note = label(look, "", "small", "ink3", wrap=True)
        self.asked: Choices | None = None
        self.change = Action(
            look, self.tr("Change"), "quiet", name=self.tr("Change the date of: {words}").format(words=offer.words)
        )
        self.change.clicked.connect(self._begin_change)
        self.entry = WhenField(look, self.tr("Due"), zones, at, value=offer.changed_words)
        self.entry.setObjectName(f"promise-{offer.start}-due")
        self.entry.read.connect(self._changed)
        self.entry.setVisible(bool(offer.changed_words))
        dates = QWidget()
        dates.setLayout(Flow(self.when, self.there, gap=10))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        dates.setSizePolicy(policy)
        self._below = column(row((dates, 1), self.change, gap=8), margins=(INDENT, 0, 0, 0))
        if offer.ambiguous:
            self._below.addWidget(self._ask(offer))
        self._below.addWidget(self.note)
        self._below.addWidget(self.entry)
        self.setLayout(column(self.mark, self._below, 6))
        self.say(offer)

    def _ask(self, offer: Offer) -> Choices:
        words = [self.zones.both(moment, offer.precision)[0] for moment in offer.options]
        chosen = offer.options.index(offer.chosen) if offer.chosen in offer.options else -1
        self.asked = Choices(self.look, words, chosen, self.tr("Which is meant?"), values=list(offer.options))
        self.asked.changed.connect(lambda _: self._tell(chosen=self.asked.value(), ticked=True))
        return self.asked

    def say(self, offer: Offer) -> None:
        """Show the offer as it is now (its words and readings are the same)."""
        self.offer = offer
        if self.mark.isChecked() != offer.wanted:
            self.mark.blockSignals(True)
            self.mark.setChecked(offer.wanted)
            self.mark.blockSignals(False)
        due = offer.due_now
        if due is not None:
            mine = offer.zone if offer.precision_now == "day" else self.zones.mine
            full, there = moments.in_full(due, mine, offer.precision_now), ""
            if offer.precision_now != "day":
                there = moments.there(due, self.zones.mine, self.zones.theirs or self.zones.mine)
        else:
            full, there = (self.tr("Which is meant?") if offer.asks else self.tr("No date")), ""
        self.when.setText(full)
        self.there.setText(there)
        self.there.setVisible(bool(there))
        notes = []
        if offer.by == "them":
            notes.append(self.tr("They promised this."))
        if offer.conditional:
            notes.append(self.tr("It holds only on a condition; tick it if it is a promise."))
        elif offer.due_now is None and not offer.asks:
            notes.append(self.tr("Without a date nothing reminds you. “Change” gives it one."))
        self.note.setText(" ".join(notes))
        self.note.setVisible(bool(notes))
        self.mark.setAccessibleDescription(" ".join([full, there, *notes]).strip())
        if self.asked is not None:
            self.asked.setVisible(offer.changed is None)

    def refuse(self, sentence: str) -> None:
        """Say that this one has to be answered first, and put the focus there."""
        self.note.setText(sentence)
        self.note.set_colour("late")
        self.note.show()
        if self.asked is not None:
            self.asked.buttons[0].setFocus()
        elif self.entry.isVisible():
            self.entry.field.setFocus()

    def _begin_change(self) -> None:
        self.entry.show()
        self.entry.field.setFocus()

    def _changed(self) -> None:
        reading, words = self.entry.reading(), self.entry.text()
        if not words:
            self._tell(changed=None, changed_words="")
        elif reading.moment is not None:
            self._tell(changed=reading.moment, changed_precision=reading.precision, changed_words=words, ticked=True)

    def unread(self) -> bool:
        """Was a change begun that is not understood?"""
        return bool(self.entry.text()) and self.entry.moment() is None

    def _tell(self, **said: object) -> None:
        self.said.emit(self.offer.key, said)


def tell(widget: QWidget, words: str) -> None:
    """Let a screen reader say words that appeared while one types elsewhere (Qt 6.8 and newer)."""
    try:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
    except ImportError:
        return
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Chips(QWidget):
    """All offers, on a wash; hidden while there is none."""

    said = Signal(object, dict)

    def __init__(self, look: Look, at: Callable[[], datetime]) -> None:
        super().__init__()
        self.look, self.at = look, at
        self.head = label(look, "", "label", "ink2", weight=600)
        self._ground = Ground(look, "wash", radius=t.RADIUS)
        self._box = column(margins=(12, 8, 16, 4))
        self.more = label(look, "", "small", "ink3", wrap=True)
        self._ground.setLayout(self._box)
        self.setLayout(column(self.head, 6, self._ground, self.more, 14))
        self.chips: list[Chip] = []
        self._told: set[str] = set()
        self.hide()

    def show_offers(self, offers: Sequence[Offer], zones: Zones) -> None:
        """Show these; a chip whose words and readings are the same stays the same widget, with focus and caret."""
        shown = list(offers[:MOST])
        old = {_sense(chip.offer): chip for chip in self.chips if chip.zones == zones}
        kept = []
        for offer in shown:
            chip = old.pop(_sense(offer), None)
            if chip is None:
                chip = Chip(self.look, offer, zones, self.at)
                chip.said.connect(self.said)
            else:
                chip.say(offer)
            kept.append(chip)
        for gone in [chip for chip in self.chips if chip not in kept]:
            self._box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, chip in enumerate(kept):
            if self._box.indexOf(chip) != number:
                self._box.removeWidget(chip)
                self._box.insertWidget(number, chip)
        self.chips = kept
        self.head.setText(
            self.tr("A promise was found")
            if len(offers) == 1
            else self.tr("{n} promises were found").format(n=len(offers))
        )
        rest = len(offers) - len(shown)
        self.more.setText(self.tr("{n} more are not shown.").format(n=rest) if rest else "")
        self.more.setVisible(rest > 0)
        self.setVisible(bool(offers))
        if kept and kept[-1].objectName() not in self._told:
            tell(self, f"{self.head.words()}: {kept[-1].mark.text()} {kept[-1].when.words()}")
        self._told = {chip.objectName() for chip in kept}


def _sense(offer: Offer) -> tuple[object, ...]:
    """What makes two offers the same chip."""
    return offer.key, offer.words, offer.options, offer.by, offer.conditional, offer.ambiguous
