"""Trouble, seen from the window: it is killed, the disk is full, the journal is open already or damaged."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aboveboard.journal import backup, interactions
from aboveboard.journal.database import Journal
from tests.conftest import HandClock, Northwind
from tests.journeys import child
from tests.journeys.walker import Walker, rows_of, until

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes as POSIX systems have them")
Start = Callable[..., Walker]


@pytest.mark.parametrize("acknowledged", [1, 3])
def test_a_killed_window_loses_no_call_that_it_said_was_kept(
    northwind: Northwind, clock: HandClock, tmp_path: Path, acknowledged: int
) -> None:
    path = northwind.journal.path
    northwind.journal.close()
    process = child.start("calls", path, tmp_path / "childs")
    try:
        said = [child.heard(process)["kept"] for _ in range(acknowledged)]
    finally:
        child.kill(process)
    journal = Journal.open(path, clock=clock)
    verdict = journal.verify()
    notes = {row.note for row in journal.read(lambda s: interactions.rows(s, northwind.client, limit=1000))}
    journal.close()
    assert verdict.ok, verdict.problems
    assert set(said) <= notes


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a limit on file sizes as Linux has it")
def test_a_full_disk_while_saving_is_said_and_nothing_is_lost(northwind: Northwind, tmp_path: Path) -> None:
    path = northwind.journal.path
    northwind.journal.close()
    process = child.start("full", path, tmp_path / "childs")
    try:
        refused, saved = child.heard(process), child.heard(process)
    finally:
        child.kill(process)
    assert refused["open"], "the sheet stays"
    assert refused["note"] == len("Words of the call. " * 12_000), "and so does what was written"
    said = refused["sentence"] + refused["notice"]
    assert "full" in said or "disk" in said or "room" in said, said
    assert "mistake" not in said
    assert saved["saved"] == 1, "saved once, when there is room again"


def test_a_second_start_brings_the_first_window_forward(northwind: Northwind, tmp_path: Path) -> None:
    path = northwind.journal.path
    northwind.journal.close()
    first = child.start("stays", path, tmp_path / "childs")
    try:
        assert child.heard(first)["page"] == "today"
        second = subprocess.run(
            [sys.executable, "-m", "aboveboard", "--journal", str(path)],
            env={
                **os.environ, "PYTHONPATH": str(child.ROOT / "desktop"), "QT_QPA_PLATFORM": "offscreen",
                "XDG_RUNTIME_DIR": "",
            },
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert second.returncode == 0, second.stderr
        assert child.heard(first) == {"forward": True}
    finally:
        child.kill(first)


def test_a_journal_that_another_window_has_is_said_and_left_alone(
    northwind: Northwind, start: Start, tmp_path: Path
) -> None:
    path = northwind.journal.path
    northwind.journal.close()
    other = child.start("stays", path, tmp_path / "childs")
    try:
        child.heard(other)
        walk = start(path, named=True)
        assert walk.page.key == "trouble" and "already open in another window" in walk.words(walk.page)
        walk.press("Try again")
        assert walk.page.key == "trouble"
    finally:
        child.kill(other)
    walk.press("Try again")
    assert until(lambda: walk.page.key == "today"), "a killed window holds nothing"
    walk.settle()
    assert walk.sees("call back today at 15:00")


@pytest.mark.parametrize("harm", ["middle", "header", "empty", "cut"])
def test_a_damaged_journal_at_the_start_is_said_and_its_backup_restored(
    northwind: Northwind, start: Start, harm: str
) -> None:
    journal = northwind.journal
    path, kept = journal.path, rows_of(journal.path, "SELECT note FROM interaction")
    assert backup.make(journal).proven
    journal.close()
    for rest in ("-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)
    whole = path.read_bytes()
    harmed = {
        "middle": whole[:4096] + b"\xa5" * 24_576 + whole[28_672:],
        "header": b"\x00" * 100 + whole[100:],
        "empty": b"",
        "cut": whole[: len(whole) // 2],
    }[harm]
    path.write_bytes(harmed)
    walk = start(path, named=True)
    assert until(lambda: walk.page.key == "trouble"), walk.words(walk.page)[:400]
    sentence = walk.page.sentence.words()
    assert sentence.endswith((".", "!")) and "our mistake" not in sentence
    assert path.read_bytes() == harmed, "left as it was"
    assert walk.sees("Backups that were opened and proven")
    walk.press("Restore the backup of")
    assert until(lambda: walk.page.key == "today"), walk.words(walk.page)[:400]
    walk.settle()
    assert walk.rows("SELECT note FROM interaction") == kept
    aside = [file for file in path.parent.rglob("*") if file.is_file() and file.read_bytes() == harmed]
    assert aside or not harmed, "the damaged file is set aside, not thrown away"
