"""When to tell: the rules one by one, and the sentences of the brief."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from aboveboard import resources
from aboveboard.guides import answers as answering
from aboveboard.guides.answers import NOT_YET_KNOWN, Answers, Recipient, Timing, Writer
from aboveboard.guides.timing import Advice, advise, suggest
from aboveboard.guides.when import WorkCalendar

LISBON, STOCKHOLM = ZoneInfo("Europe/Lisbon"), ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)  # a Tuesday, 11:20 in Stockholm
HOUR = timedelta(hours=1)


def answers(now: datetime = NOW, noticed: datetime | None = None, **more: object) -> Answers:
    client = {name: more.pop(name) for name in ("temper", "knows", "zone") if name in more}
    state = str(more.pop("state", ""))
    given = dict(more.pop("answers", {}))  # type: ignore[call-overload]
    return Answers(
        "data-loss",
        writer=Writer("Dius", zone="Europe/Lisbon", state=state),
        client=Recipient("Northwind", "Ada", **{"zone": "Europe/Stockholm", **client}),
        timing=Timing(noticed=noticed or now - 2 * HOUR, now=now, **more),  # type: ignore[arg-type]
        answers=given,
    )


def advice(case: Answers) -> dict[str, Advice]:
    listed = advise(case)
    assert [a.by for a in listed] == sorted(a.by for a in listed)
    for a in listed:
        assert a.by == a.by_client and a.what and a.why and a.source
        assert a.channel in ("call", "message", "email", "")
    assert len({a.id for a in listed}) == len(listed)
    return {a.id: a for a in listed}


@pytest.mark.parametrize("hour", [2, 10, 23])
@pytest.mark.parametrize("why", ["harm_continues", "client_must_act"])
def test_harm_or_something_to_do_means_now_at_any_hour(hour: int, why: str) -> None:
    now = NOW.replace(hour=hour)
    found = advice(answers(now, **{why: True}))
    assert found["call"].by == now and found["call"].channel == "call"
    assert found["call-me"].by <= now + HOUR and found["call-me"].channel == "message"
    assert found["email"].by == now + HOUR and "prepare-email" not in found


def test_else_the_same_working_day() -> None:
    found = advice(answers())
    assert found["call"].by == datetime(2026, 11, 24, 17, tzinfo=LISBON)
    assert found["email"].by == found["call"].by + HOUR
    assert str(found["call"].by.tzinfo) == "Europe/Lisbon" and str(found["call"].by_client.tzinfo) == "Europe/Stockholm"


def test_never_later_than_a_day_after_noticing() -> None:
    found = advice(answers(noticed=NOW - 22 * HOUR))
    assert found["call"].by == NOW + 2 * HOUR
    late = advice(answers(noticed=NOW - 30 * HOUR))
    assert late["call"].by == NOW and "30 h" in late["call"].why


def test_in_the_clients_night_it_is_half_past_eight() -> None:
    now = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)  # 22:30 in Stockholm
    found = advice(answers(now))
    assert found["call"].by == datetime(2026, 11, 25, 8, 30, tzinfo=STOCKHOLM)
    assert found["prepare-email"].by == now + HOUR and "email" not in found
    early = advice(answers(datetime(2026, 11, 24, 5, tzinfo=UTC)))
    assert early["call"].by == datetime(2026, 11, 24, 8, 30, tzinfo=STOCKHOLM)


def test_the_clients_hours_count_and_not_the_writers() -> None:
    found = advice(answers(datetime(2026, 11, 24, 23, tzinfo=UTC), zone="Asia/Tokyo"))  # 08:00 in Tokyo
    assert found["call"].by.astimezone(ZoneInfo("Asia/Tokyo")) == datetime(
        2026, 11, 25, 20, tzinfo=ZoneInfo("Asia/Tokyo")
    )


def test_at_a_weekend_it_is_still_today() -> None:
    saturday = datetime(2026, 11, 28, 10, tzinfo=UTC)
    assert advice(answers(saturday))["call"].by == datetime(2026, 11, 28, 20, tzinfo=STOCKHOLM)


def test_personal_data_of_a_processor() -> None:
    found = advice(answers(personal_data=True, role="processor"))
    assert found["processor-notice"].by == found["call"].by and "2 h 0 min" in found["processor-notice"].why
    assert found["client-72-hours"].by == found["call"].by + 72 * HOUR
    assert "Art. 33(2)" in found["processor-notice"].source


def test_personal_data_of_a_controller() -> None:
    found = advice(answers(personal_data=True, role="controller"))
    assert found["authority"].by == NOW - 2 * HOUR + 72 * HOUR and "processor-notice" not in found
    assert "authority" not in advice(answers(personal_data=False, role="controller"))


def test_missing_facts_are_no_reason_to_wait() -> None:
    found = advice(answers(answers={"entry_point": NOT_YET_KNOWN}))
    assert found["first-word"].by == found["call"].by
    assert "first-word" not in advice(answers(answers={"entry_point": "my script"}))


@pytest.mark.parametrize("heat", [{"temper": "furious"}, {"knows": True}])
def test_a_furious_client_hears_a_voice_and_sooner(heat: dict[str, object]) -> None:
    found = advice(answers(**heat))
    assert found["call"].by == NOW + HOUR and "24 hours" in found["two-times"].what
    assert "not before it" in found["email"].what
    times = suggest(answers(**heat), now=NOW)
    assert times["call_first"] <= NOW + HOUR and times["call_second"] - NOW <= 24 * HOUR


def test_updates_while_the_harm_goes_on_and_after() -> None:
    going_on = advice(answers(harm_continues=True))
    assert going_on["next-update"].by == NOW + 4 * HOUR
    evening = advice(answers(NOW.replace(hour=15), harm_continues=True))  # 1 h 40 min of work are left today
    assert evening["next-update"].by == datetime(2026, 11, 25, 11, 20, tzinfo=LISBON)
    calm = advice(answers())
    assert calm["next-update"].by == calm["call"].by + 24 * HOUR
    assert calm["report"].by == datetime(2026, 12, 8, 17, tzinfo=LISBON)  # ten working days after Tuesday


def test_the_writers_own_calendar() -> None:
    calendar = WorkCalendar(days_off=frozenset({datetime(2026, 11, 25).date()}))  # noqa: DTZ001
    found = {a.id: a for a in advise(answers(), calendar=calendar)}
    assert found["report"].by.date().isoformat() == "2026-12-09"


def test_the_earliest_wins_and_is_named() -> None:
    found = advice(answers(contract_notice_hours=4))
    assert found["call"].by == NOW + 2 * HOUR and "contract" in found["call"].why
    assert found["contract"].by == NOW + 2 * HOUR
    assert "contract" not in advice(answers(contract_notice_hours=200))["call"].why
    assert advice(answers(contract_notice_hours=1))["call"].by == NOW


@pytest.mark.parametrize("state", ["tired", "angry"])
def test_half_an_hour_for_whoever_is_tired_or_angry(state: str) -> None:
    found = advice(answers(state=state))
    assert found["ready-first"].by == NOW + HOUR / 2
    assert advice(answers(state=state, harm_continues=True))["ready-first"].by == NOW
    assert "ready-first" not in advice(answers(state="rested"))


def test_evidence_comes_first() -> None:
    assert advise(answers())[0].id == "keep-evidence"
    assert advise(answers(harm_continues=True, state="tired"))[0].id == "keep-evidence"


def test_missing_answers_never_stop_it() -> None:
    assert advise(Answers("data-loss"), now=NOW)[0].id == "keep-evidence"
    odd = Answers("data-loss", client=Recipient(zone="Nowhere/Land"), timing=Timing(noticed=NOW + 99 * HOUR))
    assert {a.id for a in advise(odd, now=NOW)} >= {"call", "email", "next-update", "report"}
    with pytest.raises(ValueError):
        advise(Answers("data-loss"))


def test_the_same_in_is_the_same_out() -> None:
    sample = answering.load(resources.folder("guides/data-loss") / "sample.toml")
    assert advise(sample) == advise(replace(sample))


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("more", [{}, {"harm_continues": True}, {"temper": "furious"}])
def test_offered_times_lie_ahead_and_in_order(hour: int, more: dict[str, object]) -> None:
    now = NOW.replace(hour=hour, minute=7)
    times = suggest(answers(now, **more), now=now)
    assert now < times["call_first"] < times["call_second"] <= times["call_first"] + 24 * HOUR
    assert times["call_first"] < times["next_update"] <= times["call_first"] + 72 * HOUR
    assert all(t.minute % 15 == 0 for t in (times["call_first"], times["call_second"]))
