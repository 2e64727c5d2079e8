"""Layouts that depend on one another, settled before anybody sees them.

A wrapped text knows its height only once it has its width, and each layout around it hears of that one turn of the
event loop later. Left alone, a page that was just filled is seen folded up for some frames.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Fold, Text

ROUNDS = 12


def settle(page: QWidget) -> None:
    """Lay out a page that was just filled, now. Stops as soon as nothing changes any more."""
    before = (-1, -1)
    for _ in range(ROUNDS):
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest.value))
        now = (page.height(), page.minimumSizeHint().height())
        if now == before and now[0] >= now[1]:
            return
        before = now


def fold_by(head: Fold, look: Look, *lines: tuple[str, Text]) -> None:
    """Let a page's head fold before its title has to wrap (but not for a title longer than any line). `lines`: the text
    style and the label of each line at its left."""
    acts = head.layout().itemAt(1).widget()

    def need() -> int:
        wide = max((look.width(style, words.words()) for style, words in lines), default=0)
        return round(min(wide, look.w(560))) + acts.sizeHint().width() + 32

    head._need = need
