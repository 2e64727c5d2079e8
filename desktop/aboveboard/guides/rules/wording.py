"""Rules about words: a pattern in a sentence, unless the sentence or its neighbours say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aboveboard.guides.rules.base import Draft, Finding, Rule, marked, negated
from aboveboard.guides.text import Sentence

_QUOTATION = re.compile(r'"[^"]{12,400}"')


def words(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """Each match of the rule's patterns in the writer's own sentences."""
    if rule.patterns is None:
        return
    if rule.where == "subject":
        subject = draft.document.subject
        if subject is not None:
            yield from _in_sentence(rule, draft, subject, None)
        return
    sentences = draft.sentences[:2] if rule.where == "opening" else draft.sentences
    for index, sentence in enumerate(sentences):
        yield from _in_sentence(rule, draft, sentence, index)


def _in_sentence(rule: Rule, draft: Draft, sentence: Sentence, index: int | None) -> Iterator[Finding]:
    assert rule.patterns is not None
    plain = sentence.plain
    for hit in rule.patterns.finditer(plain):
        start, end = marked(hit)
        if quoted(plain, start) or (rule.negation == "passes" and negated(plain, start)):
            continue
        if rule.unless is not None and rule.unless.search(plain):
            return
        if (
            rule.unless_near is not None
            and index is not None
            and any(rule.unless_near.search(near.plain) for near in draft.near(index))
        ):
            return
        if rule.span == "sentence":
            yield rule.at(draft, sentence.start, sentence.end)
            return
        yield rule.on(draft, sentence, start, end)


def quoted(plain: str, at: int) -> bool:
    """Do the words at this place stand in a quotation of some length? Apostrophes open none."""
    if '"' not in plain:
        return False
    return any(hit.start() < at < hit.end() and hit.group().count(" ") >= 3 for hit in _QUOTATION.finditer(plain))
