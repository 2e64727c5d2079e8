"""How the letter leaves: clipboard, .eml, mail program; and how a sent one comes back by undo."""

from __future__ import annotations

import email
import email.policy
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit

from aboveboard.journal import clients, commitments, incidents, letters
from aboveboard.journal.database import Journal
from aboveboard.journal.drafts import Drafts
from aboveboard.ui.conversation.draft import from_draft, key_of
from aboveboard.ui.undoing import undo
from tests.conftest import HandClock
from tests.ui.conversation_kit import Window, open_window, spin, type_into, with_incident

CTRL = Qt.KeyboardModifier.ControlModifier
LETTER = (
    'Hello Ms Noor,\n\nthe shop is back.\nTwo orders are missing: a+b & c=d, 50 % of "all" – done?\n\n\n'
    "Please check:\n\n- order 4411\n- order 4415\n\nKind regards\nInes Halvorsen\n+49 30 23125 044"
)


@pytest.fixture
def told(journal: Journal, clock: HandClock, qapp: object) -> Iterator[tuple[Window, Journal, int, int]]:
    client, incident = with_incident(journal)
    window = open_window(journal.path, clock)
    window.tell(incident)
    yield window, journal, client, incident
    window.close()


def write_letter(window: Window, text: str) -> None:
    edit = window.page.preview.letter
    edit.selectAll()
    edit.insertPlainText(text)
    window.settle()


def test_the_clipboard_has_the_letters_own_lines(told) -> None:
    window, *_ = told
    write_letter(window, LETTER)
    QTest.mouseClick(window.find(QAbstractButton, "copy-letter"), Qt.MouseButton.LeftButton)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == LETTER
    assert data.html().count("<ul>") == 1 and data.html().count("<li>") == 2
    assert "the shop is back.<br>Two orders" in data.html()
    rich = QTextDocument()
    rich.setHtml(data.html())
    assert "\n\n\n" not in rich.toPlainText()


def test_the_letter_ends_without_blank_lines(told) -> None:
    window, *_ = told
    write_letter(window, "\nOne.\n\n\n")
    window.page.sending.copy_letter()
    assert QGuiApplication.clipboard().text() == "One."


