"""Reading an answers file: every problem at once, each with file, key, what was found and what is wanted.

Checked by hand and not by a schema, because each message is for a frightened person and not for a programmer.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from aboveboard.clock import valid_zone
from aboveboard.errors import GuideError
from aboveboard.guides import guide as guides
from aboveboard.guides.answers import STAGES, STANDINGS, Answers, Recipient, Timing, Writer, is_unknown, put
from aboveboard.guides.clean import has_controls, one_line
from aboveboard.guides.guide import Guide, Question

_MOST_BYTES = 1_000_000
_MOST_LINES = 11
_TABLES = ("writer", "client", "timing", "answers")
_EMAIL = re.compile(r"[^\s@<>(),;:\"\\\[\]]+@[^\s@<>(),;:\"\\\[\]]+")
_TIME = "a time with its offset, like 2026-11-24T15:00:00+01:00"


class _Wrong(Exception):
    """What is wanted in place of what was found."""

    def __init__(self, wanted: str, found: Any = ..., key: str = "") -> None:
        super().__init__(wanted)
        self.wanted, self.found, self.key = wanted, found, key


def read(path: Path) -> Answers:
    """The answers in the file, checked against its guide's questions; `GuideError` with all that is wrong."""
    return parse(_toml(path), path.name)


def _toml(path: Path) -> dict[str, Any]:
    name = one_line(path.name)
    if path.is_dir():
        raise GuideError(f"{name}: this is a folder. Wanted is an answers file (TOML).", field="answers")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise GuideError(f"{name}: this is too large for an answers file.", field="answers")
        text = path.read_bytes().decode("utf-8-sig")  # some editors put a mark before it
    except FileNotFoundError:
        raise GuideError(f"{name}: there is no such file. Wanted is an answers file (TOML).", field="answers") from None
    except UnicodeDecodeError:
        raise GuideError(f"{name}: this is not text. Wanted is an answers file (TOML).", field="answers") from None
    except OSError:
        raise GuideError(f"{name}: the file cannot be read. Nothing was changed.", field="answers") from None
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise GuideError(f"{name}: this is not TOML: {one_line(str(error))[:120]}.", field="answers") from None


def parse(data: Mapping[str, Any], name: str) -> Answers:
    """The answers in what a TOML file held. `name` is the file's, for the messages."""
    check = _Check(one_line(name))
    check.unknown("", data, ("guide", "stage", *_TABLES))
    guide = check.guide(data.get("guide"))
    stage = check.take("stage", data.get("stage", "first"), _one_of(STAGES))
    tables = {table: check.table(table, data.get(table, {})) for table in _TABLES}
    writer = check.fields("writer", tables["writer"], _WRITER)
    client = check.fields("client", tables["client"], _CLIENT)
    timing = check.fields("timing", tables["timing"], _TIMING)
    given = check.answers(guide, tables["answers"]) if guide else {}
    check.finish()
    assert guide is not None
    unknown = {key: value for key, value in timing.items() if is_unknown(value)}
    answers = Answers(
        guide=guide.id,
        stage=str(stage),
        writer=Writer(**writer),
        client=Recipient(**client),
        timing=Timing(**{key: value for key, value in timing.items() if key not in unknown}),
        answers=unknown,
    )
    for key, value in given.items():
        answers = put(answers, key, value, guide.question(key).store)
    return answers


