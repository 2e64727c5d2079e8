"""Verbs of the advice: guides, letters, the checker, promises in a text, when to tell. None of them needs a journal."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aboveboard.cli.context import Context
from aboveboard.cli.output import moment, one_line, terminal
from aboveboard.errors import GuideError, Trouble

if TYPE_CHECKING:
    from aboveboard.guides.answers import Answers
    from aboveboard.guides.checker import Finding
    from aboveboard.guides.when import WorkCalendar

_MOST = 1_000_000  # bytes of a text that is read: more than any letter


def guides(context: Context, given: Namespace) -> int:
    """The guides there are; what is wrong with one that cannot be used goes to stderr."""
    from aboveboard.cli.output import say
    from aboveboard.guides import guide as shelf

    found, troubles = shelf.survey()
    for trouble in troubles:
        say(trouble.sentence)
    data = [shelf.guide_json(guide) for guide in found]
    context.answer(data, [f"{g['id']:24}  {g['title']}: {g['for']}" for g in data])
    return 0


def questions(context: Context, given: Namespace) -> int:
    """The questions of a guide, in order."""
    from aboveboard.guides import guide as shelf

    data = [shelf.question_json(question) for question in shelf.load(given.guide).questions]
    lines = []
    for question in data:
        lines.append(f"{question['id']:20}  {question['text']}")
        if question["hint"]:
            lines.append(f"{'':20}  {question['hint']}")
    context.answer(data, lines)
    return 0


def draft(context: Context, given: Namespace) -> int:
    """Draft a part of a guide from answers; exit 1 where a finding is an error."""
    from aboveboard.guides import drafting
    from aboveboard.guides import guide as shelf

    guide = shelf.load(given.guide)
    setting = _setting(context, given)
    answers = setting.answers
    if answers is None:
        raise GuideError("A draft needs answers: name a file with --answers, or a client with --client.")
    if answers.guide and answers.guide != guide.id:
        raise GuideError(f"The answers are for the guide {answers.guide}, not for {guide.id}.")
    if given.answers and not given.client and not given.incident:
        _needed(Path(given.answers), answers)
    answers = replace(answers, guide=guide.id)
    if context.lang:
        answers = replace(answers, client=replace(answers.client, language=context.lang))
    made = drafting.draft(guide, answers, now=setting.now, part=given.part, calendar=setting.calendar)
    data = {
        "subject": made.subject,
        "to": made.to,
        "text": made.text,
        "html": made.html,
        "open": list(made.open),
        "commitments": [{"text": p.text, "due": moment(p.due, p.zone)} for p in made.commitments],
        "findings": [finding_json(finding) for finding in made.findings],
    }
    if context.as_json:
        context.answer(data, [])
    elif given.format == "eml":
        from aboveboard.exchange import eml

        sys.stdout.buffer.write(eml.unsent(made, answers.writer, setting.now))
        sys.stdout.buffer.flush()
    elif given.format == "html":
        context.answer(data, [made.html])
    else:
        head = [f"To: {made.to}", f"Subject: {made.subject}", ""] if made.subject else []
        context.answer(data, [*head, made.text])
    return 1 if any(finding.severity == "error" for finding in made.findings) else 0


def _needed(file: Path, answers: Answers) -> None:
    """`[writer]` and `[client]` are needed for a draft (contracts, 8)."""
    missing = [f"{file.name}: the table [{n}] is missing." for n, a in _tables(answers) if not a]
    if missing:
        raise GuideError(missing[0], problems=missing)


def _tables(answers: Answers) -> list[tuple[str, bool]]:
    return [("writer", bool(answers.writer.name)), ("client", bool(answers.client.name or answers.client.contact))]


@dataclass(frozen=True)
class Setting:
    """What a text is read against: answers from file and record, the clock, both zones, the writer's calendar."""

    answers: Answers | None
    now: datetime
    zone: str
    client_zone: str | None
    calendar: WorkCalendar | None
    names: tuple[str, ...]


def _setting(context: Context, given: Namespace) -> Setting:
    """Answers from `--client`, `--incident` and `--answers` (the file overrides), and what goes with them.

    The clock is `--now`, else the answers' `[timing] now`, else the machine. The zone is the writer's of the answers,
    else the journal's where one is used, else the system's.
    """
    from aboveboard.clock import system_zone
    from aboveboard.guides import answers as answering

    answers = answering.load(Path(given.answers)) if getattr(given, "answers", None) else None
    calendar: WorkCalendar | None = None
    zone: str | None = None
    names: tuple[str, ...] = ()
    client, incident = getattr(given, "client", None), getattr(given, "incident", None)
    if client or incident:
        from aboveboard.cli.filling import from_record

        filled = from_record(
            context, client, incident, getattr(given, "guide", None) or (answers.guide if answers else "")
        )
        answers = answering.overlay(filled.answers, answers) if answers else filled.answers
        calendar, zone, names = filled.calendar, filled.zone, filled.names
    now = context.clock.now()
    if not context.clock_named and answers is not None and answers.timing.now is not None:
        now = answers.timing.now
    own = (answers.writer.zone if answers else "") or zone or system_zone()
    return Setting(answers, now, own, (answers.client.zone or None) if answers else None, calendar, names)


