"""A client erased for good: no byte of it is left in any file of the journal, and the chain still verifies."""

from __future__ import annotations

from pathlib import Path

import pytest

from aboveboard.clock import Clock
from aboveboard.errors import NotFound, NothingToUndo
from aboveboard.journal import backup, clients, commitments, history, incidents, interactions, letters
from aboveboard.journal.commitments import NewPromise
from aboveboard.journal.database import Journal
from aboveboard.journal.drafts import Drafts
from tests.conftest import NOW, Northwind

SECRET = "Quittenbaum"


@pytest.fixture
def written(northwind: Northwind, clock: Clock) -> Journal:
    """A journal with a second client whose every text holds the secret word; some of it undone, some of it a draft."""
    journal = northwind.journal
    promise = NewPromise(f"send {SECRET} the list", due=NOW.replace(hour=20))
    contact = {"name": SECRET, "email": f"ada@{SECRET}.example"}
    journal.write(
        lambda s: clients.add(
            s, name=SECRET, contact=contact, project={"name": SECRET, "safeguards": {"backup": SECRET}}
        )
    )
    journal.write(lambda s: interactions.log(s, client_id=2, note=f"{SECRET} called. " * 400, promises=[promise]))
    journal.write(lambda s: commitments.move(s, 2, due=NOW.replace(hour=23), why=SECRET))
    journal.write(lambda s: incidents.open(s, client_id=2, title=SECRET, project_id=2))
    journal.write(lambda s: incidents.add_finding(s, 1, words=SECRET))
    journal.write(lambda s: letters.send(s, client_id=2, incident_id=1, text=f"Dear {SECRET}", tell=True))
    journal.write(lambda s: clients.edit(s, 2, name=f"{SECRET} Ltd"))
    journal.write(lambda s: interactions.log(s, client_id=2, note=f"{SECRET}, undone"))
    journal.undo()
    Drafts(journal.path, clock).save("letter-incident-1", "letter", {"incident": 1, "text": SECRET})
    return journal


def files_with(folder: Path, word: str) -> list[str]:
    encoded = word.encode(), word.lower().encode()
    return [p.name for p in folder.rglob("*") if p.is_file() and any(e in p.read_bytes() for e in encoded)]


def test_no_byte_is_left_and_the_chain_holds(written: Journal, tmp_path: Path, clock: Clock) -> None:
    earlier = written.head()
    assert files_with(tmp_path, SECRET)
    done = written.erase(2)
    assert files_with(tmp_path, SECRET) == []
    assert done.backups == []
    verdict = written.verify(earlier)
    assert verdict.ok, verdict.problems
    assert [c.name for c in written.read(clients.rows)] == ["Northwind Bakery"]
    written.close()
    assert files_with(tmp_path, SECRET) == []
    again = Journal.open(written.path, clock=clock)
    assert again.verify().ok
    again.close()


def test_it_cannot_be_undone_and_says_so(written: Journal) -> None:
    written.erase(2)
    with pytest.raises(NothingToUndo, match="erased for good"):
        written.undo()
    written.write(lambda s: clients.edit(s, 1, notes="after"))
    written.undo()
    with pytest.raises(NothingToUndo):
        written.undo()
    with pytest.raises(NothingToUndo):
        written.redo() and written.redo()
    said = [act.sentence for act in written.read(history.rows)]
    assert not any(SECRET in sentence or "{" in sentence for sentence in said)
    assert "Erased a client for good, with all words about it." in said


def test_backups_that_still_hold_it_are_named(written: Journal) -> None:
    row = backup.make(written)
    assert written.erase(2).backups == [row.file]


def test_only_a_client_that_is_there(written: Journal) -> None:
    with pytest.raises(NotFound):
        written.erase(77)
    assert written.verify().ok
