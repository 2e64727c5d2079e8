"""What each page is given: the look, the record's jobs, the clock, drafts, the writer, and the window's few
functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aboveboard.clock import Clock, system_zone
from aboveboard.ui.bus import Bus
from aboveboard.ui.jobs import Jobs
from aboveboard.ui.theme import Look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from aboveboard.errors import Trouble
    from aboveboard.ui.drafts import DraftKeeper
    from aboveboard.ui.main_window import Shell
    from aboveboard.ui.page import Page
    from aboveboard.ui.widgets.sheet import Sheet, Veil


class Desk:
    """One window's things, passed to every page and sheet; there is no other way to them and nothing global.

    `profile` is the writer's row as a dict of strings (`name`, `business`, `zone`, `work_days`, ...), {} until it is
    read.
    """

    def __init__(self, look: Look, jobs: Jobs, bus: Bus, clock: Clock, shell: Shell) -> None:
        self.look, self.jobs, self.bus, self.clock, self.shell = look, jobs, bus, clock, shell
        self.profile: dict[str, Any] = {}
        self.drafts: DraftKeeper | None = None

    def now(self) -> datetime:
        """The present moment, UTC."""
        return self.clock.now()

    @property
    def zone(self) -> str:
        """The writer's IANA zone."""
        return str(self.profile.get("zone") or system_zone())

    def calendar(self) -> Any:
        """The writer's working days and hours for `guides.when`."""
        from aboveboard.ui.calendar import of_profile

        return of_profile(self.profile)

    def go(self, key: str, **params: Any) -> None:
        """Go to a page of `pages.PAGES`."""
        self.shell.go(key, **params)

    def back(self) -> None:
        """Go to the page one came from."""
        self.shell.back()

    def start(self, sheet: str, **params: Any) -> None:
        """Open a sheet of `pages.SHEETS` ("log", "new-client", "move", ...)."""
        self.shell.start(sheet, **params)

    def sheet(self, sheet: Sheet) -> Veil:
        """Show a sheet over the page."""
        return self.shell.show_sheet(sheet)

    def notice(
        self, words: str, action: str = "", then: Callable[[], object] | None = None, *, stays: bool = False,
        about: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """Say something in the line at the window's foot, with one thing to do beside it. `about`: the keys of the
        drafts that it offers."""
        self.shell.notice(words, action, then, stays=stays, about=about)

    def settled(self, key: str) -> None:
        """A draft was opened: a notice that offered it goes."""
        self.shell.notices.settled(key)

    def trouble(self, error: Trouble, page: Page | QWidget | None = None) -> None:
        """Say a trouble's sentence; it stays until it is closed."""
        self.shell.notice(error.sentence, stays=True, late=True)

    def copy(self, words: str, html: str = "") -> None:
        """Put text, and the same as HTML where given, on the clipboard."""
        from PySide6.QtCore import QMimeData
        from PySide6.QtGui import QGuiApplication

        data = QMimeData()
        data.setText(words)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)
