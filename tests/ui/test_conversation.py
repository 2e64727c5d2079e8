"""The guide in the real window, with a real journal: what is asked, what follows, what leaves, what is on record."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTextEdit

from aboveboard.journal import commitments, incidents, interactions, letters
from aboveboard.journal.database import Journal
from aboveboard.journal.drafts import Drafts
from tests.conftest import HandClock
from tests.ui.conversation_kit import Window, open_window, spin, type_into, with_incident

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def told(journal: Journal, clock: HandClock, qapp: object) -> Iterator[tuple[Window, Journal, int, int]]:
    """A window in the guide of an incident; (window, journal, client, incident)."""
    client, incident = with_incident(journal)
    window = open_window(journal.path, clock)
    window.tell(incident)
    yield window, journal, client, incident
    window.close()


def press(window: Window, name: str) -> None:
    button = window.find(QAbstractButton, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def letter_of(window: Window) -> str:
    return window.page.preview.letter.letter()


def test_nothing_is_typed_twice(told) -> None:
    window, *_ = told
    text = letter_of(window)
    assert text.startswith(
        "Dear Ada,\n\nI have lost the orders and customer accounts of your web shop from 27 October to 24 November"
    )
    assert "There was no backup." in text, "the project's safeguards say so"
    assert "I suspect this, and have not confirmed it: someone broke in through the admin login" in text
    assert "orders from 27 Oct to 24 Nov deleted" in text
    page = window.page
    assert page.preview.to.value.words() == "Ada Lindqvist <ada@northwind.example>"
    assert window.find(QAbstractButton, "backup-none").isChecked()
    assert page.talk.answers.client.temper == "angry"


def test_before_anything_else_keep_the_logs_and_call_today(told) -> None:
    window, *_ = told
    said = [
        w.accessibleName()
        for w in window.page.advice.findChildren(object)
        if getattr(w, "objectName", str)().startswith("advice-")
    ]
    assert "export the logs" in said[0]
    assert any("Call Ada Lindqvist today" in one and "in Stockholm" in one for one in said)
    assert "Call by 17:00" in window.page.steps.soonest.words()
    assert "18:00 in Stockholm" in window.page.steps.soonest.words()


def test_the_letter_follows_the_typing(told) -> None:
    window, *_ = told
    window.page.go_to_step(2)
    safe = window.find(QLineEdit, "what_safe")
    type_into(safe, "your products and prices")
    assert spin(lambda: "Safe: your products and prices." in letter_of(window))
    assert window.page.preview.letter.washed, "the changed passage is shown for a moment"
    assert "[what is safe]" not in letter_of(window)


def test_not_yet_known_is_an_answer_everywhere(told) -> None:
    window, *_ = told
    page = window.page
    for id, view in page.questions.views.items():
        names = [b.objectName() for b in view.findChildren(QAbstractButton)]
        if view.question.store == "answers":
            assert f"{id}-unknown" in names or f"{id}-not-yet-known" in names, id
    page.go_to_step(2)
    press(window, "what_safe-unknown")
    assert spin(lambda: "I do not yet know for certain what is safe." in letter_of(window))
    type_into(window.find(QLineEdit, "what_safe"), "the prices")
    assert spin(lambda: "Safe: the prices." in letter_of(window)), "typing takes it back"


def test_questions_depend_on_answers(told) -> None:
    window, *_ = told
    page = window.page
    page.go_to_step(3)
    newest = page.questions.views["newest_copy"]
    assert newest.isVisible()
    press(window, "other_copy-no")
    assert not newest.isVisible()
    assert spin(lambda: "There is no other copy" in letter_of(window))
    press(window, "backup-tested")
    assert not page.questions.views["other_copy"].isVisible()
    assert newest.isVisible(), "an answer to a question that is no longer asked does not count"


def test_a_time_is_said_back_in_both_zones(told) -> None:
    window, *_ = told
    page = window.page
    page.go_to_step(6)
    field = page.questions.views["next_update"].editor
    field.field.edit.selectAll()
    QTest.keyClicks(field.field.edit, "today 18:00")
    assert field.field.said.words() == "Tuesday 24 November 2026, 18:00 · 19:00 in Stockholm"
    assert spin(lambda: "I will write again today at 19:00 Stockholm time" in letter_of(window))


def test_hand_edits_stay_and_untouched_paragraphs_follow(told) -> None:
    window, *_ = told
    page = window.page
    edit = page.preview.letter
    start = edit.letter().index("I have lost")
    edit.select(start, start + len("I have lost"))
    QTest.keyClicks(edit, "My script deleted")
    assert page.talk.letter.text == edit.letter()
    page.go_to_step(2)
    type_into(window.find(QLineEdit, "what_safe"), "the prices")
    assert spin(lambda: "Safe: the prices." in letter_of(window))
    assert "My script deleted the orders" in letter_of(window)
    window.settle()
    assert len(edit.own) == 1, "“yours” beside that paragraph alone"


def test_where_both_changed_one_chooses(told) -> None:
    window, *_ = told
    page = window.page
    edit = page.preview.letter
    start = edit.letter().index("I have lost")
    edit.select(start, start + len("I have lost"))
    QTest.keyClicks(edit, "My script deleted")
    page.go_to_step(1)
    type_into(window.find(QLineEdit, "hit"), " and its newsletter")
    window.settle()
    choice = next(item for item in page.writing.items if item.kind == "choice")
    assert "and its newsletter" in choice.why and "My script deleted" in letter_of(window)
    row = page.preview.findings.rows[choice.number - 1]
    QTest.mouseClick(row.findChild(QAbstractButton, "choose-both"), Qt.MouseButton.LeftButton)
    window.settle()
    assert "My script deleted" in letter_of(
        window
    ) and "I have lost the orders and customer accounts of your web shop and its newsletter" in letter_of(window)
    assert not any(item.kind == "choice" for item in page.writing.items)


def test_what_is_open_is_marked_counted_and_led_to(told) -> None:
    window, *_ = told
    page = window.page
    places = [item for item in page.writing.items if item.kind == "place"]
    assert places and all(letter_of(window)[p.start : p.end] == p.text for p in places)
    assert page.preview.findings.count.words() == str(len(page.writing.items))
    first = places[0]
    row = page.preview.findings.rows[first.number - 1]
    QTest.mouseClick(row.acts[0], Qt.MouseButton.LeftButton)
    assert page.questions.views[first.target].isVisible()


def test_the_checker_says_when_the_backup_is_left_out(told) -> None:
    window, *_ = told
    page = window.page
    edit = page.preview.letter
    text = edit.letter()
    start = text.index("There was no backup.")
    end = text.index("The newest copy")
    edit.select(start, end)
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    window.settle()
    assert any(item.rule == "fact-withheld" and item.kind == "error" for item in page.writing.items)


def test_findings_are_led_to_and_let_stand(told) -> None:
    window, *_ = told
    page = window.page
    edit = page.preview.letter
    at_end = edit.letter().index("Looking after this data was my job.") + len("Looking after this data was my job.")
    edit.select(at_end, at_end)
    QTest.keyClicks(edit, " I hope this finds you well. I will do it asap.")
    window.settle()
    vague = next(item for item in page.writing.items if item.rule == "vague-time")
    while page.writing.at_item != vague.number - 1:
        QTest.keyClick(page, Qt.Key.Key_F8)
    assert edit.textCursor().selectedText() == "asap"
    QTest.keyClick(page, Qt.Key.Key_F8, SHIFT)
    assert page.writing.at_item == (vague.number - 2) % len(page.writing.items)
    row = page.preview.findings.rows[vague.number - 1]
    QTest.mouseClick(row.findChild(QAbstractButton, "more"), Qt.MouseButton.LeftButton)
    press_in = row.findChild(QAbstractButton, "dismiss")
    QTest.mouseClick(press_in, Qt.MouseButton.LeftButton)
    assert row.reason.is_bad(), "a reason is asked for"
    type_into(row.reason.edit, "Ada asked me to say it like this")
    QTest.keyClick(row.reason.edit, Qt.Key.Key_Return)
    assert not any(item.rule == "vague-time" for item in page.writing.items)
    assert page.talk.dismissed[0].reason == "Ada asked me to say it like this"


def test_an_excuse_is_left_out_with_its_whole_sentence(told) -> None:
    window, *_ = told
    edit = window.page.preview.letter
    job = "Looking after this data was my job."
    at_end = edit.letter().index(job) + len(job)
    before = edit.letter()
    edit.select(at_end, at_end)
    QTest.keyClicks(edit, " I was very busy that month.")
    window.settle()
    excuse = next(item for item in window.page.writing.items if item.rule == "excuse")
    assert excuse.kind == "error" and "1" in [str(spot.number) for _, _, spot in edit.where()]
    row = window.page.preview.findings.rows[excuse.number - 1]
    if excuse.replacement is not None:
        QTest.mouseClick(row.findChild(QAbstractButton, "apply"), Qt.MouseButton.LeftButton)
        window.settle()
        assert edit.letter() == before
        assert not any(item.rule == "excuse" for item in window.page.writing.items)


def test_copy_holds_the_letter_and_nothing_else(told) -> None:
    window, *_ = told
    window.page.preview.letter.setFocus()
    QTest.keyClick(window.page.preview.letter, Qt.Key.Key_C, CTRL | SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == letter_of(window).strip("\n")
    assert data.html().count("<p>") >= 8 and "Step" not in data.html() and "yours" not in data.html()
    press(window, "copy-subject")
    assert QGuiApplication.clipboard().text() == window.page.talk.subject
    press(window, "copy-recipient")
    assert QGuiApplication.clipboard().text() == "Ada Lindqvist <ada@northwind.example>"


def test_i_sent_it_shows_first_what_is_open_then_keeps_letter_and_promises(told) -> None:
    window, journal, client, incident = told
    page = window.page
    page.go_to_step(7)
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert not window.shell.veils, "what is open is shown first"
    assert page.questions.next.text() == "I sent it as it is"
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert len(window.shell.veils) == 1, "one more press goes on"
    sheet = window.shell.veils[0].sheet
    assert spin(lambda: sheet.fresh and sheet.chips.chips)
    assert all(chip.mark.isChecked() for chip in sheet.chips.chips)
    assert "24 November 2026" in sheet.chips.chips[0].when.words()
    assert "in Stockholm" in sheet.chips.chips[0].there.words()
    text = letter_of(window)
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    assert spin(lambda: not window.shell.veils)
    window.idle()
    [letter] = journal.read(lambda s: letters.rows(s, incident_id=incident))
    assert letter.text == text and letter.recipient == "Ada Lindqvist <ada@northwind.example>" and letter.how == "email"
    assert json.loads(letter.answers)["answers"]["backup"] == "none"
    told_incident = journal.read(lambda s: incidents.get(s, incident))
    assert told_incident.told_at is not None and told_incident.told_how == "email"
    promises = journal.read(lambda s: commitments.rows(s, client))
    assert promises and all(p.letter_id == letter.id and p.incident_id == incident and p.due for p in promises)
    assert Drafts(journal.path).load(f"letter-incident-{incident}") is None


def test_i_told_them_by_phone_logs_the_call_and_leaves_the_draft(told) -> None:
    window, journal, client, incident = told
    page = window.page
    page.go_to_step(2)
    type_into(window.find(QLineEdit, "what_safe"), "the prices")
    page.sending.ask(by_phone=True)
    sheet = window.shell.veils[0].sheet
    assert spin(lambda: sheet.fresh)
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    assert spin(lambda: not window.shell.veils)
    window.shell.desk.drafts.flush()
    window.idle()
    told_incident = journal.read(lambda s: incidents.get(s, incident))
    assert (told_incident.told_how, told_incident.told_to) == ("call", "Ada Lindqvist")
    talk = journal.read(lambda s: interactions.rows(s, client, incident_id=incident))[0]
    assert (talk.kind, talk.direction, talk.outcome) == ("call", "out", "reached")
    assert journal.read(lambda s: letters.rows(s, incident_id=incident)) == []
    assert page.talk is not None
    assert Drafts(journal.path).load(f"letter-incident-{incident}") is not None


def test_a_draft_comes_back_at_its_step_with_answers_and_hand_edits(told, clock: HandClock) -> None:
    window, journal, _, incident = told
    page = window.page
    page.go_to_step(2)
    type_into(window.find(QLineEdit, "what_safe"), "the prices")
    assert spin(lambda: "Safe: the prices." in letter_of(window))
    edit = page.preview.letter
    start = edit.letter().index("I have lost")
    edit.select(start, start + len("I have lost"))
    QTest.keyClicks(edit, "My script deleted")
    saved: list[str] = []
    window.shell.desk.drafts.saved.connect(lambda key, _: saved.append(key))
    assert spin(lambda: bool(saved), 1000), "within a second of the last key"
    assert page.steps.kept.words() == "Draft kept at 10:20:00"
    # the process ends here without a word to anybody; a new window opens on the same files
    other = open_window(journal.path, clock)
    try:
        again = other.tell(incident)
        assert again.talk.step == 2
        assert "My script deleted the orders" in again.preview.letter.letter()
        assert "Safe: the prices." in again.preview.letter.letter()
        assert other.find(QLineEdit, "what_safe").text() == "the prices"
        assert len(again.preview.letter.own) == 1
    finally:
        other.close()


def test_text_undo_stays_in_the_letter(told) -> None:
    window, journal, *_ = told
    edit = window.page.preview.letter
    edit.setFocus()
    before, acts = edit.letter(), journal.data_version()
    edit.select(0, 0)
    QTest.keyClicks(edit, "Hello ")
    for _ in range(5):
        QTest.keyClick(edit, Qt.Key.Key_Z, CTRL)
    window.idle()
    assert edit.letter() == before
    assert journal.data_version() == acts, "the journal is not undone by a text field"


def test_a_narrow_window_hides_and_never_rebuilds(told) -> None:
    window, *_ = told
    page = window.page
    page.go_to_step(2)
    field = window.find(QLineEdit, "what_safe")
    type_into(field, "the pri")
    window.shell.resize(900, 640)
    assert spin(lambda: page.bar.isVisible() and not page.steps.isVisible())
    assert page.foot_next.isVisible() and not page.preview.findings.isVisible()
    assert field.hasFocus()
    QTest.keyClicks(field, "ces")
    assert spin(lambda: "Safe: the prices." in letter_of(window))
    QTest.mouseClick(page.preview.folded, Qt.MouseButton.LeftButton)
    assert page.preview.findings.isVisible()


def test_everything_that_acts_has_a_name(told) -> None:
    window, *_ = told
    for widget in [
        *window.page.findChildren(QAbstractButton),
        *window.page.findChildren(QLineEdit),
        *window.page.findChildren(QTextEdit),
    ]:
        assert widget.accessibleName(), widget.objectName() or widget
        assert widget.objectName(), widget.accessibleName()


def test_after_a_restart_one_is_in_the_same_step(told, clock: HandClock) -> None:
    window, journal, _, incident = told
    window.page.go_to_step(4)
    state = window.page.state()
    other = open_window(journal.path, clock)
    try:
        other.shell.go("conversation", incident=incident)
        other.page.restore(state)
        assert other.tell(incident).talk.step == 4
    finally:
        other.close()
