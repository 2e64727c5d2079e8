"""Days in words: dates, weekdays, today and tomorrow, ends of periods. Each rule gives a function from "now" to the
days meant.
"""

from __future__ import annotations

import re
from datetime import date

from aboveboard.guides.when import calendar as cal
from aboveboard.guides.when.pieces import Day, Days, Gone, Now, Piece
from aboveboard.guides.when.words import MONTH, MONTHS, NEED_CAPITAL, SPACE, WEEKDAY, WEEKDAYS

YEAR = r"(?P<year>(?:19|20|21)\d\d)\b"
_PARTS = r"morning|afternoon|evening|night|lunchtime|noontime|abend|nachmittag|vormittag|früh|morgen|nacht"
PART = rf"(?:{SPACE}(?:(?:in{SPACE}the|am){SPACE})?(?P<part>{_PARTS})\b)?"
_TH = r"(?:st|nd|rd|th|te[nr]?|\.)"
_DAY_MONTH = (
    rf"{_TH}?(?:{SPACE}|-)?(?:day{SPACE})?(?:of{SPACE})?{MONTH}(?:,?(?:{SPACE}|-){YEAR}|"
    rf"{SPACE}['’](?P<short>\d\d)\b)?{PART}"
)

DIGITS = [
    ("iso", r"(?P<year>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d|-\d)"),
    ("iso", r"(?P<year>(?:19|20|21)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/])"),
    (
        "dotted",
        rf"(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?(?P<year>(?:19|20|21)\d\d|\d\d)(?!\d|[.:]\d|\s?(?:Uhr|h)\b){PART}",
    ),
    ("dotted", rf"(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.(?!\d){PART}"),
    ("slash", rf"(?P<a>\d{{1,2}})(?P<sep>[/-])(?P<b>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d\d)(?![\d/-]){PART}"),
    ("slash", rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?![\d/]|[.,]\d){PART}"),
    (
        "days_month",
        rf"(?P<d0>\d{{1,2}}){_TH}?(?:{SPACE})?(?P<join>-|–|/|to|and|or|until|till|bis|und|"
        rf"oder)(?:{SPACE})?(?P<d>\d{{1,2}}){_DAY_MONTH}",
    ),
    ("day_month", rf"(?P<d>\d{{1,2}}){_DAY_MONTH}"),
]

_MONTH_DAY = (
    rf"{MONTH}(?:{SPACE}the)?(?:{SPACE}|-)(?P<d>\d{{1,2}}){_TH}?(?![\d:/%]|[.,]\d|"
    rf"{SPACE}?(?:[ap]\.?m\b|o.clock))(?:,?{SPACE}{YEAR})?{PART}"
)
MONTH_RULES = [
    (
        "month_days",
        rf"{MONTH}{SPACE}(?P<d0>\d{{1,2}}){_TH}?(?:{SPACE})?(?P<join>-|–|to|and|"
        rf"or)(?:{SPACE})?(?P<d>\d{{1,2}})\b(?![:.]\d)(?:,?{SPACE}{YEAR})?",
    ),
    ("day_month", _MONTH_DAY),
    ("month", rf"{MONTH}(?:{SPACE}{YEAR})?(?!['’]|-\w)"),
]


def capital(found: re.Match[str], group: str) -> bool:
    """Is the word written so that it can be a name of a month or weekday ("may", "sat" and the like need a capital)?"""
    word = found[group]
    return word[0].isupper() or word.lower() not in NEED_CAPITAL


