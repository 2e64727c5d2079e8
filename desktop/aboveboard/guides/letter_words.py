"""How a letter says times, lists and promises: the filters and tests that texts of guides may use.

Every filter passes an open or not-yet-known answer through, so that a text need not ask at each place. Times are said
in the client's zone, with the zone in words ("Stockholm time") that `when` reads back to the same moment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aboveboard.guides.clean import clean

BREAK = "\x0b"  # a line break that the layout of the template file does not touch
# Not strftime: a window sets the process's locale, and a letter's language is its own.
MONTHS = tuple("January February March April May June July August September October November December".split())
DAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


@dataclass(frozen=True)
class Open:
    """A question that nobody has answered: its place in the letter."""

    question: str
    label: str


class Unknown:
    """Answered with "not yet known"."""

    def __str__(self) -> str:
        return "not yet known"


UNKNOWN = Unknown()

# Words that begin a promise when they stand first: "set up a copy" is "I will set up a copy".
_VERBS = frozenset(
    "add agree answer arrange ask back bring build buy call change check clean close collect compare complete "
    "connect copy correct create cut delete deliver describe disable document do email enable encrypt enter "
    "explain export find finish fix follow get give go have help hire import inform install keep limit list "
    "lock look make mark measure meet mend mirror monitor move note order pay plan prepare prove provide pull "
    "put rebuild record recover reduce remove renew repair replace report require reset restore review ring "
    "rotate run save schedule search secure send separate set share show shut split start stop store switch "
    "take tell test train transfer try turn update upgrade use verify watch work write".split()
)
_ABBREVIATED = re.compile(r"^(?:I\b|[A-ZÄÖÜ]{2}|[A-Z]\.)")


def month(day: date) -> str:
    """The month's name."""
    return MONTHS[day.month - 1]


def zone_word(zone: str, moment: datetime) -> str:
    """The zone as a person says it: "Stockholm time", "UTC", or its offset where it has no place's name."""
    last = zone.rsplit("/", 1)[-1].replace("_", " ")
    if zone in ("UTC", "Etc/UTC", "Etc/UCT", "Zulu", "GMT", "Etc/GMT"):
        return "UTC"
    if "/" in zone and not zone.startswith("Etc/"):
        return f"{last} time"
    offset = moment.astimezone(ZoneInfo(zone)).strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:]}"


@dataclass(frozen=True)
class Hours:
    """Says moments in one zone, seen from `now`. `mine`: the writer's zone, where a day without an hour was meant."""

    now: datetime
    zone: str
    mine: str = ""

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))

    def day(self, moment: datetime | date, *, weekday: bool = False) -> str:
        """ "24 November 2026", or "Tuesday 24 November 2026"."""
        on = self.local(moment).date() if isinstance(moment, datetime) else moment
        text = f"{on.day} {month(on)} {on.year}"
        return f"{DAYS[on.weekday()]} {text}" if weekday else text

    def full(self, moment: datetime | date) -> str:
        """ "24 November 2026, 09:10 Stockholm time"; a day without an hour stays a day."""
        if not isinstance(moment, datetime):
            return self.day(moment)
        return f"{self.day(moment)}, {self.clock(moment)}"

    def clock(self, moment: datetime) -> str:
        """ "09:10 Stockholm time"."""
        return f"{self.local(moment):%H:%M} {zone_word(self.zone, moment)}"

    def at(self, moment: datetime | date) -> str:
        """ "today at 16:00 Stockholm time", "on Wednesday 25 November 2026 at 13:00 Stockholm time"."""
        return self._said(moment, "on")

    def by(self, moment: datetime | date) -> str:
        """ "by 19:00 Stockholm time today", "by Wednesday 25 November 2026, 13:00 Stockholm time"."""
        return self._said(moment, "by")

    def _said(self, moment: datetime | date, word: str) -> str:
        today = self.local(self.now).date()
        timed = isinstance(moment, datetime)
        on = self.local(moment).date() if isinstance(moment, datetime) else moment
        near = {today: "today", today + timedelta(days=1): "tomorrow"}.get(on)
        if not timed:
            return f"{word} {self.day(on, weekday=True)}"
        assert isinstance(moment, datetime)
        if near == "today":
            return f"by {self.clock(moment)} today" if word == "by" else f"today at {self.clock(moment)}"
        joint = ", " if word == "by" else " at "
        return f"{word} {self.day(on, weekday=True)}{joint}{self.clock(moment)}"

    def _turn(self, moment: datetime) -> datetime | None:
        """Where a day begins at this moment, in the reader's zone or else the writer's, its local time there."""
        for zone in filter(None, (self.zone, self.mine)):
            here = moment.astimezone(ZoneInfo(zone))
            if here.hour == here.minute == 0:
                return here
        return None

    def _ends(self, span: Mapping[str, datetime]) -> tuple[datetime, bool, datetime, bool]:
        """Beginning and end as local times, and of each whether it is a day without an hour. The end is in its last
        day: a midnight, or the second before it, ends the day before."""
        start = self._turn(span["from"])
        end = self._turn(span["to"] + timedelta(seconds=1)) or self._turn(span["to"])
        whole = end is not None and span["to"] > span["from"]
        last = end - timedelta(minutes=1) if end is not None and whole else self.local(span["to"])
        return start or self.local(span["from"]), start is not None, last, whole

    def period(self, span: Mapping[str, datetime]) -> str:
        """ "27 October to 24 November 2026, 09:10 Stockholm time"; midnight at the beginning is the day alone."""
        start, at_dawn, last, whole = self._ends(span)
        if start.date() == last.date() and at_dawn and whole:
            return f"{self.day(start.date())}, the whole day"
        if start.date() == last.date():
            start = self.local(span["from"])
            return f"{self.day(start)}, {start:%H:%M} to {self.clock(span['to'])}"
        first = f"{start.day} {month(start)}" if start.year == last.year else self.day(start.date())
        if not at_dawn:
            first += f", {start:%H:%M},"
        return f"{first} to {self.day(last.date()) if whole else self.full(span['to'])}"

    def short_period(self, span: Mapping[str, datetime]) -> str:
        """ "27 October to 24 November", for a subject."""
        start, _, last, _ = self._ends(span)
        if start.date() == last.date():
            return f"{start.day} {month(start)}"
        return f"{start.day} {month(start)} to {last.day} {month(last)}"


