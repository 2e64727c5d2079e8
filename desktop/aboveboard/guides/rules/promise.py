"""What is owed and when: promises without an act, without a date, talks without a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aboveboard.guides.rules.base import Draft, Finding, Rule, compiled, marked, negated
from aboveboard.guides.rules.wording import quoted
from aboveboard.guides.text import ITEM, Sentence


def has(group: str, plain: str) -> bool:
    """Does a plain sentence hold something of a group of the lexicon?"""
    pattern = compiled(("{" + group + "}",))
    return pattern is not None and pattern.search(plain) is not None


def vague(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """Words of promise in a sentence that names neither an act nor a date, and that no list explains."""
    act = rule.part("act")
    assert rule.patterns is not None and act is not None
    for index, sentence in enumerate(draft.sentences):
        plain = sentence.plain
        for hit in rule.patterns.finditer(plain):
            if quoted(plain, hit.start()) or negated(plain, hit.start()):
                continue
            following = draft.sentences[index + 1] if index + 1 < len(draft.sentences) else None
            if act.search(plain) or (plain.rstrip().endswith(":") and following is not None and following.kind == ITEM):
                break
            yield rule.on(draft, sentence, *marked(hit))


def meeting(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A talk that is asked for without a time, where the paragraph proposes none."""
    talk = rule.part("talk")
    assert rule.patterns is not None and talk is not None
    for index, sentence in enumerate(draft.sentences):
        hit = rule.patterns.search(sentence.plain)
        if hit is None or quoted(sentence.plain, hit.start()):
            continue
        around = [
            s
            for s in draft.sentences[max(0, index - 3) : index + 4]
            if s.paragraph == sentence.paragraph or abs(s.start - sentence.end) < 3
        ]
        if not any(has("clock", near.plain) and talk.search(near.plain) for near in around):
            yield rule.on(draft, sentence, *marked(hit))


_CLAUSE_START = re.compile(r"[,;:] |\b(?:and|but|so|then) ")


def vague_time(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A time that is none, for something that the writer owes."""
    owed, theirs = rule.part("owed"), rule.part("theirs")
    assert rule.patterns is not None and owed is not None and theirs is not None and rule.unless is not None
    for sentence in draft.sentences:
        plain = sentence.plain
        for hit in rule.patterns.finditer(plain):
            start, end = marked(hit)
            clause = plain[_clause_start(plain, start) : start]
            if quoted(plain, start) or rule.unless.search(plain) or theirs.search(clause):
                continue
            if owed.search(plain):
                yield rule.on(draft, sentence, start, end)


def _clause_start(plain: str, before: int) -> int:
    return max((hit.end() for hit in _CLAUSE_START.finditer(plain, 0, before)), default=0)


def undated(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A promise of the writer's that neither its sentence, nor its list's heading, nor the next sentence dates."""
    dates = rule.part("dates")
    assert rule.patterns is not None and rule.unless is not None and dates is not None
    heading: Sentence | None = None
    for index, sentence in enumerate(draft.sentences):
        if sentence.kind != ITEM:
            heading = sentence
        hit = rule.patterns.search(sentence.plain)
        if hit is None or quoted(sentence.plain, hit.start()) or rule.unless.search(sentence.plain):
            continue
        if sentence.kind == ITEM and heading is not None and moment(heading.plain):
            continue
        if _waits(rule, draft, index):
            continue
        beside = [near for near in draft.near(index) if near is not sentence]
        if not any(moment(near.plain) and dates.search(near.plain) and not _own_promise(rule, near) for near in beside):
            yield rule.on(draft, sentence, *marked(hit))


def _waits(rule: Rule, draft: Draft, index: int) -> bool:
    """Does the sentence before make this promise depend on what the reader does or has?"""
    waits, taken_up = rule.part("waits"), rule.part("taken_up")
    here = draft.sentences[index]
    before = draft.sentences[index - 1] if index else None
    if waits is None or taken_up is None or before is None or before.paragraph != here.paragraph:
        return False
    return bool(waits.search(before.plain) and taken_up.search(here.plain))


def moment(plain: str) -> bool:
    """Is there a day, a time or a period in a plain sentence?"""
    return has("clock", plain) or has("day", plain) or has("within", plain)


def _own_promise(rule: Rule, sentence: Sentence) -> bool:
    """Is it a promise of another thing, in the first person? Then its date is its own."""
    assert rule.patterns is not None
    hit = rule.patterns.search(sentence.plain)
    return (
        hit is not None
        and re.match(r"\W*(?:i|we)\b", hit.group()) is not None
        and " it" not in sentence.plain
        and " them" not in sentence.plain
    )
