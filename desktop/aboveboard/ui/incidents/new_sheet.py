"""A new incident: what was hit, how bad, and since when it is known. Also changes the one there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aboveboard.errors import Invalid
from aboveboard.guides.when import end_of_day
from aboveboard.ui import binning, moments
from aboveboard.ui.clients import phrases
from aboveboard.ui.clients.fields import beside
from aboveboard.ui.conversation import times
from aboveboard.ui.conversation.times import Zones
from aboveboard.ui.form import FormSheet
from aboveboard.ui.incidents.sheets import past_moment
from aboveboard.ui.logging import people
from aboveboard.ui.logging.people import Party
from aboveboard.ui.whenfield import WhenField
from aboveboard.ui.widgets import Action, Choices, LineField, PickField, TextField, pair

if TYPE_CHECKING:
    from aboveboard.journal.rows import IncidentRow
    from aboveboard.ui.desk import Desk

KINDS = ("data-loss", "breach", "outage", "wrong-results", "other")
SEVERITIES = ("low", "medium", "high", "critical")


class IncidentForm(FormSheet):
    """`client`: whom it hit, where that is known; `edit`: the incident to be corrected."""

    def __init__(self, desk: Desk, client: int | None = None, edit: IncidentRow | None = None, key: str = "") -> None:
        title = desk.shell.tr("Edit incident") if edit else desk.shell.tr("New incident")
        key = key or (f"incident-{edit.id}" if edit else f"incident-new-{client or ''}".rstrip("-"))
        super().__init__(desk, title, key=key, kind="incident", wide=640)
        self.client_id, self.edited = (edit.client_id if edit else client), edit
        self.parties: list[Party] = []
        self.projects: dict[int, list[tuple[int, str]]] = {}
        self.project_choices: Choices | None = None
        self.chosen_project: int | None = edit.project_id if edit else None
        self._wished_project: int | None = None
        self._fields()
        self._lay_out(title)
        if edit is not None:
            self._show(edit)
        self.client.setVisible(self.client_id is None)
        self.first = self.what.field if self.client_id else self.client.field
        self.begin()
        desk.jobs.read(_read, self._know, key="incident-people")

    def _fields(self) -> None:
        look, zones, now = self.look, self._zones(), self.desk.now
        self.client = self.keep("client", PickField(look, self.tr("Client"), []))
        self.client.picked.connect(lambda _: self._take_client(first=True))
        self.client.edit.returnPressed.connect(lambda: self._take_client(first=True))
        self.client.edit.editingFinished.connect(lambda: self._take_client(first=False))
        self.what = self.keep(
            "title", LineField(look, self.tr("What happened"), placeholder=self.tr("Four weeks of orders deleted"))
        )
        self.keep("hit", TextField(look, self.tr("What was hit"), lines=(2, 6), style="words"))
        words = [phrases.incident_kind(kind) for kind in KINDS]
        self.keep("kind", Choices(look, words, 0, self.tr("Kind"), values=list(KINDS)))
        words = [phrases.severity(one).capitalize() for one in SEVERITIES]
        self.keep("severity", Choices(look, words, 2, self.tr("Severity"), values=list(SEVERITIES)))
        words = [self.tr("Yes"), self.tr("No"), self.tr("Not yet known")]
        self.keep("personal_data", Choices(look, words, 2, self.tr("Personal data"), values=[True, False, None]))
        hint = self.tr("Left empty: now.")
        self.keep("noticed_at", WhenField(look, self.tr("Noticed"), zones, now, hint=hint, past=True))
        known = self.tr("If it is known.")
        self.keep("occurred_from", WhenField(look, self.tr("It began"), zones, now, hint=known, past=True))
        self.keep("occurred_to", WhenField(look, self.tr("It ended"), zones, now, hint=known, past=True))

    def _lay_out(self, title: str) -> None:
        look, c, f = self.look, self.choices, self.fields
        self.project_row = pair(look, self.tr("Project"), width=96)
        end: list[Any] = []
        if self.edited is not None:
            bin_it = Action(look, self.tr("Put into the bin"), "quiet", name=self.tr("Put the incident into the bin"))
            bin_it.clicked.connect(self._bin)
            end = [10, bin_it]
        self.body(
            self.head(title), 10, self.client, self.what, 6,
            pair(look, self.tr("Kind"), c["kind"], width=96),
            pair(look, self.tr("Severity"), c["severity"], width=96),
            self.project_row,
            pair(look, self.tr("Personal data"), c["personal_data"], width=96), 8,
            f["noticed_at"], 8, f["hit"], 8, beside(f["occurred_from"], f["occurred_to"]), 16,
            *self.foot(self.tr("Save the incident") if self.edited else self.tr("Open the incident")), *end,
        )  # fmt: skip
        self.project_row.hide()

    def _show(self, edit: IncidentRow) -> None:
        zone = self.desk.zone
        self.fill({name: getattr(edit, name) for name in ("title", "hit", "kind", "severity", "personal_data")})
        for name in ("noticed_at", "occurred_from", "occurred_to"):
            moment = getattr(edit, name)
            if moment is not None:
                self.fields[name].setText(times.typed(moment, zone))  # type: ignore[attr-defined]

    # whom it hit

    def _know(self, answer: tuple[list[Party], dict[int, list[tuple[int, str]]]]) -> None:
        self.parties, self.projects = answer
        self.client.set_options([one.shown for one in self.parties])
        if self.client_id is None and self.client.text():
            self._take_client(first=False)
        self._say_party()

    def party(self) -> Party | None:
        """The client that is meant, once they are known."""
        return next((one for one in self.parties if one.id == self.client_id), None)

    def _take_client(self, *, first: bool) -> None:
        typed = self.client.text().casefold()
        exact = [one for one in self.parties if one.shown.casefold() == typed]
        fits = exact or [one for one in self.parties if first and typed and typed in one.shown.casefold()]
        before = self.client_id
        self.client_id = fits[0].id if fits else None
        if fits and first:
            self.client.setText(fits[0].shown)
            self.what.field.setFocus()
        if self.client_id != before:
            self.chosen_project = None
            self._say_party()

    def _say_party(self) -> None:
        party = self.party()
        self.more.setText(moments.apart(party.name) if party else "")
        zones = self._zones()
        for name in ("noticed_at", "occurred_from", "occurred_to"):
            self.fields[name].set_zones(zones)  # type: ignore[attr-defined]
        holder = self.project_row.layout().itemAt(1).widget().layout()
        if self.project_choices is not None:
            holder.removeWidget(self.project_choices)
            self.project_choices.hide()
            self.project_choices.deleteLater()
            self.project_choices = None
        mine = self.projects.get(self.client_id or 0, [])
        if mine:
            ids: list[int | None] = [one for one, _ in mine]
            if self.chosen_project not in ids and not self.edited:
                self.chosen_project = ids[0] if len(ids) == 1 else None
            names = [moments.apart(name) for _, name in mine] + [self.tr("None of these")]
            values = [*ids, None]
            self.project_choices = Choices(
                self.look, names, values.index(self.chosen_project), self.tr("Project"), values=values
            )
            self.project_choices.changed.connect(self._other_project)
            holder.addWidget(self.project_choices)
            self.project_choices.show()
        self.project_row.setVisible(bool(mine))

    def _other_project(self, _: int) -> None:
        self.chosen_project = self._wished_project = self.project_choices.value() if self.project_choices else None
        self.touched()

    def _zones(self) -> Zones:
        party = self.party()
        return Zones(self.desk.zone, party.zone if party else "", self.desk.calendar())

    # the form

    def content(self) -> dict[str, Any]:
        return {**super().content(), "client_id": self.client_id, "project_id": self._wished_project}

    def fill(self, content: dict[str, Any]) -> None:
        super().fill(content)
        self.client_id = content.get("client_id") or self.client_id
        if content.get("project_id"):
            self.chosen_project = self._wished_project = content["project_id"]
        if self.parties:
            self._say_party()

    def work(self) -> Callable[[Any], Any]:
        if self.client_id is None:
            raise Invalid(people.nearest(self.parties, self.client.text()), "client")
        values: dict[str, Any] = {
            "title": self.text("title"),
            "hit": self.text("hit"),
            "kind": self.choices["kind"].value(),
            "severity": self.choices["severity"].value(),
            "personal_data": self.choices["personal_data"].value(),
            "project_id": self.chosen_project,
        }
        for name in ("noticed_at", "occurred_from", "occurred_to"):
            values[name] = past_moment(self.fields[name], name)  # type: ignore[arg-type]
        values["occurred_to"] = self._to_the_end(values["occurred_to"])
        client, edited = self.client_id, self.edited

        def write(session: Any) -> Any:
            from aboveboard.journal import incidents

            if edited is None:
                return incidents.open(session, client_id=client, **values)
            return incidents.edit(
                session, edited.id, **{**values, "noticed_at": values["noticed_at"] or edited.noticed_at}
            )

        return write

    def _to_the_end(self, moment: datetime | None) -> datetime | None:
        """A day alone in which it ended is meant to its last second, but not beyond now."""
        reading = self.fields["occurred_to"].reading()  # type: ignore[attr-defined]
        if moment is None or reading.precision != "day":
            return moment
        return min(end_of_day(moment, self.desk.zone), self.desk.now())

    def saved(self, changes: Any) -> None:
        if not changes.act:
            return
        if self.edited is None:
            self.desk.go("incident", id=changes.one("incident"))
            binning.say_done(self.desk, self.tr("The incident is open. Its clock runs until they are told."))
        else:
            binning.say_done(self.desk, self.tr("The incident was changed."))

    def _bin(self) -> None:
        assert self.edited is not None
        self.throw_away()
        self.desk.go("client", id=self.edited.client_id)
        words = self.tr("“{title}” is in the bin.").format(title=self.edited.title)
        binning.put_away(self.desk, "incidents", self.edited.id, words)


def _read(session: Any) -> tuple[list[Party], dict[int, list[tuple[int, str]]]]:
    parties, _ = people.read(session)
    projects: dict[int, list[tuple[int, str]]] = {}
    found = session.connection().exec_driver_sql(
        "SELECT client_id, id, name FROM project WHERE binned_at IS NULL ORDER BY id"
    )
    for row in found:
        projects.setdefault(row[0], []).append((row[1], row[2]))
    return parties, projects


def open_sheet(desk: Desk, client: int | None = None, incident: int | None = None) -> IncidentForm | None:
    """Show the sheet; with `incident` to correct that one, once it is read."""
    if incident is None:
        sheet = IncidentForm(desk, client)
        desk.sheet(sheet)
        return sheet

    def read(session: Any) -> Any:
        from aboveboard.journal import incidents

        return incidents.get(session, incident)

    desk.jobs.read(read, lambda row: desk.sheet(IncidentForm(desk, edit=row)), key="edit-incident")
    return None
