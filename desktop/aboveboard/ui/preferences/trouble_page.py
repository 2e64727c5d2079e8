"""In the place of the pages where the journal cannot be opened: what is so, what is safe, and what one can do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from aboveboard.errors import Trouble
from aboveboard.ui import moments
from aboveboard.ui import tokens as t
from aboveboard.ui.desk import Desk
from aboveboard.ui.preferences.front import FrontPage, shown
from aboveboard.ui.widgets import Action, Hairline, column, holder, label, refill, row, section

if TYPE_CHECKING:
    from aboveboard.ui.session import Session


class TroublePage(FrontPage):
    """Nothing is made, moved or mended here unless a button says so."""

    key = "trouble"

    def __init__(self, desk: Desk, session: Session, error: Trouble) -> None:
        super().__init__(desk)
        self.title, self.session = self.tr("Trouble with the journal"), session
        look = desk.look
        self.sentence = label(look, error.sentence, "words", wrap=True)
        self.sentence.setObjectName("trouble-sentence")
        again = Action(look, self.tr("Try again"), "primary", self.tr("Ctrl ↵"))
        other = Action(look, self.tr("Choose another journal"), "plain")
        again.clicked.connect(lambda: session.open_other(session.path))
        other.clicked.connect(self._choose)
        acts: list[Any] = [again, other]
        if not session.path.exists() and not session.path.is_symlink():
            new = Action(look, self.tr("Begin a new journal there"), "plain")
            new.clicked.connect(self._begin_new)
            acts.append(new)
        self.backups = column()
        path = self.tr("The journal: {path}").format(path=shown(session.path))
        body = holder(
            column(
                label(look, self.tr("This journal cannot be opened"), "title", wrap=True), 10, self.sentence, 8,
                label(look, path, "small", "ink3", wrap=True), 22, row(*acts, None, gap=12), holder(self.backups), None,
            )
        )  # fmt: skip
        self.stand(body, t.MEASURE, 60)
        self._look_for_backups()

    def _look_for_backups(self) -> None:
        path, clock = self.session.path, self.desk.clock

        def work() -> Any:
            from aboveboard.journal import backup

            return [one for one in backup.listing(path, clock) if one.proven]

        self.desk.jobs.aside(work, self._show_backups, lambda _: None)

    def _show_backups(self, found: list[Any]) -> None:
        if not found:
            return
        look, zone, now = self.look, self.desk.zone, self.desk.now()
        parts: list[Any] = [section(look, self.tr("Backups that were opened and proven"), str(len(found))), 8]
        for number, one in enumerate(found):
            at = moments.mid_sentence(one.at, zone, now)
            restore = Action(
                look, self.tr("Restore this one"), "plain", name=self.tr("Restore the backup of {at}").format(at=at)
            )
            restore.clicked.connect(lambda _=False, one=one: self._restore(Path(one.file)))
            acts = self.tr("{n} acts").format(n=one.acts)
            parts += [row(label(look, at, "words"), 10, label(look, acts, "small", "ink3"), None, restore), 6]
            if number < len(found) - 1:
                parts += [Hairline(look), 6]
        note = self.tr("The file that is there now is set aside first, not thrown away.")
        refill(self.backups, *parts, label(look, note, "small", "ink3", wrap=True))

    def _restore(self, file: Path) -> None:
        session, path, clock = self.session, self.session.path, self.desk.clock
        session.let_go()

        def work() -> Any:
            from aboveboard.journal import backup

            return backup.restore(path, file, clock)

        self.desk.jobs.aside(work, lambda _: session.open_other(path), self._say)

    def _say(self, error: Trouble) -> None:
        self.sentence.setText(error.sentence)

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a journal"),
            str(self.session.path.parent),
            self.tr("Journals (*.aboveboard);;All files (*)"),
        )
        if name:
            self.session.open_other(Path(name))

    def _begin_new(self) -> None:
        from aboveboard.ui.preferences.first_run import FirstRunPage

        self.desk.shell.put_front(FirstRunPage(self.desk, self.session))
