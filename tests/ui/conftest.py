"""The window for tests: real widgets offscreen, a real journal file, jobs on their threads, a clock that stands
still."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("ABOVEBOARD_MOTION", "0")

from PySide6.QtWidgets import QApplication

from aboveboard.ui import fonts
from aboveboard.ui.main_window import Shell
from aboveboard.ui.session import Session
from aboveboard.ui.state import WindowState
from aboveboard.ui.theme import Look, dress
from tests.conftest import HandClock

_LOADED: list[int] = []


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light look at the usual size, worn by the application, nothing moving."""
    if not _LOADED:
        _LOADED.append(fonts.load())
    made = Look("light", 13, motion=False)
    dress(qapp, made)
    return made


class Window:
    """A shell with its session, driven by a test."""

    def __init__(self, shell: Shell, session: Session, qtbot: Any) -> None:
        self.shell, self.session, self.qtbot = shell, session, qtbot
        self.bugs: list[str] = []
        shell.jobs.bug.connect(self.bugs.append)

    def settle(self) -> None:
        """Wait until no job is under way."""
        self.qtbot.waitUntil(lambda: self.shell.jobs.pending == 0, timeout=10_000)

    def go(self, key: str, **params: Any) -> Any:
        """Go to a page and wait until it is filled; the page."""
        self.shell.go(key, **params)
        self.settle()
        return self.shell.current()


@pytest.fixture
def open_window(qtbot: Any, look: Look, clock: HandClock, tmp_path: Path) -> Iterator[Callable[..., Window]]:
    """Opens a window on a journal's path: `open_window(path, named=True, size=(1280, 800))`."""
    opened: list[Window] = []

    def make(path: Path, *, named: bool = True, size: tuple[int, int] = (1280, 800), wait: bool = True) -> Window:
        shell = Shell(look, clock, WindowState(tmp_path / "config"))
        session = Session(shell, path, named=named)
        window = Window(shell, session, qtbot)
        opened.append(window)
        session.frame()
        shell.resize(*size)
        shell.show()
        session.load()
        if wait:
            window.settle()
        return window

    yield make
    for window in opened:
        window.shell.close()
        window.session.end()
        window.shell.deleteLater()
    assert [bug for window in opened for bug in window.bugs] == []


@pytest.fixture
def window(open_window: Callable[..., Window], northwind: Any) -> Window:
    """A window on the journal with Northwind Bakery in it."""
    return open_window(northwind.journal.path)


def at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment of 2026 in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)
