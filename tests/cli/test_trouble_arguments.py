"""Odd arguments of every verb: a sentence, exit 2, and the journal as it was; never a fault of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ask

HUGE = "9" * 25

REFUSED: list[list[str]] = [
    ["keep", "999"],
    ["keep", HUGE],
    ["keep", "-" + HUGE],
    ["keep", "one"],
    ["keep", "1", "--at", "2027-01-01T10:00:00+01:00"],
    ["keep", "1", "--at", "2020-01-01T10:00:00+01:00"],
    ["partly", "1", "--missing", "  "],
    ["partly", HUGE, "--missing", "half"],
    ["move", "1", "--due", "2026-12-01T10:00:00+01:00", "--why", ""],
    ["move", "1", "--due", "2026-12-01T10:00:00+01:00", "--why", "ill", "--told", "2027-01-01T10:00:00+01:00"],
    ["move", "1", "--due", "2020-12-01T10:00:00+01:00", "--why", "ill"],
    ["move", "1", "--due", "9999-12-31T23:59:59-14:00", "--why", "ill"],
    ["drop", "1", "--why", " "],
    ["release", "1", "--at", "2028-01-01T10:00:00+01:00"],
    ["log", "#1", ""],
    ["log", "#1", " \n"],
    ["log", "#1", "x", "--at", "2027-01-01T10:00:00+01:00"],
    ["log", "#1", "x", "--at", "2026-11-24"],
    ["log", "#" + HUGE, "x"],
    ["log", "", "x"],
    ["log", "#", "x"],
    ["client", "add", " "],
    ["client", "add", "X", "--email", "ada"],
    ["client", "add", "X", "--zone", "Nowhere/Land"],
    ["client", "add", "Orders\nBcc: eve@x.example"],
    ["client", "add", "X\0Y"],
    ["client", "add", "n" * 501],
    ["incident", "add", "#1", ""],
    ["incident", "add", "#1", "T", "--noticed", "2027-01-01T10:00:00+01:00"],
    ["incident", "add", "#1", "Orders\r\nBcc: eve@x.example"],
    ["told", "99"],
    ["told", HUGE],
    ["told", "x"],
    ["search", "x", "--limit", "0"],
    ["timeline", "#1", "--limit", "-4"],
    ["timeline", "nobody"],
    ["history", "--last", "0"],
    ["history", "--last", "some"],
    ["commitments", "--client", "nobody"],
    ["commitments", "--from", "2027-01-01T00:00:00Z", "--to", "2026-01-01T00:00:00Z"],
    ["questions", "nope"],
    ["questions", "../data-loss"],
    ["draft", "data-loss"],
    ["draft", "data-loss", "--incident", "99"],
    ["draft", "data-loss", "--incident", HUGE],
    ["export", ""],
    ["backup", "--to", ""],
    ["restore", ""],
    ["restore", "none.aboveboard"],
    ["verify", ""],
    ["verify", "none\0"],
    ["check", ""],
    ["check", "no-such-file"],
    ["due", "--lang", "fr"],
    ["nonsense"],
]


@pytest.mark.parametrize("words", REFUSED, ids=lambda words: " ".join(words)[:40].encode("unicode_escape").decode())
def test_refused_in_a_sentence_and_nothing_written(kept: Path, ask: Ask, words: list[str]) -> None:
    booked = ask("log", "#1", "I will call you back tomorrow at 15:00.", "--yes", journal=kept)
    assert booked.data["commitments"], booked.out
    before = ask("verify", journal=kept).data["head"]
    answer = ask(*words, journal=kept)
    assert answer.status == 2, (answer.out, answer.err)
    assert answer.out == ""
    assert "our mistake" not in answer.err and "Traceback" not in answer.err
    assert len(answer.err.split()) >= 5 and len(answer.err.splitlines()) == 1, answer.err
    assert ask("verify", journal=kept).data["head"] == before


@pytest.mark.parametrize("now", ["nonsense", "2026-11-25T10:00:00", ""])
def test_a_clock_that_is_none(kept: Path, ask: Ask, now: str) -> None:
    answer = ask("due", journal=kept, now=now)
    assert answer.status == 2 and "2026-11-24T15:00:00+01:00" in answer.err


def test_more_than_there_can_be_is_all_there_is(kept: Path, ask: Ask) -> None:
    assert len(ask("history", "--last", HUGE, journal=kept).data["acts"]) == 1
    assert ask("search", "northwind", "--limit", HUGE, journal=kept).status == 0


def test_a_search_without_words_says_so(kept: Path, ask: Ask) -> None:
    answer = ask("search", journal=kept, as_json=False)
    assert answer.status == 1 and "at least one word" in answer.out


def test_names_that_are_the_same_are_told_apart_by_number(kept: Path, ask: Ask) -> None:
    assert ask("client", "add", "northwind BAKERY", journal=kept).status == 0
    answer = ask("log", "NORTHWIND bakery", "x", journal=kept)
    assert answer.status == 2 and "#1" in answer.err and "#2" in answer.err
    assert ask("log", "#2", "x", journal=kept).status == 0


def test_the_same_name_is_listed_once(kept: Path, ask: Ask) -> None:
    ask("client", "add", "Northwind Bakery", journal=kept)
    assert ask("log", "Quux", "x", journal=kept).err.count("Northwind Bakery") == 1


def test_a_second_ending_is_refused(kept: Path, ask: Ask) -> None:
    ask("log", "#1", "I will call you back tomorrow at 15:00.", "--yes", journal=kept)
    assert ask("partly", "1", "--missing", "the list", journal=kept).status == 0
    for verb in (["partly", "1", "--missing", "x"], ["keep", "1"], ["drop", "1", "--why", "x"], ["release", "1"]):
        answer = ask(*verb, journal=kept)
        assert answer.status == 2 and "partly kept" in answer.err


def test_the_present_journal_stays_where_demo_or_new_name_it(kept: Path, ask: Ask) -> None:
    before = kept.read_bytes()
    assert ask("new", journal=kept).status == 2
    assert ask("demo", "--to", str(kept)).status == 2
    assert ask("demo", "--to", str(kept.parent / "no" / "sample.aboveboard")).status == 2
    assert kept.read_bytes() == before and not (kept.parent / "no").exists()


@pytest.mark.parametrize("word", ["-restart", "-", "-5", "-x=y"])
def test_a_word_may_begin_with_a_dash(kept: Path, ask: Ask, word: str) -> None:
    assert ask("log", "#1", word, journal=kept).status == 0
    found = ask("search", word, journal=kept)
    assert found.status in (0, 1) and found.data["total"] in (0, 1)
    assert ask("search", word, "--limit", "3", journal=kept).status == found.status
    assert ask("-h").status == 0


@pytest.mark.parametrize(
    "words", ["status: done", 'timeout "error', "don't", '"', "(", "*", "NEAR(", "100%", "\x1b[31m", "\ud800"]
)
def test_signs_are_looked_for_and_never_an_error(kept: Path, ask: Ask, words: str) -> None:
    ask("log", "#1", 'status: done, timeout "error" in retry OR not, don\'t restart at 100 %', journal=kept)
    answer = ask("search", words, journal=kept)
    assert answer.status in (0, 1), answer.err
    assert answer.data["total"] == (1 if words[0] in "std1" else 0)
