"""Undo and redo: exactly what was there before, nothing taken out of the history, across restarts, as deep as one
likes.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from aboveboard.clock import Clock
from aboveboard.errors import JournalError, NothingToUndo
from aboveboard.journal import clients, commitments, history, incidents, interactions, letters, profile
from aboveboard.journal.commitments import NewPromise
from aboveboard.journal.database import Journal
from aboveboard.journal.drafts import Drafts
from aboveboard.journal.models import NOUNS
from tests.conftest import NOW, Northwind

DERIVED = ("timeline_entry", "search")


def tables(journal: Journal) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all nouns and of what is derived from them."""
    with closing(sqlite3.connect(journal.path)) as file:
        return {t: file.execute(f"select rowid, * from {t} order by rowid").fetchall() for t in (*NOUNS, *DERIVED)}


STEPS: list[Any] = [
    lambda s: interactions.log(s, client_id=1, note="One.",
                               promises=[NewPromise("send it", due=NOW + timedelta(days=1))]),
    lambda s: clients.add(s, name="Contoso & Sons", contact={"email": "a@contoso.example"}),
    lambda s: commitments.move(s, 1, due=NOW + timedelta(days=3), why="late", told_at=NOW, agreed="yes"),
    lambda s: commitments.keep(s, 1, evidence="a mail"),
    lambda s: incidents.open(s, client_id=1, title="Orders gone", project_id=1),
    lambda s: incidents.add_finding(s, 1, words="orders deleted"),
    lambda s: incidents.restand(s, 1, standing="ruled out", reason="found again"),
    lambda s: letters.send(s, client_id=1, incident_id=1, text="Dear Ada", subject="Orders", tell=True,
                           promises=[NewPromise("next word", due=NOW + timedelta(days=1))]),
    lambda s: commitments.partly(s, 2, missing="half", due=NOW + timedelta(days=9)),
    lambda s: clients.set_safeguard(s, 1, kind="backup", state="nightly"),
    lambda s: clients.bin(s, 1),
    lambda s: profile.edit(s, zone="Europe/Berlin", name="Ines H."),
    lambda s: clients.unbin(s, 1),
]  # fmt: skip


def test_each_undo_and_each_redo_shows_exactly_what_was_there(northwind: Northwind) -> None:
    journal = northwind.journal
    seen = [tables(journal)]
    for step in STEPS:
        journal.write(step)
        seen.append(tables(journal))
    assert all(one != two for one, two in pairwise(seen))
    acts = journal.data_version()
    for number in range(len(STEPS) - 1, -1, -1):
        changes = journal.undo()
        assert changes.name == "undo"
        assert tables(journal) == seen[number]
    for number in range(1, len(STEPS) + 1):
        assert journal.redo().name == "redo"
        assert tables(journal) == seen[number]
    assert journal.data_version() == acts + 2 * len(STEPS)
    verdict = journal.verify()
    assert verdict.ok, verdict.problems
    with pytest.raises(NothingToUndo):
        journal.redo()


def test_a_new_act_ends_what_can_be_redone(northwind: Northwind) -> None:
    journal = northwind.journal
    journal.undo()
    journal.write(lambda s: interactions.log(s, client_id=1, note="New."))
    with pytest.raises(NothingToUndo, match="redo"):
        journal.redo()
    assert journal.undo().of == 4
    assert journal.undo().of == 1
    with pytest.raises(NothingToUndo, match="nothing to undo"):
        journal.undo()


def test_an_undone_id_is_never_given_again(northwind: Northwind) -> None:
    journal = northwind.journal
    journal.undo()
    made = journal.write(lambda s: interactions.log(s, client_id=1, note="Other."))
    assert made.one("interaction") == northwind.interaction + 1


def test_two_hundred_deep_across_restarts(northwind: Northwind, clock: Clock) -> None:
    journal = northwind.journal
    before = tables(journal)
    for number in range(200):
        journal.write(lambda s, n=number: clients.edit(s, 1, notes=f"note {n}"))
    after = tables(journal)
    for number in range(200):
        if number % 50 == 0:
            journal.close()
            journal = Journal.open(journal.path, clock=clock)
        journal.undo()
    assert tables(journal) == before
    for _ in range(200):
        journal.redo()
    assert tables(journal) == after
    assert journal.verify().ok
    journal.close()


