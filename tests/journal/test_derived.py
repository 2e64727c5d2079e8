"""Derived rows follow their nouns: made, changed, binned, gone; and made anew they are the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aboveboard.journal import derived, search, timeline
from aboveboard.journal.derived_rows import Entry
from tests.journal.rows import NOW, Rows, everything, rows_in


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    with rows_in(tmp_path) as made:
        yield made


def nouns(rows: Rows, words: str) -> list[str]:
    return sorted(hit.noun for hit in search.find(rows.session, words).hits)


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("northwind", "client"), ("lindqvist", "contact"), ("owner", "contact"), ("web shop", "project"),
        ("whatsoever", "project"), ("orders table", "incident"), ("admin login", "finding"), ("was ours", "finding"),
        ("october", "interaction"), ("send the list", "commitment"), ("will send it", "commitment"),
        ("host is slow", "commitment"), ("mail of tuesday", "commitment"), ("four weeks", "letter"),
        ("what happened", "letter"),
    ],
)  # fmt: skip
def test_every_noun_that_bears_words_is_found(rows: Rows, words: str, noun: str) -> None:
    everything(rows)
    assert noun in nouns(rows, words)


def test_made_anew_they_are_the_same(rows: Rows) -> None:
    everything(rows)
    before = rows.dump()
    assert derived.rebuild(rows.session) == len(before[0])
    assert rows.dump() == before


def test_all_at_once_equals_one_by_one(rows: Rows) -> None:
    everything(rows)
    keys = {(row.noun, row.noun_id) for row in rows.dump()[0]}
    before = rows.dump()
    derived.refresh(rows.session, keys | {("profile", 1), ("nonsense", 3)})
    assert rows.dump() == before


def test_a_binned_client_takes_all_its_rows_along_and_brings_them_back(rows: Rows) -> None:
    client, _ = everything(rows)
    other = rows.client("Contoso & Sons")
    before = rows.dump()
    rows.change("client", client, binned_at=NOW)
    assert {row.client_id for row in rows.dump()[0]} == {other}
    assert len(rows.dump()[1]) == 1
    rows.change("client", client, binned_at=None)
    assert rows.dump() == before


@pytest.mark.parametrize(
    ("noun", "gone"),
    [
        ("contact", {"contact"}), ("project", {"project", "safeguard"}), ("interaction", {"interaction"}),
        ("incident", {"incident", "finding", "finding_standing"}), ("finding", {"finding", "finding_standing"}),
        ("commitment", {"commitment", "commitment_event"}), ("letter", {"letter"}),
    ],
)  # fmt: skip
def test_what_is_binned_has_no_rows(rows: Rows, noun: str, gone: set[str]) -> None:
    everything(rows)
    before = rows.dump()
    rows.change(noun, 1, binned_at=NOW)
    left = {row.noun for row in rows.dump()[0]}
    assert {row.noun for row in before[0]} - left == gone
    rows.change(noun, 1, binned_at=None)
    assert rows.dump() == before


def test_a_new_name_shows_everywhere(rows: Rows) -> None:
    client, _ = everything(rows)
    rows.change("client", client, name="Südwind Bäckerei")
    assert nouns(rows, "northwind october") == [] and nouns(rows, "sudwind october") == ["interaction"]
    assert {hit.client for hit in search.find(rows.session, "october").hits} == {"Südwind Bäckerei"}
    rows.change("contact", 1, name="Berit Moe")
    assert nouns(rows, "moe october") == ["interaction"] and nouns(rows, "lindqvist october") == []
    assert timeline.page(rows.session, client, nouns=["interaction"])[0].title == "Call to Berit Moe"


def test_a_part_that_is_gone_leaves_its_whole_without_its_words(rows: Rows) -> None:
    everything(rows)
    assert nouns(rows, "whatsoever") == ["project"]
    rows.remove("safeguard", 1)
    assert nouns(rows, "whatsoever") == [] and nouns(rows, "web shop") == ["project"]
    rows.remove("commitment_event", 2)
    assert nouns(rows, "mail of tuesday") == []
    rows.remove("finding_standing", 2)
    assert nouns(rows, "was ours") == []
    before = rows.dump()
    derived.rebuild(rows.session)
    assert rows.dump() == before


def test_no_byte_of_an_erased_row_stays_in_the_index(rows: Rows, tmp_path: Path) -> None:
    client = rows.client()
    rows.note(client, "the word zwetschgenkuchen was said")
    rows.remove("interaction", 1)
    derived.rebuild(rows.session)
    rows.session.commit()
    rows.session.connection(execution_options={"isolation_level": "AUTOCOMMIT"}).exec_driver_sql("VACUUM")
    assert b"zwetschgenkuchen" not in (tmp_path / "rows.db").read_bytes()


def test_places_follow_time_to_the_ends_of_the_calendar() -> None:
    def place(year: int, noun_id: int = 1, noun: str = "client") -> int:
        at = datetime(year, 1, 1, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
        return Entry(noun, noun_id, 1, at, "UTC", noun, "").place

    years = [place(year) for year in (1, 1700, 1969, 1970, 2026, 2240, 9999)]
    assert years == sorted(years) and all(-(2**63) <= each < 2**63 for each in years)
    assert place(2026, 2) > place(2026, 1) and place(2026, noun="letter") > place(2026, 2**26 - 1)
