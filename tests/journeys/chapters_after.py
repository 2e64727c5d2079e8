"""What stays: everything is found, Today is true, promises are kept or moved, and all is there again tomorrow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QListView

from tests.conftest import HandClock
from tests.journeys.walker import Walker, at, until

ROOT = Path(__file__).resolve().parents[2]


def look_up(walk: Walker, words: str) -> list[str]:
    """Ctrl+K and these words: the lines that are offered, as they are heard."""
    walk.key("ctrl+k")
    walk.type(words)
    walk.settle()
    finds = walk.place.findChild(QListView, "finds")  # hidden where nothing is found
    return [str(finds.model().index(n).data()) for n in range(finds.model().rowCount())]


def find(walk: Walker) -> None:
    """11: any client, incident, promise, letter and page, and any word in the record, as one types."""
    for words, kind, what in (
        ("northw", "Client", "Northwind Bakery"), ("four weeks", "Incident", "Orders of four weeks deleted"),
        ("call back", "Promise", "call back today at 15:00"), ("Lost: the orders", "Letter", "I have lost the orders"),
        ("letters", "Page", "Letters"), ("quiet", "Said", "She was quiet"), ("broke in", "Fact", "broke in"),
        ("lindq", "Person", "Ada Lindqvist"), ("web sh", "Project", "Web shop"),
    ):  # fmt: skip
        found = look_up(walk, words)
        assert any(one.startswith(kind) and what in one for one in found), (words, found)
        walk.key("esc")
        assert until(lambda: not walk.shell.veils)
    assert look_up(walk, "nowheretobefound") == [] and walk.sees("Nothing in the record holds")
    walk.key("esc")
    for words, page in (("orders of four", "incident"), ("northwind", "client"), ("promises", "promises")):
        look_up(walk, words)
        walk.key("enter")
        assert until(lambda page=page: walk.page.key == page), words
        walk.settle()


def falls_due(walk: Walker, clock: HandClock) -> None:
    """11: a promise that falls due while the window is open is said in it."""
    clock.set(at(14, 50))
    walk.shell.bus.ticked.emit()
    walk.settle()
    assert "is due in 10 min" in walk.notice() and "call back today at 15:00" in walk.notice()
    walk.press("Open Northwind Bakery")
    assert until(lambda: walk.page.key == "client")
    walk.settle()


def others(walk: Walker, clock: HandClock) -> None:
    """12: somebody wrote and has no answer; a promise of three weeks ago was not kept."""
    walk.key("ctrl+n")
    walk.type("Kestrel Bikes")
    walk.put("Time zone", "London")
    walk.put("Contact", "Tom Hale")
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils and walk.page.key == "client")
    walk.settle()
    walk.key("ctrl+l")
    walk.click(walk.button("Email"))
    walk.click(walk.button("Tom wrote"))
    walk.put("What was said", "Tom asks when the winter page goes live.")
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    walk.settle()
    walk.key("ctrl+l")
    walk.click(walk.button("Other"))
    walk.put("When was it?", "2 November 10:00")
    walk.put("What was said", "I will send the offer by tomorrow 17:00.")
    assert walk.sees("Tuesday 3 November 2026, 17:00"), "counted from the call"
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    walk.settle()
    assert (
        walk.row("SELECT first_due FROM commitment WHERE words LIKE '%offer%'")["first_due"] == "2026-11-03T17:00:00Z"
    )


def today(walk: Walker, clock: HandClock) -> None:
    """12: what is overdue, due today and this week, who was not told, who waits for a word; true counts."""
    walk.key("ctrl+1")
    walk.settle()
    late = walk.promises("Late").rows()
    assert "offer" in late[0].words, "the latest first, three weeks old"
    assert "20 days late" in late[0].note or "21 days late" in late[0].note
    due = walk.promises("Due today").rows()
    assert any("call back today at 15:00" in one.words for one in due)
    week = walk.promises("This week").rows()
    assert any("first list of rebuilt orders" in one.words for one in week)
    said = walk.words(walk.page)
    assert "Waiting for a word" in said and "Tom Hale" in said and "Tom asks when the winter page goes live." in said
    assert "does not know yet" not in said, "Ada was told"
    assert walk.shell.side.entries["today"].accessibleName() == f"Today, {len(late)} late"
    for name, rows in (("Late", late), ("Due today", due), ("This week", week)):
        assert f"{name}\n{len(rows)}" in said or f"{name}\n" in said
    walk.session.keep_backups()  # what its timer does each minute
    assert walk.sees("Backed up, proven 14:50"), walk.shell.side.backup.words()


def kept(walk: Walker, clock: HandClock) -> None:
    """12: "call back at 15:00" is marked kept, by keys alone: to the row, K, and what shows it."""
    clock.set(at(14, 55))
    rows = walk.promises("Due today")
    number = next(n for n, one in enumerate(rows.rows()) if "call back today" in one.words)
    rows.setFocus()
    for _ in range(number):
        walk.key("down")
    walk.key("k")
    assert until(lambda: bool(walk.shell.veils))
    walk.put("Evidence", "called 14:50")
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    walk.settle()
    event = walk.row(
        "SELECT e.* FROM commitment_event e JOIN commitment c ON c.id = e.commitment_id WHERE e.kind = 'kept'"
    )
    assert event["at"] == "2026-11-24T14:55:00Z" and event["evidence"] == "called 14:50"
    assert until(lambda: not any("call back today" in one.words for one in walk.promises("Due today").rows()))


def moved(walk: Walker, clock: HandClock) -> None:
    """12: another is moved: new date, why, told, agreed; what was promised first stays to be seen."""
    rows = walk.promises("This week")
    number = next(n for n, one in enumerate(rows.rows()) if "first list" in one.words)
    walk.bring(rows)
    box = rows.visualRect(rows.model().index(number))
    walk.click_at(rows.viewport(), QPoint(box.left() + 200, box.top() + 12))
    walk.key("m")
    assert until(lambda: bool(walk.shell.veils))
    assert "first list of rebuilt orders" in walk.words(walk.place)
    walk.put("The new date", "Thursday 12:00")
    assert walk.sees("Thursday 26 November 2026, 12:00 · 13:00 in Stockholm")
    walk.put("Why", "The host sends its list tomorrow.")
    walk.click(walk.button("Told just now"))
    walk.click(walk.button("They agreed"))
    walk.key("ctrl+enter")
    assert until(lambda: not walk.shell.veils)
    walk.settle()
    event = walk.row("SELECT * FROM commitment_event WHERE kind = 'moved'")
    assert (event["old_due"], event["due"]) == ("2026-11-25T12:00:00Z", "2026-11-26T12:00:00Z")
    assert (event["why"], event["agreed"]) == ("The host sends its list tomorrow.", "yes")
    assert event["told_at"] == "2026-11-24T14:55:00Z"
    first = walk.row("SELECT first_due FROM commitment WHERE words LIKE '%first list%'")
    assert first["first_due"] == "2026-11-25T12:00:00Z", "never overwritten"
    row = next(one for one in walk.promises("This week").rows() if "first list" in one.words)
    assert row.due.startswith("Thu 26") and "First promised for Wed 25 Nov" in row.before and "agreed" in row.before


def close_and_start_again(walk: Walker, start: object) -> Walker:
    """13: all is there, the same page, the same window."""
    look_up(walk, "orders of four")
    walk.key("enter")
    assert until(lambda: walk.page.key == "incident")
    walk.settle()
    walk.frame.resize(1180, 760)
    walk.settle()
    words = sorted(walk.words(walk.page).split("\n"))
    walk.key("ctrl+q")
    assert until(lambda: not walk.frame.isVisible())
    walk.end()
    again: Walker = start(walk.path)  # type: ignore[operator]
    assert (again.frame.width(), again.frame.height()) == (1180, 760)
    assert until(lambda: again.page is not None and again.page.key == "incident")
    again.settle()
    assert sorted(again.words(again.page).split("\n")) == words
    return again


def export(walk: Walker, folder: Path) -> None:
    """13: `export` writes the whole journal as JSON, beside the open window."""
    done = subprocess.run(
        [sys.executable, "-m", "aboveboard", "--journal", str(walk.path), "--json", "export", str(folder)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    files = json.loads(done.stdout)["files"]
    assert files
    whole = "\n".join(file.read_text(encoding="utf-8") for file in folder.rglob("*") if file.is_file())
    for table in ("client", "contact", "project", "safeguard", "interaction", "incident", "finding", "commitment",
                  "commitment_event", "letter", "act", "change"):  # fmt: skip
        assert table in whole, table
    for words in walk.rows(
        "SELECT note AS w FROM interaction UNION SELECT words FROM finding UNION SELECT words FROM commitment"
    ):
        assert json.dumps(words["w"], ensure_ascii=False)[1:-1] in whole, words["w"]
    (sent,) = walk.rows("SELECT text FROM letter WHERE binned_at IS NULL")
    assert json.dumps(sent["text"], ensure_ascii=False)[1:-1] in whole
