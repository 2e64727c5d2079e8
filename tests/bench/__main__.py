"""The bench: `python -m tests.bench [--json] [--entries N]`. Ratios to floors that are measured in the same run.

A timed unit test says as much about the machine as about the program; a ratio to a floor beside it says how much of the
time is ours. Floors: raw `sqlite3` on the same file for what the store does, the bare import of sqlmodel for a verb, a
bare PySide6 window for the start (`start`). `window` walks through the real window with a heartbeat.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aboveboard.clock import Clock
from aboveboard.journal import clients, interactions, search, timeline, today
from aboveboard.journal.commitments import NewPromise
from aboveboard.journal.database import Journal
from tests.bench import start, window

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
WORDS = "invoice shop orders login server photo price calendar newsletter bread kayak cable logo draft hosting".split()


def spent(work: Callable[[], object], rounds: int) -> dict[str, float]:
    """Milliseconds of `work`: median and 95th percentile over `rounds`, after one that does not count."""
    work()
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    return {"p50_ms": round(statistics.median(times), 3), "p95_ms": round(times[int(len(times) * 0.95) - 1], 3)}


def filled(path: Path, entries: int) -> Journal:
    """A journal with so many calls, one in five with a promise, made through the real operations, a hundred an act."""
    journal = Journal.create(
        path, clock=Clock(START + timedelta(days=700), runs=False), profile={"zone": "Europe/Lisbon"}
    )
    journal.write(lambda s: [clients.add(s, name=f"Client number {n}", zone="Europe/Stockholm") for n in range(20)])

    def hundred(first: int) -> Callable[[Any], None]:
        def work(session: Any) -> None:
            for n in range(first, min(first + 100, entries)):
                at = START + timedelta(hours=n % 9_000, minutes=n % 59)
                due = at + timedelta(days=3)
                promises = (
                    [NewPromise(words=f"I will send part {n}.", due=due, zone="Europe/Lisbon")] if n % 5 == 0 else []
                )
                note = f"Talked about the {WORDS[n % 15]} and the {WORDS[n // 15 % 15]}, number {n}."
                interactions.log(session, client_id=1 + n % 20, at=at, note=note, promises=promises)

        return work

    for first in range(0, entries, 100):
        journal.write(hundred(first))
    return journal


def store(folder: Path, entries: int, rounds: int) -> dict[str, Any]:
    """Reading and writing the record, each beside raw sqlite3 on the same file."""
    begun = time.perf_counter()
    journal = filled(folder / "bench.aboveboard", entries)
    made = time.perf_counter() - begun
    raw = sqlite3.connect(journal.path, isolation_level=None)
    raw.execute("pragma synchronous=full")
    raw.execute("create table floor(id integer primary key, text)")

    def raw_write() -> None:
        raw.execute("begin immediate")
        raw.execute("insert into floor(text) values ('Talked about the invoice and the shop, number 1.')")
        raw.execute("commit")

    counter = iter(range(10**9))
    figures: dict[str, Any] = {"entries": entries, "made_per_second": round(entries / made)}
    pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "durable write": (
            lambda: journal.write(lambda s: interactions.log(s, client_id=1, note=f"One more call, {next(counter)}.")),
            raw_write,
        ),
        "search common word": (
            lambda: journal.read(lambda s: search.find(s, "invoice", limit=50, most=200)),
            lambda: raw.execute(
                "select rowid from search where search match 'invoice' order by rowid desc limit 50"
            ).fetchall(),
        ),
        "timeline first page": (
            lambda: journal.read(lambda s: timeline.page(s, 1, limit=100)),
            lambda: raw.execute(
                "select * from timeline_entry where client_id = 1 order by id desc limit 100"
            ).fetchall(),
        ),
        "today": (
            lambda: journal.read(lambda s: today.due(s, journal.clock.now())),
            lambda: raw.execute("select * from commitment").fetchall(),
        ),
    }
    for name, (ours, floor) in pairs.items():
        mine, bare = spent(ours, rounds), spent(floor, rounds)
        ratio = round(mine["p50_ms"] / max(bare["p50_ms"], 0.001), 1)
        figures[name] = {**mine, "floor_ms": bare["p50_ms"], "times_floor": ratio}
    raw.close()
    journal.close()
    return figures


def advice(rounds: int) -> dict[str, Any]:
    """A keystroke's work beside the window: the letter rendered, checked, its promises found."""
    from aboveboard import resources
    from aboveboard.guides import answers, checker, drafting, guide, promises, render

    shelf = guide.load("data-loss")
    given = answers.load(resources.folder("guides") / "data-loss" / "sample.toml")
    now = given.timing.now or START
    letter = drafting.draft(shelf, given, now=now)
    zones = {"zone": given.writer.zone, "client_zone": given.client.zone}
    return {
        "render letter": spent(lambda: render.render(shelf, given, now=now), rounds),
        "check letter": spent(lambda: checker.check(letter.text, guide=shelf, answers=given, now=now, **zones), rounds),
        "promises in letter": spent(lambda: promises.find(letter.text, at=now, voice="letter", **zones), rounds),
    }


def verbs(folder: Path, rounds: int) -> dict[str, Any]:
    """Whole processes: `log` and `search` beside the bare import of sqlmodel, in turn."""
    journal = str(folder / "bench.aboveboard")
    command = [sys.executable, "-m", "aboveboard"]
    runs = {
        "import sqlmodel": [sys.executable, "-c", "import sqlmodel"],
        "log": [*command, "log", "Client number 3", "One more.", "--json", "--journal", journal],
        "search": [*command, "search", "invoice", "--json", "--journal", journal],
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, line in runs.items():
            begun = time.perf_counter()
            subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
            times[name].append(time.perf_counter() - begun)
    median = {name: statistics.median(some[1:]) for name, some in times.items()}
    floor = median["import sqlmodel"]
    return {name: {"s": round(s, 3), "times_floor": round(s / floor, 2)} for name, s in median.items()}


def main() -> int:
    given = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    given.add_argument("--json", action="store_true")
    given.add_argument("--entries", type=int, default=5_000)
    given.add_argument("--rounds", type=int, default=60)
    given.add_argument("--without-window", action="store_true", help="leave the start and the window's session out")
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = {
            "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "sqlite": sqlite3.sqlite_version},
            "store": store(folder, asked.entries, asked.rounds),
            "advice": advice(asked.rounds),
            "verbs": verbs(folder, 8),
        }
        if not asked.without_window:
            journal = folder / "bench.aboveboard"
            report["start"] = {"entries": asked.entries, **start.measure(journal, 5)}
            report["window"] = {"entries": asked.entries, **window.measure(journal)}
    if asked.json:
        print(json.dumps(report, indent=1))
        return 0
    for part, figures in report.items():
        print(part)
        for what, value in figures.items():
            print(f"  {what:22} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
