"""The window in a process of its own, so that it can be killed, starved or started twice.

    python -m tests.journeys.child SCENE JOURNAL CONFIG

Says what happened as one JSON document a line; the window then stays until it is killed or its standard input ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.conftest import HandClock
from tests.journeys.walker import Walker, until

ROOT = Path(__file__).resolve().parents[2]
HALF = "your products, your pri"


def start(scene: str, journal: Path, config: Path) -> subprocess.Popen[str]:
    """Start a scene, beside the test."""
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "desktop"), str(ROOT))),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": "",  # a test's folder is too long a name for a socket
    }
    command = [sys.executable, "-m", "tests.journeys.child", scene, str(journal), str(config)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)


def heard(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The next thing that the child says."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, f"the child ended with {process.wait()}"
    found: dict[str, Any] = json.loads(line)
    return found


def kill(process: subprocess.Popen[str]) -> None:
    """kill -9, at once."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


def stay() -> None:
    """Live on as a window does."""
    while True:
        until(lambda: False, 60_000)


def guide(walk: Walker) -> None:
    """Half an answer in the guide. Says how many milliseconds after its last key it was on the disk."""
    walk.shell.go("incident", id=1)
    walk.settle()
    walk.press("Tell the client")
    assert until(lambda: walk.page.key == "conversation" and walk.page.talk is not None)
    walk.settle()
    walk.press("Step 3, Lost and safe")
    walk.put("what_safe", "")
    kept: list[tuple[float, bool]] = []
    walk.shell.desk.drafts.saved.connect(lambda *_: kept.append((time.monotonic(), whole())))

    def whole() -> bool:
        return HALF in json.dumps(walk.drafts())

    for letter in HALF:
        walk.type(letter)
    last = time.monotonic()
    assert until(lambda: any(full for _, full in kept), 5000)
    say(after_ms=round(1000 * (next(at for at, full in kept if full) - last)))


def calls(walk: Walker) -> None:
    """Calls, one after the other, by keys. Says each that the window said was in the journal."""
    number = 0
    while True:
        number += 1
        walk.key("ctrl+l")
        walk.type("n")
        walk.key("enter")
        walk.type(f"Call {number}x of the hour.")
        walk.key("ctrl+enter")
        assert until(lambda: not walk.shell.veils)
        walk.settle()
        say(kept=f"Call {number}x of the hour.")


def full(walk: Walker) -> None:
    """No file may grow while a call is saved; then there is room again. Says what the window said."""
    import resource

    walk.key("ctrl+l")
    walk.type("n")
    walk.key("enter")
    walk.field("What was said").insertPlainText("Words of the call. " * 12_000)
    assert until(lambda: walk.place.sheet.finder.fresh)
    walk.shell.desk.drafts.flush()
    walk.settle()
    wal = Path(f"{walk.path}-wal")
    room = (wal.stat().st_size if wal.exists() else 0) + 4096
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    walk.key("ctrl+enter")
    assert until(lambda: not walk.place.sheet.busy if walk.shell.veils else True)
    walk.settle()
    note = walk.field("What was said").toPlainText() if walk.shell.veils else ""
    say(open=bool(walk.shell.veils), sentence=walk.words(walk.place)[-600:], note=len(note), notice=walk.notice())
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils), walk.words(walk.place)[-600:]
    walk.settle()
    say(saved=walk.row("SELECT count(*) AS n FROM interaction WHERE note LIKE 'Words of%'")["n"], notice=walk.notice())


def stays(walk: Walker) -> None:
    """Only there; says when it was asked to come forward."""
    walk.shell.come_forward = lambda: say(forward=True)  # type: ignore[method-assign]
    assert until(lambda: walk.session._doorbell is not None)
    walk.session._doorbell._ring = walk.shell.come_forward
    say(page=walk.page.key)


SCENES: dict[str, Callable[[Walker], None]] = {"guide": guide, "calls": calls, "full": full, "stays": stays}


def main() -> None:
    scene, journal, config = sys.argv[1:4]
    QApplication([])
    walk = Walker(Path(journal), HandClock(), Path(config), named=True)
    SCENES[scene](walk)
    stay()


if __name__ == "__main__":
    main()
