"""What everybody hears once: that the record has changed, and that a minute has passed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from aboveboard.clock import Clock


class Bus(QObject):
    """`changed(Changes)` after an act of this window or of another program; `ticked()` as each minute begins;
    `turned()` after light or text size changed (for what was built as markup and has no `restyle`)."""

    changed = Signal(object)
    ticked = Signal()
    turned = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to tell the minutes."""
        self._minute.start((60 - self._clock.now().second) * 1000 + 40)

    def stop(self) -> None:
        """Tell no more minutes."""
        self._minute.stop()

    def _tick(self) -> None:
        self.ticked.emit()
        self.start()
