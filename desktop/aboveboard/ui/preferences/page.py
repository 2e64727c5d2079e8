"""The writer's own page: name, business, where and when one works, the text size, and the sample."""

from __future__ import annotations

from typing import Any

from aboveboard.errors import Trouble
from aboveboard.ui import binning
from aboveboard.ui import tokens as t
from aboveboard.ui.desk import Desk
from aboveboard.ui.page import Page
from aboveboard.ui.preferences.form import ProfileForm
from aboveboard.ui.widgets import Action, Choices, column, holder, label, pair, row, scroll, section

SIZES = (0.0, 15.0, 18.0, 22.0)


class ProfilePage(Page):
    """Changes are saved as one act, with undo like any other."""

    key = nav = "preferences"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("You")
        look = desk.look
        self.form = ProfileForm(look, all_columns=True)
        self.save = Action(look, self.tr("Save your details"), "primary", self.tr("Ctrl ↵"))
        self.save.clicked.connect(self.submit)
        self.wrong = label(look, "", "body", "late", wrap=True)
        self.wrong.hide()
        words = [self.tr("As the system"), self.tr("Larger"), self.tr("Large"), self.tr("Largest")]
        kept = float(desk.shell.kept.data.get("text_px") or 0)
        self.size = Choices(look, words, SIZES.index(kept) if kept in SIZES else 0, self.tr("Text size"), values=SIZES)
        self.size.changed.connect(self._resize)
        self.remove = Action(look, self.tr("Remove the sample"), "plain")
        self.remove.clicked.connect(self._remove_sample)
        more = self.tr("Bins the sample's clients, calls, promises and letters as one act, which can be undone.")
        self.sample = holder(
            column(
                section(look, self.tr("Sample journal")), 10, label(look, more, "body", "ink2", wrap=True), 10,
                row(self.remove, None),
            )
        )  # fmt: skip
        self.sample.hide()
        body = holder(
            column(
                label(look, self.tr("You"), "title"), 6,
                label(look, self.tr("Your letters are signed with this."), "words", "ink2", wrap=True),
                24, self.form, 20, self.wrong, row(self.save, None), section(look, self.tr("Text")), 10,
                pair(look, self.tr("Text size"), self.size, width=84), self.sample, None,
            )
        )  # fmt: skip
        body.setMaximumWidth(look.w(t.MEASURE))
        inner = holder(row((body, 100), "rest", gap=0, margins=(52, 36, 48, 32)))
        self.setLayout(column(scroll(inner, "preferences")))

    def open(self, **_: Any) -> None:
        self.form.fill(self.desk.profile)
        self.wrong.hide()
        self.refresh()

    def concerned(self, changes: Any) -> bool:
        return bool(changes.nouns() & {"profile", "client"})

    def refresh(self) -> None:
        def work(s: Any) -> tuple[dict[str, Any], int]:
            from sqlalchemy import text

            from aboveboard.ui.session import first_rows

            samples = s.execute(text("SELECT count(*) FROM client WHERE sample = 1 AND binned_at IS NULL")).scalar_one()
            return first_rows(s)[0], int(samples)

        self.desk.jobs.read(work, self._show, self.trouble, key="preferences")

    def _show(self, found: tuple[dict[str, Any], int]) -> None:
        profile, samples = found
        self.sample.setVisible(bool(samples))
        focus = self.form.focusWidget()
        if focus is None or not focus.hasFocus():
            self.form.fill(profile)

    def submit(self) -> None:
        """Save the columns."""
        self.wrong.hide()
        try:
            values = self.form.values()
        except Trouble as error:
            self.trouble(error)
            return

        def work(s: Any) -> Any:
            from aboveboard.journal import profile

            return profile.edit(s, **values)

        self.desk.jobs.write(work, lambda _: self.desk.notice(self.tr("Your details are saved.")), self.trouble)

    def trouble(self, error: Trouble) -> None:
        if not self.form.say(error):
            self.wrong.setText(error.sentence)
            self.wrong.show()

    def _resize(self, number: int) -> None:
        shell = self.desk.shell
        shell.kept.data["text_px"] = SIZES[number] or None
        shell.turned.emit()

    def _remove_sample(self) -> None:
        def work(s: Any) -> Any:
            from aboveboard.journal import sample

            return sample.remove(s)

        self.desk.jobs.write(work, self._removed, self.trouble)

    def _removed(self, _: Any) -> None:
        binning.say_done(self.desk, self.tr("The sample is in the bin."))