@pytest.fixture
def mail_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for xdg-open that writes down what it is given."""
    got = tmp_path / "got.txt"
    stand_in = tmp_path / "bin" / "xdg-open"
    stand_in.parent.mkdir()
    stand_in.write_text(f'#!/bin/sh\nprintf %s "$1" > "{got}.part" && mv "{got}.part" "{got}"\n')
    stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}")
    return got


def test_the_mail_program_gets_every_sign(told, mail_program: Path) -> None:
    window, *_ = told
    write_letter(window, LETTER)
    window.page.sending.open_mail()
    assert spin(mail_program.exists)
    link = mail_program.read_text()
    head, _, body = link.partition("&body=")
    assert head.startswith("mailto:ada@northwind.example?subject=") and "+" not in link
    assert unquote(body) == LETTER.replace("\n", "\r\n")
    assert unquote(head.partition("subject=")[2]) == window.page.talk.subject


def test_a_letter_too_long_for_a_link_is_on_the_clipboard(told, mail_program: Path) -> None:
    window, *_ = told
    long = "\n\n".join(["A paragraph that is long enough to fill a link soon."] * 60)
    write_letter(window, long)
    QGuiApplication.clipboard().clear()
    window.page.sending.open_mail()
    assert spin(mail_program.exists)
    assert "body=" not in mail_program.read_text()
    assert QGuiApplication.clipboard().text() == long
    assert "clipboard" in window.shell.notices.words.words()


def test_save_as_eml_writes_an_unsent_draft(told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window, *_ = told
    place = tmp_path / "out.eml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(place), "")))
    window.page.go_to_step(7)
    QTest.mouseClick(window.find(QAbstractButton, "save-eml"), Qt.MouseButton.LeftButton)
    mail = email.message_from_bytes(place.read_bytes(), policy=email.policy.default)
    assert mail["X-Unsent"] == "1" and mail["To"] == "Ada Lindqvist <ada@northwind.example>"
    assert mail["Subject"] == window.page.talk.subject
    body = mail.get_body(("plain",)).get_content().replace("\r\n", "\n").rstrip("\n")
    assert body == window.page.preview.letter.letter()
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_a_place_that_cannot_be_written_is_said(told, tmp_path: Path) -> None:
    window, *_ = told
    window.page.sending.write_eml(tmp_path / "no" / "such" / "folder.eml")
    assert "could not be written" in window.shell.notices.words.words()


def send(window: Window) -> None:
    """I sent it, past whatever is still open."""
    page = window.page
    page.sending.ask()
    if not window.shell.veils:
        assert spin(lambda: bool(page.sending.warned) or bool(window.shell.veils))
        if not window.shell.veils:
            page.sending.ask()
    sheet = window.shell.veils[0].sheet
    assert spin(lambda: sheet.fresh)
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    assert spin(lambda: not window.shell.veils)
    window.idle()


def test_undo_brings_the_draft_back_and_redo_takes_it_away(told) -> None:
    window, journal, client, incident = told
    page = window.page
    page.go_to_step(2)
    type_into(window.find(QLineEdit, "what_safe"), "the prices")
    edit = page.preview.letter
    start = edit.letter().index("I have lost") if "I have lost" in edit.letter() else 0
    edit.select(start, start + len("I have lost"))
    QTest.keyClicks(edit, "My script deleted")
    window.settle()
    text = edit.letter()
    send(window)
    assert journal.read(lambda s: letters.rows(s, incident_id=incident))[0].text == text
    assert Drafts(journal.path).load(key_of(incident)) is None
    undo(window.shell.desk, True)
    window.idle()
    window.shell.desk.drafts.flush()
    window.idle()
    assert journal.read(lambda s: letters.rows(s, incident_id=incident)) == []
    assert journal.read(lambda s: incidents.get(s, incident)).told_at is None
    assert journal.read(lambda s: commitments.rows(s, client)) == []
    again = window.tell(incident)
    assert again.preview.letter.letter() == text
    assert again.questions.views["what_safe"].editor.value() == "the prices"
    assert len(again.preview.letter.own) == 1
    window.shell.go("today")
    undo(window.shell.desk, False)
    window.idle()
    assert Drafts(journal.path).load(key_of(incident)) is None
    assert journal.read(lambda s: letters.rows(s, incident_id=incident))[0].text == text


def test_a_fact_that_comes_later_fills_what_is_open_and_nothing_else(told) -> None:
    window, journal, _, incident = told
    page = window.page
    page.go_to_step(1)
    hit = window.find(QLineEdit, "hit")
    hit.selectAll()
    QTest.keyClick(hit, Qt.Key.Key_Delete)
    changes = journal.write(
        lambda s: incidents.add_finding(
            s, incident, words="the products are complete", standing="known", source="export"
        )
    )
    window.shell.bus.changed.emit(changes)
    window.idle()
    window.settle()
    assert "Safe: the products are complete." in page.preview.letter.letter()
    assert hit.text() == "", "what was taken out stays out"
    changes = journal.write(lambda s: clients.edit_contact(s, 1, email="ada.lindqvist@northwind.example"))
    window.shell.bus.changed.emit(changes)
    window.idle()
    assert page.preview.to.value.words() == "Ada Lindqvist <ada.lindqvist@northwind.example>"


def test_a_broken_draft_is_said_and_left_alone(journal: Journal, clock: HandClock, qapp: object) -> None:
    _, incident = with_incident(journal)
    Drafts(journal.path, clock).save(key_of(incident), "letter", {"answers": "no"})
    window = open_window(journal.path, clock)
    try:
        page = window.tell(incident)
        assert page.preview.letter.letter().startswith("Dear Ada,")
        assert "cannot be read" in window.shell.notices.words.words()
    finally:
        window.close()


def test_an_incident_that_is_gone_is_said(journal: Journal, clock: HandClock, qapp: object) -> None:
    window = open_window(journal.path, clock)
    try:
        window.shell.go("conversation", incident=99)
        assert spin(lambda: "no incident 99" in window.shell.notices.words.words())
    finally:
        window.close()


KILLED = """
import sys
sys.path[:0] = [{desktop!r}, {root!r}]
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit
from aboveboard.clock import Clock
from tests.ui.conversation_kit import open_window, spin, type_into
app = QApplication([])
window = open_window(Path(sys.argv[1]), Clock(datetime(2026, 11, 24, 10, 20, tzinfo=UTC)))
page = window.tell(int(sys.argv[2]))
page.go_to_step(2)
type_into(window.find(QLineEdit, "what_safe"), "the prices")
saved = []
window.shell.desk.drafts.saved.connect(lambda key, _: saved.append(key))
assert spin(lambda: bool(saved))
print("kept", flush=True)
spin(lambda: False, 60000)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX systems")
def test_after_kill_9_the_draft_is_there_to_the_last_second(journal: Journal, clock: HandClock, qapp: object) -> None:
    _, incident = with_incident(journal)
    root = Path(__file__).resolve().parents[2]
    script = KILLED.format(desktop=str(root / "desktop"), root=str(root))
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(journal.path), str(incident)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "kept\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    kept = Drafts(journal.path).load(key_of(incident))
    assert kept is not None and kept.content["answers"]["answers"]["what_safe"] == "the prices"
    window = open_window(journal.path, clock)
    try:
        page = window.tell(incident)
        assert page.talk.step == 2 and window.find(QLineEdit, "what_safe").text() == "the prices"
    finally:
        window.close()


def test_a_draft_is_plain_json_and_comes_back_as_it_was(told) -> None:
    window, *_ = told
    talk = window.page.talk
    content = json.loads(json.dumps(talk.as_json()))
    again = from_draft(content, talk.guide, talk.answers)
    assert again.answers == talk.answers and again.key == talk.key
