"""The start: the window is painted first, the record is loaded after it (design, "Floors")."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from aboveboard.clock import Clock
from aboveboard.errors import Trouble
from aboveboard.ui import fonts
from aboveboard.ui.main_window import Shell
from aboveboard.ui.session import Session
from aboveboard.ui.state import WindowState
from aboveboard.ui.theme import Look, dress, system_base, system_theme, wants_motion


def make_app() -> QApplication:
    """The one QApplication, made where there is none."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0] or "aboveboard"])
    app.setApplicationName("aboveboard")
    app.setApplicationDisplayName("Aboveboard")
    app.setDesktopFileName("aboveboard")
    return app


def make_look(app: QApplication, state: WindowState) -> Look:
    """The system's light and text size as a look that follows them; fonts are loaded."""
    fonts.load()
    base = system_base(app)
    look = Look(system_theme(app), state.text_size(base), motion=wants_motion(app))
    look.usual = base
    dress(app, look)
    return look


def run(journal_path: Path | str | None, clock: Clock, demo: bool = False) -> int:
    """Open the window on a journal and stay until it is closed; the exit status.

    `journal_path` None: the journal in the platform's data folder, and the first run where there is none. A named journal
    that is missing is said and never made. `demo`: the journal is a sample and may be thrown away.
    """
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
    look = make_look(app, state)
    shell = Shell(look, clock, state)
    session = Session(shell, path, named=journal_path is not None, demo=demo, held=held, trouble=trouble)
    app.styleHints().colorSchemeChanged.connect(lambda _: session.turn())
    session.frame()
    if state.data.get("maximised"):
        shell.showMaximized()
    else:
        shell.show()
    shell.painted.connect(lambda: QTimer.singleShot(0, shell, session.load))
    quit_on_signals(app)
    status = app.exec()
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
    app._signal_ends = (near, far, notifier)  # kept as long as the program
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
