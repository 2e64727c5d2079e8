"""The parts that pages are made of."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

from aboveboard.ui import tokens as t
from aboveboard.ui.theme import Look, dress
from aboveboard.ui.widgets import (
    Action,
    Choices,
    LineField,
    Mark,
    PickField,
    PromiseList,
    PromiseRow,
    Sheet,
    TextField,
    Veil,
    column,
    holder,
    label,
    place_trouble,
    row,
    together,
)
from tests.ui.accessible import nameless


def shown(qtbot: Any, *parts: QWidget, width: int = 600, height: int = 600) -> QWidget:
    page = holder(column(*parts, None))
    qtbot.addWidget(page)
    qtbot.page = page  # qtbot itself holds it weakly
    page.resize(width, height)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_calls_that_return_nothing_keep_none(qtbot: Any, look: Look) -> None:
    """PySide6 6.12.0 on Python below 3.12 takes a reference to None at each such call, and the program ends."""
    words, field, tick = label(look, "a"), LineField(look, "Name"), Mark(look, "Firm")
    page = shown(qtbot, words, field, tick)
    before = sys.getrefcount(None)
    for number in range(3000):
        words.setText(str(number))
        field.setText(str(number))
        tick.setChecked(bool(number % 2))
        page.update()
        words.setToolTip("x")
        page.setEnabled(True)
    assert sys.getrefcount(None) > before - 500


def test_words_are_never_markup(qtbot: Any, look: Look, tmp_path: Path) -> None:
    evil = f"<img src=file://{tmp_path}/x.png><b>bold</b>"
    for wrap in (False, True):
        shown_label = label(look, evil, wrap=wrap)
        shown(qtbot, shown_label)
        assert shown_label.words() == evil
        if wrap:
            document = QTextDocument()
            document.setHtml(shown_label.text())
            assert document.toPlainText() == evil
        else:
            assert shown_label.textFormat() == Qt.TextFormat.PlainText


def test_a_paragraph_is_as_tall_as_its_words(qtbot: Any, look: Look) -> None:
    words = label(look, "word " * 80, "words", wrap=True)
    shown(qtbot, words, width=300)
    narrow = words.height()
    words.window().resize(900, 600)
    qtbot.waitUntil(lambda: words.height() < narrow)
    assert words.height() >= words.heightForWidth(words.width())


def test_a_button_keeps_its_ampersand_and_says_its_key(qtbot: Any, look: Look) -> None:
    button = Action(look, "Tell Linden & Daughter", "primary", "Ctrl ↵")
    shown(qtbot, button)
    assert button.text() == button.accessibleName() == "Tell Linden & Daughter"
    assert button.shortcut().isEmpty() and button.accessibleDescription() == "Ctrl ↵"
    button.setText("Other")
    assert button.accessibleName() == "Other"


def test_choices_go_by_keyboard(qtbot: Any, look: Look) -> None:
    choices = Choices(look, ["Calm", "Tense", "Angry"], 0, "Temper", values=["calm", "tense", "angry"])
    shown(qtbot, choices)
    heard: list[int] = []
    choices.changed.connect(heard.append)
    choices.buttons[0].setFocus()
    qtbot.keyClick(choices.buttons[0], Qt.Key.Key_Right)
    assert (choices.chosen, choices.value(), heard) == (1, "tense", [1])
    choices.choose(-1)
    assert choices.value() is None
    choices.set_value("angry")
    assert choices.chosen == 2
    choices.set_value("nobody knows")
    assert choices.chosen == -1


def test_dots_of_two_questions_in_one_column_do_not_mix(qtbot: Any, look: Look) -> None:
    first, second = [Mark(look, w, "dot") for w in "ab"], [Mark(look, w, "dot") for w in "cd"]
    shown(qtbot, *first, *second)
    together(*first), together(*second)
    first[0].click()
    second[1].click()
    assert first[0].isChecked() and second[1].isChecked()
    first[1].click()
    assert not first[0].isChecked() and second[1].isChecked()


def test_a_trouble_is_said_at_its_field_and_goes_with_the_next_key(qtbot: Any, look: Look) -> None:
    name, email = LineField(look, "Name", "Ada"), LineField(look, "Email", "ada")
    shown(qtbot, name, email)
    assert place_trouble({"name": name, "email": email}, "An email address needs an @.", "email")
    assert email.is_bad() and not name.is_bad()
    assert email.edit.accessibleDescription() == "An email address needs an @."
    email.edit.insert("@")
    assert not email.is_bad()
    assert not place_trouble({"name": name}, "elsewhere", "zone")


def test_a_note_takes_plain_text_loads_nothing_and_refuses_a_flood(qtbot: Any, look: Look, tmp_path: Path) -> None:
    note = TextField(look, "What was said", "Before. ")
    shown(qtbot, note)
    data = QMimeData()
    data.setHtml(f'<b>bold</b><img src="file://{tmp_path}/x.png">')
    data.setText("bold")
    note.edit.moveCursor(note.edit.textCursor().MoveOperation.End)
    note.edit.insertFromMimeData(data)
    assert note.text() == "Before. bold"
    assert not note.edit.loadResource(2, QUrl.fromLocalFile(str(tmp_path / "x.png")))
    flood = QMimeData()
    flood.setText("x" * 10_000_000)
    note.edit.insertFromMimeData(flood)
    assert note.text() == "Before. bold" and "10,000,000" in note.trouble.words()


def test_a_note_grows_with_its_words(qtbot: Any, look: Look) -> None:
    note = TextField(look, "Note", lines=(2, 6))
    shown(qtbot, note)
    least = note.edit.height()
    note.setText("line\n" * 5)
    assert note.edit.height() > least
    note.setText("line\n" * 60)
    tallest = note.edit.height()
    note.setText("line\n" * 90)
    assert note.edit.height() == tallest


def test_a_pick_finds_the_entry_by_any_spelling(qtbot: Any, look: Look) -> None:
    pick = PickField(look, "Client", ["Northwind Bakery", "Kestrel Bikes"])
    shown(qtbot, pick)
    pick.edit.setText("northwind bakery ")
    assert pick.exact() == "Northwind Bakery"
    pick.edit.setText("north")
    assert pick.exact() is None


ROWS = [
    PromiseRow(1, "I will send the quote.", "Harbour Physio", "Tue 3 Nov", "21 days late", "late"),
    PromiseRow(
        2, "The checkout will be on staging. " * 6, "Kestrel", "Wed 25 Nov", "17:00", "open", "First promised for Fri."
    ),
    PromiseRow(3, "The VAT number.", "Kestrel", "Fri 13 Nov", "kept 12 Nov", "kept"),
]


def test_promises_are_rows_that_one_hears_and_acts_on_by_key(qtbot: Any, look: Look) -> None:
    rows = PromiseList(look, ROWS, "Late")
    shown(qtbot, rows)
    heard: list[tuple[str, int]] = []
    rows.acted.connect(lambda act, number: heard.append((act, number)))
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_K)
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_M)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert heard == [("Kept", 1), ("Move", 2), ("Open", 2)]
    said = rows.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "I will send the quote. Harbour Physio. Due Tue 3 Nov. 21 days late."
    assert rows.model().index(2).data(Qt.ItemDataRole.AccessibleTextRole).endswith("kept 12 Nov.")


def test_a_list_is_as_tall_as_all_its_rows_and_stays_on_its_row(qtbot: Any, look: Look) -> None:
    rows = PromiseList(look, ROWS, "Late")
    shown(qtbot, rows, height=400)
    assert rows.height() >= sum(rows.sizeHintForRow(n) for n in range(3))
    rows.go_to(2)
    rows.put([ROWS[2], ROWS[1]])
    assert rows.current_id() == 2
    many = [PromiseRow(n, "w" * 60, "s", "d") for n in range(300)]
    rows.put(many)
    assert rows.height() > 300 * 40 and len(rows.rows()) == 300


def test_a_click_on_an_act_of_a_row(qtbot: Any, look: Look) -> None:
    rows = PromiseList(look, ROWS, "Late")
    shown(qtbot, rows)
    heard: list[tuple[str, int]] = []
    rows.acted.connect(lambda act, number: heard.append((act, number)))
    box = rows.visualRect(rows.model().index(0))
    from PySide6.QtCore import QPoint

    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.right() - 24, box.top() + 42))
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, box.top() + 20))
    assert heard == [("Open", 1)]


class Asked(Sheet):
    def __init__(self, look: Look) -> None:
        super().__init__(look, "Asked")
        self.name, self.save = LineField(look, "Name"), Action(look, "Save", "primary")
        self.body(self.head("Asked", "more"), self.name, TextField(look, "Note"), row(self.save, None))
        self.first = self.name.edit


def test_a_sheet_keeps_the_focus_inside_and_gives_it_back(qtbot: Any, look: Look) -> None:
    behind = Action(look, "Behind")
    page = shown(qtbot, behind)
    behind.setFocus()
    sheet = Asked(look)
    Veil(look, sheet, page)
    assert QApplication.focusWidget() is sheet.name.edit
    seen = set()
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(QApplication.focusWidget())
        seen.add(QApplication.focusWidget().objectName())
    assert {"name", "note", "save", "close"} <= seen
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is behind


def test_a_sheet_taller_than_the_window_scrolls(qtbot: Any, look: Look) -> None:
    page = shown(qtbot, Action(look, "Behind"), width=900, height=400)
    sheet = Sheet(look, "Tall")
    sheet.body(*(LineField(look, f"Field {n}") for n in range(20)))
    veil = Veil(look, sheet, page)
    assert sheet.height() <= 400 - 40
    page.resize(500, 640)
    veil.setGeometry(page.rect())
    assert sheet.width() <= 500 - 40


def test_everything_follows_a_change_of_light_and_size(qtbot: Any, look: Look) -> None:
    words, button = label(look, "Northwind", "title"), Action(look, "Tell", "primary")
    page = shown(qtbot, words, button, PromiseList(look, ROWS, "Late"))
    before = button.sizeHint()
    look.turn("dark", 18)
    dress(QApplication.instance(), look)
    assert words.palette().windowText().color() == QColor(t.DARK.ink)
    assert button.sizeHint().width() > before.width()
    assert words.font().pixelSize() == round(18 * t.TYPE["title"][1])
    image = page.grab().toImage()
    assert image.pixelColor(button.geometry().center().x(), button.geometry().top() + 4) == QColor(t.DARK.accent)


def test_every_part_has_names(qtbot: Any, look: Look) -> None:
    page = shown(
        qtbot, Asked(look), Choices(look, ["A", "B"], 0, "Which"), Mark(look, "Firm"), PickField(look, "Zone", ["UTC"]),
        PromiseList(look, ROWS, "Late"),
    )  # fmt: skip
    assert nameless(page) == []
