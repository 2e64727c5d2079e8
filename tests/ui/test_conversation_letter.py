"""The letter as one writes in it: places, marks, paste, copy, undo, composing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aboveboard.ui import fonts
from aboveboard.ui.conversation.letter_edit import LetterEdit, Spot
from aboveboard.ui.conversation.letter_frame import LetterFrame
from aboveboard.ui.conversation.places import Places
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Note
from aboveboard.ui.widgets.paste import from_html, plain_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def letter(qapp: QApplication) -> Iterator[LetterEdit]:
    fonts.load()
    edit = LetterEdit(Look("light", 13, motion=False), "Letter")
    frame = LetterFrame(edit.look, edit, 48, "yours")
    frame.resize(560, 400)
    frame.show()
    yield edit
    frame.close()
    frame.deleteLater()


@given(st.text(alphabet="ab 🙂👩🏽‍💻é\n", max_size=40))
def test_places_count_as_qt_does(text: str) -> None:
    places = Places(text)
    for at in range(len(text) + 1):
        units = len(text[:at].encode("utf-16-le")) // 2
        assert places.to_qt(at) == units
        assert places.from_qt(units) == at


def test_only_what_differs_is_replaced(letter: LetterEdit) -> None:
    letter.begin("Dear Ada,\n\n🙂 One thing is lost.\n\nKind regards\nInes")
    letter.select(len(letter.letter()) - 4, len(letter.letter()))
    assert letter.become("Dear Ada,\n\n🙂 One thing is gone.\n\nKind regards\nInes")
    assert letter.textCursor().selectedText() == "Ines", "the selection stays where it was"
    [wash] = letter.washed
    assert wash.selectedText() == "gone."
    assert not letter.become(letter.letter())


def test_programmatic_changes_are_no_hand_edits(letter: LetterEdit) -> None:
    told: list[int] = []
    letter.edited.connect(lambda: told.append(1))
    letter.begin("One.")
    letter.become("Two.\n\nThree.")
    assert told == []
    QTest.keyClicks(letter, "x")
    assert len(told) == 1


def test_a_blank_line_is_lower_and_undone_with_what_made_it(letter: LetterEdit) -> None:
    letter.begin("One.")
    letter.select(4, 4)
    QTest.keyClick(letter, Qt.Key.Key_Return)
    QTest.keyClick(letter, Qt.Key.Key_Return)
    QTest.keyClicks(letter, "Two.")
    assert letter.letter() == "One.\n\nTwo."
    blocks = [letter.document().findBlockByNumber(n).blockFormat().lineHeight() for n in range(3)]
    assert blocks[0] == blocks[2] == 0 < blocks[1]
    for _ in range(12):
        QTest.keyClick(letter, Qt.Key.Key_Z, CTRL)
    assert letter.letter() == "One."
    for _ in range(12):
        QTest.keyClick(letter, Qt.Key.Key_Y, CTRL)
    assert letter.letter() == "One.\n\nTwo.", "and redone"


def test_marks_after_emoji_cover_the_word_and_a_wording_replaces_exactly_it(letter: LetterEdit) -> None:
    text = "🙂 Hello 👩🏽‍💻,\n\n🎉🎉 I will fix it soon 🚀. I will write asap."
    letter.begin(text)
    spots = [
        Spot(text.index(word), text.index(word) + len(word), "warning", n) for n, word in enumerate(("soon", "asap"), 1)
    ]
    letter.show_marks(spots, [])
    assert [cursor.selectedText() for cursor, _ in letter.spots] == ["soon", "asap"]
    start, end, _ = letter.where()[0]
    letter.replace(start, end, "by 15:00 CET")
    assert letter.letter() == text.replace("soon", "by 15:00 CET")
    assert [text_at(letter, spot) for spot in letter.where()][1] == "asap", "marks move with the text"


def text_at(letter: LetterEdit, where: tuple[int, int, Spot]) -> str:
    return letter.letter()[where[0] : where[1]]


PAGE = """<html><head><style>body{background:url(https://track.example/bg.png)}</style><script>x()</script></head><body>
<h2>Minutes</h2><p>Ada wants the <b>weekly list</b>.</p><img src="https://track.example/p.gif"><img src="file:///etc/hostname">
<p style="display:none">hidden words</p><ul><li>first</li><li><p>second</p></li></ul>
<a href="https://pay.example/x">our bank</a></body></html>"""


def test_a_pasted_page_comes_in_as_readable_text(letter: LetterEdit) -> None:
    wanted = "Minutes\n\nAda wants the weekly list.\n\n- first\n- second\n\nour bank (https://pay.example/x)"
    data = QMimeData()
    data.setHtml(PAGE)
    assert plain_text(data) == wanted
    letter.begin("")
    letter.insertFromMimeData(data)
    assert letter.letter() == wanted
    note = Note(letter.look, "What was said")
    note.insertFromMimeData(data)
    assert note.toPlainText() == wanted
    note.deleteLater()


def test_nothing_is_loaded_from_anywhere(letter: LetterEdit) -> None:
    assert letter.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("file:///etc/hostname")) is None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br>b", "a\nb"),
        ("<ol><li>one<ul><li>in</li></ul></li><li>two</li></ol>", "1. one\n  - in\n2. two"),
        ("<table><tr><td>x</td><td>y</td></tr><tr><td>z</td></tr></table>", "x\ty\nz"),
        ("<a href='javascript:alert(1)'>go</a> <a href='mailto:a@b.example'>a@b.example</a>", "go a@b.example"),
        ("<p>one</p><script>document.write('<p>no</p>')</script><p hidden>no</p><p>two", "one\n\ntwo"),
        ("<div>one</div><div>two</div>\n\n\n<div>three</div>", "one\ntwo\nthree"),
        ("<pre>a  b\n c</pre>", "a  b\n c"),
        ("tags &lt;b&gt; stay words", "tags <b> stay words"),
        ("\x00\x07bell\u2028line", "bell\nline"),
        ("<![if broken <p>x</p>", ""),
    ],
)
def test_html_as_text(html: str, text: str) -> None:
    if text:
        assert from_html(html) == text
    else:
        from_html(html)  # whatever it makes of it, it does not fall over


def test_copying_a_passage_copies_words_alone(letter: LetterEdit) -> None:
    letter.begin("One <b>.\nTwo.\n\nThree.")
    letter.show_marks([Spot(0, 3, "error", 1)], [(0, 8)])
    letter.selectAll()
    data = letter.createMimeDataFromSelection()
    assert data.text() == "One <b>.\nTwo.\n\nThree."
    assert data.html() == "<p>One &lt;b&gt;.<br>Two.</p>\n<p>Three.</p>"


def test_what_is_being_composed_is_not_in_the_letter(letter: LetterEdit) -> None:
    letter.begin("a")
    letter.select(1, 1)
    told: list[str] = []
    letter.edited.connect(lambda: told.append(letter.letter()))
    QApplication.sendEvent(letter, QInputMethodEvent("とうきょう", []))
    assert letter.letter() == "a" and told == []
    commit = QInputMethodEvent("", [])
    commit.setCommitString("東京")
    QApplication.sendEvent(letter, commit)
    assert letter.letter() == "a東京" and told[-1] == "a東京"


def test_a_non_breaking_blank_stays_one(letter: LetterEdit) -> None:
    letter.begin("Call at\u00a016:00")
    assert letter.letter() == "Call at\u00a016:00"


def test_a_book_is_not_pasted_into_a_letter(letter: LetterEdit) -> None:
    letter.begin("One.")
    said: list[str] = []
    letter.refused.connect(said.append)
    data = QMimeData()
    data.setText("x" * 10_000_000)
    letter.insertFromMimeData(data)
    assert letter.letter() == "One." and "10,000,000" in said[0]
