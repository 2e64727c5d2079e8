"""The letter: right for any subset of answers, answers stay text, no stranger's text can hang or fill the machine."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from aboveboard import resources
from aboveboard.errors import GuideError
from aboveboard.guides import answers as answering
from aboveboard.guides import guide as shelf
from aboveboard.guides.answers import NOT_YET_KNOWN, Answers, Recipient, Writer, put
from aboveboard.guides.guide import Guide
from aboveboard.guides.render import Rendered, address, render

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
GUIDE = shelf.load("data-loss")
SAMPLE = answering.load(resources.folder("guides/data-loss") / "sample.toml")
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def letter(answers: Answers = SAMPLE, part: str = "email", guide: Guide = GUIDE) -> Rendered:
    made = render(guide, answers, now=NOW, part=part)
    assert not UNSEEN.search(made.text + made.subject + made.to) and "\n" not in made.subject + made.to
    assert made.text == "\n\n".join(p.text for p in made.paragraphs)
    for start, end, _ in made.places:
        assert re.fullmatch(r"\[[^\]\n]+\]", made.text[start:end])
    assert not re.search(r"\{\{|\}\}|\{%|\bNone\b|  |Dear ,| [.,]|\.\.", made.text), made.text
    return made


def without(*ids: str) -> Answers:
    kept = SAMPLE
    for id in ids:
        kept = put(kept, id, None, GUIDE.question(id).store)
    return kept


def test_the_sample_letter_says_everything_in_its_order() -> None:
    made = letter()
    assert made.open == () and made.places == ()
    assert made.to == "Ada Lindqvist <ada@northwind.example>"
    assert made.subject.startswith(
        "Lost: the orders and customer accounts of your web shop, 27 October to 24 November."
    )
    order = [
        "Dear Ada,",
        "I have lost the orders",
        "from 27 October to 24 November 2026, 09:10 Stockholm time.",
        "I am sorry.",
        "There was no backup.",
        "Lost: 1,412 orders",
        "Safe: your products",
        "I suspect this, and have not confirmed it: someone used the admin login.",
        "I also do not yet know whether",
        "386 customers",
        "about nine in ten",
        "by Wednesday 25 November 2026, 13:00 Stockholm time.",
        "ship nothing",
        "by 19:00 Stockholm time today.",
        "I will call you today at 12:00 Stockholm time.",
        "I will write again today at 21:00 Stockholm time",
        "+351 21 555 0142",
        "Kind regards\nDius Montenegro",
    ]
    places = [made.text.index(words) for words in order]
    assert places == sorted(places)
    assert len(made.text.split()) < 450
    assert made.text.count("sorry") == 1
    for sentence in re.split(r"(?<=[.!?:])\s+|\n+", made.text):
        assert len(sentence.split()) <= 25, sentence


@pytest.mark.parametrize("id", [q.id for q in GUIDE.asked(SAMPLE) if not q.optional])
def test_each_unanswered_question_leaves_its_place(id: str) -> None:
    made = letter(without(id))
    assert made.open == (id,)
    assert f"[{GUIDE.question(id).label}" in made.text


@pytest.mark.parametrize("id", [q.id for q in GUIDE.asked(SAMPLE)])
def test_not_yet_known_is_said_and_leaves_no_place(id: str) -> None:
    made = letter(put(SAMPLE, id, NOT_YET_KNOWN, GUIDE.question(id).store))
    assert made.open == ()
    if id in ("lost_period", "what_lost", "what_safe", "backup", "newest_copy", "protection", "recovery_options"):
        assert len(re.findall("do not yet know", made.text)) == len(re.findall("do not yet know", letter().text)) + 1


def test_nothing_answered_is_a_letter_of_places() -> None:
    made = letter(Answers("data-loss", writer=Writer("Dius"), client=Recipient("Northwind")))
    assert set(made.open) >= {q.id for q in GUIDE.open(Answers("data-loss"))} | {"client.contact", "writer.phone"}
    assert "Dear [the name of the person you write to]," in made.text
    assert "[next word: day and time]" in made.text


def test_all_not_yet_known_reads_as_an_honest_letter() -> None:
    answers = replace(SAMPLE, answers={q.id: NOT_YET_KNOWN for q in GUIDE.questions if q.store == "answers"})
    made = letter(answers)
    assert made.open == () and made.text.count("not yet know") >= 10
    assert "not yet known" not in made.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"backup": "untested"}, "I have never tried to put it back"),
        ({"backup": "tested"}, "I have tried that it can be put back. The newest copy is from 26 October 2026"),
        ({"other_copy": "no"}, "There is no other copy"),
        ({"data_exposed": "yes"}, "Somebody outside was able to read this data."),
        ({"data_exposed": "no"}, "nobody did."),
        ({"entry_point": "My script emptied the table"}, "How it happened: my script emptied the table."),
        ({"entry_point": {"is": "A full disk", "standing": "ruled out"}}, "One cause I have ruled out: a full disk."),
        (
            {"protection": [{"what": "Nightly copies", "by": NOW + timedelta(hours=1)}]},
            "I will have this in place: nightly",
        ),
        (
            {"protection": [{"what": "I will set up copies", "by": NOW + timedelta(hours=1)}]},
            "- I will set up copies by 12:20",
        ),
        ({"protection": [{"what": "change the password", "by": NOW - timedelta(hours=1)}]}, "Already done: change the"),
        ({"protection": [{"what": "copy it", "by": NOT_YET_KNOWN}]}, "Planned, with no date yet: copy it."),
    ],
)
def test_what_each_answer_makes_of_it(changes: dict[str, Any], words: str) -> None:
    answers = SAMPLE
    for id, value in changes.items():
        answers = put(answers, id, value)
    assert words in letter(answers).text


def test_nothing_to_do_is_said() -> None:
    assert "You do not need to do anything now." in letter(put(SAMPLE, "client_must_act", "no", "timing")).text


def test_formal_friendly_and_technical() -> None:
    formal = replace(SAMPLE, client=replace(SAMPLE.client, formal=True))
    assert letter(formal).text.startswith("Dear Ada Lindqvist,")
    titled = replace(SAMPLE, client=replace(SAMPLE.client, contact="Ms Noor"))
    assert letter(titled).text.startswith("Dear Ms Noor,")
    technical = replace(SAMPLE, client=replace(SAMPLE.client, technical=True))
    assert "automated backup" in letter(technical).text


def test_paragraphs_keep_their_keys_and_know_their_questions() -> None:
    before, after = letter(), letter(put(SAMPLE, "backup", "untested"))
    assert [p.key for p in before.paragraphs] == [p.key for p in after.paragraphs]
    changed = [p.key for p, q in zip(before.paragraphs, after.paragraphs, strict=True) if p.text != q.text]
    assert changed == ["backup"]
    by_key = {p.key: p for p in before.paragraphs}
    assert {"backup", "newest_copy"} <= set(by_key["backup"].questions)
    assert by_key["next"].questions == ("next_update",)


def test_script_and_short_message() -> None:
    call, ping = letter(part="call"), letter(part="ping")
    assert "listen first" in call.text and "There was no backup" in call.text
    assert "Please call me on +351 21 555 0142" in ping.text and len(ping.text.split()) < 60
    for part in ("call", "ping"):
        letter(Answers("data-loss"), part=part)
        letter(replace(SAMPLE, answers={}), part=part)


def test_answers_stay_text() -> None:
    nasty = "{{ 7 * 191 }}{% for x in range(9) %} <img src=file:///x> \x1b[31m \x02a\x03b\x04 \x1ckey\x1d"
    nasty += "\u202e\r\n\r\nBcc: eve"
    answers = SAMPLE
    for question in GUIDE.questions:
        if question.type in ("text", "long"):
            answers = put(answers, question.id, nasty)
        if question.type == "list":
            answers = put(answers, question.id, [nasty, nasty])
        if question.type == "commitments":
            answers = put(answers, question.id, [{"what": nasty, "by": NOW + timedelta(hours=3)}])
    client = Recipient(name=nasty, contact=nasty, email="ada@northwind.example", zone="Europe/Stockholm")
    answers = replace(answers, client=client, writer=Writer(*[nasty] * 5, zone="Europe/Lisbon"))
    for part in ("email", "call", "ping"):
        made = render(GUIDE, answers, now=NOW, part=part)
        assert not UNSEEN.search(made.text + made.subject + made.to) and "\n" not in made.subject + made.to
        assert "1337" not in made.text and made.open == () and "{{ 7 * 191 }}" in made.text
        assert [p.key for p in made.paragraphs] == [p.key for p in letter(part=part).paragraphs]


def test_addresses_as_one_reads_them() -> None:
    assert address("", "a@b.example") == "a@b.example" and address("Ada", "") == "Ada"
    assert address('Lindqvist, "Ada"', "a@b.example") == '"Lindqvist, \\"Ada\\"" <a@b.example>'


def test_midnight_and_other_zones() -> None:
    span = {"from": datetime(2026, 10, 26, 23, tzinfo=UTC), "to": datetime(2026, 11, 23, 23, tzinfo=UTC)}
    assert "from 27 October to 23 November 2026." in letter(put(SAMPLE, "lost_period", span)).text
    lisbon = {"from": datetime(2026, 10, 27, tzinfo=UTC), "to": datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC)}
    assert "from 27 October to 23 November 2026." in letter(put(SAMPLE, "lost_period", lisbon)).text, (
        "days of the writer"
    )
    york = replace(SAMPLE, client=replace(SAMPLE.client, zone="America/New_York"))
    assert "I will call you today at 06:00 New York time." in letter(york).text
    nowhere = replace(SAMPLE, client=replace(SAMPLE.client, zone="Etc/GMT+3"))
    assert "08:00 UTC-03:00" in letter(nowhere).text


# --- texts of strangers -------------------------------------------------------------------------------------------


def stranger(tmp_path: Path, source: str) -> Guide:
    home = tmp_path / "mine"
    home.mkdir(exist_ok=True)
    (home / "guide.toml").write_text(
        'id = "mine"\ntitle = "Mine"\nfor = "A test."\n[[steps]]\nid = "one"\ntitle = "One"\n'
        '[[questions]]\nid = "q"\nstep = "one"\ntype = "text"\ntext = "What?"\n'
    )
    (home / "email.j2").write_text(source, encoding="utf-8")
    return shelf.load("mine", tmp_path)


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 10**8 }}",
        "{{ [1] * 10**8 }}",
        "{{ 9**9**9 }}",
        "{{ 10**5 * 10**5 * 10**5 * 10**5 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ 'x'.center(10**9) }}",
        "{{ 'x' | center(1000000000) }}",
        "{{ range(10**9) | length }}",
        "{% for i in range(9999) %}{% for j in range(9999) %}{% for k in range(9999) %}" + "{% endfor %}" * 3,
        "{% for i in range(9999) %}{{ 'a' ~ 'b' ~ i }} {{ 'lorem ipsum dolor sit amet' }}{% endfor %}" * 9,
        "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
        "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a + a %}" * 40 + "{{ a }}",
        "{% for i in [[1]] recursive %}{{ loop([i]) }}{% endfor %}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'guide.toml' %}",
        "{% extends 'email.j2' %}",
        "{% import 'email.j2' as x %}",
        "{{ a.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ a['__init__'] }}",
        "{{ (a | first) }}",
        "{{ self }}",
        "{{ lipsum() }}",
        "{{ cycler('a', 'b') }}",
        "{{ namespace(a=1) }}",
        "{{ dict(a=1) }}",
        "{{ a.q.upper() }}",
        "{{ a.no_such_question }}",
        "{{ no_such_name }}",
        "{{ a.q | no_such_filter }}",
        "{{ 1 / 0 }}",
        "{{ 'unfinished }}",
        "{% if %}",
        "{% paragraph Key %}{% endparagraph %}",
        "{% paragraph 'a' %}",
        "{{ _hours.now }}",
        "(" * 3000 + "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "-" * 20000 + "1 }}",
        "x" * 200_000,
        "{{ [1, 2] | join(9999999 ** 5) }}",
        "{{ context }}",
        "{{ a.q | attr('__class__') }}",
        "{% call range(3) %}{% endcall %}",
        "{% filter upper %}x{% endfilter %}",
        "{% set ns.x = 1 %}",
    ],
)
def test_a_strangers_text_is_stopped_with_a_sentence(tmp_path: Path, source: str) -> None:
    guide = stranger(tmp_path, source)
    began = time.process_time()
    with pytest.raises(GuideError) as caught:
        made = render(guide, Answers("mine", answers={"q": "x"}), now=NOW)
        pytest.fail(made.text[:200])
    assert time.process_time() - began < 2.5  # the work that a stranger may cause is bounded
    assert "mine/email.j2" in caught.value.sentence and len(caught.value.sentence) < 400


def test_a_text_that_is_no_text_or_not_there_is_said(tmp_path: Path) -> None:
    guide = stranger(tmp_path, "x")
    with pytest.raises(GuideError, match="not there"):
        render(guide, Answers("mine"), now=NOW, part="call")
    (guide.folder / "call.j2").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GuideError, match="read as text"):
        render(guide, Answers("mine"), now=NOW, part="call")
    with pytest.raises(GuideError, match="no part"):
        render(guide, Answers("mine"), now=NOW, part="fax")


def test_a_plain_text_without_paragraphs_is_a_letter(tmp_path: Path) -> None:
    guide = stranger(tmp_path, "Hello {{ a.q }},\n\n- one\n- two\n\n{% for i in range(2) %}{{ i }} {% endfor %}\nend")
    made = letter(Answers("mine", answers={"q": "you"}), guide=guide)
    assert made.text == "Hello you,\n\n- one\n- two\n\n0 1 end"
    assert [p.key for p in made.paragraphs] == ["text", "text#2", "text#3"]


def test_a_changed_text_is_read_anew(tmp_path: Path) -> None:
    guide = stranger(tmp_path, "one")
    assert letter(Answers("mine"), guide=guide).text == "one"
    file = guide.folder / "email.j2"
    file.write_text("two")
    stamp = file.stat().st_mtime_ns + 10**9
    import os

    os.utime(file, ns=(stamp, stamp))
    assert letter(Answers("mine"), guide=guide).text == "two"


def test_german_has_its_own_text_where_there_is_one(tmp_path: Path) -> None:
    guide = stranger(tmp_path, "Hello")
    (guide.folder / "email.de.j2").write_text("Guten Tag")
    german = Answers("mine", client=Recipient(language="de"))
    assert letter(german, guide=guide).text == "Guten Tag" and letter(Answers("mine"), guide=guide).text == "Hello"
