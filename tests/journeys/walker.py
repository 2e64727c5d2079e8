"""A person at the real window: keys into the window in front, clicks where something is seen, words read off it.

Nothing here reaches into a page: what is pressed or typed in is found by the name that people hear or by the name that
tests know, has to be on the screen, and gets a real key or a real click. What became of it is read with plain sqlite3.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QTextEdit, QWidget

from aboveboard.clock import Clock
from aboveboard.errors import Trouble
from aboveboard.journal import lock
from aboveboard.ui.app import Frame, make_app, make_look
from aboveboard.ui.main_window import Shell
from aboveboard.ui.session import Session
from aboveboard.ui.state import WindowState
from aboveboard.ui.widgets import PromiseList

NAMED = {
    "enter": Qt.Key.Key_Return, "tab": Qt.Key.Key_Tab, "backtab": Qt.Key.Key_Backtab, "esc": Qt.Key.Key_Escape,
    "left": Qt.Key.Key_Left, "right": Qt.Key.Key_Right, "up": Qt.Key.Key_Up, "down": Qt.Key.Key_Down,
    "space": Qt.Key.Key_Space, "del": Qt.Key.Key_Delete, "end": Qt.Key.Key_End, "f8": Qt.Key.Key_F8,
    "pgdown": Qt.Key.Key_PageDown, "pgup": Qt.Key.Key_PageUp,
}  # fmt: skip
HELD = {
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "shift": Qt.KeyboardModifier.ShiftModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
}
PATIENCE_MS = 15_000


def at(hour: int, minute: int = 0, day: int = 24, month: int = 11) -> datetime:
    """A moment of 2026; in November Lisbon keeps UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def until(true: Callable[[], object], patience_ms: int = PATIENCE_MS) -> bool:
    """Let the window live until something is so; False where it never was."""
    deadline = QDeadlineTimer(patience_ms)
    while not true():
        if deadline.hasExpired():
            return False
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    return True


