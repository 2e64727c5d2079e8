"""One window a journal: a second start brings the first one forward. A local socket named after the journal's path."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1500
_ANSWER_MS = 5000
_LONGEST = 100  # bytes; the name of a local socket is bounded by the system, at 104 or more


def socket_name(journal: Path) -> str:
    """The socket's name for a journal of this person."""
    digest = hashlib.sha256(str(journal.resolve()).encode()).hexdigest()[:24]
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    name = f"aboveboard-{digest}"
    place = str(Path(folder, name))
    if not folder or not Path(folder).is_dir() or len(os.fsencode(place)) > _LONGEST:
        return name  # Qt puts it into the folder for temporary files
    return place


def bring_forward(journal: Path) -> bool:
    """Ask the window that has this journal to come forward; False where none answers."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(journal))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(b"forward\n")
    socket.waitForBytesWritten(_WAIT_MS)
    socket.waitForReadyRead(_ANSWER_MS)  # it has heard: a busy window may take its time to say so
    socket.disconnectFromServer()
    return True


class Doorbell(QObject):
    """Listens for a second start; `ring()` brings the window forward. Only this person may ring."""

    def __init__(self, journal: Path, ring: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ring = ring
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = socket_name(journal)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left by a program that was killed: the lock says that nobody has it
            self._server.listen(name)

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is None:
            return
        self._ring()
        socket.write(b"here\n")
        socket.flush()
        socket.disconnected.connect(socket.deleteLater)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
