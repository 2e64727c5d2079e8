"""What a rule is, how its file is read, and what it is given to look at.

A rule file names its `patterns` in the regular expressions of Python, looked for in the plain form of one sentence
(lower case, contractions written out: see `text.Sentence`). `{word}` stands for a group of `resources/checks/lexicon`,
`<<...>>` marks the part that a finding shows where that is less than the whole match.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from aboveboard import resources
from aboveboard.errors import GuideError
from aboveboard.guides.text import Document, Sentence

if TYPE_CHECKING:
    from aboveboard.guides.answers import Answers
    from aboveboard.guides.guide import Guide

SEVERITIES = ("error", "warning", "notice")
_MACRO = re.compile(r"\{([a-z_]+)\}")
_NEGATED = re.compile(
    r"\b(?:not|never|no|without|neither|nor|nobody|none|hardly|rather than|instead of)\b(?:[ ,]+(?!but\b|and\b"
    r"|because\b|so\b)[\w'-]+){0,4}[ ,\"]*$"
)


@dataclass(frozen=True)
class Finding:
    """One thing to look at. `start`, `end`: code points of the whole text, None where it is of the whole letter.

    `replacement` is the exact text that can stand there instead ("" to leave it out), None where a person must word it.
    """

    rule: str
    severity: str
    start: int | None
    end: int | None
    text: str
    message: str
    suggestion: str
    source: str
    replacement: str | None = None


@dataclass(frozen=True)
class Rule:
    """One rule file."""

    id: str
    severity: str
    message: str
    suggestion: str
    source: str
    profiles: tuple[str, ...]
    audience: str
    where: str
    code: str
    replacement: str | None
    negation: str
    span: str
    extra: Mapping[str, Any]
    trigger: tuple[Mapping[str, Any], ...] = ()
    passes: tuple[Mapping[str, Any], ...] = ()
    raw: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def patterns(self) -> re.Pattern[str] | None:
        return compiled(self.raw.get("patterns", ()))

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """In the same sentence: no finding."""
        return compiled(self.raw.get("unless", ()))

    @cached_property
    def unless_near(self) -> re.Pattern[str] | None:
        """In the same sentence or its neighbours of the paragraph: no finding."""
        return compiled(self.raw.get("unless_near", ()))

    def part(self, name: str) -> re.Pattern[str] | None:
        """Another list of patterns of the file, compiled once."""
        return compiled(tuple(self.extra.get(name, ())))

    @cached_property
    def run(self) -> Callable[[Rule, Draft], Iterable[Finding]]:
        module, _, name = self.code.partition(":")
        found: Callable[[Rule, Draft], Iterable[Finding]] = getattr(
            import_module(f"aboveboard.guides.rules.{module}"), name
        )
        return found

    def at(
        self,
        draft: Draft,
        start: int,
        end: int,
        *,
        message: str = "",
        suggestion: str = "",
        replacement: str | None = None,
    ) -> Finding:
        """A finding at a place of the letter."""
        return Finding(
            self.id,
            self.severity,
            start,
            end,
            draft.text[start:end],
            message or self.message,
            suggestion or self.suggestion,
            self.source,
            self.replacement if replacement is None else replacement,
        )

    def on(
        self, draft: Draft, sentence: Sentence, start: int, end: int, *, message: str = "", suggestion: str = ""
    ) -> Finding:
        """A finding at a place of a plain sentence; of the whole where that is a subject given apart from the text."""
        if sentence is draft.document.subject and not draft.document.subject_inside:
            return self.whole(text=sentence.text[start:end], message=message, suggestion=suggestion)
        return self.at(draft, *sentence.place(start, end), message=message, suggestion=suggestion)

    def whole(self, *, text: str = "", message: str = "", suggestion: str = "") -> Finding:
        """A finding of the whole letter, without a place."""
        return Finding(
            self.id,
            self.severity,
            None,
            None,
            text,
            message or self.message,
            suggestion or self.suggestion,
            self.source,
        )


@dataclass
class Draft:
    """What a rule is given: the letter and all that is known about it."""

    document: Document
    profile: str
    audience: str
    now: datetime
    zone: str
    client_zone: str | None = None
    guide: Guide | None = None
    guide_id: str = ""
    answers: Answers | None = None
    names: Sequence[str] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    _seen: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def sentences(self) -> list[Sentence]:
        """The writer's own sentences (body and list)."""
        return self.document.judged

    def with_subject(self) -> list[Sentence]:
        """Those, and the subject where there is one."""
        subject = self.document.subject
        return [subject, *self.sentences] if subject is not None else self.sentences

    def remember(self, key: str, make: Callable[[], Any]) -> Any:
        """What several rules ask, worked out once a letter."""
        if key not in self._seen:
            self._seen[key] = make()
        return self._seen[key]

    def near(self, index: int) -> Iterator[Sentence]:
        """The sentence of that index in `sentences` and its neighbours in the same paragraph."""
        here = self.sentences[index]
        for other in self.sentences[max(0, index - 1) : index + 2]:
            if other.paragraph == here.paragraph:
                yield other


