"""Both sides of a search are folded alike, and every folded word knows its place in the text."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aboveboard.journal.fold import fold, name_key, phrases, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Straße GESPERRT", "strasse gesperrt"),
        ("Dämmung fehlt", "dammung fehlt"),
        ("rødspætte, Łódź, Þór, œuvre", "rodspaette lodz thor oeuvre"),
        ("Crème brûlée", "creme brulee"),
        ("Cre\u0300me bru\u0302le\u0301e", "creme brulee"),
        ("ﬁnance ＷＩＤＥ №", "finance wide no"),
        ("In\u00advoice zero\u200bwidth \ufeffmark", "invoice zerowidth mark"),
        ("İstanbul ılık", "istanbul ilik"),
        ("契約更新", "契 約 更 新"),
        ("v2契約abc", "v2 契 約 abc"),
        ("ｶﾞｽ ガス", "ガ ス ガ ス"),
        ("٤٢ rows", "42 rows"),
        ('100% of (all) "rows"* -- a-b; don\'t', "100 of all rows a b don t"),
        ("a\x00b\ud800c\nd\te", "a bc d e"),
        ("שָׁלוֹם", "שלום"),
        ("😀 * \u202e !", ""),
        ("", ""),
    ],
)
def test_folds(written: str, folded: str) -> None:
    assert fold(written) == unicodedata.normalize("NFKD", folded)


def test_the_two_ways_to_write_a_letter_fold_alike() -> None:
    for word in ("Ångström", "Dvořák", "がぎぐ", "한국어", "é"):
        assert fold(unicodedata.normalize("NFC", word)) == fold(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("a-b don't", [("a", "b"), ("don", "t")]),
        ('timeout "error', [("timeout",), ("error",)]),
        ("status: done", [("status",), ("done",)]),
        ("kind:call", [("kind",), ("call",)]),
        ("契約 abc", [("契", "約"), ("abc",)]),
        ("same Same SAME", [("same",)]),
        ("-restart", [("restart",)]),
        ("a--b", [("a",), ("b",)]),
        ("ada@northwind.example", [("ada", "northwind", "example")]),
        ("( ) * ' \" ; --", []),
    ],
)
def test_what_is_typed_becomes_runs_of_words(typed: str, runs: list[tuple[str, ...]]) -> None:
    assert phrases(typed) == runs


def test_a_word_covers_its_letters_as_written() -> None:
    text = "die Da\u0308mmung — so\u00adft, ﬁn 契約"
    assert [text[w.start : w.end] for w in words(text)] == ["die", "Da\u0308mmung", "so\u00adft", "ﬁn", "契", "約"]


def test_names_are_compared_without_case_and_accents() -> None:
    assert name_key("  NORTHWIND   bäkery ") == name_key("Northwind Bakery") == "northwind bakery"
    assert name_key("***") == "***"


@given(st.text(alphabet=st.characters(), max_size=80))
def test_places_and_folding_agree_on_any_text(text: str) -> None:
    found = words(text)
    assert " ".join(word.word for word in found) == fold(text)
    ends = [place for word in found for place in (word.start, word.end)]
    assert all(0 <= a <= b <= len(text) for a, b in itertools.pairwise(ends) if ends.index(a) % 2 == 0)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(), max_size=80))
def test_every_written_word_is_found_by_itself(text: str) -> None:
    typed = {word for run in phrases(text) for word in run}
    assert typed == set(fold(text).split())
