"""Files given to the verbs of the advice, as editors, mail programs and accidents leave them."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from time import perf_counter

import pytest

from tests.cli.conftest import Ask

LETTER = "Subject: Orders\n\nDear Ada,\nI will do it soon.\n"


@pytest.mark.parametrize(
    "raw",
    [
        LETTER.encode(),
        LETTER.replace("\n", "\r\n").encode(),
        LETTER.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + LETTER.encode(),
        LETTER.encode("utf-16"),
    ],
    ids=["lf", "crlf", "cr", "mark", "utf-16"],
)
def test_the_same_letter_in_any_clothes(tmp_path: Path, ask: Ask, raw: bytes) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(raw)
    found = {f["rule"]: f for f in ask("check", str(file)).data["findings"]}
    assert (found["vague-time"]["start"], found["vague-time"]["text"]) == (LETTER.index("soon"), "soon")
    assert file.read_bytes() == raw


def test_standard_input(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe:
        buffer = io.BytesIO(LETTER.encode())

    monkeypatch.setattr(sys, "stdin", Pipe())
    assert "vague-time" in ask("check", "-").out


def test_an_empty_letter_has_no_findings_and_no_promises(tmp_path: Path, ask: Ask) -> None:
    file = tmp_path / "letter.txt"
    file.touch()
    assert ask("check", str(file)).data["findings"] == []
    assert ask("promises", str(file)).data["promises"] == []


@pytest.mark.parametrize("verb", ["check", "promises"])
@pytest.mark.parametrize(
    ("raw", "says"),
    [(os.urandom(3000) + b"\0", "not a text"), (b"I will call. " * 100_000, "1 MB")],
    ids=["bytes", "too long"],
)
def test_what_is_no_letter_is_said(tmp_path: Path, ask: Ask, verb: str, raw: bytes, says: str) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(raw)
    answer = ask(verb, str(file))
    assert answer.status == 2 and says in answer.err and answer.out == ""


def test_one_endless_word_is_read_once(tmp_path: Path, ask: Ask) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("x" * 40_000)
    began = perf_counter()
    assert ask("check", str(file)).status in (0, 1)
    assert perf_counter() - began < 4  # from each of its letters anew it took a quarter of a minute


def test_answers_with_a_mark_before_them(tmp_path: Path, ask: Ask) -> None:
    from aboveboard import resources

    file = tmp_path / "answers.toml"
    file.write_bytes(b"\xef\xbb\xbf" + (resources.folder("guides") / "data-loss" / "sample.toml").read_bytes())
    assert ask("draft", "data-loss", "--answers", str(file), "--part", "ping").status == 0


def test_a_doubtful_date_is_shown_with_all_it_could_mean(tmp_path: Path, ask: Ask) -> None:
    file = tmp_path / "note.txt"
    file.write_text("I will check it on 03/05/2027.")
    out = ask("promises", str(file), as_json=False).out
    assert "2027-05-03" in out and "2027-03-05" in out and "?" in out