class _Check:
    """Gathers every problem of a file, so that one look at it is enough."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[tuple[str, str]] = []

    def wrong(self, key: str, what: str) -> None:
        self.problems.append((key, f"{self.name}: {key}: {what}."))

    def finish(self) -> None:
        """`GuideError` where anything was wrong; of very many only the keys are named at the end."""
        if not self.problems:
            return
        lines = [line for _, line in self.problems]
        if len(lines) > _MOST_LINES:
            rest = ", ".join(key for key, _ in self.problems[_MOST_LINES - 1 :])
            lines = [*lines[: _MOST_LINES - 1], f"{self.name}: also wrong: {rest[:400]}."]
        raise GuideError("\n".join(lines), lines, field=self.problems[0][0])

    def guide(self, id: Any) -> Guide | None:
        if not isinstance(id, str):
            self.wrong("guide", f"{'is missing' if id is None else _found(id)}; wanted is the name of a guide")
            return None
        try:
            return guides.load(id)
        except GuideError as trouble:
            self.problems += [("guide", f"{self.name}: guide: {line}") for line in trouble.problems]
            return None

    def table(self, key: str, value: Any) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        self.wrong(key, f"{_found(value)}; wanted is a table, [{key}]")
        return {}

    def unknown(self, table: str, data: Mapping[str, Any], known: tuple[str, ...]) -> None:
        """Name every key that is not known, of one table in one line."""
        strange = [one_line(key)[:60] for key in data if key not in known]
        if strange:
            what = "no such key" if len(strange) == 1 else "no such keys"
            where = f"{table}." if table else ""
            self.wrong(", ".join(where + key for key in strange)[:400], f"{what}; wanted are {', '.join(known)}")

    def fields(self, table: str, data: Mapping[str, Any], kinds: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
        self.unknown(table, data, tuple(kinds))
        taken = {key: self.take(f"{table}.{key}", data[key], kinds[key]) for key in kinds if key in data}
        return {key: value for key, value in taken.items() if value is not None}

    def take(self, key: str, value: Any, kind: Callable[[Any], Any]) -> Any:
        try:
            return kind(value)
        except _Wrong as wrong:
            found = value if wrong.found is ... else wrong.found
            self.wrong(f"{key}{wrong.key}", f"{_found(found)}; wanted is {wrong.wanted}")
            return None

    def answers(self, guide: Guide, data: Mapping[str, Any]) -> dict[str, Any]:
        questions = {question.id: question for question in guide.questions}
        strange = [one_line(key)[:60] for key in data if key not in questions]
        if strange:
            near = _nearest(strange, list(questions))
            self.wrong(
                ", ".join(f"answers.{key}" for key in strange)[:400],
                f"the guide {guide.id} has no such question{near}; “aboveboard questions {guide.id}” lists them",
            )
        taken = {
            key: self.take(f"answers.{key}", value, lambda v, q=questions[key]: answer(q, v))  # type: ignore[misc]
            for key, value in data.items()
            if key in questions
        }
        return {key: value for key, value in taken.items() if value is not None}


def answer(question: Question, value: Any) -> Any:
    """One answer, checked by the type of its question; raises with what is wanted instead."""
    if is_unknown(value):
        return value.strip().lower()
    return _KINDS[question.type](question)(value)


def _found(value: Any) -> str:
    if isinstance(value, bool):
        return f"found {str(value).lower()}"
    if isinstance(value, str):
        text = one_line(value)
        return f"found “{text[:40]}{'…' if len(text) > 40 else ''}”"
    if isinstance(value, Mapping):
        return f"found a table ({', '.join(one_line(str(key)) for key in list(value)[:4])})"
    if isinstance(value, list):
        return "found a list"
    return f"found {one_line(str(value))[:40]}"


def _nearest(strange: list[str], known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(strange[0], known, 1) if len(strange) == 1 else []
    return f" (did you mean {near[0]}?)" if near else ""


# --- what each key takes ------------------------------------------------------------------------------------------


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong("text")
    return value


def _line(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong("text on one line")
    if has_controls(value):
        raise _Wrong("one line of text, without line breaks, control characters or direction marks")
    return value.strip()


def _email(value: Any) -> str:
    text = _line(value)
    if text and not _EMAIL.fullmatch(text):
        raise _Wrong("an email address, like ada@northwind.example")
    return text


def _zone(value: Any) -> str:
    if not isinstance(value, str) or (value and not valid_zone(value)):
        raise _Wrong("a zone, like Europe/Stockholm")
    return value


def _one_of(words: tuple[str, ...]) -> Callable[[Any], str]:
    def kind(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise _Wrong(f"one of {', '.join(words)}")
        return value

    return kind


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("true or false")
    return value


def _yes_no(value: Any) -> Any:
    if is_unknown(value):
        return value.strip().lower()
    if value in ("yes", "no"):
        return value == "yes"
    if not isinstance(value, bool):
        raise _Wrong("true, false or “not yet known”")
    return value


def _time(value: Any) -> datetime:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise _Wrong(_TIME) from None
    if not isinstance(value, datetime) or value.tzinfo is None or not 1970 <= value.year <= 2200:
        raise _Wrong(_TIME)
    return value


def _known_time(value: Any) -> Any:
    return value.strip().lower() if is_unknown(value) else _time(value)


def _hours(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < 10_000:
        raise _Wrong("a number of hours")
    return float(value)


_WRITER: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("name", "business", "role", "phone"), _line),
    "email": _email,
    "zone": _zone,
    "state": _one_of(("rested", "tired", "angry", "")),
}
_CLIENT: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("name", "contact"), _line),
    "email": _email,
    "zone": _zone,
    "language": _one_of(("en", "de", "")),
    **dict.fromkeys(("technical", "formal", "knows"), _bool),
    "temper": _one_of(("calm", "tense", "angry", "furious", "")),
}
_TIMING: Mapping[str, Callable[[Any], Any]] = {
    "noticed": _known_time,
    "now": _time,
    **dict.fromkeys(("harm_continues", "client_must_act", "personal_data"), _yes_no),
    "role": _one_of(("processor", "controller", "none", "")),
    "contract_notice_hours": _hours,
}


# --- what each type of question takes -----------------------------------------------------------------------------


def _words(value: Any) -> Any:
    """Text, or `{ is = "...", standing = "known" }`."""
    if not isinstance(value, Mapping):
        return _text(value)
    strange = set(value) - {"is", "standing"}
    if strange or not isinstance(value.get("is"), str):
        raise _Wrong('text, or { is = "...", standing = "known" }')
    if "standing" in value and value["standing"] not in STANDINGS:
        raise _Wrong(f"one of {', '.join(STANDINGS)}", value["standing"], ".standing")
    return dict(value)


def _choice(question: Question) -> Callable[[Any], str]:
    values = tuple(choice.value for choice in question.choices)

    def kind(value: Any) -> str:
        word = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        if not isinstance(word, str) or word not in values:
            raise _Wrong(f"one of {', '.join(values)}, not yet known")
        return word

    return kind


def _yesno(value: Any) -> str:
    if value is True or value == "yes":
        return "yes"
    if value is False or value == "no":
        return "no"
    raise _Wrong("yes, no or not yet known")


def _period(value: Any) -> dict[str, datetime]:
    if not isinstance(value, Mapping) or set(value) != {"from", "to"}:
        raise _Wrong("a period, { from = ..., to = ... }")
    span = {}
    for end in ("from", "to"):
        try:
            span[end] = _time(value[end])
        except _Wrong:
            raise _Wrong(_TIME, value[end], f".{end}") from None
    if span["from"] > span["to"]:
        raise _Wrong("a period whose end comes after its beginning", f"{span['from']} to {span['to']}")
    return span


def _number(value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or abs(value) > 1e15:
        raise _Wrong("a number")
    return value


def _list(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _Wrong("a list of texts")
    return list(value)


def _money(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping) or set(value) != {"amount", "currency"} or not isinstance(value["currency"], str):
        raise _Wrong('a sum, { amount = 120.50, currency = "EUR" }')
    return {"amount": _number(value["amount"]), "currency": _line(value["currency"])}


def _commitments(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise _Wrong('a list of { what = "...", by = ... }')
    made = []
    for number, item in enumerate(value, 1):
        strange = [key for key in item if key not in ("what", "by")]
        if strange or not isinstance(item.get("what"), str):
            raise _Wrong('{ what = "...", by = ... }', item, f"[{number}]")
        by = item.get("by")
        try:
            due = by if type(by) is date or by is None else _known_time(by)
        except _Wrong:
            raise _Wrong(_TIME, by, f"[{number}].by") from None
        made.append({"what": item["what"], **({} if due is None else {"by": due})})
    return made


_KINDS: Mapping[str, Callable[[Question], Callable[[Any], Any]]] = {
    "text": lambda _: _words,
    "long": lambda _: _words,
    "person": lambda _: _text,
    "choice": _choice,
    "yesno": lambda _: _yesno,
    "datetime": lambda _: _time,
    "period": lambda _: _period,
    "number": lambda _: _number,
    "list": lambda _: _list,
    "money": lambda _: _money,
    "commitments": lambda _: _commitments,
}
