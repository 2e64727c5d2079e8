"""What a date in a text is made of: a day, a clock time, a zone, a span from now, or a reference to the past."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from aboveboard.guides.when.calendar import WorkCalendar
from aboveboard.guides.when.zones import ZoneRef


@dataclass(frozen=True)
class Now:
    """What a relative day counts from: the local time of the call in the zone that counts, and how slash dates are
    read.
    """

    local: datetime
    calendar: WorkCalendar
    day_first: bool

    @property
    def day(self) -> date:
        """The local date."""
        return self.local.date()

    @property
    def night(self) -> bool:
        """Between midnight and four, when "tomorrow" and "tonight" have two meanings."""
        return self.local.hour < 4


@dataclass(frozen=True)
class Days:
    """The days that some words can mean, the likeliest first.

    `first_only`: take the first that is not past (a date without a year); else all that are not past are offered.
    `fixed`: the words name this very day ("today", a written year), so it stays even where it is past.
    `ask`: offer it for confirmation though there is one reading.
    """

    days: tuple[date, ...]
    first_only: bool = False
    fixed: bool = False
    ask: bool = False


Pick = Callable[[Now], Days]


@dataclass
class Day:
    """A day in words at `start`..`end`. `kind` decides with what it joins; `part` is a part of the day that stands
    with it.
    """

    start: int
    end: int
    pick: Pick
    kind: str = "date"  # date, weekday, near (today, tomorrow), part (this evening), eod, period (end of the week)
    part: str = ""
    weekday: int | None = None


@dataclass
class Clock:
    """A time of day. `readings` are (hour, minute) on a 24-hour clock (hour 24 = the midnight that ends the day),
    likeliest first.
    """

    start: int
    end: int
    readings: tuple[tuple[int, int], ...]
    bare: bool = False  # without am, pm or a second digit: a part of the day beside it decides
    midnight: bool = False
    needs_day: bool = False  # "at 9" counts as a time only beside a day
    zone: ZoneRef | None = None


@dataclass
class Moment:
    """A span from now to the minute: "in two hours"."""

    start: int
    end: int
    minutes: tuple[float, ...]


@dataclass
class Gone:
    """A reference to the past, or words that only look like a date: passed over. `days` where it names a past day."""

    start: int
    end: int
    days: Days | None = field(default=None)


Piece = Day | Clock | Moment | Gone
