"""Guides as data: what is read, what is asked, and a sentence for each way in which a guide can be broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aboveboard.errors import GuideError
from aboveboard.guides import guide as shelf
from aboveboard.guides.answers import Answers, put

HEAD = 'id = "mine"\ntitle = "Mine"\nfor = "A test."\n[[steps]]\nid = "one"\ntitle = "One"\n'
QUESTION = '[[questions]]\nid = "{id}"\nstep = "one"\ntype = "text"\ntext = "What?"\n'


def folder(tmp_path: Path, text: str, name: str = "mine") -> Path:
    home = tmp_path / name
    home.mkdir()
    (home / "guide.toml").write_text(text, encoding="utf-8")
    return tmp_path


def said(tmp_path: Path, text: str) -> str:
    with pytest.raises(GuideError) as caught:
        shelf.load("mine", folder(tmp_path, text))
    assert not re.search(r"\w+Error|Traceback|pydantic", caught.value.sentence)
    assert all(line.startswith("mine/guide.toml: ") for line in caught.value.problems)
    return "\n".join(caught.value.problems)


def test_the_data_loss_guide_has_what_the_contract_names() -> None:
    guide = shelf.load("data-loss")
    types = {q.id: q.type for q in guide.questions}
    assert {"what_lost", "what_safe", "entry_point", "data_exposed"} <= set(types)
    assert [c.value for c in guide.question("backup").choices] == ["tested", "untested", "none"]
    assert {c.value for c in guide.question("data_exposed").choices} == {"no", "yes"}
    assert types["newest_copy"] == types["next_update"] == "datetime"
    assert types["lost_period"] == "period" and types["protection"] == "commitments"
    assert [q.id for q in guide.questions if q.must_disclose] == ["lost_period", "data_exposed", "what_lost", "backup"]
    assert len(guide.steps) == 8 and guide.before[0].source == "NIST SP 800-61"
    assert all(q.hint and q.label for q in guide.questions)


def test_questions_of_earlier_answers() -> None:
    guide = shelf.load("data-loss")
    blank = Answers("data-loss")
    asked = lambda answers: {q.id for q in guide.asked(answers)}  # noqa: E731
    assert "other_copy" not in asked(blank) and "newest_copy" in asked(blank) and "people_affected" not in asked(blank)
    bare = put(blank, "backup", "none")
    assert "other_copy" in asked(bare)
    assert "newest_copy" not in asked(put(bare, "other_copy", "no"))
    # The answer to a question that is no longer asked does not count.
    assert "newest_copy" in asked(put(put(bare, "other_copy", "no"), "backup", "tested"))
    assert "people_affected" in asked(put(blank, "personal_data", "yes", "timing"))
    assert "client_action" not in asked(put(blank, "client_must_act", "no", "timing"))


def test_open_questions_are_those_a_letter_needs() -> None:
    guide = shelf.load("data-loss")
    blank = {q.id for q in guide.open(Answers("data-loss"))}
    assert {"backup", "lost_period", "next_update", "call_first"} <= blank
    assert not blank & {"temper", "knows", "hit", "done_so_far"}


def test_question_json_has_the_contract_keys() -> None:
    for question in shelf.load("data-loss").questions:
        made = shelf.question_json(question)
        assert set(made) == {"id", "text", "type", "hint", "choices", "must_disclose", "when"}
        assert made["text"].strip() and made["type"] in shelf.TYPES
    assert shelf.question_json(shelf.load("data-loss").question("other_copy"))["when"] == [
        {"question": "backup", "is": ["none"]}
    ]


def test_an_unknown_guide_names_the_nearest() -> None:
    with pytest.raises(GuideError, match="data-loss"):
        shelf.load("data-los")
    for name in ("", "../data-loss", "data-loss/", "Data-Loss", "\x1b[31m"):
        with pytest.raises(GuideError):
            shelf.load(name)


def test_each_way_to_break_a_guide_is_said(tmp_path: Path) -> None:
    text = HEAD + QUESTION.format(id="a") + QUESTION.format(id="a").replace('"one"', '"two"')
    text += QUESTION.format(id="b") + 'must_disclose = true\nwhen = [{ question = "c", is = ["x"] }]\n'
    text += QUESTION.format(id="c") + 'when = [{ question = "b", is = ["x"] }, { question = "zzz", not = ["x"] }]\n'
    text += QUESTION.format(id="d").replace('"text"', '"choice"')
    text += '[[disclose]]\nid = "f"\nquestion = "none"\nvalues = ["x"]\nwhat = "w"\nsay = "s"\ntold = ["(", "ok"]\n'
    found = said(tmp_path, text)
    for words in (
        "question “a” is there twice",
        "there is no step “two”",
        "question “b”, why: what must be told needs its reason",
        "question “b”, when: “c” comes later",
        "there is no question “zzz”",
        "questions “b” and “c” wait for each other",
        "question “d”, choices",
        "there is no question “none”",
        "“(” is no pattern",
    ):
        assert words in found


def test_wrong_keys_name_question_key_and_reason(tmp_path: Path) -> None:
    text = HEAD + QUESTION.format(id="a").replace('"text"', '"txet"') + "hint = 3\ncolour = 'red'\n"
    found = said(tmp_path, text)
    assert "question “a”, type is “txet”" in found and "“a”, hint should be text" in found
    assert "question “a”, colour is not a key" in found


@pytest.mark.parametrize("text", ["", "id = ", 'id = "other"\n', HEAD, "questions = 3\nsteps = []\n"])
def test_what_is_no_guide_is_said(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text)


def test_one_broken_guide_does_not_hide_the_others(tmp_path: Path) -> None:
    folder(tmp_path, HEAD + QUESTION.format(id="a"))
    folder(tmp_path, "id = ", name="broken")
    guides, troubles = shelf.survey(tmp_path)
    assert [g.id for g in guides] == ["mine"] and len(troubles) == 1
    assert shelf.guide_json(guides[0]) == {"id": "mine", "title": "Mine", "for": "A test."}


def test_the_facts_recognise_other_words_and_denials() -> None:
    facts = {fact.id: fact for fact in shelf.load("data-loss").disclose}

    def told(fact: str, sentence: str) -> bool:
        made = facts[fact]
        hit = any(re.search(words, sentence, re.I) for words in made.told)
        return hit and not any(re.search(words, sentence, re.I) for words in made.denials)

    for sentence in (
        "There was no backup.",
        "I had not set up any backups for your shop.",
        "Nothing was backed up.",
        "I never made a backup.",
        "I forgot to back up the database.",
        "A backup did not exist.",
        "We ran without any automatic backup.",
        "I didn’t back it up.",
    ):
        assert told("no-backup", sentence), sentence
    for sentence in (
        "The backup was not affected.",
        "No backup was damaged.",
        "There is no need for a backup on your side.",
        "I will restore it from the backup.",
        "I could have done better.",
    ):
        assert not told("no-backup", sentence), sentence
    assert told("untested-backup", "I have never tried to restore it.")
    assert not told("untested-backup", "There is a backup, and I will restore it tonight.")
    assert told("data-exposed", "Somebody was able to read the names of your customers.")
    assert not told("data-exposed", "I do not yet know whether anyone read it.")
    assert not told("data-exposed", "Nobody has seen your data.")
    for fact in facts.values():
        assert told(fact.id, fact.say), fact.id
