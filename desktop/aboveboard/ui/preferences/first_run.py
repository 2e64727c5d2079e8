"""The first run: who writes here, and whether to begin with a sample or with nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aboveboard.errors import Trouble
from aboveboard.ui.desk import Desk
from aboveboard.ui.preferences.form import ProfileForm
from aboveboard.ui.preferences.front import FrontPage, shown
from aboveboard.ui.widgets import Action, column, holder, label, row

if TYPE_CHECKING:
    from aboveboard.ui.session import Session


class FirstRunPage(FrontPage):
    """Stands in the place of the pages until there is a journal; nothing is written before a button is pressed."""

    key = "first-run"

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self.title, self.session = self.tr("Welcome"), session
        look = desk.look
        self.form = ProfileForm(look)
        self.empty = Action(look, self.tr("Start empty"), "primary", self.tr("Ctrl ↵"))
        self.sample = Action(look, self.tr("Start with a sample journal"), "plain")
        self.empty.clicked.connect(lambda: self.begin(sample=False))
        self.sample.clicked.connect(lambda: self.begin(sample=True))
        self.wrong = label(look, "", "body", "late", wrap=True)
        self.wrong.hide()
        intro = self.tr(
            "Who writes here? Letters are signed with it, and your working hours give promises their dates."
        )
        where = self.tr("Everything stays on this computer, in {path}.").format(path=shown(session.path))
        body = holder(
            column(
                label(look, self.tr("Welcome to Aboveboard"), "title", wrap=True), 8,
                label(look, intro, "words", "ink2", wrap=True), 24, self.form, 24, self.wrong,
                row(self.empty, self.sample, None, gap=14), 14, label(look, where, "small", "ink3", wrap=True), None,
            )
        )  # fmt: skip
        self.stand(body, 620, 36)
        self.setFocusProxy(self.form.name)

    def begin(self, *, sample: bool) -> None:
        """Make the journal and open it."""
        self.wrong.hide()
        try:
            values = self.form.values()
        except Trouble as error:
            self.trouble(error)
            return
        path, clock = self.session.path, self.desk.clock

        def make() -> Any:
            from aboveboard.journal.database import Journal

            journal = Journal.create(path, clock=clock, profile=values)
            if sample:
                from aboveboard.journal import sample as samples

                samples.fill(journal)
            return journal

        self._wait(True)
        self.session.open(make, self.trouble)

    def _wait(self, waiting: bool) -> None:
        self.empty.setEnabled(not waiting)
        self.sample.setEnabled(not waiting)

    def trouble(self, error: Trouble) -> None:
        self._wait(False)
        if not self.form.say(error):
            self.wrong.setText(error.sentence)
            self.wrong.show()
