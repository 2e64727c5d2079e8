"""Verbs of the record, and what is answered where they cannot be carried out."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Ask


def test_a_call_with_its_promise(ask: Ask, kept: Path) -> None:
    words = "Ada asked for the orders. I will restore staging by Friday 17:00."
    said = ask("log", "northwind bakery", words, "--yes", journal=kept)
    assert said.status == 0
    assert [c["due"] for c in said.data["commitments"]] == ["2026-11-27T17:00:00+00:00"]
    assert said.data["offered"] == []
    found = ask("search", "staging", journal=kept).data
    assert {hit["noun"] for hit in found["hits"]} == {"interaction", "commitment"}
    with sqlite3.connect(kept) as raw:
        assert raw.execute("select words, by from commitment").fetchall() == [
            ("I will restore staging by Friday 17:00.", "me")
        ]
    raw.close()


def test_an_ambiguous_date_is_offered_and_never_taken(ask: Ask, kept: Path) -> None:
    said = ask("log", "#1", "I will check it on 03/05/2027.", "--yes", journal=kept).data
    assert said["commitments"] == []
    assert [p["ambiguous"] for p in said["offered"]] == [True]


def test_an_unknown_client_names_the_nearest(ask: Ask, kept: Path) -> None:
    said = ask("log", "Northwynd Bakery", "x", journal=kept)
    assert said.status == 2
    assert "Northwind Bakery" in said.err
    assert said.out == ""


def test_due_says_no_where_something_is_overdue(ask: Ask, kept: Path) -> None:
    ask("log", "#1", "I will call by Friday 17:00.", "--yes", journal=kept)
    assert ask("due", journal=kept).status == 0
    late = ask("due", journal=kept, now="2026-11-27T19:30:00+00:00")
    assert late.status == 1
    assert [item["late_hours"] for item in late.data["overdue"]] == [2.5]


def test_undo_and_redo_to_the_end(ask: Ask, kept: Path) -> None:
    assert ask("undo", journal=kept).data["name"] == "undo"
    assert ask("undo", journal=kept).status == 1
    assert ask("redo", journal=kept).status == 0
    assert ask("redo", journal=kept).status == 1
    sentences = [act["sentence"] for act in ask("history", journal=kept).data["acts"]]
    assert len(sentences) == 3
    assert all("Northwind Bakery" in sentence for sentence in sentences)


def test_untold_until_told(ask: Ask, kept: Path) -> None:
    made = ask("incident", "add", "#1", "Orders deleted", "--noticed", "2026-11-24T08:10:00+00:00", journal=kept)
    assert [i["text"] for i in ask("due", journal=kept).data["untold"]] == ["Orders deleted"]
    told = ask("told", str(made.data["incident"]), "--at", "2026-11-24T10:15:00+00:00", journal=kept)
    assert told.data == {"incident": 1, "told_at": "2026-11-24T10:15:00+00:00"}
    assert ask("due", journal=kept).data["untold"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("log", "#1", "x", "--at", "yesterday"),
        ("log", "#1", "x", "--at", "2027-01-01T00:00:00+00:00"),
        ("client", "add", ""),
        ("client", "add", "A\nB"),
        ("client", "add", "Somebody", "--email", "nowhere"),
        ("told", "x"),
        ("told", "99"),
        ("keep", "99"),
        ("due", "--no-such-option"),
        ("no-such-verb",),
        ("history", "--last", "many"),
    ],
)
def test_what_cannot_be_done_is_said(ask: Ask, kept: Path, words: tuple[str, ...]) -> None:
    said = ask(*words, journal=kept)
    assert said.status == 2
    assert len(said.err.strip()) > 15
    assert "Traceback" not in said.err
    assert said.out == ""
    assert ask("verify", journal=kept).data["acts"] == 1


def test_nothing_of_the_record_commands_the_terminal(ask: Ask, kept: Path) -> None:
    ask("log", "#1", "red \x1b[31mtext\x07 and \u202eturned", journal=kept)
    shown = ask("timeline", "#1", journal=kept, as_json=False)
    assert "red [31mtext and turned" in shown.out
    as_json = ask("search", "red", journal=kept)
    assert "\x1b" not in as_json.out
    assert "\u202e" not in as_json.out


def test_global_options_on_both_sides(ask: Ask, kept: Path) -> None:
    assert ask("--json", "due", as_json=False, journal=kept).data["overdue"] == []
