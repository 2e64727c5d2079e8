"""Find: names, acts, pages and every word of the record; the newest keystroke wins; arrows and Enter."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from aboveboard.journal import incidents
from aboveboard.ui.search import finds
from aboveboard.ui.search.palette import Palette, in_sight
from tests.conftest import NOW
from tests.ui.accessible import nameless
from tests.ui.conftest import Window


def palette(window: Window) -> Palette:
    """The sheet, opened by its key."""
    window.shell.activateWindow()
    window.qtbot.waitUntil(window.shell.isActiveWindow)
    window.qtbot.keyClick(window.shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    sheet = window.shell.veils[-1].sheet
    assert isinstance(sheet, Palette) and QApplication.focusWidget() is sheet.edit
    return sheet


def typed(window: Window, sheet: Palette, words: str) -> list[finds.Find]:
    """What is found for these words."""
    sheet.edit.clear()
    for sign in words:  # (QTest ends the program at keys that are no Latin 1)
        sheet.edit.insert(sign)
    window.settle()
    return list(sheet.model.finds)


def test_acts_and_pages_before_anything_is_typed(window: Window) -> None:
    sheet = palette(window)
    assert [find.words for find in sheet.model.finds][:2] == ["Log a call", "Add a client"]
    assert nameless(sheet) == []


def test_a_name_finds_the_person_the_acts_and_what_was_said(window: Window, northwind: Any) -> None:
    northwind.journal.write(
        lambda s: incidents.open(s, client_id=northwind.client, title="Four weeks of orders deleted", noticed_at=NOW)
    )
    sheet = palette(window)
    found = typed(window, sheet, "ada")
    assert [find.kind for find in found] == ["Person", "Do", "Do", "Said"]
    assert [find.words for find in found[1:3]] == [
        "Log a call with Ada Lindqvist", "Tell Ada Lindqvist: Four weeks of orders deleted",
    ]  # fmt: skip
    said = found[3]
    assert said.words[said.marks[0][0] : said.marks[0][1]] == "Ada"
    assert sheet.number.words() == "4 found"


@pytest.mark.parametrize("words", ["northwind", "NORTHWIND bak", "bakery"])
def test_a_client_is_found_first_by_its_name(window: Window, words: str) -> None:
    found = typed(window, palette(window), words)
    assert (found[0].kind, found[0].words) == ("Client", "Northwind Bakery")
    assert sum(find.words == "Northwind Bakery" for find in found) == 1


@pytest.mark.parametrize(
    "words", ['"', "AND OR NOT", "a*b(c", "'; DROP TABLE client; --", "ß", "％", "\\", "-", "near/2"]
)
def test_anything_can_be_typed(window: Window, words: str) -> None:
    sheet = palette(window)
    typed(window, sheet, words)
    assert sheet.number.words() != "" and window.bugs == []


def test_nothing_found_is_a_sentence(window: Window) -> None:
    sheet = palette(window)
    assert typed(window, sheet, "zeppelin") == []
    assert sheet.none.words() == "Nothing in the record holds “zeppelin”." and sheet.number.words() == "0 found"


def test_pages_and_acts_are_found_by_name(window: Window) -> None:
    sheet = palette(window)
    assert typed(window, sheet, "letters")[0].target[:2] == ("go", "letters")
    assert typed(window, sheet, "log ca")[0].target[:2] == ("start", "log")


def test_arrows_choose_and_enter_opens(window: Window, northwind: Any) -> None:
    sheet = palette(window)
    found = typed(window, sheet, "ada")
    window.qtbot.keyClick(sheet.edit, Qt.Key.Key_Up)
    assert sheet.list.currentIndex().row() == len(found) - 1
    window.qtbot.keyClick(sheet.edit, Qt.Key.Key_Down)
    assert sheet.list.currentIndex().row() == 0
    window.qtbot.keyClick(sheet.edit, Qt.Key.Key_Return)
    window.settle()
    assert window.shell.veils == [] and window.shell.here == ("client", {"id": northwind.client})


def test_esc_closes_and_leaves_the_page(window: Window) -> None:
    sheet = palette(window)
    window.qtbot.keyClick(sheet.edit, Qt.Key.Key_Escape)
    assert window.shell.veils == [] and window.shell.here[0] == "today"


def test_words_of_an_act_match_from_their_beginnings() -> None:
    assert finds.matching("Log a call", "lo ca") == ((0, 2), (6, 8))
    assert finds.matching("Log a call", "og") is None
    assert finds.matching("Log a call", "log x") is None


def test_a_row_is_heard_as_a_sentence() -> None:
    find = finds.Find("Promise", "I will call.", more="Northwind Bakery, today 09:05")
    assert find.said() == "Promise. I will call.. Northwind Bakery, today 09:05"


def test_a_match_far_behind_is_brought_into_sight() -> None:
    words = "First invoice to the two cafés by the harbour, seen by Ada."
    place = words.index("Ada")
    shown, marks = in_sight(words, ((place, place + 3),), lambda part: len(part) <= 30)
    assert shown == "… harbour, seen by Ada." and shown[marks[0][0] : marks[0][1]] == "Ada"
    assert in_sight("Ada asks", ((0, 3),), lambda part: len(part) <= 5) == ("Ada asks", ((0, 3),))
