"""Rules about how a letter is built and how loud it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from aboveboard.guides.rules import harm
from aboveboard.guides.rules.base import Draft, Finding, Rule, compiled, marked, negated
from aboveboard.guides.rules.wording import quoted
from aboveboard.guides.text import ITEM, Sentence

_PICTURE = "[\U0001f300-\U0001faff\u2600-\u26ff\u2702-\u270f\u2728\u274c\u2757\u2763-\u2764\u2795\u2b50]"
_EMOJI = re.compile(
    rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}"
    rf"|{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*)*)+"
)
_CAPITALS = re.compile(
    r"(?<![\w-])(?:[A-ZÀ-Þ]{2,}|I|A)(?:['’][A-Z]+)?(?:[ ](?:[A-ZÀ-Þ]{2,}|I|A)(?:['’][A-Z]+)?(?![\w-]))*(?![\w-])"
)


def long_sentence(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A sentence of more words than the rule allows; none in a list."""
    for sentence in draft.sentences:
        if sentence.kind != ITEM and sentence.words > rule.extra["most"] and not _only_wrapped_list(sentence):
            yield rule.at(draft, sentence.start, sentence.end)


def _only_wrapped_list(sentence: Sentence) -> bool:
    return sentence.text.count("\n") >= 3 and all(len(line) < 50 for line in sentence.text.split("\n"))


def buried(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """The first sentence that says what happened, where it comes too late and the subject does not say it."""
    told = harm.telling(draft)
    subject = draft.document.subject
    if not told or (subject is not None and harm.tells(draft, subject)):
        return
    first = told[0]
    before = sum(sentence.words for sentence in draft.sentences[:first])
    if first >= rule.extra["sentences"] or before > rule.extra["words"]:
        sentence = draft.sentences[first]
        yield rule.at(draft, sentence.start, sentence.end)


def vague_subject(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A subject that is empty or says nothing; silent where no subject was given."""
    subject = draft.document.subject
    if subject is None:
        return
    assert rule.patterns is not None
    if not subject.text.strip():
        yield rule.whole()
    elif rule.patterns.search(subject.plain):
        yield rule.on(draft, subject, 0, len(subject.plain))


def grovelling(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """More apologies than one can hear, or words against oneself."""
    count = rule.part("count")
    assert rule.patterns is not None and count is not None
    apologies = []
    for sentence in draft.sentences:
        for hit in rule.patterns.finditer(sentence.plain):
            if not quoted(sentence.plain, hit.start()) and not negated(sentence.plain, hit.start()):
                yield rule.on(draft, sentence, *marked(hit))
        apologies += [(sentence, hit.span()) for hit in count.finditer(sentence.plain)]
    if len(apologies) > rule.extra["most"]:
        sentence, span = apologies[rule.extra["most"]]
        yield rule.on(draft, sentence, *span)


def shouting(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """Capitals, exclamation marks and pictures; in a letter without bad news only what is loud there too."""
    bad_news = draft.profile == "disclosure"
    loud = frozenset(rule.extra["loud"])
    names = {part for name in draft.names for part in name.upper().split()}
    for sentence in draft.with_subject():
        text = sentence.text
        marks = re.compile(r"!+" if bad_news else r"!{2,}")
        for hit in marks.finditer(text):
            yield _at(rule, draft, sentence, *hit.span(), "." if hit.end() == len(text) else None)
        if bad_news:
            for hit in _EMOJI.finditer(text):
                yield _at(rule, draft, sentence, *hit.span(), "")
        for hit in _CAPITALS.finditer(text):
            words = hit.group().replace("’", "'").split()
            heard = [word for word in words if len(word) > 1 and word not in names]
            if (
                (len(heard) >= 3 and len(words) >= 4)
                or (len(heard) >= 3 and loud & set(heard))
                or (bad_news and loud & set(heard))
            ):
                yield _at(rule, draft, sentence, *hit.span(), None)


def _at(rule: Rule, draft: Draft, sentence: Sentence, start: int, end: int, replacement: str | None) -> Finding:
    if sentence is draft.document.subject and not draft.document.subject_inside:
        return rule.whole(text=sentence.text[start:end])
    return rule.at(draft, sentence.start + start, sentence.start + end, replacement=replacement)


@lru_cache(maxsize=4)
def _terms(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?P<t{number}>{word})\b(?![@./]\w)" for number, word in enumerate(words)))


def jargon(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """Words of the trade that nothing beside them explains, each once, with a plain word for it."""
    plain_words = tuple(rule.extra["words"].items())
    terms, explained = _terms(tuple(word for word, _ in plain_words)), compiled((rule.extra["explained"],))
    assert explained is not None
    seen: set[str] = set()
    for sentence in draft.with_subject():
        for hit in terms.finditer(sentence.plain):
            name = hit.lastgroup or "t0"
            if name in seen or explained.search(sentence.plain[hit.end() :]) or quoted(sentence.plain, hit.start()):
                continue
            seen.add(name)
            better = plain_words[int(name[1:])][1]
            hint = f"Say it plainly, for example: {better}." if better else rule.suggestion
            yield rule.on(draft, sentence, *hit.span(), suggestion=hint)


def too_long(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """More words than a first message should have; a report may be long."""
    stage = draft.answers.stage if draft.answers is not None else "first"
    if stage == "first" and sum(sentence.words for sentence in draft.sentences) > rule.extra["most"]:
        yield rule.whole()
