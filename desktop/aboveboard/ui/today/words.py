"""Today in words: the sentence that opens the page, the lines of who has not been told and of who waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from aboveboard.ui import moments

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def tr(words: str, /, **values: object) -> str:
    """`words` in the window's language, with `{name}` places filled."""
    text = QCoreApplication.translate("Today", words)
    return text.format(**values) if values else text


def number(n: int) -> str:
    """A number as a word up to twelve, then in figures."""
    return tr(NUMBERS[n]) if 0 <= n < len(NUMBERS) else f"{n:,}"


def upper(words: str) -> str:
    """With a capital letter at its beginning."""
    return words[:1].upper() + words[1:]


def date_title(now: datetime, zone: str) -> str:
    """ "Tuesday 24 November"."""
    here = moments.local(now, zone)
    names = QLocale()
    if names.language() in (QLocale.Language.C, QLocale.Language.English):
        names = QLocale.c()
    weekday = names.standaloneDayName(here.isoweekday(), QLocale.FormatType.LongFormat)
    month = names.standaloneMonthName(here.month, QLocale.FormatType.LongFormat)
    return tr("{weekday} {day} {month}", weekday=weekday, day=here.day, month=month)


def greeting(now: datetime, zone: str, name: str) -> str:
    """ "Good morning, Dius"."""
    hour = moments.local(now, zone).hour
    words = tr("Good morning") if 4 <= hour < 12 else tr("Good afternoon") if 12 <= hour < 18 else tr("Good evening")
    first = name.split()[0] if name.split() else ""
    return tr("{words}, {name}", words=words, name=first) if first else words


def opening(untold: int, late: int, today: list[str], week: int, waiting: int) -> str:
    """The true sentence over the page. `today`: the hours of what falls due today, "" for a day without one."""
    parts = []
    if untold == 1:
        parts.append(tr("One client has not been told."))
    elif untold:
        parts.append(tr("{n} incidents have not been told.", n=upper(number(untold))))
    owed = _owed(late, today)
    if owed:
        parts.append(owed)
    if parts:
        return " ".join(parts)
    if week:
        following = (
            tr("one promise falls due this week")
            if week == 1
            else tr("{n} promises fall due this week", n=number(week))
        )
        return tr("Nothing is late. {Following}.", Following=upper(following))
    if waiting:
        return tr("Nothing is late, and nothing is due this week. Somebody waits for a word.")
    return tr("Nothing is late, nothing is due this week, and nobody waits for a word.")


def _owed(late: int, today: list[str]) -> str:
    lateness = ""
    if late:
        lateness = tr("one is late") if late == 1 else tr("{n} are late", n=number(late))
    if today:
        if len(today) == 1:
            due = tr("A promise falls due at {at}", at=today[0]) if today[0] else tr("A promise falls due today")
        else:
            due = tr("{n} promises fall due today", n=upper(number(len(today))))
        return f"{due}, {tr('and')} {lateness}." if late else f"{due}."
    if late:
        return tr("One promise is late.") if late == 1 else tr("{n} promises are late.", n=upper(number(late)))
    return ""


@dataclass(frozen=True)
class Record:
    """My promises of a period, counted."""

    kept: int
    of: int
    kept_late: int = 0
    partly: int = 0
    broken: int = 0
    late: int = 0


def kept_line(record: Record) -> str:
    """What became of those that were not kept in time."""
    parts = []
    for n, one, many in (
        (record.kept_late, tr("one was kept late"), tr("{n} were kept late")),
        (record.partly, tr("one was kept in part"), tr("{n} were kept in part")),
        (record.broken, tr("one was broken"), tr("{n} were broken")),
        (record.late, tr("one is late now"), tr("{n} are late now")),
    ):
        if n:
            parts.append(one if n == 1 else many.format(n=number(n)))
    if not parts:
        return tr("Each of them in time.") if record.of else tr("Nothing has fallen due yet.")
    return upper(", ".join(parts)) + "."