def stop(text: str) -> str:
    """The text with a full stop, unless it ends its own way."""
    text = text.rstrip(" \n,;:")
    return text if re.search(r"[.!?…][\"”’')]?$", text) else f"{text}."


def unstopped(text: str) -> str:
    """The text without a full stop at its end."""
    return text.rstrip(" \n.,;:")


def cap(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def uncap(text: str) -> str:
    """The text with a small first letter, where it begins with a plain word."""
    return text if _ABBREVIATED.match(text) else text[:1].lower() + text[1:]


_COMMON = re.compile(
    r"(?:the|an?|all|any|every|each|some|most|many|several|your|our|my|their|its|both|these|those|this|that|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|some(?:body|one|thing)|orders?|data|records?|customers?|accounts?|files?"
    r"|photos?|pictures?|bookings?|invoices?|messages?|members?|entries|emails?|everything|nobody|it|there|an old)\b",
    re.I,
)


def inside(text: str) -> str:
    """An answer as it stands inside a sentence: a small first letter where a common word begins it, not a name."""
    return text[:1].lower() + text[1:] if _COMMON.match(text) else text


def lines(text: str) -> str:
    """A longer answer with its own line breaks; blank lines among them go."""
    return BREAK.join(line.strip() for line in clean(text).split("\n") if line.strip())


def first_name(contact: str) -> str:
    """What a friendly letter calls the contact: the first name, or a title with the name that follows it."""
    words = contact.split()
    titled = bool(words) and re.fullmatch(
        r"(?i)(mr|mrs|ms|mx|miss|dr|prof|professor|herr|frau|madame|monsieur|sir)\.?", words[0]
    )
    return contact if titled or not words else words[0]


def is_deed(what: str) -> bool:
    """Does it begin with a verb, so that "I will" can stand before it?"""
    word = re.match(r"[A-Za-z]+", what)
    return word is not None and word[0].lower() in _VERBS


def as_promise(what: str) -> str:
    """ "I will set up ...", "I will have this in place: ..." from what was answered."""
    what = re.sub(r"(?i)^(?:I|we)(?: will|['’]ll) ", "", unstopped(what))
    return f"I will {uncap(what)}" if is_deed(what) else f"I will have this in place: {uncap(what)}"


TIMED = ("full", "at", "by", "clock", "day", "period", "short_period")  # filters that are methods of `Hours`
WORDED: tuple[Callable[[str], str], ...] = (stop, unstopped, cap, uncap, inside, lines, first_name)
