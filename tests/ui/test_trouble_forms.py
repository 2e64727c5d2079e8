"""Bad input in every form of the window: a sentence at the field where there is one, the words still there, nothing
written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QMimeData

from aboveboard.errors import JournalError
from aboveboard.journal import incidents
from aboveboard.ui.clients import contact_sheet, edit_sheet
from aboveboard.ui.commitments import sheets
from aboveboard.ui.incidents import sheets as incident_sheets
from tests.conftest import NOW
from tests.ui.conftest import Window

BREAK = "Orders\u2028Bcc: eve@x.example"


def _top(window: Window) -> Any:
    window.settle()
    return window.shell.veils[-1].sheet


def _incident(northwind: Any) -> int:
    made = northwind.journal.write(
        lambda s: incidents.open(s, client_id=northwind.client, title="Orders gone", noticed_at=NOW)
    )
    return int(made.one("incident"))


def _new_client(window: Window, _: Any) -> Any:
    window.shell.start("new-client")


def _edit_client(window: Window, northwind: Any) -> None:
    edit_sheet.open_sheet(window.shell.desk, northwind.client)


def _contact(window: Window, northwind: Any) -> None:
    contact_sheet.open_sheet(window.shell.desk, northwind.client, northwind.contact)


def _new_promise(window: Window, northwind: Any) -> None:
    window.shell.start("new-promise", client=northwind.client)


def _new_incident(window: Window, northwind: Any) -> None:
    window.shell.start("new-incident", client=northwind.client)


def _move(window: Window, northwind: Any) -> None:
    sheets.move(window.shell.desk, northwind.commitment)


def _keep(window: Window, northwind: Any) -> None:
    sheets.keep(window.shell.desk, northwind.commitment)


def _resolve(window: Window, northwind: Any) -> None:
    incident_sheets.open_sheet(window.shell.desk, "resolve-1", _incident(northwind))


def _told(window: Window, northwind: Any) -> None:
    incident_sheets.open_sheet(window.shell.desk, "told-1", _incident(northwind))


def _fact(window: Window, northwind: Any) -> None:
    incident_sheets.open_sheet(window.shell.desk, "finding-new-1", _incident(northwind))


Opens = Callable[[Window, Any], Any]

BAD: list[tuple[Opens, dict[str, str], str, str]] = [
    (_new_client, {"name": "  "}, "name", "empty"),
    (_new_client, {"name": BREAK}, "name", "line break"),
    (_new_client, {"name": "n" * 501}, "name", "500"),
    (_new_client, {"name": "A", "contact.email": "ada"}, "contact.email", "@"),
    (_new_client, {"name": "A", "contact.email": "ada@x.example, eve@x.example"}, "contact.email", "@"),
    (_edit_client, {"name": ""}, "name", "empty"),
    (_edit_client, {"zone": "Atlantis"}, "zone", "Atlantis"),
    (_contact, {"email": "ada"}, "email", "@"),
    (_new_promise, {"words": ""}, "words", "no words"),
    (_new_promise, {"words": "call", "due": "20 October 2026, 10:00"}, "due", "before it was promised"),
    (_new_promise, {"words": "call", "due": "when the cows come home"}, "due", "not understood"),
    (_move, {"due": "20 October 2026, 10:00", "why": "ill"}, "due", "before it was promised"),
    (_move, {"due": "27 November 2026, 10:00", "why": " "}, "why", "Say why"),
    (_new_incident, {"title": ""}, "title", "empty"),
    (_new_incident, {"title": BREAK}, "title", "line break"),
    (_new_incident, {"title": "T", "noticed_at": "tomorrow 10:00"}, "noticed_at", ""),
    (
        _new_incident,
        {"title": "T", "occurred_from": "23 November 2026, 10:00", "occurred_to": "22 November 2026, 10:00"},
        "occurred_to",
        "before",
    ),
    (_resolve, {"at": "1 October 2026, 10:00"}, "at", "before"),
    (_told, {"at": "1 October 2026, 10:00"}, "at", "before"),
    (_fact, {"words": ""}, "words", "no words"),
]


@pytest.mark.parametrize(("opens", "typed", "field", "says"), BAD, ids=[f"{o.__name__}-{f}-{s}" for o, _, f, s in BAD])
def test_at_its_field_with_the_words_still_there(
    window: Window, northwind: Any, opens: Opens, typed: dict[str, str], field: str, says: str
) -> None:
    window.go("client", id=northwind.client)
    opens(window, northwind)
    sheet = _top(window)
    head = northwind.journal.head()
    for name, words in typed.items():
        sheet.fields[name].field.setText(words)
    if "told" in sheet.choices and "at" in typed:
        sheet.choices["told"].set_value("at")
    before = sheet.content()
    sheet.submit()
    window.settle()
    said = sheet.fields[field].trouble.words()
    assert said and says in said, {name: one.trouble.words() for name, one in sheet.fields.items()}
    assert len(said.split()) > 4
    assert northwind.journal.head() == head
    assert window.shell.veils[-1].sheet is sheet
    assert sheet.content() == before


def test_a_book_pasted_into_a_note_is_refused_at_once_and_the_note_stays(window: Window, northwind: Any) -> None:
    window.shell.start("log", client=northwind.client)
    sheet = _top(window)
    sheet.note.setText("half a thought")
    data = QMimeData()
    data.setText("Words of a book. " * 640_000)
    sheet.note.field.insertFromMimeData(data)
    said = sheet.note.trouble.words()
    assert "10,880,000 characters" in said and "file" in said
    assert sheet.note.text() == "half a thought"
    sheet.submit()
    window.settle()
    assert not window.shell.veils


@pytest.mark.parametrize("name", ["Bäckerei 🥐 Ötzi", "מאפיית הצפון (2)", "مخبز \u202eالشمال", "日本橋パン"])
def test_names_of_any_script_are_kept_to_the_letter(window: Window, northwind: Any, name: str) -> None:
    from aboveboard.journal import clients

    window.shell.start("new-client")
    sheet = _top(window)
    sheet.fields["name"].setText(name)
    sheet.submit()
    window.settle()
    window.settle()
    assert name in [row.name for row in northwind.journal.read(clients.rows)]
    assert window.shell.current().key == "client"


@pytest.mark.parametrize("opens", [_new_client, _new_incident, _new_promise, _contact, _move, _fact])
def test_a_save_that_fails_leaves_the_form_as_it_was(
    window: Window, northwind: Any, opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens(window, northwind)
    sheet = _top(window)
    for name in ("name", "title", "words", "why"):
        if name in sheet.fields:
            sheet.fields[name].field.setText("kept words")
    if "due" in sheet.fields:
        sheet.fields["due"].field.setText("27 November 2026, 10:00")
    before = sheet.content()

    def full(_: Any) -> Any:
        raise JournalError("There is no room left for the journal. Make some room and save again.")

    monkeypatch.setattr(window.shell.jobs.journal, "write", full)
    sheet.submit()
    window.settle()
    assert "no room left" in sheet.trouble.words() and sheet.trouble.isVisible()
    assert sheet.content() == before
    monkeypatch.undo()
    sheet.submit()
    window.settle()
    assert sheet not in [veil.sheet for veil in window.shell.veils]


def test_a_clock_that_went_back_breaks_nothing(window: Window, northwind: Any, clock: Any) -> None:
    clock.set(NOW - timedelta(days=3))
    window.shell.start("log", client=northwind.client)
    sheet = _top(window)
    sheet.note.setText("logged by a clock that is wrong")
    sheet.submit()
    window.settle()
    assert not window.shell.veils
    assert northwind.journal.verify().ok
    window.session.undo(True)
    window.settle()
    assert window.shell.notices.said().startswith("Undone: Northwind Bakery's call")
