"""Times of day in words: 17:00, 5pm, 5 p.m., noon, midnight, half past two, 17 Uhr, at 9."""

from __future__ import annotations

import re

from aboveboard.guides.when.pieces import Clock, Gone, Piece
from aboveboard.guides.when.words import AFTERNOON, ONES, SPACE, alternatives

_AMPM = r"(?P<half>[ap])(?:\.\s?m\.?|m)(?![\w])"
_PART = rf"(?:{SPACE}(?:in the|at|am) ?(?P<part>morning|afternoon|evening|night|Abend|Nachmittag|Vormittag|Morgen)\b)?"
_OCLOCK = r"(?:o['’]?clock|uhr|hrs|h)\b"
_WORD_HOUR = alternatives(list(ONES)[1:13])
_BEFORE_HOUR = r"(?:\bat|@|\bum|\bby|\buntil|\btill|\bfrom|\bgegen|\bab|\bbis|\bbefore|\baround|\babout)\s{1,3}$"

# In the order in which they are tried at a digit. No pattern has an unbounded repetition.
DIGITS = [
    # 9:00-11:00, 9-11am, between 2 and 4 pm: the end of it counts, because until then nothing is late
    rf"(?P<h0>\d{{1,2}})(?:[:.](?P<m0>\d\d))?(?:\s?[ap]\.?m\.?)?\s?(?:-|–|to|and|bis|"
    rf"und)\s?(?P<h>\d{{1,2}})(?:[:.](?P<m>\d\d))?"
    rf"(?:\s?{_AMPM}|\s?(?P<uhr>{_OCLOCK})|(?<=[:.]\d\d)(?![\d:]))",
    rf"(?P<h>\d{{1,2}})(?:[:.](?P<m>\d\d))?\s?{_AMPM}{_PART}",
    rf"(?P<h>\d{{1,2}}):(?P<m>\d\d)(?::\d\d(?:\.\d{{1,6}})?)?(?![\d:%])(?:\s?(?P<uhr>{_OCLOCK}))?{_PART}",
    rf"(?P<h>\d{{1,2}})(?:[.](?P<m>\d\d))?\s?(?P<uhr>{_OCLOCK}){_PART}",
    r"(?P<h>\d{1,2})h(?P<m>\d\d)\b",
    r"(?P<h>[012]\d)(?P<m>[0-5]\d)(?=\s?(?:hrs|hours|UTC|GMT|CES?T|Z)\b)(?:\s?(?:hrs|hours)\b)?",
    rf"(?P<h>12){SPACE}(?:noon|midday)\b",
]
DOTTED = r"(?P<h>\d{1,2})\.(?P<m>[0-5]\d)(?![\d%]|\.\d|\s?(?:%|€|EUR|USD|\$|£|GBP|CHF|percent|hours|kg|km|MB|GB))"
BARE = rf"(?P<h>\d{{1,2}}){_PART}(?![\w:%/€$£]|[.,]\d|-\w)"
_AFTER_BARE = (
    r"\s{0,3}(?:$|[.,;!?)\]\n]|(?:sharp|today|tomorrow|tonight|on|this|next|and|or|but|your|my|our|local|in|to|with"
    r"|heute|morgen|am|[A-Z]{2,4}\b|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)"
)

_PAST = rf"{SPACE}(?:minutes{SPACE})?(?P<way>past|to){SPACE}(?P<h>{_WORD_HOUR}|\d{{1,2}})\b(?:\s?{_AMPM})?{_PART}"
WORDS: dict[str, list[str]] = {
    **{w: [rf"{w}{SPACE}{_OCLOCK}{_PART}"] for w in list(ONES)[1:13]},
    "noon": [r"noon\b"],
    "midday": [r"midday\b"],
    "mittag": [r"mittag\b"],
    "midnight": [r"midnight\b"],
    "mitternacht": [r"mitternacht\b"],
    "half": [rf"half{SPACE}(?:past{SPACE})?(?P<h>{_WORD_HOUR}|\d{{1,2}})\b(?:\s?{_AMPM})?{_PART}"],
    "quarter": [rf"quarter{_PAST}"],
    "twenty": [rf"twenty{_PAST}"],
}
for _word in ("five", "ten"):
    WORDS[_word].append(_word + _PAST)
