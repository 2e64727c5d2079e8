"""Dates that cannot be: promised for a time that has passed, or with the weekday of another day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from aboveboard.guides.rules.base import Draft, Finding, Rule, compiled
from aboveboard.guides.text import Sentence

if TYPE_CHECKING:
    from aboveboard.guides.when import When

# A date without a year that came round so lately is a slip, not a promise for next year.
_LATELY = timedelta(days=75)
# After these a date names a thing or a beginning, not the time by which something is done.
_NOT_DUE = frozenset("from of to since between after and or than the dated last during until-now".split())
_NAMED = re.compile(
    r"(mon|tue|wed|thu|fri|sat|sun)\w*(?: (?:night|morning|afternoon|evening|noon))?[ ,(]{1,3}"
    r"(?:the )?(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3})"
    r"|([a-z]{3})[a-z]*\.? (\d{1,2}))",
    re.I,
)
# Of two days named together a weekday before them can mean either.
_TWO_DAYS = re.compile(r"\b\d{1,2} ?(?:/|–|-|&|and) ?\d{1,2}(?= (?:of )?[A-Z][a-z]{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def times(draft: Draft) -> list[When]:
    """The times of the letter as `when` reads them, worked out once."""
    from aboveboard.guides.when import find_times

    found: list[When] = draft.remember(
        "times", lambda: find_times(draft.text, at=draft.now, zone=draft.zone, client_zone=draft.client_zone)
    )
    return found


def past(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A wrong weekday anywhere in the writer's words; a passed date where it is promised."""
    found = times(draft)
    at = 0
    for sentence in draft.document.judged:
        while at < len(found) and found[at].start < sentence.start:
            at += 1
        for when in found[at:]:
            if when.start >= sentence.end:
                break
            if when.weekday_wrong and _TWO_DAYS.search(draft.text, when.start, when.end + 12):
                continue
            if when.weekday_wrong:
                if not _was_so(draft.text[when.start : when.end], draft.now, promised=_promised(rule, sentence, when)):
                    yield rule.at(draft, when.start, when.end, message=rule.extra["weekday"])
            elif _promised(rule, sentence, when) and _gone(when, draft):
                yield rule.at(draft, when.start, when.end)


def _was_so(words: str, now: datetime, *, promised: bool) -> bool:
    """Does a weekday fit a date that names no year, if the date is meant to have been?"""
    hit = _NAMED.search(words)
    month = (hit.group(3) or hit.group(4)).lower() if hit else ""
    if hit is None or promised or re.search(r"\b\d{4}\b", words) or month not in _MONTHS:
        return False
    for year in (now.year, now.year - 1):
        try:
            day = date(year, _MONTHS.index(month) + 1, int(hit.group(2) or hit.group(5)))
        except ValueError:
            continue
        if day <= now.date():
            return _DAYS[day.weekday()] == hit.group(1).lower()
    return False


def _gone(when: When, draft: Draft) -> bool:
    if when.due < draft.now:
        return True
    # `when` takes a date without a year as the next one to come.
    year_before = when.due - timedelta(days=365)
    names_year = str(when.due.year) in draft.text[when.start : when.end]
    return (
        not names_year
        and when.due - draft.now > timedelta(days=280)
        and timedelta() < draft.now - year_before < _LATELY
    )


def _promised(rule: Rule, sentence: Sentence, when: When) -> bool:
    """Does the clause before the date speak of what the writer will do, and is the date its due?"""
    if when.lead in _NOT_DUE:
        return False
    ahead, back = compiled(tuple(rule.extra["ahead"])), compiled(tuple(rule.extra["back"]))
    offset = when.start - sentence.start
    before = (
        sentence.plain[: offset + len(sentence.plain) - len(sentence.text)]
        if len(sentence.plain) != len(sentence.text)
        else sentence.plain[:offset]
    )
    clause = (
        before[max(before.rfind(";"), before.rfind(" and i "), before.rfind(" and we "), before.rfind(": ")) + 1 :]
        or before
    )
    assert ahead is not None and back is not None
    last = [hit.end() for hit in ahead.finditer(before)]
    if not last:
        return False
    return not back.search(clause) and not back.search(before[last[-1] :])


def zoneless(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A time to the minute that names no zone, where writer and reader have different clocks at that moment."""
    if not draft.client_zone or draft.client_zone == draft.zone:
        return
    from zoneinfo import ZoneInfo

    here, there = ZoneInfo(draft.zone), ZoneInfo(draft.client_zone)
    spans = [(sentence.start, sentence.end) for sentence in draft.document.judged]
    for when in times(draft):
        differs = when.due.astimezone(here).utcoffset() != when.due.astimezone(there).utcoffset()
        bare = when.precision == "minute" and not when.zoned and ":" in draft.text[when.start : when.end]
        if differs and bare and any(start <= when.start < end for start, end in spans):
            yield rule.at(draft, when.start, when.end)
