"""Undo and redo of the record in the window: what was undone is said, with its opposite beside it (contracts, 3)."""

from __future__ import annotations

from typing import Any

from aboveboard.errors import NothingToUndo, Trouble
from aboveboard.ui.desk import Desk


def undo(desk: Desk, back: bool) -> None:
    """Undo (or redo) the newest act on the writer thread and say which one it was."""

    def work(journal: Any) -> Any:
        changes = journal.undo() if back else journal.redo()
        said.append(journal.read(lambda s: _what(s, changes.act)))
        return changes

    said: list[str] = []

    def then(_changes: Any) -> None:
        if back:
            desk.notice(said[0], desk.shell.tr("Redo"), lambda: undo(desk, False))
        else:
            desk.notice(said[0], desk.shell.tr("Undo"), lambda: undo(desk, True))

    def failed(error: Trouble) -> None:
        if isinstance(error, NothingToUndo):
            desk.notice(error.sentence)
        else:
            desk.trouble(error)

    desk.jobs.act(work, then, failed)


def _what(s: Any, act: int) -> str:
    """The sentence of an act of undo or redo."""
    from aboveboard.journal import history

    return str(history.sentence(s, act))
