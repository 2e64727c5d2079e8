"""Where the window's work with the record is done: one writer thread with the one writing connection, one for reads.

Work goes in as a function of a session (or of the journal), results come back on the window's own thread. Nothing of
the record is imported before the first job runs, so that the window can be painted first.
"""

from __future__ import annotations

import queue
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from aboveboard.clock import Clock
from aboveboard.errors import JournalError, Trouble
from aboveboard.ui.rubbish import Collector

SWITCH_S = 0.001  # a worker that computes gives way to the window after this; Python's own 5 ms make keys halt

Work = Callable[[Any], Any]
Then = Callable[[Any], object]


@dataclass
class _Job:
    work: Callable[[], Any]
    then: Then | None
    failed: Then | None
    key: str
    number: int


def report(error: BaseException) -> str:
    """A bug as text that can be passed on: kinds and places in our source, nothing from the record."""
    places = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in places]
    chain = f"{type(error).__name__}\n" + "\n".join(reversed(lines))
    cause = error.__cause__ or error.__context__
    return chain + (f"\nfrom {report(cause)}" if cause is not None else "")


class _Lane(threading.Thread):
    """One thread that does its jobs in order.

    A job holds callbacks of widgets, and a widget must not die here: by the time the window's thread may see a job,
    this one has let go of it (`box` is empty), so that the last reference to it is always dropped over there.
    """

    def __init__(self, name: str, deliver: Callable[[list[Any]], None], stale: Callable[[_Job], bool]) -> None:
        super().__init__(name=name, daemon=True)
        self.todo: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._deliver, self._stale = deliver, stale

    def run(self) -> None:
        while (job := self.todo.get()) is not None:
            box: list[Any] = [job, None, None]
            del job
            if not self._stale(box[0]):
                try:
                    box[1] = box[0].work()
                except Exception as caught:
                    box[2] = caught
            self._deliver(box)


