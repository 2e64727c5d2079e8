"""The export: cells that no spreadsheet carries out, and folders that are not overwritten."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aboveboard.errors import JournalError
from aboveboard.exchange import archive


@given(st.text())
def test_a_guarded_cell_reads_back_as_it_was(text: str) -> None:
    assert archive.unguarded(archive.guarded(text)) == text


@given(st.sampled_from("=@\t\r+-"), st.text(min_size=1))
def test_no_cell_begins_like_a_formula(sign: str, rest: str) -> None:
    cell = archive.guarded(sign + rest)
    assert cell[0] == "'" or (cell[0] in "+-" and all(c in "0123456789 ().-" or c.isdigit() for c in cell[1:]))


def test_phone_numbers_stay_as_they_are() -> None:
    assert archive.guarded("+49 30 23125 701") == "+49 30 23125 701"
    assert archive.guarded("-12 % agreed") == "'-12 % agreed"


def test_an_export_does_not_overwrite(tmp_path) -> None:
    folder = tmp_path / "out"
    rows = [{"id": 1, "name": "=1+1", "sample": False}]
    files = archive.write({"nouns": {"client": rows, "letter": []}}, [], folder)
    assert sorted(file.name for file in files) == ["client.csv", "drafts.json", "journal.json"]
    assert json.loads((folder / "journal.json").read_text("utf-8"))["nouns"]["client"] == rows
    written = list(csv.reader(io.StringIO((folder / "client.csv").read_text("utf-8"))))
    assert written == [["id", "name", "sample"], ["1", "'=1+1", "no"]]
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in files)
    with pytest.raises(JournalError, match="already something"):
        archive.write({"nouns": {}}, [], folder)


def test_a_file_in_the_way_is_said(tmp_path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    with pytest.raises(JournalError, match="is a file"):
        archive.write({"nouns": {}}, [], taken)
    assert taken.read_text() == "mine"
