"""Dates that cannot be: promised for a time that has passed, or with the weekday of another day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from aboveboard.guides.rules.base import Draft, Finding, Rule, compiled
from aboveboard.guides.text import Sentence

if TYPE_CHECKING:
    from aboveboard.guides.when import When

# A date without a year that came round so lately is a slip, not a promise for next year.
_LATELY = timedelta(days=75)


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
            if when.weekday_wrong:
                yield rule.at(draft, when.start, when.end, message=rule.extra["weekday"])
            elif _promised(rule, sentence, when) and _gone(when, draft):
                yield rule.at(draft, when.start, when.end)


def _gone(when: When, draft: Draft) -> bool:
    if when.due < draft.now:
        return True
    # `when` takes a date without a year as the next one to come.
    year_before = when.due - timedelta(days=365)
    names_year = str(when.due.year) in draft.text[when.start : when.end]
    return not names_year and when.due - draft.now > timedelta(days=280) and timedelta() < draft.now - year_before < _LATELY


def _promised(rule: Rule, sentence: Sentence, when: When) -> bool:
    """Does the clause before the date speak of what the writer will do, and is the date its due?"""
    if when.lead not in ("", "on", "by", "until", "till", "before", "at", "latest", "not later than", "no later than", "for"):
        return False
    ahead, back = compiled(tuple(rule.extra["ahead"])), compiled(tuple(rule.extra["back"]))
    offset = when.start - sentence.start
    before = sentence.plain[: offset + len(sentence.plain) - len(sentence.text)] if len(sentence.plain) != len(sentence.text) else sentence.plain[:offset]
    clause = before[max(before.rfind(";"), before.rfind(" and i "), before.rfind(" and we "), before.rfind(": ")) + 1 :] or before
    assert ahead is not None and back is not None
    last = [hit.end() for hit in ahead.finditer(before)]
    if not last:
        return False
    return not back.search(clause) and not back.search(before[last[-1] :])
