"""Reading and checking `guide.toml`: every problem at once, in words that name the file, the question and the key.

Pydantic checks the shape; what it says is put into plain words here. Then come the things no shape can say: ids twice,
conditions that look forward or wait for each other, a fact or a text that names no question.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from aboveboard.errors import GuideError
from aboveboard.guides import guide as shape

_MOST_BYTES = 400_000
_PROFILES = Literal["disclosure", "plain"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Choice(_Table):
    value: str
    label: str


class _When(_Table):
    question: str
    is_: list[str] = Field(default=[], alias="is")
    not_: list[str] = Field(default=[], alias="not")


class _Question(_Table):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    step: str
    text: str = Field(min_length=1)
    type: Literal[
        "text", "long", "choice", "yesno", "datetime", "period", "number", "list", "money", "person", "commitments"
    ]
    label: str = ""
    hint: str = ""
    good: str = ""
    bad: str = ""
    choices: list[_Choice] = []
    must_disclose: bool = False
    why: str = ""
    source: str = ""
    when: list[_When] = []
    when_any: bool = False
    prefill: str = ""
    store: Literal["answers", "timing", "client"] = "answers"
    optional: bool = False


class _Step(_Table):
    id: str
    title: str
    text: str = ""
    checklist: list[str] = []


class _Before(_Table):
    what: str
    why: str
    source: str = ""


class _Fact(_Table):
    id: str
    question: str
    values: list[str] = Field(min_length=1)
    what: str
    say: str
    told: list[str] = Field(min_length=1)
    denials: list[str] = []
    source: str = ""


class _FollowUp(_Table):
    id: str
    what: str
    after: Literal["told", "noticed"]
    hours: float
    why: str = ""


class _Guide(_Table):
    id: str
    title: str = Field(min_length=1)
    for_: str = Field(alias="for", min_length=1)
    not_for: str = ""
    profile: _PROFILES = "disclosure"
    missing: list[str] = []
    before: list[_Before] = []
    steps: list[_Step] = Field(min_length=1)
    questions: list[_Question] = Field(min_length=1)
    disclose: list[_Fact] = []
    commitments: list[_FollowUp] = []
    follow_ups: list[_FollowUp] = []
    after: list[str] = []
    sources: list[str] = []


_WANTED = {
    "missing": "is missing",
    "extra_forbidden": "is not a key of a guide",
    "string_type": "should be text",
    "bool_type": "should be true or false",
    "list_type": "should be a list",
    "float_type": "should be a number",
    "model_type": "should be a table",
    "model_attributes_type": "should be a table",
    "string_too_short": "is empty",
    "too_short": "is empty",
}


def read(folder: Path) -> shape.Guide:
    """The guide in that folder; `GuideError` with every problem found in `guide.toml`."""
    name = f"{folder.name}/guide.toml"
    data = _toml(folder / "guide.toml", name)
    try:
        given = _Guide.model_validate(data)
    except ValidationError as error:
        _refuse(name, [_in_words(problem, data) for problem in error.errors()])
    problems = _sense(given, folder)
    if problems:
        _refuse(name, problems)
    return _frozen(given, folder)


def _toml(file: Path, name: str) -> dict[str, Any]:
    try:
        if file.stat().st_size > _MOST_BYTES:
            _refuse(name, ["the file is too large to be a guide"])
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        _refuse(name, [f"this is not TOML: {error}"])
    except (OSError, UnicodeDecodeError, RecursionError):
        _refuse(name, ["the file cannot be read as text"])
    raise AssertionError  # _refuse always raises


def _refuse(name: str, problems: Sequence[str]) -> None:
    lines = [f"{name}: {problem}." for problem in problems[:10]]
    if len(problems) > 10:
        lines.append(f"{name}: and {len(problems) - 10} more.")
    raise GuideError(" ".join(lines), lines)


def _in_words(problem: Any, data: dict[str, Any]) -> str:
    """One of pydantic's errors as a person says it: which question, which key, what was found, what is wanted."""
    where: list[str] = []
    at: Any = data
    for part in problem["loc"]:
        inner = at[part] if isinstance(at, list) and isinstance(part, int) else (at or {}).get(part)
        if isinstance(part, int):
            own = inner.get("id", inner.get("what", "")) if isinstance(inner, dict) else ""
            where[-1] = f"{str(where[-1]).removesuffix('s')} “{own or part + 1}”"
        else:
            where.append(str(part))
        at = inner if isinstance(inner, (dict, list)) else {}
    kind = problem["type"]
    if kind == "literal_error":
        reason = f"is “{str(problem['input'])[:40]}”; wanted is {problem['ctx']['expected']}"
    elif kind == "string_pattern_mismatch":
        reason = f"is “{str(problem['input'])[:40]}”; wanted are small letters, digits and _"
    else:
        found = "" if kind in ("missing", "extra_forbidden") else f" (found: {str(problem['input'])[:40]})"
        reason = _WANTED.get(kind, f"cannot be used: {problem['msg']}") + found
    return f"{', '.join(where)} {reason}"


