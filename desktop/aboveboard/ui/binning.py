"""Putting something into the bin: done at once, said with Undo beside it, and never asked about beforehand."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aboveboard.ui.desk import Desk


def put_away(desk: Desk, module: str, row_id: int, words: str, operation: str = "bin") -> None:
    """Bin a row by an operation of `journal.<module>`; `words` say what is in the bin now."""

    def work(session: Any) -> Any:
        return getattr(import_module(f"aboveboard.journal.{module}"), operation)(session, row_id)

    def done(_: Any) -> None:
        say_done(desk, words)

    desk.jobs.write(work, done)


def say_done(desk: Desk, words: str) -> None:
    """Say what the act that has just been answered did; Undo beside it takes back that very act, not the newest."""
    from PySide6.QtCore import QCoreApplication

    act = desk.jobs.last_act or None
    undo = QCoreApplication.translate("Binning", "Undo")
    desk.notice(words, undo, lambda: desk.shell.undo_now(True, act))
