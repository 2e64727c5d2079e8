"""What happened, as far as words tell: is harm said, where, and is it said plainly?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aboveboard.guides.rules.base import Draft, Finding, Rule, compiled, negated
from aboveboard.guides.rules.missing import evidence
from aboveboard.guides.text import Sentence


def tells(draft: Draft, sentence: Sentence) -> bool:
    """Does this sentence say what happened?"""
    rule = draft.rules["missing-what-happened"]
    if evidence(rule, sentence.plain):
        return True
    headline = rule.part("headline") if sentence is draft.document.subject else None
    hit = headline.search(sentence.plain) if headline is not None else None
    return hit is not None and not negated(sentence.plain, hit.start())


def what_happened(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A finding of the whole letter where neither subject nor body says what happened."""
    if not any(tells(draft, sentence) or _plainly_harmed(sentence) for sentence in draft.with_subject()):
        yield rule.whole()


_NONE = re.compile(r"\b(?:nothing|nobody|no|none|neither|not|never)\b")


def _plainly_harmed(sentence: Sentence) -> bool:
    """Is something, whatever it is, said to be lost or damaged?"""
    harmed, never = (
        compiled((r"\b(?:is|are|was|were|has been|have been) {adv}?{harmed}",)),
        compiled(("{hypothetical}",)),
    )
    hit = harmed.search(sentence.plain) if harmed is not None else None
    return (
        hit is not None
        and not _NONE.search(sentence.plain, 0, hit.end())
        and not (never is not None and never.search(sentence.plain))
        and not sentence.plain.rstrip().endswith("?")
    )


def telling(draft: Draft) -> list[int]:
    """The places in `draft.sentences` of those that say what happened."""
    found: list[int] = draft.remember(
        "telling", lambda: [index for index, sentence in enumerate(draft.sentences) if tells(draft, sentence)]
    )
    return found


def has_harm(draft: Draft) -> bool:
    """Is this a letter about harm done, whether or not it says so plainly?"""
    rule = draft.rules["missing-what-happened"]
    loud, plainly, never = rule.part("loud"), rule.part("harm"), compiled(("{hypothetical}",))
    for sentence in draft.with_subject():
        for pattern in (loud, plainly):
            if pattern is None:
                continue
            for hit in pattern.finditer(sentence.plain):
                before = sentence.plain[max(0, hit.start() - 60) : hit.start()]
                if not negated(sentence.plain, hit.start()) and not (never is not None and never.search(before)):
                    return True
    return False