def test_an_act_that_a_later_one_changed_again_is_refused_by_name(northwind: Northwind) -> None:
    journal = northwind.journal
    first = journal.write(lambda s: clients.edit(s, 1, name="One", notes="kept"))
    second = journal.write(lambda s: clients.edit(s, 1, name="Two"))
    with pytest.raises(JournalError, match="Changed Two: name"):
        journal.undo(first.act)
    journal.undo(second.act)
    assert journal.undo(first.act).of == first.act
    with pytest.raises(NothingToUndo, match="already"):
        journal.undo(first.act)


def test_an_act_whose_other_fields_were_changed_can_be_undone(northwind: Northwind) -> None:
    journal = northwind.journal
    first = journal.write(lambda s: clients.edit(s, 1, name="One"))
    journal.write(lambda s: clients.edit(s, 1, notes="other"))
    journal.undo(first.act)
    row = journal.read(lambda s: clients.get(s, 1))
    assert (row.name, row.notes) == ("Northwind Bakery", "other")


def test_the_making_of_what_others_hang_on_is_refused_by_name(northwind: Northwind) -> None:
    journal = northwind.journal
    journal.write(lambda s: commitments.make(s, client_id=1, interaction_id=1, words="another one"))
    with pytest.raises(JournalError, match="another one"):
        journal.undo(2)
    with pytest.raises(JournalError, match="Undo that first"):
        journal.undo(1)
    assert journal.verify().ok


def test_an_undone_save_gives_its_words_back(northwind: Northwind) -> None:
    (returned,) = northwind.journal.undo().returned
    assert (returned.act, returned.name) == (2, "interaction.log")
    held = {noun: fields for noun, _, fields in returned.rows}
    assert held["interaction"]["note"].startswith("Ada asked why")
    assert held["commitment"]["words"] == "call back today at 15:00"
    redone = northwind.journal.redo()
    assert (redone.returned, redone.of) == ((), 2)
    northwind.journal.write(lambda s: clients.edit(s, 1, formal=True))
    assert northwind.journal.undo().returned == ()


def test_the_words_lie_in_a_draft_until_they_are_redone(northwind: Northwind, clock: Clock) -> None:
    journal = northwind.journal
    drafts = Drafts(journal.path, clock)
    journal.undo()
    (draft,) = drafts.all()
    assert (draft.key, draft.kind) == ("interaction-new-1", "interaction")
    assert draft.content["note"].startswith("Ada asked why")
    assert draft.content["at"] == "24 November 2026, 10:20"
    journal.redo()
    assert drafts.all() == []


def test_a_draft_that_is_being_written_is_not_overwritten(northwind: Northwind, clock: Clock) -> None:
    drafts = Drafts(northwind.journal.path, clock)
    drafts.save("interaction-new-1", "interaction", {"note": "half a sen"})
    northwind.journal.undo()
    northwind.journal.redo()
    assert [draft.content for draft in drafts.all()] == [{"note": "half a sen"}]


def test_each_kind_of_save_comes_back_to_its_form(northwind: Northwind, clock: Clock) -> None:
    journal = northwind.journal
    drafts = Drafts(journal.path, clock)
    written = {"answers": {"backup": "none"}, "draft": {"version": 1, "step": 4, "answers": None}}
    journal.write(lambda s: clients.add(s, name="Contoso", contact={"email": "a@contoso.example"}))
    journal.write(lambda s: incidents.open(s, client_id=1, title="Orders gone"))
    journal.write(lambda s: incidents.add_finding(s, 1, words="orders deleted", standing="suspected"))
    journal.write(
        lambda s: letters.send(s, client_id=1, incident_id=1, text="Dear Ada", guide="data-loss", answers=written)
    )
    for _ in range(4):
        journal.undo()
    kept = {draft.key: draft.content for draft in drafts.all()}
    assert kept["client-new"]["contact.email"] == "a@contoso.example"
    assert kept["incident-new-1"]["title"] == "Orders gone"
    assert kept["finding-new-1"]["standing"] == "suspected"
    assert kept["letter-incident-1"]["step"] == 4
    assert kept["letter-incident-1"]["answers"] == {"answers": {"backup": "none"}}
    for _ in range(4):
        journal.redo()
    assert drafts.all() == []


def test_undo_is_said_in_the_history(northwind: Northwind) -> None:
    northwind.journal.undo()
    northwind.journal.redo()
    said = [(a.name, a.undoes, a.sentence) for a in northwind.journal.read(history.rows)]
    assert said[:2] == [
        ("redo", 3, "Redone: Northwind Bakery's call of 10:20."),
        ("undo", 2, "Undone: Northwind Bakery's call of 10:20."),
    ]
