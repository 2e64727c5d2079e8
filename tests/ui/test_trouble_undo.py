"""Undo in the window under trouble: a notice takes back its own act, drafts that cannot be written or read are said,
and what another program wrote is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aboveboard.journal import clients, interactions
from aboveboard.journal.database import Journal
from aboveboard.journal.drafts import Drafts
from aboveboard.ui import binning
from tests.conftest import HandClock
from tests.ui.conftest import Window

Open = Callable[..., Window]


def _add(window: Window, name: str) -> None:
    window.shell.jobs.write(
        lambda s: clients.add(s, name=name), lambda _: binning.say_done(window.shell.desk, f"{name} is in the journal.")
    )
    window.settle()


def _names(journal: Journal) -> list[str]:
    return [row.name for row in journal.read(clients.rows)]


def test_undo_in_a_notice_takes_back_that_very_act(window: Window, northwind: Any, clock: HandClock) -> None:
    _add(window, "Halcyon Print")
    with_cli = Journal.open(northwind.journal.path, clock=clock)
    with_cli.write(lambda s: clients.add(s, name="From the command line"))
    with_cli.close()
    window.shell.notices.act.click()
    window.settle()
    assert _names(northwind.journal) == ["From the command line", "Northwind Bakery"]
    assert "Halcyon Print" in window.shell.notices.said()


def test_undo_in_a_notice_is_refused_where_something_builds_on_it(window: Window, northwind: Any) -> None:
    _add(window, "Halcyon Print")
    made = next(row.id for row in northwind.journal.read(clients.rows) if row.name == "Halcyon Print")
    northwind.journal.write(lambda s: interactions.log(s, client_id=made, note="x"))
    window.shell.notices.act.click()
    window.settle()
    assert "Halcyon Print's call" in window.shell.notices.said() and "Undo that first" in window.shell.notices.said()
    assert "Halcyon Print" in _names(northwind.journal)


def test_undo_goes_back_200_acts_after_a_restart_and_says_what(open_window: Open, northwind: Any) -> None:
    journal = northwind.journal
    before = journal.read(lambda s: clients.get(s, northwind.client))
    for number in range(200):
        journal.write(lambda s, number=number: clients.edit(s, northwind.client, notes=f"note {number}"))
    window = open_window(journal.path)
    for _ in range(200):
        window.session.undo(True)
    window.settle()
    assert journal.read(lambda s: clients.get(s, northwind.client)) == before
    assert window.shell.notices.said() == "Undone: changes to Northwind Bakery."
    window.session.undo(False)
    window.settle()
    assert journal.read(lambda s: clients.get(s, northwind.client)).notes == "note 0"


def test_an_undo_whose_draft_cannot_be_written_is_done_and_says_so(window: Window, northwind: Any) -> None:
    Path(f"{northwind.journal.path}.drafts").write_text("in the way")
    window.session.undo(True)
    window.settle()
    assert "history" in window.shell.notices.said() and "draft" in window.shell.notices.said()
    assert window.session._known_act == northwind.journal.data_version()
    window.session.undo(False)
    window.settle()
    assert northwind.journal.read(lambda s: interactions.get(s, northwind.interaction)).note


def test_the_words_of_an_undone_save_are_offered_on_the_client_page(window: Window, northwind: Any) -> None:
    page = window.go("client", id=northwind.client)
    window.session.undo(True)
    window.settle()
    window.settle()
    assert [one.key for one in page.unsaved.drafts] == [f"interaction-new-{northwind.client}"]
    window.session.undo(False)
    window.settle()
    window.settle()
    assert page.unsaved.drafts == []


def test_an_unreadable_draft_is_named_and_the_others_come(open_window: Open, northwind: Any) -> None:
    drafts = Drafts(northwind.journal.path)
    drafts.save(f"interaction-new-{northwind.client}", "interaction", {"note": "words that are whole"})
    (drafts.folder / "client-1.json").write_text('{"key": "client-1", "ki')
    window = open_window(northwind.journal.path)
    window.settle()
    said = window.shell.notices
    first = said.said()
    said.cross.click()
    window.qtbot.waitUntil(lambda: said.said() not in ("", first))
    both = [first, said.said()]
    assert any("words that are whole" in one for one in both)
    assert any("client-1.unreadable" in one and "not deleted" in one for one in both)
    assert (drafts.folder / "client-1.unreadable").is_file()


def test_drafts_that_can_be_kept_again_end_the_trouble(window: Window) -> None:
    folder = Path(f"{window.session.path}.drafts")
    folder.write_text("in the way")
    keeper = window.shell.desk.drafts
    keeper.keep("interaction-new", "interaction", {"note": "a"})
    keeper.flush()
    window.settle()
    assert "could not be saved as a draft" in window.shell.notices.said()
    folder.unlink()
    keeper.keep("interaction-new", "interaction", {"note": "ab"})
    keeper.flush()
    window.settle()
    assert window.shell.notices.said() == ""


def test_what_stays_comes_back_when_what_came_over_it_has_gone(window: Window) -> None:
    notices = window.shell.notices
    window.shell.notice("The disk is full.", stays=True, late=True)
    window.shell.notice("The talk was changed.", "Undo")
    assert notices.said() == "The talk was changed."
    notices.cross.click()
    window.qtbot.waitUntil(lambda: notices.said() == "The disk is full.")
    notices.cross.click()
    window.qtbot.wait(1)
    assert notices.said() == ""


@pytest.mark.parametrize("own_between", [False, True])
def test_what_another_program_wrote_is_seen(
    window: Window, northwind: Any, clock: HandClock, own_between: bool
) -> None:
    page = window.go("clients")
    other = Journal.open(northwind.journal.path, clock=clock)
    other.write(lambda s: clients.add(s, name="From the command line"))
    other.close()
    seen: list[Any] = []
    window.shell.bus.changed.connect(lambda changes: seen.append(changes))
    if own_between:  # an act of this window must not hide the one before it
        window.shell.jobs.write(lambda s: clients.edit(s, northwind.client, notes="own"))
        window.settle()
    window.session._look_for_others()
    window.settle()
    assert any(("client", 2) in changes.touched for changes in seen)
    assert window.session._known_act == northwind.journal.data_version()
    window.qtbot.waitUntil(lambda: "From the command line" in [one.client.name for one in page.listed], timeout=3000)
