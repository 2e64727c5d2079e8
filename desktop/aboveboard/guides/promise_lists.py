"""Promises in lists: "I will:" or "Next steps:" with what is to be done below, one item each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aboveboard.guides.promise_clauses import ME, THEM
from aboveboard.guides.promise_line import Line
from aboveboard.guides.promise_words import VERBS
from aboveboard.guides.when import When
from aboveboard.guides.when.late import Late

_MINE = Late(
    r"(?:\b(?:i|we)(?:'ll| will| shall| am going to| promise(?: to)?)\b[^.:]{0,40}:|\bwhat (?:i|"
    r"we)(?:'ll| will| do| am doing| am going to do)[^:]{0,30}:|\b(?:i |we )?(?:promised|"
    r"owe)\b[^:]{0,30}:"
    r"|\b(?:my|our) (?:part|side|plan|promises|next steps|to-?dos?|tasks)\b[^:]{0,20}:|\bfrom (?:me|"
    r"us)\b[^:]{0,20}:|\byou(?:'ll| will) (?:get|have|receive|see)\b[^:]{0,40}:|^(?:me|i|mine)\s*:)$"
)
_THEIRS = Late(
    r"(?:\byou(?:'ll| will) (?!get|have|receive|see|need|want)\w+[^:]{0,40}:|\bfrom you\b[^:]{0,20}:|"
    r"^(?:she|he|they|them|theirs)(?: will)?\s*:)$"
)
_PLAN = Late(
    r"(?:\bnext steps?\b|\bwhat happens (?:next|now)\b|\b(?:the|this) plan\b|\bplan for\b|\bagreed\b|"
    r"\bfrom now on\b|\btimetable\b|\bschedule\b)[^:]{0,40}:$"
)


@dataclass(frozen=True)
class Heading:
    """The line above a list: whose the items are, whether an item needs its own date, how it is begun, and the
    heading's times.
    """

    by: str
    needs: str
    verb: bool
    times: list[When]


@dataclass(frozen=True)
class Item:
    """An item read as a promise: its place in the sentence, and what is put before its words."""

    start: int
    end: int
    span: tuple[int, int]
    by: str
    needs: str
    prefix: str


def heading_of(line: Line) -> Heading | None:
    """What the sentence says of the list below it; None where it opens none of promises."""
    low = line.low.strip()
    if not low.endswith(":") or len(low) > 160 or re.search(r"\b(?:not|never)\b|n't\b", low):
        return None
    if hit := _MINE.search(low):
        return Heading(
            ME, "", bool(re.search(r"\b(?:i|we)(?:'ll| will| shall| am going to| promise)", hit.group())), line.times
        )
    if _THEIRS.search(low):
        return Heading(THEM, "", False, line.times)
    return Heading(ME, "date", False, line.times) if _PLAN.search(low) else None


def item_promise(line: Line, heading: Heading) -> Item | None:
    """A list item under such a heading; None where it begins as somebody else's, is a question, or says that it is
    done.
    """
    low = line.low.strip()
    if (
        not low
        or low.endswith("?")
        or re.match(r"(?:already\s+)?done\b|planned, with no date|not\b|no\b|please\b|you\b(?!r)|if you\b", low)
    ):
        return None
    name = re.match(r"([a-zà-ÿ]+)\s*:", low)
    by = heading.by
    if name and not line.times and name.group(1) not in ("me", "i"):
        return None
    begins = re.match(rf"(?:{'|'.join(VERBS)})\b", low) is not None
    prefix = "I will " if by == ME and (begins or heading.verb) and begins else ""
    return Item(0, len(line.low), (0, 0), by, heading.needs, prefix)