@lru_cache(maxsize=1)
def lexicon() -> Mapping[str, str]:
    """The word groups that patterns may name, as alternations."""
    groups: dict[str, str] = {}
    for path in sorted(resources.folder("checks/lexicon").glob("*.toml")):
        for name, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
            words = value if isinstance(value, str) else "(?:" + "|".join(value) + ")"
            groups[name] = _filled(words, groups)
    return groups


def _filled(pattern: str, groups: Mapping[str, str]) -> str:
    return _MACRO.sub(lambda hit: groups[hit.group(1)], pattern)


@lru_cache(maxsize=512)
def compiled(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression of several, None of none. Named groups m0, m1, ... are the marked parts."""
    if not patterns:
        return None
    ready = []
    for number, pattern in enumerate(patterns):
        marked = pattern.replace("<<", f"(?P<m{number}>", 1).replace(">>", ")", 1) if "<<" in pattern else pattern
        ready.append(_filled(marked, lexicon()))
    return re.compile("|".join(ready))


def marked(hit: re.Match[str]) -> tuple[int, int]:
    """The part of a match that a finding shows."""
    for name, value in hit.groupdict().items():
        if value is not None and name[0] == "m":
            return hit.span(name)
    return hit.span()


def negated(plain: str, at: int) -> bool:
    """Is what stands at this place of a plain sentence denied by the words before it?"""
    return _NEGATED.search(plain, max(0, at - 60), at) is not None


_KEYS = {
    "id",
    "severity",
    "message",
    "suggestion",
    "source",
    "profiles",
    "audience",
    "where",
    "code",
    "replacement",
    "negation",
    "span",
    "trigger",
    "pass",
}
_LISTS = ("patterns", "unless", "unless_near")


def read_rule(text: str, name: str) -> Rule:
    """One rule file. `GuideError` names the file and every problem."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GuideError(f"The rule file {name} is not TOML: {error}.") from None
    problems = [
        f"{name}: “{key}” is missing"
        for key in ("id", "severity", "message", "suggestion", "source")
        if not data.get(key)
    ]
    if data.get("severity") not in SEVERITIES:
        problems.append(f"{name}: severity is {data.get('severity')!r}, wanted one of {', '.join(SEVERITIES)}")
    if problems:
        raise GuideError(f"The rule file {name} cannot be used: " + "; ".join(problems) + ".", problems)
    return Rule(
        id=data["id"],
        severity=data["severity"],
        message=data["message"],
        suggestion=data["suggestion"],
        source=data["source"],
        profiles=tuple(data.get("profiles", ("disclosure", "plain"))),
        audience=data.get("audience", ""),
        where=data.get("where", "body"),
        code=data.get("code", "wording:words"),
        replacement=data.get("replacement"),
        negation=data.get("negation", ""),
        span=data.get("span", "match"),
        extra={key: value for key, value in data.items() if key not in _KEYS},
        trigger=tuple(data.get("trigger", ())),
        passes=tuple(data.get("pass", ())),
        raw={key: tuple(data.get(key, ())) for key in _LISTS},
    )


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, Rule]:
    """Every rule of `resources/checks` by id, read once."""
    rules = {}
    for path in sorted(resources.folder("checks").glob("*.toml")):
        rule = read_rule(path.read_text(encoding="utf-8"), path.name)
        rules[rule.id] = rule
    return rules
