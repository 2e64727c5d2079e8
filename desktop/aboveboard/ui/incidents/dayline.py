"""The day of an incident as points on a line: noticed, now, what was promised, the client's evening, the end of 24
hours.

Pure arithmetic. Times go in, shares of the line's width come out; the drawing is `ruler.py`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

LONGEST = timedelta(hours=7)
"""A gap longer than this is drawn this long, with a break in the line."""
SECONDARY = {"evening": 0, "day": 1, "promised": 2}
"""What steps back first where the line is too narrow for every word."""


@dataclass(frozen=True)
class Point:
    """A moment of the line. `what`: noticed, now, told, promised, evening or day (the end of 24 hours)."""

    what: str
    at: datetime


def points(
    noticed: datetime, now: datetime, told: datetime | None, promised: Sequence[datetime], client_zone: str
) -> list[Point]:
    """What the line shows, in the order of time. Once told, only how long it took; before, what is still to come."""
    if told is not None:
        return [Point("noticed", noticed), Point("told", max(noticed, told))]
    end = noticed + timedelta(hours=24)
    out = [Point("noticed", noticed), Point("now", max(noticed, now))]
    coming = sorted(moment for moment in promised if moment > noticed)
    if coming:
        out.append(Point("promised", coming[0]))
    evening = evening_of(now, client_zone)
    if now < evening < end:
        out.append(Point("evening", evening))
    out.append(Point("day", end))
    return sorted(out, key=lambda point: point.at)


def evening_of(now: datetime, zone: str, hour: int = 20) -> datetime:
    """The last good hour of the client's present day (timing advice 3: 08:00 to 20:00), aware, in that zone."""
    there = now.astimezone(ZoneInfo(zone))
    return datetime.combine(there.date(), time(hour), tzinfo=ZoneInfo(zone)).astimezone(now.tzinfo)


def shares(line: Sequence[Point]) -> list[float]:
    """Where each point stands between 0 and 1; long gaps are shortened to `LONGEST`."""
    gaps = [min(b.at - a.at, LONGEST) / timedelta(seconds=1) for a, b in pairwise(line)]
    whole = sum(gaps) or 1.0
    out, at = [0.0], 0.0
    for gap in gaps:
        at += gap
        out.append(at / whole)
    return out


def breaks(line: Sequence[Point]) -> list[int]:
    """The gaps (by the number of their first point) that are drawn with a break."""
    return [i for i, (a, b) in enumerate(pairwise(line)) if b.at - a.at > LONGEST]


def placed(
    line: Sequence[Point], widths: Sequence[float], whole: float, air: float = 12
) -> tuple[list[Point], list[float]]:
    """The points that fit and their places in pixels, no label over another.

    `widths`: how wide each point's label is. The first label is flush left, the last flush right, the others are
    centred on their point. Where there is no room, the least important point steps back (`SECONDARY`).
    """
    keep = list(range(len(line)))
    while True:
        shown = [line[i] for i in keep]
        wide = [widths[i] for i in keep]
        least = [_reach(wide, i, "right") + _reach(wide, i + 1, "left") + air for i in range(len(shown) - 1)]
        spare = whole - sum(least)
        droppable = [i for i in keep if line[i].what in SECONDARY]
        if spare >= 0 or not droppable:
            break
        keep.remove(min(droppable, key=lambda i: SECONDARY[line[i].what]))
    wanted = [share * whole for share in shares(shown)]
    return shown, _pushed(wanted, least, whole)


def _reach(widths: Sequence[float], i: int, side: str) -> float:
    """How far a label reaches from its point to one side."""
    last = len(widths) - 1
    if i == 0:
        return widths[0] if side == "right" else 0.0
    if i == last:
        return widths[last] if side == "left" else 0.0
    return widths[i] / 2


def _pushed(wanted: list[float], least: list[float], whole: float) -> list[float]:
    """Places as near as they can be to the wanted ones with at least `least` between neighbours; ends stay at the
    ends."""
    out = list(wanted)
    for i in range(1, len(out)):
        out[i] = max(out[i], out[i - 1] + least[i - 1])
    if out:
        out[-1] = whole if len(out) > 1 else 0.0
    for i in range(len(out) - 2, 0, -1):
        out[i] = min(out[i], out[i + 1] - least[i])
    return out
