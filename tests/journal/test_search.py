"""Search: any text is words, folded as the record is; newest first; the found word shown whole, as it was written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aboveboard.journal import search
from tests.journal.rows import NOW, Rows, rows_in

NOTES = {
    1: ("Kai Böhme", "Motor läuft, Dämmung fehlt noch an der Brandschutzklappe."),
    2: ("Kai Böhme", "Straße gesperrt, Kündigung des Lagers zum 31.12."),
    3: ("Lucía Peña", "São Paulo office, señal perdida; façade & naïve layout."),
    4: ("Tokyo desk", "東京事務所の契約更新は来週。"),
    5: ("Ærø Fisk", "Bestilling nr. 7: rødspætte, ikke torsk."),
    6: ("Orla Finch", 'status: done, timeout "error" in retry OR not, don\'t restart'),
    7: ("Orla Finch", "100% of (all) rows * two; NEAR the end; a-b-c"),
}


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    with rows_in(tmp_path) as made:
        yield made


@pytest.fixture
def notes(rows: Rows) -> Rows:
    clients = {name: rows.client(name) for name in dict.fromkeys(name for name, _ in NOTES.values())}
    for number, (name, note) in NOTES.items():
        assert rows.note(clients[name], note) == number
    return rows


def found(rows: Rows, words: str, noun: str = "interaction") -> set[int]:
    return {hit.id for hit in search.find(rows.session, words).hits if hit.noun == noun}


@pytest.mark.parametrize(
    ("words", "note", "marked"),
    [
        ("dammung", 1, "Dämmung"), ("DÄMMUNG", 1, "Dämmung"), ("dämm", 1, "Dämmung"), ("Da\u0308mmung", 1, "Dämmung"),
        ("strasse", 2, "Straße"), ("STRASSE", 2, "Straße"), ("kundigung", 2, "Kündigung"), ("31.12.", 2, "31.12"),
        ("sao paulo", 3, "São"), ("senal", 3, "señal"), ("facade", 3, "façade"), ("naive", 3, "naïve"),
        ("契約", 4, "契約"), ("事務所", 4, "事務所"), ("rodspaette", 5, "rødspætte"), ("RØDSPÆTTE", 5, "rødspætte"),
        ("status: done", 6, "status"), ('timeout "error', 6, "timeout"), ("retry OR", 6, "retry"),
        ("don't", 6, "don't"), ("don\u2019t", 6, "don't"), ("-restart", 6, "restart"), ("100%", 7, "100"),
        ("a-b", 7, "a-b"), ("NEAR(", 7, "NEAR"), ("north rows", 0, ""), ("orla rows", 7, "rows"),
    ],
)  # fmt: skip
def test_words_find_what_holds_them_and_show_it_as_written(notes: Rows, words: str, note: int, marked: str) -> None:
    assert found(notes, words) == ({note} if note else set())
    for hit in search.find(notes.session, words).hits:
        if hit.noun == "interaction":
            assert next(hit.text[a:b] for a, b in hit.marks) == marked
            assert f"[{marked}]" in hit.snippet


@pytest.mark.parametrize("words", ['"', "'", "(", ")", "*", "   ", "", "😀", "\u202e", "%", "--", "*" * 5000, "\x00"])
def test_a_line_of_signs_finds_nothing(notes: Rows, words: str) -> None:
    assert search.find(notes.session, words) == search.Hits(0, [])


@pytest.mark.parametrize("words", ["AND", "NOT a", "NEAR(a b, 2)", "{a b}: c", "text: a", "^a", "a* AND", "words : x"])
def test_operators_are_ordinary_words(notes: Rows, words: str) -> None:
    found = search.find(notes.session, words)
    assert found.total == len(found.hits)  # few enough to be shown whole
    assert all(hit.marks for hit in found.hits)


def test_newest_first_with_the_true_total(rows: Rows) -> None:
    client = rows.client()
    for day in (3, 1, 5, 2, 4):
        rows.note(client, f"invoice of day {day}", NOW - timedelta(days=day))
    hits = search.find(rows.session, "invo day", limit=2)
    assert (hits.total, hits.more) == (5, False)
    assert [hit.text for hit in hits.hits] == ["invoice of day 1", "invoice of day 2"]
    assert search.find(rows.session, "invoice", limit=2, most=3) == search.Hits(3, hits.hits[:0] or search.find(
        rows.session, "invoice", limit=2).hits, True)  # fmt: skip
    assert search.find(rows.session, "invoice", limit=0).total == 5


def test_a_row_is_found_with_the_help_of_its_clients_name_but_not_by_it_alone(rows: Rows) -> None:
    north, other = rows.client("Northwind Bakery"), rows.client("Contoso & Sons")
    rows.note(north, "The invoice came late.")
    rows.note(other, "The invoice came in time.")
    assert {(h.noun, h.client) for h in search.find(rows.session, "northwind inv").hits} == {
        ("interaction", "Northwind Bakery")
    }
    assert [hit.noun for hit in search.find(rows.session, "northwind").hits] == ["client"]


def test_kinds_limit_what_is_found(rows: Rows) -> None:
    client = rows.client("Invoice Ltd")
    rows.note(client, "invoice")
    assert {hit.noun for hit in search.find(rows.session, "invoice").hits} == {"client", "interaction"}
    only = search.find(rows.session, "invoice", kinds=["client", "nonsense"])
    assert (only.total, [hit.noun for hit in only.hits]) == (1, ["client"])
    assert search.find(rows.session, "invoice", kinds=[]).total == 0


def test_names_of_clients_come_first_whatever_their_age(rows: Rows) -> None:
    client = rows.client("Northwind Bakery")
    rows.add("incident", client_id=client, title="Northern orders lost")
    rows.note(client, "north north north")
    names = search.names(rows.session, "nörth")
    assert [(name.noun, name.name) for name in names] == [
        ("client", "Northwind Bakery"),
        ("incident", "Northern orders lost"),
    ]
    assert names[0].marks == ((0, 9),)
    assert search.names(rows.session, "!!") == [] and len(search.names(rows.session, "n", limit=1)) == 1


def test_a_long_text_is_found_by_a_word_at_its_end_with_a_short_snippet(rows: Rows) -> None:
    client = rows.client()
    filler = "pump level stone valve " * 2500
    rows.note(client, filler + "die Quittenbaum-Liste\n\nam Ende " + filler)
    rows.note(client, "x" * 50_000 + " Quittenbaum " + "y" * 50_000)
    start = time.process_time()
    hits = search.find(rows.session, "quittenb").hits
    assert time.process_time() - start < 1
    assert len(hits) == 2
    for hit in hits:
        assert len(hit.text) < 300 and "\n" not in hit.text
        assert "Quittenbaum" in [hit.text[a:b] for a, b in hit.marks]


def test_a_mark_never_cuts_a_letter_in_two(rows: Rows) -> None:
    client = rows.client()
    rows.note(client, "Die Da\u0308mmung\u0301 und eine \ufb01nal so\u00adft Ansage")
    for words, whole in (("dam", "Da\u0308mmung\u0301"), ("fi", "\ufb01nal"), ("sof", "so\u00adft")):
        hit = search.find(rows.session, words).hits[0]
        assert [hit.text[a:b] for a, b in hit.marks] == [whole]


@pytest.mark.parametrize(
    "words",
    [
        "a" * 10000,
        "a " * 5000,
        '"' * 3000,
        "(" * 3000,
        "🙈" * 2500,
        "契" * 20000,
        "a-" * 9000,
        "�" * 9,
        " ".join(f"w{i}" for i in range(10000)),
    ],
)
def test_any_length_is_answered_soon(notes: Rows, words: str) -> None:
    start = time.process_time()
    search.find(notes.session, words)
    assert time.process_time() - start < 2


def test_a_whole_page_finds_the_note_that_it_was_copied_from(rows: Rows) -> None:
    client = rows.client()
    page = " ".join(f"word{n}" for n in range(500))
    rows.note(client, page)
    rows.note(client, page.replace("word450", "other"))
    assert found(rows, page) == {1}
    assert search.find(rows.session, page + " missing").total == 0


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(), max_size=60))
def test_no_text_is_an_error(notes: Rows, words: str) -> None:
    hits = search.find(notes.session, words)
    assert hits.total >= len(hits.hits)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60).filter(lambda text: "\x00" not in text))
def test_any_note_is_found_by_its_own_text(rows: Rows, text: str) -> None:
    client = rows.client("Q")
    note = rows.note(client, text)
    hits = search.find(rows.session, text, limit=10_000)
    assert (note in {hit.id for hit in hits.hits if hit.noun == "interaction"}) == bool(search._runs(text))
    for hit in hits.hits:
        assert all(0 <= a < b <= len(hit.text) for a, b in hit.marks)
