"""The sample: the same half year whenever it is made, through the real operations, and gone in one act."""

from __future__ import annotations

import re
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aboveboard.clock import Clock
from aboveboard.errors import JournalError
from aboveboard.journal import clients, incidents, letters, promises, sample, search, timeline, today, verify
from aboveboard.journal.database import Journal
from aboveboard.journal.sqlite import connect
from tests.conftest import NOW, HandClock

MOMENTS = [
    ("Europe/Lisbon", NOW),
    ("Europe/Stockholm", datetime(2026, 11, 28, 2, 5, tzinfo=UTC)),
    ("America/Los_Angeles", datetime(2027, 1, 3, 23, 50, tzinfo=UTC)),
    ("Pacific/Auckland", datetime(2028, 2, 29, 3, 0, tzinfo=UTC)),
    ("Asia/Kolkata", datetime(2026, 4, 2, 18, 31, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 3, 30, 22, 10, tzinfo=UTC)),
    ("UTC", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
]


def made_at(folder: Path, zone: str, now: datetime) -> Journal:
    clock = HandClock(now)
    sample.make(folder / "s.aboveboard", clock, writer={"name": "Mara Selwyn", "zone": zone})
    return Journal.open(folder / "s.aboveboard", clock=clock)


@pytest.fixture
def demo(tmp_path: Path) -> Journal:
    journal = made_at(tmp_path, "Europe/Lisbon", NOW)
    yield journal  # type: ignore[misc]
    journal.close()


@pytest.mark.parametrize(("zone", "now"), MOMENTS)
def test_the_same_half_year_whenever_it_is_made(tmp_path: Path, zone: str, now: datetime) -> None:
    journal = made_at(tmp_path, zone, now)
    rows = journal.read(promises.rows)
    states = Counter((row.by, row.state) for row in rows)
    assert states == {
        ("me", "kept"): 15, ("me", "kept late"): 2, ("me", "partly kept"): 1, ("me", "broken"): 1, ("me", "late"): 1,
        ("me", "released"): 1, ("me", "open"): 3, ("them", "kept"): 1, ("them", "kept late"): 1, ("them", "late"): 1,
        ("them", "open"): 1,
    }  # fmt: skip
    found = journal.read(lambda s: today.due(s, now))
    assert [item.client for item in found.overdue] == ["Tidewater Sailing School"]
    assert 20 < found.overdue[0].late_hours / 24 < 28
    assert [item.client for item in found.untold] == ["Northwind Bakery"]
    assert sorted((item.why, item.client[:6]) for item in found.waiting) == [
        ("silent", "Marlow"), ("theirs", "Harbou"), ("theirs", "Physio"), ("unanswered", "Harbou"),
    ]  # fmt: skip
    assert {"Kestrel Cycles", "Physiopraxis Lindenhof"} <= {item.client for item in [*found.today, *found.week]}
    callback = next(row for row in rows if "call back" in row.words)
    local = callback.due.astimezone(ZoneInfo(zone)) if callback.due else None
    assert local is not None and now < callback.due and f"at {local:%H:%M}" in callback.words
    if now.astimezone(ZoneInfo(zone)).strftime("%H:%M") < "14:30":
        assert local.date() == now.astimezone(ZoneInfo(zone)).date() and local.hour == 15
    else:
        assert local.isoweekday() <= 5 and local.hour == 10
    with closing(connect(journal.path)) as connection:
        assert verify.check(connection).ok
    journal.close()


def test_it_costs_little_and_says_what_it_made(tmp_path: Path) -> None:
    start = time.process_time()
    made = sample.make(tmp_path / "s.aboveboard", Clock(NOW))
    assert time.process_time() - start < 4
    assert made.clients == 6 and 60 <= made.acts <= 120
    assert [path.name for path in tmp_path.iterdir()] == ["s.aboveboard"]
    with pytest.raises(JournalError, match="something at"):
        sample.make(tmp_path / "s.aboveboard", Clock(NOW))


def test_acts_follow_one_another_over_half_a_year(demo: Journal) -> None:
    rows = demo.read(lambda s: s.connection().exec_driver_sql("SELECT id, at FROM act ORDER BY id").all())
    times = [row[1] for row in rows]
    assert times == sorted(times) and [row[0] for row in rows] == list(range(1, len(rows) + 1))
    first = datetime.fromisoformat(times[0])
    assert timedelta(days=165) < NOW - first < timedelta(days=190)


def test_the_scenario_is_there_and_not_yet_told(demo: Journal) -> None:
    north = demo.read(lambda s: clients.find(s, "northwind bakery"))
    assert north.contact is not None and north.contact.name == "Ada Lindqvist" and not north.technical
    guards = {guard.kind: guard.state for guard in north.projects[0].safeguards}
    assert (guards["backup"], guards["restore test"]) == ("none", "never")
    incident = demo.read(lambda s: incidents.get(s, incidents.rows(s, north.id)[0].id))
    assert incident.told_at is None and NOW - incident.noticed_at == timedelta(minutes=130)
    assert incident.occurred_from is not None and (NOW - incident.occurred_from).days == 28
    standings = Counter(finding.standing for finding in incident.findings)
    assert standings == {"known": 3, "unknown": 2, "suspected": 1, "ruled out": 1}
    changed = [finding for finding in incident.findings if len(finding.standings) > 1]
    assert [standing.standing for standing in changed[0].standings] == ["suspected", "ruled out"]
    assert "27 October" in incident.findings[0].words


def test_no_place_in_any_text_is_left_unfilled(demo: Journal) -> None:
    rows = demo.read(lambda s: [row for n in range(1, 7) for row in timeline.page(s, n, limit=500)])
    assert len(rows) > 100
    for row in rows:
        assert not re.search(r"[{}]", row.title + row.text), row
    assert demo.read(lambda s: search.find(s, "quietly forgotten").total) == 0


def test_it_can_be_removed_as_one_act_and_brought_back(demo: Journal) -> None:
    own = demo.write(lambda s: clients.add(s, name="My Own Ltd")).one("client")
    before = demo.read(lambda s: (today.due(s, NOW), search.find(s, "the", limit=500), letters.rows(s)))
    assert demo.read(sample.is_there)
    gone = demo.write(sample.remove)
    assert gone.name == "sample.remove" and gone.act == demo.data_version()
    assert [row.id for row in demo.read(clients.rows)] == [own]
    assert demo.read(lambda s: today.due(s, NOW)) == today.Due([], [], [], [], [])
    assert demo.read(letters.rows) == [] and not demo.read(sample.is_there)
    assert demo.read(lambda s: search.find(s, "the").total) == 0
    assert demo.write(sample.remove).act == 0
    for noun in ("contact", "project", "interaction", "incident", "finding", "letter", "commitment"):
        left = f"SELECT count(*) FROM {noun} WHERE binned_at IS NULL"
        assert demo.read(lambda s, left=left: s.connection().exec_driver_sql(left).scalar_one()) == 0  # type: ignore[misc]
    demo.undo()
    assert demo.read(lambda s: (today.due(s, NOW), search.find(s, "the", limit=500), letters.rows(s))) == before
    with closing(connect(demo.path)) as connection:
        assert verify.check(connection).ok


def test_it_fills_a_journal_of_ones_own(journal: Journal) -> None:
    made = sample.fill(journal)
    assert made.clients == 6
    sent = journal.read(letters.rows)
    assert all(letter.text.rstrip().endswith("Ines Duarte") for letter in sent) and len(sent) == 2
