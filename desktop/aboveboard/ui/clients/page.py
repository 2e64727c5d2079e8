"""A client, as one reads before a call: who, then the last conversations in full, beside them what is open."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from aboveboard.ui import moments, unsaved
from aboveboard.ui import tokens as t
from aboveboard.ui.clients import card as cards
from aboveboard.ui.clients import phrases
from aboveboard.ui.clients.aside import Aside
from aboveboard.ui.clients.card import Card
from aboveboard.ui.clients.talks import Acts, Talk, TalkList
from aboveboard.ui.page import Page
from aboveboard.ui.settling import fold_by, settle
from aboveboard.ui.unsaved import Unsaved
from aboveboard.ui.widgets import Action, Beside, Flow, column, heading, holder, label, row, scroll, section

if TYPE_CHECKING:
    from aboveboard.journal.timeline import TimelineRow
    from aboveboard.ui.desk import Desk

FIRST = 20  # talks that are read at once
MORE = 30  # and with each "older"
RECENT = 5  # what stands above the open matters where the page is narrow


class ClientPage(Page):
    """`open(id=...)`."""

    key = "client"
    nav = "clients"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.client_id = 0
        self.card: Card | None = None
        self._limit = FIRST
        self._head()
        acts = Acts(self._edit_talk, self._bin_talk, self._open_talk)
        self.recent = TalkList(
            self.look, acts, self.tr("No conversation yet. The first call you log will stand here in full.")
        )
        self.older = TalkList(self.look, acts, "")
        self.section = section(self.look, self.tr("Conversations"), "", top=0)
        self.more = Action(self.look, self.tr("Show older ones"), "quiet")
        self.more.clicked.connect(self._show_older)
        self.tail = holder(column(self.older, row(t.GUTTER, self.more, None), None))
        self.unsaved = Unsaved(desk, self._belongs)
        self.main = holder(column(self.unsaved, self.section, 10, self.recent, None))
        self.aside = Aside(desk)
        self.aside.add_person.clicked.connect(self._add_person)
        self.aside.add_project.clicked.connect(self._add_project)
        self.both = _Beside(self)
        self.whole = column(self.top, t.S8, self.both, None, margins=(52, 36, 48, 32))
        self.body = holder(self.whole)
        self.area = scroll(self.body, "client")
        self.setLayout(column(self.area))
        self.body.hide()
        desk.bus.ticked.connect(self._tick)

    def _head(self) -> None:
        look = self.look
        self.name = label(look, "", "title", wrap=True)
        self.name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.who = label(look, "", "words")
        self.phone = label(look, "", "body", "ink2")
        self.email = label(look, "", "body", "ink2")
        for words in (self.who, self.phone, self.email):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        reach = QWidget()
        reach.setLayout(Flow(self.who, self.phone, self.email, gap=14))
        self.how = label(look, "", "body", "ink3", wrap=True)
        self.edit = Action(look, self.tr("Edit"), "quiet")
        self.edit.clicked.connect(self._edit)
        self.new_incident = Action(look, self.tr("New incident"), "plain", self.tr("Ctrl I"))
        self.new_incident.clicked.connect(lambda: self.desk.start("new-incident", client=self.client_id))
        self.log = Action(look, self.tr("Log a call"), "plain", self.tr("Ctrl L"))
        self.log.clicked.connect(lambda: self.desk.start("log", client=self.client_id))
        self.tell = Action(look, "", "primary", name=self.tr("Tell the client"))
        self.tell.clicked.connect(self._tell)
        self.tell.hide()
        left = column(self.name, 6, reach, 3, self.how)
        self.top = heading(left, self.edit, self.new_incident, self.log, self.tell)
        fold_by(self.top, look, ("title", self.name), ("body", self.how))

    # the page protocol

    def open(self, id: int = 0, **_: Any) -> None:
        if id != self.client_id:
            self.client_id, self._limit, self.card = id, FIRST, None
            self.body.hide()
            self.area.verticalScrollBar().setValue(0)
        self.refresh()

    def concerned(self, changes: Any) -> bool:
        return True  # a promise, an incident or a talk of this client may be anywhere in an act; one read is cheap

    def refresh(self) -> None:
        client, limit = self.client_id, self._limit
        if client:
            self.desk.jobs.read(lambda s: cards.read(s, client, limit), self.show_card, self._gone, key="client-page")
            self.unsaved.look()

    def _belongs(self, draft: Any) -> bool:
        """Is this a draft about this client?"""
        form, number = unsaved.parts(draft.key)
        ours = {"client", "interaction-new", "incident-new", "contact-new", "project-new", "commitment-new"}
        return (form in ours and number == self.client_id) or draft.content.get("client_id") == self.client_id

    def new_of(self) -> dict[str, int]:
        return {"client": self.client_id} if self.card else {}

    def state(self) -> dict[str, Any]:
        return {"limit": self._limit, "scroll": self.area.verticalScrollBar().value()}

    def restore(self, state: dict[str, Any]) -> None:
        self._limit = max(FIRST, min(int(state.get("limit", FIRST)), 1000))
        self._scroll_to = int(state.get("scroll", 0))
        self.refresh()

    # showing

    def show_card(self, card: Card) -> None:
        """Show what was read."""
        self.card = card
        client, now = card.client, self.desk.now()
        self.name.setText(moments.apart(client.name))
        self.setAccessibleName(client.name)
        contact = client.contact
        who = ", ".join(part for part in (contact.name, contact.role) if part) if contact else ""
        self.who.setText(moments.apart(who) if who else self.tr("No contact yet"))
        for part, words in (
            (self.phone, contact.phone if contact else ""),
            (self.email, contact.email if contact else ""),
        ):
            part.setText(words)
            part.setVisible(bool(words))
            part.setMinimumHeight(self.who.sizeHint().height())
        self.edit.setAccessibleName(self.tr("Edit {name}").format(name=client.name))
        self._show_talks(card, now)
        self._say_acts(card)
        self._say_times(card, now)
        if self.body.isHidden():
            self.body.show()
            settle(self.body)

    def _show_talks(self, card: Card, now: datetime) -> None:
        who = phrases.first_name(card.client.contact.name if card.client.contact else card.client.name)
        talks = [self._talk(one, who, now) for one in card.talks]
        self.recent.show_talks(talks[:RECENT])
        self.older.show_talks(talks[RECENT:])
        self.older.setVisible(len(talks) > RECENT)
        left = card.total - len(talks)
        self.more.setVisible(left > 0)
        self.more.setText(self.tr("Show {n} older ones").format(n=min(left, MORE)))
        self.tail.setVisible(len(talks) > RECENT or left > 0)
        self.section.say(str(card.total) if card.total else "")

    def _talk(self, one: TimelineRow, first: str, now: datetime) -> Talk:
        detail, zone = one.detail, self.desk.zone
        named = detail.get("who")
        who = moments.apart(phrases.first_name(named) if named else first)
        line = phrases.talk(
            one.what, detail.get("direction", "out"), detail.get("outcome", "reached"), detail.get("temper", ""), who
        )
        opens = ""
        if detail.get("letter_id"):
            opens = self.tr("Open the letter")
        elif detail.get("incident_id"):
            opens = self.tr("Open the incident")
        day, hour = moments.day_of(one.at, zone, now), moments.clock(one.at, zone)
        return Talk(one.noun, one.id, day, hour, phrases.kind_icon(one.what), line, one.text, opens)

    def _say_acts(self, card: Card) -> None:
        """One primary button: tell the client what is not told yet, else log a call."""
        untold = card.untold
        self.tell.setVisible(untold is not None)
        self.log.kind = "plain" if untold else "primary"
        self.log.restyle()
        self.log.updateGeometry()
        if untold is not None:
            contact = card.client.contact
            first = phrases.first_name(contact.name if contact else card.client.name)
            self.tell.setText(self.tr("Tell {name}").format(name=moments.apart(first)))
            self.tell.setAccessibleName(self.tr("Tell {name}: {what}").format(name=first, what=untold.title))

    def _say_times(self, card: Card, now: datetime) -> None:
        """What moves with the minute."""
        client = card.client
        parts = [phrases.prefers(client.prefers), phrases.manner(client.technical, client.formal)]
        hour = self.tr("{clock} in {city}.").format(
            clock=moments.clock(now, client.zone), city=moments.city(client.zone)
        )
        self.how.setText(" ".join(part for part in (hour, *parts) if part))
        self.aside.show_card(card, now)

    def _tick(self) -> None:
        if self.card is not None and self.isVisible():
            self._say_times(self.card, self.desk.now())

    def _gone(self, trouble: Any) -> None:
        self.desk.trouble(trouble, self)
        self.desk.go("clients")

    # acts

    def _tell(self) -> None:
        if self.card is not None and self.card.untold is not None:
            self.desk.go("conversation", incident=self.card.untold.id, guide="data-loss")

    def _show_older(self) -> None:
        self._limit += MORE
        self.refresh()

    def _edit(self) -> None:
        from aboveboard.ui.clients import edit_sheet

        edit_sheet.open_sheet(self.desk, self.client_id)

    def _add_person(self) -> None:
        from aboveboard.ui.clients import contact_sheet

        contact_sheet.open_sheet(self.desk, self.client_id)

    def _add_project(self) -> None:
        from aboveboard.ui.clients import project_sheet

        project_sheet.open_sheet(self.desk, self.client_id)

    def _edit_talk(self, talk: Talk) -> None:
        from aboveboard.ui.logging import sheet

        sheet.open_sheet(self.desk, interaction=talk.id)

    def _bin_talk(self, talk: Talk) -> None:
        from aboveboard.ui import binning

        binning.put_away(
            self.desk, "interactions", talk.id, self.tr("The talk of {day} is in the bin.").format(day=talk.day)
        )

    def _open_talk(self, talk: Talk) -> None:
        row = next((one for one in (self.card.talks if self.card else []) if one.id == talk.id), None)
        if row is None:
            return
        letter, incident = row.detail.get("letter_id"), row.detail.get("incident_id")
        if letter:
            self.desk.go("letter", id=letter)
        elif incident:
            self.desk.go("incident", id=incident)


class _Beside(Beside):
    """Where the page is narrow, the open matters stand after the last few talks and before the older ones."""

    def __init__(self, page: ClientPage) -> None:
        self.page = page
        self._was: bool | None = None
        super().__init__(page.look, page.main, page.aside, wide=288)
        self._place()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self.folded == self._was:
            return
        self._was = self.folded
        tail = self.page.tail
        tail.setMaximumWidth(self.look.w(t.MEASURE))
        if self.folded and hasattr(self.page, "whole"):
            self.page.whole.insertWidget(self.page.whole.count() - 1, tail)
        else:
            box = self.page.main.layout()
            box.insertWidget(box.count() - 1, tail)
