"""Promises in the window: late first, nothing cut, and what becomes of one is added and never overwrites it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from aboveboard.journal import commitments
from aboveboard.ui.commitments import sheets, story
from tests.conftest import NOW
from tests.ui.conftest import Window

DAY = timedelta(days=1)


def _make(northwind: Any, words: str, due: datetime | None, made: datetime, **more: Any) -> int:
    done = northwind.journal.write(
        lambda s: commitments.make(s, client_id=northwind.client, words=words, due=due, made_at=made, **more)
    )
    return int(done.one("commitment"))


def _sheet(window: Window) -> Any:
    window.settle()
    return window.shell.veils[-1].sheet


def _one(northwind: Any, promise: int) -> Any:
    return northwind.journal.read(lambda s: commitments.one(s, promise))


def _shown(page: Any) -> dict[str, list[str]]:
    return {name: [row.words for row in rows.rows()] for name, (_, _, rows) in page.groups.items() if rows.rows()}


def test_the_latest_stands_first_and_none_is_cut(window: Window, northwind: Any) -> None:
    for number in range(60):
        _make(northwind, f"promise {number}", NOW - timedelta(hours=number + 1), NOW - 90 * DAY)
    _make(northwind, "three weeks old", NOW - 21 * DAY, NOW - 30 * DAY)
    page = window.go("promises")
    late = _shown(page)["late"]
    assert len(late) == 61 and late[0] == "three weeks old"
    assert page.groups["late"][2].rows()[0].note == "21 days late"
    assert page.sentence.words() == "0 of 61 kept since August. 61 are late, one is open."


def test_kept_with_its_evidence(window: Window, northwind: Any) -> None:
    window.go("promises")
    sheets.keep(window.shell.desk, northwind.commitment)
    sheet = _sheet(window)
    sheet.fields["evidence"].setText("call at 14:50")
    QTest.keyClick(sheet.fields["evidence"].field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    window.settle()
    row = _one(northwind, northwind.commitment)
    assert row.state == "kept" and row.events[0].evidence == "call at 14:50"
    assert "ended" in _shown(window.shell.current())


def test_a_move_is_read_back_in_full_and_keeps_the_first_date(window: Window, northwind: Any) -> None:
    sheets.move(window.shell.desk, northwind.commitment)
    sheet = _sheet(window)
    QTest.keyClicks(sheet.fields["due"].field, "tomorrow at 12:00")
    assert sheet.fields["due"].hint.words() == "Wednesday 25 November 2026, 12:00 · 13:00 in Stockholm"
    sheet.fields["why"].setText("the host answers tomorrow")
    sheet.choices["agreed"].set_value("yes")
    sheet.submit()
    window.settle()
    row = _one(northwind, northwind.commitment)
    assert row.due == datetime(2026, 11, 25, 12, tzinfo=UTC) and row.first_due == NOW.replace(hour=15, minute=0)
    assert row.events[0].told == NOW and row.events[0].agreed == "yes"
    page = window.go("promises")
    (shown,) = page.groups["week"][2].rows()
    assert shown.before == "First promised for Tue 24 Nov. Moved on Tue 24 Nov, told the same day, agreed."


def test_a_move_that_nobody_was_told_of_does_not_count(window: Window, northwind: Any) -> None:
    sheets.move(window.shell.desk, northwind.commitment)
    sheet = _sheet(window)
    sheet.fields["due"].setText("tomorrow at 12:00")
    sheet.fields["why"].setText("late")
    sheet.choices["told"].set_value("no")
    assert "still counts" in sheet.note.words()
    sheet.submit()
    window.settle()
    assert _one(northwind, northwind.commitment).due == NOW.replace(hour=15, minute=0)
    (shown,) = window.go("promises").groups["today"][2].rows()
    assert "nobody was told" in shown.before


def test_what_a_move_lacks_is_said_at_its_field(window: Window, northwind: Any) -> None:
    sheets.move(window.shell.desk, northwind.commitment)
    sheet = _sheet(window)
    sheet.submit()
    window.settle()
    assert sheet.fields["due"].is_bad()
    sheet.fields["due"].setText("soonish")
    sheet.submit()
    window.settle()
    assert "not understood" in sheet.fields["due"].trouble.words()
    sheet.fields["due"].setText("yesterday 12:00")
    sheet.submit()
    window.settle()
    assert sheet.fields["due"].is_bad()
    sheet.fields["due"].setText("tomorrow at 12:00")
    sheet.submit()
    window.settle()
    assert sheet.fields["why"].is_bad() and not _one(northwind, northwind.commitment).events


def test_partly_with_a_date_makes_a_second_promise(window: Window, northwind: Any) -> None:
    sheets.partly(window.shell.desk, northwind.commitment)
    sheet = _sheet(window)
    sheet.fields["missing"].setText("the list of lost orders")
    sheet.fields["due"].setText("Friday 17:00")
    sheet.submit()
    window.settle()
    assert _one(northwind, northwind.commitment).state == "partly kept"
    (rest,) = [p for p in northwind.journal.read(commitments.rows) if p.follows_id == northwind.commitment]
    assert rest.words == "the list of lost orders" and rest.due == datetime(2026, 11, 27, 17, tzinfo=UTC)


def test_given_up_and_let_go(window: Window, northwind: Any) -> None:
    other = _make(northwind, "I will look into the slow gallery", NOW + DAY, NOW)
    sheets.drop(window.shell.desk, northwind.commitment)
    sheet = _sheet(window)
    sheet.fields["why"].setText("no time")
    sheet.choices["told"].set_value("no")
    sheet.submit()
    window.settle()
    assert _one(northwind, northwind.commitment).state == "broken"
    sheets.release(window.shell.desk, other)
    _sheet(window).submit()
    window.settle()
    assert _one(northwind, other).state == "released"


def test_a_due_day_stays_the_day_that_was_said(window: Window, northwind: Any) -> None:
    berlin = datetime(2026, 12, 10, 12, tzinfo=UTC)
    _make(northwind, "send the report", berlin, NOW, zone="Europe/Berlin", precision="day")
    window.shell.desk.profile["zone"] = "America/Los_Angeles"
    (row,) = [row for row in window.go("promises").groups["later"][2].rows() if row.words == "send the report"]
    assert (row.due, row.note) == ("Thu 10 Dec", "")


def test_theirs_and_ended_are_one_choice_away(window: Window, northwind: Any) -> None:
    _make(northwind, "We will send the list", NOW + DAY, NOW, by="them")
    page = window.go("promises")
    assert _shown(page) == {"today": ["call back today at 15:00"]}
    page.whose.set_value("them")
    assert _shown(page) == {"week": ["We will send the list"]}
    page.which.set_value("ended")
    assert _shown(page) == {} and page.empty.isVisible()
    window.go("promises", id=northwind.commitment)
    assert page.whose.value() == "me" and page.groups["today"][2].current_id() == northwind.commitment


def test_the_story_of_a_promise_tells_every_event(window: Window, northwind: Any) -> None:
    northwind.journal.write(
        lambda s: commitments.move(s, northwind.commitment, due=NOW + DAY, why="supplier", told_at=NOW, agreed="no")
    )
    story.open_sheet(window.shell.desk, northwind.commitment)
    sheet = _sheet(window)
    words = " ".join(
        label.words() for label in sheet.findChildren(type(sheet.title).__mro__[0]) if hasattr(label, "words")
    )
    from aboveboard.ui.widgets import Para

    words += " ".join(label.words() for label in sheet.findChildren(Para))
    assert "For Tuesday 24 November 2026, 15:00." in words
    assert "supplier. Told today 10:20. They did not agree." in words


def test_a_new_promise_by_keyboard(window: Window, northwind: Any) -> None:
    page = window.go("promises")
    page._new()
    sheet = _sheet(window)
    QTest.keyClicks(sheet.client.edit, "north")
    QTest.keyClick(sheet.client.edit, Qt.Key.Key_Return)
    sheet.fields["words"].setText("I will send the winter page")
    sheet.due.setText("Friday")
    sheet.submit()
    window.settle()
    (made,) = [p for p in northwind.journal.read(commitments.rows) if "winter" in p.words]
    assert made.precision == "day" and made.due.date().isoformat() == "2026-11-27"


def test_a_second_ending_is_refused_with_a_sentence(window: Window, northwind: Any) -> None:
    northwind.journal.write(lambda s: commitments.keep(s, northwind.commitment))
    sheets.keep(window.shell.desk, northwind.commitment)
    sheet = _sheet(window)
    sheet.submit()
    window.settle()
    assert "ending already" in sheet.trouble.words() and window.shell.veils
