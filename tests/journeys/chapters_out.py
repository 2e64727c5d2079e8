"""The letter leaves: by the clipboard, as a file, through the mail program; and what is on record then."""

from __future__ import annotations

import email
import email.policy
import json
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.conftest import HandClock
from tests.journeys.chapters_letter import KEY, answer, fresh, items, letter
from tests.journeys.walker import Walker, at, until


def copy(walk: Walker) -> None:
    """9: Ctrl+Shift+C, wherever one is in the guide: text/plain and text/html, nothing but the letter."""
    text = letter(walk)
    QGuiApplication.clipboard().clear()
    walk.field("next_update", walk.page.questions).setFocus()
    walk.key("ctrl+shift+c")
    data = QGuiApplication.clipboard().mimeData()
    assert set(data.formats()) == {"text/plain", "text/html"}
    assert data.text() == text.strip("\n")
    html = data.html()
    paragraphs = text.strip("\n").split("\n\n")
    assert html.count("<li>") == sum(line.startswith("- ") for line in text.split("\n"))
    assert html.count("<p") + html.count("<ul") >= len(paragraphs)
    for not_of_it in ("yours", "Step", "Still to be filled", "To look at"):
        assert not_of_it not in html
    read_back = QTextDocument()
    read_back.setHtml(html)
    plain = " ".join(read_back.toPlainText().split())
    assert plain == " ".join(text.replace("\n- ", "\n").split()), "the same words, in the same order"
    walk.press("Copy the subject")
    subject = QGuiApplication.clipboard().text()
    assert subject.startswith("Lost: the orders") and "\n" not in subject
    walk.press("Copy the recipient")
    assert QGuiApplication.clipboard().text() == "Ada Lindqvist <ada@northwind.example>"


def save_as_eml(walk: Walker, place: Path) -> None:
    """9: an unsent draft, through the dialog that a person sees."""
    walk.press("Step 8, Read it aloud")
    dialogs: list[str] = []
    timer = QTimer()

    def type_the_place() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            return
        timer.stop()
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        dialogs.append(name.text())
        name.setText(str(place))
        dialog.accept()

    timer.timeout.connect(type_the_place)
    timer.start(20)
    walk.press("save-eml")
    assert dialogs and dialogs[0].endswith(".eml")
    mail = email.message_from_bytes(place.read_bytes(), policy=email.policy.default)
    assert mail["X-Unsent"] == "1" and mail["To"] == "Ada Lindqvist <ada@northwind.example>"
    assert mail["From"] == "Dius Montenegro <dius@montenegro.example>"
    assert mail["Subject"] == walk.page.talk.subject
    body = mail.get_body(("plain",)).get_content().replace("\r\n", "\n").strip("\n")
    assert body == letter(walk).strip("\n")
    assert place.name in walk.notice()


class MailProgram(QObject):
    """Stands where the system's mail program would: keeps the links it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        QDesktopServices.setUrlHandler("mailto", self, "take")

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.links.append(bytes(url.toEncoded()).decode())

    def gone(self) -> None:
        QDesktopServices.unsetUrlHandler("mailto")


def open_in_mail_program(walk: Walker) -> None:
    """9: recipient and subject go along; the body too where it fits, else by the clipboard, and that is said."""
    program = MailProgram()
    try:
        QGuiApplication.clipboard().clear()
        walk.press("open-mail")
        (link,) = program.links
        to, _, rest = link.removeprefix("mailto:").partition("?subject=")
        assert to == "ada@northwind.example" and unquote(rest.partition("&body=")[0]) == walk.page.talk.subject
        assert "body=" not in link and QGuiApplication.clipboard().text() == letter(walk).strip("\n")
        assert "clipboard" in walk.notice()
    finally:
        program.gone()


def i_sent_it(walk: Walker, clock: HandClock) -> None:
    """10: the letter is frozen, the client's told time set, its promises linked; undone, it is a draft again."""
    clock.set(at(10, 40))
    text = letter(walk)
    before = {one["id"] for one in walk.rows("SELECT id FROM commitment")}
    _send(walk)
    row = walk.row("SELECT * FROM letter")
    assert row["text"] == text.strip("\n") and row["subject"].startswith("Lost: the orders")
    assert (row["recipient"], row["how"]) == ("Ada Lindqvist <ada@northwind.example>", "email")
    assert row["sent_at"] == "2026-11-24T10:40:00Z" and json.loads(row["dismissed"])[0]["text"] == "asap"
    assert json.loads(row["answers"])["answers"]["backup"] == "none"
    incident = walk.row("SELECT told_at, told_how, told_to FROM incident")
    assert incident["told_at"] == "2026-11-24T10:40:00Z" and incident["told_how"] == "email"
    assert "Ada Lindqvist" in incident["told_to"]
    made = [one for one in walk.rows("SELECT * FROM commitment") if one["id"] not in before]
    dues = {one["first_due"] for one in made}
    for due in ("2026-11-24T11:00:00Z", "2026-11-24T18:00:00Z", "2026-11-24T20:00:00Z", "2026-11-25T12:00:00Z"):
        assert due in dues, (due, [(one["words"], one["first_due"]) for one in made])
    assert {(one["letter_id"], one["incident_id"], one["by"]) for one in made} == {(row["id"], 1, "me")}
    assert KEY not in walk.drafts()
    assert walk.page.key == "incident" and walk.sees("until Ada was told, by email today 10:40.")
    walk.page.setFocus()
    walk.key("ctrl+z")
    assert walk.rows("SELECT * FROM letter WHERE binned_at IS NULL") == []
    assert walk.row("SELECT told_at FROM incident")["told_at"] is None
    assert len(walk.rows("SELECT id FROM commitment WHERE binned_at IS NULL")) == len(before)
    assert until(lambda: KEY in walk.drafts()), "the words are a draft again"
    walk.press("Tell the client")
    assert until(lambda: walk.page.key == "conversation" and walk.page.talk is not None)
    fresh(walk)
    assert letter(walk) == text


