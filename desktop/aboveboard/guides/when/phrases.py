"""Days relative to now, in words: today, tonight, this afternoon, next week, end of January, the 15th, last Friday."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from aboveboard.guides.when import calendar as cal
from aboveboard.guides.when.days import month_last, next_weekday, this_weekday
from aboveboard.guides.when.pieces import Day, Days, Gone, Now, Piece
from aboveboard.guides.when.words import MONTHS, ORDINALS, WEEKDAYS

Build = Callable[[re.Match[str], str], Piece | None]


def _part(found: re.Match[str]) -> str:
    return (found.groupdict().get("part") or "").lower()


def _near(found: re.Match[str], pick: Callable[[Now], Days], part: str = "", kind: str = "near") -> Day:
    return Day(found.start(), found.end(), pick, kind, part or _part(found))


def today(found: re.Match[str], lead: str) -> Piece | None:
    """The day of the call."""
    return _near(found, lambda now: Days((now.day,), fixed=True))


def tonight(found: re.Match[str], lead: str) -> Piece | None:
    """This evening; said after midnight, this night or the coming evening: both lie on the same date, so settling
    asks.
    """
    return _near(found, lambda now: Days((now.day,), fixed=True), "tonight")


def tomorrow(found: re.Match[str], lead: str) -> Piece | None:
    """The next day; said after midnight, the day that has begun or the next."""
    if found.group().startswith("Morgen") and lead in ("guten", "am", "jeden"):
        return Gone(found.start(), found.end())
    return _near(
        found, lambda now: Days((now.day, cal.shifted(now.day, 1)) if now.night else (cal.shifted(now.day, 1),))
    )


def after_tomorrow(found: re.Match[str], lead: str) -> Piece | None:
    """Two days on; said after midnight, one or two."""
    return _near(found, lambda now: Days(tuple(cal.shifted(now.day, n) for n in ((1, 2) if now.night else (2,)))))


def yesterday(found: re.Match[str], lead: str) -> Piece | None:
    """The day before: passed over as a due day."""
    return Gone(found.start(), found.end())


def gone(found: re.Match[str], lead: str) -> Piece | None:
    """Words of the past, or too vague to be a day."""
    return Gone(found.start(), found.end())


def this_part(found: re.Match[str], lead: str) -> Piece | None:
    """This morning, afternoon, evening: today."""
    return _near(found, lambda now: Days((now.day,), fixed=True), kind="part")


def in_part(found: re.Match[str], lead: str) -> Piece | None:
    """ "in the morning" alone: the next one to begin."""
    begins = {
        "morning": 6,
        "morgen": 6,
        "vormittag": 8,
        "afternoon": 15,
        "nachmittag": 15,
        "evening": 20,
        "abend": 20,
    }.get(_part(found), 6)

    def pick(now: Now) -> Days:
        if begins == 6 and now.night:
            return Days((now.day, cal.shifted(now.day, 1)))
        return Days((now.day if now.local.hour < begins else cal.shifted(now.day, 1),))

    return _near(found, pick, kind="part")


def morning_next(found: re.Match[str], lead: str) -> Piece | None:
    """ "first thing in the morning", "first thing": the next morning."""
    return _near(
        found,
        lambda now: Days((now.day, cal.shifted(now.day, 1)) if now.night else (cal.shifted(now.day, 1),)),
        "morning",
        "part",
    )


def on_this_weekday(found: re.Match[str], lead: str) -> Piece | None:
    """This Friday: of this week."""
    number = WEEKDAYS[found["weekday"].lower()]
    return Day(found.start(), found.end(), lambda now: this_weekday(now, number), "weekday", _part(found), number)


def on_next_weekday(found: re.Match[str], lead: str) -> Piece | None:
    """Next Friday."""
    number = WEEKDAYS[found["weekday"].lower()]
    return Day(found.start(), found.end(), lambda now: next_weekday(now, number), "weekday", _part(found), number)


def week_weekday(found: re.Match[str], lead: str) -> Piece | None:
    """Next week, on Friday."""
    number = WEEKDAYS[found["weekday"].lower()]
    return Day(
        found.start(),
        found.end(),
        lambda now: Days((cal.week_day(now.day, number, 1),)),
        "weekday",
        _part(found),
        number,
    )


def working_day(found: re.Match[str], lead: str) -> Piece | None:
    """The next working day of the profile."""
    return _near(found, lambda now: Days((now.calendar.after(now.day, 1),)), kind="period")


def weekend(found: re.Match[str], lead: str) -> Piece | None:
    """By the weekend: its Friday. At the weekend: its Sunday."""
    ahead = 1 if found.groupdict().get("next") else 0
    if lead in ("by", "before", "last", "past", "every", "bis"):
        if lead in ("last", "past", "every"):
            return Gone(found.start(), found.end())
        return _near(found, lambda now: Days((cal.week_end(now.day, ahead),)), kind="period")
    return _near(found, lambda now: Days((cal.week_day(now.day, 6, ahead),)), kind="period")


def next_month(found: re.Match[str], lead: str) -> Piece | None:
    """ "next January": by its last day."""
    month = MONTHS[found["month"].lower()]
    return _near(found, lambda now: Days((month_last(now, month, None),)), kind="period")


def _ahead(found: re.Match[str]) -> int | None:
    """How many periods on: 0 this, 1 next, 2 the one after next; None where it is past."""
    groups = found.groupdict()
    which = " ".join((groups.get("which") or "").lower().split())
    if groups.get("gone") or which.endswith(("last", "previous")):
        return None
    ahead = 1 if which.endswith(("next", "coming")) or which.startswith("nächst") else 0
    return ahead + (1 if groups.get("then") else 0)


def _period_last(now: Now, period: str, ahead: int) -> date:
    if period.startswith(("month", "monat", "eom")):
        return cal.month_end(now.day.year, now.day.month + ahead)
    if period.startswith(("quarter", "quartal", "eoq")):
        return cal.quarter_end(now.day, ahead)
    if period.startswith(("year", "jahr", "eoy")):
        return cal.month_end(now.day.year + ahead, 12)
    return cal.week_end(now.day, ahead)


def _period_first(now: Now, period: str, ahead: int) -> date:
    last = _period_last(now, period, ahead)
    if period.endswith("week"):
        return cal.shifted(last, -4)
    if period.startswith("quarter"):
        return cal.months_later(last, -2).replace(day=1)
    return last.replace(day=1, month=1) if period.startswith("year") else last.replace(day=1)


def period_end(found: re.Match[str], lead: str) -> Piece | None:
    """End of the week (its Friday), of the month, quarter, year (the last day)."""
    ahead = _ahead(found)
    if ahead is None:
        return Gone(found.start(), found.end())
    period = (found["period"] or found.group()).lower()
    return _near(found, lambda now: Days((_period_last(now, period, ahead),)), kind="period")


def period(found: re.Match[str], lead: str) -> Piece | None:
    """ "this week", "next month" alone: by its end."""
    if lead in ("since", "for", "of", "during") and not found.group().lower().startswith("next"):
        return Gone(found.start(), found.end())
    return period_end(found, lead)


def month_end(found: re.Match[str], lead: str) -> Piece | None:
    """End of January: its last day."""
    month, year = MONTHS[found["month"].lower()], _year(found)
    return _near(found, lambda now: Days((month_last(now, month, year),), fixed=year is not None), kind="period")


def _year(found: re.Match[str]) -> int | None:
    text = found.groupdict().get("year")
    return int(text) if text else None


def _first_of(now: Now, found: re.Match[str]) -> date | None:
    """The first day of the month or period named; of a month without a year, the next first to come."""
    groups = found.groupdict()
    if groups.get("month"):
        month, year = MONTHS[groups["month"].lower()], _year(found)
        return date(year, month, 1) if year else cal.yearly(now.day, month, 1)[0]
    ahead = _ahead(found)
    if ahead is None:
        return None
    first = _period_first(now, groups["period"].lower(), ahead)
    return first if first >= now.day or ahead else _period_first(now, groups["period"].lower(), 1)


def month_start(found: re.Match[str], lead: str) -> Piece | None:
    """The first day of a month, week, quarter or year."""
    if not found.groupdict().get("month") and _ahead(found) is None:
        return Gone(found.start(), found.end())
    return _near(
        found, lambda now: Days((_first_of(now, found) or now.day,), fixed=_year(found) is not None), kind="period"
    )


def month_middle(found: re.Match[str], lead: str) -> Piece | None:
    """The middle of a month: its 15th, asked."""
    month, year = MONTHS[found["month"].lower()], _year(found)
    return _near(
        found,
        lambda now: Days((date(year, month, 15) if year else cal.yearly(now.day, month, 15)[0],), ask=True),
        kind="period",
    )


def last_working(found: re.Match[str], lead: str) -> Piece | None:
    """The last (working) day of a month, quarter or year."""
    whole = month_end if found.groupdict().get("month") else period_end
    piece = whole(found, lead)
    if not isinstance(piece, Day) or not found["work"]:
        return piece
    pick = piece.pick
    return _near(found, lambda now: Days((now.calendar.last_before(pick(now).days[0]),)), kind="period")


def nth_weekday(found: re.Match[str], lead: str) -> Piece | None:
    """The first Monday in January; the last Friday of the month."""
    number, nth = WEEKDAYS[found["weekday"].lower()], ORDINALS[found["nth"].lower()]
    if not found.groupdict().get("month") and _ahead(found) is None:
        return Gone(found.start(), found.end())

    def of(first: date) -> date:
        if nth < 0:
            last = cal.month_end(first.year, first.month)
            return cal.shifted(last, -((last.weekday() - number) % 7))
        return cal.shifted(first, (number - first.weekday()) % 7 + 7 * (nth - 1))

    def pick(now: Now) -> Days:
        groups = found.groupdict()
        if groups.get("month"):
            month, year = MONTHS[groups["month"].lower()], _year(found)
            firsts = [date(year or now.day.year + n, month, 1) for n in range(1 if year else 2)]
        else:
            start = now.day.replace(day=1)
            firsts = [cal.months_later(start, n + (_ahead(found) or 0)) for n in range(2)]
        days = [of(first) for first in firsts]
        return Days(tuple(d for d in days if d >= now.day)[:1] or (days[-1],))

    return _near(found, pick, kind="period")


def quarter(found: re.Match[str], lead: str) -> Piece | None:
    """End of Q1: its last day."""
    month, year = int(found["q"]) * 3, _year(found)
    return _near(found, lambda now: Days((month_last(now, month, year),)), kind="period")


def year_end(found: re.Match[str], lead: str) -> Piece | None:
    """End of 2027."""
    year = int(found["year"])
    return _near(found, lambda now: Days((date(year, 12, 31),), fixed=True), kind="period")


def eod(found: re.Match[str], lead: str) -> Piece | None:
    """End of the day, of business: today, or the day that stands beside it."""
    return _near(found, lambda now: Days((now.day,), fixed=True), kind="eod")


def iso_week(found: re.Match[str], lead: str) -> Piece | None:
    """Week 48: its Friday."""
    week = int(found["week"])
    if not 1 <= week <= 53 or lead not in {"in", "by", "until", "of", "during", "calendar", "bis", "before"}:
        return None

    def pick(now: Now) -> Days:
        for year in (now.day.year, now.day.year + 1):
            try:
                day = date.fromisocalendar(year, week, 5)
            except ValueError:
                continue
            if day >= now.day:
                return Days((day,))
        return Days((now.day,), ask=True)

    return _near(found, pick, kind="period")


def ordinal_day(found: re.Match[str], lead: str) -> Piece | None:
    """ "by the 15th", "on the 1st of next month": the next one to come."""
    number = int(found["d"])
    if lead not in {"by", "on", "before", "until", "till", "from", "after", "since"} or not 1 <= number <= 31:
        return None
    if found.groupdict().get("gone") or (found["period"] and not found["period"].lower().startswith("month")):
        return Gone(found.start(), found.end())
    ahead = (_ahead(found) or 0) if found["period"] else 0

    def pick(now: Now) -> Days:
        first = cal.months_later(now.day.replace(day=1), ahead)
        for n in range(3):
            month = cal.months_later(first, n)
            last = cal.month_end(month.year, month.month)
            if number <= last.day and last.replace(day=number) >= now.day:
                return Days((last.replace(day=number), *(_again(last, number))), first_only=True)
        return Days((now.day,), ask=True)

    return _near(found, pick, kind="date")


def _again(last: date, number: int) -> list[date]:
    """The same day of one of the two months after, where it exists."""
    for n in (1, 2):
        after = cal.month_end(last.year, last.month + n)
        if number <= after.day:
            return [after.replace(day=number)]
    return []


BUILD: dict[str, Build] = {
    "today": today, "tonight": tonight, "tomorrow": tomorrow, "after_tomorrow": after_tomorrow,
    "yesterday": yesterday, "gone": gone,
    "month_gone": gone, "gone_weekday": gone, "this_weekday": on_this_weekday, "this_part": this_part,
    "next_weekday": on_next_weekday,
    "week_weekday": week_weekday, "working_day": working_day, "weekend": weekend, "next_month": next_month,
    "period": period,
    "period_end": period_end, "month_end": month_end, "month_start": month_start, "month_middle": month_middle,
    "last_working": last_working,
    "nth_weekday": nth_weekday, "quarter": quarter, "year_end": year_end, "eod": eod, "iso_week": iso_week,
    "in_part": in_part,
    "morning_next": morning_next, "first_thing": morning_next,
}  # fmt: skip
