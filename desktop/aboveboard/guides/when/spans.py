"""Spans from now: in two hours (to the minute), within three days (the day), in five working days (the profile's
days).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from aboveboard.guides.when import calendar as cal
from aboveboard.guides.when.days import PART
from aboveboard.guides.when.pieces import Day, Days, Gone, Moment, Now, Piece
from aboveboard.guides.when.words import NUMBER, SPACE, UNIT, WEEKDAY, WEEKDAYS, number

_COUNT = (
    rf"(?P<count>{NUMBER})(?:{SPACE}?(?:-|–|to|or|bis|oder){SPACE}?(?P<most>{NUMBER}))?(?:{SPACE}|"
    rf"-)?(?:(?:more|full|clear|further|other){SPACE})?"
)
_APOSTROPHE = rf"(?:['’])?(?:{SPACE}time\b)?"
# A span that counts from something else than now says nothing about the day: "within two days of your answer".
_ELSE = rf"(?!{SPACE}(?:of|after|before|from|following|nach|ab)\b(?!{SPACE}(?:now|today|heute|jetzt)))"
_FROM_NOW = rf"(?:{SPACE}(?:from{SPACE}(?:now|today)|ab{SPACE}(?:heute|jetzt)))?"

IN = [
    ("part", r"in (?P<lead>the )(?P<part>morning|afternoon|evening)\b"),
    ("span", rf"(?:in|within|inside|innerhalb(?: von)?|binnen){SPACE}"
             rf"(?:(?:about|around|roughly|under|less than|at most|no more than){SPACE})?"
             rf"(?:the{SPACE}(?:next|coming){SPACE})?{_COUNT}{UNIT}{_APOSTROPHE}{_FROM_NOW}{_ELSE}{PART}"),
    ("span", rf"(?P<the>within{SPACE}the{SPACE}(?:next{SPACE})?){UNIT}{_ELSE}"),
    ("skip", rf"in{SPACE}the{SPACE}(?:last|past|previous){SPACE}(?:{_COUNT})?\w+"),
]  # fmt: skip
FROM = [
    ("span", rf"{_COUNT}{UNIT}{SPACE}(?:from{SPACE}(?:now|today)|hence)\b{PART}"),
    (
        "from_day",
        rf"{_COUNT}{UNIT}{SPACE}(?:from|on|after){SPACE}(?:(?P<tomorrow>tomorrow)|(?:this{SPACE}|"
        rf"next{SPACE})?{WEEKDAY})\b{PART}",
    ),
    ("skip", rf"{_COUNT}{UNIT}{SPACE}ago\b"),
    ("two_weeks", rf"{_COUNT}(?P<unit>weeks?|days?|months?){SPACE}today\b"),
]


def build(name: str, found: re.Match[str]) -> Piece | None:
    """The piece of a span rule; None where the words are no span from now."""
    if name == "skip":
        return Gone(found.start(), found.end())
    groups = found.groupdict()
    counts = (
        [1.0]
        if groups.get("the")
        else [n for n in (number(groups["count"]), number(groups["most"] or "-")) if n is not None]
    )
    unit = found["unit"].lower()
    if not counts or max(counts) > 9999:
        return None
    if unit.startswith(("h", "min", "stunde")):
        scale = 1 if unit.startswith("min") else 60
        return Moment(found.start(), found.end(), tuple(n * scale for n in counts)) if name == "span" else None
    whole = tuple(int(n) for n in counts)
    base = _base(found) if name == "from_day" else None

    def pick(now: Now) -> Days:
        start = now.day if base is None else base(now)
        return Days(tuple(dict.fromkeys(_later(now, start, unit, n) for n in whole)))

    return Day(found.start(), found.end(), pick, "near", (groups.get("part") or "").lower())


def _base(found: re.Match[str]) -> Callable[[Now], date]:
    if found["tomorrow"]:
        return lambda now: cal.shifted(now.day, 1)
    number_of_day = WEEKDAYS[found["weekday"].lower()]
    return lambda now: cal.coming(now.day, number_of_day)


def _later(now: Now, start: date, unit: str, count: int) -> date:
    if re.match(r"work|business|week[ -]?days?$|arbeit|werk", unit):
        return now.calendar.after(start, count)
    if unit.startswith(("week", "woche")):
        return cal.shifted(start, 7 * count)
    if unit.startswith("fortnight"):
        return cal.shifted(start, 14 * count)
    if unit.startswith("mon"):
        return cal.months_later(start, count)
    if unit.startswith(("year", "jahr")):
        return cal.months_later(start, 12 * count)
    return cal.shifted(start, count)
