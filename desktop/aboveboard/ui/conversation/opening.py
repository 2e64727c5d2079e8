"""What the guide page needs before it can be shown, and what of the record follows later. No Qt in here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from aboveboard.errors import GuideError
from aboveboard.exchange.prefill import GUIDE_OF_KIND, Record, answers, gather
from aboveboard.guides.answers import Answers
from aboveboard.guides.guide import Guide, Question, load
from aboveboard.guides.render import PARTS, render
from aboveboard.guides.when import find_times


def prepared(session: Any, incident: int, guide: str, now: datetime, calendar: Any) -> tuple[Record, Guide, Answers]:
    """Read the record, load the guide and fill in what is known. Runs on the reading thread, and compiles the guide's
    texts and the words for times there, so that the first field and the first key cost no more than the others.
    `guide` "": the one for the incident's kind."""
    record = gather(session, incident)
    loaded = _loaded(guide or GUIDE_OF_KIND.get(record.kind, "data-loss"), named=bool(guide))
    fresh = answers(record, loaded, now, calendar)
    for part in PARTS:
        render(loaded, fresh, now=now, part=part)
    find_times("at 24 November 2026, 09:10", at=now, zone=fresh.writer.zone or "UTC")
    return record, loaded, fresh


def _loaded(wanted: str, *, named: bool) -> Guide:
    try:
        return load(wanted)
    except GuideError:
        if named:
            raise
        return load("data-loss")


def brought_up(given: Answers, fresh: Answers, emptied: Collection[str]) -> Answers:
    """Given answers with what the record says today of writer and client, and of questions that are still open. What a
    person answered stays; what they `emptied` (question ids) stays empty."""

    def news(now: Mapping[str, Any], have: Mapping[str, Any]) -> dict[str, Any]:
        open_ones = {name: value for name, value in now.items() if have.get(name) in (None, "") and name not in emptied}
        return {name: value for name, value in open_ones.items() if value not in (None, "")}

    known = {name: value for name, value in vars(fresh.client).items() if name not in ("temper", "knows")}
    return replace(
        given,
        writer=replace(fresh.writer, state=given.writer.state),
        client=replace(given.client, **{**news(vars(fresh.client), vars(given.client)), **known}),
        timing=replace(given.timing, **news(vars(fresh.timing), vars(given.timing))),
        answers={**given.answers, **news(fresh.answers, given.answers)},
    )


def wants_standing(question: Question) -> bool:
    """Is it a statement that may be known, suspected or ruled out? Those that the fact sheet fills in as a cause."""
    return question.prefill == "facts.cause"


def lower(title: str) -> str:
    """A step's title in the middle of a line."""
    return title[:1].lower() + title[1:] if not title[:2].isupper() else title
