"""The start: from the process's first moment to the first paint, and to Today filled, each beside a bare window.

Under a private X server where there is Xvfb, else offscreen. The floor of the window is a bare PySide6 window, that of
Today the same window and then `import sqlmodel`. The processor time of the whole process is given beside the wall's,
since it does not depend on what else the machine does.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_TOLD = """
import json, os, sys, time
BEGUN = float(sys.argv.pop(1))
def tell(what):
    status = "/proc/self/status"
    lines = open(status).read().splitlines() if os.path.exists(status) else []
    rss = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), None)
    said = {"what": what, "s": time.time() - BEGUN, "cpu_s": time.process_time(), "rss": rss}
    print("TOLD", json.dumps(said)); sys.stdout.flush()
"""
BARE = (
    _TOLD
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Window(QMainWindow):
    told = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True; tell("window"); QTimer.singleShot(0, self.more)
    def more(self):
        import sqlmodel
        tell("filled"); os._exit(0)
app = QApplication(sys.argv); window = Window(); window.setCentralWidget(QTableView()); window.resize(1280, 800)
window.show(); app.exec()
"""
)
OURS = (
    _TOLD
    + """
import aboveboard.__main__, aboveboard.ui.app as app
begin, late = app.Frame.begin, []
def told_begin(self, fill, maximised):
    def told_fill():
        tell("window"); fill(); watch()
    begin(self, told_fill, maximised)
def watch():
    from PySide6.QtCore import QTimer
    from aboveboard.ui.today import page
    show = page.TodayPage.show_day
    def told_show(self, day):
        show(self, day); self.repaint(); tell("filled"); page.TodayPage.show_day = show
        QTimer.singleShot(2500, lambda: (tell("settled"), os._exit(0)))
    page.TodayPage.show_day = told_show
app.Frame.begin = told_begin
sys.exit(aboveboard.__main__.main())
"""
)


RUNNER = """
import subprocess, sys, time
sys.exit(subprocess.call([sys.executable, "-c", sys.argv[1], str(time.time()), *sys.argv[2:]]))
"""


@contextmanager
def screen(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of the two programs: their own folders, and a screen."""
    env = {**os.environ, "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(folder)}
    env |= {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    # Bytecode is what an installed program has: without it every start compiles all modules anew.
    env |= {
        "PYTHONPYCACHEPREFIX": str(folder / "pyc"),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    for name in ("PYTHONDONTWRITEBYTECODE", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        env.pop(name, None)
    if shutil.which("Xvfb") is None:
        yield env
        return
    near, far = os.pipe()
    line = ["Xvfb", "-displayfd", str(far), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(line, pass_fds=[far], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(far)
    try:
        with os.fdopen(near) as told:
            yield {**env, "DISPLAY": f":{told.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def once(program: str, given: list[str], env: dict[str, str]) -> dict[str, dict[str, Any]]:
    """One start: what it told, by name (window, filled, settled)."""
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, program, *given], env=env, capture_output=True, text=True, timeout=60
    )
    lines = [json.loads(line[5:]) for line in done.stdout.splitlines() if line.startswith("TOLD ")]
    if not lines:
        raise RuntimeError(f"no window: {done.stderr[-1000:]}")
    return {line["what"]: line for line in lines}


def measure(journal: Path, rounds: int) -> dict[str, Any]:
    """Seconds to window and Today, the floors, their ratios; MiB in memory a moment after Today was filled."""
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as name, screen(Path(name)) as env:
        for _ in range(rounds + 1):
            bare.append(once(BARE, [], env))
            ours.append(once(OURS, ["--journal", str(journal)], env))
        where = env["QT_QPA_PLATFORM"]

    def median(runs: list[dict[str, dict[str, Any]]], what: str, unit: str) -> float:
        return statistics.median(run[what][unit] for run in runs[1:])

    def beside(what: str) -> dict[str, float]:
        s, floor = median(ours, what, "s"), median(bare, what, "s")
        cpu, floor_cpu = median(ours, what, "cpu_s"), median(bare, what, "cpu_s")
        return {
            "s": round(s, 3), "floor_s": round(floor, 3), "ratio": round(s / floor, 2),
            "cpu_times_floor": round(cpu / floor_cpu, 2),
        }  # fmt: skip

    figures: dict[str, Any] = {
        "screen": where,
        "start to window": beside("window"),
        "start to Today filled": beside("filled"),
    }
    if ours[-1]["settled"]["rss"] is not None:
        figures["memory"] = {
            "rss_mib": round(median(ours, "settled", "rss"), 1),
            "floor_mib (bare window and sqlmodel)": round(median(bare, "filled", "rss"), 1),
        }
    return figures
