"""Times as they are typed, and answers from the record: plain values, no widgets."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from aboveboard.exchange.prefill import Fact, Person, Record, answers
from aboveboard.guides.answers import NOT_YET_KNOWN, put
from aboveboard.guides.guide import load
from aboveboard.ui.conversation.editors import number
from aboveboard.ui.conversation.opening import brought_up
from aboveboard.ui.conversation.times import Zones, read, typed
from aboveboard.ui.conversation.writing import whole

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
LISBON = ZoneInfo("Europe/Lisbon")
ZONES = Zones("Europe/Lisbon", "Europe/Stockholm")


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("yesterday 09:10", datetime(2026, 11, 23, 9, 10, tzinfo=LISBON)),
        ("09:10", datetime(2026, 11, 24, 9, 10, tzinfo=LISBON)),
        ("27 Oct 00:00", datetime(2026, 10, 27, 0, 0, tzinfo=LISBON)),
        ("27 October 2026", datetime(2026, 10, 27, 0, 0, tzinfo=LISBON)),
        ("Friday", datetime(2026, 11, 20, 0, 0, tzinfo=LISBON)),
        ("24 November 2026, 10:10 Stockholm time", datetime(2026, 11, 24, 9, 10, tzinfo=LISBON)),
        ("tomorrow 09:00", None),
        ("when it rained", None),
        ("", None),
    ],
)
def test_what_has_been_is_read_backwards(words: str, moment: datetime | None) -> None:
    assert read(words, NOW, ZONES, past=True).moment == moment


def test_what_is_to_come_is_read_forwards_and_said_in_both_zones() -> None:
    reading = read("today 18:00", NOW, ZONES)
    assert reading.moment == datetime(2026, 11, 24, 18, 0, tzinfo=LISBON)
    assert ZONES.line(reading.moment) == "Tuesday 24 November 2026, 18:00 · 19:00 in Stockholm"


def test_a_moment_as_typed_reads_back_as_itself() -> None:
    moment = datetime(2026, 10, 26, 21, 30, tzinfo=LISBON)
    assert read(typed(moment, "Europe/Lisbon"), NOW, ZONES, past=True).moment == moment


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,412", 1412),
        ("1 412", 1412),
        ("3.5", 3.5),
        ("3,5", 3.5),
        ("0", 0),
        ("many", None),
        ("", None),
        ("nan", None),
        ("1e99", None),
    ],
)
def test_numbers_as_people_write_them(words: str, value: float | None) -> None:
    assert number(words) == value


def record(*facts: tuple[str, str], **more: object) -> Record:
    values: dict[str, object] = {
        "incident": 1, "client": 1, "title": "Orders deleted", "kind": "data-loss", "hit": "", "zone": "Europe/Lisbon",
        "noticed": NOW, "began": None, "ended": None, "personal_data": None, "told": None,
        "client_name": "Northwind Bakery", "client_zone": "Europe/Stockholm", "language": "en",
        "technical": False, "formal": False,
        "people": (Person(1, "Ada Lindqvist", "ada@northwind.example"),), "facts": tuple(Fact(*fact) for fact in facts),
        "writer": {"name": "Ines", "zone": "Europe/Lisbon"},
    }  # fmt: skip
    return Record(**{**values, **more})  # type: ignore[arg-type]


def given(found: Record) -> dict[str, object]:
    return dict(answers(found, load("data-loss"), NOW).answers)


@pytest.mark.parametrize(
    ("safeguards", "backup"),
    [
        ({"backup": "none", "restore test": "never"}, "none"),
        ({"backup": "None"}, "none"),
        ({"backup": "nightly", "restore test": "never"}, "untested"),
        ({"backup": "nightly", "restore test": "2026-10-01"}, "tested"),
        ({"backup": "nightly"}, None),
        ({}, None),
    ],
)
def test_the_backup_is_known_from_the_project(safeguards: dict[str, str], backup: str | None) -> None:
    assert given(record(safeguards=safeguards)).get("backup") == backup


def test_the_fact_sheet_answers_by_its_standing() -> None:
    facts = given(
        record(
            ("orders from 27 Oct to 24 Nov deleted", "known"),
            ("someone broke in through the admin login", "suspected"),
            ("which account was used", "unknown"),
            ("all products are untouched", "known"),
            ("whether the data was copied", "unknown"),
        )
    )
    assert facts["what_lost"] == "orders from 27 Oct to 24 Nov deleted"
    assert facts["entry_point"] == {"is": "someone broke in through the admin login", "standing": "suspected"}
    assert facts["what_safe"] == "all products are untouched"
    assert facts["data_exposed"] == NOT_YET_KNOWN
    assert "entry_point" not in given(record())
    assert given(record(("how they got in, which account", "unknown")))["entry_point"] == NOT_YET_KNOWN


def test_what_a_person_answered_or_took_away_stays() -> None:
    guide = load("data-loss")
    first = answers(record(hit="the orders"), guide, NOW)
    mine = put(put(first, "hit", None), "what_safe", "the prices")
    later = answers(record(("the products are complete", "known"), hit="the orders and more"), guide, NOW)
    after = brought_up(mine, later, {"hit"})
    assert "hit" not in after.answers
    assert after.answers["what_safe"] == "the prices"
    assert brought_up(put(mine, "what_safe", None), later, {"hit"}).answers["what_safe"] == "the products are complete"


@pytest.mark.parametrize(
    ("text", "passage", "out"),
    [
        ("Sorry. I was very busy that month. We lost it.", "I was very busy", "I was very busy that month."),
        ("It was just a small thing.", "just", "just"),
        ("I missed it because I was busy. Sorry.", "because I was busy", "because I was busy"),
        ("I was busy then\n\nKind regards", "I was busy", "I was busy then"),
    ],
)
def test_what_is_left_out_leaves_a_sentence(text: str, passage: str, out: str) -> None:
    start = text.index(passage)
    begin, end = whole(text, start, start + len(passage))
    assert text[begin:end] == out
