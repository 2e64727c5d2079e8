"""The look with long names, little room and words left unsaved: nothing cut, nothing covered, nothing that flashes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from aboveboard.ui import unsaved
from aboveboard.ui.preferences.front import shown
from aboveboard.ui.theme import Look
from aboveboard.ui.widgets import Choices, Mark, column, holder, label, row
from tests.ui.conftest import Window

LONG = "Rheinisch-Westfälische Genossenschaftsbäckereien & Söhne GmbH"


class Flashes(QObject):
    """Names every widget that becomes a window of its own."""

    def __init__(self, main: QWidget) -> None:
        super().__init__()
        self.main, self.seen = main, list[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and watched is not self.main:
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def flashes(window: Window, qapp: QApplication) -> Iterator[Flashes]:
    watch = Flashes(window.shell)
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


def _shown(qtbot: Any, look: Look, part: QWidget, wide: int) -> QWidget:
    place = holder(column(row((part, 1), gap=0), None))
    qtbot.addWidget(place)
    place.resize(wide, 300)
    place.show()
    qtbot.waitUntil(lambda: part.width() > 0)
    return place


def test_the_words_of_a_tick_box_are_all_there(qtbot: Any, look: Look) -> None:
    words = "I will write again today at 17:00 Stockholm time, whatever I know by then."
    mark = Mark(look, words, style="words")
    place = _shown(qtbot, look, mark, 360)
    qtbot.waitUntil(lambda: mark.height() >= mark.heightForWidth(mark.width()))
    assert mark.height() > mark.sizeHint().height(), "two lines"
    assert place.isVisible()


def test_no_choice_disappears_on_a_second_line(qtbot: Any, look: Look) -> None:
    choices = Choices(look, ["Email", "Call script", "“Please call me”"], tabs=True)
    place = _shown(qtbot, look, choices, 150)
    qtbot.waitUntil(lambda: choices.rect().contains(choices.buttons[-1].geometry()))
    assert place.isVisible()


def test_a_line_without_room_says_itself_in_its_tooltip(qtbot: Any, look: Look) -> None:
    line = label(look, LONG, "label")
    line.gives_way = 24
    place = _shown(qtbot, look, line, 120)
    assert line.width() <= 120
    qtbot.waitUntil(lambda: "Genossenschaftsb" in line.toolTip())
    assert place.isVisible()


def test_pages_and_sheets_are_built_without_a_flash(window: Window, northwind: Any, flashes: Flashes) -> None:
    for key, params in (("client", {"id": northwind.client}), ("preferences", {}), ("promises", {})):
        window.go(key, **params)
    for sheet in ("new-client", "new-incident", "new-promise", "log"):
        window.shell.start(sheet)
        window.settle()
        window.shell.dismiss_sheets()
    assert flashes.seen == []


def test_a_form_that_was_only_opened_leaves_no_draft(window: Window, northwind: Any) -> None:
    from aboveboard.ui.clients import edit_sheet

    edit_sheet.open_sheet(window.shell.desk, northwind.client)
    window.settle()
    window.shell.veils[-1].sheet.dismiss()
    found: list[Any] = []
    window.shell.desk.drafts.all(lambda drafts: found.append(drafts))
    window.qtbot.waitUntil(lambda: bool(found))
    assert found == [[]]


def test_an_offered_draft_covers_nothing_and_goes_once_it_is_opened(window: Window, northwind: Any) -> None:
    page = window.go("client", id=northwind.client)
    window.shell.start("log", client=northwind.client)
    window.settle()
    window.shell.veils[-1].sheet.note.edit.setPlainText("Ada asked")
    window.shell.dismiss_sheets()
    window.settle()
    unsaved.offer(window.shell.desk)
    window.settle()
    notice = window.shell.notices
    assert "Ada asked" in notice.said()
    window.qtbot.waitUntil(lambda: page.mapTo(window.shell, page.rect().bottomLeft()).y() < notice.geometry().top())
    window.shell.start("log", client=northwind.client)
    window.settle()
    window.qtbot.waitUntil(lambda: notice.said() == "")
    assert page.height() == window.shell.height()


def test_lists_are_no_wider_than_one_reads(window: Window, northwind: Any) -> None:
    window.shell.resize(1600, 900)
    for key in ("clients", "incidents"):
        page = window.go(key)
        area = page.findChild(QScrollArea)
        part = area.widget().layout().itemAt(0).widget()
        assert part.width() <= window.shell.look.w(680) + 24


def test_tab_brings_into_sight_what_it_comes_to_from_outside(window: Window, northwind: Any) -> None:
    window.shell.resize(900, 520)
    page = window.go("preferences")
    page.findChild(QScrollArea).verticalScrollBar().setValue(10_000)
    window.shell.side.writer.setFocus()
    for _ in range(12):
        QTest.keyClick(window.shell.windowHandle() or window.shell, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is None or not focus.visibleRegion().isEmpty(), focus.accessibleName()


def test_a_path_in_ones_own_folder_is_written_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert shown(tmp_path / "data" / "j.aboveboard") == str(Path("~") / "data" / "j.aboveboard")
    assert shown(Path("/elsewhere/j.aboveboard")) == str(Path("/elsewhere/j.aboveboard"))
