"""Log a call by keyboard alone, with the promise found while one types."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aboveboard.journal import clients, commitments, interactions
from aboveboard.ui import unsaved
from tests.ui.conftest import Window

NOTE = "Ada asked why last month's orders are missing. Promised to find out and call back today at 17:00."


def _open(window: Window, **params: Any) -> Any:
    window.shell.start("log", **params)
    window.settle()
    return window.shell.veils[-1].sheet


def _write(window: Window, sheet: Any, words: str) -> None:
    sheet.note.edit.setFocus()
    sheet.note.edit.insertPlainText(words)
    window.qtbot.waitUntil(lambda: sheet.finder.fresh)


def _talks(northwind: Any) -> list[Any]:
    return northwind.journal.read(lambda s: interactions.rows(s, northwind.client))


def test_a_call_and_its_promise_with_at_most_twelve_keys(window: Window, northwind: Any) -> None:
    northwind.journal.write(lambda s: clients.add(s, name="Kestrel Bikes"))
    pressed = 0

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal pressed
        pressed += 1
        QTest.keyClick(QApplication.focusWidget() or window.shell, key, modifier)
        window.settle()

    window.shell.activateWindow()
    window.qtbot.waitUntil(window.shell.isActiveWindow)
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    sheet = window.shell.veils[-1].sheet
    QTest.keyClicks(QApplication.focusWidget(), "northw")
    press(Qt.Key.Key_Return)
    assert sheet.client_id == northwind.client and QApplication.focusWidget() is sheet.note.edit
    QTest.keyClicks(sheet.note.edit, NOTE)
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)  # how Ada was
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)  # when
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)  # reached
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)  # who called
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.qtbot.waitUntil(lambda: not window.shell.veils)
    assert pressed <= 12
    talk = next(one for one in _talks(northwind) if "17:00" in one.note)
    assert (talk.temper, talk.direction, talk.outcome, talk.contact) == ("angry", "in", "reached", "Ada Lindqvist")
    (promise,) = [p for p in northwind.journal.read(commitments.rows) if p.interaction_id == talk.id]
    assert promise.due == datetime(2026, 11, 24, 17, tzinfo=UTC) and promise.by == "me"
    assert promise.quote in NOTE


def test_the_promise_is_shown_in_full_in_both_zones(window: Window, northwind: Any) -> None:
    sheet = _open(window, client=northwind.client)
    _write(window, sheet, NOTE)
    (chip,) = sheet.chips.chips
    assert chip.mark.isChecked()
    assert chip.when.text() == "Tuesday 24 November 2026, 17:00" and chip.there.text() == "18:00 in Stockholm"
    assert sheet.save.text() == "Save call and promise"
    (mark,) = sheet.note.edit.extraSelections()
    assert mark.cursor.selectedText() in NOTE
    chip.mark.click()
    assert sheet.save.text() == "Save call" and sheet.note.edit.extraSelections() == []
    _write(window, sheet, " She was calmer after that.")
    assert not sheet.chips.chips[0].mark.isChecked(), "typing on must not tick it again"
    sheet.submit()
    window.settle()
    assert len(northwind.journal.read(commitments.rows)) == 1  # the one that was there


def test_an_ambiguous_date_is_asked_and_never_taken_silently(window: Window, northwind: Any) -> None:
    sheet = _open(window, client=northwind.client)
    _write(window, sheet, "I will send the offer by 03/05/2027.")
    (chip,) = sheet.chips.chips
    assert chip.when.text() == "Which is meant?" and len(chip.asked.buttons) == 2
    sheet.submit()
    window.settle()
    assert window.shell.veils and len(_talks(northwind)) == 1
    assert chip.note.colour == "late"
    chip.asked.choose(1)
    chosen = chip.asked.value()
    sheet.submit()
    window.settle()
    made = [p for p in northwind.journal.read(commitments.rows) if "offer" in p.words]
    assert [p.due.date() for p in made] == [chosen.date()]


def test_change_gives_another_date_in_words(window: Window, northwind: Any) -> None:
    sheet = _open(window, client=northwind.client)
    _write(window, sheet, NOTE)
    chip = sheet.chips.chips[0]
    chip.change.click()
    QTest.keyClicks(chip.entry.field, "tomorrow at 9:30")
    assert sheet.chips.chips[0].when.text() == "Wednesday 25 November 2026, 09:30"
    sheet.submit()
    window.settle()
    assert datetime(2026, 11, 25, 9, 30, tzinfo=UTC) in [p.due for p in northwind.journal.read(commitments.rows)]


def test_relative_dates_count_from_the_call_and_not_from_now(window: Window, northwind: Any) -> None:
    sheet = _open(window, client=northwind.client)
    sheet.choices["when"].set_value("other")
    sheet.at.setText("yesterday 16:30")
    _write(window, sheet, "I will call back tomorrow at 10:00.")
    window.qtbot.waitUntil(lambda: bool(sheet.chips.chips))
    assert sheet.chips.chips[0].when.text() == "Tuesday 24 November 2026, 10:00"


def test_a_call_in_the_future_is_refused_at_its_field(window: Window, northwind: Any) -> None:
    sheet = _open(window, client=northwind.client)
    _write(window, sheet, "x")
    sheet.choices["when"].set_value("other")
    sheet.at.setText("25 November 2099, 10:00")
    sheet.submit()
    window.settle()
    assert sheet.at.is_bad() and len(_talks(northwind)) == 1


def test_an_unknown_client_is_said_with_the_nearest(window: Window) -> None:
    sheet = _open(window)
    sheet.client.setText("Nortwind Bakry")
    _write(window, sheet, "x")
    sheet.submit()
    window.settle()
    assert "Northwind Bakery" in sheet.client.trouble.words()


def test_one_line_of_50_kb_answers_at_once_and_is_saved_whole(window: Window, northwind: Any) -> None:
    line = "pump level stone valve " * 2170 + "quittenbaum. I will send the log by Friday 17:00."
    sheet = _open(window, client=northwind.client)
    sheet.note.edit.insertPlainText(line)
    QApplication.processEvents()
    window.qtbot.waitUntil(lambda: sheet.finder.fresh, timeout=10_000)
    window.qtbot.waitUntil(lambda: bool(sheet.chips.chips))
    assert sheet.chips.chips[0].when.text() == "Friday 27 November 2026, 17:00"
    sheet.submit()
    window.settle()
    assert max(_talks(northwind), key=lambda one: one.id).note == line


def test_ten_megabytes_are_refused_with_a_sentence_and_nothing_is_lost(window: Window, northwind: Any) -> None:
    from PySide6.QtCore import QMimeData

    sheet = _open(window, client=northwind.client)
    _write(window, sheet, "what I wrote")
    data = QMimeData()
    data.setText("x" * 10_000_000)
    sheet.note.edit.insertFromMimeData(data)
    assert "characters" in sheet.note.trouble.words()
    assert sheet.note.edit.toPlainText() == "what I wrote"


def test_keys_that_belong_to_composing_do_nothing_else(window: Window, northwind: Any) -> None:
    sheet = _open(window, client=northwind.client)
    edit = sheet.note.edit
    edit.setFocus()
    QApplication.sendEvent(edit, QInputMethodEvent("とうきょう", []))
    for key, modifier in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(edit, key, modifier)
        window.settle()
        assert window.shell.veils and len(_talks(northwind)) == 1
    assert sheet.content()["note"] == ""
    commit = QInputMethodEvent()
    commit.setCommitString("東京")
    QApplication.sendEvent(edit, commit)
    assert edit.toPlainText() == "東京"
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "東京\n"
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.qtbot.waitUntil(lambda: not window.shell.veils)
    assert [one.note for one in _talks(northwind)].count("東京") == 1


def test_arrows_while_composing_choose_no_client(window: Window, northwind: Any) -> None:
    sheet = _open(window)
    edit = sheet.client.edit
    edit.setFocus()
    QApplication.sendEvent(edit, QInputMethodEvent("のー", []))
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert sheet.client_id is None and not edit.completer().popup().isVisible()


def test_a_draft_of_an_hour_ago_is_not_of_a_call_that_is_now(window: Window, northwind: Any, clock: Any) -> None:
    sheet = _open(window, client=northwind.client)
    _write(window, sheet, "half a thought")
    QTest.keyClick(window.shell.veils[-1], Qt.Key.Key_Escape)
    window.settle()
    clock.set(clock.now() + timedelta(hours=1))
    sheet = _open(window, client=northwind.client)
    window.settle()
    assert sheet.note.text() == "half a thought"
    assert sheet.choices["when"].value() == "began" and sheet.choices["when"].words[0] == "Today 10:20"
    sheet.submit()
    window.settle()
    talk = next(one for one in _talks(northwind) if one.note == "half a thought")
    assert talk.at == datetime(2026, 11, 24, 10, 20, tzinfo=UTC)


def test_undoing_the_save_brings_its_words_back_as_a_draft(window: Window, northwind: Any) -> None:
    sheet = _open(window, client=northwind.client)
    _write(window, sheet, "words that come back")
    sheet.submit()
    window.settle()
    assert len(_talks(northwind)) == 2
    window.shell.notices.act.click()
    window.settle()
    assert len(_talks(northwind)) == 1
    sheet = _open(window, client=northwind.client)
    assert sheet.note.text() == "words that come back"
    sheet.dismiss()
    window.session.undo(False)
    window.settle()
    assert len(_talks(northwind)) == 2
    assert _open(window, client=northwind.client).note.text() == ""


@pytest.mark.parametrize("words", ["<img src=file:///etc/passwd>", "<b>bold</b> & more"])
def test_markup_stays_text(window: Window, northwind: Any, words: str) -> None:
    sheet = _open(window, client=northwind.client)
    _write(window, sheet, words)
    sheet.submit()
    window.settle()
    window.settle()
    page = window.go("client", id=northwind.client)
    assert words in [row.talk.words for row in page.recent.rows]


def test_an_edited_talk_keeps_its_promises(window: Window, northwind: Any) -> None:
    page = window.go("client", id=northwind.client)
    page._edit_talk(page.recent.rows[0].talk)
    window.settle()
    sheet = window.shell.veils[-1].sheet
    sheet.note.setText("Ada asked why the orders are missing.")
    sheet.submit()
    window.settle()
    assert [one.note for one in _talks(northwind)] == ["Ada asked why the orders are missing."]
    assert len(northwind.journal.read(commitments.rows)) == 1


def test_what_was_not_saved_is_offered_at_the_start_and_where_it_belongs(
    open_window: Any, northwind: Any, clock: Any
) -> None:
    first = open_window(northwind.journal.path)
    sheet = _open(first, client=northwind.client)
    _write(first, sheet, "Ada asked whether")
    first.shell.desk.drafts.flush()
    first.settle()
    first.shell.close()  # the log-out: nothing is asked, nothing saved as an act
    first.session.end()
    assert len(_talks(northwind)) == 1
    again = open_window(northwind.journal.path)
    unsaved.offer(again.shell.desk)
    again.settle()
    assert "Ada asked whether" in again.shell.notices.said()
    page = again.go("client", id=northwind.client)
    (draft,) = page.unsaved.drafts
    assert page.unsaved.isVisible() and draft.content["note"] == "Ada asked whether"
    unsaved.open_draft(again.shell.desk, draft)
    again.settle()
    sheet = again.shell.veils[-1].sheet
    assert sheet.note.text() == "Ada asked whether" and sheet.client_id == northwind.client
    sheet.submit()
    again.settle()
    again.settle()
    assert len(_talks(northwind)) == 2 and not page.unsaved.isVisible()


@pytest.mark.parametrize(
    ("key", "form", "number"),
    [
        ("interaction-new-3", "interaction-new", 3),
        ("client-new", "client-new", None),
        ("commitment-move-12", "commitment-move", 12),
    ],
)
def test_a_drafts_key_says_its_form_and_number(key: str, form: str, number: int | None) -> None:
    assert unsaved.parts(key) == (form, number)
