"""A list of things to open: the same rows as promises, opened by a click, Enter or the act."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent

from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import PromiseList, PromiseRow


class OpenList(PromiseList):
    """`open_row(id)` is called for the row that is opened."""

    def __init__(
        self, look: Look, name: str, open_row: Callable[[int], object], rows: Sequence[PromiseRow] = (), act: str = ""
    ) -> None:
        super().__init__(look, rows, name, [act] if act else [])
        self._open = open_row
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if act:
            self.acted.connect(lambda _, row_id: open_row(row_id))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._open(self.rows()[index.row()].id)
