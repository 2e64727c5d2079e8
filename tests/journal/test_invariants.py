"""Whatever is done in whatever order: the history only grows, undo and redo are exact, and the tables equal the
replay.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlmodel import Session

from aboveboard.errors import Invalid, JournalError, NotFound, NothingToUndo
from aboveboard.journal import clients, commitments, derived, incidents, interactions, letters, profile
from aboveboard.journal.commitments import NewPromise
from aboveboard.journal.database import Journal
from aboveboard.journal.models import NOUNS
from tests.conftest import NOW, HandClock

Tables = dict[str, list[tuple[Any, ...]]]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NAME = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20)
ID = st.integers(1, 5)


class JournalMachine(RuleBasedStateMachine):
    """Random operations, undos, redos and restarts on one journal file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = HandClock()
        self.journal = Journal.create(Path(self.folder.name) / "a.aboveboard", clock=self.clock)
        self.acts = 0
        self.done: list[Tables] = []  # what the tables were before each act that can be undone
        self.undone: list[Tables] = []

    def teardown(self) -> None:
        self.journal.close()
        self.folder.cleanup()

    def tables(self) -> Tables:
        names = (*NOUNS, "timeline_entry", "search")
        with closing(sqlite3.connect(self.journal.path)) as file:
            return {name: file.execute(f"select rowid, * from {name} order by rowid").fetchall() for name in names}

    def act(self, work: Callable[[Session], object]) -> None:
        before = self.tables()
        try:
            changes = self.journal.write(work)
        except (Invalid, NotFound):
            assert self.tables() == before
            return
        if changes.act:
            assert changes.act == self.acts + 1
            self.acts += 1
            self.done.append(before)
            self.undone.clear()

    @rule(name=NAME)
    def add_client(self, name: str) -> None:
        self.act(lambda s: clients.add(s, name=name, contact={"name": name}, project={"name": "Shop"}))

    @rule(id=ID, name=NAME, notes=TEXT, technical=st.booleans())
    def edit_client(self, id: int, name: str, notes: str, technical: bool) -> None:
        self.act(lambda s: clients.edit(s, id, name=name, notes=notes, technical=technical))

    @rule(id=ID, back=st.booleans())
    def bin_client(self, id: int, back: bool) -> None:
        self.act(lambda s: clients.unbin(s, id) if back else clients.bin(s, id))

    @rule(id=ID, note=TEXT, promises=st.integers(0, 2))
    def log(self, id: int, note: str, promises: int) -> None:
        made = [NewPromise(f"send part {n}", due=NOW + timedelta(days=n)) for n in range(promises)]
        self.act(lambda s: interactions.log(s, client_id=id, note=note, promises=made))

    @rule(id=ID, days=st.integers(0, 9), told=st.booleans())
    def move(self, id: int, days: int, told: bool) -> None:
        due, at = NOW + timedelta(days=days), NOW if told else None
        self.act(lambda s: commitments.move(s, id, due=due, why="late", told_at=at))

    @rule(id=ID, how=st.sampled_from(["keep", "partly", "drop", "release"]))
    def end(self, id: int, how: str) -> None:
        ways: dict[str, Callable[[Session], object]] = {
            "keep": lambda s: commitments.keep(s, id),
            "partly": lambda s: commitments.partly(s, id, missing="rest", due=NOW + timedelta(days=1)),
            "drop": lambda s: commitments.drop(s, id, why="no time"),
            "release": lambda s: commitments.release(s, id),
        }
        self.act(ways[how])

    @rule(id=ID, title=NAME, words=NAME)
    def incident(self, id: int, title: str, words: str) -> None:
        def work(s: Session) -> None:
            made = incidents.open(s, client_id=id, title=title)
            incidents.add_finding(s, made.one("incident"), words=words, standing="suspected")

        self.act(work)

    @rule(id=ID, standing=st.sampled_from(["known", "ruled out"]))
    def restand(self, id: int, standing: str) -> None:
        self.act(lambda s: incidents.restand(s, id, standing=standing))

    @rule(client=ID, incident=st.none() | ID, text=TEXT)
    def send(self, client: int, incident: int | None, text: str) -> None:
        self.act(lambda s: letters.send(s, client_id=client, incident_id=incident, text=text, tell=True))

    @rule(zone=st.sampled_from(["UTC", "Europe/Lisbon", "Asia/Tokyo"]))
    def edit_profile(self, zone: str) -> None:
        self.act(lambda s: profile.edit(s, zone=zone))

    @rule()
    def undo(self) -> None:
        before = self.tables()
        if not self.done:
            try:
                self.journal.undo()
            except NothingToUndo:
                return
            raise AssertionError("undone without an act")
        self.journal.undo()
        self.acts += 1
        assert self.tables() == self.done.pop()
        self.undone.append(before)

    @rule()
    def redo(self) -> None:
        before = self.tables()
        if not self.undone:
            try:
                self.journal.redo()
            except NothingToUndo:
                return
            raise AssertionError("redone without an undo")
        self.journal.redo()
        self.acts += 1
        assert self.tables() == self.undone.pop()
        self.done.append(before)

    @precondition(lambda self: self.acts > 2)
    @rule(act=st.integers(1, 30))
    def undo_an_earlier_one(self, act: int) -> None:
        """It is either refused and changes nothing, or done; either way the journal stays sound."""
        before = self.tables()
        try:
            self.journal.undo(act)
        except JournalError:
            assert self.tables() == before
            return
        self.acts += 1
        self.done.clear()
        self.undone.clear()
        while True:  # begin anew from here: what undo takes next is known again
            try:
                self.journal.undo()
            except NothingToUndo:
                break
            self.acts += 1
        self.act(lambda s: clients.add(s, name="After that"))

    @rule(hours=st.integers(-100, 100))
    def clock_jumps(self, hours: int) -> None:
        self.clock.set(NOW + timedelta(hours=hours))

    @rule()
    def restart(self) -> None:
        self.journal.close()
        self.journal = Journal.open(self.journal.path, clock=self.clock)

    @invariant()
    def the_history_only_grows_and_the_tables_equal_it(self) -> None:
        verdict = self.journal.verify()
        assert verdict.ok, verdict.problems
        assert verdict.acts == self.acts

    @invariant()
    def derived_rows_made_anew_are_the_same(self) -> None:
        before = self.tables()
        with self.journal._session(self.journal._writing, writes=True) as session:
            derived.rebuild(session)
            session.commit()
        assert self.tables() == before


TestInvariants = JournalMachine.TestCase
TestInvariants.settings = settings(
    max_examples=10, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
