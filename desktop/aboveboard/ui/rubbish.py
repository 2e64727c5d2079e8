"""Python's cyclic garbage is collected on the window's own thread and on no other.

A collection runs on whichever thread happens to allocate; on a worker it would destroy widgets that lie in a cycle
there, and Qt ends the program for that. So the automatic one is off while a window has worker threads, and a timer
does its work.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 500


class Collector(QObject):
    """Collects as often as Python would; `stop` gives the automatic collection back once the last one has stopped."""

    _running = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._stopped = False
        Collector._running += 1
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the generations that are full."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """No worker thread is left."""
        if self._stopped:
            return
        self._stopped = True
        self._timer.stop()
        Collector._running -= 1
        if Collector._running == 0:
            gc.enable()
