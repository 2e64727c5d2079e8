"""What the pages that stand there without the sidebar have in common."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from aboveboard.ui import tokens as t
from aboveboard.ui.page import Page
from aboveboard.ui.widgets import column, holder, row, scroll

EDGE, RIGHT = 52, 48


class FrontPage(Page):
    """Its words begin where they begin on every other page, so that nothing jumps when the sidebar comes; where the
    window is narrow they begin at the edge."""

    def stand(self, body: QWidget, wide: int, top: int) -> None:
        """Put `body` on the page, at most `wide` pixels wide at the usual text size, `top` pixels below the edge."""
        self._wide = wide
        body.setMaximumWidth(self.look.w(wide))
        self._line: QBoxLayout = row((body, 100), "rest", gap=0, margins=(EDGE, top, RIGHT, 32))
        self.setLayout(column(scroll(holder(self._line), self.key)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.look.w(t.SIDEBAR)
        has_room = self.width() >= side + EDGE + self.look.w(self._wide) + RIGHT
        _, top, right, bottom = self._line.getContentsMargins()
        self._line.setContentsMargins(side + EDGE if has_room else EDGE, top, right, bottom)


def shown(path: Path) -> str:
    """A path as people write it, with `~` for one's own folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
