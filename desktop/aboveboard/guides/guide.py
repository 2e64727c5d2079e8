"""A guide: one hard conversation, as data. Its questions, what it makes sure is said, and what comes afterwards.

A guide is a folder of `resources/guides/`: `guide.toml` and its texts `email.j2`, `call.j2`, `ping.j2`. Here are its
frozen values; the reading and checking of the file is in `guide_file.py`, imported only when a guide is loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from aboveboard import resources
from aboveboard.errors import GuideError
from aboveboard.guides.answers import NOT_YET_KNOWN, Answers, is_unknown, text_of

TYPES = (
    "text",
    "long",
    "choice",
    "yesno",
    "datetime",
    "period",
    "number",
    "list",
    "money",
    "person",
    "commitments",
)
STORES = ("answers", "timing", "client")


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class Condition:
    """Holds where an earlier question's answer is one of `is_`, or none of `not_` (open counts as none of them)."""

    question: str
    is_: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question. `label` names the unfilled place in a letter, `store` the table that keeps the answer
    ("answers", "timing", "client"), `prefill` what fills it in beforehand, `optional`: may stay empty without a gap.
    It is asked where every condition of `when` holds; with `when_any`, where one does."""

    id: str
    step: str
    text: str
    type: str
    label: str
    hint: str = ""
    good: str = ""
    bad: str = ""
    choices: tuple[Choice, ...] = ()
    must_disclose: bool = False
    why: str = ""
    source: str = ""
    when: tuple[Condition, ...] = ()
    when_any: bool = False
    prefill: str = ""
    store: str = "answers"
    optional: bool = False
    guide: Guide | None = field(default=None, repr=False, compare=False)

    def asked(self, answers: Answers) -> bool:
        """Is it asked, with what was answered so far? Answers to questions that are not asked do not count."""
        held = (self._holds(condition, answers) for condition in self.when)
        return any(held) if self.when_any and self.when else all(held)

    def _holds(self, condition: Condition, answers: Answers) -> bool:
        earlier = self._earlier(condition.question)
        value = plain(earlier.value(answers)) if earlier is None or earlier.asked(answers) else ""
        return value in condition.is_ if condition.is_ else value not in condition.not_

    def _earlier(self, question: str) -> Question:
        assert self.guide is not None
        return self.guide.question(question)

    def value(self, answers: Answers) -> Any:
        """The answer as it stands, None where it is open. Yes and no of the tables read "yes" and "no"."""
        if self.store == "answers":
            return answers.answers.get(self.id)
        value = getattr(getattr(answers, self.store), self.id)
        if value is None or value == "":
            return answers.answers.get(self.id)  # only ever "not yet known"
        return ("yes" if value else "no") if isinstance(value, bool) else value

    def answered(self, answers: Answers) -> bool:
        """Was anything answered, "not yet known" included?"""
        return not empty(self.value(answers))


@dataclass(frozen=True)
class Step:
    id: str
    title: str
    text: str = ""
    checklist: tuple[str, ...] = ()


@dataclass(frozen=True)
class Before:
    """What to do before writing."""

    what: str
    why: str
    source: str = ""


@dataclass(frozen=True)
class Fact:
    """What has to be told where `question` was answered with one of `values`: told if a sentence matches one of
    `told` and none of `denials` (regular expressions, case ignored). `say` is a sentence that would tell it."""

    id: str
    question: str
    values: tuple[str, ...]
    what: str
    say: str
    told: tuple[str, ...]
    denials: tuple[str, ...] = ()
    source: str = ""

    def holds(self, answers: Answers) -> bool:
        """Does it have to be told, with these answers?"""
        return plain(answers.answers.get(self.question)) in self.values


@dataclass(frozen=True)
class FollowUp:
    """Something to do after `after` ("told", "noticed"), within so many hours."""

    id: str
    what: str
    after: str
    hours: float
    why: str = ""


@dataclass(frozen=True, eq=False)
class Guide:
    """A guided conversation. `missing` names the `missing-*` rules that its letter has to pass."""

    id: str
    title: str
    for_: str
    not_for: str
    folder: Path
    before: tuple[Before, ...]
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    disclose: tuple[Fact, ...] = ()
    missing: tuple[str, ...] = ()
    profile: str = "disclosure"
    commitments: tuple[FollowUp, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    after: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def question(self, id: str) -> Question:
        """The question of that id; `GuideError` where there is none."""
        for question in self.questions:
            if question.id == id:
                return question
        raise GuideError(f"The guide “{self.id}” has no question “{id[:40]}”.", field=id[:40])

    def asked(self, answers: Answers) -> list[Question]:
        """The questions that these answers ask, in order."""
        return [question for question in self.questions if question.asked(answers)]

    def open(self, answers: Answers) -> list[Question]:
        """Those still to be answered that a letter cannot do without."""
        return [q for q in self.asked(answers) if not q.optional and not q.answered(answers)]


def plain(value: Any) -> str:
    """An answer as the short word that conditions compare: "yes", "none", "not yet known"; "" where open."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if is_unknown(value):
        return NOT_YET_KNOWN
    return text_of(value) if isinstance(value, (str, dict)) else ("" if value is None else "…")


def empty(value: Any) -> bool:
    """Is this no answer: nothing, blanks, or a list, table or text of nothing?"""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict) and "is" in value:
        return empty(value["is"])
    return value is None or (isinstance(value, (list, tuple, dict)) and not value)


def load(id: str, folder: Path | None = None) -> Guide:
    """The guide of that id, from `resources/guides` or another folder of guides; `GuideError` with every problem."""
    root = folder or resources.folder("guides")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) or not (root / id / "guide.toml").is_file():
        raise GuideError(_no_such_guide(id, root), field="guide")
    return _load(root / id)


@lru_cache(maxsize=64)
def _load(folder: Path) -> Guide:
    from aboveboard.guides.guide_file import read

    return read(folder)


def survey(folder: Path | None = None) -> tuple[list[Guide], list[GuideError]]:
    """Every guide that can be used, and the trouble with each that cannot."""
    root = folder or resources.folder("guides")
    guides: list[Guide] = []
    troubles: list[GuideError] = []
    for file in sorted(root.glob("*/guide.toml")):
        try:
            guides.append(_load(file.parent))
        except GuideError as trouble:
            troubles.append(trouble)
    return guides, troubles


def question_json(question: Question) -> dict[str, Any]:
    """A question as the command line prints it (contracts, 9)."""
    when = [
        {"question": c.question, "is": list(c.is_)} if c.is_ else {"question": c.question, "not": list(c.not_)}
        for c in question.when
    ]
    return {
        "id": question.id,
        "text": question.text,
        "type": question.type,
        "hint": question.hint,
        "choices": [{"value": c.value, "label": c.label} for c in question.choices],
        "must_disclose": question.must_disclose,
        "when": ({"any": when} if question.when_any else when) if when else None,
    }


def guide_json(guide: Guide) -> dict[str, str]:
    """A guide as the command line lists it."""
    return {"id": guide.id, "title": guide.title, "for": guide.for_}


def _no_such_guide(id: str, root: Path) -> str:
    from difflib import get_close_matches

    there = sorted(file.parent.name for file in root.glob("*/guide.toml"))
    near = get_close_matches(id, there, 1)
    hint = f" Did you mean “{near[0]}”?" if near else f" There is: {', '.join(there) or 'none'}."
    return f"There is no guide “{id[:40]}”.{hint}"
