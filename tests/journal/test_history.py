"""Acts and their history: nothing is written outside one, nothing is forgotten, and the chain is as the contract
says.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, text, update
from sqlmodel import Session, select

from aboveboard.errors import Invalid, JournalError
from aboveboard.journal import clients, history, interactions
from aboveboard.journal.database import Journal
from aboveboard.journal.history import operation
from aboveboard.journal.models import NOUNS, Client, Interaction
from aboveboard.journal.record import COLUMNS
from tests.conftest import NOW, HandClock, Northwind


def raw(journal: Journal, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(journal.path)) as file:
        return file.execute(sql, values).fetchall()


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_digests_and_links_are_those_of_the_contract(northwind: Northwind) -> None:
    northwind.journal.write(lambda s: clients.edit(s, northwind.client, name="Größe & Søn 店"))
    northwind.journal.undo()
    link = bytes(32)
    acts = raw(northwind.journal, "select id, at, zone, name, undoes, link from act order by id")
    assert [act[0] for act in acts] == [1, 2, 3, 4]
    assert [act[3] for act in acts] == ["client.add", "interaction.log", "client.edit", "undo"]
    for id, at, zone, name, undoes, stored in acts:
        digests = []
        sql = "select noun, noun_id, before, after, salt, digest from change where act_id = ? order by position"
        for noun, noun_id, before, after, salt, digest in raw(northwind.journal, sql, id):
            payload = {
                "after": after and json.loads(after),
                "before": before and json.loads(before),
                "noun": noun,
                "noun_id": noun_id,
            }
            assert len(salt) == 16
            assert hashlib.sha256(salt + canonical(payload)).digest() == digest
            digests.append(digest.hex())
        body = {"at": at, "digests": digests, "id": id, "name": name, "undoes": undoes, "zone": zone}
        link = hashlib.sha256(link + canonical(body)).digest()
        assert link == stored
    assert northwind.journal.head() == link.hex()


def test_changes_tell_the_fields_and_only_those(northwind: Northwind) -> None:
    northwind.journal.write(lambda s: clients.edit(s, northwind.client, name="Northwind Ltd", formal=True, zone="UTC"))
    sql = "select noun, noun_id, before, after from change where act_id = 3"
    assert raw(northwind.journal, sql) == [
        (
            "client",
            northwind.client,
            '{"formal":false,"name":"Northwind Bakery","zone":"Europe/Stockholm"}',
            '{"formal":true,"name":"Northwind Ltd","zone":"UTC"}',
        )
    ]


def test_an_act_that_changes_nothing_is_none(northwind: Northwind) -> None:
    changes = northwind.journal.write(lambda s: clients.edit(s, northwind.client, name="Northwind Bakery"))
    assert (changes.act, changes.touched) == (0, frozenset())
    assert northwind.journal.data_version() == 2


def test_what_is_written_in_one_transaction_is_one_act(northwind: Northwind) -> None:
    def work(session: Session) -> None:
        first = clients.add(session, name="Contoso & Sons")
        second = interactions.log(session, client_id=first.one("client"), note="Hello.")
        assert second.nouns() == {"interaction"}
        assert second.act == first.act

    changes = northwind.journal.write(work)
    assert changes.name == "client.add"
    assert changes.nouns() == {"client", "interaction"}
    assert changes.one("client") == 2
    with pytest.raises(LookupError):
        changes.one("letter")
    northwind.journal.undo()
    assert [c.name for c in northwind.journal.read(clients.rows)] == ["Northwind Bakery"]


def test_all_or_nothing(northwind: Northwind) -> None:
    def work(session: Session) -> None:
        clients.add(session, name="Contoso & Sons")
        clients.add(session, name="")

    with pytest.raises(Invalid):
        northwind.journal.write(work)
    assert northwind.journal.data_version() == 2
    assert len(northwind.journal.read(clients.rows)) == 1


def test_half_an_operation_cannot_be_committed_by_who_catches_its_error(northwind: Northwind) -> None:
    @operation("client.broken")
    def broken(session: Session) -> None:
        clients.add(session, name="Half")
        raise JournalError("half way")

    def work(session: Session) -> None:
        with pytest.raises(JournalError):
            broken(session)

    with pytest.raises(RuntimeError, match="half"):
        northwind.journal.write(work)
    assert len(northwind.journal.read(clients.rows)) == 1


def test_a_refusal_before_any_row_may_be_caught(northwind: Northwind) -> None:
    def work(session: Session) -> None:
        with pytest.raises(Invalid):
            clients.add(session, name="")
        clients.add(session, name="Contoso")

    assert northwind.journal.write(work).nouns() == {"client"}


def test_a_flush_outside_an_act_raises(journal: Journal) -> None:
    def work(session: Session) -> None:
        session.add(Client(name="Behind", made_at=NOW))
        session.flush()

    for way in (journal.write, journal.read):
        with pytest.raises(RuntimeError, match="outside a named act"):
            way(work)


def test_a_row_left_pending_after_an_operation_raises(northwind: Northwind) -> None:
    def work(session: Session) -> None:
        clients.edit(session, northwind.client, notes="x")
        row = session.get(Client, northwind.client)
        assert row is not None
        row.name = "Behind"

    with pytest.raises(RuntimeError, match="outside a named act"):
        northwind.journal.write(work)


def test_an_operation_in_a_reading_session_raises(journal: Journal) -> None:
    with pytest.raises(RuntimeError, match="only reads"):
        journal.read(lambda s: clients.add(s, name="Behind"))


@pytest.mark.parametrize(
    "statement",
    [
        update(Client).values(name="x"),
        delete(Client),
        insert(Client).values(name="x"),
        update(Client.__table__).values(name="x"),  # type: ignore[attr-defined]
        text("UPDATE client SET name = 'x'"),
        text(" delete from client"),
        text("INSERT OR REPLACE INTO client (name) VALUES ('x')"),
        text("update act set name = 'x'"),
        text("DELETE FROM change"),
    ],
)
def test_bulk_statements_on_recorded_tables_raise(northwind: Northwind, statement: Any) -> None:
    def work(session: Session) -> None:
        session.execute(statement)

    with pytest.raises(RuntimeError, match="bulk statement"):
        northwind.journal.write(work)
    assert northwind.journal.verify().ok


def test_bulk_methods_raise(northwind: Northwind) -> None:
    with pytest.raises(RuntimeError, match="one by one"):
        northwind.journal.write(lambda s: s.bulk_insert_mappings(Client, [{"name": "x"}]))


@pytest.mark.parametrize("table", ["act", "change", "birth"])
@pytest.mark.parametrize("statement", ["delete from {}", "update {} set {column} = {column}"])
def test_the_history_refuses_update_and_delete(northwind: Northwind, table: str, statement: str) -> None:
    column = {"act": "at", "change": "digest", "birth": "content"}[table]
    with (
        closing(sqlite3.connect(northwind.journal.path)) as file,
        pytest.raises(sqlite3.IntegrityError, match="only ever"),
    ):
        file.execute(statement.format(table, column=column))


def test_a_payload_cannot_be_taken_out_without_an_erasing(northwind: Northwind) -> None:
    with closing(sqlite3.connect(northwind.journal.path)) as file, pytest.raises(sqlite3.IntegrityError):
        file.execute("update change set before = null, after = null, salt = null where act_id = 1")


def another(value: Any, column: str) -> Any:
    """A value of the same type that is not the same."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value
    if hasattr(value, "year"):
        return value - timedelta(days=1)
    if isinstance(value, str):
        return value + "x"
    return NOW if column.endswith(("_at", "due", "_from", "_to")) else None


