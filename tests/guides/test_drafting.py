"""A drafted letter holds what it promises, and the checker has nothing to say against it, whatever the answers are."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aboveboard import resources
from aboveboard.guides import answers as answering
from aboveboard.guides import guide as shelf
from aboveboard.guides.answers import NOT_YET_KNOWN, Answers, Recipient, Writer, put
from aboveboard.guides.checker import check
from aboveboard.guides.drafting import Draft, draft
from aboveboard.guides.promises import find

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
GUIDE = shelf.load("data-loss")
SAMPLE = answering.load(resources.folder("guides/data-loss") / "sample.toml")
ZONES = {"zone": "Europe/Lisbon", "client_zone": "Europe/Stockholm"}

# What each question may be answered with, in turn and together.
CHOICES: dict[str, list[Any]] = {
    "backup": ["none", "untested", "tested", NOT_YET_KNOWN],
    "other_copy": ["yes", "no"],
    "newest_copy": [SAMPLE.answers["newest_copy"], NOT_YET_KNOWN],
    "entry_point": [
        NOT_YET_KNOWN,
        SAMPLE.answers["entry_point"],
        {"is": "My own clean-up script deleted the orders at 03:10", "standing": "known"},
        {"is": "a failed disk", "standing": "ruled out"},
    ],
    "data_exposed": ["no", "yes", NOT_YET_KNOWN],
    "what_safe": [SAMPLE.answers["what_safe"], NOT_YET_KNOWN],
    "what_lost": [SAMPLE.answers["what_lost"], NOT_YET_KNOWN],
    "hit": [SAMPLE.answers["hit"], None],
    "recovery_options": [SAMPLE.answers["recovery_options"], ["There is no way to bring it back."], NOT_YET_KNOWN],
    "recovery_plan": [SAMPLE.answers["recovery_plan"], NOT_YET_KNOWN],
    "protection": [
        SAMPLE.answers["protection"],
        [{"what": "nightly copies to a second place", "by": NOW + timedelta(hours=5)}],
    ],
    "client_action": [SAMPLE.answers["client_action"], NOT_YET_KNOWN],
    "lost_period": [SAMPLE.answers["lost_period"], NOT_YET_KNOWN],
}


def heavy(made: Draft) -> list[tuple[str, str]]:
    return [(f.rule, f.text) for f in made.findings if f.severity in ("error", "warning")]


def test_the_sample_letter_has_nothing_against_it_with_and_without_answers() -> None:
    made = draft(GUIDE, SAMPLE, now=NOW)
    assert made.findings == () and made.open == ()
    for answers in (SAMPLE, None):
        report = check(
            f"Subject: {made.subject}\n\n{made.text}",
            guide="data-loss",
            answers=answers,
            audience="plain",
            now=NOW,
            **ZONES,
        )
        assert [f for f in report.findings if f.severity != "notice"] == []


def test_what_it_promises_is_what_it_books() -> None:
    made = draft(GUIDE, SAMPLE, now=NOW)
    hour = lambda day, h: datetime(2026, 11, day, h, tzinfo=UTC)  # noqa: E731
    assert sorted(p.due for p in made.commitments if p.due) == [
        hour(24, 11),
        hour(24, 18),
        hour(24, 20),
        hour(25, 12),
        hour(26, 14),
    ]
    assert not any(p.ambiguous or p.conditional or p.due is None for p in made.commitments)
    whole = f"Subject: {made.subject}\n\n{made.text}"
    found = [p for p in find(whole, at=NOW, voice="letter", **ZONES) if p.by == "me"]
    assert [(p.quote, p.due) for p in found] == [(p.quote, p.due) for p in made.commitments]
    for promise in found:
        assert whole[promise.start : promise.end] == promise.quote


@pytest.mark.parametrize(("question", "value"), [(q, v) for q, values in CHOICES.items() for v in values])
def test_each_answer_makes_an_honest_letter(question: str, value: Any) -> None:
    assert heavy(draft(GUIDE, put(SAMPLE, question, value), now=NOW)) == []


@pytest.mark.parametrize("seed", range(30))
def test_answers_together_make_an_honest_letter(seed: int) -> None:
    dice = random.Random(seed)
    answers = SAMPLE
    for question, values in CHOICES.items():
        answers = put(answers, question, dice.choice(values))
    answers = put(answers, "personal_data", dice.choice(["yes", "no", NOT_YET_KNOWN]), "timing")
    answers = put(answers, "client_must_act", dice.choice(["yes", "no"]), "timing")
    client = replace(
        answers.client, technical=dice.random() < 0.5, formal=dice.random() < 0.5, knows=dice.random() < 0.5
    )
    made = draft(GUIDE, replace(answers, client=client), now=NOW)
    assert heavy(made) == [] and made.open == ()
    assert len(made.text.split()) < 460


def test_an_open_place_is_an_error_and_no_date() -> None:
    made = draft(GUIDE, put(SAMPLE, "next_update", None), now=NOW)
    assert made.open == ("next_update",)
    assert "placeholder" in {f.rule for f in made.findings if f.severity == "error"}
    assert len([p for p in made.commitments if p.due]) == 4


def test_a_client_without_a_contact_is_never_dear_nobody() -> None:
    made = draft(GUIDE, replace(SAMPLE, client=replace(SAMPLE.client, contact="")), now=NOW)
    assert "client.contact" in made.open and not re.search(r"Dear\s*,", made.text)
    assert made.recipient == ("Northwind Bakery", "ada@northwind.example")


def test_the_least_that_can_be_drafted() -> None:
    made = draft(GUIDE, Answers("data-loss", writer=Writer("Dius"), client=Recipient("Northwind")), now=NOW)
    assert made.html.startswith("<p>Dear [the name of the person you write to],</p>") and len(made.open) > 12


@pytest.mark.parametrize("part", ["call", "ping"])
def test_scripts_are_for_the_writers_eyes(part: str) -> None:
    made = draft(GUIDE, SAMPLE, now=NOW, part=part)
    assert made.findings == () and made.commitments == () and made.text and made.html.startswith("<p>")
