"""An incident in the window: opened, its clock, its facts and what became of them, told, over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from aboveboard.journal import incidents
from tests.conftest import NOW
from tests.ui.conftest import Window


def _sheet(window: Window) -> Any:
    window.settle()
    return window.shell.veils[-1].sheet


@pytest.fixture
def incident(northwind: Any) -> int:
    made = northwind.journal.write(
        lambda s: incidents.open(
            s, client_id=northwind.client, title="Four weeks of orders deleted", project_id=northwind.project,
            noticed_at=NOW - timedelta(hours=2, minutes=10), personal_data=True,
        )
    )  # fmt: skip
    return int(made.one("incident"))


def _get(northwind: Any, incident: int) -> Any:
    return northwind.journal.read(lambda s: incidents.get(s, incident))


def test_a_new_incident_from_the_clients_page(window: Window, northwind: Any) -> None:
    window.go("client", id=northwind.client)
    window.shell.start("new-incident", client=northwind.client)
    sheet = _sheet(window)
    QTest.keyClicks(sheet.what.field, "Four weeks of orders deleted")
    sheet.fields["noticed_at"].setText("today 08:10")
    sheet.fields["occurred_from"].setText("27 October 2026, 00:00")
    sheet.choices["personal_data"].set_value(True)
    QTest.keyClick(sheet.what.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    window.settle()
    page = window.shell.current()
    assert page.key == "incident"
    made = _get(northwind, page.incident_id)
    assert made.noticed_at == datetime(2026, 11, 24, 8, 10, tzinfo=UTC)
    assert made.occurred_from == datetime(2026, 10, 27, 0, 0, tzinfo=UTC)
    assert (made.project, made.kind, made.severity, made.personal_data) == ("Web shop", "data-loss", "high", True)
    assert page.clock.text() == "2 h 10 min"
    assert page.clock_words.words() == "you have known, and Ada does not."


def test_times_that_cannot_be_are_refused_at_their_field(window: Window, northwind: Any) -> None:
    window.shell.start("new-incident", client=northwind.client)
    sheet = _sheet(window)
    sheet.what.setText("Shop down")
    sheet.fields["noticed_at"].setText("today 08:10")
    sheet.fields["occurred_from"].setText("today 09:00")
    sheet.submit()
    window.settle()
    assert "noticed before it began" in sheet.fields["noticed_at"].trouble.words()
    sheet.fields["occurred_from"].setText("some time ago")
    sheet.submit()
    window.settle()
    assert "not understood" in sheet.fields["occurred_from"].trouble.words()
    assert northwind.journal.read(incidents.rows) == []


def test_a_day_alone_in_which_it_ended_is_meant_to_its_end(window: Window, northwind: Any) -> None:
    window.shell.start("new-incident", client=northwind.client)
    sheet = _sheet(window)
    sheet.what.setText("Orders missing")
    sheet.fields["noticed_at"].setText("today 08:10")
    sheet.fields["occurred_from"].setText("27 October")
    sheet.fields["occurred_to"].setText("23 November")
    sheet.submit()
    window.settle()
    window.settle()
    made = _get(northwind, window.shell.current().incident_id)
    assert made.occurred_from == datetime(2026, 10, 27, 0, 0, tzinfo=UTC)
    assert made.occurred_to == datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC)


def test_the_clock_is_ink_until_a_day_has_passed(window: Window, incident: int, clock: Any) -> None:
    page = window.go("incident", id=incident)
    assert page.clock.colour == "ink"
    assert page.tell.text() == "Tell Ada" and page.tell.isVisible()
    clock.set(NOW + timedelta(hours=23))
    window.shell.bus.ticked.emit()
    window.settle()
    assert page.clock.text() == "25 h" and page.clock.colour == "late"


def test_the_day_line_and_the_advice_know_of_the_promised_call(window: Window, incident: int) -> None:
    page = window.go("incident", id=incident)
    assert "promised 15:00" in page.ruler.accessibleName()
    steps = [item.accessibleName() for item in page.aside.steps.items.values()]
    call = next(step for step in steps if step.startswith("Call"))
    assert "today 15:00, 16:00 in Stockholm" in call and "You promised it" in call


def test_facts_are_added_and_a_changed_standing_stays_to_be_seen(window: Window, northwind: Any, incident: int) -> None:
    page = window.go("incident", id=incident)
    for words, standing, source in (
        ("Orders from 27 Oct to 24 Nov deleted", "known", "the database"),
        ("Someone broke in through the admin login", "suspected", "a login at 03:12"),
        ("Which account was used", "unknown", ""),
    ):
        page.add.click()
        sheet = _sheet(window)
        sheet.fields["words"].setText(words)
        sheet.choices["standing"].set_value(standing)
        sheet.fields["source"].setText(source)
        sheet.submit()
        window.settle()
        window.settle()
    assert [row.accessibleName().split(":")[0] for row in page.facts._rows] == ["Known", "Suspected", "Not known"]
    page._stand(2)
    sheet = _sheet(window)
    sheet.choices["standing"].set_value("known")
    sheet.fields["reason"].setText("the host confirmed it")
    sheet.submit()
    window.settle()
    window.settle()
    fact = next(one for one in _get(northwind, incident).findings if one.id == 2)
    assert [one.standing for one in fact.standings] == ["suspected", "known"]
    said = next(row for row in page.facts._rows if row.objectName() == "fact-2").accessibleName()
    assert "Suspected until 10:20: the host confirmed it" in said


def test_an_empty_fact_is_refused_and_a_binned_one_comes_back(window: Window, northwind: Any, incident: int) -> None:
    page = window.go("incident", id=incident)
    page.add.click()
    sheet = _sheet(window)
    sheet.submit()
    window.settle()
    assert sheet.fields["words"].is_bad()
    sheet.fields["words"].setText("There was no backup")
    sheet.submit()
    window.settle()
    window.settle()
    page._bin_fact(1)
    window.settle()
    window.settle()
    assert page.facts._rows == [] and page.facts.empty.isVisible()
    window.shell.notices.act.click()
    window.settle()
    window.settle()
    assert len(page.facts._rows) == 1


def test_telling_stops_the_clock_and_says_when_the_72_hours_end(window: Window, northwind: Any, incident: int) -> None:
    page = window.go("incident", id=incident)
    page.told.click()
    sheet = _sheet(window)
    sheet.fields["at"].setText("today 10:15")
    sheet.submit()
    window.settle()
    window.settle()
    row = _get(northwind, incident)
    assert (row.told_how, row.told_to) == ("call", "Ada Lindqvist")
    assert page.clock.text() == "2 h 5 min"
    assert page.clock_words.words() == "until Ada was told, by phone today 10:15."
    assert "Fri 27 Nov, 10:15, 11:15 in Stockholm" in page.clock_more.words()


def test_it_cannot_be_over_before_it_was_noticed(window: Window, northwind: Any, incident: int) -> None:
    page = window.go("incident", id=incident)
    page.over.click()
    sheet = _sheet(window)
    sheet.fields["at"].setText("yesterday 10:00")
    sheet.submit()
    window.settle()
    assert sheet.fields["at"].is_bad() and _get(northwind, incident).resolved_at is None
    sheet.fields["at"].setText("")
    sheet.submit()
    window.settle()
    window.settle()
    assert _get(northwind, incident).resolved_at == NOW
    assert page.over.text() == "It is not over" and page.tell.isVisible(), "the client still does not know"


def test_the_client_page_says_it_and_offers_to_tell(window: Window, northwind: Any, incident: int) -> None:
    page = window.go("client", id=northwind.client)
    assert page.tell.isVisible() and page.tell.text() == "Tell Ada" and page.log.kind == "plain"
    (item,) = page.aside.incidents.items.values()
    assert item.when.words() == "Known for 2 h 10 min. Ada does not know." and item.when.colour == "late"


def test_the_list_has_those_not_told_first_and_cuts_none(window: Window, northwind: Any, incident: int) -> None:
    def more(s: Any) -> Any:
        for number in range(40):
            done = incidents.open(s, client_id=northwind.client, title=f"Trouble {number}")
            incidents.tell(s, done.one("incident"))
            if number % 2:
                incidents.resolve(s, done.one("incident"))
        return done

    northwind.journal.write(more)
    page = window.go("incidents")
    counts = {name: len(rows.rows()) for name, (_, _, rows) in page.groups.items()}
    assert counts == {"untold": 1, "open": 20, "over": 20}
    assert page.sentence.words() == "One client does not know yet. 20 are still open."


def test_an_incident_in_the_bin_leads_back_to_the_list(window: Window, northwind: Any, incident: int) -> None:
    northwind.journal.write(lambda s: incidents.bin(s, incident))
    window.go("incident", id=incident)
    window.settle()
    assert window.shell.current().key == "incidents"
    assert "in the bin" in window.shell.notices.said()
