"""Drafts of the window: what is being written is in a file within a second of the last key (contracts, 4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from aboveboard.clock import Clock
from aboveboard.ui.jobs import Jobs

QUIET_MS = 400  # after the last key
LONGEST_MS = 900  # while one goes on typing


class DraftKeeper(QObject):
    """Keeps drafts through a thread of its own. `saved(key, at)` follows each; `failed(Trouble)` a full disk and the
    like.

    `kind` says where a draft is offered ("interaction", "client", "incident", "letter", ...); `content` holds JSON
    values.
    """

    saved = Signal(str, object)
    failed = Signal(object)
    gone = Signal(str)

    def __init__(self, journal_path: Path, jobs: Jobs, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path, self._jobs, self._clock = journal_path, jobs, clock
        self._waiting: dict[str, tuple[str, dict[str, Any]]] = {}
        self._store: Any = None
        self._quiet, self._longest = QTimer(self), QTimer(self)
        for timer, wait in ((self._quiet, QUIET_MS), (self._longest, LONGEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.flush)

    def store(self) -> Any:
        """The files' keeper (`journal.drafts.Drafts`); called on the drafts' thread."""
        if self._store is None:
            from aboveboard.journal.drafts import Drafts

            self._store = Drafts(self._path, self._clock)
        return self._store

    def keep(self, key: str, kind: str, content: dict[str, Any]) -> None:
        """Keep a draft as it is now; call it with every change."""
        self._waiting[key] = (kind, content)
        self._quiet.start()
        if not self._longest.isActive():
            self._longest.start()

    def discard(self, key: str) -> None:
        """The draft was saved or thrown away: its file goes."""
        self._waiting.pop(key, None)

        def told(_: Any) -> None:
            self.gone.emit(key)

        self._jobs.aside(lambda: self.store().discard(key), told, self.failed.emit, lane="drafts")

    def all(self, then: Callable[[list[Any]], object], key: str = "") -> None:
        """Every draft there is, `then(list)`; unreadable ones are set aside and named by `failed`."""
        self.flush()
        self._jobs.aside(lambda: self.store().all(), then, self.failed.emit, lane="drafts", key=key)

    def flush(self) -> None:
        """Write now what still waits."""
        self._quiet.stop()
        self._longest.stop()
        waiting, self._waiting = self._waiting, {}
        for key, (kind, content) in waiting.items():
            self._write(key, kind, content)

    def _write(self, key: str, kind: str, content: dict[str, Any]) -> None:
        at: datetime = self._clock.now()

        def told(_: Any) -> None:
            self.saved.emit(key, at)

        def again(trouble: Any) -> None:
            self._waiting.setdefault(key, (kind, content))  # what could not be written is tried with the next key
            self.failed.emit(trouble)

        self._jobs.aside(lambda: self.store().save(key, kind, content), told, again, lane="drafts")
