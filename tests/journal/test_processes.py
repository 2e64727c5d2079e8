"""Real processes: writers at once, a kill at any moment, a disk that takes no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aboveboard.clock import Clock
from aboveboard.journal import clients, interactions
from aboveboard.journal.database import Journal
from tests.conftest import Northwind

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"

# A child that logs calls and says the number of each once it is on the disk. argv: journal, its name, how many.
WRITER = """
import sys
from pathlib import Path
from aboveboard.clock import Clock
from aboveboard.journal import interactions
from aboveboard.journal.database import Journal
name, most = sys.argv[2], int(sys.argv[3])
for number in range(most):
    if number % 5 == 0:
        journal = Journal.open(Path(sys.argv[1]), clock=Clock())
    changes = journal.write(lambda s: interactions.log(s, client_id=1, note=f"call {name}x{number} of the hour"))
    print(changes.one("interaction"), flush=True)
    if number % 5 == 4:
        journal.close()
"""

# A child that may write files of so many bytes only, then logs a long call. argv: journal, bytes.
FULL = """
import resource, sys
from pathlib import Path
from aboveboard.clock import Clock
from aboveboard.errors import JournalError
from aboveboard.journal import interactions
from aboveboard.journal.database import Journal
room = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    journal = Journal.open(Path(sys.argv[1]), clock=Clock())
    journal.write(lambda s: interactions.log(s, client_id=1, note="Words of the call. " * 20_000))
except JournalError as trouble:
    print(trouble.sentence)
    sys.exit(3)
"""


def child(code: str, *args: object) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(DESKTOP)}
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_four_writers_at_once_lose_nothing_and_leave_no_gap(northwind: Northwind) -> None:
    journal = northwind.journal
    writers = [child(WRITER, journal.path, name, 15) for name in range(4)]
    said = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4, said
    ids = [int(line) for out, _ in said for line in out.split()]
    assert len(set(ids)) == 60
    verdict = journal.verify()
    assert verdict.ok, verdict.problems
    assert verdict.acts == 62
    notes = {row.note for row in journal.read(lambda s: interactions.rows(s, 1, limit=1000))}
    assert {f"call {name}x{number} of the hour" for name in range(4) for number in range(15)} <= notes


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
@pytest.mark.parametrize("acknowledged", [1, 3, 7])
def test_a_kill_loses_no_acknowledged_act(northwind: Northwind, clock: Clock, acknowledged: int) -> None:
    path = northwind.journal.path
    northwind.journal.close()
    writer = child(WRITER, path, "k", 10_000)
    assert writer.stdout is not None
    said = [int(writer.stdout.readline()) for _ in range(acknowledged)]
    writer.kill()
    said += [int(line) for line in writer.communicate()[0].split()]
    journal = Journal.open(path, clock=clock)
    verdict = journal.verify()
    kept = {row.id for row in journal.read(lambda s: interactions.rows(s, 1, limit=100_000))}
    assert verdict.ok, verdict.problems
    assert set(said) <= kept
    journal.write(lambda s: clients.edit(s, 1, notes="after all that"))
    assert journal.verify().ok
    journal.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a limit on file sizes as Linux has it")
@pytest.mark.parametrize("room", [20_000, 60_000, 200_000])
def test_a_full_disk_is_said_and_the_journal_is_as_it_was(northwind: Northwind, clock: Clock, room: int) -> None:
    path, head = northwind.journal.path, northwind.journal.head()
    northwind.journal.close()
    full = child(FULL, path, room)
    out, errors = full.communicate(timeout=60)
    assert full.returncode == 3, errors
    assert "room" in out or "did not take" in out or "cannot be opened" in out, out
    journal = Journal.open(path, clock=clock)
    assert journal.head() == head
    assert journal.verify().ok
    journal.close()
