"""From pieces to times: what stands together in the text is one time ("Friday, 27 November" + "at 17:00" + "CET")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aboveboard.guides.when import zones
from aboveboard.guides.when.late import Late
from aboveboard.guides.when.pieces import Clock, Day, Gone, Moment, Piece
from aboveboard.guides.when.scan import lead
from aboveboard.guides.when.zones import ZoneRef

_DAY_CLOCK = Late(
    r"\)?[\s,]*(?:T|\((?:at )?|[-–@]\s*|(?:(?:no later than|at the latest (?:by|at)?|latest|sharp|at|"
    r"by|around|about|before|until|till|from|um|gegen"
    r"|bis|ab|between|zwischen|after)\b\s*)*)[\s,]*"
)
_CLOCK_DAY = Late(r"\)?[\s,]*(?:\((?:on )?|(?:(?:on|of|am|the|sharp|at the latest)\b\s*)*)\s*")
_DAY_DAY = Late(r"[\s,.]*(?:\(|(?:on|of|the|den|dem|a|am)\b\s*|of the\s*)?\s*")
_SAME_TIME = Late(r"\s*(?:[(/=]|,? that is|,? i\.e\.)\s*(?:at |or |= ?)?")


@dataclass
class Group:
    """One time in the text: at most one day, one clock time, one zone. `of`: the group whose day a restated clock
    time shares.
    """

    start: int
    end: int
    day: Day | None = None
    second: Day | None = None  # a weekday beside the date, or the day that an "end of day" belongs to
    clock: Clock | None = None
    moment: Moment | None = None
    gone: Gone | None = None
    zone: ZoneRef | None = None
    part: str = ""
    lead: str = ""
    of: Group | None = field(default=None)


def groups(text: str, found: list[Piece], zone: str, client_zone: str | None) -> list[Group]:
    """The times of a text, in order. `zone` is the writer's, `client_zone` what "your time" means."""
    made: list[Group] = []
    index = 0
    while index < len(found):
        group, index = _one(text, found, index, zone, client_zone)
        group.lead = lead(text, group.start)
        if group.clock and not group.day and not group.moment:
            _share_day(text, made, group)
            if group.clock.needs_day and group.of is None:
                continue
        made.append(group)
    return made


def _one(text: str, found: list[Piece], index: int, zone: str, client_zone: str | None) -> tuple[Group, int]:
    """The group that begins with the piece at `index`, and the index after it."""
    piece = found[index]
    group = Group(piece.start, piece.end)
    _add(group, piece)
    index += 1
    if isinstance(piece, (Gone, Moment)):
        timed = isinstance(piece, Gone) and index < len(found) and isinstance(found[index], Clock)
        if timed and _DAY_CLOCK.fullmatch(text, piece.end, found[index].start):
            index += 1  # "yesterday at 17:00" is past as a whole
        return group, index
    _zone(text, group, zone, client_zone)
    while index < len(found) and (found[index].start < group.end or _joins(text, group, found, index)):
        if found[index].start >= group.end:  # else it is the offset of the zone, "+05:30"
            _add(group, found[index])
            group.end = found[index].end
            _zone(text, group, zone, client_zone)
        index += 1
    return group, index


def _add(group: Group, piece: Piece) -> None:
    if isinstance(piece, Day):
        group.part = group.part or piece.part
        if group.day is None:
            group.day = piece
        elif _outranks(piece, group.day):
            group.day, group.second = piece, group.day
        else:
            group.second = piece
    elif isinstance(piece, Clock):
        group.clock = piece
    elif isinstance(piece, Moment):
        group.moment = piece
    else:
        group.gone = piece


def _outranks(new: Day, old: Day) -> bool:
    """Of two that stand together, the date counts before the weekday, any day before "end of day" and "in the
    morning".
    """
    rank = {"date": 3, "near": 2, "period": 2, "weekday": 1, "part": 0, "eod": 0}
    return rank[new.kind] > rank[old.kind]


def _joins(text: str, group: Group, found: list[Piece], index: int) -> bool:
    """Does the next piece belong to this group?"""
    piece = found[index]
    if piece.start - group.end > 26:
        return False
    if isinstance(piece, Clock):
        if group.clock or not group.day or not _DAY_CLOCK.fullmatch(text, group.end, piece.start):
            return False
        return not ("," in text[group.end : piece.start] and _day_follows(text, found, index))
    if not isinstance(piece, Day):
        return False
    if group.day is None:
        return _CLOCK_DAY.fullmatch(text, group.end, piece.start) is not None
    if group.second is not None or not _DAY_DAY.fullmatch(text, group.end, piece.start):
        return False
    return _pair(group.day, piece, text[group.end : piece.start])


def _day_follows(text: str, found: list[Piece], index: int) -> bool:
    """Has the clock time at `index` a day of its own after it, as in "today, by 17:00 tomorrow"?"""
    clock, after = found[index], index + 1
    return (
        after < len(found)
        and isinstance(found[after], Day)
        and text[clock.end : found[after].start].strip() in ("", "on")
    )


def _pair(old: Day, new: Day, between: str) -> bool:
    """Can these two days be one: a weekday with its date, a day with "end of day" or a part of it?"""
    kinds = {old.kind, new.kind}
    if kinds & {"part", "eod"} and len(kinds) == 2:
        return "," not in between or "eod" not in kinds
    if kinds == {"weekday", "date"}:
        return new.kind == "date" or "(" in between or "," in between
    if kinds == {"near", "date"}:
        return old.kind == "near" and between.strip() in ("(", ",")  # "today, 24 November"
    return kinds == {"near", "weekday"} and old.kind == "near" and between.strip() in ("(", ",")


def _zone(text: str, group: Group, zone: str, client_zone: str | None) -> None:
    if group.zone is not None:
        return
    if (group.clock is not None and group.clock.end == group.end) or group.day is not None:
        found = zones.match(text, group.end, zone, client_zone)
        if found and (
            group.clock is not None
            or re.match(
                r"[\s,(]*(?:in )?(?:your|my|our|local|[A-Z]\S+(?: \S+)? time)\b", text[group.end : found[0]], re.I
            )
        ):
            group.end, group.zone = found


def _share_day(text: str, made: list[Group], group: Group) -> None:
    """ "17:00 CET (16:00 in London)": the second clock time is of the same day."""
    if (
        made
        and made[-1].clock
        and made[-1].day
        and group.start - made[-1].end <= 12
        and _SAME_TIME.fullmatch(text, made[-1].end, group.start)
    ) or (
        made
        and made[-1].day
        and made[-1].clock
        and re.fullmatch(r",?\s+(?:or|oder|and|und)\s+(?:at |um )?", text[made[-1].end : group.start])
    ):
        group.of = made[-1]
