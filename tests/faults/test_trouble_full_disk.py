"""The disk is full while one saves from the window: said in the form, the words stay, the journal is as it was; with
room again the same press saves them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aboveboard.clock import Clock
from aboveboard.journal import clients, interactions
from aboveboard.journal.database import Journal

ROOT = Path(__file__).resolve().parents[2]

CHILD = """
import json, resource, signal, sys
from pathlib import Path
from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication
from aboveboard.clock import Clock
from aboveboard.ui import fonts
from aboveboard.ui.main_window import Shell
from aboveboard.ui.session import Session
from aboveboard.ui.state import WindowState
from aboveboard.ui.theme import Look, dress

path, room, said = Path(sys.argv[1]), int(sys.argv[2]), {}
app = QApplication([])
fonts.load()
look = Look("light", 13, motion=False)
dress(app, look)
shell = Shell(look, Clock(), WindowState(path.parent / "config"))
session = Session(shell, path, named=True)
bugs = []
shell.jobs.bug.connect(bugs.append)

def until(so):
    end = QDeadlineTimer(20_000)
    while not so() and not end.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

def settle():
    for _ in range(3):
        until(lambda: shell.jobs.pending == 0)
        app.processEvents()

session.frame()
shell.show()
session.load()
settle()
shell.start("log", client=1)
settle()
sheet = shell.veils[-1].sheet
words = ("A long talk about the shop. " * 3000).strip()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
sheet.note.setText(words)
until(lambda: bool(shell.notices.said()))
said["draft"] = shell.notices.said()
sheet.submit()
settle()
said["save"] = sheet.trouble.words()
said["kept"] = sheet.note.text() == words and sheet in [veil.sheet for veil in shell.veils]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
sheet.submit()
settle()
said["again"] = shell.notices.said()
said["closed"] = not shell.veils
said["bugs"] = bugs
shell.close()
session.end()
print(json.dumps(said))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX systems")
def test_no_room_while_saving_from_the_window(tmp_path: Path) -> None:
    path = tmp_path / "a.aboveboard"
    journal = Journal.create(path, clock=Clock(), profile={"zone": "Europe/Lisbon"})
    journal.write(lambda s: clients.add(s, name="Northwind Bakery"))
    head = journal.head()
    journal.close()
    env = {**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "QT_QPA_PLATFORM": "offscreen", "ABOVEBOARD_MOTION": "0"}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), "40000"], env=env, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert "could not be saved as a draft" in said["draft"] and "still in the window" in said["draft"]
    assert "full" in said["save"] or "no room" in said["save"]
    assert "Save again" in said["save"] or "save again" in said["save"]
    assert said["kept"] and said["closed"] and said["bugs"] == []
    assert said["again"] == "In the journal of Northwind Bakery."  # and the trouble of the draft does not come back
    journal = Journal.open(path, clock=Clock())
    talks = journal.read(lambda s: interactions.rows(s, 1))
    assert journal.verify(head).ok and len(talks) == 1 and talks[0].note.startswith("A long talk")
    journal.close()
    assert list(Path(f"{path}.drafts").glob("*")) == []
