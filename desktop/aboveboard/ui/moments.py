"""Times and spans as the window says them: in the writer's zone, short, with the client's hour beside it where it
differs.

Every function takes the moment, the zone and (where it matters) now; nothing here reads a clock. A due *day* is read
in the zone it was meant in, so that it stays the day that was said wherever the window is opened (contracts, 7).
"""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

MINUTE, HOUR, DAY = 60, 3600, 86400
_FSI, _PDI = "\u2068", "\u2069"


def tr(words: str, /, **values: object) -> str:
    """`words` in the window's language, with `{name}` places filled."""
    text = QCoreApplication.translate("moments", words)
    return text.format(**values) if values else text


def apart(words: str) -> str:
    """Somebody's words set apart from the line around them, for painting only: a name that runs from right to left then
    leaves dates, numbers and brackets beside it where they are. Never put the answer into data."""
    return f"{_FSI}{words}{_PDI}" if any(ord(c) > 0x58F for c in words) else words


def _names() -> QLocale:
    """Names of days and months; English ones are the short classic ones ("Sep", not "Sept")."""
    here = QLocale()
    return QLocale.c() if here.language() in (QLocale.Language.C, QLocale.Language.English) else here


def local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def clock(moment: datetime, zone: str) -> str:
    """ "09:05"."""
    return local(moment, zone).strftime("%H:%M")


def day_name(day: date, *, today: date | None = None) -> str:
    """ "Today", "Yesterday", "Thu 12 Nov", with the year where it is not this one."""
    if today is not None and day == today:
        return tr("Today")
    if today is not None and day == today - timedelta(days=1):
        return tr("Yesterday")
    return short_day(day, today=today)


def short_day(day: date, *, today: date | None = None) -> str:
    """ "Thu 12 Nov"; "12 Nov 2025" where the year is not this one's."""
    names = _names()
    month = names.standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)
    if today is not None and day.year != today.year:
        return tr("{day} {month} {year}", day=day.day, month=month, year=day.year)
    weekday = names.standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return tr("{weekday} {day} {month}", weekday=weekday, day=day.day, month=month)


def month_name(day: date) -> str:
    """ "August"."""
    return _names().standaloneMonthName(day.month, QLocale.FormatType.LongFormat)


def day_of(moment: datetime, zone: str, now: datetime) -> str:
    """The day of a moment as a word: "Today", "Thu 12 Nov"."""
    return day_name(local(moment, zone).date(), today=local(now, zone).date())


def mid_sentence(moment: datetime, zone: str, now: datetime) -> str:
    """ "today 08:10", "Thu 12 Nov, 14:30": for the middle of a line."""
    here, today = local(moment, zone).date(), local(now, zone).date()
    if here == today:
        return tr("today {clock}", clock=clock(moment, zone))
    if here == today - timedelta(days=1):
        return tr("yesterday {clock}", clock=clock(moment, zone))
    return tr("{day}, {clock}", day=short_day(here, today=today), clock=clock(moment, zone))


def in_full(moment: datetime, zone: str, precision: str = "minute") -> str:
    """ "Tuesday 24 November 2026, 15:00"; a day alone has no hour."""
    there = local(moment, zone)
    names = _names()
    words = tr(
        "{weekday} {day} {month} {year}",
        weekday=names.standaloneDayName(there.isoweekday(), QLocale.FormatType.LongFormat),
        day=there.day,
        month=names.standaloneMonthName(there.month, QLocale.FormatType.LongFormat),
        year=there.year,
    )
    return words if precision == "day" else tr("{day}, {clock}", day=words, clock=there.strftime("%H:%M"))


def city(zone: str) -> str:
    """ "Stockholm" of "Europe/Stockholm"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def there(moment: datetime, zone: str, other: str) -> str:
    """ "16:00 in Stockholm", with the day where it is another one; "" where both zones show the same, or where `other`
    is not known yet (no client was named)."""
    if not other:
        return ""
    mine, theirs = local(moment, zone), local(moment, other)
    if mine.replace(tzinfo=None) == theirs.replace(tzinfo=None):
        return ""
    hour = theirs.strftime("%H:%M")
    if mine.date() != theirs.date():
        hour = tr("{day}, {clock}", day=short_day(theirs.date()), clock=hour)
    return tr("{clock} in {city}", clock=hour, city=city(other))


def span(seconds: float) -> str:
    """ "35 min", "2 h 10 min", "22 h", "21 days": never more exact than a person needs."""
    seconds = max(0, int(seconds))
    hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
    if seconds < HOUR:
        return tr("{n} min", n=minutes)
    if hours < 10:
        return tr("{h} h {m} min", h=hours, m=minutes) if minutes else tr("{h} h", h=hours)
    if hours < 48:
        return tr("{h} h", h=hours)
    return days(seconds // DAY)


def days(n: int) -> str:
    return tr("1 day") if n == 1 else tr("{n} days", n=n)


def late(hours: float) -> str:
    """ "21 days late", "22 h late", "5 min late"."""
    seconds = round(hours * HOUR)
    whole = math.floor(seconds / DAY)
    if whole >= 2:
        return tr("{span} late", span=days(whole))
    return tr("{span} late", span=span(max(MINUTE, seconds)))


def until(moment: datetime, now: datetime) -> str:
    """ "in 4 h 40 min", "in 3 days"; "now" within the minute."""
    left = (moment - now).total_seconds()
    if left < MINUTE:
        return tr("now")
    return tr("in {span}", span=span(left))


def due_margin(
    due: datetime | None, zone: str, precision: str, mine: str, now: datetime, *, late_hours: float = 0.0
) -> tuple[str, str]:
    """The two lines of the diary margin for an open promise: when, and how far away. `zone` is the one the promise was
    meant in, `mine` the writer's; a due day is read in its own."""
    if due is None:
        return tr("No date"), ""
    home = zone if precision == "day" else mine
    day, today = local(due, home).date(), local(now, mine).date()
    if late_hours > 0:
        first = clock(due, home) if day == today and precision != "day" else short_day(day, today=today)
        return first, late(late_hours)
    if day == today:
        return (tr("Today"), "") if precision == "day" else (clock(due, home), until(due, now))
    return short_day(day, today=today), "" if precision == "day" else clock(due, home)


def due_line(
    due: datetime | None, zone: str, precision: str, mine: str, now: datetime, *, late_hours: float = 0.0
) -> str:
    """A due time on one line, as the asides say it: "15:00, in 4 h 40 min", "Wed 25 Nov", "Tue 3 Nov, 21 days late"."""
    first, second = due_margin(due, zone, precision, mine, now, late_hours=late_hours)
    return tr("{first}, {second}", first=first, second=second) if second else first