def _sense(given: _Guide, folder: Path) -> list[str]:
    """What the shape cannot say."""
    problems = []
    if given.id != folder.name:
        problems.append(f"id is “{given.id}”, but the folder is called “{folder.name}”")
    ids = [q.id for q in given.questions]
    steps = [s.id for s in given.steps]
    problems += [f"question “{i}” is there twice" for i in sorted({i for i in ids if ids.count(i) > 1})]
    problems += [f"step “{i}” is there twice" for i in sorted({i for i in steps if steps.count(i) > 1})]
    for question in given.questions:
        problems += _sense_of(question, ids, steps)
    problems += [f"questions {' and '.join(f'“{i}”' for i in ring)} wait for each other" for ring in _rings(given)]
    for fact in given.disclose:
        if fact.question not in ids:
            problems.append(f"fact “{fact.id}”, question: there is no question “{fact.question}”")
        for words in (*fact.told, *fact.denials):
            try:
                re.compile(words)
            except re.error as error:
                problems.append(f"fact “{fact.id}”: “{words[:30]}” is no pattern ({error})")
    return problems


def _sense_of(question: _Question, ids: list[str], steps: list[str]) -> list[str]:
    own = f"question “{question.id}”"
    problems = []
    if question.step not in steps:
        problems.append(f"{own}, step: there is no step “{question.step}”")
    if (question.type == "choice") != bool(question.choices):
        problems.append(f"{own}, choices: a choice needs them, and nothing else has them")
    if question.must_disclose and not question.why:
        problems.append(f"{own}, why: what must be told needs its reason")
    if question.store != "answers" and not _has(question.store, question.id):
        problems.append(f"{own}, store: the table {question.store} has no field of that name")
    for condition in question.when:
        if condition.question not in ids:
            problems.append(f"{own}, when: there is no question “{condition.question}”")
        elif ids.index(condition.question) >= ids.index(question.id):
            problems.append(f"{own}, when: “{condition.question}” comes later; a condition can only look back")
        if bool(condition.is_) == bool(condition.not_):
            problems.append(f"{own}, when: give either is or not")
    return problems


def _has(store: str, name: str) -> bool:
    from aboveboard.guides.answers import Recipient, Timing

    return name in (Timing if store == "timing" else Recipient).__dataclass_fields__


def _rings(given: _Guide) -> list[list[str]]:
    """Questions whose conditions lead back to themselves."""
    waits = {q.id: [c.question for c in q.when] for q in given.questions}
    rings: set[tuple[str, ...]] = set()
    for start in waits:
        seen, todo = set(), list(waits[start])
        while todo:
            now = todo.pop()
            if now not in seen:
                seen.add(now)
                todo += waits.get(now, [])
        if start in seen:
            rings.add(tuple(sorted({i for i in seen if i in waits})))
    return [list(ring) for ring in sorted(rings)]


def _frozen(given: _Guide, folder: Path) -> shape.Guide:
    made = shape.Guide(
        id=given.id,
        title=given.title,
        for_=given.for_,
        not_for=given.not_for,
        folder=folder,
        profile=given.profile,
        missing=tuple(given.missing),
        before=tuple(shape.Before(**b.model_dump()) for b in given.before),
        steps=tuple(shape.Step(s.id, s.title, s.text, tuple(s.checklist)) for s in given.steps),
        questions=(),
        disclose=tuple(
            shape.Fact(f.id, f.question, tuple(f.values), f.what, f.say, tuple(f.told), tuple(f.denials), f.source)
            for f in given.disclose
        ),
        commitments=tuple(shape.FollowUp(**f.model_dump()) for f in given.commitments),
        follow_ups=tuple(shape.FollowUp(**f.model_dump()) for f in given.follow_ups),
        after=tuple(given.after),
        sources=tuple(given.sources),
    )
    # A question asks its guide about earlier ones, so the guide that it knows has them all.
    questions = tuple(_question(q, made) for q in given.questions)
    object.__setattr__(made, "questions", questions)
    return made


def _question(q: _Question, guide: shape.Guide) -> shape.Question:
    values = q.model_dump(exclude={"choices", "when"})
    bare = shape.Question(**{**values, "label": q.label or q.text.rstrip("?").lower()})
    return replace(
        bare,
        guide=guide,
        choices=tuple(shape.Choice(c.value, c.label) for c in q.choices),
        when=tuple(shape.Condition(c.question, tuple(c.is_), tuple(c.not_)) for c in q.when),
    )
