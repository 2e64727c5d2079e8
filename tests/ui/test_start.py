"""The start in processes of its own: a second one brings the first forward, a signal closes it as a person would."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from aboveboard.journal import lock

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"


def start(journal: Path, home: Path) -> subprocess.Popen[bytes]:
    """The program on a journal, offscreen, with a home of its own."""
    env = {
        **os.environ, "PYTHONPATH": str(DESKTOP), "QT_QPA_PLATFORM": "offscreen", "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"), "XDG_RUNTIME_DIR": str(home), "DBUS_SESSION_BUS_ADDRESS": "",
    }  # fmt: skip
    command = [sys.executable, "-m", "aboveboard", "--journal", str(journal)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_second_start_ends_at_once_and_the_first_stays(qtbot: Any, northwind: Any, tmp_path: Path) -> None:
    path = northwind.journal.path
    home = Path(tempfile.mkdtemp(prefix="ab-"))  # short: the name of a local socket is bounded
    first = start(path, home)
    try:
        qtbot.waitUntil(lambda: any(home.glob("aboveboard-*")), timeout=30_000)
        assert lock.has_window(path)
        second = start(path, home)
        said = second.communicate(timeout=30)
        assert second.returncode == 0, said
        assert first.poll() is None
        first.send_signal(signal.SIGTERM)
        assert first.wait(30) == 0
        kept = json.loads((home / "config" / "aboveboard" / "window.json").read_text())
        assert kept["journals"][str(path)]["page"] == "today"
        assert not lock.has_window(path)
    finally:
        if first.poll() is None:
            first.kill()
        first.communicate()