def check(context: Context, given: Namespace) -> int:
    """Check a letter; exit 1 where a finding is an error."""
    from aboveboard.guides import checker

    setting = _setting(context, given)
    audience = given.audience
    if audience is None:
        audience = "technical" if setting.answers and setting.answers.client.technical else "plain"
    if given.guide and setting.answers and setting.answers.guide and setting.answers.guide != given.guide:
        raise GuideError(f"The answers are for the guide {setting.answers.guide}, not for {given.guide}.")
    report = checker.check(
        read_text(given.file),
        guide=given.guide,
        answers=setting.answers,
        audience=audience,
        now=setting.now,
        zone=setting.zone,
        client_zone=setting.client_zone,
        names=setting.names,
    )
    data = {"profile": report.profile, "findings": [finding_json(finding) for finding in report.findings]}
    lines = [
        f"{f.severity:8} {f.rule:24} {one_line(f.text, 50)}\n{'':9}{one_line(f.message, 200)}" for f in report.findings
    ]
    context.answer(data, lines or ["Nothing is found."])
    return 1 if report.errors else 0


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as the command line gives it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "source": finding.source,
    }


def promises(context: Context, given: Namespace) -> int:
    """The promises that stand in a text."""
    from aboveboard.cli.record import promise_json
    from aboveboard.guides import promises as finder

    setting = _setting(context, given)
    found = finder.find(
        read_text(given.file),
        at=context.moment(given.at) or setting.now,
        zone=setting.zone,
        client_zone=setting.client_zone,
        calendar=setting.calendar,
        voice="letter" if setting.answers else "note",
    )
    data = {"promises": [promise_json(promise) for promise in found]}
    lines = [f"{_dates(p):25}  {p['by']:4}  {one_line(str(p['text']))}" for p in data["promises"]]
    context.answer(data, lines or ["No promise is found."])
    return 0


def _dates(promise: dict[str, Any]) -> str:
    """The date of a promise, or all that it could mean: a doubtful one is never shown as if it were settled."""
    if promise["ambiguous"] and promise["due_options"]:
        return " or ".join(promise["due_options"]) + "?"
    return promise["due"] or "no date"


def timing(context: Context, given: Namespace) -> int:
    """When to tell and how, in order."""
    from aboveboard.guides import timing as advisor

    setting = _setting(context, given)
    assert setting.answers is not None  # --answers is required
    own = setting.answers.client.zone or setting.zone
    data = {
        "advice": [
            {
                "id": advice.id,
                "what": advice.what,
                "by": moment(advice.by, setting.zone),
                "by_client": moment(advice.by, own),
                "channel": advice.channel,
                "why": advice.why,
                "source": advice.source,
            }
            for advice in advisor.advise(setting.answers, now=setting.now)
        ]
    }
    lines = [f"{a['by'] or 'now':25}  {a['channel']:8} {a['what']}\n{'':36}{a['why']}" for a in data["advice"]]
    context.answer(data, lines)
    return 0


def read_text(name: str) -> str:
    """The text of a file (`-`: standard input), with universal newlines; `Trouble` where it is no text."""
    try:
        raw = sys.stdin.buffer.read(_MOST + 1) if name == "-" else _bytes(Path(name))
    except FileNotFoundError:
        raise Trouble(f"There is no file {terminal(name)}.") from None
    except IsADirectoryError:
        raise Trouble(f"{terminal(name)} is a folder. Name the file with the text.") from None
    except OSError as error:
        raise Trouble(f"{terminal(name)} cannot be read: {(error.strerror or 'no reason given').lower()}.") from None
    shown = "Standard input" if name == "-" else terminal(name)
    if len(raw) > _MOST:
        raise Trouble(f"{shown} is longer than {_MOST // 1_000_000} MB, which is no letter. Give it in parts.")
    try:
        text = raw.decode("utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\0" in text:
        raise Trouble(f"{shown} is not a text. Name a file with plain text.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST + 1)


VERBS = {
    "guides": guides,
    "questions": questions,
    "draft": draft,
    "check": check,
    "promises": promises,
    "timing": timing,
}
