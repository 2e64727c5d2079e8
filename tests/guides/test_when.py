"""Dates in words: what they mean, in which zone, and when they have to be asked."""

from __future__ import annotations

import ast
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aboveboard.guides.when import When, WorkCalendar, end_of_day, find_times, in_full
from tests.guides.tables import rows

WEDNESDAY = "2026-11-25T10:00:00+01:00"


def times(
    text: str, at: str = WEDNESDAY, zone: str = "Europe/Berlin", client: str | None = None, **more: WorkCalendar
) -> list[When]:
    return find_times(text, at=datetime.fromisoformat(at), zone=zone, client_zone=client, **more)


def full(text: str, at: str = WEDNESDAY, zone: str = "Europe/Berlin", client: str | None = None) -> list[str]:
    return [
        " / ".join(in_full(o, w.zone, w.precision) for o in w.options) + ("?" if w.ambiguous else "")
        for w in times(text, at, zone, client)
    ]


@pytest.mark.parametrize(("text", "cells"), [pytest.param(t, c, id=t[:50]) for t, c in rows("times.txt")])
def test_each_line_of_the_table(text: str, cells: list[list[str]]) -> None:
    told = [
        [
            " / ".join(in_full(o, w.zone, w.precision) for o in w.options),
            "?" if w.ambiguous else "",
            text[w.start : w.end],
        ]
        for w in times(text, client="Europe/London")
    ]
    assert told == [[*cell[:2], ast.literal_eval(cell[2])] for cell in cells]


@pytest.mark.parametrize(
    ("at", "text", "wanted"),
    [
        # a weekday said on that weekday: today or in a week, unless the hour is over
        ("2026-11-27T09:00:00+01:00", "on Friday", ["Fri 27 Nov 2026 / Fri 4 Dec 2026?"]),
        ("2026-11-27T09:00:00+01:00", "this Friday", ["Fri 27 Nov 2026"]),
        ("2026-11-27T09:00:00+01:00", "next Friday", ["Fri 4 Dec 2026"]),
        ("2026-11-27T18:00:00+01:00", "by Friday 17:00", ["Fri 4 Dec 2026, 17:00 Europe/Berlin"]),
        ("2026-11-29T18:00:00+01:00", "next Friday", ["Fri 4 Dec 2026"]),
        ("2026-11-25T10:00:00+01:00", "next Monday", ["Mon 30 Nov 2026"]),
        ("2026-11-25T10:00:00+01:00", "this Monday", ["Mon 30 Nov 2026"]),
        # the night between midnight and four
        ("2026-11-26T03:59:00+01:00", "tomorrow", ["Thu 26 Nov 2026 / Fri 27 Nov 2026?"]),
        ("2026-11-26T04:00:00+01:00", "tomorrow", ["Fri 27 Nov 2026"]),
        ("2026-11-26T02:00:00+01:00", "tomorrow at 1:30 am", ["Fri 27 Nov 2026, 01:30 Europe/Berlin"]),
        ("2026-11-25T22:00:00+01:00", "tonight at 2:00", ["Thu 26 Nov 2026, 02:00 Europe/Berlin"]),
        # ends of periods, on their last day and at a weekend
        ("2026-11-30T10:00:00+01:00", "by the end of the month", ["Mon 30 Nov 2026"]),
        ("2026-11-28T10:00:00+01:00", "by the end of the week", ["Fri 4 Dec 2026"]),
        ("2027-01-31T10:00:00+01:00", "end of January", ["Sun 31 Jan 2027"]),
        ("2027-02-01T10:00:00+01:00", "end of January", ["Mon 31 Jan 2028"]),
        ("2028-02-10T10:00:00+01:00", "month end", ["Tue 29 Feb 2028"]),
        # a date without a year is the next to come
        ("2026-11-25T10:00:00+01:00", "25 November", ["Wed 25 Nov 2026"]),
        ("2026-11-25T10:00:00+01:00", "24 November", ["Wed 24 Nov 2027"]),
        # hours count as time goes by, days as the calendar does
        ("2027-03-27T20:00:00+01:00", "in 8 hours", ["Sun 28 Mar 2027, 05:00 Europe/Berlin"]),
        ("2027-03-27T20:00:00+01:00", "within 48 hours", ["Mon 29 Mar 2027, 21:00 Europe/Berlin"]),
        ("2027-03-27T20:00:00+01:00", "in 2 days", ["Mon 29 Mar 2027"]),
        # a clock time alone is the next one
        ("2026-11-25T10:00:00+01:00", "at 17:00", ["Wed 25 Nov 2026, 17:00 Europe/Berlin"]),
        ("2026-11-25T18:00:00+01:00", "at 17:00", ["Thu 26 Nov 2026, 17:00 Europe/Berlin"]),
    ],
)
def test_it_counts_from_the_time_of_the_text(at: str, text: str, wanted: list[str]) -> None:
    assert full(text, at) == wanted


