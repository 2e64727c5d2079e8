"""Working days, and the ends of weeks, months, quarters and years. Plain dates, no zones."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass, field
from datetime import date, time, timedelta

FRIDAY = 4


@dataclass(frozen=True)
class WorkCalendar:
    """The days and hours somebody works: `work_days` are weekdays with Monday = 0, hours are local to their zone."""

    work_days: frozenset[int] = frozenset(range(5))
    begins: time = time(9)
    ends: time = time(17)
    days_off: frozenset[date] = field(default_factory=frozenset)

    @classmethod
    def from_profile(cls, work_days: str, work_from: str, work_to: str, days_off: str) -> WorkCalendar:
        """From the texts of the profile row: ISO weekdays "1,2,3", "HH:MM", ISO dates with commas. Unreadable parts
        are left out.
        """
        days = frozenset(
            int(d) - 1 for d in work_days.replace(" ", "").split(",") if d in {"1", "2", "3", "4", "5", "6", "7"}
        )
        off: set[date] = set()
        for part in days_off.split(","):
            try:
                off.add(date.fromisoformat(part.strip()))
            except ValueError:
                continue
        return cls(days or frozenset(range(5)), _hour(work_from, time(9)), _hour(work_to, time(17)), frozenset(off))

    def works(self, day: date) -> bool:
        """Is this a working day?"""
        return day.weekday() in self.work_days and day not in self.days_off

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself does not count. Gives up (and counts every day)
        after ten years.
        """
        left, here, last = count, day, shifted(day, 3660)
        while left > 0 and here < last:
            here = shifted(here, 1)
            left -= self.works(here)
        return shifted(day, count) if left > 0 else here

    def last_before(self, day: date) -> date:
        """`day` where it is a working day, else the nearest one before it (within a month)."""
        for back in range(31):
            if self.works(shifted(day, -back)):
                return shifted(day, -back)
        return day


def _hour(text: str, otherwise: time) -> time:
    try:
        return time.fromisoformat(text.strip())
    except ValueError:
        return otherwise


def shifted(day: date, days: int) -> date:
    """`day` plus a number of days, kept inside the years that Python knows."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def month_end(year: int, month: int) -> date:
    """The last day of a month; `month` may be beyond 12 and is then carried into the years that follow."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9999:
        return date.max if year > 9999 else date.min
    return date(year, month, months.monthrange(year, month)[1])


def months_later(day: date, count: int) -> date:
    """The same day of the month `count` months on, or that month's last day where it has no such day."""
    last = month_end(day.year, day.month + count)
    return last.replace(day=min(day.day, last.day))


def quarter_end(day: date, ahead: int = 0) -> date:
    """The last day of the quarter of `day`, or of the one that many quarters later."""
    return month_end(day.year, (day.month - 1) // 3 * 3 + 3 + 3 * ahead)


def week_day(day: date, weekday: int, ahead: int = 0) -> date:
    """That weekday (Monday = 0) in the calendar week of `day`, weeks beginning on Monday, or in one `ahead`."""
    return shifted(day, weekday - day.weekday() + 7 * ahead)


def week_end(day: date, ahead: int = 0) -> date:
    """The Friday of the week; at a weekend the week that is meant is the coming one."""
    if ahead == 0 and day.weekday() > FRIDAY:
        ahead = 1
    return week_day(day, FRIDAY, ahead)


def coming(day: date, weekday: int) -> date:
    """The next such weekday after `day`; never `day` itself."""
    return shifted(day, (weekday - day.weekday()) % 7 or 7)


def yearly(day: date, month: int, number: int) -> list[date]:
    """A day without a year: the next ones to come, `day` itself counted, the nearest first. Empty where no year has
    such a day.
    """
    found: list[date] = []
    for year in range(day.year, min(day.year + 9, 9999)):
        try:
            candidate = date(year, month, number)
        except ValueError:
            continue
        if candidate >= day:
            found.append(candidate)
    return found[:2]
