"""Rules that compare a letter with the answers: facts kept back, suspicions told as facts, open facts not named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

from aboveboard.guides.answers import is_unknown, standing_of, text_of
from aboveboard.guides.rules.base import Draft, Finding, Rule, compiled
from aboveboard.guides.rules.missing import said, scope
from aboveboard.guides.rules.outlook import leaves_open

_SMALL = frozenset(
    "the and that this with from was were had has have been not yet for its our your their into onto over under "
    "than then them they someone somebody"
    " there which what when where who how did does used using because about after before all any are but can "
    "could".split()
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPAN = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a|an|last|past|several|whole|entire"
    r"|half) (?:\w+ )?(?:hours?|days?|weeks?|months?|nights?|years?)\b"
)


def withheld(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """Each fact that the answers oblige one to tell and that no sentence tells."""
    if draft.answers is None:
        return
    facts: Mapping[str, Any] = rule.extra["facts"]
    covered = set()
    for question, value in draft.answers.answers.items():
        key = f"{question}={_short(value)}"
        if key in facts:
            covered.add(key)
            if not _told(facts[key], draft):
                yield _finding(rule, facts[key]["what"], facts[key]["say"])
        elif question in facts and isinstance(value, Mapping) and not _period_told(value, draft):
            yield _finding(rule, facts[question]["what"], facts[question]["say"])
    yield from _of_guide(rule, draft, covered)


def _finding(rule: Rule, what: str, say: str) -> Finding:
    return rule.whole(message=f"Not in the letter: {what}. {rule.message}", suggestion=f"{rule.suggestion} “{say}”")


def _short(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (text_of(value) if isinstance(value, (str, Mapping)) else "").strip().lower()


def _told(fact: Mapping[str, Any], draft: Draft) -> bool:
    told, denied, together = (compiled(tuple(fact.get(name, ()))) for name in ("told", "denied", "together"))
    sentences = draft.with_subject()
    for sentence in sentences:
        for clause in re.split(r"; |, (?=(?:and|but) )| but ", sentence.plain):
            if told is not None and told.search(clause) and not (denied is not None and denied.search(clause)):
                return True
    pairs = pairwise(sentences)
    return together is not None and any(together.search(f"{first.plain} {second.plain}") for first, second in pairs)


def _period_told(value: Mapping[str, Any], draft: Draft) -> bool:
    """Is either end of the period in the letter, or its length in words?"""
    ends = [end for end in (value.get("from"), value.get("to")) if isinstance(end, datetime)]
    whole = " ".join(sentence.plain for sentence in draft.with_subject())
    for end in ends:
        name = _MONTHS[end.month - 1]
        if re.search(
            rf"\b0?{end.day}(?:st|nd|rd|th)?(?: of)? {name}|\b{name}\w*\.? 0?{end.day}\b|{end:%Y-%m-%d}"
            rf"|\b0?{end.day}[./]0?{end.month}\b|\b0?{end.day}\.? ?[-–] ?\d",
            whole,
        ):
            return True
    return not ends or _SPAN.search(whole) is not None


def _of_guide(rule: Rule, draft: Draft, covered: set[str]) -> Iterator[Finding]:
    """The facts that a guide itself names, where this file has no words for them."""
    if draft.guide is None or draft.answers is None:
        return
    for fact in draft.guide.disclose:
        if any(f"{fact.question}={value}" in covered for value in fact.values) or not fact.holds(draft.answers):
            continue
        told, denials = _any(fact.told), _any(fact.denials)
        if told is not None and not any(
            told.search(s.text) and not (denials and denials.search(s.text)) for s in draft.with_subject()
        ):
            yield _finding(rule, fact.what, fact.say)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I) if patterns else None


def _unsure(draft: Draft) -> dict[str, str]:
    """The questions whose answer is suspected or not yet known, with the words of what is suspected."""
    if draft.answers is None:
        return {}
    found = {}
    for question, value in draft.answers.answers.items():
        standing = standing_of(draft.answers, question)
        if isinstance(value, str) and value.strip().lower() in ("suspected", "unknown", "not known"):
            found[question] = ""  # an answer by its standing alone
        if standing in ("suspected", "unknown"):
            found[question] = "" if is_unknown(value) else text_of(value)
    return found


def unknowns(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """Open facts in the answers, and no sentence that calls anything open."""
    if _unsure(draft) and not said(rule, scope(rule, draft)) and not any(map(leaves_open, draft.with_subject())):
        yield rule.whole()


def certainty(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A cause or intrusion told flat that the answers call suspected or unknown."""
    unsure = {
        q: words
        for q, words in _unsure(draft).items()
        if re.search(r"cause|entry|how|who|intru|attack|culprit|reason|breach", q)
    }
    if not unsure:
        return
    hedge, intrusion, cause = compiled(("{maybe}", "{open_fact}")), rule.part("intrusion"), rule.part("cause")
    assert hedge is not None and intrusion is not None and cause is not None
    open_about = any(_ABOUT_WHOM.search(s.plain) and hedge.search(s.plain) for s in draft.sentences)
    suspected = [set(_content(words)) for words in unsure.values() if words]
    for index, sentence in enumerate(draft.sentences):
        if hedge.search(sentence.plain) or _hedged_near(draft, index, hedge):
            continue
        hit = intrusion.search(sentence.plain) or cause.search(sentence.plain)
        same = any(len(words & set(_content(sentence.plain))) >= max(2, (len(words) + 1) // 2) for words in suspected)
        if hit is not None and not same and _somebody(hit.group()) and open_about:
            continue
        if hit is not None:
            yield rule.on(draft, sentence, *hit.span())
        elif same and not _own_act(sentence.plain) and not _SHUT.search(sentence.plain):
            yield rule.at(draft, sentence.start, sentence.end)


# The suspected way in, told only as what has been shut since, or as what was the writer's to do.
_SHUT = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:\w+ )?(?:closed|blocked|locked|disabled|switched off|turned off|shut"
    r"|changed|removed|off|replaced|reset)\b|\b(?:my|our) (?:own )?(?:omission|fault|mistake|responsibility|job"
    r"|failing|error|decision|oversight|duty)\b|\b(?:mine|ours)\b"
)
# What is left open about an intruder.
_ABOUT_WHOM = re.compile(r"\b(?:who|how|whose|suspect(?:ed)?|suspicion|which way)\b")


def _somebody(words: str) -> bool:
    """Is the one who acted left as unknown as they are ("somebody", "a stranger"), and the deed all that is told?"""
    return (
        re.match(r"(?:someone|somebody|an? (?:stranger|outsider|unknown|unauthori[sz]ed)|a third party)\b", words)
        is not None
    )


def _own_act(plain: str) -> bool:
    """Does the sentence tell what the writer did ("I closed the admin login"), and not how it came about?"""
    mine = re.match(
        r"\W*(?:so far,? |since then,? |today,? |at [\d:.]+,? )?(?:i|we) (?!found|know|think|believe)", plain
    )
    return mine is not None and not re.search(r"\b(?:that|someone|somebody|anyone|they|because)\b", plain)


def _hedged_near(draft: Draft, index: int, hedge: re.Pattern[str]) -> bool:
    """Does the sentence before say how sure the next one is, or the one after take it back?"""
    here = draft.sentences[index]
    before = draft.sentences[index - 1] if index else None
    after = draft.sentences[index + 1] if index + 1 < len(draft.sentences) else None
    if before is not None and before.plain.rstrip().endswith(":") and hedge.search(before.plain):
        return True
    pointing = compiled(
        (
            r"^\W*(?:but |so far |as yet |yet )?(?:this|that|it|i have|we have|neither|none of this|how sure"
            r"|nothing of this)\b",
        )
    )
    unsure = compiled(("{open_fact}",))
    assert pointing is not None and unsure is not None
    return (
        after is not None
        and after.paragraph == here.paragraph
        and bool(pointing.search(after.plain) and unsure.search(after.plain))
    )


def _content(words: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]{3,}", words.lower()) if word not in _SMALL]