def test_slash_dates_are_read_as_the_others_of_the_text() -> None:
    assert full("on 15/04/2027 and on 03/05/2027") == ["Thu 15 Apr 2027", "Mon 3 May 2027 / Fri 5 Mar 2027?"]
    assert full("on 04/15/2027 and on 03/05/2027") == ["Thu 15 Apr 2027", "Fri 5 Mar 2027 / Mon 3 May 2027?"]
    assert full("on 03/05/2027") == ["Mon 3 May 2027 / Fri 5 Mar 2027?"]
    assert full("on 03/05/2027", "2026-11-25T10:00:00-05:00", "America/New_York")[0].startswith("Fri 5 Mar 2027")
    assert full("on 12/12 and 05.06.2027 and 2027-06-05") == ["Sat 12 Dec 2026", "Sat 5 Jun 2027", "Sat 5 Jun 2027"]


def test_a_zone_that_is_named_wins() -> None:
    (when,) = times("tomorrow at 16:00 your time", client="America/New_York")
    assert when.zone == "America/New_York" and when.due.isoformat() == "2026-11-26T16:00:00-05:00" and when.zoned
    (when,) = times("by 17:00 +05:30 on Friday")
    assert when.due.astimezone(ZoneInfo("UTC")).isoformat() == "2026-11-27T11:30:00+00:00"
    (when,) = times("24 November 2027, 17:00 CET", zone="Europe/Stockholm")
    assert when.zone == "Europe/Stockholm" and when.due.isoformat() == "2027-11-24T17:00:00+01:00"
    assert full("by Friday, 17:00 Europe/Helsinki") == ["Fri 27 Nov 2026, 17:00 Europe/Helsinki"]
    # their date is already another one
    assert full("today at 16:00 your time", "2026-11-25T20:00:00+01:00", client="Asia/Tokyo") == [
        "Thu 26 Nov 2026, 16:00 Asia/Tokyo"
    ]


def test_winter_time_named_in_summer_is_asked() -> None:
    (when,) = times("on 17 July 2027 at 17:00 CET")
    assert when.ambiguous and [o.isoformat() for o in when.options] == [
        "2027-07-17T18:00:00+02:00",
        "2027-07-17T17:00:00+02:00",
    ]


def test_the_night_the_clocks_change() -> None:
    (twice,) = times("on 2027-10-31 at 02:30")
    assert twice.ambiguous and [o.astimezone(ZoneInfo("UTC")).hour for o in twice.options] == [0, 1]
    assert [in_full(o, twice.zone)[-9:] for o in twice.options] == [" (+02:00)", " (+01:00)"]
    (never,) = times("on 2027-03-28 at 02:30")
    assert never.ambiguous and [f"{o:%H:%M}" for o in never.options] == ["03:30", "01:30"]
    (day,) = times("by 31 October 2027")
    assert day.due.isoformat() == "2027-10-31T23:59:59+01:00" and not day.ambiguous


def test_working_days_are_those_of_the_profile() -> None:
    mine = WorkCalendar.from_profile("1,2,3,4", "08:00", "16:30", "2026-11-30, nonsense,2026-12-24")
    assert (mine.begins, mine.ends) == (time(8), time(16, 30))
    (when,) = times("within two working days", calendar=mine)
    assert when.due.date() == date(2026, 12, 1)  # Thursday, then Monday is off
    (usual,) = times("within five business days")
    assert usual.due.date() == date(2026, 12, 2)


def test_a_weekday_that_does_not_fit_its_date_is_asked() -> None:
    (when,) = times("Friday, 28 November 2026")
    assert when.weekday_wrong and when.ambiguous and [o.day for o in when.options] == [28, 27]
    assert not times("Saturday, 28 November 2026")[0].weekday_wrong


def test_a_day_is_shown_without_hour_and_ends_in_its_zone() -> None:
    (when,) = times("by 10 December 2026")
    assert in_full(when.due, when.zone, when.precision) == "Thu 10 Dec 2026"
    assert when.due == end_of_day(datetime.fromisoformat("2026-12-10T12:00:00+01:00"), "Europe/Berlin")
    with pytest.raises(ValueError, match="zone"):
        in_full(datetime(2026, 1, 1), "UTC")  # noqa: DTZ001
    with pytest.raises(ValueError, match="zone"):
        find_times("today", at=datetime(2026, 1, 1), zone="UTC")  # noqa: DTZ001


@settings(max_examples=200, deadline=None)
@given(day=st.dates(date(2026, 11, 26), date(2027, 11, 24)), hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_every_way_to_write_a_date_means_that_date(day: date, hour: int, minute: int) -> None:
    clock = f"{hour:02}:{minute:02}"
    for text in (
        f"{day.isoformat()} {clock}",
        f"{day:%d.%m.%Y}, {clock}",
        f"{day.day} {day:%B %Y}, {clock}",
        f"{day:%A}, {day.day} {day:%B} at {clock}",
        f"{day:%B} {day.day}, {day.year} at {clock}",
        f"{clock} on {day:%a} {day.day} {day:%b}",
    ):
        (when,) = times(f"I will do it on {text}.", zone="UTC")
        assert when.due.replace(tzinfo=None) == datetime.combine(day, time(hour, minute)), text
        assert not when.ambiguous, text
