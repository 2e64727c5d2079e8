"""The start: an empty window of the right colour is on the screen before anything else is imported; the pages come
next, the record last (design, "Floors"). Each Qt class costs when it is first named, so this module names only a
few."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from aboveboard.ui import tokens
from aboveboard.ui.importing import import_plainly
from aboveboard.ui.state import WindowState

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from aboveboard.clock import Clock
    from aboveboard.ui.theme import Look

USUAL = (1280, 800)
_KEPT: list[Any] = []  # the ends of the signal's wire, as long as the program runs
TITLE_BAR = 40  # pixels that a title bar may take: a window taller than the rest would have its foot below the screen
LATEST_MS = 400  # where a window is not painted at once (minimised, another desktop), it is filled all the same


class Frame(QWidget):
    """The top-level window. `fill()` is called once, when it has been painted."""

    def __init__(self, dark: bool, state: WindowState) -> None:
        super().__init__()
        self.shell: Any = None
        self.fill: Any = None
        self._filled = False
        self.setWindowTitle("Aboveboard")
        self.setObjectName("window")
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, QColor((tokens.DARK if dark else tokens.LIGHT).paper))
        self.setPalette(palette)
        box = state.geometry()
        wide, tall = box[2:] if box else USUAL
        if QApplication.platformName() != "offscreen":  # which pretends to a screen of 800 by 800
            room = QApplication.primaryScreen().availableGeometry()
            wide, tall = min(wide, room.width()), min(tall, room.height() - TITLE_BAR)
        self.resize(wide, tall)
        if box and any(
            screen.availableGeometry().contains(box[0] + 40, box[1] + 40) for screen in QApplication.screens()
        ):
            self.move(box[0], box[1])

    def begin(self, fill: Any, maximised: bool) -> None:
        """Be on the screen, then call `fill`."""
        self.fill = fill
        QTimer.singleShot(LATEST_MS, self, self._fill)
        if maximised:
            self.showMaximized()
        else:
            self.show()

    def _fill(self) -> None:
        if not self._filled:
            self._filled = True
            self.fill()

    def put(self, shell: Any) -> None:
        """Hold the shell from edge to edge."""
        from PySide6.QtCore import Qt  # its ninety enums cost 20 ms, which come after the first paint

        from aboveboard.ui.widgets import row

        self.shell = shell
        self.setLayout(row((shell, 1), gap=0))
        page = shell.current()
        if page is not None:  # the focus it was given before it stood in this window is not this window's
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._filled:
            QTimer.singleShot(0, self, self._fill)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.shell is not None:
            self.shell.shut()
        super().closeEvent(event)


def make_app() -> QApplication:
    """The one QApplication, made where there is none."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0] or "aboveboard"])
    app.setApplicationName("aboveboard")
    app.setApplicationDisplayName("Aboveboard")
    app.setDesktopFileName("aboveboard")
    return app


def is_dark(app: QApplication) -> bool:
    """Does the system ask for dark? Told from its palette, which costs less than naming the scheme."""
    named = os.environ.get("ABOVEBOARD_THEME", "")
    return named == "dark" if named in tokens.THEMES else app.palette().window().color().lightness() < 128


def make_look(app: QApplication, state: WindowState) -> Look:
    """The system's light and text size as a look that follows them; fonts are loaded."""
    from aboveboard.ui import fonts
    from aboveboard.ui.theme import Look, dress, system_base, system_theme, wants_motion

    fonts.load()
    base = system_base(app)
    look = Look(system_theme(app), state.text_size(base), motion=wants_motion(app))
    look.usual = base
    dress(app, look)
    return look


def run(journal_path: Path | str | None, clock: Clock, demo: bool = False) -> int:
    """Open the window on a journal and stay until it is closed; the exit status.

    `journal_path` None: the journal in the platform's data folder, and the first run where there is none. A named
    journal that is missing is said and never made. `demo`: the journal is a sample and may be thrown away.
    """
    import_plainly()
    from aboveboard.errors import Trouble
    from aboveboard.journal import lock
    from aboveboard.journal.paths import default_path

    path = Path(journal_path) if journal_path is not None else default_path()
    held, trouble = None, None
    try:
        held = lock.window(path)
    except Trouble as error:
        trouble = error
        if _forward(path):
            return 0
    app = make_app()
    state = WindowState()
    frame = Frame(is_dark(app), state)
    sessions: list[Any] = []

    def fill() -> None:
        from aboveboard.ui.main_window import Shell
        from aboveboard.ui.session import Session

        look = make_look(app, state)
        shell = Shell(look, clock, state)
        session = Session(shell, path, named=journal_path is not None, demo=demo, held=held, trouble=trouble)
        sessions.append(session)
        app.styleHints().colorSchemeChanged.connect(lambda _: session.turn())
        session.frame()
        frame.put(shell)
        sys.excepthook = lambda _kind, error, _trace: shell.jobs.our_mistake(error)  # whatever a slot lets through
        QTimer.singleShot(0, shell, session.load)

    frame.begin(fill, bool(state.data.get("maximised")))
    quit_on_signals(app)
    status = app.exec()
    for session in sessions:
        session.end()
    return int(status)


def _forward(path: Path) -> bool:
    """Bring the window that has this journal forward; False where none answers."""
    from PySide6.QtCore import QCoreApplication

    from aboveboard.ui.single import bring_forward

    app = QCoreApplication.instance() or QCoreApplication([sys.argv[0] or "aboveboard"])
    answered = bring_forward(path)
    if not answered:
        app.shutdown()
    return answered


def quit_on_signals(app: QApplication) -> None:
    """Let Ctrl+C and a logout close the window as a person would."""
    import signal
    import socket

    from PySide6.QtCore import QSocketNotifier

    if os.name != "posix":
        return
    near, far = socket.socketpair()
    for end in (near, far):
        end.setblocking(False)
    signal.set_wakeup_fd(far.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(near.fileno(), QSocketNotifier.Type.Read, app)

    def heard() -> None:
        near.recv(64)
        for window in app.topLevelWidgets():
            window.close()
        app.quit()

    notifier.activated.connect(heard)
    _KEPT.extend((near, far, notifier))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
