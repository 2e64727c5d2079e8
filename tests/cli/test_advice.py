"""Verbs of the advice: with an answers file, and with answers from the record."""

from __future__ import annotations

from pathlib import Path

from aboveboard import resources
from tests.cli.conftest import Ask

SAMPLE = str(resources.folder("guides") / "data-loss" / "sample.toml")


def test_a_draft_from_the_record(ask: Ask, kept: Path) -> None:
    ask("incident", "add", "#1", "The web shop's orders", "--noticed", "2026-11-24T08:10:00+00:00", journal=kept)
    made = ask("draft", "data-loss", "--client", "#1", "--incident", "1", journal=kept)
    assert made.status in (0, 1)
    assert made.data["to"] == "Ada Lindqvist <ada@northwind.example>"
    assert made.data["text"].startswith("Dear Ada,")
    assert "backup" in made.data["open"]
    alone = ask("draft", "data-loss", "--client", "northwind bakery", journal=kept).data
    assert alone["to"] == made.data["to"]


def test_the_file_overrides_the_record(ask: Ask, kept: Path) -> None:
    made = ask("draft", "data-loss", "--client", "#1", "--answers", SAMPLE, journal=kept).data
    assert "Dius Montenegro" in made["text"]
    assert made["open"] == []


def test_another_client_s_incident_is_refused(ask: Ask, kept: Path) -> None:
    ask("incident", "add", "#1", "Orders", journal=kept)
    ask("client", "add", "Harbour Cycles", journal=kept)
    said = ask("draft", "data-loss", "--client", "Harbour Cycles", "--incident", "1", journal=kept)
    assert said.status == 2
    assert "Harbour Cycles" in said.err


def test_a_draft_without_answers_says_what_it_needs(ask: Ask) -> None:
    said = ask("draft", "data-loss")
    assert said.status == 2
    assert "--answers" in said.err


def test_tables_that_a_draft_needs(ask: Ask, tmp_path: Path) -> None:
    bare = tmp_path / "bare.toml"
    bare.write_text('guide = "data-loss"\n', "utf-8")
    said = ask("draft", "data-loss", "--answers", str(bare))
    assert said.status == 2
    assert "[writer]" in said.err
    assert "[client]" in said.err


def test_another_guide_s_answers_are_refused(ask: Ask, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text('guide = "outage"\n', "utf-8")
    assert ask("draft", "data-loss", "--answers", str(other)).status == 2


def test_a_letter_with_errors_says_no(ask: Ask, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"\xef\xbb\xbfSubject: Offer\r\n\r\nDear Ada,\r\n\r\nTODO: write it.\r\n")
    said = ask("check", str(letter))
    assert said.status == 1
    found = next(f for f in said.data["findings"] if f["rule"] == "placeholder")
    text = "Subject: Offer\n\nDear Ada,\n\nTODO: write it.\n"
    assert text[found["start"] : found["end"]] == found["text"]


def test_files_that_are_no_text_are_said(ask: Ask, tmp_path: Path) -> None:
    for name in (tmp_path, tmp_path / "none.txt"):
        said = ask("promises", str(name))
        assert said.status == 2
        assert str(name) in said.err


def test_the_timing_list_is_in_order(ask: Ask) -> None:
    advice = ask("timing", "--answers", SAMPLE).data["advice"]
    assert [a["by"] for a in advice] == sorted(a["by"] for a in advice)
    assert all(a["why"] and a["source"] for a in advice)