class Walker:
    """One window from its start to its end, and the eyes and hands before it."""

    def __init__(self, path: Path, clock: Clock, config: Path, *, named: bool = False) -> None:
        self.path = path
        self.app = make_app()
        self.bugs: list[str] = []
        state = WindowState(config)
        held, trouble = None, None
        try:
            held = lock.window(path)
        except Trouble as error:
            trouble = error
        self.frame = Frame(False, state)
        self.session: Any = None

        def fill() -> None:  # as `app.run` does it
            self.look = make_look(self.app, state)
            self.look.motion = False
            self.shell = Shell(self.look, clock, state)
            self.shell.jobs.bug.connect(self.bugs.append)
            self.session = Session(self.shell, path, named=named, held=held, trouble=trouble)
            self.session.frame()
            self.frame.put(self.shell)
            self.session.load()

        self.frame.begin(fill, False)
        assert until(lambda: self.session is not None), "the window was never painted"
        assert until(self._in_front), "the window never came to the front"
        self.settle()

    # --- waiting --------------------------------------------------------------------------------------------------
    def settle(self) -> None:
        """Until no work is under way and what follows from it was done."""
        for _ in range(3):
            assert until(lambda: self.shell.jobs.pending == 0), "the window is still at work"
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if QApplication.focusWindow() is None and self.frame.isVisible():  # a list of offers closed: what a window
            until(self._in_front)  # manager does then, the offscreen platform leaves undone

    def _in_front(self) -> bool:
        if not self.frame.isActiveWindow():
            self.frame.activateWindow()
        return bool(self.frame.isActiveWindow())

    def sees(self, words: str, patience_ms: int = PATIENCE_MS) -> bool:
        """Until these words stand somewhere in the window."""
        return until(lambda: words in self.words(), patience_ms)

    def end(self) -> None:
        """Close it as a person does."""
        self.frame.close()
        self.session.end()
        self.frame.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert self.bugs == []

    # --- hands ----------------------------------------------------------------------------------------------------
    def key(self, *chords: str) -> None:
        """Press keys, each like "ctrl+l", "enter", "x"; they go to the window that is in front."""
        for chord in chords:
            *held, last = chord.split("+") if chord != "+" else [chord]
            modifiers = Qt.KeyboardModifier.NoModifier
            for name in held:
                modifiers |= HELD[name]
            code = NAMED.get(last) or getattr(Qt.Key, f"Key_{last.upper()}" if last != "," else "Key_Comma")
            if last == "backtab":
                modifiers |= HELD["shift"]
            QTest.keyClick(self._front(), code, modifiers)
            self.settle()

    def _front(self) -> Any:
        return QApplication.focusWindow() or self.frame.windowHandle()

    def type(self, words: str) -> None:
        """Type into what has the focus."""
        target = QApplication.focusWidget()
        assert isinstance(target, (QLineEdit, QTextEdit)), f"nothing to type into: {target}"
        QTest.keyClicks(target, words)
        QApplication.processEvents()

    def press(self, name: str, within: QWidget | None = None, *, settle: bool = True) -> None:
        """Click a button by its name."""
        self.click(self.button(name, within))
        if settle:
            self.settle()

    def click(self, widget: QWidget) -> None:
        """Click a widget in its middle; it has to be what is seen there."""
        self.bring(widget)
        middle = widget.rect().center()
        hit = self.frame.childAt(widget.mapTo(self.frame, middle))
        assert hit is widget or widget.isAncestorOf(hit), f"{widget.accessibleName()!r} lies behind {hit}"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)

    def click_at(self, widget: QWidget, place: QPoint) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        self.settle()

    def bring(self, widget: QWidget) -> None:
        """Scroll until a widget is in view."""
        here: QWidget | None = widget.parentWidget()
        while here is not None:
            if isinstance(here, QScrollArea):
                here.ensureWidgetVisible(widget, 0, 24)
            here = here.parentWidget()
        QApplication.processEvents()

    def put(self, name: str, words: str, within: QWidget | None = None) -> Any:
        """Go into a field by its name and type; what stood in it is typed over."""
        field = self.field(name, within)
        self.bring(field)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.key("ctrl+a")
        self.type(words)
        return field

    # --- eyes -----------------------------------------------------------------------------------------------------
    @property
    def place(self) -> QWidget:
        """Where one is: the sheet on top, else the window."""
        return self.shell.veils[-1] if self.shell.veils else self.shell

    @property
    def page(self) -> Any:
        return self.shell.current()

    def named(self, kind: type[QWidget] | tuple[type[QWidget], ...], name: str, within: QWidget | None = None) -> Any:
        """The one widget of a kind that is shown under a name: heard (whole, else its beginning), or for tests."""
        kinds = kind if isinstance(kind, tuple) else (kind,)
        shown = [w for k in kinds for w in (within or self.place).findChildren(k) if w.isVisible()]
        for fits in (
            lambda w: w.accessibleName() == name,
            lambda w: w.objectName() == name,
            lambda w: isinstance(w, QAbstractButton) and w.text() == name,
            lambda w: w.accessibleName().startswith(name),
        ):
            found = [w for w in shown if fits(w)]
            if len(found) == 1:
                return found[0]
            assert not found, f"{len(found)} are called {name!r}: {[w.accessibleName() for w in found]}"
        raise AssertionError(f"nothing is called {name!r} among {sorted({w.accessibleName() for w in shown})}")

    def button(self, name: str, within: QWidget | None = None) -> Any:
        found = self.named(QAbstractButton, name, within)
        assert found.isEnabled(), f"{name!r} cannot be pressed now"
        return found

    def field(self, name: str, within: QWidget | None = None) -> Any:
        return self.named((QLineEdit, QTextEdit), name, within)

    def focus(self) -> str:
        """The name of what has the focus."""
        widget = QApplication.focusWidget()
        return widget.accessibleName() or widget.objectName() if widget is not None else ""

    def words(self, within: QWidget | None = None) -> str:
        """All words that stand in the window (or below `within`) now, one widget a line."""
        out: list[str] = []
        for widget in (within or self.frame).findChildren(QWidget):
            if not widget.isVisible():
                continue
            if hasattr(widget, "words") and callable(widget.words):
                out.append(str(widget.words()))
            elif isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
                out.append(widget.text())
            elif isinstance(widget, QTextEdit):
                out.append(widget.toPlainText())
            elif isinstance(widget, PromiseList):
                out += [" | ".join((r.due, r.note, r.words, r.source, r.before)) for r in widget.rows()]
        return "\n".join(words for words in out if words).replace("\u00a0", " ")

    def in_view(self, widget: QWidget) -> bool:
        """Is it on the screen whole, without scrolling?"""
        return widget.visibleRegion().boundingRect().height() >= widget.height()

    def notice(self) -> str:
        """The line at the window's foot."""
        return str(self.shell.notices.said())

    def promises(self, name: str) -> Any:
        """A list of promises by the name of its group, and its rows."""
        return self.named(PromiseList, name)

    # --- the record -----------------------------------------------------------------------------------------------
    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """Read the journal's file as anybody could."""
        return rows_of(self.path, sql, *values)

    def row(self, sql: str, *values: Any) -> dict[str, Any]:
        (one,) = self.rows(sql, *values)
        return one

    def last_act(self) -> str:
        return str(self.row("SELECT name FROM act ORDER BY id DESC LIMIT 1")["name"])

    def drafts(self) -> dict[str, Any]:
        """The draft files by their key, as they lie on the disk."""
        found = (json.loads(file.read_text()) for file in Path(f"{self.path}.drafts").glob("*.json"))
        return {draft["key"]: draft for draft in found}


def rows_of(path: Path, sql: str, *values: Any) -> list[dict[str, Any]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, values)]
    finally:
        connection.close()
