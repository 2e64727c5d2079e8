"""A time as one says it: words are typed, the moment stands below in full in both zones, a doubtful one is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal

from aboveboard.ui.conversation import times
from aboveboard.ui.conversation.times import Reading, Zones
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Choices, LineField, column, refill

LONGEST = 200
"""A time is not longer than this; more is a text that was pasted into the wrong field, and it is not searched."""


class WhenField(LineField):
    """`reading()` is what the words mean now. `at` gives the moment that the words count from; `past`: it has
    been, so that "27 Oct" is the last one. `zones` may be changed when the client becomes known (`set_zones`)."""

    read = Signal()

    def __init__(
        self, look: Look, name: str, zones: Zones, at: Callable[[], datetime], *,
        value: str = "", hint: str = "", past: bool = False, optional: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(look, name, value, hint)
        self.zones, self.at, self.past, self.optional = zones, at, past, optional
        self._usual_hint = hint
        self._reading = Reading()
        self._chosen: datetime | None = None
        self._asking = column()
        self.layout().addLayout(self._asking)
        self.changed.connect(lambda _: self.look_again())
        self.look_again()

    def reading(self) -> Reading:
        """What stands in the field; a chosen reading of a doubtful time is its moment."""
        if self._chosen is not None:
            return Reading(self._chosen, self._reading.precision)
        return self._reading

    def moment(self) -> datetime | None:
        """The moment, None where there is none yet."""
        return self.reading().moment

    def set_zones(self, zones: Zones) -> None:
        """Other zones."""
        self.zones = zones
        self.look_again()

    def look_again(self) -> None:
        """Read the words anew (they were changed, or the moment they count from was)."""
        words = self.text()
        before = self._reading
        self._reading = times.read(words, self.at(), self.zones, past=self.past) if len(words) <= LONGEST else Reading()
        if self._reading.options != before.options:
            self._chosen = None
            self._ask()
        self._say()
        self.read.emit()

    def problem(self) -> str:
        """What is wrong with the field in a sentence, or ""."""
        words, reading = self.text(), self.reading()
        if not words:
            return "" if self.optional else self.tr("When? Write it as you would say it, like “Friday 17:00”.")
        if reading.asks:
            return self.tr("That could be several times. Choose the one that is meant.")
        if reading.moment is None:
            return self.tr(
                "This is not understood as a time. Write it like “Friday 17:00” or “27 November 2026, 17:00”."
            )
        return ""

    def _ask(self) -> None:
        options = self._reading.options
        if not options:
            refill(self._asking)
            return
        precision = self._reading.precision
        words = [self.zones.both(moment, precision)[0] for moment in options]
        choices = Choices(self.look, words, -1, self.tr("Which is meant?"), values=list(options))
        choices.changed.connect(lambda _: self._choose(choices.value()))
        refill(self._asking, 4, choices)

    def _choose(self, moment: datetime) -> None:
        self._chosen = moment
        self.error()
        self._say()
        self.read.emit()

    def _say(self) -> None:
        reading = self.reading()
        if reading.moment is not None:
            self.set_hint(self.zones.line(reading.moment, reading.precision))
        elif reading.asks:
            self.set_hint(self.tr("Which is meant?"))
        else:
            self.set_hint(self._usual_hint)
