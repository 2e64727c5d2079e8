"""The checker as a whole: the scenario's letter, the guide's own letter, the measuring letters, places and speed."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from aboveboard import resources
from aboveboard.guides import answers as answers_module
from aboveboard.guides import guide as guide_module
from aboveboard.guides import render
from aboveboard.guides.answers import Answers
from aboveboard.guides.checker import Report, check

NOW = datetime.fromisoformat("2026-11-25T10:00:00+01:00")
LETTERS = Path(__file__).parent / "letters"

BEFORE = (LETTERS / "before.txt").read_text(encoding="utf-8")

WANTED = {
    "hollow-opener",
    "speculation",
    "vague-promise",
    "missing-next-update",
    "missing-client-action",
    "missing-unaffected",
    "meeting-left-open",
    "demand-forgiveness",
}


def run(text: str, **more: Any) -> Report:
    return check(text, **{"now": NOW, "zone": "Europe/Berlin", **more})


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def heavy(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in report.findings if finding.severity != "notice"]


def sample() -> Answers:
    return answers_module.load(resources.folder("guides/data-loss") / "sample.toml")


def test_the_letter_that_started_it() -> None:
    report = run(BEFORE, guide="data-loss")
    assert rules(report) >= WANTED
    assert not rules(report) & {
        "missing-what-happened", "missing-responsibility", "missing-apology", "missing-when", "fact-withheld",
    }  # fmt: skip
    with_answers = run(BEFORE, guide="data-loss", answers=sample())
    assert rules(with_answers) >= WANTED | {"fact-withheld"}
    withheld = [finding.message for finding in with_answers.findings if finding.rule == "fact-withheld"]
    assert any("no backup" in message for message in withheld)


@pytest.mark.parametrize("with_answers", [True, False])
def test_the_letter_that_the_guide_makes(with_answers: bool) -> None:
    given = sample()
    assert given.timing.now is not None
    made = render.render(guide_module.load("data-loss"), given, now=given.timing.now)
    report = check(
        f"Subject: {made.subject}\n\n{made.text}",
        guide="data-loss",
        answers=given if with_answers else None,
        now=given.timing.now,
        zone=given.writer.zone,
        client_zone=given.client.zone,
    )
    assert heavy(report) == []


def letters(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((LETTERS / name).read_text(encoding="utf-8"))["letter"]
    return found


def check_letter(letter: dict[str, Any]) -> Report:
    answers = Answers(guide=letter.get("guide", ""), answers=letter["answers"]) if "answers" in letter else None
    return run(
        letter["text"].lstrip("\n"),
        guide=None if "profile" in letter else letter.get("guide"),
        profile=letter.get("profile"),
        audience=letter.get("audience", "plain"),
        answers=answers,
    )


HONEST = [letter for name in ("honest.toml", "honest-held.toml", "honest-fresh.toml") for letter in letters(name)]
BAD = [letter for name in ("bad.toml", "bad-held.toml", "bad-fresh.toml") for letter in letters(name)]


@pytest.mark.parametrize("letter", HONEST, ids=[letter["id"] for letter in HONEST])
def test_honest_letters_raise_no_alarm(letter: dict[str, Any]) -> None:
    assert heavy(check_letter(letter)) == []


@pytest.mark.parametrize("letter", BAD, ids=[letter["id"] for letter in BAD])
def test_bad_letters_are_seen_through(letter: dict[str, Any]) -> None:
    found = rules(check_letter(letter))
    assert set(letter["must"]) - found == set()
    assert set(letter.get("never", ())) & found == set()


BACKUP = tomllib.loads((LETTERS / "no-backup.toml").read_text(encoding="utf-8"))


def withheld(sentence: str) -> bool:
    text = f"Dear Ada,\n\nYour orders of Monday were deleted. {sentence}\n\nKind regards\nInes"
    return "fact-withheld" in rules(run(text, answers=Answers(guide="", answers={"backup": "none"})))


@pytest.mark.parametrize("sentence", BACKUP["tells"])
def test_ways_to_say_that_there_was_no_backup(sentence: str) -> None:
    assert not withheld(sentence)


@pytest.mark.parametrize("sentence", BACKUP["keeps"])
def test_words_that_do_not_say_it(sentence: str) -> None:
    assert withheld(sentence)


def test_an_apostrophe_opens_no_quotation() -> None:
    report = run(
        "Hello Ms Duarte,\n\nthe list is from the '80s and the guests' names are in it. That can never happen again. "
        "I was busy with 'the other' shop. You will get more soon.\n\nInes"
    )
    assert report.profile == "plain"
    found = {finding.rule: finding.text for finding in report.findings}
    assert (found["over-promise"], found["excuse"], found["vague-time"]) == ("never happen again", "I was busy", "soon")


def test_emoji_do_not_shift_a_place() -> None:
    text = (
        "🙂 Hello Ms Ferro 👩🏽‍💻,\n\n🎉 the shop is down 😬 and I will fix it soon 🚀. "
        "TODO: more. 🇩🇪 I will write asap."
    )
    report = run(text)
    placed = [finding for finding in report.findings if finding.start is not None]
    assert all(text[finding.start : finding.end] == finding.text for finding in placed)
    assert {"soon", "TODO", "asap", "🇩🇪"} <= {finding.text for finding in placed}
    starts = [finding.start or 0 for finding in placed]
    assert starts == sorted(starts)


def test_words_inside_words_and_names_pass() -> None:
    text = "Hello Ms Vega,\n\nthe discovery gave a shortlist. A minority adjusted it. The guarantor agrees."
    assert run(text).findings == []


def test_quotation_and_signature_are_not_judged() -> None:
    text = (
        "Hello Tom,\n\nOn Monday you wrote:\n> I was busy. It will never happen again. TODO\n\n"
        "The plan is ready.\n\nKind regards\nSoon Never Ltd., 100 % safe"
    )
    assert run(text).findings == []
    assert run('Hello Tom,\n\nyou wrote "this will never happen again, I was busy" and I agree.').findings == []


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("The orders of Monday were deleted.", "disclosure"),
        ("The shop is down.", "disclosure"),
        ("Our server was hacked.", "disclosure"),
        ("We experienced technical difficulties.", "disclosure"),
        ("Nothing was lost. No orders were deleted.", "plain"),
        ("A backup protects you against data loss. If the orders were lost, we could not ship.", "plain"),
        ("As you asked, the old orders were deleted.", "plain"),
        ("We lost two days to the flu; the plan moves to Friday, 27 November.", "plain"),
    ],
)
def test_the_profile_is_told_by_harm(text: str, profile: str) -> None:
    assert run(f"Hello Tom,\n\n{text}").profile == profile


def test_a_subject_given_apart_has_no_place() -> None:
    report = run("Dear Ada,\n\nthe orders of Monday were deleted.", subject="Update!")
    found = [finding for finding in report.findings if finding.rule in ("vague-subject", "shouting")]
    assert len(found) == 2
    assert all(finding.start is None for finding in found)


def test_a_suggestion_that_can_be_applied_replaces_exactly_its_text() -> None:
    report = run("Dear Ada,\n\nI hope this finds you well. The orders of Monday were deleted!", profile="disclosure")
    found = {finding.rule: finding for finding in report.findings}
    assert found["hollow-opener"].replacement == ""
    assert found["shouting"].replacement == "."
    assert found["missing-apology"].replacement is None


def test_the_audience_decides_on_words_of_the_trade() -> None:
    text = "Dear Ada,\n\nmy cron job deleted the orders of Monday."
    assert "jargon" in rules(run(text))
    assert "jargon" not in rules(run(text, audience="technical"))


@pytest.mark.parametrize("text", ["", "\n", ">", "Subject:", "- ", "…", "a" * 5000, "\x00\u202e", "Dear"])
def test_any_text_is_read(text: str) -> None:
    for finding in run(text, guide="data-loss", answers=sample()).findings:
        assert finding.start is None or text[finding.start : finding.end] == finding.text


@pytest.mark.parametrize("piece", ["not ", "nobody keep ", "data, ", "- \n", "we will ", "1 ", BEFORE + "\n\n"])
def test_a_long_repetition_is_read_to_its_end(piece: str) -> None:
    text = piece * (8_000 // len(piece) + 1)
    for finding in run(text, guide="data-loss").findings:
        assert finding.start is None or text[finding.start : finding.end] == finding.text


WORDING = tomllib.loads((LETTERS / "wording.toml").read_text(encoding="utf-8"))


def of_words(sentence: str) -> set[str]:
    report = run(f"Dear Ada,\n\n{sentence}\n\nKind regards\nInes\n+49 30 23125 044", profile="disclosure")
    return {rule for rule in rules(report) if not rule.startswith("missing-") and rule not in ("long-sentence",)}


@pytest.mark.parametrize("sentence", WORDING["fine"])
def test_honest_sentences_raise_no_rule_about_words(sentence: str) -> None:
    assert of_words(sentence) == set()


@pytest.mark.parametrize(("rule", "sentence"), [(r, s) for r, all_ in WORDING.items() if r != "fine" for s in all_])
def test_sentences_that_a_rule_must_hear(rule: str, sentence: str) -> None:
    assert rule in of_words(sentence)


SAID = [tomllib.loads((LETTERS / name).read_text(encoding="utf-8")) for name in ("said.toml", "said-more.toml")]
SENTENCES = [(rule, kind, s) for file in SAID for rule, both in file.items() for kind in both for s in both[kind]]


@pytest.mark.parametrize(("rule", "kind", "sentence"), SENTENCES)
def test_what_counts_as_said(rule: str, kind: str, sentence: str) -> None:
    answers = Answers(guide="", answers={"entry_point": "not yet known"}) if rule == "missing-unknowns" else None
    report = run(f"Dear Ada,\n\n{sentence}\n\nKind regards\nInes", profile="disclosure", answers=answers)
    assert (rule in rules(report)) == (kind == "unsaid")
