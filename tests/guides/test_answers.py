"""Answers files: what is taken, and every problem of a wrong one at once, in words."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from aboveboard import resources
from aboveboard.errors import GuideError
from aboveboard.guides import answers as answering
from aboveboard.guides.answers import NOT_YET_KNOWN, Answers, Recipient, Timing, Writer
from aboveboard.guides.guide import load as load_guide

SAMPLE = resources.folder("guides/data-loss") / "sample.toml"
PROGRAMMERS = re.compile(r"\w+Error|Exception|Traceback|pydantic|tomllib|NoneType|<class|dict\b|\bstr\b|\bint\b")


def file(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "mine.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems(tmp_path: Path, text: str | bytes) -> list[str]:
    with pytest.raises(GuideError) as caught:
        answering.load(file(tmp_path, text))
    lines = caught.value.problems
    assert 0 < len(lines) <= 12 and all(line.startswith("mine.toml: ") and line.endswith(".") for line in lines)
    assert not PROGRAMMERS.search("\n".join(lines))
    return lines


def test_the_sample_is_read_whole() -> None:
    answers = answering.load(SAMPLE)
    assert answers.writer.name == "Dius Montenegro" and answers.writer.zone == "Europe/Lisbon"
    assert answers.client.technical is False and answers.client.temper == "furious"
    assert answers.timing.noticed == datetime(2026, 11, 24, 8, 10, tzinfo=UTC)
    assert answers.answers["backup"] == "none"
    assert answering.standing_of(answers, "entry_point") == "suspected"
    assert answering.standing_of(answers, "data_exposed") == "unknown"
    assert answering.standing_of(answers, "nothing_of_the_kind") is None


def test_a_partial_file_is_fine(tmp_path: Path) -> None:
    answers = answering.load(file(tmp_path, 'guide = "data-loss"\n[answers]\nbackup = "not yet known"\n'))
    assert answers == Answers("data-loss", answers={"backup": NOT_YET_KNOWN})


@pytest.mark.parametrize("question", [q.id for q in load_guide("data-loss").questions])
def test_not_yet_known_answers_every_question(tmp_path: Path, question: str) -> None:
    answers = answering.load(file(tmp_path, f'guide = "data-loss"\n[answers]\n{question} = "not yet known"\n'))
    assert load_guide("data-loss").question(question).value(answers) == NOT_YET_KNOWN


def test_not_yet_known_in_the_timing_table(tmp_path: Path) -> None:
    text = 'guide = "data-loss"\n[timing]\npersonal_data = "not yet known"\nnoticed = "not yet known"\n'
    answers = answering.load(file(tmp_path, text))
    assert answers.timing.personal_data is None and answers.timing.noticed is None
    assert load_guide("data-loss").question("personal_data").value(answers) == NOT_YET_KNOWN


def test_unknown_keys_and_wrong_types_are_named_together(tmp_path: Path) -> None:
    text = """