class Jobs(QObject):
    """The window's way to the record. `read` and `write` take a function of a session; `then` gets its result,
    `failed` the `Trouble`; both are called on the window's thread, and not at all once their widget is gone.

    `changed(Changes)` follows each write; `troubled(Trouble)` a failure that nobody took; `bug(report)` a mistake of
    ours.
    """

    changed = Signal(object)
    troubled = Signal(object)
    bug = Signal(str)
    _ready = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self.journal: Any = None
        self._lanes: dict[str, _Lane] = {}
        self._newest: dict[str, int] = {}
        self._count = 0
        self._done: deque[tuple[_Job, Any, BaseException | None]] = deque()
        self._closed = False
        self._collector: Collector | None = None  # from the first thread on
        self.pending = 0
        self.last_act = 0  # of the write that is being answered now
        self._ready.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    # what pages use

    def read(self, work: Work, then: Then | None = None, failed: Then | None = None, key: str = "") -> None:
        """Run `work(session)` in a read transaction; of several reads with one key only the newest is answered."""
        self._put("read", lambda: self.journal.read(work), then, failed, key)

    def write(self, work: Work, then: Then | None = None, failed: Then | None = None) -> None:
        """Run `work(session) -> Changes` as one act; `changed` is emitted before `then(changes)`."""
        self._put("write", lambda: self.journal.write(work), self._told(then), failed, "")

    def act(self, work: Work, then: Then | None = None, failed: Then | None = None) -> None:
        """Run `work(journal)` on the writer thread where it answers with `Changes` itself (undo, redo)."""
        self._put("write", lambda: work(self.journal), self._told(then), failed, "")

    def call(
        self, work: Work, then: Then | None = None, failed: Then | None = None, *, lane: str = "read", key: str = ""
    ) -> None:
        """Run `work(journal)` on a thread of the window: "read", "write" or any other name for work beside these."""
        self._put(lane, lambda: work(self.journal), then, failed, key)

    def aside(
        self,
        work: Callable[[], Any],
        then: Then | None = None,
        failed: Then | None = None,
        *,
        lane: str = "files",
        key: str = "",
    ) -> None:
        """Run `work()` that needs no journal (a draft, a letter to check) on a thread of its own."""
        self._put(lane, work, then, failed, key)

    # opening and closing

    def open(self, path: Path, then: Then, failed: Then, *, make: Callable[[], Any] | None = None) -> None:
        """Open the journal (or make it with `make`) on the writer thread; `then` gets what `aboveboard` needs first."""

        def work() -> Any:
            if self.journal is not None:
                raise JournalError(self.tr("A journal is open in this window already."))
            from aboveboard.journal.database import Journal

            self.journal = make() if make is not None else Journal.open(path, clock=self.clock)
            return self.journal

        self._put("write", work, then, failed, "")

    def close(self, wait: float = 10.0) -> None:
        """Finish what was begun, in order, and let go of the journal. Results that come later are not delivered."""
        if self._closed:
            return
        self._closed = True
        for lane in self._lanes.values():
            lane.todo.put(None)
        for lane in self._lanes.values():
            lane.join(wait)
        if self.journal is not None:
            self.journal.close()
        self.journal = None
        if self._collector is not None:
            self._collector.stop()

    # within

    def _told(self, then: Then | None) -> Then:
        def tell(changes: Any) -> None:
            self.last_act = int(getattr(changes, "act", 0))
            self.changed.emit(changes)
            if then is not None:
                then(changes)

        tell.__self__ = getattr(then, "__self__", None)  # type: ignore[attr-defined]
        return tell

    def _put(self, lane: str, work: Callable[[], Any], then: Then | None, failed: Then | None, key: str) -> None:
        if self._closed:
            return
        self._count += 1
        job = _Job(work, then, failed, key, self._count)
        if key:
            self._newest[key] = job.number
        if self._collector is None:
            self._collector = Collector(self)
            sys.setswitchinterval(SWITCH_S)
        if lane not in self._lanes:
            self._lanes[lane] = _Lane(f"aboveboard-{lane}", self._deliver, self._stale)
            self._lanes[lane].start()
        self.pending += 1
        self._lanes[lane].todo.put(job)

    def _stale(self, job: _Job) -> bool:
        return bool(job.key) and self._newest.get(job.key) != job.number

    def _deliver(self, box: list[Any]) -> None:
        self._done.append((box.pop(0), box.pop(0), box.pop(0)))
        if not self._closed:
            self._ready.emit()

    def _drain(self) -> None:
        while self._done:
            job, result, error = self._done.popleft()
            self.pending -= 1
            if self._closed or (job.key and self._newest.get(job.key) != job.number):
                continue
            try:
                self._hand_over(job, result, error)
            except Exception as caught:
                self.our_mistake(caught)

    def _hand_over(self, job: _Job, result: Any, error: BaseException | None) -> None:
        if error is None:
            if job.then is not None and alive(job.then):
                job.then(result)
            return
        if not isinstance(error, Trouble):
            self.our_mistake(error)
            error = Trouble(
                self.tr(
                    "Something went wrong inside Aboveboard. What was not confirmed was not written; your text is here."
                )
            )
            if job.failed is not None and alive(job.failed):
                job.failed(error)
            return
        if job.failed is not None and alive(job.failed):
            job.failed(error)
        elif job.failed is None:
            self.troubled.emit(error)

    def our_mistake(self, error: BaseException) -> None:
        """Log a mistake of ours and tell it to the window; nothing of the record is in it."""
        import logging

        said = report(error)
        logging.getLogger("aboveboard").error("a mistake of ours: %s", said)
        self.bug.emit(said)


def alive(callback: Then) -> bool:
    """Is the widget whose method this is still there?"""
    owner = getattr(callback, "__self__", None)
    if not isinstance(owner, QObject):
        return True
    from shiboken6 import isValid

    return bool(isValid(owner))
