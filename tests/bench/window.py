"""The window's figures: a keystroke in the guide page and the longest pause of the window's thread over a scripted
session, in a real window offscreen. Run as a process of its own: `python -m tests.bench.window JOURNAL`.

A machine that does other things beside makes a wall clock meaningless, so that each pause is given twice: as the wall
saw it, and as processor time of the window's thread alone.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BEAT_MS = 5
WORDS = "orders of the last month were lost and I deleted them "


class Heartbeat:
    """A timer of 5 ms on the window's thread; what lies between two beats beyond that is a pause."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.worst: dict[str, dict[str, float]] = {}
        self.chapter = ""
        self._wall, self._busy = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def begin(self, chapter: str) -> None:
        """From now on pauses belong to this part of the session."""
        self.chapter = chapter
        self._wall, self._busy = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        wall, busy = time.perf_counter(), time.thread_time()
        seen = self.worst.setdefault(self.chapter, {"stall_ms": 0.0, "busy_ms": 0.0})
        seen["stall_ms"] = max(seen["stall_ms"], (wall - self._wall) * 1000 - BEAT_MS)
        seen["busy_ms"] = max(seen["busy_ms"], (busy - self._busy) * 1000)
        self._wall, self._busy = wall, busy

    def report(self) -> dict[str, Any]:
        """Milliseconds of the longest pause: of the whole session, and of each part."""
        parts = {name: {what: round(ms, 1) for what, ms in seen.items()} for name, seen in self.worst.items() if name}
        longest = {what: max(seen[what] for seen in parts.values()) for what in ("stall_ms", "busy_ms")}
        return {"longest stall of the window's thread (heartbeat)": longest, "by part": parts}


def _keys(field: Any, words: str, settled: Callable[[], object]) -> list[float]:
    """Milliseconds of the window's thread for each key: the field, the letter made anew, set and painted."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    times = []
    field.setFocus()
    QApplication.processEvents()
    for letter in words:
        begun = time.thread_time()
        QTest.keyClick(field, letter)
        for _ in range(3):
            QApplication.processEvents()
        times.append((time.thread_time() - begun) * 1000)
    settled()
    return times


def session(path: Path) -> dict[str, Any]:
    """Walk through the window as a person would and give its figures."""
    from aboveboard.clock import Clock
    from aboveboard.journal import incidents
    from tests.ui.conversation_kit import open_window, spin

    window = open_window(path, Clock())
    heart = Heartbeat()

    def go(page: str, chapter: str, **params: Any) -> None:
        heart.begin(chapter)
        window.shell.go(page, **params)
        spin(lambda: window.shell.jobs.pending == 0)
        spin(lambda: False, 150)

    go("today", "Today")
    go("clients", "clients")
    go("client", "one client", id=1)
    go("incidents", "incidents")
    rows = window.shell.jobs.journal.read(lambda s: [(row.id, row.title) for row in incidents.rows(s)])
    heart.begin("the guide opens")
    page = window.tell(rows[-1][0])
    spin(lambda: False, 150)
    times: list[float] = []
    for question in ("what_lost", "what_safe", "hit"):
        heart.begin("typing an answer")
        page.questions.go_to_question(question)
        times += _keys(page.questions.views[question].editor.first(), WORDS, window.settle)
    heart.begin("typing in the letter")
    by_hand = _keys(page.preview.letter, WORDS, window.settle)
    go("promises", "promises")
    figures = {
        "keystroke in the guide (render, set, paint)": _spread(times),
        "keystroke in the letter": _spread(by_hand),
        **heart.report(),
        "memory_mib": _resident(),
    }
    window.close()
    return figures


def _spread(times: list[float]) -> dict[str, float]:
    times.sort()
    return {"p50_ms": round(statistics.median(times), 1), "p95_ms": round(times[int(len(times) * 0.95) - 1], 1)}


def _resident() -> float | None:
    """MiB in memory; None where the system does not tell it this way."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def with_incident(path: Path) -> None:
    """A journal that the session can walk through: the sample where there is none, an incident where none is in it."""
    from aboveboard.clock import Clock
    from aboveboard.journal import incidents, sample
    from aboveboard.journal.database import Journal

    if not path.exists():
        sample.make(path, clock=Clock())
    journal = Journal.open(path, clock=Clock())
    if not journal.read(incidents.rows):
        journal.write(lambda s: incidents.open(s, client_id=1, title="Orders deleted", hit="the orders of the shop"))
    journal.close()


def measure(path: Path) -> dict[str, Any]:
    """The session in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "tests.bench.window", str(path)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the window's session ended with {done.returncode}: {done.stderr[-2000:]}")
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import aboveboard.ui  # noqa: F401  before any Qt module: it keeps Python's own importer

    path = Path(sys.argv[1])
    with_incident(path)
    print(json.dumps(session(path)))
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
