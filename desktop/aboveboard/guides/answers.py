"""What is known before a letter is written: the writer, the client, the times, and the answers to a guide's questions.

Plain values, importable at once. Times are aware; shown in the client's zone. An answer is one of these, by the type of
its question: text (`str`, or `{"is": str, "standing": "known" | "suspected" | "ruled out"}`), choice and yesno (`str`,
"yes"/"no"), datetime (aware), period (`{"from": datetime, "to": datetime}`), number, list (`list[str]`), money
(`{"amount": number, "currency": str}`), person (`str`), commitments (`[{"what": str, "by": datetime | date}]`).
`NOT_YET_KNOWN` is an answer to every question; a question that is not in the dict is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from aboveboard.errors import GuideError

NOT_YET_KNOWN = "not yet known"
STAGES = ("first", "update", "resolved", "report")
STANDINGS = ("known", "suspected", "ruled out")

T = TypeVar("T")


@dataclass(frozen=True)
class Writer:
    """Who writes. `state`: rested, tired, angry or ""."""

    name: str = ""
    business: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    zone: str = ""
    state: str = ""


@dataclass(frozen=True)
class Recipient:
    """Who is written to. None where it was not said; `knows`: has heard of the matter already."""

    name: str = ""
    contact: str = ""
    email: str = ""
    zone: str = ""
    language: str = ""
    technical: bool | None = None
    formal: bool | None = None
    temper: str = ""
    knows: bool | None = None


@dataclass(frozen=True)
class Timing:
    """When it was noticed and what decides how soon to tell. None: not said, or not yet known."""

    noticed: datetime | None = None
    now: datetime | None = None
    harm_continues: bool | None = None
    client_must_act: bool | None = None
    personal_data: bool | None = None
    role: str = ""
    contract_notice_hours: float | None = None


@dataclass(frozen=True)
class Answers:
    """All that a guide is given. Treat `answers` as read-only: `put` makes a changed copy."""

    guide: str
    stage: str = "first"
    writer: Writer = field(default_factory=Writer)
    client: Recipient = field(default_factory=Recipient)
    timing: Timing = field(default_factory=Timing)
    answers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def zone(self) -> str:
        """The zone that letters speak in: the client's, else the writer's, else UTC."""
        return self.client.zone or self.writer.zone or "UTC"


def load(path: Path | str) -> Answers:
    """The answers of a TOML file (contracts, 8). `GuideError` with every problem at once where it cannot be used."""
    from aboveboard.guides.answers_file import read

    return read(Path(path))


def is_unknown(value: Any) -> bool:
    """Was it answered with "not yet known"?"""
    return isinstance(value, str) and value.strip().lower() == NOT_YET_KNOWN


def text_of(value: Any) -> str:
    """The words of a text answer, with or without a standing; "" for anything else and for "not yet known"."""
    words = value.get("is", "") if isinstance(value, Mapping) else value
    return words if isinstance(words, str) and not is_unknown(words) else ""


def standing_of(answers: Answers, question: str) -> str | None:
    """How sure an answer is: "known", "suspected", "ruled out", "unknown" (not yet known), None where it is open."""
    value = answers.answers.get(question)
    if value is None:
        return None
    if is_unknown(value) or (isinstance(value, Mapping) and is_unknown(value.get("is"))):
        return "unknown"
    if isinstance(value, Mapping) and "standing" in value:
        return str(value["standing"])
    return "known"


def put(answers: Answers, question: str, value: Any, store: str = "answers") -> Answers:
    """A copy with one answer changed; None takes it away. `store` is the question's ("answers", "timing", "client")."""
    kept = {key: old for key, old in answers.answers.items() if key != question}
    if store == "answers":
        return replace(answers, answers=kept if value is None else {**kept, question: value})
    if is_unknown(value):
        # The tables have no word for it: it stands among the answers, and the table's field stays empty.
        value, kept = None, {**kept, question: NOT_YET_KNOWN}
    if isinstance(value, str):
        value = {"yes": True, "no": False}.get(value, value)
    table = answers.timing if store == "timing" else answers.client
    blank = "" if value is None and isinstance(getattr(type(table)(), question), str) else value
    return replace(answers, answers=kept, **{store: replace(table, **{question: blank})})  # type: ignore[arg-type]


def overlay(under: Answers, over: Answers) -> Answers:
    """`over` where it says something, else `under`: an answers file over what the journal fills in."""
    return Answers(
        guide=over.guide or under.guide,
        stage=over.stage or under.stage,
        writer=_laid(under.writer, over.writer),
        client=_laid(under.client, over.client),
        timing=_laid(under.timing, over.timing),
        answers={**under.answers, **over.answers},
    )


def _laid(under: T, over: T) -> T:
    said = {f.name: getattr(over, f.name) for f in fields(over)}  # type: ignore[arg-type]
    return replace(under, **{k: v for k, v in said.items() if v not in (None, "")})  # type: ignore[type-var]


def to_json(answers: Answers) -> dict[str, Any]:
    """The answers as plain JSON values, without loss: a time is `{"$time": ISO}`, a day `{"$day": ISO}`."""
    return {name: _out(value) for name, value in asdict(replace(answers, answers=dict(answers.answers))).items()}


def from_json(data: Any) -> Answers:
    """The answers that `to_json` wrote; `GuideError` where the data is something else."""
    try:
        whole = {name: _in(value) for name, value in data.items()}
        return Answers(
            guide=str(whole["guide"]),
            stage=str(whole.get("stage", "first")),
            writer=Writer(**whole.get("writer", {})),
            client=Recipient(**whole.get("client", {})),
            timing=Timing(**whole.get("timing", {})),
            answers=dict(whole.get("answers", {})),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        raise GuideError("These saved answers cannot be read. Nothing was changed; the file is as it was.") from None


def _out(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$time": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    if isinstance(value, Mapping):
        return {str(key): _out(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_out(inner) for inner in value]
    return value


def _in(value: Any) -> Any:
    if isinstance(value, Mapping):
        if set(value) == {"$time"}:
            return datetime.fromisoformat(value["$time"])
        if set(value) == {"$day"}:
            return date.fromisoformat(value["$day"])
        return {key: _in(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_in(inner) for inner in value]
    return value
