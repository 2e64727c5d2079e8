"""Letters by readers who had not seen the rules: honest ones pass, everyday ones pass, bad ones are stopped for cause.

`held` letters were not looked at while the rules were tuned; they are run like the others.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from aboveboard.guides.answers import Answers
from aboveboard.guides.checker import Report, check

UNSEEN = Path(__file__).parent / "unseen"


def letters(pattern: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in sorted(UNSEEN.glob(pattern)):
        found += tomllib.loads(path.read_text(encoding="utf-8"))["letter"]
    return found


HONEST, PLAIN, BAD = letters("honest*.toml"), letters("plain*.toml"), letters("bad*.toml")


def named(letter: dict[str, Any]) -> str:
    return str(letter["id"])


def run(letter: dict[str, Any], *, guide: str | None = "data-loss", with_answers: bool = True) -> Report:
    given = letter.get("answers") if with_answers else None
    return check(
        letter["text"].lstrip("\n"),
        guide=guide,
        answers=Answers(guide="data-loss", answers=given) if given else None,
        audience=letter.get("audience", "plain"),
        now=letter["now"],
        zone=letter.get("zone", "Europe/Berlin"),
        client_zone=letter.get("client_zone"),
    )


def heavy(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in report.findings if finding.severity != "notice"]


@pytest.mark.parametrize("with_answers", [True, False], ids=["answers", "alone"])
@pytest.mark.parametrize("letter", HONEST, ids=named)
def test_an_honest_letter_is_let_through(letter: dict[str, Any], with_answers: bool) -> None:
    assert heavy(run(letter, with_answers=with_answers)) == []


@pytest.mark.parametrize("letter", PLAIN, ids=named)
def test_an_everyday_letter_is_let_through(letter: dict[str, Any]) -> None:
    report = run(letter, guide=None)
    assert (report.profile, heavy(report)) == ("plain", [])


@pytest.mark.parametrize("letter", BAD, ids=named)
def test_a_bad_letter_is_stopped_for_its_faults(letter: dict[str, Any]) -> None:
    report = run(letter)
    assert set(letter["must"]) <= {finding.rule for finding in report.findings}
    text = letter["text"].lstrip("\n")
    assert all(text[f.start : f.end] == f.text for f in report.findings if f.start is not None)


def test_there_are_enough_of_them_and_each_is_another() -> None:
    assert len(HONEST) >= 35 and len(PLAIN) >= 15 and len(BAD) >= 30
    texts = [re.sub(r"\s+", " ", letter["text"]) for letter in HONEST + PLAIN + BAD]
    assert len(set(texts)) == len(texts)
