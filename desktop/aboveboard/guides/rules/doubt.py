"""Guesses and certainties: what a letter says of causes, and how sure it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aboveboard.guides.rules.base import Draft, Finding, Rule, compiled
from aboveboard.guides.rules.wording import quoted, words
from aboveboard.guides.text import Sentence

_CLAUSE = re.compile(r"[,;:()–—]| - |\b(?:and|but)\b (?=(?:i|we|it|they|the|this)\b)")


def speculation(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A guess about cause, attack or harm with nothing near that says how sure it is."""
    matter, standing = rule.part("matter"), rule.part("standing")
    assert rule.patterns is not None and matter is not None and standing is not None
    for index, sentence in enumerate(draft.sentences):
        plain = sentence.plain
        hit = rule.patterns.search(plain)
        if hit is None or quoted(plain, hit.start()) or (rule.unless is not None and rule.unless.search(plain)):
            continue
        start, end = _clause(plain, rule.patterns, matter)
        if end and not any(standing.search(near.plain) for near in _paragraph(draft, index)):
            yield rule.on(draft, sentence, start, end)


def _clause(plain: str, guess: re.Pattern[str], matter: re.Pattern[str]) -> tuple[int, int]:
    """The clause that guesses at a matter, from the guess on; (0, 0) where no clause does both."""
    begin = 0
    for cut in [*(hit.start() for hit in _CLAUSE.finditer(plain)), len(plain)]:
        clause = plain[begin:cut]
        hit = guess.search(clause)
        if hit is not None and matter.search(clause):
            end = begin + len(clause.rstrip(" .!?"))
            return begin + hit.start(), end
        begin = cut
    return 0, 0


def _paragraph(draft: Draft, index: int) -> list[Sentence]:
    here = draft.sentences[index]
    return [other for other in draft.sentences[max(0, index - 3) : index + 4] if other.paragraph == here.paragraph]


def repair(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A time of repair in a letter that says, or whose answers say, that the cause is not known."""
    unknown = compiled(
        (
            r"\b(?:cause|reason|why|how)\b[^.;]{0,40}\b(?:not|unknown|unclear|open)\b",
            r"\bnot (?:\w+ )?know (?:\w+ )?(?:why|how)\b",
        )
    )
    assert unknown is not None
    if any(unknown.search(sentence.plain) for sentence in draft.sentences):
        yield from words(rule, draft)
