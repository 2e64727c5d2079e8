"""Whatever is changed behind the program's back is found and named; an earlier head is told from a rewritten one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aboveboard.clock import Clock
from aboveboard.journal import clients, commitments, interactions, verify
from aboveboard.journal.commitments import NewPromise
from aboveboard.journal.database import Journal
from aboveboard.journal.verify import Problem, Verdict
from tests.conftest import NOW, Northwind


@pytest.fixture
def busy(northwind: Northwind) -> Journal:
    journal = northwind.journal
    for number in range(6):
        promise = NewPromise(f"send the part {number}", due=NOW.replace(hour=18))
        journal.write(lambda s, n=number, p=promise: interactions.log(s, client_id=1, note=f"Call {n}.", promises=[p]))
    journal.write(lambda s: commitments.keep(s, 2))
    journal.undo()
    return journal


def behind(journal: Journal, *statements: str) -> Verdict:
    """Change the file by hand, guards taken off and put back, and verify it."""
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as file:
        guards = file.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
        for name, _ in guards:
            file.execute(f"drop trigger {name}")
        for statement in statements:
            assert file.execute(statement).rowcount != 0, statement
        for _, sql in guards:
            file.execute(sql)
    return journal.verify()


def test_an_untouched_journal_is_sound(busy: Journal) -> None:
    verdict = busy.verify()
    assert verdict == Verdict(True, busy.data_version(), busy.head(), [])


SWAP = [
    f"update {table} set {column} = {to} where {column} = {of}"
    for table, column in (("change", "act_id"), ("act", "id"))
    for of, to in ((4, -1), (5, 4), (-1, 5))
]


@pytest.mark.parametrize(
    ("statements", "noun", "acts"),
    [
        (["update commitment set words = 'send nothing' where id = 3"], "commitment 3:", {None}),
        (["update client set name = name || ' Ltd'"], "client 1:", {None}),
        (["delete from commitment where id = 4"], "commitment 4:", {None}),
        (["delete from interaction where id = 7"], "interaction 7:", {None}),
        (["insert into contact (made_at, client_id, name, role, email, phone) values ('x', 1, 'n', '', '', '')"],
         "contact 2:", {None}),
        (["update change set after = replace(after, 'part 1', 'part 9') where act_id = 4"], "commitment 3:", {4}),
        (["update change set digest = x'00' where act_id = 4 and position = 1"], "interaction 3:", {4}),
        (["update change set salt = null, before = null, after = null where act_id = 4 and position = 1"],
         "interaction 3:", {4}),
        (["delete from change where act_id = 5 and position = 2"], "act 5:", {5}),
        (["delete from change where act_id = 5", "delete from act where id = 5"], "act 5:", {5}),
        (["delete from act where id = 5"], "act 5:", {5}),
        (SWAP, "act 4:", {4, 5}),
        (["update act set at = replace(at, '2026', '2025') where id = 5"], "act 5:", {5}),
        (["update act set name = 'client.add' where id = 5"], "act 5:", {5}),
        (["update act set undoes = 3 where id = 10"], "act 10:", {10}),
        (["update act set zone = 'UTC' where id = 2"], "act 2:", {2}),
        (["update profile set name = 'Somebody'"], "profile 1:", {None}),
        (["update client set made_at = '2020-01-01T00:00:00Z'"], "client 1:", {None}),
    ],
)  # fmt: skip
def test_tampering_is_found_and_named(busy: Journal, statements: list[str], noun: str, acts: set[Any]) -> None:
    verdict = behind(busy, *statements)
    assert not verdict.ok
    named = [p for p in verdict.problems[:3] if p.what.startswith(noun) and p.act in acts]
    assert named, verdict.problems
    assert verdict.problems[0].act in acts | {None}


def test_a_torn_page_is_a_problem_and_no_crash(busy: Journal, tmp_path: Path) -> None:
    for number in range(40):
        busy.write(lambda s, n=number: interactions.log(s, client_id=1, note=f"{n} " + "words " * 400))
    busy.close()
    torn = tmp_path / "torn.aboveboard"
    body = bytearray(busy.path.read_bytes())
    for page in range(len(body) // 4096 - 30, len(body) // 4096 - 5):
        body[page * 4096 : page * 4096 + 600] = b"\xa5" * 600
    torn.write_bytes(body)
    with closing(sqlite3.connect(torn)) as file:
        verdict = verify.check(file)
    assert not verdict.ok and verdict.problems


def test_heads(busy: Journal, tmp_path: Path, clock: Clock) -> None:
    earlier = busy.head()
    copy = tmp_path / "copy.aboveboard"
    with closing(sqlite3.connect(busy.path)) as one, closing(sqlite3.connect(copy)) as two:
        one.backup(two)
    other = Journal.open(copy, clock=clock)
    busy.write(lambda s: clients.edit(s, 1, notes="here"))
    other.write(lambda s: clients.edit(s, 1, notes="there"))
    assert busy.verify(earlier).ok and other.verify(earlier).ok and busy.verify(busy.head()).ok
    verdict = other.verify(busy.head())
    assert not verdict.ok
    assert verdict.problems == [Problem(None, f"head {busy.head()[:16]}…: no act of this journal has that link")]
    assert not other.verify("no link at all").ok
    assert busy.verify("0" * 64).ok
    other.close()
