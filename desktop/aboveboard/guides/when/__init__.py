"""Dates in words: one grammar for window, command line and letters.

A closed grammar of our own: what it does not know is no date, what has several readings is asked. Reading is one pass
over
the words of a text, so its time grows with the length of the text and not faster.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from aboveboard.guides.when.calendar import WorkCalendar
from aboveboard.guides.when.join import Group, groups
from aboveboard.guides.when.late import Late
from aboveboard.guides.when.scan import pieces
from aboveboard.guides.when.settle import Asked, Settled, day_end, settle
from aboveboard.guides.when.wording import in_full
from aboveboard.guides.when.zones import load

__all__ = ["When", "WorkCalendar", "end_of_day", "find_times", "in_full"]


@dataclass(frozen=True)
class When:
    """A time found at `start`..`end` (code points) of a text.

    `due`: the moment, aware, in `zone`; a day without a clock time is due at 23:59:59 of that day in `zone`.
    `options`: all readings, `due` first. `precision`: "minute" or "day". `ambiguous`: it has to be asked before it is
    used.
    `zone`: the IANA zone it was meant in. `lead`: the word before it ("by", "on", "since", ...), in lower case.
    `weekday_wrong`: a weekday was written beside a date that falls on another day. `zoned`: the text names the zone.
    """

    start: int
    end: int
    due: datetime
    options: list[datetime]
    precision: str
    ambiguous: bool
    zone: str
    lead: str = ""
    weekday_wrong: bool = False
    zoned: bool = False


def find_times(
    text: str, *, at: datetime, zone: str, client_zone: str | None = None, calendar: WorkCalendar | None = None
) -> list[When]:
    """All times to come (and dates written with a year) in a text, in order.

    `at`: when the text was said or written, aware; relative dates count from it. `zone`: the writer's IANA zone.
    `client_zone`: what "your time" means. `calendar`: the writer's working days, Monday to Friday where not given.
    References to the past ("last Friday", "yesterday") are not given. Never raises on any text.
    """
    if at.tzinfo is None:
        raise ValueError("the time of a text needs a zone")
    found = pieces(text)
    if not found:
        return []
    asked = Asked(at.astimezone(UTC), zone, client_zone, calendar or WorkCalendar(), _day_first(text, zone))
    known: dict[tuple[str, str, str], Settled | None] = {}
    times = []
    for group in groups(text, found, zone, client_zone):
        shared = text[group.of.start : group.of.end] if group.of else ""
        key = (text[group.start : group.end], group.lead, shared)
        if key not in known:
            known[key] = settle(group, asked)
        if when := _when(group, known[key]):
            times.append(when)
    return times


def end_of_day(moment: datetime, zone: str) -> datetime:
    """23:59:59 of the moment's day in the zone, aware in that zone."""
    tz = load(zone)
    return day_end(moment.astimezone(tz).date(), tz).astimezone(tz)


def _when(group: Group, settled: Settled | None) -> When | None:
    if settled is None or not settled.options:
        return None
    tz = load(settled.zone)
    options = [moment.astimezone(tz) for moment in settled.options]
    return When(
        group.start, group.end, options[0], options, settled.precision, settled.ask, settled.zone,
        group.lead, settled.weekday_wrong, group.zone is not None,
    )  # fmt: skip


_SLASHED = Late(
    r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d/-])|(?<![\d/.-])(\d{1,2})/(\d{1,2})(?![\d/]|[.,]\d)"
)
# Where the month is written first, unless the text itself shows otherwise.
_MONTH_FIRST = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix",
    "America/Detroit",
    "America/Anchorage", "America/Boise", "Pacific/Honolulu", "US/",
)  # fmt: skip


def _day_first(text: str, zone: str) -> bool:
    """How the slash dates of a text are read first: as those of them that have only one reading, else as is usual
    in the zone.
    """
    day_first = month_first = False
    if "/" in text or "-" in text:
        for found in _SLASHED.finditer(text):
            a, b = int(found[1] or found[4]), int(found[3] or found[5])
            day_first |= 12 < a <= 31 and 1 <= b <= 12
            month_first |= 12 < b <= 31 and 1 <= a <= 12
    if day_first != month_first:
        return day_first
    return not zone.startswith(_MONTH_FIRST)
