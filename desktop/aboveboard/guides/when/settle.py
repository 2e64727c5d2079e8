"""From a time in words to moments: zones, the night the clocks change, what is past, and what has to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from aboveboard.guides.when import calendar as cal
from aboveboard.guides.when.calendar import WorkCalendar
from aboveboard.guides.when.clocks import with_part
from aboveboard.guides.when.join import Group
from aboveboard.guides.when.pieces import Clock, Days, Now
from aboveboard.guides.when.zones import ZoneRef, load


@dataclass(frozen=True)
class Asked:
    """When and where the text was written, and how its dates are to be read."""

    at: datetime
    zone: str
    client_zone: str | None
    calendar: WorkCalendar
    day_first: bool

    def now(self, tz: tzinfo) -> Now:
        """The time of the text in a zone."""
        return Now(self.at.astimezone(tz), self.calendar, self.day_first)


@dataclass(frozen=True)
class Settled:
    """The moments a time can mean (UTC, likeliest first), its precision, whether it has to be asked, and the zone
    it was meant in.
    """

    options: tuple[datetime, ...]
    precision: str
    ask: bool
    zone: str
    weekday_wrong: bool = False


def day_end(day: date, tz: tzinfo) -> datetime:
    """23:59:59 of the day in the zone, in UTC: until then something due on that day is not late."""
    return moments(day, 23, 59, tz, second=59)[0][0]


def moments(day: date, hour: int, minute: int, tz: tzinfo, second: int = 0) -> tuple[list[datetime], bool]:
    """A local clock time as moments in UTC, and whether it has to be asked.

    The night the clocks change: a time that comes twice gives both, the first one first; a time that is left out gives
    what the clock shows then (an hour later) and the hour before it.
    """
    if hour >= 24:
        day, hour = cal.shifted(day, 1), 0
    wall = datetime.combine(day, time(hour, minute, second))
    try:
        first, second_time = (wall.replace(tzinfo=tz, fold=fold).astimezone(UTC) for fold in (0, 1))
    except OverflowError:
        return [wall.replace(tzinfo=UTC)], True
    if first == second_time:
        return [first], False
    back = first.astimezone(tz).replace(tzinfo=None)
    if back == wall:
        return [first, second_time], second == 0
    return [first, second_time] if first > second_time else [second_time, first], True


def settle(group: Group, asked: Asked) -> Settled | None:
    """The moments of one group; None where it is past or no time at all."""
    if group.gone is not None:
        return None
    if group.moment is not None:
        start = asked.at.astimezone(UTC).replace(second=0, microsecond=0)
        try:
            found = tuple(start + timedelta(minutes=m) for m in group.moment.minutes)
        except OverflowError:
            return None
        return Settled(found, "minute", len(found) > 1, asked.zone)
    ref = group.zone or (group.clock.zone if group.clock else None) or ZoneRef(asked.zone)
    if group.of is not None:
        group = Group(
            group.start, group.end, day=group.of.day, second=group.of.second, clock=group.clock, part=group.of.part
        )
    picked, wrong = _days(group, asked, ref)
    if group.clock is None:
        return _whole_days(group, picked, asked, ref, wrong)
    return _with_clock(group, picked, asked, ref, wrong)


def _days(group: Group, asked: Asked, ref: ZoneRef) -> tuple[Days, bool]:
    """The days that are meant, and whether a weekday beside the date does not fit it."""
    now = asked.now(load(asked.zone))
    if group.day is None:
        return Days((now.day, cal.shifted(now.day, 1)), first_only=True), False
    picked = group.day.pick(now)
    there = asked.now(ref.tz)
    if there.day != now.day and group.clock is not None and not picked.first_only:
        # "today at 16:00 your time" where their date is another one: theirs is meant, since the zone was named
        other = group.day.pick(there)
        picked = Days(tuple(dict.fromkeys(other.days + picked.days)), fixed=False, ask=picked.ask)
    second = group.second
    if second is None or not picked.days:
        return picked, False
    if second.kind == "near":  # "today, 24 November"
        said = second.pick(now).days
        same = tuple(day for day in picked.days if day in said)
        days = same or (picked.days[0], *said)
        return Days(days, fixed=bool(same), ask=not same), not same
    if second.weekday is None:
        return picked, False
    candidates = picked.days[:1] if picked.first_only else picked.days
    fitting = tuple(d for d in candidates if d.weekday() == second.weekday)
    if fitting:
        return Days(fitting, picked.first_only, picked.fixed, picked.ask), False
    day = picked.days[0]
    near = min((cal.shifted(day, n) for n in range(-3, 4)), key=lambda d: (d.weekday() != second.weekday, abs(d - day)))
    return Days((day, near), fixed=picked.fixed, ask=True), True


def _unique(found: Iterable[datetime]) -> tuple[datetime, ...]:
    return tuple(dict.fromkeys(found))


def _keep(found: list[tuple[date, list[datetime]]], picked: Days, at: datetime) -> tuple[datetime, ...]:
    """Of the moments of each day, those that are not past; all of them where the words name that very day."""
    coming = [(day, [m for m in times if m >= at]) for day, times in found]
    coming = [(day, times) for day, times in coming if times]
    if not coming:
        return _unique(m for _, times in found for m in times)
    if picked.first_only:
        coming = coming[:1]
    return _unique(m for _, times in coming for m in times)


def _whole_days(group: Group, picked: Days, asked: Asked, ref: ZoneRef, wrong: bool) -> Settled | None:
    if not picked.days:
        return None
    options = _keep([(d, [day_end(d, ref.tz)]) for d in picked.days], picked, asked.at)
    if group.part == "tonight" and asked.now(ref.tz).night:
        # said after midnight: the coming evening, or the night that goes on (until six); the same date, so both are
        # shown
        morning = moments(picked.days[0], 6, 0, ref.tz)[0][0]
        options = _unique((*options, morning))
    return Settled(
        options,
        "day",
        picked.ask or wrong or len(options) > 1,
        ref.stored(options[0], asked.zone, asked.client_zone),
        wrong,
    )


def _with_clock(group: Group, picked: Days, asked: Asked, ref: ZoneRef, wrong: bool) -> Settled | None:
    clock = group.clock
    if clock is None or not picked.days:
        return None
    found: list[tuple[date, list[datetime]]] = []
    ask = picked.ask or wrong
    for day in picked.days:
        times: list[datetime] = []
        for hour, minute in _readings(clock, group):
            shift = (
                1
                if group.part in ("tonight", "night", "nacht")
                and hour < 5
                and not (group.part == "tonight" and asked.now(ref.tz).night)
                else 0
            )
            some, doubtful = moments(cal.shifted(day, shift), hour, minute, ref.tz)
            ask = ask or doubtful
            times += some
            if ref.offset is not None:
                times += _meant_locally(some[0], day, hour, minute, ref, asked)
        if group.day is None and clock.bare and len(clock.readings) == 1 and times[0] < asked.at and not group.part:
            # "at 9" said at ten: this evening or tomorrow morning
            hour, minute = clock.readings[0]
            times += moments(day, hour + 12, minute, ref.tz)[0] if hour < 12 else []
            picked = Days(picked.days)
        found.append((day, times))
        if group.part == "tonight" and asked.now(ref.tz).night and times[0].astimezone(ref.tz).hour < 5:
            found.append(
                (cal.shifted(day, 1), [moments(cal.shifted(day, 1), *_readings(clock, group)[0], ref.tz)[0][0]])
            )
    options = _keep(found, picked, asked.at)
    return Settled(
        options, "minute", ask or len(options) > 1, ref.stored(options[0], asked.zone, asked.client_zone), wrong
    )


def _readings(clock: Clock, group: Group) -> tuple[tuple[int, int], ...]:
    """The hours that are meant, once a part of the day stands beside: "tomorrow evening at 7" is 19:00."""
    if clock.midnight:
        if group.day is None or group.day.kind in ("near", "part", "eod"):
            return ((24, 0),)
        return clock.readings
    if group.part and clock.bare:
        hour, minute = min(clock.readings)
        return (with_part(hour, minute, group.part),)
    return clock.readings


def _meant_locally(moment: datetime, day: date, hour: int, minute: int, ref: ZoneRef, asked: Asked) -> list[datetime]:
    """In July "17:00 CET" is written and the clock on the wall is meant: the other reading, where it differs."""
    if ref.name in ("UTC",) or ref.name.startswith("Etc/"):
        return []
    usual = load(ref.name)
    local = moments(day, hour, minute, usual)[0][0]
    return [local] if local != moment and usual.utcoffset(datetime.combine(day, time(12))) != ref.offset else []
