"""Undo and redo of the record in the window: what was undone is said, with its opposite beside it.

The journal itself lays the words of an undone save back as a draft and takes them away at redo (`journal.returned`);
here the pages are told of it.
"""

from __future__ import annotations

from typing import Any

from aboveboard.errors import NothingToUndo, Trouble
from aboveboard.ui.desk import Desk


def undo(desk: Desk, back: bool, act: int | None = None) -> None:
    """Undo (or redo) on the writer thread and say which act it was: the newest of this journal, or `act`."""
    said: list[str] = []

    def work(journal: Any) -> Any:
        from aboveboard.journal import history

        changes = journal.undo(act) if back else journal.redo()
        said.append(str(journal.read(lambda s: history.sentence(s, changes.act))))
        return changes

    def then(changes: Any) -> None:
        if desk.drafts is not None:
            desk.drafts.moved(changes.drafted, desk.now() if back else None)
        tr = desk.shell.tr
        words = said[0]
        if changes.warning or (back and changes.drafted):
            words = f"{words.rstrip('.')}. {changes.warning or tr('Its words are kept as a draft.')}"
        desk.notice(words, tr("Redo") if back else tr("Undo"), lambda: undo(desk, not back))

    def failed(error: Trouble) -> None:
        if isinstance(error, NothingToUndo):
            desk.notice(error.sentence)
        else:
            desk.trouble(error)

    desk.jobs.act(work, then, failed)
