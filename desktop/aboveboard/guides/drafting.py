"""A letter with all that belongs to it: what it promises, what the checker says, where it is still open.

The one way from answers to a letter, for window and command line alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from aboveboard.guides.answers import Answers
from aboveboard.guides.guide import Guide
from aboveboard.guides.letter_html import html
from aboveboard.guides.render import Paragraph, Rendered, render

if TYPE_CHECKING:
    from aboveboard.guides.checker import Finding
    from aboveboard.guides.promises import Promise
    from aboveboard.guides.when.calendar import WorkCalendar


@dataclass(frozen=True)
class Draft:
    """A drafted letter, call script or message. Findings are the email's: a script is for the writer's eyes.

    `recipient`: name and address, `to`: the same as one reads it.
    """

    part: str
    subject: str
    to: str
    recipient: tuple[str, str]
    text: str
    html: str
    open: tuple[str, ...]
    places: tuple[tuple[int, int, str], ...]
    paragraphs: tuple[Paragraph, ...]
    commitments: tuple[Promise, ...]
    findings: tuple[Finding, ...]


def draft(
    guide: Guide,
    answers: Answers,
    *,
    now: datetime,
    part: str = "email",
    calendar: WorkCalendar | None = None,
) -> Draft:
    """The part of that guide, with what it promises and what the checker finds. `now` is aware. `GuideError` where the
    guide's text cannot be used."""
    made = render(guide, answers, now=now, part=part)
    email = part == "email"
    return Draft(
        part=part,
        subject=made.subject,
        to=made.to,
        recipient=(answers.client.contact or answers.client.name, answers.client.email),
        text=made.text,
        html=html(made.text),
        open=made.open,
        places=made.places,
        paragraphs=made.paragraphs,
        commitments=tuple(commitments_of(made.text, answers, now=now, calendar=calendar)) if email else (),
        findings=tuple(findings_of(guide, answers, made, now=now)) if email else (),
    )


def commitments_of(
    text: str, answers: Answers, *, now: datetime, calendar: WorkCalendar | None = None
) -> list[Promise]:
    """What the writer promises in the letter, in order: what is booked when it is sent. `now`: when it is sent."""
    from aboveboard.guides.promises import find

    found = find(
        text,
        at=now,
        zone=answers.writer.zone or answers.zone,
        client_zone=answers.client.zone or None,
        calendar=calendar,
        voice="letter",
    )
    return [promise for promise in found if promise.by == "me"]


def findings_of(guide: Guide, answers: Answers, made: Rendered, *, now: datetime) -> list[Finding]:
    """What the checker finds in a rendered email."""
    from aboveboard.guides.checker import check

    report = check(
        made.text,
        subject=made.subject,
        guide=guide,
        answers=answers,
        audience="technical" if answers.client.technical else "plain",
        now=now,
        zone=answers.writer.zone or answers.zone,
        client_zone=answers.client.zone or None,
    )
    return report.findings
