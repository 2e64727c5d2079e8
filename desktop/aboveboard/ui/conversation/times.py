"""Times as they are typed into an answer: words in, a moment out, and the moment said in full in both zones.

No Qt widgets and no clock in here: the moment that counts as now is passed in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aboveboard.ui import moments

_SPOKEN = (
    (re.compile(r"\bthe day before yesterday\b", re.I), -2),
    (re.compile(r"\byesterday\b", re.I), -1),
    (re.compile(r"\b(?:today|this morning|this afternoon|this evening)\b", re.I), 0),
)
_AHEAD = re.compile(r"\b(?:tomorrow|tonight|next|later|morgen|within|in \d+)\b", re.I)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.I)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\d{1,2}[./]\d{1,2}|\d{4}-\d\d", re.I
)


@dataclass(frozen=True)
class Reading:
    """What typed words mean. `moment`: aware, None where they are no time; `options`: readings of a doubtful one."""

    moment: datetime | None = None
    precision: str = "minute"
    options: tuple[datetime, ...] = ()

    @property
    def asks(self) -> bool:
        """Could it be several times?"""
        return len(self.options) > 1 and self.moment is None


@dataclass(frozen=True)
class Zones:
    """Whose times these are: the writer's zone, the client's, and the writer's working days."""

    mine: str
    theirs: str
    calendar: object | None = None

    def both(self, moment: datetime, precision: str = "minute") -> tuple[str, str]:
        """A moment in full in the writer's zone, and the client's hour where it differs ("" where not)."""
        if precision == "day":
            return moments.in_full(moment, self.mine, "day"), ""
        return moments.in_full(moment, self.mine), moments.there(moment, self.mine, self.theirs)

    def line(self, moment: datetime, precision: str = "minute") -> str:
        """The same in one line."""
        mine, theirs = self.both(moment, precision)
        return f"{mine} · {theirs}" if theirs else mine


def read(words: str, now: datetime, zones: Zones, *, past: bool = False) -> Reading:
    """What the words mean, counted from `now`. `past`: of something that has been, so that "27 Oct" is the last one."""
    from aboveboard.guides.when import find_times

    text = words.strip()
    if not text:
        return Reading()

    def find(at: datetime, of: str) -> list[Reading]:
        found = find_times(of, at=at, zone=zones.mine, client_zone=zones.theirs or None, calendar=zones.calendar)
        return [_reading(one) for one in found]

    if past:
        return _read_past(text, now, zones, find)
    found = find(now, text) or find(now, f"at {text}") or find(now, f"on {text}")
    return found[0] if len(found) == 1 else _joined(found)


def _read_past(text, now: datetime, zones: Zones, find) -> Reading:  # type: ignore[no-untyped-def]
    if _AHEAD.search(text):
        return Reading()
    today = now.astimezone(ZoneInfo(zones.mine)).date()
    named = text
    for pattern, days in _SPOKEN:
        named = pattern.sub((today + timedelta(days=days)).isoformat(), named)
    midnight = datetime(today.year, today.month, today.day, tzinfo=ZoneInfo(zones.mine))
    latest = now + timedelta(minutes=1)
    counted_from = [midnight]
    if _WEEKDAY.search(named):
        counted_from.append(now - timedelta(days=7))
    if _MONTH.search(named):
        counted_from.append(now - timedelta(days=364))
    for at in counted_from:
        for of in (named, f"at {named}", f"on {named}"):
            for one in find(at, of):
                been = [
                    moment
                    for moment in (one.moment, *one.options)
                    if moment is not None and _begin(moment, one, zones) <= latest
                ]
                if been:
                    return Reading(_begin(max(been), one, zones), one.precision)
    return Reading()


def _begin(moment: datetime, reading: Reading, zones: Zones) -> datetime:
    """A day alone, said of the past, is taken from its beginning; a due day would end at 23:59:59."""
    if reading.precision != "day":
        return moment
    return moment.astimezone(ZoneInfo(zones.mine)).replace(hour=0, minute=0, second=0)


def _reading(one: object) -> Reading:
    due, options = one.due, tuple(one.options or ())  # type: ignore[attr-defined]
    ambiguous = bool(one.ambiguous) and len(options) > 1  # type: ignore[attr-defined]
    return Reading(None if ambiguous else due, one.precision, options if ambiguous else ())  # type: ignore[attr-defined]


def _joined(found: list[Reading]) -> Reading:
    """Several times in one field: the last one counts where all are plain ("from 9 to 11"), else it is asked."""
    if not found:
        return Reading()
    if any(one.asks for one in found):
        return next(one for one in found if one.asks)
    options = tuple(dict.fromkeys(one.moment for one in found if one.moment is not None))
    return found[0] if len(options) == 1 else Reading(None, found[0].precision, options)


def typed(moment: datetime | date, zone: str) -> str:
    """A moment as one would type it, so that it reads back as the same: "24 November 2026, 09:10"."""
    if not isinstance(moment, datetime):
        return f"{moment.day} {moment:%B} {moment.year}"
    there = moment.astimezone(ZoneInfo(zone))
    return f"{there.day} {there:%B} {there.year}, {there:%H:%M}"