@pytest.fixture
def everything(northwind: Northwind) -> Journal:
    """A journal with a row of every noun, each column filled."""
    from aboveboard.journal import commitments, incidents, letters

    journal = northwind.journal
    due = NOW + timedelta(days=2)

    def work(s: Session) -> None:
        clients.edit(s, 1, usual_days=7, notes="n")
        clients.set_safeguard(s, 1, kind="backup", state="nightly", review_on="2027-01-01")
        made = incidents.open(
            s, client_id=1, title="Orders gone", project_id=1, occurred_from=NOW, occurred_to=NOW, personal_data=True
        )
        incidents.add_finding(s, made.one("incident"), words="orders deleted")
        incidents.restand(s, 1, standing="suspected", source="logs", reason="seen")
        letters.send(s, client_id=1, incident_id=1, contact_id=1, text="Dear Ada", subject="Your orders", tell=True)
        letters.send(s, client_id=1, corrects_id=1, text="Dear Ada, again")
        incidents.resolve(s, 1)
        commitments.move(s, 1, due=due, why="late", told_at=NOW)
        commitments.partly(s, 1, missing="the rest", due=due)

    journal.write(work)
    return journal


@pytest.mark.parametrize(("noun", "column"), [(noun, c) for noun, names in COLUMNS.items() for c in names])
def test_no_old_value_is_lost_of_a_column_that_was_never_read(everything: Journal, noun: str, column: str) -> None:
    seen: dict[str, Any] = {}

    @operation("test.set")
    def set_unread(session: Session) -> None:
        row = session.execute(select(NOUNS[noun]).limit(1)).scalars().one()
        seen["id"], seen["old"] = row.id, getattr(row, column)  # type: ignore[attr-defined]
        seen["new"] = another(seen["old"], column)
        session.expire(row)
        setattr(row, column, seen["new"])

    everything.write(set_unread)
    from aboveboard.journal.record import plain

    if seen["old"] == seen["new"]:
        return
    act = everything.data_version()
    stored = raw(everything, "select before, after from change where act_id = ?", act)
    assert [(json.loads(b), json.loads(a)) for b, a in stored] == [
        ({column: plain(seen["old"])}, {column: plain(seen["new"])})
    ]
    assert everything.verify().ok


