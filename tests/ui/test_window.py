"""The window: pages by name, keys from anywhere, what others wrote, undo, places that are kept, a journal that cannot
open."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aboveboard.journal import backup, clients, interactions
from aboveboard.journal.database import Journal
from aboveboard.ui import pages
from aboveboard.ui.preferences.first_run import FirstRunPage
from aboveboard.ui.preferences.trouble_page import TroublePage
from aboveboard.ui.sidebar import Sidebar
from aboveboard.ui.state import WindowState
from aboveboard.ui.today.page import TodayPage
from aboveboard.ui.widgets import Action
from tests.conftest import HandClock
from tests.ui.accessible import nameless, too_small
from tests.ui.conftest import Window, at

Open = Callable[..., Window]


def active(window: Window) -> Any:
    """The shell, in front."""
    window.shell.activateWindow()
    window.qtbot.waitUntil(window.shell.isActiveWindow)
    return window.shell


@pytest.mark.parametrize("key", pages.PAGES)
def test_every_page_of_the_registry_is_there(qtbot: Any, key: str) -> None:
    assert pages.load(pages.PAGES[key]).key == key


@pytest.mark.parametrize("name", pages.SHEETS)
def test_every_sheet_of_the_registry_is_there(qtbot: Any, name: str) -> None:
    assert callable(pages.load(pages.SHEETS[name]))


def test_the_window_opens_on_today_and_knows_the_writer(window: Window) -> None:
    shell = window.shell
    assert isinstance(shell.current(), TodayPage)
    assert shell.desk.zone == "Europe/Lisbon" and shell.desk.profile["name"] == "Ines Duarte"
    assert shell.side.entries["clients"].count == "1" and shell.side.entries["promises"].count == "1"
    assert shell.windowTitle() == "Today · Aboveboard"


def test_the_backup_is_made_proven_and_said(window: Window) -> None:
    window.qtbot.waitUntil(lambda: "proven" in window.shell.side.backup.words())
    assert window.shell.side.backup.words() == "Backed up, proven 10:20"
    assert backup.newest_proven(window.session.path) is not None


def test_pages_go_by_key(window: Window) -> None:
    shell = active(window)
    for number, key in enumerate(pages.MAIN, 1):
        window.qtbot.keyClick(shell, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        assert shell.here[0] == key
        window.settle()
    window.qtbot.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.here[0] == "promises"
    window.settle()


def test_what_another_program_wrote_is_shown(window: Window, northwind: Any) -> None:
    northwind.journal.write(lambda s: clients.add(s, name="Kestrel Bikes"))
    window.qtbot.waitUntil(lambda: window.shell.side.entries["clients"].count == "2", timeout=8000)


def test_undo_says_what_it_took_back_keeps_the_words_and_redo_takes_them(window: Window, northwind: Any) -> None:
    shell = active(window)
    window.qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert shell.notices.said().startswith("Undone") and shell.notices.act.text() == "Redo"
    shell.desk.drafts.flush()
    window.settle()
    drafts: list[Any] = []
    shell.desk.drafts.all(drafts.extend)
    window.settle()
    assert [draft.key for draft in drafts] == [f"interaction-new-{northwind.client}"]
    assert drafts[0].content["note"].startswith("Ada asked why") and drafts[0].content["temper"] == "angry"
    count = "SELECT count(*) FROM interaction"
    assert northwind.journal.read(lambda s: s.connection().exec_driver_sql(count).scalar_one()) == 0
    shell.notices.act.click()
    window.settle()
    assert northwind.journal.read(lambda s: s.connection().exec_driver_sql(count).scalar_one()) == 1
    drafts.clear()
    shell.desk.drafts.all(drafts.extend)
    window.settle()
    assert drafts == [] and shell.notices.act.text() == "Undo"


def test_undo_with_nothing_to_undo_is_a_sentence(open_window: Open, journal: Journal) -> None:
    window = open_window(journal.path)
    window.shell.undo_now(True)
    window.settle()
    assert window.shell.notices.said() == "There is nothing to undo."


def test_keys_of_the_record_leave_a_text_field_alone(window: Window, northwind: Any) -> None:
    shell = active(window)
    page = window.go("preferences")
    page.form.phone.edit.setFocus()
    window.qtbot.keyClicks(page.form.phone.edit, "1")
    window.qtbot.keyClick(page.form.phone.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert page.form.phone.text() == "" and shell.notices.said() == ""
    assert northwind.journal.data_version() == 2


def test_the_profile_is_saved_and_wrong_fields_say_so(window: Window) -> None:
    page = window.go("preferences")
    page.form.email.setText("ines")
    window.shell.press_primary()
    window.settle()
    assert page.form.email.is_bad()
    page.form.email.setText("ines@example.org")
    page.form.work_from.setText("8")
    page.form.zone.setText("stockholm")
    window.shell.press_primary()
    window.settle()
    assert window.shell.desk.profile["zone"] == "Europe/Stockholm" and window.shell.desk.profile["work_from"] == "08:00"


def test_window_and_page_are_there_again(open_window: Open, northwind: Any) -> None:
    first = open_window(northwind.journal.path, size=(1000, 700))
    first.go("preferences")
    first.shell.close()
    first.session.end()
    second = open_window(northwind.journal.path)
    assert second.shell.here[0] == "preferences"
    assert second.shell.kept.geometry()[2:] == (1000, 700)


def test_a_page_that_is_no_more_gives_way_to_today(open_window: Open, northwind: Any, tmp_path: Path) -> None:
    state = WindowState(tmp_path / "config")
    state.put_journal(northwind.journal.path, {"page": "gone", "params": {"id": 5}})
    state.save()
    assert open_window(northwind.journal.path).shell.here[0] == "today"


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"geometry": "x", "journals": 5}'])
def test_an_unreadable_state_is_no_trouble(tmp_path: Path, broken: str) -> None:
    (tmp_path / "window.json").write_text(broken)
    state = WindowState(tmp_path)
    assert state.geometry() is None and state.journal(tmp_path) == {}
    state.put_journal(tmp_path, {"page": "today"})
    state.save()
    assert json.loads((tmp_path / "window.json").read_text())["journals"][str(tmp_path)] == {"page": "today"}


def test_the_first_run_asks_and_then_opens(open_window: Open, tmp_path: Path, clock: HandClock) -> None:
    path = tmp_path / "data" / "journal.aboveboard"
    window = open_window(path, named=False)
    page = window.shell.current()
    assert isinstance(page, FirstRunPage) and not path.exists() and nameless(page) == []
    window.shell.press_primary()
    assert page.form.name.is_bad() and not path.exists()
    page.form.name.setText("Dius Montenegro")
    page.form.zone.setText("Lisbon")
    window.shell.press_primary()
    window.settle()
    window.settle()
    assert isinstance(window.shell.current(), TodayPage)
    assert window.shell.desk.profile["name"] == "Dius Montenegro"
    empty = window.shell.current()._empty
    assert empty is not None and empty.hello.words() == "Good morning, Dius"
    assert nameless(window.shell.current()) == []


def test_a_named_journal_that_is_missing_is_said_and_not_made(open_window: Open, tmp_path: Path) -> None:
    path = tmp_path / "none.aboveboard"
    window = open_window(path)
    page = window.shell.current()
    assert isinstance(page, TroublePage) and not path.exists() and list(tmp_path.glob("none*")) == []
    assert page.sentence.words() and nameless(page) == []


@pytest.mark.parametrize("content", [b"", b"not a journal at all", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_none_is_left_as_it_is(open_window: Open, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.aboveboard"
    path.write_bytes(content)
    window = open_window(path)
    assert isinstance(window.shell.current(), TroublePage) and path.read_bytes() == content


def test_a_damaged_journal_offers_its_backup_and_restores_it(open_window: Open, northwind: Any) -> None:
    path = northwind.journal.path
    backup.make(northwind.journal)
    northwind.journal.close()
    for rest in ("-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)
    path.write_bytes(b"")
    window = open_window(path)
    page = window.shell.current()
    assert isinstance(page, TroublePage)
    buttons = [
        button for button in page.findChildren(Action) if button.accessibleName().startswith("Restore the backup")
    ]
    assert len(buttons) == 1
    buttons[0].click()
    window.settle()
    window.settle()
    window.qtbot.waitUntil(lambda: isinstance(window.shell.current(), TodayPage), timeout=8000)
    assert window.shell.desk.profile["name"] == "Ines Duarte"


def test_a_bug_is_said_with_a_report_and_the_window_goes_on(window: Window) -> None:
    def work(_: Any) -> Any:
        raise ValueError("private words")

    window.shell.jobs.read(work)
    window.settle()
    assert "our mistake" in window.shell.notices.said()
    window.shell.notices.act.click()
    assert "ValueError" in QApplication.clipboard().text() and "private" not in QApplication.clipboard().text()
    window.bugs.clear()


def test_a_notice_is_a_sentence_with_one_thing_to_do(window: Window) -> None:
    done: list[int] = []
    window.shell.notice("Undone: the call.", "Redo", lambda: done.append(1))
    notice = window.shell.notices
    assert notice.said() == notice.accessibleName() == "Undone: the call." and notice.act.accessibleName() == "Redo"
    notice.act.click()
    assert done == [1] and notice.said() == ""


@pytest.mark.parametrize("size", [(1280, 800), (900, 640), (760, 520)])
def test_today_at_any_size(open_window: Open, northwind: Any, size: tuple[int, int]) -> None:
    window = open_window(northwind.journal.path, size=size)
    assert nameless(window.shell) == [] and too_small(window.shell) == []
    page = window.shell.current()
    assert page.area.widget().width() <= page.area.viewport().width()


def test_a_promise_that_falls_due_is_said_in_the_window(window: Window, northwind: Any, clock: HandClock) -> None:
    clock.set(at(11, 24, 14, 50))
    window.shell.bus.ticked.emit()
    window.settle()
    assert "is due in 10 min" in window.shell.notices.said()
    window.shell.notices.hide()
    clock.set(at(11, 24, 14, 55))
    window.shell.bus.ticked.emit()
    window.settle()
    assert window.shell.notices.said() == ""
    clock.set(at(11, 24, 15, 0))
    window.shell.bus.ticked.emit()
    window.settle()
    assert window.shell.notices.said() == "Your promise to Northwind Bakery is due now: “call back today at 15:00”"


def test_a_draft_is_on_the_disk_within_a_second(window: Window) -> None:
    keeper = window.shell.desk.drafts
    with window.qtbot.waitSignal(keeper.saved, timeout=1000) as saved:
        keeper.keep("interaction-new", "interaction", {"note": "a"})
        keeper.keep("interaction-new", "interaction", {"note": "ab"})
    assert saved.args[0] == "interaction-new"
    files = list(Path(f"{window.session.path}.drafts").glob("*.json"))
    assert [json.loads(file.read_text())["content"] for file in files] == [{"note": "ab"}]


def test_closing_keeps_what_was_typed_last(open_window: Open, northwind: Any) -> None:
    window = open_window(northwind.journal.path)
    window.shell.desk.drafts.keep("interaction-new", "interaction", {"note": "last key"})
    window.shell.close()
    files = list(Path(f"{northwind.journal.path}.drafts").glob("*.json"))
    assert json.loads(files[0].read_text())["content"] == {"note": "last key"}


def test_counts_of_the_sidebar(qtbot: Any, look: Any) -> None:
    side = Sidebar(look)
    qtbot.addWidget(side)
    side.say({"late": 2, "clients": 1234, "open_incidents": 1, "open_promises": 9, "drafts": 1})
    counts = {key: entry.count for key, entry in side.entries.items()}
    assert counts == {
        "today": "2 late",
        "clients": "1234",
        "incidents": "1 open",
        "promises": "9",
        "letters": "1 draft",
    }
    assert side.entries["today"].urgent and side.entries["today"].accessibleName() == "Today, 2 late"


def test_an_edit_of_the_record_refreshes_the_page(window: Window, northwind: Any) -> None:
    window.shell.jobs.write(lambda s: interactions.bin(s, northwind.interaction))
    window.settle()
    window.settle()
    assert window.shell.current().day is not None


def test_the_focus_ring_is_for_the_keyboard_and_outlives_what_it_was_around(window: Window) -> None:
    shell = active(window)
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_Tab)
    shell.side.entries["clients"].setFocus(Qt.FocusReason.TabFocusReason)
    assert shell.ring.isVisible()
    for _ in range(3):
        shell.find()
        window.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        shell.dismiss_sheets()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        shell.side.entries["letters"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.mouseClick(shell.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(700, 300))
    window.qtbot.waitUntil(shell.ring.isHidden)


def test_letters_that_are_being_written_are_counted(window: Window) -> None:
    with window.qtbot.waitSignal(window.shell.desk.drafts.saved):
        window.shell.desk.drafts.keep("letter-incident-1", "letter", {"title": "x"})
    window.settle()
    window.settle()
    assert window.shell.side.entries["letters"].count == "1 draft"
