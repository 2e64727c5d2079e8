"""An incident: how long it has been known and not said, what is known about it, what to do next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from aboveboard.ui import binning, moments, unsaved
from aboveboard.ui import tokens as t
from aboveboard.ui.clients import phrases
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.incidents import case as cases
from aboveboard.ui.incidents import dayline, sheets
from aboveboard.ui.incidents.aside import Aside
from aboveboard.ui.incidents.case import Case
from aboveboard.ui.incidents.facts import Acts, FactSheet
from aboveboard.ui.incidents.ruler import Ruler
from aboveboard.ui.page import Page
from aboveboard.ui.settling import fold_by, settle
from aboveboard.ui.unsaved import Unsaved
from aboveboard.ui.widgets import Action, Beside, Fold, column, heading, holder, label, row, scroll, section

if TYPE_CHECKING:
    from aboveboard.ui.desk import Desk

CLOCK_HOURS = timedelta(hours=72)
"""GDPR Art. 33(1): what the client has, counted from becoming aware, for a breach of personal data."""


class IncidentPage(Page):
    """`open(id=...)`."""

    key = "incident"
    nav = "incidents"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.incident_id = 0
        self.case: Case | None = None
        look = self.look
        self._head()
        self.clock = label(look, "", "clock")
        self.clock.setObjectName("disclosure-clock")
        self.clock_words = label(look, "", "words", "ink", wrap=True)
        self.clock_more = label(look, "", "small", "ink3", wrap=True)
        beside = holder(column(9, self.clock_words, 3, self.clock_more, row(self.told, None), None))
        clock = Fold(self.clock_holder(), beside, lambda: self.clock.sizeHint().width() + look.w(250), 24, 0)
        clock.layout().setStretch(0, 0)
        clock.layout().setStretch(1, 100)
        self.ruler = Ruler(look)
        self.unsaved = Unsaved(desk, self._belongs, below=0)
        self.section = section(look, self.tr("Fact sheet"), "", top=20)
        self.facts = FactSheet(look, Acts(self._stand, self._edit_fact, self._bin_fact))
        self.main = holder(column(clock, 14, self.ruler, 8, self.unsaved, self.section, 8, self.facts, None))
        self.aside = Aside(desk)
        both = Beside(look, self.main, self.aside, wide=288)
        self.body = holder(column(self.top, t.S4, both, None, margins=(52, 36, 48, 32)))
        self.area = scroll(self.body, "incident")
        self.setLayout(column(self.area))
        self.body.hide()
        desk.bus.ticked.connect(self._tick)

    def clock_holder(self) -> Any:
        """The big number, no wider than it is."""
        return holder(column(row(self.clock, None, gap=0), None))

    def _head(self) -> None:
        look = self.look
        self.name = label(look, "", "title", wrap=True)
        self.name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.about = label(look, "", "body", "ink2", wrap=True)
        self.hit = label(look, "", "words", "ink2", wrap=True)
        self.edit = Action(look, self.tr("Edit"), "quiet", name=self.tr("Edit the incident"))
        self.edit.clicked.connect(self._edit)
        self.over = Action(look, self.tr("It is over"), "quiet")
        self.over.clicked.connect(self._over)
        self.add = Action(look, self.tr("Add a fact"), "plain")
        self.add.clicked.connect(self._add_fact)
        self.tell = Action(look, "", "primary", name=self.tr("Tell the client"))
        self.tell.clicked.connect(lambda: self.desk.go("conversation", incident=self.incident_id, guide="data-loss"))
        self.client_link = Action(look, "", "quiet", name=self.tr("Open the client"))
        self.client_link.clicked.connect(self._client)
        self.told = Action(look, self.tr("They know already"), "quiet")
        self.told.clicked.connect(self._told)
        top = Qt.AlignmentFlag.AlignTop
        about = row((self.client_link, 0, top), column(4, self.about, None), gap=8)  # on the line of the link's words
        left = column(self.name, 2, about, self.hit)
        self.top = heading(left, self.over, self.edit, self.add, self.tell)
        fold_by(self.top, look, ("title", self.name), ("body", self.about))

    # the page protocol

    def open(self, id: int = 0, **_: Any) -> None:
        if id != self.incident_id:
            self.incident_id, self.case = id, None
            self.body.hide()
            self.area.verticalScrollBar().setValue(0)
        self.refresh()

    def refresh(self) -> None:
        incident, now, calendar = self.incident_id, self.desk.now(), self.desk.calendar()
        if not incident:
            return
        self.desk.jobs.read(
            lambda s: cases.read(s, incident, now, calendar), self.show_case, self._gone, key="incident-page"
        )
        if self.desk.drafts is not None:
            self.desk.drafts.all(self.aside.show_drafts, key="incident-drafts")
            self.unsaved.look()

    def _belongs(self, draft: Any) -> bool:
        """Is this a form about this incident? Its letters stand beside."""
        form, number = unsaved.parts(draft.key)
        ours = {"finding-new", "told", "resolve", "incident"}
        return (form in ours and number == self.incident_id) or draft.content.get("incident_id") == self.incident_id

    def new_of(self) -> dict[str, int]:
        return {"client": self.case.client.id, "incident": self.incident_id} if self.case else {}

    # showing

    def show_case(self, case: Case) -> None:
        """Show what was read."""
        self.case = case
        incident, now = case.incident, self.desk.now()
        first = moments.apart(phrases.first_name(case.person))
        self.title = incident.title
        self.desk.shell.name_window()
        self.setAccessibleName(incident.title)
        self.name.setText(moments.apart(incident.title))
        where = f"{moments.apart(incident.project)}. " if incident.project else ""
        severity = phrases.severity(incident.severity)
        what = self.tr("{kind}, severity {severity}.").format(
            kind=phrases.incident_kind(incident.kind), severity=severity
        )
        self.about.setText(f"{where}{what} {phrases.personal_data(incident.personal_data)}")
        self.hit.setText(incident.hit[:2000])
        self.hit.setVisible(bool(incident.hit.strip()))
        self.client_link.setText(moments.apart(incident.client))
        self.told.setText(
            self.tr("{name} knows already").format(name=first) if incident.told_at is None else self.tr("Correct when")
        )
        self.tell.setText(
            (self.tr("Tell {name}") if incident.told_at is None else self.tr("Write to {name}")).format(name=first)
        )
        self.tell.setVisible(incident.resolved_at is None or incident.told_at is None)
        self.over.setText(self.tr("It is over") if incident.resolved_at is None else self.tr("It is not over"))
        self.facts.show_facts(incident.findings, self.desk.zone, now)
        self.section.say(str(len(incident.findings)) if incident.findings else "")
        self._say_times(case, now)
        if self.body.isHidden():
            self.body.show()
            settle(self.body)

    def _say_times(self, case: Case, now: datetime) -> None:
        """What moves with the minute."""
        incident, zone = case.incident, self.desk.zone
        first = moments.apart(phrases.first_name(case.person))
        if incident.told_at is None:
            self._say_untold(case, first, now)
        else:
            self._say_told(case, first, now)
        line = dayline.points(incident.noticed_at, now, incident.told_at, case.promised(), case.client.zone)
        self.ruler.show_day(line, zone, now)
        self.aside.show_case(case, now)

    def _say_untold(self, case: Case, first: str, now: datetime) -> None:
        incident = case.incident
        known = now - incident.noticed_at
        self.clock.setText(moments.span(known.total_seconds()))
        promised = [due for due in case.promised() if due < now]
        self.clock.set_colour("late" if promised or known >= timedelta(hours=24) else "ink")
        self.clock_words.setText(self.tr("you have known, and {name} does not.").format(name=first))
        self.clock_more.setText(
            self.tr("{name}’s 72 hours begin when {name} hears it from you.").format(name=first)
            if incident.personal_data
            else self.tr("The one who knows owes the first word. Say what is known, and what is not.")
        )

    def _say_told(self, case: Case, first: str, now: datetime) -> None:
        incident, zone = case.incident, self.desk.zone
        assert incident.told_at is not None
        self.clock.setText(moments.span((incident.told_at - incident.noticed_at).total_seconds()))
        self.clock.set_colour("ink2")
        how = {
            "call": self.tr("by phone"),
            "meeting": self.tr("in a meeting"),
            "email": self.tr("by email"),
            "chat": self.tr("in the chat"),
        }.get(incident.told_how, "")
        when = moments.mid_sentence(incident.told_at, zone, now)
        said = " ".join(part for part in (how, when) if part)
        self.clock_words.setText(self.tr("until {name} was told, {how}.").format(name=first, how=said))
        more = []
        if incident.personal_data:
            end = incident.told_at + CLOCK_HOURS
            both = ", ".join(
                part
                for part in (moments.mid_sentence(end, zone, now), moments.there(end, zone, case.client.zone))
                if part
            )
            more.append(self.tr("{name}’s 72 hours end {when}.").format(name=first, when=both))
        if incident.resolved_at is not None:
            more.append(
                self.tr("Over since {when}.").format(when=moments.mid_sentence(incident.resolved_at, zone, now))
            )
        self.clock_more.setText(" ".join(more))

    def _tick(self) -> None:
        if self.case is not None and self.isVisible():
            self.refresh()

    def _gone(self, trouble: Any) -> None:
        self.desk.trouble(trouble, self)
        self.desk.go("incidents")

    # acts

    def _zones(self) -> Zones:
        return Zones(self.desk.zone, self.case.client.zone if self.case else "", self.desk.calendar())

    def _add_fact(self) -> None:
        self.desk.sheet(sheets.FactForm(self.desk, self.incident_id, self._zones()))

    def _edit_fact(self, fact: int) -> None:
        if self.case is not None:
            found = sheets.fact_of(self.case.incident, fact)
            self.desk.sheet(sheets.FactForm(self.desk, self.incident_id, self._zones(), found))

    def _stand(self, fact: int) -> None:
        if self.case is not None:
            self.desk.sheet(sheets.StandForm(self.desk, sheets.fact_of(self.case.incident, fact), self._zones()))

    def _bin_fact(self, fact: int) -> None:
        binning.put_away(self.desk, "incidents", fact, self.tr("The fact is in the bin."), "bin_finding")

    def _edit(self) -> None:
        from aboveboard.ui.incidents import new_sheet

        new_sheet.open_sheet(self.desk, incident=self.incident_id)

    def _client(self) -> None:
        if self.case is not None:
            self.desk.go("client", id=self.case.client.id)

    def _told(self) -> None:
        if self.case is not None:
            self.desk.sheet(sheets.ToldForm(self.desk, self.case.incident, self._zones(), self.case.person))

    def _over(self) -> None:
        if self.case is None:
            return
        if self.case.incident.resolved_at is None:
            self.desk.sheet(sheets.ResolveForm(self.desk, self.case.incident, self._zones()))
            return
        words = self.tr("The incident is open again.")
        binning.put_away(self.desk, "incidents", self.incident_id, words, "reopen")
