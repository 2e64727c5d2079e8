"""How the letter leaves: by the clipboard, as a file, through the mail program; and the word that it has left."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QFileDialog

from aboveboard.errors import Trouble
from aboveboard.guides.letter_html import html
from aboveboard.ui import binning
from aboveboard.ui.conversation.draft import Talk
from aboveboard.ui.widgets import Action, row

if TYPE_CHECKING:
    from aboveboard.ui.conversation.page import GuidePage
    from aboveboard.ui.desk import Desk


class Sending(QObject):
    """The page's hands outward."""

    def __init__(self, desk: Desk, page: GuidePage) -> None:
        super().__init__(page)
        self.desk, self.page = desk, page
        self.warned: frozenset[tuple[str, str, str]] = frozenset()
        self._waiting = False
        page.writing.checking.checked.connect(self._checked)

    def offer(self, box: QBoxLayout) -> None:
        """Put the ways out below the last step's primary button."""
        look = self.page.look
        acts = [
            ("told-by-phone", self.tr("I told them by phone"), lambda: self.ask(by_phone=True)),
            ("open-mail", self.tr("Open in mail program"), self.open_mail),
            ("save-eml", self.tr("Save as .eml"), self.save_eml),
            ("copy-whole", self.tr("Copy letter"), self.copy_letter),
        ]
        box.addSpacing(14)
        for name, words, act in acts:
            button = Action(look, words, "quiet")
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, act=act: act())
            box.addLayout(row(button, None))

    # --- copy -----------------------------------------------------------------------------------------------------
    def text(self) -> str:
        """The letter and nothing else: no blank lines around it."""
        talk = self._talk()
        return talk.letter.text.strip("\n").rstrip() if talk is not None else ""

    def copy_letter(self) -> None:
        """The part in view, as text and as HTML made from it."""
        text = self.text()
        if not text:
            return
        self.desk.copy(text, html(text))
        talk = self._talk()
        assert talk is not None
        places = len(talk.places())
        said = {
            "email": self.tr("The letter is copied."),
            "call": self.tr("The script is copied."),
            "ping": self.tr("The message is copied."),
        }
        words = said[talk.part]
        if places == 1:
            words += " " + self.tr("One place in it is still to be filled.")
        elif places:
            words += " " + self.tr("{n} places in it are still to be filled.").format(n=places)
        self.desk.notice(words)

    def copy_line(self, words: str) -> None:
        """A line of the letter's head alone."""
        self.desk.copy(words)
        self.desk.notice(self.tr("Copied: {words}").format(words=words))

    # --- out ------------------------------------------------------------------------------------------------------
    def save_eml(self) -> None:
        """An unsent mail as a file that mail programs open."""
        talk = self._talk()
        if talk is None:
            return
        named = f"{_file_name(talk.subject) or 'letter'}.eml"
        place, _ = QFileDialog.getSaveFileName(self.page, self.tr("Save as .eml"), named, self.tr("Mail (*.eml)"))
        if place:
            self.write_eml(Path(place))

    def write_eml(self, place: Path) -> None:
        """Write the file; said where it lies, or why it does not."""
        from aboveboard.exchange import eml

        talk = self._talk()
        if talk is None:
            return
        who, to = talk.answers.writer, talk.answers.client
        try:
            data = eml.draft(
                sender=(who.name, who.email), to=(to.contact or to.name, to.email), subject=talk.subject,
                text=_email_of(talk), language=to.language or "en",
            )  # fmt: skip
            _write(place, data)
        except Trouble as trouble:
            self.desk.trouble(trouble, self.page)
            return
        except OSError as error:
            words = self.tr("The file could not be written ({why}). Nothing was lost; the letter is still here.")
            self.desk.trouble(Trouble(words.format(why=error.strerror or error)), self.page)
            return
        self.desk.notice(
            self.tr("Saved as {name}. Opening it starts a mail that is not sent yet.").format(name=place.name)
        )

    def open_mail(self) -> None:
        """The mail program with recipient and subject; the body goes along where it fits, else by the clipboard."""
        from aboveboard.exchange import mailto

        talk = self._talk()
        if talk is None:
            return
        text = _email_of(talk)
        link = mailto.link(talk.answers.client.email, talk.subject, text)
        if not link.whole:
            self.desk.copy(text, html(text))
        if open_link(link.url):
            self.desk.notice(link.said, stays=not link.whole)
            return
        self.desk.copy(text, html(text))
        self.desk.trouble(
            Trouble(
                self.tr("No mail program answered. The letter is on the clipboard; paste it into a mail of your own.")
            ),
            self.page,
        )

    # --- sent -----------------------------------------------------------------------------------------------------
    def primary_words(self, usual: str) -> str:
        """The primary button of the last step: once the open things were shown, it says that one goes on."""
        return self.tr("I sent it as it is") if self.warned and self.warned == self._open() else usual

    def ask(self, *, by_phone: bool = False) -> None:
        """Ask how, when and to whom. What is still open is shown first; one more press goes on."""
        if self._talk() is None:
            return
        if by_phone:
            self._sheet(by_phone=True)
            return
        if not self.page.writing.checking.fresh:
            self._waiting = True  # what was written with the last keys is looked at first
            self.page.writing.checking.look_now()
            return
        open_now = self._open()
        if open_now and open_now != self.warned:
            self.warned = open_now
            self._show_open()
            return
        self._sheet(by_phone=False)

    def _checked(self, _: Any) -> None:
        if self._waiting:
            self._waiting = False
            self.ask()

    def _open(self) -> frozenset[tuple[str, str, str]]:
        return frozenset(item.same for item in self.page.writing.items if item.holds)

    def _show_open(self) -> None:
        writing = self.page.writing
        held = [item for item in writing.items if item.holds]
        if self.page.talk is not None and self.page.talk.part != "email":
            writing.show_part("email")
        writing.jump_to(held[0])
        n = len(held)
        words = (
            self.tr("One thing in this letter is still open.")
            if n == 1
            else self.tr("{n} things in this letter are still open.").format(n=n)
        )
        self.desk.notice(f"{words} {self.tr('Look at them, or go on.')}", self.tr("I sent it as it is"), self.ask)
        self.page.say_primary()

    def _sheet(self, *, by_phone: bool) -> None:
        from aboveboard.ui.conversation.sent import SentSheet

        talk, record = self._talk(), self.page.record
        assert talk is not None and record is not None
        if "email" not in talk.letters or "call" not in talk.letters:
            try:
                talk.render(self.desk.now(), all_parts=True)
            except Trouble as error:
                self.desk.trouble(error)
                return
        sheet = SentSheet(self.desk, talk, record, self.page.zones, by_phone=by_phone)
        sheet.kept.connect(self._kept)
        self.desk.shell.notices.hide()
        self.desk.sheet(sheet)

    def _kept(self, letter: bool, words: str) -> None:
        """It is on record. A letter takes its draft along; after a call the draft stays open."""
        talk = self._talk()
        if talk is None:
            return
        self.warned = frozenset()
        if not letter:
            binning.say_done(self.desk, words)
            return
        incident, key = talk.incident, talk.key
        self.page.done()
        if self.desk.drafts is not None:
            self.desk.drafts.discard(key)
        self.desk.go("incident", id=incident)
        binning.say_done(self.desk, words)

    def _talk(self) -> Talk | None:
        return self.page.talk


def _email_of(talk: Talk) -> str:
    return talk.letters["email"].text.strip("\n").rstrip()


def _write(place: Path, data: bytes) -> None:
    """Written aside and renamed: no half a file, and an older one of that name stays until the new one is whole."""
    aside = place.with_name(f".{place.name}.part")
    try:
        aside.write_bytes(data)
        aside.replace(place)
    finally:
        aside.unlink(missing_ok=True)


def _file_name(subject: str) -> str:
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in subject)
    return " ".join(kept.split())[:60].strip()


def open_link(url: str) -> bool:
    """Give a mailto link to the system, sign by sign as it is; False where nothing takes it."""
    program = shutil.which("xdg-open")
    if program is not None:
        started = QProcess.startDetached(program, [url])
        return bool(started[0] if isinstance(started, tuple) else started)
    return QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))
