"""A page of the window, and what the window asks of one.

- A page is a class in the registry of `pages.py` ("client": "aboveboard.ui.clients.page:ClientPage"). It is imported
and built when it is first gone to, with the `Desk` as its only argument, and then kept.
- `desk.go("client", id=3)` calls `open(id=3)` and shows it. `open` starts reads (`desk.jobs.read(work, self.show_rows,
  key="client")`) and returns at once; until the rows come, the page shows what it showed.
- After each act `concerned(changes)` is asked; if so, `refresh()` reads again, at once where the page is shown and else
  when it is next shown. `refresh` keeps caret, focus and place: it changes what is there and does not build anew.
- `desk.bus.ticked` comes each minute: connect it where a clock is shown.
- `state()` is kept over a restart (JSON values) and given to `restore(state)` after `open` with the same parameters.
- `trouble(error)` says a `Trouble` on the page where it belongs to no field; `place_trouble(fields, ...)` of the
widgets says one at its field. Ctrl+Enter presses the page's visible `Action(kind="primary")`; there is one a page.
- `new_of()` names what Ctrl+I, Ctrl+L and "Tell" start from: {"client": id, "incident": id}, as far as the page has
one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from aboveboard.errors import Trouble
    from aboveboard.ui.desk import Desk


class Page(QWidget):
    """The base of every page; see the module's text."""

    key = ""
    title = ""
    nav = ""  # the sidebar's entry it belongs to; "" leaves the sidebar as it is
    wide = False  # True: the page takes the sidebar's place too (the guide)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look = desk, desk.look
        self.stale = False
        self.setObjectName(f"{self.key}-page")
        self.setAccessibleName(self.title)

    def open(self, **params: Any) -> None:
        """Show what the parameters name; may be called again with others."""

    def concerned(self, changes: Any) -> bool:
        """Does an act (`Changes`) touch what this page shows?"""
        return True

    def refresh(self) -> None:
        """Read again what is shown."""

    def state(self) -> dict[str, Any]:
        """What should be there again after a restart."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Be as `state()` said."""

    def new_of(self) -> dict[str, int]:
        """The client, and the incident, that one is looking at."""
        return {}

    def leave(self) -> None:
        """Another page is shown from now on."""

    def trouble(self, error: Trouble) -> None:
        """Say what is wrong where no field is named."""
        self.desk.trouble(error, self)

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.q("paper"))