def _send(walk: Walker) -> None:
    walk.press("Step 8, Read it aloud")
    walk.key("ctrl+enter")
    assert until(lambda: bool(walk.shell.veils)), walk.notice()
    sheet = walk.place.sheet
    assert until(lambda: sheet.fresh and walk.shell.jobs.pending == 0)
    said = walk.words(sheet)
    for asked in ("How", "When", "To", "Email", "Now, ", "Ada Lindqvist"):
        assert asked in said, "it asks when, how and to whom"
    assert "promises stand in it" in said and len(sheet.chips.chips) >= 4
    for chip in sheet.chips.chips:
        assert chip.mark.isChecked() and "2026" in chip.when.words(), "each with its date, ticked"
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    walk.settle()
    walk.shell.desk.drafts.flush()
    walk.settle()


def i_told_them_by_phone(walk: Walker, clock: HandClock) -> None:
    """10: the call is logged, they were told then, the draft stays open; the letter follows and is frozen."""
    clock.set(at(11, 10))
    walk.press("i-told-them-by-phone")
    sheet = walk.place.sheet
    assert until(lambda: sheet.fresh and walk.shell.jobs.pending == 0)
    walk.click(walk.button("Other", sheet))
    walk.put("When was it?", "today 11:00")
    walk.put("What was said", "Told Ada everything, the backup too. She was quiet, then asked what she can do.")
    assert until(lambda: sheet.fresh and walk.shell.jobs.pending == 0)
    for chip in sheet.chips.chips:
        if chip.mark.isChecked():  # the letter will carry them
            walk.click(chip.mark)
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    walk.settle()
    call = walk.row("SELECT * FROM interaction WHERE incident_id = 1 AND binned_at IS NULL")
    assert (call["kind"], call["direction"], call["outcome"]) == ("call", "out", "reached")
    assert call["at"] == "2026-11-24T11:00:00Z" and call["note"].startswith("Told Ada everything")
    incident = walk.row("SELECT told_at, told_how, told_to FROM incident")
    assert incident == {"told_at": "2026-11-24T11:00:00Z", "told_how": "call", "told_to": "Ada Lindqvist"}
    assert walk.page.key == "conversation" and walk.page.talk is not None, "the draft stays open"
    assert walk.rows("SELECT * FROM letter WHERE binned_at IS NULL") == []
    clock.set(at(11, 20))
    walk.press("Step 8, Read it aloud")
    walk.key("ctrl+enter")
    assert not walk.shell.veils and "still open" in walk.notice(), "the call it promises is past by now"
    walk.press("Step 7, The next word")
    answer(walk, "call_first", "today 13:00")
    assert not any("Do not send" in one for one in items(walk))
    _send(walk)
    assert walk.row("SELECT sent_at FROM letter")["sent_at"] == "2026-11-24T11:20:00Z"
    assert walk.row("SELECT told_at FROM incident")["told_at"] == "2026-11-24T11:00:00Z", "first told stays first told"
    walk.press("Open the letter")
    assert until(lambda: walk.page.key == "letter")
    walk.settle()
    assert "It stays as it was sent." in walk.words(walk.page)
    assert not walk.page.findChildren(QLineEdit), "nothing in it can be written to"
    assert "asap" in walk.words(walk.page) and "Ada asked me to say it like this" in walk.words(walk.page)
    walk.press("Copy the letter")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == walk.row("SELECT text FROM letter")["text"] and "<li>" in data.html()
