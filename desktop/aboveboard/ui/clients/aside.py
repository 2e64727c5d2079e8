"""Beside a client's conversations: the open incidents, the promises both ways, the people, what protects the
projects."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from aboveboard.ui import moments
from aboveboard.ui.clients import phrases
from aboveboard.ui.clients.card import Card
from aboveboard.ui.commitments import rows as promise_rows
from aboveboard.ui.owed import Act, Item, Shelf
from aboveboard.ui.rowacts import ActRow, RowAct
from aboveboard.ui.widgets import Action, column, label, row

if TYPE_CHECKING:
    from aboveboard.journal.rows import CommitmentRow, IncidentRow, ProjectRow
    from aboveboard.ui.desk import Desk


class Aside(QWidget):
    """Shows a card's open matters; `show_card` again after each change and each minute."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look = desk, desk.look
        self.incidents = Shelf(self.look, self.tr("Open incident"), colour="late", top=0, below=8)
        self.mine = Shelf(self.look, self.tr("You promised"), top=0, empty=self.tr("Nothing is owed by you."), below=4)
        self.theirs = Shelf(self.look, self.tr("They promised"))
        self.people = Shelf(self.look, self.tr("People"))
        self.projects = column()
        self.add_project = Action(self.look, self.tr("Add a project"), "quiet")
        self.add_person = Action(self.look, self.tr("Add a person"), "quiet")
        self.notes_head = Shelf(self.look, self.tr("Notes"))
        self._projects: list[ProjectRow] = []
        self._project_widgets: list[QWidget] = []
        self.setLayout(
            column(
                self.incidents, self.mine, self.theirs, self.projects, self.people, self.notes_head, 4,
                row(self.add_person, 16, self.add_project, None, gap=0), None,
            )
        )  # fmt: skip

    def show_card(self, card: Card, now: datetime) -> None:
        """Show what is open now."""
        who = phrases.first_name(card.client.contact.name if card.client.contact else card.client.name)
        painted = moments.apart(who)
        self.incidents.head.say("", self.tr("Open incident") if len(card.incidents) < 2 else self.tr("Open incidents"))
        self.incidents.put([one.id for one in card.incidents], lambda key: self._incident(card, key))
        for incident in card.incidents:
            self._say_incident(self.incidents.items[incident.id], incident, painted, now)
        self.theirs.head.say("", self.tr("{name} promised").format(name=painted))
        for shelf, by in ((self.mine, "me"), (self.theirs, "them")):
            ours = [one for one in card.promises if one.by == by]
            shelf.put([one.id for one in ours], self._promise)
            for promise in ours:
                self._say_promise(shelf.items[promise.id], promise, now)
        self._people(card)
        self._show_projects(card)
        notes = card.client.notes.strip()
        self.notes_head.put(
            ["notes"] if notes else [], lambda _: label(self.look, "", "words", "ink", wrap=True), count=""
        )
        if notes:
            self.notes_head.items["notes"].setText(notes[:4000])

    # incidents and promises

    def _incident(self, card: Card, key: int) -> Item:
        def go() -> None:
            self.desk.go("incident", id=key)

        return Item(self.look, f"incident-{key}", [Act(self.tr("Open"), self.tr("Open the incident"), go)])

    def _say_incident(self, item: Item, incident: IncidentRow, who: str, now: datetime) -> None:
        zone = self.desk.zone
        if incident.told_at is None:
            known = moments.span((now - incident.noticed_at).total_seconds())
            line = self.tr("Known for {span}. {name} does not know.").format(span=known, name=who)
            item.show_words(incident.title, line, "late")
        else:
            told = moments.mid_sentence(incident.told_at, zone, now)
            item.show_words(incident.title, self.tr("{name} was told {when}.").format(name=who, when=told), "ink2")

    def _promise(self, key: int) -> Item:
        def act(word: str) -> Any:
            return lambda: self.desk.start(word, id=key)

        return Item(
            self.look,
            f"promise-{key}",
            [
                Act(self.tr("Kept"), self.tr("This promise was kept"), act("keep")),
                Act(self.tr("Move"), self.tr("Move this promise"), act("move")),
                Act(self.tr("Open"), self.tr("Open this promise"), lambda: self.desk.go("promises", id=key)),
            ],
        )

    def _say_promise(self, item: Item, promise: CommitmentRow, now: datetime) -> None:
        zone = self.desk.zone
        line = moments.due_line(promise.due, promise.zone, promise.precision, zone, now, late_hours=promise.late_hours)
        tone = "late" if promise.late_hours else "ink2" if promise_rows.is_today(promise, zone, now) else "ink3"
        if not promise.firm:
            line += self.tr(", best effort")
        if promise.state == "broken":
            line += self.tr(", broken")
        item.show_words(promise.words, line, tone, promise_rows.before(promise, zone, now))

    # people and protection

    def _people(self, card: Card) -> None:
        others = {one.id: one for one in card.client.contacts[1:]}

        def make(key: int) -> Item:
            name = self.tr("Edit {name}").format(name=others[key].name)
            from aboveboard.ui.clients import contact_sheet

            return Item(
                self.look,
                f"contact-{key}",
                [Act(self.tr("Edit"), name, lambda: contact_sheet.open_sheet(self.desk, card.client.id, contact=key))],
            )

        self.people.put(list(others), make)
        for key, contact in others.items():
            reach = ", ".join(part for part in (contact.role, contact.phone, contact.email) if part)
            self.people.items[key].show_words(moments.apart(contact.name), reach)

    def _show_projects(self, card: Card) -> None:
        projects = list(card.client.projects)
        if projects == self._projects and self._project_widgets:
            return
        self._projects = projects
        for old in self._project_widgets:
            self.projects.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._project_widgets = [self._project(card.client.id, one) for one in projects]
        for widget in self._project_widgets:
            self.projects.addWidget(widget)

    def _project(self, client_id: int, project: ProjectRow) -> QWidget:
        from aboveboard.ui.clients import project_sheet

        out = ActRow()
        out.setObjectName(f"project-{project.id}")
        edit = RowAct(
            self.look,
            self.tr("Edit"),
            self.tr("Edit project {name}").format(name=project.name),
            lambda: project_sheet.open_sheet(self.desk, client_id, project=project.id),
        )
        name = self.tr("{project}: protection").format(project=moments.apart(project.name))
        shelf = Shelf(self.look, name, top=4, under=2)  # the act beside the name is taller than a name alone
        shelf.head.itemAt(1).layout().addWidget(edit)
        guards = {guard.kind: guard.state for guard in project.safeguards}
        shelf.layout().addSpacing(8)
        out.setLayout(column(shelf))
        shelf.put(list(guards), lambda kind: self._guard(kind, guards[kind]), count="")
        shelf.setVisible(True)
        return out

    def _guard(self, kind: str, state: str) -> QWidget:
        out = QWidget()
        bad = phrases.lacking(state)
        name, value = phrases.safeguard(kind), phrases.safeguard_state(state)
        words = label(self.look, value, "body", "late" if bad else "ink2", weight=500 if bad else 400)
        out.setLayout(row(label(self.look, name, "body", "ink2"), None, words, margins=(0, 0, 0, 5)))
        out.setAccessibleName(f"{name}: {value}")
        return out
