"""The real window with a real journal that has an incident in it, for the tests of the guide page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from aboveboard.clock import Clock
from aboveboard.journal import clients, incidents, interactions, profile
from aboveboard.journal.database import Journal
from aboveboard.ui import fonts
from aboveboard.ui.conversation.page import GuidePage
from aboveboard.ui.drafts import DraftKeeper
from aboveboard.ui.main_window import Shell
from aboveboard.ui.state import WindowState
from aboveboard.ui.theme import Look, dress

PROFILE = (
    "name",
    "business",
    "role",
    "email",
    "phone",
    "zone",
    "language",
    "work_days",
    "work_from",
    "work_to",
    "days_off",
)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=STOCKHOLM)


def with_incident(journal: Journal) -> tuple[int, int]:
    """Northwind Bakery, its shop without a backup, the loss, and its fact sheet: (client, incident)."""
    journal.write(
        lambda s: profile.edit(
            s, name="Dius Montenegro", email="dius@montenegro.example", phone="+351 21 555 0178", role="Developer"
        )
    )
    contact = {"name": "Ada Lindqvist", "role": "owner", "email": "ada@northwind.example", "phone": "+46 8 123 456"}
    project = {"name": "Web shop", "safeguards": {"backup": "none", "restore test": "never"}}
    made = journal.write(
        lambda s: clients.add(s, name="Northwind Bakery", zone="Europe/Stockholm", contact=contact, project=project)
    )
    client = made.one("client")
    journal.write(
        lambda s: interactions.log(
            s, client_id=client, contact_id=made.one("contact"), direction="in", temper="angry",
            note="Ada asked why last month's orders are missing.", at=at(24, 9, 20),
        )
    )  # fmt: skip
    incident = journal.write(
        lambda s: incidents.open(
            s, client_id=client, title="Orders of four weeks deleted", project_id=made.one("project"),
            noticed_at=at(24, 9, 10), hit="the orders and customer accounts of your web shop",
            occurred_from=at(27, 0, 0, 10), occurred_to=at(24, 9, 10), personal_data=True,
        )
    ).one("incident")  # fmt: skip
    for words, standing in (
        ("orders from 27 Oct to 24 Nov deleted", "known"),
        ("someone broke in through the admin login", "suspected"),
        ("which account was used", "unknown"),
    ):
        journal.write(
            lambda s, words=words, standing=standing: incidents.add_finding(
                s, incident, words=words, standing=standing, source="server log"
            )
        )
    return client, incident


def spin(until: Callable[[], object], wait_ms: int = 5000) -> bool:
    """Handle events until something is so; False where it never was."""
    deadline = QDeadlineTimer(wait_ms)
    loop, beat = QEventLoop(), QTimer()
    beat.timeout.connect(loop.quit)
    beat.start(4)
    while not until():
        if deadline.hasExpired():
            return False
        loop.exec()  # waits, so that the threads get on
    return True


@dataclass
class Window:
    """The shell on a journal, without the session's other jobs."""

    shell: Shell
    path: Path

    @property
    def page(self) -> GuidePage:
        page = self.shell.current()
        assert isinstance(page, GuidePage)
        return page

    def find(self, kind: type[QWidget], name: str, where: QWidget | None = None) -> Any:
        found = (where or self.shell).findChild(kind, name)
        assert found is not None, f"no {name}"
        return found

    def tell(self, incident: int, **params: Any) -> GuidePage:
        """Go to the guide and wait until its letter stands and was looked at."""
        self.shell.go("conversation", incident=incident, **params)
        page = self.page
        assert spin(lambda: page.talk is not None and page.talk.incident == incident and page.body.isVisibleTo(page))
        assert spin(lambda: page.questions.complete and page.writing.checking.fresh)
        return page

    def settle(self) -> None:
        """Let the letter follow, the checker look, and the threads finish."""
        page = self.page
        spin(lambda: page.writing.checking.fresh and not page.writing._soon.isActive())
        self.idle()

    def idle(self) -> None:
        assert spin(lambda: self.shell.jobs.pending == 0)

    def close(self) -> None:
        if self.shell.desk.drafts is not None:
            self.shell.desk.drafts.flush()
        self.shell.dismiss_sheets()
        self.shell.jobs.close()
        self.shell.close()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


def open_window(
    path: Path, clock: Clock, *, theme: str = "light", base: float = 13, size: tuple[int, int] = (1280, 800)
) -> Window:
    """A window on the journal at `path`, shown offscreen."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.load()
    look = Look(theme, base, motion=False)
    dress(app, look)
    shell = Shell(look, clock, WindowState(path.parent / "window"))
    opened: list[Any] = []
    shell.jobs.open(path, opened.append, lambda trouble: opened.append(trouble))
    assert spin(lambda: bool(opened)) and isinstance(opened[0], Journal), opened
    shell.journal_path = path
    shell.desk.drafts = DraftKeeper(path, shell.jobs, clock, shell)
    shell.undoing = lambda back, act=None: _undo(shell, back, act)
    row = opened[0].read(profile.get)
    shell.desk.profile = {name: getattr(row, name) for name in PROFILE}
    shell.resize(*size)
    shell.show()
    shell.activateWindow()
    return Window(shell, path)


def _undo(shell: Shell, back: bool, act: int | None = None) -> None:
    from aboveboard.ui.undoing import undo

    undo(shell.desk, back, act)


def type_into(field: QWidget, words: str) -> None:
    """Type key by key at the end of a field."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(field, QLineEdit):
        field.end(False)
    QTest.keyClicks(field, words)
