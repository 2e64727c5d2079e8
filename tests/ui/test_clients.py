"""A client in the window: added by keyboard, read on one page, changed, put into the bin and taken back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from aboveboard.journal import clients, interactions
from tests.ui.conftest import Window


def _sheet(window: Window) -> Any:
    window.settle()
    return window.shell.veils[-1].sheet


def _type(sheet: Any, name: str, words: str) -> None:
    field = sheet.fields[name].field
    field.setFocus()
    QTest.keyClicks(field, words)


def test_a_new_client_with_a_contact_and_an_unprotected_project(window: Window, northwind: Any) -> None:
    window.shell.start("new-client")
    sheet = _sheet(window)
    for name, words in {
        "name": "Kestrel Bikes", "contact.name": "Marta Nowak", "contact.role": "owner",
        "contact.email": "marta@kestrel.example", "contact.phone": "+48 22 000", "project.name": "Shop",
        "guard.backup": "none", "guard.restore test": "never",
    }.items():  # fmt: skip
        _type(sheet, name, words)
    sheet.fields["zone"].setText("warsaw")
    sheet.choices["prefers"].set_value("call")
    QTest.keyClick(sheet.fields["name"].field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    window.settle()
    made = northwind.journal.read(lambda s: clients.find(s, "Kestrel Bikes"))
    assert (made.zone, made.prefers, made.technical) == ("Europe/Warsaw", "call", False)
    assert made.contact is not None and made.contact.email == "marta@kestrel.example"
    assert {guard.kind: guard.state for guard in made.projects[0].safeguards} == {
        "backup": "none",
        "restore test": "never",
    }
    page = window.shell.current()
    assert page.key == "client" and page.name.words() == "Kestrel Bikes"
    assert not window.shell.veils


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(window: Window, northwind: Any) -> None:
    window.shell.start("new-client")
    sheet = _sheet(window)
    sheet.submit()
    window.settle()
    assert "empty" in sheet.fields["name"].trouble.words()
    _type(sheet, "name", "Kestrel")
    _type(sheet, "contact.email", "marta at kestrel")
    sheet.submit()
    window.settle()
    assert "email" in sheet.fields["contact.email"].trouble.words()
    sheet.fields["contact.email"].setText("")
    sheet.fields["zone"].setText("Atlantis")
    sheet.submit()
    window.settle()
    assert "Atlantis" in sheet.fields["zone"].trouble.words()
    assert len(northwind.journal.read(clients.rows)) == 1


def test_a_draft_is_there_again_and_can_be_thrown_away(window: Window) -> None:
    window.shell.start("new-client")
    _type(_sheet(window), "name", "Half a na")
    QTest.keyClick(window.shell.veils[-1], Qt.Key.Key_Escape)
    window.settle()
    assert not window.shell.veils
    window.shell.start("new-client")
    sheet = _sheet(window)
    assert sheet.text("name") == "Half a na" and sheet.kept.isVisible()
    sheet.forget.click()
    window.shell.start("new-client")
    assert _sheet(window).text("name") == ""


def test_the_page_shows_what_one_reads_before_a_call(window: Window, northwind: Any) -> None:
    page = window.go("client", id=northwind.client)
    assert page.name.words() == "Northwind Bakery"
    assert page.who.words() == "Ada Lindqvist, owner"
    assert page.how.words().startswith("11:20 in Stockholm. Prefers calls.")
    (talk,) = page.recent.rows
    assert talk.talk.who == "Ada called and was angry."
    assert "last month's orders" in talk.talk.words
    (promise,) = page.aside.mine.items.values()
    assert promise.when.words() == "15:00, in 4 h 40 min"
    assert page.log.kind == "primary" and not page.tell.isVisible()


def test_editing_writes_what_was_changed_and_the_bin_can_be_undone(window: Window, northwind: Any) -> None:
    page = window.go("client", id=northwind.client)
    page.edit.click()
    sheet = _sheet(window)
    sheet.fields["name"].setText("Northwind & Sons")
    sheet.fields["contact.phone"].setText("+46 1")
    sheet.submit()
    window.settle()
    window.settle()
    row = northwind.journal.read(lambda s: clients.get(s, northwind.client))
    assert row.name == "Northwind & Sons" and row.contact.phone == "+46 1"
    assert page.name.words() == "Northwind & Sons"
    page._bin_talk(page.recent.rows[0].talk)
    window.settle()
    window.settle()
    assert page.recent.rows == []
    window.shell.notices.act.click()
    window.settle()
    window.settle()
    assert len(page.recent.rows) == 1


def test_older_talks_come_by_the_page_and_a_long_note_opens_whole(window: Window, northwind: Any) -> None:
    long = "word " * 2000
    for number in range(30):
        note = long if number == 29 else f"talk {number}"
        northwind.journal.write(lambda s, note=note: interactions.log(s, client_id=northwind.client, note=note))
    page = window.go("client", id=northwind.client)
    assert page.section.number.words() == "31"
    window.qtbot.waitUntil(lambda: len(page.recent.rows) + len(page.older.rows) == 20)
    rows = [*page.recent.rows, *page.older.rows]
    first = next(row for row in rows if row.talk.words.startswith("word"))
    assert len(first._words.words()) < 1600
    first._more.click()
    assert first._whole.toPlainText() == long and first._whole.isReadOnly()
    page.more.click()
    window.settle()
    window.qtbot.waitUntil(lambda: len(page.recent.rows) + len(page.older.rows) == 31)
    assert not page.more.isVisible()


def test_a_hebrew_name_is_set_apart_in_the_window_and_kept_to_the_letter(window: Window, northwind: Any) -> None:
    name = "דנה לוי (2)"
    made = northwind.journal.write(lambda s: clients.add(s, name=name, contact={"name": "Rami ברק Ltd."}))
    page = window.go("client", id=made.one("client"))
    assert page.name.words() == f"\u2068{name}\u2069"
    page.edit.click()
    assert _sheet(window).text("name") == name
    rows = window.go("clients").list.rows()
    assert [row.words for row in rows] == ["Northwind Bakery", f"\u2068{name}\u2069"]


def test_the_list_narrows_as_one_types(window: Window, northwind: Any) -> None:
    for name in ("Søren Café", "Kestrel", "Linden", "Harbour", "Ostra", "Fjord"):
        northwind.journal.write(lambda s, name=name: clients.add(s, name=name))
    page = window.go("clients")
    page.narrow.setText("cafe")
    assert [row.words for row in page.list.rows()] == ["Søren Café"]
    assert page.sentence.words() == "1 of 7"
    QTest.keyClick(page.narrow, Qt.Key.Key_Return)
    window.settle()
    assert window.shell.current().key == "client"


def test_where_it_is_narrow_the_open_matters_come_before_the_older_talks(window: Window, northwind: Any) -> None:
    for number in range(9):
        northwind.journal.write(lambda s, n=number: interactions.log(s, client_id=northwind.client, note=f"talk {n}"))
    page = window.go("client", id=northwind.client)
    window.shell.resize(900, 640)
    parts = (page.recent, page.aside, page.older)

    def in_order() -> bool:
        places = [part.mapTo(page.body, part.rect().topLeft()).y() for part in parts]
        return page.both.folded and places == sorted(places)

    window.qtbot.waitUntil(in_order)
    window.shell.resize(1280, 800)
    window.qtbot.waitUntil(lambda: not page.both.folded)
    assert page.main.isAncestorOf(page.older)
