"""What counts as a promise, whose it is, and until when."""

from __future__ import annotations

import ast
import subprocess
import sys
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aboveboard.guides import promises
from aboveboard.guides.promises import Promise
from aboveboard.guides.when import in_full
from tests.guides.tables import rows

WEDNESDAY = "2026-11-25T10:00:00+01:00"


def found(text: str, at: str = WEDNESDAY, zone: str = "Europe/Berlin", voice: str = "note") -> list[Promise]:
    # type: ignore[arg-type]
    return promises.find(text, at=datetime.fromisoformat(at), zone=zone, client_zone="Europe/London", voice=voice)


def dues(text: str, at: str = WEDNESDAY, **more: str) -> list[tuple[str, str, bool]]:
    return [(p.by, in_full(p.due, p.zone, p.precision) if p.due else "-", p.ambiguous) for p in found(text, at, **more)]


@pytest.mark.parametrize(("text", "cells"), [pytest.param(t, c, id=t[:50]) for t, c in rows("promises.txt")])
def test_each_sentence_of_the_table(text: str, cells: list[list[str]]) -> None:
    told = [
        [
            p.by,
            " / ".join(in_full(o, p.zone, p.precision) for o in p.options) or "-",
            ("?" if p.ambiguous else "") + ("!" if p.conditional else ""),
            p.quote,
        ]
        for p in found(text)
    ]
    assert told == [[*cell[:3], ast.literal_eval(cell[3])] for cell in cells]


def test_the_table_is_large_and_mixed() -> None:
    table = list(rows("promises.txt"))
    assert len(table) >= 150
    assert sum(not cells for _, cells in table) >= 60


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Promised to find out and call back today at 15:00.", "I will find out and call back today at 15:00."),
        ("- promised Ada to send the list on Friday", "I will send the list on Friday."),
        ("Will send the quote\ntomorrow", "I will send the quote tomorrow."),
        ("We met, and I'll send the list by Friday", "I'll send the list by Friday."),
        ("I'll call at 10:00 tomorrow and send the list on Friday.", "I will send the list on Friday."),
        ("Me to send the list by Friday", "I will send the list by Friday."),
        ("she sends the logo this Friday", "She sends the logo this Friday."),
    ],
)
def test_the_words_of_a_promise_are_a_sentence_of_their_own(text: str, words: str) -> None:
    assert found(text)[-1].text == words


CALL = (
    "Call with Mara Feldkamp.\nI will send the price list on Friday.\nI will finish the import by next Friday.\n"
    "She sends the logo this Friday.\nWe spoke last Friday; nothing is owed from that."
)


def test_a_weekday_counts_from_the_day_it_was_said_on() -> None:
    assert dues(CALL, "2026-11-23T09:00:00+01:00") == [
        ("me", "Fri 27 Nov 2026", False),
        ("me", "Fri 27 Nov 2026", True),
        ("them", "Fri 27 Nov 2026", False),
    ]
    assert dues(CALL, "2026-11-27T09:00:00+01:00") == [
        ("me", "Fri 27 Nov 2026", True),
        ("me", "Fri 4 Dec 2026", False),
        ("them", "Fri 27 Nov 2026", False),
    ]


def test_said_after_midnight_tomorrow_and_tonight_are_asked() -> None:
    call, restart = found(
        "I will call Ada back tomorrow at 9:00.\nI will restart the server tonight.", "2026-11-26T00:40:00+01:00"
    )
    assert call.ambiguous and [in_full(o, call.zone) for o in call.options] == [
        "Thu 26 Nov 2026, 09:00 Europe/Berlin",
        "Fri 27 Nov 2026, 09:00 Europe/Berlin",
    ]
    assert restart.ambiguous and len(restart.options) == 2
    assert {o.date().isoformat() for o in restart.options} == {"2026-11-26"}


@pytest.mark.parametrize(
    ("at", "text", "due"),
    [
        ("2026-03-25T09:01:00+01:00", "I will send the report by Saturday.", "2026-03-28T23:59:59+01:00"),
        ("2026-03-25T09:02:00+01:00", "I will send the invoice by Sunday.", "2026-03-29T23:59:59+02:00"),
        ("2026-03-25T09:03:00+01:00", "I will call the host by Monday 09:00.", "2026-03-30T09:00:00+02:00"),
        ("2026-10-21T09:00:00+02:00", "I will send the new offer by Sunday.", "2026-10-25T23:59:59+01:00"),
    ],
)
def test_a_due_day_lasts_to_its_end_through_the_clock_change(at: str, text: str, due: str) -> None:
    (promise,) = found(text, at)
    assert promise.due is not None and promise.due.isoformat() == due and not promise.ambiguous


