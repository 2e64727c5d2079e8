"""What is owed and when: promises without an act, without a date, talks without a time."""

from __future__ import annotations

from collections.abc import Iterator

from aboveboard.guides.rules.base import Draft, Finding, Rule, compiled, marked, negated
from aboveboard.guides.rules.wording import quoted
from aboveboard.guides.text import ITEM


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
            yield rule.at(draft, *sentence.place(*marked(hit)))


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
            yield rule.at(draft, *sentence.place(*marked(hit)))
