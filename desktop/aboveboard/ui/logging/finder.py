"""Looks for promises in a note while it is written, beside the window's own thread, and marks them in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.logging import offers
from aboveboard.ui.logging.offers import Offer
from aboveboard.ui.theme import Look

if TYPE_CHECKING:
    from aboveboard.ui.desk import Desk

PAUSE_MS = 60


class Finder(QObject):
    """`found` after each look, with the offers of the text as it is now. `fresh` is False while the text is ahead
    of them."""

    found = Signal()

    def __init__(self, desk: Desk, edit: QTextEdit, zones: Zones, at: Callable[[], datetime]) -> None:
        super().__init__(edit)
        self.desk, self.edit, self.zones, self.at = desk, edit, zones, at
        self.offers: list[Offer] = []
        self.fresh = True
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look_now)
        self._text = ""
        edit.textChanged.connect(self.look_again)
        desk.bus.turned.connect(self.mark)

    def look_again(self) -> None:
        """The text was changed (or the time it counts from, or the client's zone): look when the next pause comes."""
        self.fresh = False
        self._pause.start()

    def look_now(self) -> None:
        """Look at once."""
        self._pause.stop()
        text, at, zones = self.edit.toPlainText(), self.at(), self.zones
        self._text = text

        def work() -> Any:
            from aboveboard.guides import promises

            return text, promises.find(
                text, at=at, zone=zones.mine, client_zone=zones.theirs or None, calendar=zones.calendar, voice="note"
            )

        self.desk.jobs.aside(work, self._took, self._failed, lane="promises", key="promises-in-note")

    def _took(self, answer: tuple[str, Any]) -> None:
        text, found = answer
        if text != self._text or self._pause.isActive():
            return  # typed on meanwhile; the next look is under way
        self.offers = offers.carried(offers.from_found(found), self.offers)
        self.fresh = True
        self.mark()
        self.found.emit()

    def _failed(self, _: Any) -> None:
        self.fresh = True  # a note can always be saved; what was found before stays offered
        self.found.emit()

    def settle(self, key: tuple[str, int], said: dict[str, Any]) -> None:
        """The person said something about an offer."""
        self.offers = offers.settled(self.offers, key, **said)
        self.mark()
        self.found.emit()

    def mark(self) -> None:
        """Show in the text what was found: a line below and a wash."""
        self.edit.setExtraSelections(marks(self.edit, self._text, self.offers, self.desk.look))


def marks(edit: QTextEdit, text: str, found: Sequence[Offer], look: Look) -> list[QTextEdit.ExtraSelection]:
    """Offers as marks of the text they were found in. Qt counts UTF-16 units, the finder code points."""
    out = []
    for offer in found[:200]:
        if not offer.wanted:
            continue
        one = QTextEdit.ExtraSelection()
        cursor = QTextCursor(edit.document())
        cursor.setPosition(_units(text, offer.start))
        cursor.setPosition(_units(text, offer.end), QTextCursor.MoveMode.KeepAnchor)
        one.cursor = cursor
        shape = QTextCharFormat()
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        shape.setUnderlineColor(look.q("accent"))
        shape.setBackground(look.q("wash"))
        one.format = shape
        out.append(one)
    return out


def _units(text: str, point: int) -> int:
    return point + sum(1 for sign in text[:point] if ord(sign) > 0xFFFF)
