"""Today: what is late stands there however long, days are the days that were said, and who waits is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from aboveboard.journal import clients, commitments, interactions, profile, today
from aboveboard.journal.database import Journal
from aboveboard.journal.today import Due, Item
from tests.conftest import NOW, ZONE, HandClock, Northwind


def due(journal: Journal, now: datetime = NOW) -> Due:
    return journal.read(lambda s: today.due(s, now))


def add(journal: Journal, name: str = "Contoso & Sons", **values: object) -> int:
    return journal.write(lambda s: clients.add(s, name=name, **values)).one("client")  # type: ignore[arg-type]


def promise(journal: Journal, client: int, when: datetime | None, words: str = "send it", **values: object) -> int:
    make = lambda s: commitments.make(s, client_id=client, words=words, due=when, **values)  # type: ignore[arg-type]  # noqa: E731
    return journal.write(make).one("commitment")


def talk(journal: Journal, clock: HandClock, client: int, at: datetime, **values: object) -> int:
    before = clock.now()
    clock.set(max(at, before))
    made = journal.write(lambda s: interactions.log(s, client_id=client, at=at, **{"note": "words", **values}))  # type: ignore[arg-type]
    clock.set(before)
    return made.one("interaction")


def ids(items: list[Item]) -> list[int]:
    return [item.id for item in items]


def test_late_today_and_week_are_parted_by_the_minute_and_the_day(journal: Journal) -> None:
    client = add(journal)
    late = promise(journal, client, NOW + timedelta(minutes=1))
    later = promise(journal, client, NOW + timedelta(hours=2))
    day = promise(journal, client, NOW, precision="day", zone=ZONE)
    tomorrow = promise(journal, client, NOW + timedelta(days=1))
    last = promise(journal, client, (NOW + timedelta(days=7)).replace(hour=23, minute=59))
    promise(journal, client, NOW + timedelta(days=8), "beyond the week")
    promise(journal, client, None, "some day")
    found = due(journal, NOW + timedelta(minutes=2))
    assert (ids(found.overdue), ids(found.today), ids(found.week)) == ([late], [later, day], [tomorrow, last])
    assert not found.waiting and not found.untold
    item = found.overdue[0]
    assert (item.noun, item.client, item.text, item.why) == ("commitment", "Contoso & Sons", "send it", "late")
    assert item.late_hours == pytest.approx(1 / 60, abs=1e-3) and found.today[0].late_hours == 0
    assert due(journal, NOW + timedelta(minutes=1)).overdue == []


def test_what_is_late_is_never_hidden_and_the_latest_stands_first(journal: Journal) -> None:
    client = add(journal)
    made = [promise(journal, client, NOW + timedelta(hours=n)) for n in range(30, 0, -1)]
    found = due(journal, NOW + timedelta(days=300))
    assert ids(found.overdue) == made[::-1]
    assert [item.due for item in found.overdue] == sorted(item.due for item in found.overdue if item.due)
    assert found.overdue[0].late_hours == pytest.approx(300 * 24 - 1)


def test_the_due_that_counts_decides(journal: Journal, clock: HandClock) -> None:
    client = add(journal)
    told = promise(journal, client, NOW + timedelta(hours=1))
    untold = promise(journal, client, NOW + timedelta(hours=1))
    new = NOW + timedelta(days=3)
    journal.write(lambda s: commitments.move(s, told, due=new, why="slow host", told_at=NOW))
    journal.write(lambda s: commitments.move(s, untold, due=new, why="slow host"))
    kept = promise(journal, client, NOW + timedelta(hours=1))
    journal.write(lambda s: commitments.keep(s, kept))
    found = due(journal, NOW + timedelta(hours=2))
    assert (ids(found.overdue), ids(found.week)) == ([untold], [told])


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/Los_Angeles", "Pacific/Auckland"])
def test_a_day_stays_the_day_it_was_said(journal: Journal, zone: str) -> None:
    client = add(journal)
    meant = datetime(2026, 12, 10, 11, tzinfo=UTC)
    made = promise(journal, client, meant, precision="day", zone="Europe/Berlin")
    journal.write(lambda s: profile.edit(s, zone=zone))
    last = datetime(2026, 12, 10, 22, 59, 59, tzinfo=UTC)
    assert ids(due(journal, last).today) == [made] and due(journal, last).overdue == []
    assert ids(due(journal, last + timedelta(seconds=1)).overdue) == [made]


def test_what_they_promised_is_waited_for(journal: Journal) -> None:
    client = add(journal)
    late = promise(journal, client, NOW + timedelta(hours=1), "send the logo", by="them")
    soon = promise(journal, client, NOW + timedelta(days=2), by="them")
    promise(journal, client, NOW + timedelta(days=20), by="them")
    found = due(journal, NOW + timedelta(hours=3))
    assert ids(found.waiting) == [late, soon] and not found.overdue and not found.week
    assert [(item.why, item.late_hours) for item in found.waiting] == [("theirs", 2.0), ("theirs", 0.0)]


def test_incidents_not_told_oldest_first(northwind: Northwind) -> None:
    from aboveboard.journal import incidents

    def opened(title: str, hours: int) -> int:
        return northwind.journal.write(
            lambda s: incidents.open(
                s, client_id=northwind.client, title=title, noticed_at=NOW - timedelta(hours=hours)
            )
        ).one("incident")

    second, first = opened("Orders lost", 2), opened("Page down", 30)
    assert ids(due(northwind.journal).untold) == [first, second]
    assert due(northwind.journal).untold[0].severity == "high"
    northwind.journal.write(lambda s: incidents.tell(s, first, at=NOW, how="call"))
    assert ids(due(northwind.journal).untold) == [second]
    northwind.journal.write(lambda s: clients.bin(s, northwind.client))
    assert due(northwind.journal) == Due([], [], [], [], [])


@pytest.mark.parametrize(
    ("answer", "waits"),
    [
        (None, True),
        ({"kind": "email", "direction": "out"}, False),
        ({"kind": "call", "direction": "out", "outcome": "no-answer"}, True),
        ({"kind": "call", "direction": "out", "outcome": "left-message"}, False),
        ({"kind": "call", "direction": "in"}, False),
        ({"kind": "email", "direction": "in"}, True),
    ],
)
def test_a_message_waits_until_it_is_answered(
    journal: Journal, clock: HandClock, answer: dict[str, str] | None, waits: bool
) -> None:
    client = add(journal)
    first = talk(
        journal, clock, client, NOW - timedelta(hours=5), kind="email", direction="in", note="Where is it?\n\n–"
    )
    newest = talk(journal, clock, client, NOW - timedelta(hours=4), **answer) if answer else first
    waiting = due(journal).waiting
    assert [item.why for item in waiting] == (["unanswered"] if waits else [])
    if waits and not answer:
        assert (waiting[0].noun, waiting[0].id, waiting[0].text) == ("interaction", newest, "Where is it? –")
        journal.write(lambda s: interactions.bin(s, newest))
        assert due(journal).waiting == []


def test_silence_beyond_what_was_agreed(journal: Journal, clock: HandClock) -> None:
    client = add(journal, usual_days=10)
    talk(journal, clock, client, NOW)
    assert due(journal, NOW + timedelta(days=10)).waiting == []
    item = due(journal, NOW + timedelta(days=12)).waiting[0]
    assert (item.noun, item.id, item.why, item.late_hours) == ("client", client, "silent", 48.0)
    assert item.text == "No word for 12 days; usually every 10."


def test_silence_beyond_what_is_usual_with_a_client(journal: Journal, clock: HandClock) -> None:
    often, seldom = add(journal, "Often"), add(journal, "Seldom")
    for week in range(6, 0, -1):
        talk(journal, clock, often, NOW - timedelta(weeks=week))
        talk(journal, clock, seldom, NOW - timedelta(weeks=week * 6))
    talk(journal, clock, add(journal, "New"), NOW - timedelta(days=200))
    assert [item.client for item in due(journal, NOW + timedelta(days=6)).waiting] == []
    assert [item.client for item in due(journal, NOW + timedelta(days=9)).waiting] == ["Often"]


def test_the_counts_are_those_of_the_lists(northwind: Northwind) -> None:
    journal, client = northwind.journal, northwind.client
    for hours in (1, 2, 3):
        made = promise(journal, client, NOW + timedelta(hours=hours))
        if hours != 3:
            journal.write(lambda s, made=made: commitments.keep(s, made))  # type: ignore[misc]
    promise(journal, client, NOW + timedelta(days=90), by="them")
    later = NOW + timedelta(hours=4)
    counts = journal.read(lambda s: today.counts(s, later))
    assert (counts.late, counts.today, counts.week, counts.untold, counts.waiting) == (1, 1, 0, 0, 0)
    assert (counts.clients, counts.open_incidents, counts.open_promises) == (1, 0, 2)
    assert (counts.kept.kept, counts.kept.of) == (2, 3)
    assert counts.worst is not None and counts.worst.id == made
    assert journal.read(lambda s: today.counts(s, later, today.due(s, later))) == counts


def test_an_empty_journal_has_nothing_to_do(journal: Journal) -> None:
    assert due(journal) == Due([], [], [], [], [])
    counts = journal.read(lambda s: today.counts(s, NOW))
    assert (counts.late, counts.clients, counts.kept.of, counts.worst) == (0, 0, 0, None)
