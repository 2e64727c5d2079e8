"""A letter as it was sent: frozen. What was let stand, and what was promised in it, stands beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from aboveboard.ui import moments
from aboveboard.ui import tokens as t
from aboveboard.ui.clients import phrases
from aboveboard.ui.commitments import rows as promise_rows
from aboveboard.ui.commitments.rows import Said
from aboveboard.ui.owed import Act, Item, Shelf
from aboveboard.ui.page import Page
from aboveboard.ui.settling import fold_by, settle
from aboveboard.ui.widgets import Action, Beside, Ground, column, heading, holder, label, scroll

if TYPE_CHECKING:
    from aboveboard.journal.rows import CommitmentRow, LetterRow
    from aboveboard.ui.desk import Desk


@dataclass(frozen=True)
class Sent:
    """A sent letter with its promises, the title of its incident, and the letters before and after it."""

    letter: LetterRow
    client_zone: str
    incident: str
    promises: list[CommitmentRow]
    others: list[LetterRow]


class LetterPage(Page):
    """`open(id=...)`."""

    key = "letter"
    nav = "letters"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.letter_id = 0
        self.sent: Sent | None = None
        look = self.look
        self.subject = label(look, "", "title", wrap=True)
        self.subject.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.about = label(look, "", "body", "ink2", wrap=True)
        copy = Action(look, self.tr("Copy the letter"), "plain")
        copy.clicked.connect(self._copy)
        self.open_incident = Action(look, self.tr("Open the incident"), "quiet")
        self.open_incident.clicked.connect(self._incident)
        self.text = label(look, "", "letter", "ink", wrap=True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(self.tr("The letter"))
        sheet = Ground(look, "sheet", radius=t.RADIUS_SHEET)
        sheet.setLayout(column(self.text, margins=(32, 28, 32, 32)))
        self.frozen = label(look, "", "small", "ink3", wrap=True)
        main = holder(column(sheet, 10, self.frozen, None))
        self.promises = Shelf(
            look, self.tr("Promised in it"), top=0, empty=self.tr("Nothing was promised in it."), below=8
        )
        self.stood = Shelf(look, self.tr("Let stand"))
        self.others = Shelf(look, self.tr("Other letters"))
        aside = holder(column(self.promises, self.stood, self.others, None))
        top = heading(column(self.subject, 4, self.about), self.open_incident, copy)
        fold_by(top, look, ("title", self.subject), ("body", self.about))
        both = Beside(look, main, aside, wide=260)
        self.body = holder(column(top, t.S6, both, None, margins=(52, 36, 48, 32)))
        self.area = scroll(self.body, "letter")
        self.setLayout(column(self.area))
        self.body.hide()

    def open(self, id: int = 0, **_: Any) -> None:
        if id != self.letter_id:
            self.letter_id = id
            self.body.hide()
            self.area.verticalScrollBar().setValue(0)
        self.refresh()

    def refresh(self) -> None:
        letter = self.letter_id
        if letter:
            self.desk.jobs.read(lambda s: read(s, letter), self.show_letter, self._gone, key="letter-page")

    def new_of(self) -> dict[str, int]:
        if self.sent is None:
            return {}
        letter = self.sent.letter
        known = {"client": letter.client_id, "incident": letter.incident_id}
        return {name: value for name, value in known.items() if value}

    def show_letter(self, sent: Sent) -> None:
        """Show a letter."""
        self.sent = sent
        letter, now, zone = sent.letter, self.desk.now(), self.desk.zone
        subject = letter.subject or self.tr("A letter without a subject")
        self.title = subject
        self.desk.shell.name_window()
        self.setAccessibleName(subject)
        self.subject.setText(moments.apart(subject))
        when = ", ".join(
            part
            for part in (
                moments.mid_sentence(letter.sent_at, zone, now),
                moments.there(letter.sent_at, zone, sent.client_zone),
            )
            if part
        )
        to = moments.apart(letter.recipient or letter.client)
        self.about.setText(
            self.tr("Sent {when}, {how}, to {to}.").format(when=when, how=phrases.kind(letter.how).lower(), to=to)
        )
        self.text.setText(letter.text)
        note = self.tr("It stays as it was sent. A correction is a new letter that names this one.")
        if letter.corrects_id is not None:
            note = self.tr("It corrects an earlier letter.") + " " + note
        self.frozen.setText(note)
        self.open_incident.setVisible(letter.incident_id is not None)
        self._show_promises(sent)
        self._show_stood(letter)
        self.others.put([one.id for one in sent.others], self._other)
        for one in sent.others:
            self.others.items[one.id].show_words(one.subject, moments.mid_sentence(one.sent_at, zone, now))
        if self.body.isHidden():
            self.body.show()
            settle(self.body)

    def _show_promises(self, sent: Sent) -> None:
        now, zone = self.desk.now(), self.desk.zone
        self.promises.put([one.id for one in sent.promises], self._promise)
        for one in sent.promises:
            shown = promise_rows.row_of(one, Said(), zone, now, client=False)
            line = ", ".join(part for part in (shown.due, shown.note) if part)
            tone = "late" if one.late_hours else "kept" if one.state == "kept" else "ink2"
            self.promises.items[one.id].show_words(one.words, line, tone, shown.before)

    def _promise(self, key: int) -> Item:
        def go() -> None:
            self.desk.go("promises", id=key)

        return Item(self.look, f"promise-{key}", [Act(self.tr("Open"), self.tr("Open this promise"), go)])

    def _show_stood(self, letter: LetterRow) -> None:
        """What the checker found and the writer let stand, with the reason that was given."""
        try:
            stood = [one for one in json.loads(letter.dismissed or "[]") if isinstance(one, dict)]
        except ValueError:
            stood = []
        self.stood.put(list(range(len(stood))), lambda key: Item(self.look, f"stood-{key}", []))
        for number, one in enumerate(stood):
            words = str(one.get("text") or one.get("rule") or "")
            self.stood.items[number].show_words(
                f"“{words}”" if one.get("text") else words, str(one.get("reason") or "")
            )

    def _other(self, key: int) -> Item:
        def go() -> None:
            self.desk.go("letter", id=key)

        return Item(self.look, f"letter-{key}", [Act(self.tr("Open"), self.tr("Open the letter"), go)])

    def _copy(self) -> None:
        """The letter as text and as HTML made from it, as it was copied when it was written."""
        if self.sent is not None:
            from aboveboard.guides.letter_html import html

            self.desk.copy(self.sent.letter.text, html(self.sent.letter.text))
            self.desk.notice(self.tr("The letter is copied."))

    def _incident(self) -> None:
        if self.sent is not None and self.sent.letter.incident_id is not None:
            self.desk.go("incident", id=self.sent.letter.incident_id)

    def _gone(self, trouble: Any) -> None:
        self.desk.trouble(trouble, self)
        self.desk.go("letters")


def read(session: Any, letter_id: int) -> Sent:
    """A letter and what belongs to it; NotFound where there is none. Called on a reading thread."""
    from aboveboard.journal import clients, commitments, incidents, letters

    letter = letters.get(session, letter_id)
    client = clients.get(session, letter.client_id)
    incident, others = "", []
    if letter.incident_id is not None:
        incident = incidents.get(session, letter.incident_id).title
        others = [one for one in letters.rows(session, incident_id=letter.incident_id) if one.id != letter_id]
    promises = commitments.rows(session, client_id=letter.client_id, letter_id=letter_id)
    return Sent(letter, client.zone, incident, promises, others)
