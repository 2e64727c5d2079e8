"""Rules about what a letter does not say. Evidence in one sentence is enough; where it is denied it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from aboveboard.guides.rules import effect, outlook, structure
from aboveboard.guides.rules.base import Draft, Finding, Rule, compiled, negated
from aboveboard.guides.text import Sentence


def absent(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A finding of the whole letter where no sentence holds the rule's evidence."""
    if not said(rule, scope(rule, draft)):
        yield rule.whole()


def scope(rule: Rule, draft: Draft) -> list[Sentence]:
    """The sentences in which evidence counts: the body, with `where = "own"` also subject, greeting and signature."""
    if rule.where == "own":
        subject = draft.document.subject
        return ([subject] if subject is not None else []) + draft.document.own
    return draft.with_subject() if rule.where == "subject" else draft.sentences


def said(rule: Rule, sentences: Iterable[Sentence]) -> bool:
    """Does one of these sentences hold the rule's evidence?"""
    return any(evidence(rule, sentence.plain) for sentence in sentences)


def evidence(rule: Rule, plain: str) -> bool:
    """Does this plain sentence hold it, neither denied nor in words that make it something else?"""
    if rule.patterns is None:
        return False
    for hit in rule.patterns.finditer(plain):
        if rule.negation == "passes" and negated(plain, hit.start()):
            continue
        return rule.unless is None or not rule.unless.search(plain)
    return False


_CLAUSES = re.compile(
    r"[;:–—]| - |, (?=(?:and |but |so )?(?:i|we|it|they|you|the|this|my|our|can|could|let)\b)|\b(?:and"
    r"|but) (?=(?:i|we|you) )"
)


def when(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """No day, time or period in any clause that speaks of what has been."""
    ahead, today = rule.part("ahead"), rule.part("today_too")
    assert rule.patterns is not None and ahead is not None and today is not None
    news = draft.rules["missing-what-happened"]
    for sentence in draft.with_subject():
        for clause in _CLAUSES.split(sentence.plain):
            if rule.patterns.search(clause) and not ahead.search(clause):
                return
            if today.search(clause) and not ahead.search(clause) and evidence(news, clause):
                return
        # A sentence that tells the harm and has a time in it says when, whatever else it says.
        if rule.patterns.search(sentence.plain) and evidence(news, sentence.plain) and not ahead.search(sentence.plain):
            return
    yield rule.whole()


def responsibility(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """No ownership; silent where the guide says that the fault is another's."""
    if draft.guide_id in ("supplier-fault", "overdue-invoice") or said(rule, scope(rule, draft)):
        return
    if not any(structure.owns(draft, index) for index in range(len(draft.sentences))):
        yield rule.whole()


def action(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """No work at the matter, neither in words nor as a deed of the writer's in any form of the verb."""
    from aboveboard.guides.rules import harm

    if said(rule, scope(rule, draft)):
        return
    first = min(harm.telling(draft), default=len(draft.sentences))
    if not any(structure.works(draft, index, first) for index in range(len(draft.sentences))):
        yield rule.whole()


def client_action(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """Neither a thing to do nor that there is none: in words, or in a sentence that begins as an order does."""
    orders = compiled((str(rule.extra["imperative"]),))
    assert orders is not None
    for sentence in draft.sentences:
        if evidence(rule, sentence.plain) or orders.search(sentence.plain):
            return
    if any(structure.asks_reader(sentence) for sentence in draft.sentences):
        return
    yield rule.whole()


def next_update(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """No sentence that says when the writer's next word comes, to the day at least."""
    never, ahead, past = rule.part("never"), rule.part("ahead"), rule.part("past")
    moment, then = compiled(("{clock}", "{day}", "{within}")), re.compile(r"\b(?:then|at that time|by that time)\b")
    assert rule.patterns is not None and never is not None and ahead is not None
    assert past is not None and moment is not None
    sentences = draft.with_subject()
    for index, sentence in enumerate(sentences):
        following = (
            sentences[index + 1].plain if index + 1 < len(sentences) and sentence.plain.rstrip()[-1:] in ":?" else ""
        )
        for clause in re.split(r";| - |\b(?:and|but) (?=(?:i|we|you) )", sentence.plain + " " + following):
            if never.search(clause) or (past.search(clause) and not ahead.search(clause)):
                continue
            dated = moment.search(clause) or (then.search(clause) and moment.search(sentence.plain))
            if dated and any(not negated(clause, hit.start()) for hit in rule.patterns.finditer(clause)):
                return
    if not any(outlook.speaks_again(draft, sentence) for sentence in sentences):
        yield rule.whole()


def breach_detail(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """Personal data involved and a part of Art. 33(3) left out; the finding names which."""
    if not _personal(draft):
        return
    absent_parts = [
        name for name, evidence_of in rule.extra["parts"].items() if not _part_said(tuple(evidence_of), draft)
    ]
    if absent_parts:
        yield rule.whole(message=f"{rule.message}: {'; '.join(absent_parts)}.")


def _personal(draft: Draft) -> bool:
    if draft.guide_id == "personal-data-breach":
        return True
    if draft.answers is None:
        return False
    return draft.answers.timing.personal_data is True or draft.answers.answers.get("data_exposed") in ("yes", True)


def _part_said(patterns: tuple[str, ...], draft: Draft) -> bool:
    other = draft.rules.get(f"missing-{patterns[0]}")
    if other is not None:
        return not any(True for _ in other.run(other, draft))  # said is what that rule does not miss
    pattern = compiled(patterns)
    return pattern is not None and any(pattern.search(sentence.plain) for sentence in draft.with_subject())


def impact(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """No effect on the reader, nor harm told of something that is theirs."""
    from aboveboard.guides.rules import harm

    theirs = compiled(tuple(rule.extra["theirs"]))
    assert theirs is not None
    for sentence in draft.with_subject():
        if evidence(rule, sentence.plain) or (theirs.search(sentence.plain) and harm.tells(draft, sentence)):
            return
    if any(effect.felt(sentence) for sentence in draft.sentences):
        return
    yield rule.whole()


def data_statement(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A closing message (stage resolved or report) that says nothing of lost data."""
    if draft.answers is not None and draft.answers.stage in ("resolved", "report"):
        yield from absent(rule, draft)
