"""A sentence with the times in it, and where the clause of a promise begins in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from aboveboard.guides.promise_words import compiled
from aboveboard.guides.text import lowered
from aboveboard.guides.when import When
from aboveboard.guides.when.late import Late

BOUNDARY = Late(r"[,;:!?()\"–—\n]|\.\s|\s-\s|\b(?:and|but|or|so|then|plus|und|aber|oder|dann)\b")
_ADJUNCT = Late(
    r"[\s,;:–—-]*(?:(?:for|after|before|in|with|to|at|on|from|during|until|once|as|by|without|because|"
    r"instead|besides|apart|yes|no|ok|okay|sorry|note|well|sure|today|first|second|"
    r"third|finally|meanwhile|also|then|here|there|now|again|afterwards|of course|and|but|so|or|plus|"
    r"either|until|within|nach|für|ab|bis|am|im|in)\b|$)"
)
_SKIP = Late(
    r"(?:\b(?:then|also|again|at the latest|latest|after that|afterwards|in any case|either way|of "
    r"course|in addition|first|second|finally|meanwhile|therefore|too|both|"
    r"your time|my time|sharp|dann|auch)\b|[\s,:–—-])+$"
)
_EASY = Late(
    r"\b(?:then|also|again|afterwards|in any case|either way|of course|in addition|finally|meanwhile|"
    r"therefore|too|both)$"
)
_LEADS = Late(
    r"(?:\b(?:(?:no|not) later than|at the latest(?: by| on| at)?|by|on|at|in|from|until|till|before|"
    r"within|during|starting|as of|as from|am|bis|um|ab|around|about)\s+(?:the\s+)?|\bthe\s+)$"
)


@dataclass
class Marker:
    """A word of promise at `start`..`end` of a sentence. `needs`: "" (counts as it is), "date", or "deadline" (by,
    within).
    """

    start: int
    end: int
    by: str
    needs: str = ""
    promise: bool = True
    style: str = "whole"  # whole, or how its beginning becomes "I will": promised, will, doing
    begins: int = field(default=-1)


@dataclass
class Line:
    """A sentence with what is asked of it: its words in lower case, and the times in it (places counted in the
    sentence).
    """

    text: str
    low: str
    times: list[When]
    offset: int
    note: bool

    @classmethod
    def of(cls, text: str, offset: int, times: list[When], note: bool) -> Line:
        """From a sentence at `offset` of its text."""
        return cls(
            text, lowered(text), [t for t in times if t.start >= offset and t.end <= offset + len(text)], offset, note
        )

    def between(self, start: int, end: int) -> list[When]:
        """The times that begin within `start`..`end` of the sentence."""
        first = bisect_left(self.times, start + self.offset, key=lambda t: t.start)
        last = bisect_left(self.times, end + self.offset, lo=first, key=lambda t: t.start)
        return self.times[first:last]

    def time_ending(self, at: int) -> When | None:
        """A time that ends at this place, a closing bracket aside."""
        last = bisect_left(self.times, at + self.offset, key=lambda t: t.start) - 1
        if last < 0:
            return None
        time = self.times[last]
        gap = at + self.offset - time.end
        return time if 0 <= gap <= 2 and not self.low[at - gap : at].strip(" )") else None

    def inside_time(self, at: int) -> bool:
        """Is this place within a time?"""
        last = bisect_left(self.times, at + self.offset + 1, key=lambda t: t.start) - 1
        return last >= 0 and at + self.offset < self.times[last].end


def hanging(line: Line, at: int) -> bool:
    """Is the clause at `at` part of another: "what I will do", "I do not think I will", "the list I will send"?"""
    before = line.low[max(0, at - 110) : at]
    if compiled("vow_that").search(before):
        return False
    if compiled("hangs").search(before) or compiled("doubt").search(before) or compiled("told_before").search(before):
        return True
    if compiled("report").search(before):
        return False
    time = line.time_ending(len(line.low[:at].rstrip(" ,")))
    if time is not None:
        return (
            compiled("hangs").search(line.low[max(0, time.start - line.offset - 20) : time.start - line.offset])
            is not None
        )
    tail = before
    for hit in BOUNDARY.finditer(before):
        tail = before[hit.end() :]
    return bool(tail.strip()) and not _ADJUNCT.match(tail) and not _EASY.search(tail.rstrip(" ,"))


def begin(line: Line, marker: Marker, floor: int) -> int:
    """Where the words of a promise begin: its time before it ("On Thursday I will ...") and a condition belong to
    it.
    """
    at = marker.start
    region = line.low[floor:at]
    for hit in compiled("condition").finditer(region):
        rest = region[hit.end() :]
        if "," in rest[-3:] or rest.rstrip().endswith((", then", ",")):
            return floor + hit.start()
    while True:
        skipped = _SKIP.search(line.low, floor, at)
        edge = skipped.start() if skipped else at
        time = line.time_ending(edge)
        if time is None or time.start - line.offset < floor:
            break
        early = time.start - line.offset
        if lead := _LEADS.search(line.low, max(floor, early - 24), early):
            early = lead.start()
        if (
            floor
            and "," in line.low[edge:at]
            and not re.search(r"(?:[,;:–—\n]|\b(?:and|but|so|then|or|und|aber))\s*$", line.low[floor:early])
        ):
            break  # "I will send it on Friday, I will ...": the time ends the clause before
        at = early
    region = line.low[floor:at]
    if (
        floor == 0
        and len(region) <= 60
        and region.strip()
        and _ADJUNCT.match(region)
        and not re.search(r"[.:;\n]", region)
    ):
        return len(region) - len(region.lstrip(" ,;:–—-\n\t"))
    return at