guide = "data-loss"
colour = "red"
[writer]
shoe_size = 43
name = ["Dius"]
[client]
technical = "perhaps"
email = "ada at northwind"
zone = "Europe/Stockhelm"
[timing]
noticed = "yesterday"
[answers]
no_such_question = "x"
backup = "maybe"
newest_copy = 2026-11-24T10:00:00
lost_period = { from = 2026-10-27T00:00:00+01:00 }
"""
    said = "\n".join(problems(tmp_path, text))
    for key in "colour shoe_size writer.name technical client.email client.zone noticed no_such_question".split():
        assert key in said
    assert "found “maybe”; wanted is one of tested, untested, none" in said
    assert "answers.newest_copy" in said and "offset" in said and "lost_period" in said


def test_very_many_problems_stay_readable_and_all_are_named(tmp_path: Path) -> None:
    wrong = [q.id for q in load_guide("data-loss").questions if q.store == "answers"]
    body = "\n".join(f"{question} = {{ a = 1 }}" for question in wrong)
    said = "\n".join(problems(tmp_path, f'guide = "data-loss"\n[answers]\n{body}\n'))
    assert all(question in said for question in wrong)


@pytest.mark.parametrize(
    "text",
    [
        'guide = "data-loss\n[writer',
        bytes(range(256)) * 9,
        "",
        "writer = [1]\nclient = 3\n",
        "guide = 7\n",
        'guide = "no-such-guide"\n',
        'guide = "../../etc"\n',
        "[" * 5000,
    ],
)
def test_what_is_no_answers_file_is_said(tmp_path: Path, text: str | bytes) -> None:
    path = file(tmp_path, text)
    before = path.read_bytes()
    problems(tmp_path, text)
    assert path.read_bytes() == before


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    for path, word in ((tmp_path / "none.toml", "no such file"), (tmp_path, "folder")):
        with pytest.raises(GuideError, match=word):
            answering.load(path)


@pytest.mark.parametrize("key", ["name", "contact", "email"])
@pytest.mark.parametrize("bad", ["Orders\\r\\nBcc: eve@x.example", "Evil\\u001b[31mRed", "a\\u202eb", "two\\nlines"])
def test_a_name_with_a_line_break_or_control_character_is_refused(tmp_path: Path, key: str, bad: str) -> None:
    [line] = problems(tmp_path, f'guide = "data-loss"\n[client]\n{key} = "{bad}"\n')
    assert f"client.{key}" in line and "\n" not in line and "\x1b" not in line and "\u202e" not in line


def test_a_commitment_may_be_due_on_a_day_and_must_say_what(tmp_path: Path) -> None:
    head = 'guide = "data-loss"\n[answers]\n'
    answers = answering.load(file(tmp_path, head + 'protection = [{ what = "copy it", by = 2026-11-26 }]\n'))
    assert answers.answers["protection"] == [{"what": "copy it", "by": date(2026, 11, 26)}]
    said = problems(tmp_path, head + "protection = [{ by = 2026-11-26 }]\n")
    assert "answers.protection[1]" in said[0]


def test_answers_outlive_a_draft_file() -> None:
    whole = answering.load(SAMPLE)
    kept = json.loads(json.dumps(answering.to_json(whole)))
    assert answering.from_json(kept) == whole
    with_day = answering.put(whole, "protection", [{"what": "copy it", "by": date(2026, 11, 26)}])
    assert answering.from_json(json.loads(json.dumps(answering.to_json(with_day)))) == with_day


@pytest.mark.parametrize("data", [None, [], {}, {"guide": "x", "writer": {"hat": 1}}, {"guide": "x", "answers": 3}])
def test_a_broken_draft_is_said(data: object) -> None:
    with pytest.raises(GuideError):
        answering.from_json(data)


def test_put_reaches_every_table() -> None:
    answers = Answers("data-loss")
    answers = answering.put(answers, "personal_data", "yes", "timing")
    answers = answering.put(answers, "knows", "no", "client")
    answers = answering.put(answers, "backup", "none")
    assert answers.timing.personal_data is True and answers.client.knows is False
    answers = answering.put(answers, "personal_data", NOT_YET_KNOWN, "timing")
    assert answers.timing.personal_data is None and answers.answers["personal_data"] == NOT_YET_KNOWN
    answers = answering.put(answers, "personal_data", None, "timing")
    assert "personal_data" not in answers.answers
    assert answering.put(answers, "temper", None, "client").client.temper == ""


def test_the_file_overrides_the_journal() -> None:
    under = Answers(
        "data-loss",
        writer=Writer("Ines", zone="Europe/Berlin"),
        client=Recipient("N", technical=True),
        answers={"a": 1},
    )
    over = Answers("data-loss", client=Recipient(technical=False), timing=Timing(personal_data=False), answers={"b": 2})
    both = answering.overlay(under, over)
    assert both.writer.name == "Ines" and both.client.name == "N" and both.client.technical is False
    assert both.timing.personal_data is False and both.answers == {"a": 1, "b": 2}