def test_a_clock_before_the_newest_act_breaks_nothing(northwind: Northwind, clock: HandClock) -> None:
    clock.set(NOW - timedelta(days=400))
    changes = northwind.journal.write(lambda s: clients.edit(s, 1, name="Earlier"))
    assert changes.act == 3
    assert northwind.journal.verify().ok
    assert northwind.journal.undo().of == 3


def test_every_act_has_a_sentence(everything: Journal) -> None:
    everything.undo()
    everything.redo()
    for act in everything.read(history.rows):
        assert act.sentence.endswith(".") and "{" not in act.sentence and len(act.sentence) > 10
    with pytest.raises(JournalError):
        everything.read(lambda s: history.sentence(s, 99))


def test_sentences_name_client_and_call(northwind: Northwind, clock: HandClock) -> None:
    journal = northwind.journal
    journal.write(lambda s: interactions.log(s, client_id=1, note="x", at=NOW - timedelta(days=1)))
    assert journal.read(lambda s: history.sentence(s, 1)) == "Added Northwind Bakery as a client."
    assert journal.read(lambda s: history.sentence(s, 2)) == "Logged Northwind Bakery's call of 10:20 with a promise."
    assert journal.read(lambda s: history.sentence(s, 3)) == "Logged Northwind Bakery's call of 23 Nov, 10:20."
    undone = journal.undo()
    assert (
        journal.read(lambda s: history.sentence(s, undone.act)) == "Undone: Northwind Bakery's call of 23 Nov, 10:20."
    )
    assert journal.read(lambda s: s.get(Interaction, 2)) is None
    redone = journal.redo()
    assert (
        journal.read(lambda s: history.sentence(s, redone.act)) == "Redone: Northwind Bakery's call of 23 Nov, 10:20."
    )
