"""Today: the sentence, who was not told, what is owed with true counts, who waits, the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aboveboard.journal import clients, commitments, incidents, interactions
from aboveboard.journal.commitments import NewPromise
from aboveboard.ui.today import words as w
from aboveboard.ui.widgets import Action
from tests.conftest import NOW, HandClock
from tests.ui.accessible import nameless
from tests.ui.conftest import Window, at

Open = Callable[..., Window]


@pytest.mark.parametrize(
    ("untold", "late", "today", "week", "waiting", "said"),
    [
        (1, 2, ["15:00"], 3, 2, "One client has not been told. A promise falls due at 15:00, and two are late."),
        (0, 1, [], 0, 0, "One promise is late."),
        (2, 0, ["", "16:00"], 0, 0, "Two incidents have not been told. Two promises fall due today."),
        (0, 13, [""], 0, 0, "A promise falls due today, and 13 are late."),
        (0, 0, [], 1, 0, "Nothing is late. One promise falls due this week."),
        (0, 0, [], 0, 2, "Nothing is late, and nothing is due this week. Somebody waits for a word."),
        (0, 0, [], 0, 0, "Nothing is late, nothing is due this week, and nobody waits for a word."),
    ],
)
def test_the_sentence_is_true(untold: int, late: int, today: list[str], week: int, waiting: int, said: str) -> None:
    assert w.opening(untold, late, today, week, waiting) == said


def test_the_record_is_said_with_what_became_of_the_others() -> None:
    assert w.kept_line(w.Record(9, 12, kept_late=1, late=2)) == "One was kept late, two are late now."
    assert w.kept_line(w.Record(3, 3)) == "Each of them in time."
    assert w.kept_line(w.Record(0, 0)) == "Nothing has fallen due yet."


@pytest.mark.parametrize(
    ("hour", "said"), [(9, "Good morning, Ines"), (14, "Good afternoon, Ines"), (23, "Good evening, Ines")]
)
def test_the_greeting(hour: int, said: str) -> None:
    assert w.greeting(at(11, 24, hour), "Europe/Lisbon", "Ines Duarte") == said


def promise(northwind: Any, words: str, due: Any, **more: Any) -> int:
    """A promise of mine, made a month ago."""
    changes = northwind.journal.write(
        lambda s: commitments.make(
            s, client_id=northwind.client, words=words, due=due, made_at=NOW - timedelta(days=60), **more
        )
    )
    return int(changes.one("commitment"))


def test_what_is_owed_stands_latest_first_and_nothing_is_cut(open_window: Open, northwind: Any) -> None:
    late = [promise(northwind, f"late {n}", NOW - timedelta(hours=n)) for n in range(1, 40)]
    old = promise(northwind, "three weeks late", NOW - timedelta(days=21))
    soon = promise(northwind, "this week", NOW + timedelta(days=3))
    page = open_window(northwind.journal.path).shell.current()
    assert [row.id for row in page.late.list.rows()] == [old, *reversed(late)]
    assert page.late.head.number.text() == "40" and page.late.list.rows()[0].note == "21 days late"
    assert [row.id for row in page.now_due.list.rows()] == [northwind.commitment]
    assert [row.id for row in page.week.list.rows()] == [soon]
    assert page.sentence.words() == "A promise falls due at 15:00, and 40 are late."


def test_the_client_who_does_not_know_has_the_only_primary_button(open_window: Open, northwind: Any) -> None:
    for title in ("Four weeks of orders deleted", "Certificate ran out"):
        northwind.journal.write(
            lambda s, title=title: incidents.open(
                s, client_id=northwind.client, title=title, noticed_at=at(11, 24, 8, 10)
            )
        )
    window = open_window(northwind.journal.path)
    page = window.shell.current()
    primary = [b for b in page.findChildren(Action) if b.kind == "primary" and b.isVisible()]
    assert [b.text() for b in primary] == ["Tell Ada Lindqvist"]
    rows = [page.untold_box.itemAt(n).widget() for n in range(2)]
    assert rows[0].known.words() == "2 h 10 min" and rows[0].since.words() == "since 08:10"
    assert rows[0].more.words() == (
        "Four weeks of orders deleted. Your promise to Ada is due at 15:00, 16:00 in Stockholm."
    )
    went: list[Any] = []
    window.shell.desk.go = lambda key, **params: went.append((key, params))
    window.shell.press_primary()
    assert went == [("conversation", {"incident": rows[0].item.id})]


def test_a_row_is_kept_moved_and_opened_by_key(open_window: Open, northwind: Any) -> None:
    window = open_window(northwind.journal.path)
    page, asked = window.shell.current(), []
    window.shell.desk.start = lambda sheet, **params: asked.append((sheet, params))
    window.shell.desk.go = lambda key, **params: asked.append((key, params))
    rows = page.now_due.list
    rows.setCurrentIndex(rows.model().index(0))
    for key in (Qt.Key.Key_K, Qt.Key.Key_M, Qt.Key.Key_Return):
        window.qtbot.keyClick(rows, key)
    number = northwind.commitment
    assert asked == [
        ("keep", {"id": number}), ("move", {"id": number}), ("client", {"id": northwind.client, "promise": number}),
    ]  # fmt: skip


def test_what_is_kept_leaves_the_page_and_stays_in_the_record(open_window: Open, northwind: Any) -> None:
    window = open_window(northwind.journal.path)
    page = window.shell.current()
    window.shell.jobs.write(lambda s: commitments.keep(s, northwind.commitment))
    window.settle()
    window.settle()
    assert page.now_due.list.rows() == [] and page.now_due.isHidden()
    assert page._aside.record.words() == "1 of 1" and page._aside.record_line.words() == "Each of them in time."


def test_a_moved_promise_shows_its_first_date(open_window: Open, northwind: Any) -> None:
    northwind.journal.write(
        lambda s: commitments.move(
            s, northwind.commitment, due=at(11, 26, 17), why="The host answers tomorrow", told_at=NOW, agreed="yes"
        )
    )
    page = open_window(northwind.journal.path).shell.current()
    assert page.week.list.rows()[0].before.startswith("First promised for Tue 24 Nov.")


def test_the_minute_moves_the_clocks(open_window: Open, northwind: Any, clock: HandClock) -> None:
    window = open_window(northwind.journal.path)
    page = window.shell.current()
    assert page.now_due.list.rows()[0].note == "in 4 h 40 min"
    clock.set(NOW + timedelta(hours=5))
    window.shell.bus.ticked.emit()
    window.settle()
    window.settle()
    assert page.late.list.rows()[0].note == "20 min late" and page.now_due.isHidden()


def test_who_waits_is_named(open_window: Open, northwind: Any) -> None:
    northwind.journal.write(
        lambda s: interactions.log(
            s, client_id=northwind.client, contact_id=northwind.contact, kind="email", direction="in", note="Any news?",
            at=NOW,
            promises=[NewPromise("I will send you the list of breads.", "them", at(11, 25, 23, 59), precision="day")],
        )
    )  # fmt: skip
    page = open_window(northwind.journal.path).shell.current()
    names = [page._aside.rows.itemAt(n).widget().accessibleName() for n in range(2)]
    assert page._aside.head.number.text() == "2"
    assert sorted(names) == [
        "Ada Lindqvist, 0 min. Not answered: “Any news?”",
        "Ada Lindqvist, Wed 25 Nov. Promised you: I will send you the list of breads.",
    ]


def test_an_empty_journal_offers_two_ways_in_and_the_sample(open_window: Open, journal: Any) -> None:
    window = open_window(journal.path)
    page = window.shell.current()
    assert page._empty.isVisible() and nameless(page) == []
    texts = [b.text() for b in page._empty.findChildren(Action)]
    assert texts == ["Say what happened", "Add a client", "Look round a sample journal"]
    page._empty.sample.click()
    window.settle()
    window.qtbot.waitUntil(lambda: page.day is not None and page.day.clients == 6, timeout=20_000)
    assert not page._empty.isVisible()


def test_a_long_name_and_many_rows_stay_inside(open_window: Open, journal: Any) -> None:
    name = "The Honourable Society of Bakers, Confectioners and Pastry Co"
    made = journal.write(lambda s: clients.add(s, name=name, contact={"name": name}))
    journal.write(lambda s: incidents.open(s, client_id=made.one("client"), title="x" * 60, noticed_at=NOW))
    window = open_window(journal.path, size=(760, 520))
    page = window.shell.current()
    inner = page.area.widget()
    assert inner.width() <= page.area.viewport().width()
    for button in page.findChildren(Action):
        if button.isVisible():
            assert _right(button, inner) <= inner.width()


def _right(widget: QWidget, inside: QWidget) -> int:
    return widget.mapTo(inside, widget.rect().topRight()).x()
