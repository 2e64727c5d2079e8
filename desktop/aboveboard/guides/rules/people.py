"""Rules about persons: one blamed, nobody named, strangers' addresses, the wrong reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aboveboard.guides.rules.base import Draft, Finding, Rule
from aboveboard.guides.rules.wording import quoted, words
from aboveboard.guides.text import GREETING

_NAME = r"(?-i:[A-ZÀ-Þ][a-zà-ÿ]{2,}(?: [A-ZÀ-Þ][a-zà-ÿ]{2,})?)"
_NO_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun"
    " January February March April June July August September October November December"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
    " Attackers Hackers Intruders Someone Somebody They The This That".split()
)
# Behind one of these a name is a place, a firm or a thing.
_NO_PLACE = "".join(rf"(?<!\b{word} )" for word in "at of on in from with the to for by a your".split())
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]*\w")  # a long word is read once, not from each letter


def culprit(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """One of the writer's own, by role or by name, beside what went wrong."""
    yield from words(rule, draft)
    deeds = rule.extra["deeds"]
    inside = re.compile(rf"(?<=[a-z0-9,] ){_NO_PLACE}({_NAME}),? {deeds}\b")
    own = re.compile(
        rf"({_NAME})(?:, (?:our|my|one of (?:our|my)) [\w ]{{2,40}},| (?:from|of|in) (?:our|my) \w+) {deeds}\b"
    )
    for sentence in draft.sentences:
        for hit in (*inside.finditer(sentence.text), *own.finditer(sentence.text)):
            if hit.group(1).split()[0] not in _NO_NAMES and not quoted(sentence.plain, hit.start()):
                yield rule.at(draft, sentence.start + hit.start(), sentence.start + hit.end())


def evasion(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """Mistakes without anybody who made them, in a paragraph without a first person."""
    actor = rule.part("actor")
    assert rule.patterns is not None and actor is not None
    with_actor = {sentence.paragraph for sentence in draft.sentences if actor.search(sentence.plain)}
    for sentence in draft.sentences:
        hit = rule.patterns.search(sentence.plain)
        if hit is not None and sentence.paragraph not in with_actor and not quoted(sentence.plain, hit.start()):
            yield rule.on(draft, sentence, *hit.span())


def addresses(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """More addresses in the text than the rule allows; those of the signature do not count."""
    found: dict[str, tuple[int, int]] = {}
    for sentence in draft.sentences:
        for hit in _ADDRESS.finditer(sentence.text):
            found.setdefault(hit.group().lower(), (sentence.start + hit.start(), sentence.start + hit.end()))
    if len(found) > rule.extra["most"]:
        yield rule.at(draft, *list(found.values())[rule.extra["most"]])


def wrong_name(rule: Rule, draft: Draft) -> Iterator[Finding]:
    """A name of the journal that is not the reader's: any part of it in the greeting, the whole of it in the text."""
    answers = draft.answers
    if answers is None or not draft.names or not (answers.client.name or answers.client.contact):
        return
    right = {
        part.lower()
        for who in (answers.client, answers.writer)
        for part in _parts(f"{who.name} {getattr(who, 'contact', '')}")
    }
    for sentence in draft.document.own:
        for name in draft.names:
            parts = [part for part in _parts(name) if part.lower() not in right]
            if not parts or len(parts) < len(_parts(name)):
                continue
            looked_for = parts if sentence.kind == GREETING else [name]
            for word in looked_for:
                hit = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", sentence.text)
                if hit is not None and (" " in word or sentence.kind == GREETING):
                    yield rule.at(draft, sentence.start + hit.start(), sentence.start + hit.end())
                    break


def _parts(name: str) -> list[str]:
    titles = {"mr", "ms", "mrs", "mx", "dr", "prof", "the", "and", "of", "ltd", "inc", "gmbh"}
    return [part for part in re.findall(r"[^\W\d_]{3,}", name) if part.lower() not in titles]
