"""All incidents: those whose client does not know first, then the open ones, then what is over. Nothing is cut."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from aboveboard.ui import moments
from aboveboard.ui import tokens as t
from aboveboard.ui.clients import phrases
from aboveboard.ui.page import Page
from aboveboard.ui.rowlist import OpenList
from aboveboard.ui.settling import fold_by
from aboveboard.ui.widgets import Action, PromiseRow, Section, column, heading, holder, label, row, scroll

if TYPE_CHECKING:
    from aboveboard.journal.rows import IncidentRow
    from aboveboard.ui.desk import Desk


class IncidentsPage(Page):
    key = "incidents"
    nav = "incidents"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Incidents")
        self.setAccessibleName(self.title)
        look = self.look
        self.rows: list[IncidentRow] = []
        self.sentence = label(look, "", "words", "ink2", wrap=True)
        new = Action(look, self.tr("New incident"), "plain", self.tr("Ctrl I"))
        new.clicked.connect(lambda: desk.start("new-incident"))
        name = label(look, self.title, "title")
        top = heading(column(name), new)
        fold_by(top, look, ("title", name))
        top = holder(column(top, 6, self.sentence, margins=(12, 0, 12, 0)))
        heads = (
            ("untold", self.tr("Not told"), "late"),
            ("open", self.tr("Open"), "ink2"),
            ("over", self.tr("Over"), "ink2"),
        )
        self.groups: dict[str, tuple[Section, Any, OpenList]] = {}
        parts: list[Any] = []
        for name, words, colour in heads:
            head = Section(look, words, "", colour, 16)
            rows = OpenList(look, words, self._open)
            group = holder(column(holder(_inset(head)), 2, rows))
            self.groups[name] = (head, group, rows)
            parts.append(group)
        page = holder(column(top, 12, *parts, None))
        page.setMaximumWidth(look.w(t.MEASURE) + 24)
        self.setLayout(column(scroll(holder(row((page, 100), "rest", margins=(40, 36, 36, 32))), "incidents")))
        desk.bus.ticked.connect(self._tick)

    def open(self, **_: Any) -> None:
        self.refresh()

    def refresh(self) -> None:
        self.desk.jobs.read(_read, self.show_rows, key="incidents-page")

    def concerned(self, changes: Any) -> bool:
        return bool(changes.nouns() & {"incident", "client", "project", "letter", "profile"})

    def show_rows(self, rows: list[IncidentRow]) -> None:
        """Show all incidents."""
        self.rows = rows
        now = self.desk.now()
        groups: dict[str, list[IncidentRow]] = {"untold": [], "open": [], "over": []}
        for one in rows:
            groups["untold" if one.told_at is None else "open" if one.resolved_at is None else "over"].append(one)
        groups["untold"].sort(key=lambda one: one.noticed_at)
        for name, (head, group, shown) in self.groups.items():
            shown.put([self._row(one, now) for one in groups[name]])
            head.say(str(len(groups[name])))
            group.setVisible(bool(groups[name]))
        self.sentence.setText(self._sentence(groups))

    def _sentence(self, groups: dict[str, list[IncidentRow]]) -> str:
        untold, still = len(groups["untold"]), len(groups["open"])
        if not self.rows:
            return self.tr("None is noted. When something has gone wrong for a client, begin here: Ctrl+I.")
        if untold == 1:
            first = self.tr("One client does not know yet.")
        elif untold:
            first = self.tr("{n} clients do not know yet.").format(n=phrases.number(untold))
        else:
            first = self.tr("Every client knows.")
        if still == 1:
            return first + " " + self.tr("One incident is still open.")
        return first + (" " + self.tr("{n} are still open.").format(n=phrases.number(still)) if still else "")

    def _row(self, one: IncidentRow, now: datetime) -> PromiseRow:
        zone = self.desk.zone
        noticed = moments.day_of(one.noticed_at, zone, now)
        where = " · ".join(moments.apart(part) for part in (one.client, one.project) if part)
        source = f"{where} · {phrases.incident_kind(one.kind)}, {phrases.severity(one.severity)}"
        if one.told_at is None:
            note = moments.span((now - one.noticed_at).total_seconds())
            source += " · " + self.tr("the client does not know")
            return PromiseRow(
                one.id, one.title, source, noticed, note, "late", sentence=f"{one.title}. {source}. {note}."
            )
        told = moments.mid_sentence(one.told_at, zone, now)
        source += " · " + self.tr("told {when}").format(when=told)
        note = moments.clock(one.noticed_at, zone)
        if one.resolved_at is not None:
            source += " · " + self.tr("over since {when}").format(when=moments.mid_sentence(one.resolved_at, zone, now))
        return PromiseRow(one.id, one.title, source, noticed, note, "open", sentence=f"{one.title}. {source}.")

    def _open(self, row_id: int) -> None:
        self.desk.go("incident", id=row_id)

    def _tick(self) -> None:
        if self.isVisible():
            self.show_rows(self.rows)


def _inset(head: Section) -> Section:
    head.setContentsMargins(12, 0, 12, 0)
    return head


def _read(session: Any) -> list[IncidentRow]:
    from aboveboard.journal import incidents

    return incidents.rows(session)
