"""What was being written when the program ended: said once at the start, and on the page it belongs to; opened or
thrown away.

A draft is known by its key, which its form gave it ("interaction-new-3", "client-7"); the key says which form opens
it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from aboveboard.ui import moments
from aboveboard.ui import tokens as t
from aboveboard.ui.widgets import Action, Hairline, Sheet, column, holder, label, refill, row

if TYPE_CHECKING:
    from aboveboard.ui.desk import Desk

ON_PAGE = 150  # characters of a draft on the page it belongs to
_KEY = re.compile(r"(?P<form>[a-z]+(?:-[a-z]+)*?)(?:-(?P<number>\d+))?")


def tr(words: str, /, **values: object) -> str:
    text = QCoreApplication.translate("Unsaved", words)
    return text.format(**values) if values else text


def parts(key: str) -> tuple[str, int | None]:
    """A draft's key as the form's name and the number in it: "interaction-new-3" is ("interaction-new", 3)."""
    found = _KEY.fullmatch(key)
    if found is None:
        return key, None
    number = found["number"]
    return found["form"], int(number) if number else None


def what(draft: Any) -> str:
    """What a draft is of, in a few words."""
    form, _ = parts(draft.key)
    names = {
        "interaction-new": tr("A note of a talk"),
        "interaction": tr("Changes to a talk"),
        "client-new": tr("A new client"),
        "client": tr("Changes to a client"),
        "contact-new": tr("A new person"),
        "contact": tr("Changes to a person"),
        "project-new": tr("A new project"),
        "project": tr("Changes to a project"),
        "incident-new": tr("A new incident"),
        "incident": tr("Changes to an incident"),
        "finding-new": tr("A new fact"),
        "finding": tr("Changes to a fact"),
        "standing": tr("Another standing of a fact"),
        "told": tr("When a client was told"),
        "resolve": tr("When an incident was over"),
        "commitment-new": tr("A new promise"),
    }
    if draft.kind == "letter":
        return tr("A letter")
    return names.get(form, tr("What became of a promise"))


def words_of(draft: Any, most: int = 90) -> str:
    """The beginning of what was written, at most so many characters; its ellipsis never stands on a line alone."""
    for name in ("note", "words", "title", "name", "missing", "why", "evidence", "subject"):
        value = draft.content.get(name)
        if isinstance(value, str) and value.strip():
            line = " ".join(value.split())
            return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "\u00a0…"
    return ""


def open_draft(desk: Desk, draft: Any) -> None:
    """Open the form that a draft belongs to; the form puts the draft in by itself."""
    form, number = parts(draft.key)
    content = draft.content
    if draft.kind == "letter":
        desk.go("conversation", incident=content.get("incident"), guide=content.get("guide") or "data-loss")
        return
    act = _FORMS.get(form)
    if act is not None:
        act(desk, number, draft)
        return
    from aboveboard.ui.commitments import sheets

    becoming = getattr(sheets, form.removeprefix("commitment-"), None) if form.startswith("commitment-") else None
    if becoming is not None and number is not None:
        becoming(desk, number)


def _log(desk: Desk, number: int | None, draft: Any) -> None:
    from aboveboard.ui.logging.sheet import LogSheet

    desk.sheet(LogSheet(desk, draft.content.get("client_id") or number, key=draft.key))


def _talk(desk: Desk, number: int | None, _: Any) -> None:
    from aboveboard.ui.logging import sheet

    sheet.open_sheet(desk, interaction=number)


def _client(desk: Desk, number: int | None, _: Any) -> None:
    from aboveboard.ui.clients import edit_sheet

    edit_sheet.open_sheet(desk, number or 0)


def _contact(desk: Desk, number: int | None, draft: Any) -> None:
    from aboveboard.ui.clients import contact_sheet

    new = draft.key.startswith("contact-new")
    contact_sheet.open_sheet(desk, draft.content.get("client_id") or number or 0, None if new else number)


def _project(desk: Desk, number: int | None, draft: Any) -> None:
    from aboveboard.ui.clients import project_sheet

    new = draft.key.startswith("project-new")
    project_sheet.open_sheet(desk, draft.content.get("client_id") or number or 0, None if new else number)


def _new_incident(desk: Desk, number: int | None, draft: Any) -> None:
    from aboveboard.ui.incidents.new_sheet import IncidentForm

    desk.sheet(IncidentForm(desk, draft.content.get("client_id") or number, key=draft.key))


def _incident(desk: Desk, number: int | None, _: Any) -> None:
    from aboveboard.ui.incidents import new_sheet

    new_sheet.open_sheet(desk, incident=number)


def _of_incident(desk: Desk, number: int | None, draft: Any) -> None:
    from aboveboard.ui.incidents import sheets

    sheets.open_sheet(desk, draft.key, draft.content.get("incident_id") or number or 0)


def _new_promise(desk: Desk, number: int | None, draft: Any) -> None:
    from aboveboard.ui.commitments.new_sheet import NewPromiseForm

    desk.sheet(NewPromiseForm(desk, number))


_FORMS: dict[str, Callable[[Any, int | None, Any], None]] = {
    "interaction-new": _log,
    "interaction": _talk,
    "client-new": lambda desk, _number, _draft: desk.start("new-client"),
    "client": _client,
    "contact-new": _contact,
    "contact": _contact,
    "project-new": _project,
    "project": _project,
    "incident-new": _new_incident,
    "incident": _incident,
    "finding-new": _of_incident,
    "finding": _of_incident,
    "standing": _of_incident,
    "told": _of_incident,
    "resolve": _of_incident,
    "commitment-new": _new_promise,
}


class Unsaved(QWidget):
    """The drafts that belong to a page, one line each; hidden while there is none."""

    def __init__(self, desk: Desk, belongs: Callable[[Any], bool], *, below: int = t.S4) -> None:
        super().__init__()
        self.desk, self.belongs = desk, belongs
        self.drafts: list[Any] = []
        self._box = column()
        self.setLayout(column(self._box, below))
        self.setObjectName("unsaved")
        self.hide()
        if desk.drafts is not None:
            desk.drafts.saved.connect(self._changed)
            desk.drafts.gone.connect(self._changed)

    def _changed(self, *_: Any) -> None:
        page = self.parentWidget()
        if page is not None and page.isVisible():
            self.look()

    def look(self) -> None:
        """Read the drafts anew."""
        if self.desk.drafts is not None:
            self.desk.drafts.all(self.show_drafts, key=f"unsaved-{id(self)}")

    def show_drafts(self, drafts: list[Any]) -> None:
        """Show those that belong here."""
        mine = [one for one in drafts if self.belongs(one)]
        if mine != self.drafts:
            self.drafts = mine
            refill(self._box, *(self._line(one) for one in mine))
        self.setVisible(bool(mine))

    def _line(self, draft: Any) -> QWidget:
        look = self.desk.look
        kept = moments.mid_sentence(draft.saved, self.desk.zone, self.desk.now())
        said = label(
            look, tr("{what}, not saved since {when}", what=what(draft), when=kept), "small", "ink2", weight=500
        )
        go_on = Action(look, tr("Go on writing"), "quiet", name=tr("Go on writing: {what}", what=what(draft)))
        go_on.clicked.connect(lambda: open_draft(self.desk, draft))
        throw = Action(look, tr("Throw it away"), "quiet", name=tr("Throw away: {what}", what=what(draft)))
        throw.clicked.connect(lambda: self._throw(draft))
        words = label(look, words_of(draft, ON_PAGE), "words", "ink", wrap=True)
        words.setVisible(bool(words_of(draft)))
        return holder(column(row(said, None, go_on, throw, gap=14), words, 6, Hairline(look), 6))

    def _throw(self, draft: Any) -> None:
        if self.desk.drafts is not None:
            self.desk.drafts.discard(draft.key)
        self.show_drafts([one for one in self.drafts if one.key != draft.key])


class UnsavedSheet(Sheet):
    """Every draft there is, to go on with or to throw away."""

    def __init__(self, desk: Desk, drafts: list[Any]) -> None:
        super().__init__(desk.look, tr("Not saved yet"), 620)
        self.list = Unsaved(desk, lambda _: True, below=0)
        self.body(self.head(tr("Not saved yet")), 12, self.list)
        self.list.show_drafts(drafts)
        for button in self.list.findChildren(Action):
            button.clicked.connect(lambda _=False, button=button: self._leave(button))

    def _leave(self, button: Action) -> None:
        if button.text() == tr("Go on writing") or not self.list.drafts:
            self.finished.emit()


def offer(desk: Desk) -> None:
    """At the start: say which words were not saved, if any, and offer them. Letters stand on their own page."""

    def say(drafts: list[Any]) -> None:
        mine = [one for one in drafts if one.kind != "letter"]
        if len(mine) == 1:
            words = tr("{what} was not saved: “{words}”", what=what(mine[0]), words=words_of(mine[0]))
            if not words_of(mine[0]):
                words = tr("{what} was not saved.", what=what(mine[0]))
            about = [mine[0].key]
            desk.notice(words, tr("Go on writing"), lambda: open_draft(desk, mine[0]), stays=True, about=about)
        elif mine:
            desk.notice(
                tr("{n} forms were not saved.", n=len(mine)),
                tr("Look at them"),
                lambda: desk.sheet(UnsavedSheet(desk, mine)),
                stays=True,
                about=[one.key for one in mine],
            )

    if desk.drafts is not None:
        desk.drafts.all(say, key="unsaved-offer")