_MINUTES = {"half": 30, "quarter": 15, "twenty": 20, "ten": 10, "five": 5}


def before_hour(text: str, start: int) -> bool:
    """Does a word like "at" or "by" stand directly before this place?"""
    return re.search(_BEFORE_HOUR, text[max(0, start - 10) : start], re.IGNORECASE) is not None


def from_digits(found: re.Match[str]) -> Piece | None:
    """A clock time written in digits; None where the numbers are none."""
    groups = found.groupdict()
    hour, minute = int(groups["h"]), int(groups.get("m") or 0)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    if groups.get("h0") is not None:
        first = int(groups["h0"])
        if first > 24 or not (groups.get("half") or groups.get("uhr") or groups.get("m0")):
            return None
        if first > hour and not groups.get("half"):
            return None
    part = (groups.get("part") or "").lower()
    return clock(
        found.start(),
        found.end(),
        hour,
        minute,
        half=groups.get("half"),
        part=part,
        written=found["h"],
        colon=bool(groups.get("m")),
    )


def clock(
    start: int,
    end: int,
    hour: int,
    minute: int,
    *,
    half: str | None = None,
    part: str = "",
    written: str = "",
    colon: bool = False,
) -> Clock | None:
    """The clock time of an hour as written: with am or pm, with a part of the day, or with the readings it then has."""
    if half:
        if not 1 <= hour <= 12:
            return None
        return Clock(start, end, ((hour % 12 + (12 if half.lower() == "p" else 0), minute),))
    bare = 1 <= hour <= 12 and not (colon and written.startswith("0"))
    if part:
        return Clock(start, end, (with_part(hour, minute, part),))
    if bare and hour <= 6:
        return Clock(start, end, ((hour + 12, minute), (hour, minute)), bare=True)
    if hour == 24:
        return Clock(start, end, ((24, 0),))
    return Clock(start, end, ((hour, minute),), bare=bare)


def with_part(hour: int, minute: int, part: str) -> tuple[int, int]:
    """The hour that is meant beside "in the morning", "in the evening": 9 in the evening is 21."""
    late = part in AFTERNOON
    if hour == 12:
        return (
            (24, minute)
            if late and part in {"night", "nacht", "tonight"} and not minute
            else ((12 if late else 0), minute)
        )
    if late and hour < 12 and not (part in {"night", "nacht", "tonight"} and hour < 5):
        return hour + 12, minute
    return hour, minute


def from_word(found: re.Match[str]) -> Piece | None:
    """A clock time that begins with a word: noon, midnight, half past two, five o'clock."""
    word = re.match(r"\w+", found.group())
    first = word.group().lower() if word else ""
    if first in ("noon", "midday", "mittag"):
        return Clock(found.start(), found.end(), ((12, 0),))
    if first in ("midnight", "mitternacht"):
        return Clock(found.start(), found.end(), ((24, 0), (0, 0)), midnight=True)
    groups = found.groupdict()
    half, part = groups.get("half"), (groups.get("part") or "").lower()
    hour_text = groups.get("h") or first
    spelt = bool(groups.get("h"))
    hour = ONES.get(hour_text.lower(), int(hour_text) if hour_text.isdigit() else 99)
    if not 1 <= hour <= 12:
        return Gone(found.start(), found.end())
    minute = _MINUTES.get(first, 0) if spelt else 0
    if (groups.get("way") or "").lower() == "to":
        minute, hour = 60 - minute, hour - 1 or 12
    return clock(found.start(), found.end(), hour, minute, half=half, part=part)


def bare_hour(text: str, found: re.Match[str]) -> Clock | None:
    """ "at 9": counts beside a day, or alone where a sentence can end or go on after it."""
    hour = int(found["h"])
    if hour > 24 or not before_hour(text, found.start()):
        return None
    piece = clock(found.start(), found.end(), hour, 0, part=(found["part"] or "").lower(), written=found["h"])
    if piece is None:
        return None
    alone = re.search(r"(?:\bat|@|\bum)\s{1,3}$", text[max(0, found.start() - 6) : found.start()], re.IGNORECASE)
    piece.needs_day = not (alone and re.match(_AFTER_BARE, text[found.end() : found.end() + 16], re.IGNORECASE))
    return piece
