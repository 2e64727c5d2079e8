"""What became of a promise: the table of contracts, 5, by hand and by property."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from aboveboard.journal.outcome import Outcome, rate, state

FRIDAY = datetime(2026, 3, 6, 16, 0, tzinfo=UTC)
TUESDAY = FRIDAY + timedelta(days=4)
LONG_AFTER = FRIDAY + timedelta(days=14)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Event:
    kind: str
    at: datetime
    due: datetime | None = None
    told: datetime | None = None
    zone: str = "UTC"
    precision: str = "minute"


def became(*events: Event, now: datetime = LONG_AFTER, by: str = "me", due: datetime | None = FRIDAY) -> Outcome:
    return state(by, due, "UTC", "minute", events, now)


def moved(told: datetime | None, due: datetime = TUESDAY, at: datetime = FRIDAY - DAY) -> Event:
    return Event("moved", at, due, told)


def test_endings() -> None:
    assert became(Event("kept", FRIDAY - HOUR)).state == "kept"
    assert became(Event("kept", FRIDAY)).state == "kept"
    assert became(Event("kept", FRIDAY + timedelta(seconds=1))).state == "kept late"
    assert became(Event("partly", FRIDAY - HOUR)).state == "partly kept"
    assert became(Event("dropped", FRIDAY - HOUR)).state == "broken"
    assert became(Event("released", FRIDAY + 20 * DAY)).state == "released"


def test_the_clock_alone_makes_it_late_and_then_broken() -> None:
    assert became(now=FRIDAY).state == "open"
    late = became(now=FRIDAY + timedelta(minutes=1))
    assert (late.state, round(late.late_hours, 3)) == ("late", 0.017)
    assert became(now=FRIDAY + 30 * DAY).state == "late"
    broken = became(now=FRIDAY + 30 * DAY + HOUR)
    assert (broken.state, broken.late_hours) == ("broken", 721.0)
    assert became(Event("kept", FRIDAY + DAY)).late_hours == 0


def test_moves_count_where_somebody_was_told() -> None:
    in_time, too_late, never = moved(FRIDAY - DAY), moved(FRIDAY + HOUR), moved(None)
    kept = Event("kept", TUESDAY - HOUR)
    assert became(in_time, kept).state == "kept"
    assert became(too_late, kept).state == "kept late"
    assert became(never, kept).state == "kept late"
    assert became(in_time, now=TUESDAY).state == "open"
    assert became(too_late, now=TUESDAY).state == "open"
    assert became(never, now=TUESDAY).state == "late"
    assert became(in_time).due == became(too_late).due == TUESDAY
    assert became(never).due == FRIDAY
    assert became(in_time).held == TUESDAY
    assert became(too_late).held == FRIDAY


def test_told_at_the_very_due_is_in_time() -> None:
    assert became(moved(FRIDAY), Event("kept", TUESDAY)).state == "kept"


def test_a_chain_holds_up_to_its_first_late_telling() -> None:
    wednesday = TUESDAY + DAY
    chain = moved(FRIDAY - DAY), moved(TUESDAY - HOUR, wednesday, TUESDAY - DAY)
    assert became(*chain, Event("kept", wednesday)).state == "kept"
    broken_first = moved(FRIDAY + HOUR), moved(TUESDAY - HOUR, wednesday, TUESDAY - DAY)
    assert became(*broken_first).held == FRIDAY
    assert became(*broken_first).due == wednesday
    untold_between = moved(None, TUESDAY + 9 * DAY), moved(FRIDAY - HOUR, TUESDAY)
    assert became(*untold_between).held == became(*untold_between).due == TUESDAY


def test_what_they_move_they_know() -> None:
    kept = Event("kept", TUESDAY - HOUR)
    assert became(moved(None), kept, by="them").state == "kept"
    assert became(moved(None, at=FRIDAY + HOUR), kept, by="them").state == "kept late"
    assert became(moved(None), now=TUESDAY + HOUR, by="them").due == TUESDAY


def test_without_a_due() -> None:
    assert became(due=None).state == "open"
    assert became(Event("kept", FRIDAY + 90 * DAY), due=None, now=FRIDAY + 99 * DAY).state == "kept"
    first = became(moved(None), due=None)
    assert (first.due, first.held, first.state) == (TUESDAY, TUESDAY, "late")
    untold = became(moved(None), moved(None, FRIDAY), due=None)
    assert untold.due == TUESDAY


@dataclass(frozen=True)
class Promise:
    state: str
    due: datetime | None = FRIDAY
    by: str = "me"


def test_the_rate_counts_what_it_says() -> None:
    states = ["kept", "kept", "kept late", "partly kept", "broken", "late", "open", "released"]
    promises = [Promise(name) for name in states] + [Promise("kept", None), Promise("kept", by="them")]
    assert (rate(promises).kept, rate(promises).of) == (2, 6)
    assert rate(promises, FRIDAY, FRIDAY + HOUR).of == 6
    assert rate(promises, FRIDAY - DAY, FRIDAY).of == 0
    assert rate([]).of == 0


_times = st.integers(-40, 40).map(lambda days: FRIDAY + days * DAY)
_moves = st.builds(moved, st.none() | _times, _times, _times)


@given(st.lists(_moves, max_size=5), st.none() | _times, st.sampled_from(["me", "them"]), st.none() | _times, _times)
def test_whatever_is_moved_the_rules_agree_with_themselves(
    moves: list[Event], kept: datetime | None, by: str, due: datetime | None, now: datetime
) -> None:
    events = [*moves, *([Event("kept", kept)] if kept else [])]
    found = became(*events, by=by, due=due, now=now)
    assert (found.due is None) == (due is None and not moves)
    assert found.held is None or found.held in {due, *(m.due for m in moves)}
    assert (found.late_hours > 0) == (kept is None and found.state in ("late", "broken"))
    if kept is not None:
        assert found.state == ("kept" if found.held is None or kept <= found.held else "kept late")
    if all(m.told is None for m in moves) and by == "me" and due is not None:
        assert (found.due, found.held) == (due, due)