def _year(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    text = groups.get("year") or groups.get("short")
    if not text:
        return None
    return int(text) + (2000 if len(text) == 2 else 0)


def _part(found: re.Match[str]) -> str:
    return (found.groupdict().get("part") or "").lower()


def written(found: re.Match[str], year: int | None, month: int, number: int) -> Day | None:
    """A day with its month: of the year written, else the next to come. None where there is no such day."""
    if year is not None:
        try:
            day = date(year, month, number)
        except ValueError:
            return None
        return Day(found.start(), found.end(), lambda now: Days((day,), fixed=True), part=_part(found))
    if not cal.yearly(date(2024, 1, 1), month, number):
        return None
    return Day(
        found.start(),
        found.end(),
        lambda now: Days(tuple(cal.yearly(now.day, month, number)), first_only=True),
        part=_part(found),
    )


def day_of_month(found: re.Match[str], lead: str) -> Piece | None:
    """27 November 2026, Nov 27th, 27th of November."""
    if not capital(found, "month") and "of" not in found.group().split():
        return None
    return written(found, _year(found), MONTHS[found["month"].lower()], int(found["d"]))


def days_of_month(found: re.Match[str], lead: str) -> Piece | None:
    """1-5 December: the last day; 1 or 2 December: either, asked."""
    month, year = MONTHS[found["month"].lower()], _year(found)
    last = written(found, year, month, int(found["d"]))
    first = written(found, year, month, int(found["d0"]))
    if last is None or first is None or not capital(found, "month"):
        return None
    if found["join"].lower() not in ("or", "oder"):
        return last
    picks = first.pick, last.pick
    return Day(
        found.start(), found.end(), lambda now: Days(tuple(p(now).days[0] for p in picks), fixed=year is not None)
    )


def iso(found: re.Match[str], lead: str) -> Piece | None:
    """2027-06-05."""
    return written(found, int(found["year"]), int(found["m"]), int(found["d"]))


def dotted(found: re.Match[str], lead: str) -> Piece | None:
    """05.06.2027 is day first. Without a full year only after a word like "on" or "am": 2.10. is more often a
    version or a price.
    """
    sure = (found.groupdict().get("year") or "").__len__() == 4
    if not sure and lead not in DATE_LEADS:
        return None
    return written(found, _year(found), int(found["m"]), int(found["d"]))


DATE_LEADS = {
    "by", "on", "before", "until", "till", "from", "since", "due", "after", "starting", "weekday", "to",
    "am", "bis", "vom", "ab", "seit", "zum", "den", "dem", "vor", "between", "deadline",
}  # fmt: skip


def slash(found: re.Match[str], lead: str) -> Piece | None:
    """03/05/2027, 12/12: both readings where both are dates; the other dates of the text decide which comes first."""
    a, b, year = int(found["a"]), int(found["b"]), _year(found)
    if year is None and (
        found.group().startswith("24/7") or not (lead in DATE_LEADS or (len(found["a"]) == len(found["b"]) == 2))
    ):
        return None
    if year is None and lead not in DATE_LEADS and (a > 12 or b > 12):
        return None  # "20/30" without a word before it is a ratio
    day_first, month_first = written(found, year, b, a), written(found, year, a, b)
    one = day_first or month_first
    if one is None or day_first is None or month_first is None or a == b:
        return one

    def pick(now: Now) -> Days:
        first, second = day_first.pick(now), month_first.pick(now)
        pair = (first.days[0], second.days[0]) if now.day_first else (second.days[0], first.days[0])
        return Days(pair, fixed=year is not None)

    return Day(found.start(), found.end(), pick, part=_part(found))


def month_alone(found: re.Match[str], lead: str) -> Piece | None:
    """ "in January": by its last day. "by January": its first or its last day, asked. Only after such a word."""
    if not found["month"][0].isupper() or lead not in {"in", "by", "during", "until", "till", "before", "im", "bis"}:
        return None
    around = (
        found.string[max(0, found.start() - 5) : found.start()].lower(),
        found.string[found.end() : found.end() + 3],
    )
    if around[0].endswith("the ") or re.match(r" [A-Z]", around[1]):  # "in the August design", "in May Lindgren's name"
        return None
    month, year = MONTHS[found["month"].lower()], _year(found)

    def ends(now: Now) -> Days:
        last = month_last(now, month, year)
        first = last.replace(day=1)
        if lead == "before":
            return Days((cal.shifted(first, -1),), fixed=year is not None)
        return Days((last,) if lead in {"in", "during", "im"} else (first, last), fixed=year is not None)

    return Day(found.start(), found.end(), ends, kind="period")


def month_last(now: Now, month: int, year: int | None) -> date:
    """The last day of a month: of that year, else of the next such month to end."""
    if year is not None:
        return cal.month_end(year, month)
    last = cal.month_end(now.day.year, month)
    return last if last >= now.day else cal.month_end(now.day.year + 1, month)


WEEKDAY_RULES = [
    (
        "weekday",
        rf"{WEEKDAY}\.?(?P<week>{SPACE}(?:of{SPACE})?(?:the{SPACE})?(?:next|following|coming){SPACE}week|"
        rf"{SPACE}week\b)?{PART}"
        r"(?!['’]s\b|-\w)",
    )
]


def weekday(found: re.Match[str], lead: str) -> Piece | None:
    """A weekday: the next to come; said on that weekday, today or in a week. With "next week": of that week."""
    if _short_alone(found, lead):
        return None
    if not capital(found, "weekday") or lead in {
        "every",
        "each",
        "good",
        "black",
        "any",
        "most",
        "some",
        "alternate",
        "jeden",
    }:
        return Gone(found.start(), found.end()) if lead in {"every", "each", "good", "black", "any", "jeden"} else None
    number = WEEKDAYS[found["weekday"].lower()]
    if found["week"]:
        if found["week"].split() == ["week"]:  # "Friday week": a week after the coming one
            return Day(
                found.start(),
                found.end(),
                lambda now: Days((cal.shifted(cal.coming(now.day, number), 7),)),
                "weekday",
                _part(found),
                number,
            )
        return Day(
            found.start(),
            found.end(),
            lambda now: Days((cal.week_day(now.day, number, 1),)),
            "weekday",
            _part(found),
            number,
        )
    return Day(found.start(), found.end(), lambda now: plain_weekday(now, number), "weekday", _part(found), number)


def _short_alone(found: re.Match[str], lead: str) -> bool:
    """ "Sun server", "Mon amour": a short form counts only before a number, or after a word like "by" where the
    phrase ends.
    """
    if len(found["weekday"]) > 5 or found["weekday"].lower().endswith("day"):
        return False
    rest = found.string[found.end() : found.end() + 14]
    if re.match(r"[.,]?\s*(?:the )?\d", rest) or found["part"]:
        return False
    return lead not in DATE_LEADS or not re.match(
        r"\s*(?:$|[.,;:!?)]|(?:at|by|and|or|but|to|noon|with|if|I|we)\b)", rest
    )


def plain_weekday(now: Now, number: int) -> Days:
    """The next such day to come; on that very day it is today or in a week."""
    day = cal.coming(now.day, number)
    return Days((now.day, day)) if number == now.day.weekday() else Days((day,))


def this_weekday(now: Now, number: int) -> Days:
    """Of this week, or of the next where that day is past."""
    day = cal.week_day(now.day, number)
    return Days((day if day >= now.day else cal.coming(now.day, number),))


def next_weekday(now: Now, number: int) -> Days:
    """The coming one or that of the next calendar week; where they differ both are offered, the coming one first."""
    coming, other = cal.coming(now.day, number), cal.week_day(now.day, number, 1)
    return Days((coming,) if coming == other else (coming, other))
