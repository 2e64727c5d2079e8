"""Drafts of the window: what is being written is in a file within a second of the last key (contracts, 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    like, `better(Trouble)` once drafts are kept again after it; `unreadable(sentence)` names files that were set aside.

    `kind` says where a draft is offered ("interaction", "client", "incident", "letter", ...); `content` holds JSON
    values.
    """

    saved = Signal(str, object)
    failed = Signal(object)
    gone = Signal(str)
    unreadable = Signal(str)
    better = Signal(object)

    def __init__(self, journal_path: Path, jobs: Jobs, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path, self._jobs, self._clock = journal_path, jobs, clock
        self._waiting: dict[str, tuple[str, dict[str, Any]]] = {}
        self._store: Any = None
        self._named: set[Path] = set()
        self._trouble: Any = None  # why the last draft could not be kept
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
            if not self._waiting:  # its words were saved, or are no longer wanted
                self._is_better()
            self.gone.emit(key)

        self._jobs.aside(lambda: self.store().discard(key), told, self.failed.emit, lane="drafts")

    def _is_better(self) -> None:
        if self._trouble is not None:
            trouble, self._trouble = self._trouble, None
            self.better.emit(trouble)

    def moved(self, keys: Iterable[str], at: datetime | None) -> None:
        """Drafts that another hand has put down at `at`, or taken away (None): whoever shows drafts looks again."""
        for key in keys:
            self._waiting.pop(key, None)
            if at is None:
                self.gone.emit(key)
            else:
                self.saved.emit(key, at)

    def all(self, then: Callable[[list[Any]], object], key: str = "") -> None:
        """Every draft there is, `then(list)`; one that cannot be read is set aside and named once by `unreadable`."""
        self.flush()

        def found(drafts: list[Any]) -> None:
            self._name_unreadable()
            then(drafts)

        found.__self__ = getattr(then, "__self__", None)  # type: ignore[attr-defined]
        self._jobs.aside(lambda: self.store().all(), found, self.failed.emit, lane="drafts", key=key)

    def _name_unreadable(self) -> None:
        new = [file for file in self.store().set_aside if file not in self._named]
        if new:
            from aboveboard.journal.drafts import unreadable_said

            self._named.update(new)
            self.unreadable.emit(unreadable_said(new))

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
            self._is_better()
            self.saved.emit(key, at)

        def again(trouble: Any) -> None:
            self._waiting.setdefault(key, (kind, content))  # what could not be written is tried with the next key
            self._trouble = trouble
            self.failed.emit(trouble)

        self._jobs.aside(lambda: self.store().save(key, kind, content), told, again, lane="drafts")