def test_what_lies_before_the_text_is_asked_never_booked() -> None:
    late, old = found("I will call you today at 15:00. I will send it by 3 March 2020.", "2026-11-25T16:00:00+01:00")
    assert late.ambiguous and old.ambiguous


def test_a_letter_and_a_note_differ_in_who_she_is() -> None:
    assert [p.by for p in found("Marta will send the files on Friday.")] == ["them"]
    assert found("Marta will send the files on Friday.", voice="letter") == []
    assert found("Dear Ada,\n\nMarta will send the files on Friday.\n\nKind regards\nInes") == []


def test_in_a_letter_from_the_client_the_voices_change_places() -> None:
    text = (
        "I will send you the missing prices on Thursday. You will get a test link from me.\n\n"
        "> I will import it by Monday."
    )
    assert [(p.by, p.quote) for p in found(text, voice="incoming")] == [
        ("them", "I will send you the missing prices on Thursday."),
        ("them", "You will get a test link from me."),
    ]


def test_lists_take_over_their_heading() -> None:
    text = "By Friday I will:\n- send the list\n- test the copy on Thursday at 12:00\n- already done: passwords"
    assert dues(text) == [("me", "Fri 27 Nov 2026", False), ("me", "Thu 26 Nov 2026, 12:00 Europe/Berlin", False)]
    assert dues("You will send me:\n- the logs by Friday\n- the logo by Monday") == [
        ("them", "Fri 27 Nov 2026", False),
        ("them", "Mon 30 Nov 2026", False),
    ]


def test_windows_line_ends_keep_the_places() -> None:
    text = "Call with Ada.\r\nI will send the list by Friday.\r\nShe pays on Monday.\r\n"
    assert [text[p.start : p.end] for p in found(text)] == ["I will send the list by Friday.", "She pays on Monday."]


def test_a_very_long_line_is_read_in_a_moment() -> None:
    filler = "north copy house frame night river pump level stone valve meter sensor paper cable glass gate " * 550
    text = filler + "end. I will send the log by Friday 17:00.pump level " + filler[:2000]
    (promise,) = found(text)
    assert promise.quote == "I will send the log by Friday 17:00."
    assert in_full(promise.due, promise.zone) == "Fri 27 Nov 2026, 17:00 Europe/Berlin"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "unit",
    [
        "I will send it by Friday ",
        "she will send the thing and ",
        "that I will ",
        "1 ",
        "Friday ",
        "5pm ",
        "a, ",
        "> ",
        '"',
    ],
)
def test_a_long_repetition_is_read_to_its_end(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    for promise in found(text):
        assert text[promise.start : promise.end] == promise.quote


PARTS = st.sampled_from(
    "I will|we'll|she|Ada|you will|promised to|send|the list|by|on|Friday|next|this|tomorrow|tonight|at|9|"
    "17:00|5 pm|CET|your time|and|, |. |\n|- |"
    "if|not|29 February|31/04|03/05/2027|2027-10-31|02:30|in two hours|"
    "within 0 days|end of|the month|12.12.|(|)|> |?|ß|İ|👩🏽‍💻|\u202e|\r\n|week 53|of 27 October".split("|")
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.lists(st.one_of(PARTS, st.text(max_size=6)), max_size=25).map(" ".join),
    at=st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001
    zone=st.sampled_from(["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia", "UTC"]),
)
def test_any_text_is_read_without_a_trouble(text: str, at: datetime, zone: str) -> None:
    from zoneinfo import ZoneInfo

    moment = at.replace(tzinfo=ZoneInfo(zone))
    once = promises.find(text, at=moment, zone=zone)
    assert once == promises.find(text, at=moment, zone=zone)
    for promise in once:
        assert text[promise.start : promise.end] == promise.quote
        assert promise.by in ("me", "them") and promise.precision in ("day", "minute")
        assert (promise.due is None) == (promise.options == [])
        if promise.due is not None:
            assert promise.due.tzinfo is not None and promise.options[0] == promise.due
            assert promise.due >= moment.replace(second=0, microsecond=0) or promise.ambiguous


def test_importing_it_loads_no_heavy_module() -> None:
    heavy = ("jinja2", "pydantic", "sqlmodel", "PySide6")
    code = f"import sys, aboveboard.guides.promises; print([m for m in {heavy} if m in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert said.stdout.strip() == "[]"
